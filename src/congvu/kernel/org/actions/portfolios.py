"""Phân công lãnh đạo phụ trách: a field or an agency is given to one leader, from a day, by a decision."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import fold, nfc
from congvu.kernel.org.actions.agencies import locked
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import Agency, Appointment, Official, Portfolio
from congvu.kernel.org.policy import ActingPerson, overlap, require
from congvu.kernel.ui import formats

ASSIGN = "org.portfolio.assign"


@transaction.atomic
def assign_portfolio(
    *, actor: ActingPerson, agency: Agency, leader: Official, from_on: date, basis: str, now: datetime,
    unit: Agency | None = None, field: str = "", to_on: date | None = None, behalf: str = "",
) -> Portfolio:
    """Phân công phụ trách. A leader of the agency is in charge of a unit or of a field; journals `portfolio.assigned`.

    Refuses both or neither, somebody who is no leader of the agency on that day, and what another one has already.
    """
    require(actor, ASSIGN, agency.pk)
    locked(agency)
    name = " ".join(nfc(field).split())
    if (unit is None) == (not name):
        raise Invalid(_("Name either a field or an agency."), field="field")
    if unit is not None and unit.pk == agency.pk:
        raise Invalid(_("The agency itself is not a part of its leaders' division of work."), field="unit")
    if not basis.strip():
        raise Invalid(_("Name the decision that divides the work."), field="basis")
    if to_on is not None and to_on <= from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")
    if not _leads(leader, agency, from_on):
        raise Invalid(
            _("%(name)s is neither head nor deputy of this agency on that day.") % {"name": leader.full_name},
            field="leader",
        )
    _refuse_twice(agency, unit, name, (from_on, to_on))
    body = {
        "agency": agency.code, "leader": leader.code, "name": leader.full_name, "unit": unit.code if unit else "",
        "field": name, "basis": basis.strip(), "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat() if to_on else "",
    }  # fmt: skip
    write_line("portfolio.assigned", actor=actor, behalf=behalf, now=now, body=body)
    return Portfolio.objects.create(
        agency=agency, leader=leader, unit=unit, field=name[:300], from_on=from_on, to_on=to_on, basis=basis.strip(),
        recorded_at=now, recorded_by=actor.name[:200],
    )


@transaction.atomic
def end_portfolio(
    *, actor: ActingPerson, portfolio: Portfolio, on: date, reason: str, now: datetime, behalf: str = ""
) -> Portfolio:
    """Thôi phụ trách. `on` is the first day the leader is no longer in charge; journals `portfolio.ended`."""
    row = Portfolio.objects.select_for_update(no_key=True, of=("self",)).select_related("agency", "leader").get(
        pk=portfolio.pk
    )
    require(actor, ASSIGN, row.agency_id)
    if not reason.strip():
        raise Invalid(_("Give the reason."), field="reason")
    if row.to_on is not None and row.to_on <= on:
        raise Invalid(_("It has ended before that day."), field="on")
    if on <= row.from_on:
        raise Invalid(_("The last day lies before the first."), field="on")
    body = {
        "agency": row.agency.code, "leader": row.leader.code, "portfolio": row.pk, "on": on.isoformat(),
        "reason": reason.strip(),
    }  # fmt: skip
    write_line("portfolio.ended", actor=actor, behalf=behalf, now=now, body=body)
    row.to_on = on
    row.save(update_fields=["to_on"])
    return row


def _leads(leader: Official, agency: Agency, on: date) -> bool:
    rows = Appointment.objects.filter(official=leader, post__agency=agency).select_related("post")
    return any(
        (row.post.is_head or row.post.is_deputy) and row.from_on <= on and (row.to_on is None or on < row.to_on)
        for row in rows
    )


def _refuse_twice(agency: Agency, unit: Agency | None, field: str, days: tuple[date, date | None]) -> None:
    """Invalid when somebody is in charge of the same thing on one of these days."""
    wanted = " ".join(fold(field).split())
    for row in Portfolio.objects.filter(agency=agency, unit=unit).select_related("leader"):
        if unit is None and " ".join(fold(row.field).split()) != wanted:
            continue
        if overlap((row.from_on, row.to_on), days):
            raise Invalid(
                _("%(name)s is in charge of this from %(day)s; end that first.")
                % {"name": row.leader.full_name, "day": formats.day(row.from_on)},
                field="from_on",
            )
