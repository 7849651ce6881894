"""Đề xuất đổi mới, sáng tạo: those the actor may see, conditions, versions, and what speaks for somebody later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.conduct.models import PartyOpinion, Proposal, ProposalVersion
from congvu.domain.conduct.policy.praise import FIELDS, seal_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people, visible
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import pick

CONDITIONS = ("bottleneck", "common_good", "urgent", "no_harm", "authority", "no_conflict")


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals whose case exists for the actor, and his own."""
    mine = Q(official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    found = Proposal.objects.filter(Q(case__in=Case.objects.filter(visible(actor))) | mine)
    return found.select_related("case", "official", "case__accountable_agency", "case__issuing_agency")


def proposal_of(case: Case) -> Proposal:
    """The proposal behind a case; NotFound for a case that is none."""
    found = Proposal.objects.select_related("official", "case").filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such proposal, or it is not open to you."))
    return found


@dataclass(frozen=True, slots=True)
class Condition:
    """Một điều kiện. Code, what the decree asks, the rule with its standing, what the appraisal found."""

    code: str
    words: str
    rule: str
    standing: str
    is_met: bool | None = None
    found: str = ""


def conditions(proposal: Proposal | None, on: date) -> list[Condition]:
    """Danh mục điều kiện, giới hạn, with what was noted about a proposal."""
    noted = {row.code: row for row in proposal.checks.all()} if proposal is not None else {}
    found = []
    for code in CONDITIONS:
        rule, row = rules.rule(f"conduct.dare.condition.{code}", on), noted.get(code)
        words = pick(rule.value[:1].upper() + rule.value[1:], rule.label.partition(": ")[2] or rule.value)
        found.append(Condition(code, words, str(rule.source), rule.standing, row.is_met if row else None,
                               row.words if row else ""))  # fmt: skip
    return found


def current_version(proposal: Proposal) -> ProposalVersion | None:
    """The latest version."""
    return proposal.versions.order_by("-number").first()


def contents_of(version: ProposalVersion) -> dict[str, str]:
    """The dossier as it is sealed: every field in words."""
    return {name: _plain(getattr(version, name)) for name in FIELDS}


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def broken_seals(proposal: Proposal) -> list[int]:
    """Numbers of the versions whose content does not give its seal any more; none where nothing was touched."""
    before, wrong, code = "", [], proposal.case.code
    for version in proposal.versions.order_by("number"):
        if seal_of(code, version.number, contents_of(version), before) != version.sha256:
            wrong.append(version.number)
        before = version.sha256
    return wrong


def opinion(proposal: Proposal, occasion: str) -> PartyOpinion | None:
    """The latest opinion of the party committee on an occasion."""
    return proposal.opinions.filter(occasion=occasion).order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class Defence:
    """Căn cứ bảo vệ. An approved proposal somebody was carrying out when the breach happened: what it says for him."""

    code: str
    title: str
    approved_on: date
    number: str
    seal: str
    sealed_on: date
    result: str
    cause: str
    is_intact: bool


def defences_of(official_id: int, breach_on: date) -> list[Defence]:
    """Đề xuất được chấp thuận, sealed and approved before the breach and running on its day. Legal basis: NĐ 73/2023.

    Only what was sealed before counts: a version handed in afterwards cannot speak for anybody.
    """
    rows = Proposal.objects.filter(official_id=official_id, approved=True, decided_on__lte=breach_on)
    found = []
    for row in rows.select_related("case").order_by("decided_on"):
        over = row.stopped_on or row.reviewed_on
        if over is not None and over < breach_on:
            continue
        sealed = [one for one in row.versions.order_by("-number") if people.local_date(one.sealed_at) <= breach_on]
        if not sealed or row.decided_on is None:
            continue
        version = sealed[0]
        found.append(Defence(
            row.case.code, row.title, row.decided_on, row.decision_number, version.sha256,
            people.local_date(version.sealed_at), str(row.get_result_display()) if row.result else "",
            str(row.get_cause_display()) if row.cause else "", not broken_seals(row),
        ))  # fmt: skip
    return found
