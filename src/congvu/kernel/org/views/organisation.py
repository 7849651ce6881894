"""The tree as of a day, one agency, and what changed on a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.kernel.org import queries
from congvu.kernel.org.models import Agency, Level
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.views.days import day_asked, person_of
from congvu.kernel.ui import formats
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.widgets import day_field

TWO_TIERS = date(2025, 7, 1)
"""Ngày bắt đầu chính quyền địa phương 02 cấp: the change everybody asks about."""


@requires("org.agency.read")
@require_GET
def tree(request: HttpRequest) -> HttpResponse:
    """The organisation as of a day."""
    on, words = day_asked(request), request.GET.get("q", "").strip()[:200]
    tops, sections = queries.tree_on(on)
    context = {
        "on": on,
        "picker": day_field("on", "on", formats.day(on)),
        "tops": tops,
        "sections": sections,
        "count": len(queries.agencies_on(on)),
        "is_today": on == timezone.localdate(),
        "days": queries.days_of_change()[:6],
        "reform": TWO_TIERS,
        "may_add": person_of(request).may("org.agency.add"),
        "words": words,
        "found": queries.agencies_matching(words, on) if words else [],
    }
    return render(request, "org/tree.html", context)


@requires("org.agency.read")
@require_GET
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """One agency as of a day: people, units, calendar, predecessors and successors."""
    found, on, actor = queries.agency_by_code(code), day_asked(request), person_of(request)
    calendar = queries.calendar_of(found.pk)
    context = {
        "agency": found,
        "on": on,
        "picker": day_field("on", "on", formats.day(on)),
        "exists": exists_on(found, on),
        "facts": _facts(found),
        "seats": queries.seats_of(found.pk, on),
        "units": queries.units_of(found.pk, on),
        "predecessors": queries.predecessors_of(found),
        "successors": queries.successions_of(found),
        "heirs": queries.heirs_of(found, on) if found.valid_to and found.valid_to <= on else [],
        "calendar": calendar,
        "calendar_row": _calendar_row(found),
        "hours": queries.hours_of(calendar, on),
        "desk_hours": queries.hours_of(calendar.reception, on) if calendar.reception else [],
        "outages": queries.outages_of(agency_ids=[found.pk]),
        "groups": [group for group in queries.groups() if queries.fits_group(found, group)],
        "may_add": actor.may("org.agency.add", found.pk) and found.valid_to is None,
        "may_appoint": actor.may("org.official.edit", found.pk),
        "may_record": actor.may("org.absence.record", found.pk),
        "may_declare": actor.may("org.outage.declare", found.pk),
    }
    return render(request, "org/agency.html", context)


def _facts(found: Agency) -> list[tuple[str, str]]:
    begins = formats.day(found.valid_from)
    if found.valid_to is not None:
        span = _("from %(begins)s; ended on %(ends)s") % {"begins": begins, "ends": formats.day(found.valid_to)}
    else:
        span = _("since %(begins)s") % {"begins": begins}
    return [
        (_("Kind of agency"), found.get_kind_display()),
        (_("Level"), found.get_level_display()),
        (_("Exists"), span),
        (_("Symbol in document numbers"), found.symbol),
        (_("Also written"), "; ".join([text for text in [found.short_name, *found.aliases] if text])),
        (_("Address"), found.address),
        (_("Telephone"), found.phone),
        (_("E-mail"), found.email),
    ]


def _calendar_row(found: Agency) -> object:
    calendar_id = queries.calendar_id_of(found.pk)
    return None if calendar_id is None else queries.calendars().calendars[calendar_id]


@requires("org.agency.read")
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What ended on a day and who took over, by level."""
    days = queries.days_of_change()
    on = day_asked(request, TWO_TIERS if any(day == TWO_TIERS for day, _count in days) else None)
    found = queries.changes_on(on)
    context = {
        "on": on,
        "picker": day_field("on", "on", formats.day(on)),
        "days": days,
        "levels": [(Level(level).label, rows) for level, rows in found.items()],
        "count": sum(len(change.ended) for rows in found.values() for change in rows),
        "begun": queries.begun_on(on),
    }
    return render(request, "org/changes.html", context)
