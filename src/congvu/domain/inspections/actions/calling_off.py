"""Hoãn, hủy cuộc kiểm tra: before the team goes there, with a coded ground; the unit hears of it.

A visit that has begun is neither put off nor cancelled: what was seen is written down.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.inspections.actions.timing import another_day
from congvu.domain.inspections.models import Visit, VisitNotice
from congvu.domain.inspections.policy.visits import CALLED_OFF, CANCELLED, CHANGE_GROUNDS, KIND, NOTICED, TOLD
from congvu.domain.inspections.queries import teams
from congvu.domain.inspections.queries.announcing import may_cancel, may_postpone, report_day
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, needed_words
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats


@transaction.atomic
def cancel_visit(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Hủy cuộc kiểm tra. By who ordered it or forms its team. Journal: `visit.cancelled`, `visit_notice.called_off`.

    A check of the plan can be announced anew afterwards.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=KIND, move="cancel")
    if not may_cancel(who, case):
        raise NotAllowed(_("Who ordered the visit, or forms its team, cancels it."))
    require_ground(CHANGE_GROUNDS, ground, now)
    said = needed_words(words, "words", _("Say why the visit does not take place."), 2000)
    values = {"phase": CANCELLED, "closed_at": now, "stopped_at": now, "outcome": CANCELLED}
    change = Change(case, "visit.cancelled", values, (ClockDraft("stop", now),), {"ground": ground, "words": said})
    commit([change], actor=actor, now=now, behalf=behalf_name(behalf))
    call_notice_off(case.pk, "visit_notice.called_off", actor, now, ground=ground, words=said)
    return case


def call_notice_off(visit_id: int, verb: str, actor: Actor, now: datetime, **body: object) -> None:
    """End the notice of the unit with the visit: nothing is owed any more."""
    case = _notice(visit_id)
    if case is None or case.phase != TOLD:
        return
    values = {"phase": CALLED_OFF, "closed_at": now, "stopped_at": now, "outcome": CALLED_OFF}
    commit([Change(case, verb, values, (ClockDraft("stop", now),), dict(body))], actor=actor, now=now)


def _notice(visit_id: int) -> Case | None:
    found = VisitNotice.objects.filter(visit_id=visit_id).first()
    return rows.lock(Case, found.pk) if found is not None else None


@transaction.atomic
def postpone_visit(
    *, actor: Actor, case_id: int, new_due_on: date | None, ground: str, words: str, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Hoãn cuộc kiểm tra to a later day. By who ordered it, forms its team or heads it; the unit's time to report moves
    with it. Journal: `visit.postponed`, `visit_notice.moved`."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=KIND, act="postpone")
    if case.phase != NOTICED:
        raise MoveRefused(_("A visit that has begun is not put off."))
    if not may_postpone(who, case):
        raise NotAllowed(_("Who ordered the visit, forms its team or heads it sets another day."))
    visit = Visit.objects.select_for_update(no_key=True, of=("self",)).select_related("team").get(pk=case.pk)
    if new_due_on is None or new_due_on <= max(visit.visit_on, people.local_date(now)):
        raise Invalid(
            _("Choose a day after %(day)s.") % {"day": formats.day(max(visit.visit_on, people.local_date(now)))},
            field="new_due_on",
        )
    if visit.team is None or not teams.is_in_force(visit.team, new_due_on) or not teams.head_of(visit.team, new_due_on):
        raise Invalid(_("The team is not in force on that day, or has no head."), field="new_due_on")
    require_ground(CHANGE_GROUNDS, ground, now)
    said = needed_words(words, "words", _("Say why the visit takes place later."), 2000)
    before, visit.visit_on = visit.visit_on, new_due_on
    visit.save(update_fields=["visit_on"])
    body = {"ground": ground, "words": said, "from": before.isoformat(), "to": new_due_on.isoformat()}
    values, clock = another_day(case, new_due_on, ground, now)
    commit([Change(case, "visit.postponed", values, clock, dict(body))], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    _move_notice(visit, actor, now, body)
    return case


def _move_notice(visit: Visit, actor: Actor, now: datetime, body: dict[str, str]) -> None:
    case = _notice(visit.pk)
    if case is None or case.phase != TOLD:
        return
    last = report_day(case.accountable_agency_id, visit.visit_on, now)
    due = close_of(org.calendar_of(case.accountable_agency_id), last)
    values: dict[str, object] = {}
    clock: tuple[ClockDraft, ...] = ()
    if case.due_at is not None and due > case.due_at:
        values |= {"due_at": due, "next_event_at": due}
        clock = (ClockDraft("extend", now, fixed_at=due, ground=body["ground"]),)
    commit([Change(case, "visit_notice.moved", values, clock, dict(body))], actor=actor, now=now)
