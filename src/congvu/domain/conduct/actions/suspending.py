"""Tạm đình chỉ công tác while a file is considered: decided, made longer once, lifted; over by its day or with the
file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.conduct.actions.steps import At, not_in_the_future, start
from congvu.domain.conduct.models import Discipline, Suspension
from congvu.domain.conduct.queries import files, rulebook
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit, locked
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.ui import formats

DAYS, MORE_DAYS = "suspension_days", "suspension_more_days"
#: While one of these holds the person is not at work; only a prosecution leaves something to suspend from.
AWAY = ("discipline_pause.illness", "discipline_pause.maternity")


@dataclass(frozen=True, slots=True)
class Order:
    """Quyết định tạm đình chỉ công tác as it was signed. Days left empty: from its day, as long as the rule allows."""

    ground: str
    words: str
    number: str
    signed_by: str
    decided_on: date
    from_on: date | None = None
    until_on: date | None = None


def last_day(first: date, days: int) -> date:
    """The last of so many days, the first one counted."""
    return date_of_day(day_number(first) + days - 1)


@transaction.atomic
def suspend(
    *, actor: Actor, case_id: int, order: Order, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tạm đình chỉ công tác. By who decides on discipline, where the person at work would hinder it; once in a file.

    Journal: `discipline.suspended`. Legal basis: Luật Cán bộ, công chức (time and pay: rulebook, not verified).
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="suspend", permission=files.DECIDE)
    _require_at_work(at)
    require_ground("discipline_suspend", order.ground, now)
    not_in_the_future(order.decided_on, at.on, "decided_on")
    if order.decided_on < at.file.discovered_on:
        raise Invalid(_("The decision lies before the breach was discovered."), field="decided_on")
    first = order.from_on or order.decided_on
    if first < order.decided_on:
        raise Invalid(_("A decision takes effect on its day or later."), field="from_on")
    days, more = rulebook.count(DAYS, order.decided_on), rulebook.count(MORE_DAYS, order.decided_on)
    until = _checked(at, order.until_on or last_day(first, days), first, last_day(first, days), DAYS)
    Suspension.objects.create(
        discipline=at.file, agency_id=at.case.issuing_agency_id, ground=order.ground, decided_on=order.decided_on,
        words=needed_words(order.words, "words", _("Write the reasons."), 1000), from_on=first, until_on=until,
        number=needed_words(order.number, "number", _("Give the number of the decision."), 100),
        signed_by=needed_words(order.signed_by, "signed_by", _("Name who signed."), 200),
        latest_on=last_day(first, days + more), pay_percent=rulebook.count("suspension_pay", order.decided_on),
        decided_at=now, decided_by=actor.signature,
    )  # fmt: skip
    return at.write("discipline.suspended", _looked_at(at.case, until), ground=order.ground,
                    number=order.number.strip(), from_on=first.isoformat(), until_on=until.isoformat())  # fmt: skip


def _require_at_work(at: At) -> None:
    if at.file.standing != Discipline.Standing.SERVING:
        raise MoveRefused(_("This person is not in service any more; there is nothing to suspend from."))
    if Suspension.objects.filter(discipline=at.file).exists():
        raise MoveRefused(
            _("This person was suspended in this file already."), hint=_("Its time can be made longer once.")
        )
    holding = files.putting_off(at.file, at.on)
    if holding is not None and holding.ground in AWAY:
        raise MoveRefused(
            _("This person is not at work now: %(ground)s.") % {"ground": files.ground_words(holding.ground)}
        )


def _checked(at: At, until: date, first: date, most: date, rule: str) -> date:
    """The last day as it is kept: not before the first, not past, not later than the rule allows."""
    if until < first:
        raise Invalid(_("The end lies before the beginning."), field="until_on")
    if until > most:
        raise Invalid(
            _("It lasts until %(day)s at most (%(rule)s).")
            % {"day": formats.day(most), "rule": rulebook.cited(f"conduct.{rule}", at.on)}, field="until_on",
        )  # fmt: skip
    if until < at.on:
        raise Invalid(_("This day has passed already."), field="until_on")
    return until


def _looked_at(case: Case, until: date) -> dict[str, Any]:
    """The case is looked at again on the last day, if nothing comes before."""
    close = clocks.close_of(clocks.calendar_for(case), until)
    return {"next_event_at": min(filter(None, (close, case.next_event_at)))}


def _standing(at: At) -> Suspension:
    row = Suspension.objects.select_for_update(no_key=True, of=("self",)).filter(discipline=at.file).first()
    if row is None or row.end:
        raise MoveRefused(_("Nobody is suspended in this file."))
    if row.until_on < at.on:
        raise MoveRefused(_("The suspension ended on %(day)s.") % {"day": formats.day(row.until_on)})
    return row


@transaction.atomic
def prolong_suspension(
    *, actor: Actor, case_id: int, until_on: date, number: str, signed_by: str, words: str, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Kéo dài thời hạn tạm đình chỉ công tác. Once, before it ends, by what the rule gives besides.

    Journal: `discipline.suspension_prolonged`.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="prolong_suspension", permission=files.DECIDE)
    row = _standing(at)
    if row.longer_on is not None:
        raise MoveRefused(_("The suspension was made longer already; it ends on %(day)s.")
                          % {"day": formats.day(row.until_on)})  # fmt: skip
    if until_on <= row.until_on:
        raise Invalid(_("It lasts until %(day)s anyway.") % {"day": formats.day(row.until_on)}, field="until_on")
    until = _checked(at, until_on, row.from_on, row.latest_on, MORE_DAYS)
    row.longer_number = needed_words(number, "number", _("Give the number of the decision."), 100)
    row.longer_signed_by = needed_words(signed_by, "signed_by", _("Name who signed."), 200)
    row.longer_words = needed_words(words, "words", _("Write the reasons."), 1000)
    row.longer_on, row.first_until_on, row.until_on, row.warned_at = at.on, row.until_on, until, None
    row.save()
    return at.write("discipline.suspension_prolonged", _looked_at(at.case, until), number=row.longer_number,
                    until_on=until.isoformat())  # fmt: skip


@transaction.atomic
def lift_suspension(
    *, actor: Actor, case_id: int, ground: str, number: str, signed_by: str, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Chấm dứt tạm đình chỉ công tác trước hạn. With its ground; the person is back at his post.

    Journal: `discipline.suspension_lifted`.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="lift_suspension", permission=files.DECIDE)
    row = _standing(at)
    require_ground("suspension_lift", ground, now)
    row.end_ground, row.end_words = ground, words.strip()[:1000]
    row.end_number = needed_words(number, "number", _("Give the number of the decision."), 100)
    row.end_signed_by = needed_words(signed_by, "signed_by", _("Name who signed."), 200)
    _end(row, Suspension.End.LIFTED, at.on)
    return at.write("discipline.suspension_lifted", {"next_event_at": at.case.due_at}, ground=ground,
                    number=row.end_number)  # fmt: skip


def _end(row: Suspension, how: Suspension.End, on: date) -> None:
    row.end, row.ended_on = how, min(on, row.until_on)
    row.save()


def end_with_file(file: Discipline, how: Suspension.End, on: date) -> None:
    """What is decided or dropped ends a suspension that still runs."""
    row = Suspension.objects.filter(discipline=file, end="").first()
    if row is not None:
        _end(row, how, on)


def watch_suspensions(*, now: datetime) -> int:
    """Theo dõi thời hạn tạm đình chỉ. Says once that one ends soon, and ends those whose last day has passed.

    How many lines were written. Journal: `discipline.suspension_warned`, `discipline.suspension_over`.
    """
    on = people.local_date(now)
    soon = date_of_day(day_number(on) + rulebook.count("suspension_warn_days", on))
    rows = Suspension.objects.filter(end="", until_on__lte=soon).order_by("pk")
    return sum(_watch(row.pk, on, now) for row in rows)


@transaction.atomic
def _watch(suspension_id: int, on: date, now: datetime) -> int:
    system, row = Actor.system(), Suspension.objects.get(pk=suspension_id)
    case = locked(system, row.discipline_id)
    row.refresh_from_db()
    if row.end or (row.until_on >= on and row.warned_at is not None):
        return 0
    body, values = {"until_on": row.until_on.isoformat()}, {}
    if row.until_on < on:
        _end(row, Suspension.End.OVER, row.until_on)
        verb, values = "discipline.suspension_over", {"next_event_at": case.due_at}
    else:
        row.warned_at = now
        row.save(update_fields=["warned_at"])
        verb = "discipline.suspension_warned"
    commit([Change(case, verb, values, body=body)], actor=system, now=now)
    return 1
