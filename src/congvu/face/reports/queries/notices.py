"""Figures of a period for an office, taken from declared measures; and the notices an actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.working_time import HANOI, measure_days
from congvu.domain.directives.queries.statistics import CURRENT, FIRST, by_unit, condition_of, tasks_in_period
from congvu.face.reports.models import Notice
from congvu.insight.measures import figure
from congvu.kernel.accounts.policy import Actor, scope_of
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.casework.queries.states import condition
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

READ, MAKE = "reports.notice.read", "reports.notice.make"
COUNTS = ("total", "completed", "on_time", "late", "open", "in_time", "overdue", "waiting", "returned", "extended")
RATES = ("due_completed_rate", "due_overdue_rate", "completed_rate", "on_time_rate", "on_time_first_rate")
#: The annex lists at most so many overdue tasks; the table of units counts all of them.
LISTED = 500


def tasks_followed(actor: Actor, agency_id: int, since: date, until: date) -> QuerySet[Case]:
    """Tasks ordered by the office or a unit of it that ran in the period: carried over, or assigned in it."""
    begin, end = datetime.combine(since, time(0), HANOI), datetime.combine(until, time(23, 59, 59), HANOI)
    return tasks_in_period(actor, None, None).filter(
        Q(closed_at=None) | Q(closed_at__gte=begin), opened_at__lte=end,
        issuing_agency_id__in=org.subtree_ids(agency_id) | {agency_id},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Computed:
    """What a notice will say: figures by name, units, and the overdue tasks of today."""

    figures: dict[str, Any]
    units: list[dict[str, Any]]
    overdue: list[dict[str, Any]]


def compute(actor: Actor, agency_id: int, since: date, until: date, rounding: str, now: datetime) -> Computed:
    """The figures as of `now`. Rates keep numerator and denominator, so that they can be rounded anew."""
    cases = tasks_followed(actor, agency_id, since, until)
    begin = datetime.combine(since, time(0), HANOI)
    figures: dict[str, Any] = {name: figure(f"directives.tasks.{name}", cases, now).numerator for name in COUNTS}
    figures["carried"] = cases.filter(opened_at__lt=begin).exclude(outcome="withdrawn").count()
    figures["assigned"] = figures["total"] - figures["carried"]
    for name in RATES:
        found = figure(f"directives.tasks.{name}", cases, now)
        percent = found.percent(rounding)
        figures[name] = {
            "of": found.numerator, "n": found.denominator, "percent": None if percent is None else str(percent),
            "denominator": found.measure.denominator, "label": found.measure.label_vi,
        }  # fmt: skip
    units = [{"id": row.pk, "name": row.name, **row.counts} for row in by_unit(cases, now)]
    return Computed(figures, units, _overdue(cases, now))


def _overdue(cases: QuerySet[Case], now: datetime) -> list[dict[str, Any]]:
    """Tasks past due, longest first; restricted and sealed ones are counted but not named."""
    rows = (
        cases.filter(condition("overdue", now), confidentiality__in=("public", "internal"))
        .select_related("accountable_agency").order_by("due_at", "pk")[:LISTED]
    )  # fmt: skip
    found = []
    for case in rows:
        assert case.due_at is not None
        calendar = calendar_for(case)
        found.append(
            {"code": case.code, "unit": case.accountable_agency.name, "content": case.title[:400],
             "due": formats.day(case.due_at), "first_due": formats.day(case.first_due_at),
             "days": max(0, measure_days(calendar, case.due_at, case.stopped_at or now))}
        )  # fmt: skip
    return found


#: By rate: the figures whose cases are its denominator and its numerator.
BEHIND = {
    "due_completed_rate": ("fell_due", "completed"), "due_overdue_rate": ("fell_due", "overdue"),
    "completed_rate": ("total", "completed"), "on_time_rate": ("completed", "on_time"),
    "on_time_first_rate": ("completed", "on_time_first"),
}  # fmt: skip


def cases_behind(actor: Actor, notice: Notice, name: str, unit_id: int | None = None) -> QuerySet[Case]:
    """The cases of a figure of the notice (a count, `carried`, `assigned`, `fell_due`, `on_time_first`) that the actor
    may see, late or not as of the notice; what happened to them since counts as it is now. NotFound: no such figure."""
    cases = tasks_followed(actor, notice.agency_id, notice.since, notice.until)
    if unit_id is not None:
        cases = cases.filter(accountable_agency_id=unit_id)
    begin = datetime.combine(notice.since, time(0), HANOI)

    def counted(figure_name: str, due: str = CURRENT) -> Q:
        return condition_of(figure_name, due, notice.as_of)

    if name in COUNTS:
        return cases.filter(counted(name))
    if name == "fell_due":
        return cases.filter(counted("completed") | counted("overdue"))
    if name == "on_time_first":
        return cases.filter(counted("on_time", FIRST))
    if name in ("carried", "assigned"):
        return cases.filter(counted("total"), Q(opened_at__lt=begin) if name == "carried" else Q(opened_at__gte=begin))
    raise NotFound(_("There is no such figure in a notice."))


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Notices of the offices whose notices the actor may read."""
    scope = scope_of(actor, READ)
    rows = Notice.objects.select_related("agency", "document")
    return rows if scope is None else rows.filter(agency_id__in=scope)


def notice_for(actor: Actor, notice_id: int) -> Notice:
    """One of them, or NotFound."""
    found = notices_of(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotFound(_("There is no such notice, or it is not open to you."))
    return found


def offices_for(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Offices for which the actor makes notices: whole units first, one's own at their head."""
    scope = scope_of(actor, MAKE)
    offices = [agency for agency in org.agencies_on(on) if scope is None or agency.pk in scope]
    offices.sort(key=lambda agency: (agency.full_name != agency.name, agency.pk not in actor.agency_ids))
    return [(str(agency.pk), agency.full_name) for agency in offices]
