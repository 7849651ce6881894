"""Nội dung bản in: what the papers of this room say, read from its tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from congvu.domain.inspections.models import Checklist, ChecklistItem, Member, Plan, PlanItem, Team
from congvu.domain.inspections.papers.cards import CardFacts
from congvu.domain.inspections.papers.checklists import ItemLine
from congvu.domain.inspections.papers.plans import CheckLine, PlanFacts
from congvu.domain.inspections.queries.checklists import in_groups
from congvu.kernel.documents.papers import Signer
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind
from congvu.kernel.ui import formats


def parent_name(agency: Agency) -> str:
    """The agency above, as it stands in the head of a paper; empty for none."""
    return agency.parent.name if agency.parent is not None else ""


def _days(item: PlanItem) -> str:
    first, last = formats.day(item.from_on), formats.day(item.to_on)
    return first if item.from_on == item.to_on else f"{first} – {last}"


def facts_of_plan(plan: Plan) -> PlanFacts:
    """What the paper of a plan says."""
    items = list(plan.items.select_related("unit", "team", "checklist"))
    number, _slash, symbol = plan.number.partition("/")
    lines = [
        CheckLine(
            one.unit.name, "; ".join(filter(None, (str(one.get_sort_display()), one.theme))), _days(one),
            f"{formats.day(one.period_from)} – {formats.day(one.period_to)}" if one.period_from else "",
            one.team.name if one.team is not None else "",
        )
        for one in items
    ]  # fmt: skip
    return PlanFacts(
        agency=plan.agency.name, parent_agency=parent_name(plan.agency), name=plan.name, year=plan.year, number=number,
        symbol=symbol or "KH", issued_on=plan.issued_on, purposes=plan.purposes.splitlines(), checks=lines,
        units=len({one.unit_id for one in items}), signer=_signer(plan),
        place=plan.agency.place_name,
    )


def _signer(plan: Plan) -> Signer:
    """Who heads the agency on the day, as the lines above his signature; without a head the place stays open."""
    on = plan.issued_on or date(plan.year, 1, 1)
    heads = [one.post.title for one in org.officials_of(plan.agency_id, on) if one.post.is_head]
    title = heads[0] if heads else "Người có thẩm quyền"
    if plan.agency.kind == AgencyKind.PEOPLES_COMMITTEE:
        return Signer("TM.", "Ủy ban nhân dân", title)
    return Signer(title=title)


def lines_of_checklist(items: Sequence[ChecklistItem]) -> list[ItemLine]:
    """The lines of a printed checklist: the heading of each group, then its items."""
    found = []
    for group in in_groups(list(items)):
        found.append(ItemLine(group.code, group.name))
        found += [
            ItemLine(one.code, one.name, one.evidence, one.violation, one.basis, str(one.severity))
            for one in group.items
        ]
    return found


def version_words(checklist: Checklist) -> str:
    """Which version, since when."""
    words = f"Phiên bản {checklist.number}"
    if checklist.in_force_from is None:
        return f"{words} (dự thảo)"
    return f"{words}, có hiệu lực từ ngày {formats.day(checklist.in_force_from)}"


def facts_of_card(team: Team, member: Member, address: str) -> CardFacts:
    """What a duty card says."""
    until = f"đến hết ngày {formats.day(team.valid_to)}" if team.valid_to else "đến khi hoàn thành nhiệm vụ"
    return CardFacts(
        agency=team.agency.name, name=member.name, body=member.body, role=str(member.get_role_display()),
        team=team.name, decision=f"{team.decision} ngày {formats.day(team.decided_on)}",
        valid=f"Hiệu lực từ {formats.day(max(member.from_on, team.valid_from))} {until}", address=address,
    )
