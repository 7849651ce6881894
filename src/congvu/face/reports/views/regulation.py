"""Chấp hành quy chế làm việc: what was owed under it in a period and was not kept, as a question; the same on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.face.reports.papers import regulation_sheet
from congvu.face.reports.policy import name_of, recent_periods
from congvu.face.reports.queries import OwedRow, owed_in, per_unit, rules_asked_after, rules_not_checked
from congvu.face.reports.tables import breach_table, off_words
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires, visitor_of
from congvu.kernel.ui.widgets import DAY_FORMAT

LONGEST_DAYS = 366
#: Rows of the paper; a longer list is for the workbook.
ON_PAPER = 1000


@requires("reports.regulation.read")
@require_GET
def breaches(request: HttpRequest) -> HttpResponseBase:
    """The list of a period (`since`, `until`; by default this month so far), counts per unit and rule with their n."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    first, last = _period(request, today)
    rows = owed_in(actor, first, last, now)
    broken = [row for row in rows if row.owed.is_broken]
    asked = f"since={first:%d/%m/%Y}&until={last:%d/%m/%Y}"
    context = {
        "first": first, "last": last, "since": f"{first:%d/%m/%Y}", "until": f"{last:%d/%m/%Y}", "asked": asked,
        "units": per_unit(rows), "n": len(rows), "late": len(broken), "rules": rules_asked_after(last, rows),
        "unchecked": rules_not_checked(last), "periods": _periods(today, first, last),
        "paper": f"?{request.GET.urlencode()}",
    }  # fmt: skip
    return tables.respond(
        request, breach_table(broken), broken, template="reports/regulation.html", now=now, context=context
    )


@requires("reports.regulation.read")
@require_GET
def file(request: HttpRequest, fmt: str) -> HttpResponse:
    """The same list, as filtered, as .docx or .pdf; in Vietnamese whatever the screen says."""
    actor, now = acting(request), timezone.now()
    first, last = _period(request, timezone.localdate(now))
    with translation.override("vi"):
        rows = owed_in(actor, first, last, now)
        broken = [row for row in rows if row.owed.is_broken]
        scope = tables.Scope(now=now, actor=visitor_of(request), request=request)
        shown = list(tables.Listing(breach_table(broken), request.GET, broken, scope).all_rows())
        own = min(actor.agency_ids, default=None)
        sheet = regulation_sheet(
            first, last, agency=people.agency_name(own), on=timezone.localdate(now), late=len(broken), n=len(rows),
            rows=tuple(_line(place, row) for place, row in enumerate(shown[:ON_PAPER], 1)),
            unchecked=tuple(f"Chưa kiểm tra được: {one.label}. {one.note}" for one in rules_not_checked(last)),
        )  # fmt: skip
    return paper_response(sheet, fmt, f"viec khong dung quy che {first:%d-%m-%Y} {last:%d-%m-%Y}")


def _line(place: int, row: OwedRow) -> tuple[str, ...]:
    owed = row.owed
    moments = (formats.moment(at) if at is not None else "" for at in (owed.since, owed.due, owed.done))
    return (
        str(place), row.check.label("vi"), owed.code, owed.title[:300], row.unit, owed.who, *moments, off_words(row),
        row.source,
    )  # fmt: skip


def _periods(today: date, first: date, last: date) -> list[dict[str, Any]]:
    """The periods one asks for most, as links; a period that has not ended runs until today."""
    found = []
    for period, since, until in recent_periods(today):
        words = name_of(period, since)
        query = urlencode({"since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"})
        found.append({"words": words[:1].upper() + words[1:], "query": query, "here": (since, until) == (first, last)})
    return found


def _period(request: HttpRequest, today: date) -> tuple[date, date]:
    first, last = _day(request, "since", today.replace(day=1)), _day(request, "until", today)
    if last < first or last.toordinal() - first.toordinal() > LONGEST_DAYS:
        messages.warning(request, _("The period must run forward and be a year at most; this month is shown."))
        return today.replace(day=1), today
    return first, last


def _day(request: HttpRequest, name: str, default: date) -> date:
    typed = request.GET.get(name, "").strip()
    if not typed:
        return default
    for form in (DAY_FORMAT, "%Y-%m-%d"):
        try:
            return datetime.strptime(typed[:10], form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    messages.warning(request, _("“%(text)s” is not a day.") % {"text": typed[:20]})
    return default
