"""Thời hạn xử lý kỷ luật: longer for complex matters, put off in three cases, warned of in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time import AS_GIVEN, add
from congvu.core.working_time.moments import DAY, date_of_day, day_number, from_axis, to_axis
from congvu.domain.conduct.actions.opening import start_of
from congvu.domain.conduct.actions.steps import start
from congvu.domain.conduct.models import Circumstance, Discipline, TimeWarning
from congvu.domain.conduct.policy.codes import DISCIPLINE, HANDLED, OPENED, POSTPONED
from congvu.domain.conduct.policy.times import days_used, marks_reached, months_after
from congvu.domain.conduct.queries import files, rulebook
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, needed_words
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

MATERNITY = "discipline_pause.maternity"


@transaction.atomic
def prolong(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kéo dài thời hạn xử lý kỷ luật. Once, before the first time ends, to the complex time in all.

    The time the clock stood is added. Journal: `discipline.prolonged`. Legal basis: NĐ 172/2025/NĐ-CP.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="prolong", permission=files.DECIDE)
    if at.file.is_complex:
        raise MoveRefused(_("The time for this file was made longer already."))
    if at.case.due_at is None or now > at.case.due_at:
        raise MoveRefused(
            _("The handling period ended on %(day)s; it is made longer before that (%(rule)s).")
            % {"day": formats.moment(at.case.due_at), "rule": rulebook.cited(rulebook.HANDLING, at.on)}
        )
    require_ground("discipline_complex", ground, now)
    said = needed_words(words, "words", _("Say what makes the matter complex."), 2000)
    limit = rules.rule(rulebook.COMPLEX, at.file.discovered_on)
    begin_at = start_of(at.case.accountable_agency_id, at.file.discovered_on, at.case.opened_at)
    stood = day_number(at.on) - day_number(at.file.discovered_on) - _used(at.file, at.on)
    moved = from_axis(to_axis(begin_at) + stood * DAY)
    due = add(org.calendar_of(at.case.accountable_agency_id), moved, limit.limit(), AS_GIVEN)
    at.file.is_complex = True
    at.file.save(update_fields=["is_complex"])
    clock = ClockDraft("extend", now, fixed_at=due, rule=rulebook.COMPLEX, ground=ground)
    values = {"due_at": due, "next_event_at": due}
    return at.write("discipline.prolonged", values, (clock,), ground=ground, words=said)


def _used(file: Discipline, on: date) -> int:
    return days_used(file.discovered_on, on, files.pauses_of(file))


@transaction.atomic
def note_circumstance(
    *, actor: Actor, case_id: int, ground: str, from_on: date, evidence: str, until_on: date | None = None,
    child_born_on: date | None = None, now: datetime, expected_seq: int | None = None,
) -> Case:
    """Ghi nhận trường hợp chưa xem xét kỷ luật. By who handles the file or by the person himself, with its proof.

    With the child's day of birth it lasts until the age the rulebook names. While it holds nobody decides.
    """
    who, case = begin(actor, case_id, now, expected_seq, None, kind=DISCIPLINE, act="note_circumstance")
    file = files.file_of(case)
    if file.official_id != who.official_id and not who.may(files.HANDLE, case.accountable_agency_id):
        raise NotAllowed(_("Only the person himself and who handles the file note this."))
    require_ground("discipline_pause", ground, now)
    if child_born_on is not None and ground == MATERNITY:
        until_on = months_after(child_born_on, rulebook.count("child_months", people.local_date(now)))
    if until_on is not None and until_on < from_on:
        raise Invalid(_("The end lies before the beginning."), field="until_on")
    row = Circumstance.objects.create(
        discipline=file, ground=ground, from_on=from_on, until_on=until_on,
        evidence=needed_words(evidence, "evidence", _("Name the paper that shows it."), 500), noted_at=now,
        noted_by=actor.signature,
    )
    body = {"ground": ground, "from_on": from_on.isoformat(), "until_on": until_on.isoformat() if until_on else ""}
    commit([Change(case, "discipline.circumstance_noted", body={**body, "row": row.pk})], actor=actor, now=now)
    return case


@transaction.atomic
def waive(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None
) -> Case:
    """Đề nghị xem xét kỷ luật dù thuộc trường hợp chưa xem xét. Maternity: the person asks; prosecution: the authority
    decides; illness never."""
    who, case = begin(actor, case_id, now, expected_seq, None, kind=DISCIPLINE, act="waive")
    file, on = files.file_of(case), people.local_date(now)
    row = files.putting_off(file, on)
    if row is None:
        raise MoveRefused(_("Nothing puts this file off."))
    is_person = who.official_id is not None and file.official_id == who.official_id
    if row.ground == MATERNITY:
        if not is_person:
            raise NotAllowed(_("Only the person herself may ask to be considered all the same."))
    elif row.ground == "discipline_pause.prosecution":
        if is_person or not who.may(files.DECIDE, case.issuing_agency_id):
            raise NotAllowed(_("Only the deciding authority may go on during a prosecution."))
    else:
        raise MoveRefused(_("This file waits until the person has recovered."))
    row.waived = needed_words(words, "words", _("Write it down."), 500)
    row.save(update_fields=["waived"])
    commit([Change(case, "discipline.circumstance_waived", body={"ground": row.ground})], actor=actor, now=now)
    return case


@transaction.atomic
def postpone(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tạm dừng xem xét kỷ luật. Only for a circumstance that was noted and holds; the handling period stands.

    Journal: `discipline.postponed`. Legal basis: NĐ 172/2025/NĐ-CP.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="postpone")
    require_ground("discipline_pause", ground, now)
    row = files.putting_off(at.file, at.on)
    if row is None or row.ground != ground:
        raise MoveRefused(
            _("No such circumstance holds today."), hint=_("Note it with its proof first; then the file is put off.")
        )
    row.paused_at = now
    row.save(update_fields=["paused_at"])
    _unsend(at.file)
    clock = ClockDraft("pause", now, Whose.HIGHER, ground=ground, words=words.strip()[:500])
    values = {"phase": POSTPONED, "station": "handle", "whose_clock": Whose.HIGHER}
    return at.write("discipline.postponed", values, (clock,), ground=ground, words=words.strip())


def _unsend(file: Discipline) -> None:
    file.sent_at, file.sent_by = None, ""
    file.save(update_fields=["sent_at", "sent_by"])


@transaction.atomic
def resume(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tiếp tục xem xét kỷ luật. Once nothing puts it off any more, or it was waived; the time goes on."""
    at = start(actor, case_id, now, expected_seq, behalf, move="resume")
    holding = files.putting_off(at.file, at.on)
    if holding is not None and holding.until_on is not None:
        raise MoveRefused(
            _("This file is put off until %(day)s.") % {"day": formats.day(holding.until_on)},
            hint=_("Unless the person asks to be considered all the same."),
        )
    row = at.file.circumstances.filter(paused_at__isnull=False, resumed_at=None).first()
    if row is not None:
        row.resumed_at = now
        if not row.waived and row.until_on is None:
            row.until_on = max(row.from_on, date_of_day(day_number(at.on) - 1))
        row.save(update_fields=["resumed_at", "until_on"])
    values = {"phase": OPENED, "whose_clock": Whose.AGENCY}
    clock = ClockDraft("resume", now, Whose.AGENCY)
    return at.write("discipline.resumed", values, (clock,), words=words.strip())


def warn_of_time(*, now: datetime) -> int:
    """Cảnh báo thời hạn. Says each mark of each file once; who handles and both heads hear of it. Returns how many."""
    on, said = people.local_date(now), 0
    for file in _to_be_watched():
        known = [row.day for row in file.warnings.all()]
        reached = marks_reached(_used(file, on), rulebook.marks(on, is_complex=file.is_complex), known)
        if reached:
            _warn(file.case_id, reached, now)
            said += len(reached)
    return said


def _to_be_watched() -> Iterable[Discipline]:
    rows = Discipline.objects.filter(case__phase__in=HANDLED, case__closed_at=None).select_related("case")
    return rows.prefetch_related("warnings", "circumstances").order_by("pk")


@transaction.atomic
def _warn(case_id: int, reached: list[int], now: datetime) -> None:
    system = Actor.system()
    case = locked(system, case_id)
    if case.phase not in HANDLED:
        return
    TimeWarning.objects.bulk_create(
        [TimeWarning(discipline_id=case.pk, day=day, at=now) for day in reached], ignore_conflicts=True
    )
    body = {"day": max(reached), "due_at": case.due_at.isoformat() if case.due_at else ""}
    commit([Change(case, "discipline.time_warned", body=body)], actor=system, now=now)
