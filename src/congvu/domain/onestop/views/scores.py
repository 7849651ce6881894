"""Đánh giá: the nine indicators of agencies, and of the people of one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from congvu.core.service_scores import AgencyGrade, StaffShare
from congvu.core.text import sort_key
from congvu.domain.onestop.forms.reports import PeriodForm, period_of
from congvu.domain.onestop.queries import scores
from congvu.domain.onestop.queries.settlement import REPORT, Period, settling_agencies
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires

GRADES = {
    AgencyGrade.EXCELLENT: gettext_lazy("Excellent"), AgencyGrade.GOOD: gettext_lazy("Good"),
    AgencyGrade.FAIR: gettext_lazy("Fair"), AgencyGrade.AVERAGE: gettext_lazy("Average"),
    AgencyGrade.WEAK: gettext_lazy("Weak"),
}  # fmt: skip
SHARES = {
    StaffShare.ALL: gettext_lazy("All duties done"), StaffShare.MOST: gettext_lazy("70 % to under 100 % of duties"),
    StaffShare.LITTLE: gettext_lazy("Under 70 % of duties"),
}  # fmt: skip
INDICATORS = {
    1: gettext_lazy("Time against the limit"), 2: gettext_lazy("Time of each agency"),
    3: gettext_lazy("Contacts to complete the dossier"), 4: gettext_lazy("Agencies visited"),
    5: gettext_lazy("Organisation at the desk"), 6: gettext_lazy("Publicity"), 7: gettext_lazy("Attitude"),
    8: gettext_lazy("Feedback handled"), 9: gettext_lazy("Online service"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A line as drawn."""

    pk: int
    name: str
    sort: str
    n: int
    told: int
    points: dict[int, Decimal | None]
    total: Decimal | None
    word: str
    url: str = ""


def _points(number: int) -> tables.Column:
    return tables.Column(
        f"i{number}", f"({number})", value=lambda row: row.points.get(number), kind=tables.Kind.NUMBER, places=1,
        help=INDICATORS[number], phone="hidden",
    )  # fmt: skip


def _table(name: str, caption: Any, who: Any, numbers: tuple[int, ...], word: Any) -> tables.Table:
    return tables.Table(
        name=name, caption=caption,
        columns=(
            tables.Column("name", who, sort="sort", phone="title", width="wide"),
            tables.Column("n", gettext_lazy("Dossiers"), sort="n", kind=tables.Kind.NUMBER),
            tables.Column("told", gettext_lazy("With an answer"), sort="told", kind=tables.Kind.NUMBER),
            *(_points(number) for number in numbers),
            tables.Column(
                "total", gettext_lazy("Total"), sort="total", nullable=True, kind=tables.Kind.NUMBER, places=1
            ),
            tables.Column("word", word),
        ),
        order="-total", row_url=(lambda row: row.url) if name == "scores" else None,
        empty_title=gettext_lazy("Nothing to score"),
        empty_text=gettext_lazy("No dossier was settled in this period."),
    )  # fmt: skip


AGENCIES = _table("scores", gettext_lazy("Settling of procedures, by agency"), gettext_lazy("Agency"),
                  tuple(range(1, 10)), gettext_lazy("Grade"))  # fmt: skip
STAFF = _table("staff-scores", gettext_lazy("Settling of procedures, by person"), gettext_lazy("Official"),
               (1, 2, 3, 4, 7), gettext_lazy("Duties"))  # fmt: skip


def _period(request: HttpRequest, agencies: list[tuple[int, str]]) -> tuple[PeriodForm, Period]:
    form = PeriodForm(
        request.GET if "period" in request.GET else None, agencies=agencies, initial={"period": "quarter"}
    )
    for name in ("by", "form", "agency"):
        del form.fields[name]
    today = people.local_date(timezone.now())
    return form, form.chosen(today) if form.is_bound and form.is_valid() else period_of("quarter", today)


def _context(form: PeriodForm, period: Period) -> dict[str, Any]:
    query = {"period": "days", "first": period.first.isoformat(), "last": period.last.isoformat()}
    return {
        "form": form, "period": f"{formats.day(period.first)} – {formats.day(period.last)}", "query": urlencode(query),
        "indicators": INDICATORS.items(),
    }  # fmt: skip


@requires(REPORT)
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """The agencies of a period, each with its indicators, total and grade."""
    actor, now = acting(request), timezone.now()
    form, period = _period(request, settling_agencies(actor))
    context = _context(form, period)
    rows = []
    for one in scores.agencies(actor, period):
        total, name = one.agency, people.agency_name(one.pk)
        url = f"{reverse('onestop:staff_scores', args=[one.pk])}?{context['query']}"
        rows.append(Row(
            one.pk, name, sort_key(name), one.n, one.told, dict(one.scores), total[0] if total else None,
            str(GRADES[total[1]]) if total else "", url,
        ))  # fmt: skip
    return tables.respond(request, AGENCIES, rows, template="onestop/scores.html", now=now, context=context)


@requires(REPORT)
@require_GET
def staff(request: HttpRequest, agency_id: int) -> HttpResponseBase:
    """The people who worked on an agency's dossiers."""
    actor, now = acting(request), timezone.now()
    form, period = _period(request, settling_agencies(actor))
    agency_id = org.agency_by_id(agency_id).pk  # no such agency: no such page
    rows = []
    for one in scores.staff(actor, period, agency_id):
        total, name = one.staff, people.official_name(one.pk)
        rows.append(Row(
            one.pk, name, sort_key(name), one.n, one.told, dict(one.scores), total[0] if total else None,
            str(SHARES[total[1]]) if total else "",
        ))  # fmt: skip
    context = {**_context(form, period), "agency": people.agency_name(agency_id), "title": _("By person")}
    return tables.respond(request, STAFF, rows, template="onestop/scores.html", now=now, context=context)
