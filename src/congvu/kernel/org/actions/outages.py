"""Sự cố: declared stretches in which the work could not be done; clocks stand still by rule."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.org.actions.calendars import require_for_calendar
from congvu.kernel.org.actions.lines import ask_to_recompute, write_line
from congvu.kernel.org.models import Agency, Calendar, Outage
from congvu.kernel.org.policy import ActingPerson, require
from congvu.kernel.org.queries import calendar_id_of

PERMISSION = "org.outage.declare"


@transaction.atomic
def declare_outage(
    *,
    actor: ActingPerson,
    starts_at: datetime,
    reason: str,
    now: datetime,
    ends_at: datetime | None = None,
    agency: Agency | None = None,
    calendar: Calendar | None = None,
    source: str = "",
    behalf: str = "",
) -> Outage:
    """Công bố sự cố. Of one agency (and the units below it) or of a whole calendar; journals `outage.declared`.

    While its end is open nothing moves; when it is declared (here or by `end_outage`) open cases are reckoned anew.
    """
    _require_for(actor, agency, calendar)
    if (agency is None) == (calendar is None):
        raise Invalid(_("Name either an agency or a calendar."), field="agency")
    if not reason.strip():
        raise Invalid(_("Say what happened."), field="reason")
    _refuse_bad_end(starts_at, ends_at)
    row = Outage(
        agency=agency,
        calendar=calendar,
        starts_at=starts_at,
        ends_at=ends_at,
        announced_at=now,
        reason=reason.strip(),
        source=source.strip(),
    )
    write_line("outage.declared", actor=actor, behalf=behalf, now=now, body=_body(row))
    row.save(force_insert=True)
    if ends_at is not None:
        ask_to_recompute(_calendar_id(row), because=row.reason, now=now)
    return row


@transaction.atomic
def end_outage(*, actor: ActingPerson, outage: Outage, ends_at: datetime, now: datetime, behalf: str = "") -> Outage:
    """Công bố kết thúc sự cố. The open row is closed as known and known anew with its end; journals `outage.ended`."""
    row = _locked(outage)
    _require_for(actor, row.agency, row.calendar)
    if row.ends_at is not None:
        raise Invalid(_("The outage has ended already."), field="ends_at")
    _refuse_bad_end(row.starts_at, ends_at)
    ended = Outage(
        agency=row.agency,
        calendar=row.calendar,
        starts_at=row.starts_at,
        ends_at=ends_at,
        announced_at=now,
        reason=row.reason,
        source=row.source,
    )
    write_line("outage.ended", actor=actor, behalf=behalf, now=now, body=_body(ended))
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    ended.save(force_insert=True)
    ask_to_recompute(_calendar_id(ended), because=ended.reason, now=now)
    return ended


@transaction.atomic
def withdraw_outage(*, actor: ActingPerson, outage: Outage, reason: str, now: datetime, behalf: str = "") -> Outage:
    """Rút công bố sự cố. It counts no longer; as known before it still does; journals `outage.withdrawn`."""
    row = _locked(outage)
    _require_for(actor, row.agency, row.calendar)
    if not reason.strip():
        raise Invalid(_("Say why it is withdrawn."), field="reason")
    write_line("outage.withdrawn", actor=actor, behalf=behalf, now=now, body={**_body(row), "because": reason.strip()})
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    if row.ends_at is not None:
        ask_to_recompute(_calendar_id(row), because=row.reason, now=now)
    return row


def _locked(outage: Outage) -> Outage:
    row = (
        Outage.objects.select_for_update(no_key=True, of=("self",))
        .select_related("agency", "calendar")
        .filter(pk=outage.pk)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such outage."))
    if row.withdrawn_at is not None:
        raise Invalid(_("This has been withdrawn already."))
    return row


def _require_for(actor: ActingPerson, agency: Agency | None, calendar: Calendar | None) -> None:
    if calendar is not None:
        require_for_calendar(actor, PERMISSION, calendar)
    else:
        require(actor, PERMISSION, agency.pk if agency else None)


def _refuse_bad_end(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise Invalid(_("An outage ends after it began."), field="ends_at")


def _calendar_id(row: Outage) -> int | None:
    return row.calendar_id if row.calendar_id is not None else calendar_id_of(row.agency_id)


def _body(row: Outage) -> dict[str, str]:
    return {
        "agency": row.agency.code if row.agency else "",
        "calendar": row.calendar.code if row.calendar else "",
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat() if row.ends_at else "",
        "reason": row.reason,
        "source": row.source,
    }
