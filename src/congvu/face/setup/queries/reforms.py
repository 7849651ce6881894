"""Xem trước đợt sắp xếp: the plan of an act with what it touches, ready for the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries.reorganising import Move, flows_of, moves_under
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Reform, SuccessionKind

#: Why a case goes to an heir, in words.
WHY = {
    "only": _("the only heir"),
    "largest": _("the heir with the largest share"),
    "by_share": _("dealt out by share"),
    "named": _("named by the act"),
}


@dataclass(frozen=True, slots=True)
class EndingRow:
    """An agency that ends, as the preview shows it."""

    line: int
    name: str
    act: str
    heirs: list[tuple[str, str]]
    units: int
    through: str


def percent(share: Decimal) -> str:
    """A share in per cent, with a comma, at most two digits behind it."""
    return f"{float(share) * 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def ending_rows(plan: org.ReformPlan) -> list[EndingRow]:
    """Agencies that end, each with its heirs in words."""
    return [
        EndingRow(
            ending.line, ending.agency.full_name, str(SuccessionKind(ending.act).label),
            [(plan.names.get(code, code), percent(share)) for code, share in ending.heirs],
            len(ending.units), ", ".join(plan.names.get(code, code) for code in ending.through),
        )
        for ending in plan.endings
    ]  # fmt: skip


def moves_of(actor: Actor, plan: org.ReformPlan, reform: Reform) -> list[Move]:
    """Open cases the act would move, of those the actor may see."""
    by_share = frozenset(agency.pk for agency, ending in plan.ending_units if ending.by_share)
    return moves_under(actor, plan.heirs_by_id(), by_share, reform.pins)


def name_of(plan: org.ReformPlan, code: str) -> str:
    """Name of an heir; a unit that goes on keeps its own."""
    return plan.names.get(code.removesuffix("*"), code.removesuffix("*"))


def flow_rows(plan: org.ReformPlan, moves: Iterable[Move]) -> list[dict[str, Any]]:
    """Open cases counted by where they come from and where they go."""
    return [
        {"from": org.agency_by_id(flow.agency_id).full_name, "to": name_of(plan, flow.heir), "why": WHY[flow.why],
         "count": flow.count}
        for flow in flows_of(list(moves))
    ]  # fmt: skip


def preview(actor: Actor, reform: Reform) -> dict[str, Any]:
    """Everything the page of a draft shows."""
    plan = org.plan_of(reform)
    good = not plan.problems
    touched = org.touched_by(plan, reform)
    moves = moves_of(actor, plan, reform) if good else []
    return {
        "plan": plan, "endings": ending_rows(plan), "founded": list(plan.founded.values()), "problems": plan.problems,
        "touched": touched, "unplaced": touched.unplaced[:200], "flows": flow_rows(plan, moves),
        "cases": len({move.code for move in moves}), "units": sum(len(ending.units) for ending in plan.endings),
    }  # fmt: skip
