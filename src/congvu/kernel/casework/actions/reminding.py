"""Nhắc việc: say what the clock makes due now, once. Run twice it says nothing more; missed, it says it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.mailing import ask_mails
from congvu.kernel.casework.models import Case, OutMail, Reminder, ReminderChoice
from congvu.kernel.casework.policy import mail_times, people
from congvu.kernel.casework.queries.reminding import (
    Plan,
    choices_by_official,
    due_now,
    province_plan,
    to_be_watched,
)

MOST_DAYS = 30


def remind_all(*, now: datetime) -> int:
    """Nhắc mọi việc đến lúc phải nhắc. In batches, each with the same few statements; returns how many reminders.

    Nothing is kept of what will be due: every sweep asks the clock anew.
    """
    choices, province = choices_by_official(), province_plan(people.local_date(now))
    said, told, after = 0, set[int](), 0
    while cases := to_be_watched(after):
        after = cases[-1].pk
        written = _remind(cases, choices, province, now)
        said += len(written)
        told.update(written)
    ask_mails(told, OutMail.Sort.REMINDER, now=now)
    return said


@transaction.atomic
def _remind(
    cases: Sequence[Case], choices: Mapping[int, ReminderChoice], province: Plan, now: datetime
) -> list[int]:
    """Write the reminders of one batch; ids of the officials told, one for each reminder."""
    due = due_now(cases, choices, province, now)
    Reminder.objects.bulk_create(
        [
            Reminder(case=one.case, official_id=one.official_id, step=one.step, occasion_at=one.occasion_at, at=now)
            for one in due
        ],
        ignore_conflicts=True,
    )
    return [one.official_id for one in due]


@transaction.atomic
def mark_seen(*, actor: Actor, now: datetime) -> int:
    """Đã biết. The actor's own reminders; they come again when the plan says so."""
    if actor.official_id is None:
        return 0
    return Reminder.objects.filter(official_id=actor.official_id, seen_at=None).update(seen_at=now)


@transaction.atomic
def choose_reminders(
    *, actor: Actor, digest: bool, by_mail: str, shares: bool, days_before: int | None, overdue_every: int | None,
    digest_at: time | None, mail_from: time | None, mail_until: time | None, now: datetime,
) -> ReminderChoice:
    """Chọn cách nhắc việc. A person's own choices; empty means the province's plan. Nobody can choose not to be told
    on the screen of the day itself and of overdue work.

    Invalid for days outside 1 to 30, quiet hours that leave no time for mails, a digest in the quiet hours.
    """
    on = people.local_date(now)
    if actor.account_id is None:
        raise NotAllowed(_("Only a person chooses how to be reminded."))
    if by_mail not in ReminderChoice.ByMail.values:
        raise Invalid(_("Choose one of the values of the list."), field="by_mail")
    for field, days in (("days_before", days_before), ("overdue_every", overdue_every)):
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise Invalid(_("Choose from 1 to %(most)d days.") % {"most": MOST_DAYS}, field=field)
    hours = mail_times.hours_of(
        ReminderChoice(digest_at=digest_at, mail_from=mail_from, mail_until=mail_until), mail_times.province_hours(on)
    )
    if hours.start >= hours.end:
        raise Invalid(_("The first hour for e-mails must lie before the last."), field="mail_until")
    if digest and not hours.start <= hours.digest < hours.end:
        raise Invalid(_("The digest would come in your quiet hours."), field="digest_at")
    row, _new = ReminderChoice.objects.update_or_create(
        account_id=actor.account_id,
        defaults={
            "digest": digest, "by_mail": by_mail, "shares": shares, "days_before": days_before,
            "overdue_every": overdue_every, "digest_at": digest_at, "mail_from": mail_from, "mail_until": mail_until,
        },
    )  # fmt: skip
    return row
