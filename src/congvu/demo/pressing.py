"""The Office presses: daily reminders, urgings on Mondays, letters, what is told above, and the morning's e-mails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from congvu.core.working_time import HANOI, WorkCalendar, WorkingDays, subtract
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.demo.accounts import LOGINS
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.escalating import escalate_all
from congvu.kernel.casework.actions.letters import prepare_letters, send_letter
from congvu.kernel.casework.actions.mailing import plan_digests, send_mail
from congvu.kernel.casework.actions.reminding import remind_all
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import Case, OutMail
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.urging import may_urge
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.casework.queries.states import overdue
from congvu.kernel.casework.queries.urging import recently
from congvu.kernel.org.models import Official

#: How far back reminders go, which weekday the Office urges, and how many cases at once.
BACK, URGING_DAY, MOST = WorkingDays(12), 0, 12
WORDS = "Đề nghị khẩn trương hoàn thành, cập nhật kết quả trên hệ thống trong tuần."
DOMAIN = "lamgiang.example"


def give_addresses() -> None:
    """E-mail addresses (of a domain that cannot exist) for the people of the log-in page."""
    for login in LOGINS:
        if login.official:
            Official.objects.filter(code=login.official).update(email=f"{login.login}@{DOMAIN}")


def pressing(desk: Actor, calendar: WorkCalendar, end: datetime) -> Iterator[datetime]:
    """Every working morning of the last weeks the clock reminds and tells above; on Mondays the Office urges."""
    give_addresses()
    first = day_number(people.local_date(subtract(calendar, end, BACK)))
    for number in range(first, day_number(people.local_date(end)) + 1):
        on = date_of_day(number)
        if not calendar.is_working_day(on):
            continue
        morning = _morning(on)
        yield morning
        remind_all(now=morning)
        escalate_all(now=morning)
        if on.weekday() == URGING_DAY:
            _urge(desk, morning)


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(7, 40), HANOI)


def _late(desk: Actor, now: datetime) -> list[Case]:
    cases = visible_to(desk).filter(overdue(now), stopped_at=None, asking="").order_by("due_at", "code")
    able = [case for case in cases[:200] if may_urge(desk, case)]
    recent = recently(able, now)
    return [case for case in able if case.pk not in recent]


def _urge(desk: Actor, now: datetime) -> None:
    cases = _late(desk, now)[:MOST]
    if cases:
        urge(actor=desk, case_ids=[case.pk for case in cases], ground="urging.overdue", words=WORDS, now=now)


def write_letters(desk: Actor, now: datetime) -> int:
    """Letters about what is late now, to each agency; the first goes out, the others stay drafts. Returns how many."""
    by_office: dict[int, list[Case]] = {}
    for case in _late(desk, now):
        if case.confidentiality in ("public", "internal"):
            by_office.setdefault(people.top_unit_of(case.issuing_agency_id), []).append(case)
    if not by_office:
        return 0
    cases = max(by_office.values(), key=len)[:30]
    made = prepare_letters(
        actor=desk, case_ids=[case.pk for case in cases], ground="urging.overdue", words=WORDS, notation="VPUBND-TH",
        now=now,
    )
    if desk.may("documents.document.register", made[0].from_agency_id):
        send_letter(actor=desk, letter_id=made[0].pk, now=now)
    return len(made)


def send_digests(calendar: WorkCalendar, now: datetime) -> int:
    """The digests of the last working morning, into the demo's folder of mails; returns how many."""
    on = people.local_date(now)
    while not calendar.is_working_day(on):
        on = date_of_day(day_number(on) - 1)
    morning = _morning(on)
    plan_digests(now=morning)
    waiting = OutMail.objects.filter(state=OutMail.State.WAITING).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True))
    for pk in ids:
        send_mail(mail_id=pk, now=morning)
    return len(ids)
