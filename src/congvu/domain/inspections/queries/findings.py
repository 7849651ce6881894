"""Phát hiện: who may read which one, who answers it, what proves it, what it may repeat."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.inspections.models import Answer, Finding, FindingState, Visit
from congvu.domain.inspections.policy.after import ANSWER, READ, SIGN
from congvu.domain.inspections.queries.on_site import member_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

SETTLED = (FindingState.FINAL, FindingState.DROPPED)


def answering_unit(unit_id: int, on: date) -> int:
    """Who answers for the unit on a day: itself, or the heir with the largest share. `Invalid` where there is none."""
    heirs = org.heirs_of(unit_id, on)
    if not heirs:
        raise Invalid(
            _("%(unit)s has ended and nobody took over its work.") % {"unit": people.agency_name(unit_id)},
            hint=_("Enter its successor in the organisation first."), field="unit",
        )  # fmt: skip
    return heirs[0].agency.pk


def answers_for(actor: Actor, unit_id: int, on: date) -> bool:
    """Whether the actor heads the unit, or the one that took over its work, and may answer for it."""
    units = {heir.agency.pk for heir in org.heirs_of(unit_id, on)[:1]}
    return any(unit in actor.head_of and actor.may(ANSWER, unit) for unit in units)


def is_of_visit(actor: Actor, visit: Visit, on: date) -> bool:
    """Whether the whole visit is open to the actor: his team, who orders, and who may read visits and sees its case."""
    if member_of(actor, visit, on) is not None:
        return True
    reads = actor.may(READ, visit.case.issuing_agency_id) or actor.may(SIGN, visit.case.issuing_agency_id)
    return reads and may_see(actor, visit.case)


def is_addressee(actor: Actor, finding: Finding, on: date) -> bool:
    """Whether the finding was told to the actor: the person it is about, or the head of the unit."""
    if finding.noticed_at is None:
        return False
    if finding.official_id is not None:
        return actor.official_id == finding.official_id
    return answers_for(actor, finding.unit_id, on)


def may_read(actor: Actor, finding: Finding, on: date) -> bool:
    """Whether the finding is open to the actor. The unit's head reads those about its people once there is a
    conclusion; a person only his own."""
    if is_of_visit(actor, finding.visit, on) or is_addressee(actor, finding, on):
        return True
    concluded = finding.state == FindingState.FINAL and conclusion_signed(finding.visit)
    return concluded and answers_for(actor, finding.unit_id, on)


def conclusion_signed(visit: Visit) -> bool:
    """Whether the conclusion of the visit has been signed."""
    conclusion = getattr(visit, "conclusion", None)
    return conclusion is not None and conclusion.concluded_at is not None


def was_told(visit: Visit) -> bool:
    """Whether the unit knows of the visit officially: it was announced to it, or its conclusion was signed."""
    return conclusion_signed(visit) or getattr(visit, "notice", None) is not None


def _rows() -> QuerySet[Finding]:
    return Finding.objects.select_related(
        "visit__case", "visit__team", "visit__conclusion", "item", "unit", "official", "explanation", "repeats"
    )


def finding_for(actor: Actor, finding_id: int, on: date) -> Finding:
    """The finding if it is open to the actor, or NotFound."""
    found = _rows().filter(pk=finding_id).first()
    if found is None or not may_read(actor, found, on):
        raise NotFound(_("There is no such finding, or it is not open to you."))
    return found


def findings_for(actor: Actor, visit: Visit, on: date) -> list[Finding]:
    """The findings of a visit that are open to the actor, in their order."""
    return [one for one in _rows().filter(visit=visit).order_by("number") if may_read(actor, one, on)]


def told_to(actor: Actor, on: date) -> list[Finding]:
    """Findings that were told to the actor, those waiting for his answer first."""
    if actor.official_id is None:
        return []
    rows = _rows().filter(Q(official_id=actor.official_id) | Q(official=None), noticed_at__isnull=False)
    found = [one for one in rows.order_by("-noticed_at", "pk") if is_addressee(actor, one, on)]
    return sorted(found, key=lambda one: one.state != FindingState.NOTICED)


def finding_of(case: Case) -> Finding:
    """The finding an explanation is asked for; NotFound for another case."""
    found = _rows().filter(explanation=case).first()
    if found is None:
        raise NotFound(_("There is no such finding, or it is not open to you."))
    return found


def has_proof(finding: Finding) -> bool:
    """Whether something proves it: evidence, the head count where the item counts heads, or a case of the sample."""
    if finding.evidence.exists():
        return True
    if finding.item is not None and finding.item.counts_heads and finding.visit.heads.exists():
        return True
    return finding.visit.samples.filter(result__in=("differs", "missing")).exists() and finding.item is not None


def kin_of(unit_id: int) -> frozenset[int]:
    """The unit and all it came from."""
    found, ahead = {unit_id}, [unit_id]
    while ahead:
        for row in org.predecessors_of(ahead.pop()):
            if row.predecessor_id not in found:
                found.add(row.predecessor_id)
                ahead.append(row.predecessor_id)
    return frozenset(found)


def earlier_of(visit: Visit, item_code: str, unit_id: int) -> Finding | None:
    """The latest final finding of the unit, or of what it came from, on the same item in another visit."""
    rows = _rows().filter(item__code=item_code, unit_id__in=kin_of(unit_id), state=FindingState.FINAL, praise=False)
    return rows.exclude(visit=visit).order_by("-final_at").first()


def was_open_when_repeated(finding: Finding) -> bool:
    """Whether the finding repeats one whose recommendation was still open when this one was made."""
    if finding.repeats_id is None:
        return False
    open_then = Q(case__closed_at=None) | Q(case__closed_at__gt=finding.made_at)
    return finding.repeats.recommendations.filter(open_then, case__opened_at__lte=finding.made_at).exists()  # type: ignore[union-attr]  # there is one


def open_findings(visit: Visit) -> list[Finding]:
    """What is neither final nor dropped."""
    return list(visit.findings.exclude(state__in=SETTLED).order_by("number"))


def may_answer(actor: Actor, case: Case) -> bool:
    """Whether the actor answers in this case of an explanation: the person it is about, or the unit's head."""
    finding = Finding.objects.filter(explanation=case).only("official_id").first()
    if finding is None:
        return False
    if finding.official_id is not None:
        return actor.official_id == finding.official_id
    return case.accountable_agency_id in actor.head_of and actor.may(ANSWER, case.accountable_agency_id)


def lines_of(visit: Visit) -> list[tuple[str, str]]:
    """The lines of the visit's checklist as a choice, those with a fault or praise first."""
    noted = {one.item_id: one for one in visit.answers.filter(value__in=("breach", "praise"))}
    rows = sorted(visit.checklist.items.all(), key=lambda item: (item.pk not in noted, item.position))
    return [(str(item.pk), f"{'● ' if item.pk in noted else ''}{item.code}. {item.name}") for item in rows]


def answer_on(visit: Visit, item_id: int) -> Answer | None:
    """What was recorded on site about a line."""
    return visit.answers.filter(item_id=item_id).first()


def people_in(visit: Visit) -> list[tuple[str, str]]:
    """Who served in the inspected unit on the day."""
    found: dict[str, str] = {}
    for row in org.officials_of(visit.unit_id, visit.visit_on, with_units=True):
        found.setdefault(str(row.official_id), f"{row.official.full_name}, {row.post.title}")
    return list(found.items())


def proofs_in(visit: Visit) -> list[tuple[str, str]]:
    """Evidence of the visit as a choice."""
    return [(str(one.pk), f"{one.get_sort_display()}: {one.words or one.name} ({formats.moment(one.taken_at)})")
            for one in visit.evidence.all()]  # fmt: skip


def noted_without_finding(visit: Visit) -> list[Answer]:
    """Lines recorded on site as a fault or as praise, of which no finding was written yet."""
    written = set(visit.findings.values_list("item_id", flat=True))
    rows = visit.answers.filter(value__in=("breach", "praise")).select_related("item")
    return [one for one in rows if one.item_id not in written]
