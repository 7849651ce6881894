"""Nhắc việc của Một cửa: submissions nobody answered, results nobody fetched, dossiers that were never completed.

Nothing is closed here: closing is an act of a person. What was said is said once; run twice it says nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from congvu.core.working_time import add
from congvu.domain.onestop.models import Dossier
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit, locked
from congvu.kernel.casework.actions.mailing import ask_mails
from congvu.kernel.casework.models import Case, OutMail, Reminder
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

WAITING, OVERDUE = "waiting", "overdue"
#: Phase → (what is written in the journal, the rule that says when it is said again).
EVENTS = {
    "settled": ("dossier.collect_reminded", "onestop.collect_within"),
    "payment": ("dossier.payment_reminded", "onestop.payment_reminder"),
    "supplement": ("dossier.close_proposed", "casework.reminder_overdue_every"),
    "asked_before": ("dossier.close_proposed", "casework.reminder_overdue_every"),
}
MOST = 5000


def alert_submissions(*, now: datetime) -> int:
    """Báo hồ sơ trực tuyến chờ tiếp nhận. After the rule's time (2 working hours) everybody at the desk is told, and
    when the time to answer is over once more, the head too. Returns how many reminders were written."""
    waiting = Dossier.objects.filter(received_at=None, case__phase="submitted", case__closed_at=None)
    said: list[Reminder] = []
    for dossier in waiting.select_related("case").order_by("submitted_at")[:MOST]:
        said += _due(dossier, now)
    with transaction.atomic():
        known = set(
            Reminder.objects.filter(case_id__in={one.case_id for one in said})
            .values_list("case_id", "official_id", "occasion_at")
        )
        fresh = [one for one in said if (one.case_id, one.official_id, one.occasion_at) not in known]
        Reminder.objects.bulk_create(fresh, ignore_conflicts=True)
    ask_mails({one.official_id for one in fresh}, OutMail.Sort.REMINDER, now=now)
    return len(fresh)


def _due(dossier: Dossier, now: datetime) -> Iterable[Reminder]:
    """What has come due about one submission: the latest step only."""
    on = people.local_date(now)
    since = dossier.answer_by if dossier.answer_by is not None and now > dossier.answer_by else None
    if since is None:
        limit = clocks.limit_of("onestop.alert_within", people.local_date(dossier.submitted_at))
        since = add(org.calendar_of(dossier.desk_id), dossier.submitted_at, limit)
        if now < since:
            return []
    step = OVERDUE if since == dossier.answer_by else WAITING
    told = {one.official_id for one in org.officials_of(dossier.desk_id, on)}
    head = people.head_id_of(dossier.desk_id, on) if step == OVERDUE else None
    return [
        Reminder(case=dossier.case, official_id=pk, step=step, occasion_at=since, at=now)
        for pk in sorted(told | ({head} if head is not None else set()))
    ]


def say_next_events(*, now: datetime) -> int:
    """Nhắc nhận kết quả, nộp tiền; đề xuất đóng hồ sơ. Each dossier whose next event has come gets a line in its
    journal, whoever holds it is told by it, and a next event of its own. Returns how many."""
    ids = list(
        Case.objects.filter(kind=DOSSIER, closed_at=None, phase__in=EVENTS, next_event_at__lte=now)
        .order_by("next_event_at").values_list("pk", flat=True)[:MOST]
    )  # fmt: skip
    return sum(_say(pk, now) for pk in ids)


@transaction.atomic
def _say(case_id: int, now: datetime) -> bool:
    system = Actor.system()
    case = locked(system, case_id)
    if case.phase not in EVENTS or case.next_event_at is None or case.next_event_at > now:
        return False
    verb, rule = EVENTS[case.phase]
    values: dict[str, Any] = {"next_event_at": clocks.due_after(case, rule, now)}
    commit([Change(case, verb, values, body={"since": case.next_event_at.isoformat()})], actor=system, now=now)
    return True
