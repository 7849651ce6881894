"""Tự kiểm tra: the rounds, who has done his, what is still to be put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.inspections.models import AnswerValue, ChecklistItem, SelfAnswer, SelfCheck, SelfCheckRound
from congvu.domain.inspections.policy.standing import province_id
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

READ, EDIT, HOLD = "inspections.plan.read", "inspections.plan.edit", "inspections.selfcheck.hold"


def expected_of(called: SelfCheckRound, on: date) -> list[Agency]:
    """The agencies asked in a round: every agency below who called for it, without their units; or that one alone."""
    below = org.subtree_ids(called.agency_id)
    if called.agency_id != province_id(on):
        return [one for one in org.agencies_on(on) if one.pk == called.agency_id]
    return [
        one for one in org.agencies_on(on)
        if one.pk in below and one.parent_id is not None and people.top_unit_of(one.pk) == one.pk
    ]  # fmt: skip


def rounds_for(actor: Actor) -> QuerySet[SelfCheckRound]:
    """Rounds the actor may read: those that ask an agency of his, and those of agencies he reads."""
    rows = SelfCheckRound.objects.select_related("agency", "checklist")
    scope = actor.scope_of(READ)
    if scope is None:
        return rows
    if not scope:
        return rows.none()
    above = {line.pk for unit_id in scope for line in _chain(unit_id)}
    return rows.filter(agency_id__in=above)


def _chain(unit_id: int) -> list[Agency]:
    found = [org.agency_by_id(unit_id)]
    while found[-1].parent_id is not None:
        found.append(org.agency_by_id(found[-1].parent_id))
    return found


def round_for(actor: Actor, round_id: int) -> SelfCheckRound:
    """One of them, or NotFound."""
    found = rounds_for(actor).filter(pk=round_id).first()
    if found is None:
        raise NotFound(_("There is no such round."))
    return found


@dataclass(frozen=True, slots=True)
class RoundRow:
    """What one agency has done in a round. state: none, begun or signed."""

    agency: Agency
    check: SelfCheck | None
    state: str
    answered: int
    faults: int
    open: int
    is_late: bool

    @property
    def pk(self) -> int:
        return self.agency.pk

    @property
    def name(self) -> str:
        return self.agency.name

    @property
    def sort_key(self) -> str:
        return self.agency.sort_key


def rows_of(actor: Actor, called: SelfCheckRound, on: date) -> list[RoundRow]:
    """Every agency asked that the actor may read, with what it has done. Two statements."""
    scope = actor.scope_of(READ)
    faults = Q(answers__value=AnswerValue.BREACH)
    checks = {
        one.agency_id: one
        for one in SelfCheck.objects.filter(round=called).annotate(
            answered=Count("answers", filter=~Q(answers__value=AnswerValue.NOT_SEEN)),
            faults=Count("answers", filter=faults),
            open=Count("answers", filter=faults & Q(answers__remedied_on=None)),
        )
    }
    found = []
    for agency in expected_of(called, on):
        if scope is not None and agency.pk not in scope:
            continue
        check = checks.get(agency.pk)
        state = "none" if check is None else "signed" if check.signed_at is not None else "begun"
        signed_on = people.local_date(check.signed_at) if check is not None and check.signed_at else None
        found.append(RoundRow(
            agency, check, state, getattr(check, "answered", 0), getattr(check, "faults", 0),
            getattr(check, "open", 0), (signed_on or on) > called.due_on,
        ))  # fmt: skip
    return found


def check_for(actor: Actor, check_id: int) -> SelfCheck:
    """A self-check open to the actor, or NotFound."""
    found = SelfCheck.objects.select_related("round", "round__checklist", "agency").filter(pk=check_id).first()
    scope = actor.scope_of(READ)
    if found is None or (scope is not None and found.agency_id not in scope):
        raise NotFound(_("There is no such self-check."))
    return found


def may_hold(actor: Actor, check: SelfCheck) -> bool:
    """Whether the actor fills it in and signs."""
    return actor.may(HOLD, check.agency_id)


def lines_of(check: SelfCheck, group: str = "") -> list[tuple[ChecklistItem, SelfAnswer | None]]:
    """The items (of one group) with what was answered. Two statements."""
    answers = {one.item_id: one for one in check.answers.all()}
    items = check.round.checklist.items.all()
    return [(one, answers.get(one.pk)) for one in (items.filter(group=group) if group else items)]


def progress(check: SelfCheck) -> dict[str, tuple[int, int]]:
    """How many items of each group are answered, of how many."""
    seen = set(check.answers.exclude(value=AnswerValue.NOT_SEEN).values_list("item_id", flat=True))
    found: dict[str, tuple[int, int]] = {}
    for pk, group in check.round.checklist.items.values_list("pk", "group"):
        done, whole = found.get(group, (0, 0))
        found[group] = (done + (pk in seen), whole + 1)
    return found


def faults_of(check: SelfCheck) -> list[SelfAnswer]:
    """The faults an agency found itself, those to be put right first."""
    rows = check.answers.filter(value=AnswerValue.BREACH).select_related("item")
    return sorted(rows, key=lambda one: (one.remedied_on is not None, one.remedy_by or date.max, one.item.position))


def open_rounds(actor: Actor, on: date) -> list[tuple[SelfCheckRound, list[RoundRow]]]:
    """Rounds not yet due, or due within the last weeks with somebody missing, for the front page."""
    found = []
    for called in rounds_for(actor)[:6]:
        rows = rows_of(actor, called, on)
        if rows and (called.due_on >= on or any(row.state != "signed" for row in rows)):
            found.append((called, rows))
    return found


def own_agencies(actor: Actor, called: SelfCheckRound, on: date) -> list[Agency]:
    """The agencies for which the actor may hold the self-check of the round."""
    return [one for one in expected_of(called, on) if actor.may(HOLD, one.pk)]


def agency_of(actor: Actor, agency_id: int) -> Agency:
    """An agency the actor reads."""
    scope = actor.scope_of(READ)
    if scope is not None and agency_id not in scope:
        raise NotFound(_("There is no such agency, or it is not open to you."))
    return org.agency_by_id(agency_id)
