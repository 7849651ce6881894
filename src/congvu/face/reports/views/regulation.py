"""Vi phạm quy chế làm việc: what was owed under the working regulation in a period and came late, as a question."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.face.reports.queries import owed_in, per_unit, rules_asked_after
from congvu.face.reports.tables import breach_table
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.widgets import DAY_FORMAT

LONGEST_DAYS = 366


@requires("reports.regulation.read")
@require_GET
def breaches(request: HttpRequest) -> HttpResponseBase:
    """The list of a period (`since`, `until`; by default this month so far), counts per unit with their n."""
    actor, now = acting(request), timezone.now()
    first, last = _period(request, timezone.localdate(now))
    rows = owed_in(actor, first, last, now)
    late = [row for row in rows if row.minutes_late]
    context = {
        "first": first, "last": last, "since": f"{first:%d/%m/%Y}", "until": f"{last:%d/%m/%Y}",
        "units": per_unit(rows), "n": len(rows), "late": len(late), "rules": rules_asked_after(last),
    }
    return tables.respond(
        request, breach_table(late), late, template="reports/regulation.html", now=now, context=context
    )


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
