"""Requests for reports as an actor may see them: the list, who has handed in, the contributions side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed, NotFound
from congvu.core.working_time import HANOI
from congvu.domain.reporting.models import Contribution, FigureAsked, FigureValue, ReportRequest, Section, SectionText
from congvu.insight.measures import all_measures, figure
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

READ, KEEP = "reporting.request.read", "reporting.request.keep"


def visible_to(actor: Actor) -> QuerySet[ReportRequest]:
    """Requests of the offices the actor reads for, and those that ask something of him."""
    if actor.is_system:
        return ReportRequest.objects.all()
    scope = actor.scope_of(READ)
    if scope is None:
        return ReportRequest.objects.all()
    asked = Case.objects.filter(visible(actor), contribution__request_id=OuterRef("pk"))
    return ReportRequest.objects.filter(Q(agency_id__in=scope) | Q(Exists(asked)))


def register_of(actor: Actor) -> QuerySet[ReportRequest]:
    """The list, with how many units were asked and how many have handed in."""
    return visible_to(actor).select_related("agency").annotate(
        asked=Count("contributions", distinct=True),
        handed_in=Count("contributions", filter=Q(contributions__case__stopped_at__isnull=False), distinct=True),
    )  # fmt: skip


def request_for(actor: Actor, request_id: int) -> ReportRequest:
    """One of them, or NotFound."""
    found = visible_to(actor).select_related("agency", "document").filter(pk=request_id).first()
    if found is None:
        raise NotFound(_("There is no such request, or it is not open to you."))
    return found


def require_reader(actor: Actor, asked: ReportRequest) -> None:
    """NotAllowed for a unit that was only asked: the whole report is the office's until it is issued."""
    if not actor.may(READ, asked.agency_id):
        raise NotAllowed(_("The merged report is open to the office that asked for it."))


@dataclass(frozen=True, slots=True)
class Progress:
    """Đơn vị và tình trạng báo cáo: state is late, waiting, submitted, submitted_late, accepted, withdrawn."""

    contribution: Contribution
    state: str
    at: datetime | None


def progress_of(actor: Actor, asked: ReportRequest, now: datetime) -> list[Progress]:
    """The units, those that are late first. One statement."""
    order = ("late", "waiting", "submitted_late", "submitted", "accepted", "withdrawn")
    rows = asked.contributions.filter(case__in=Case.objects.filter(visible(actor))).select_related("case", "agency")
    found = [Progress(row, state_of(row.case, now), row.case.stopped_at) for row in rows]
    return sorted(found, key=lambda one: (order.index(one.state), one.contribution.agency.sort_key))


def state_of(case: Case, now: datetime) -> str:
    """The state of a contribution in one word."""
    if case.outcome == "withdrawn":
        return "withdrawn"
    if case.closed_at is not None:
        return "accepted"
    if case.stopped_at is not None:
        return "submitted_late" if case.due_at is not None and case.stopped_at > case.due_at else "submitted"
    return "late" if case.due_at is not None and case.due_at < now else "waiting"


def contribution_of(case: Case) -> Contribution | None:
    """The contribution behind a case."""
    return Contribution.objects.select_related("request", "agency", "case").filter(case=case).first()


@dataclass(frozen=True, slots=True)
class Filled:
    """One contribution as far as it is filled: (section, text or None) and (figure, value or None)."""

    sections: list[tuple[Section, SectionText | None]]
    figures: list[tuple[FigureAsked, FigureValue | None]]

    @property
    def missing(self) -> list[str]:
        """What has nothing in it yet, by name."""
        empty = [section.title for section, text in self.sections if text is None or not text.text.strip()]
        return [*empty, *(one.name for one, value in self.figures if value is None or _blank(value))]


def _blank(value: FigureValue) -> bool:
    return not value.computed and value.value is None and not value.words


def filled(contribution: Contribution) -> Filled:
    """What the unit has written so far. Four statements."""
    asked = contribution.request
    texts = {row.section_id: row for row in contribution.texts.all()}
    values = {row.figure_id: row for row in contribution.values.all()}
    return Filled(
        [(section, texts.get(section.pk)) for section in asked.sections.all()],
        [(one, values.get(one.pk)) for one in asked.figures.all()],
    )


def computed(name: str, agency_id: int, since: date, until: date, now: datetime) -> tuple[int, int | None]:
    """A declared measure over the cases a unit was accountable for in the period: (numerator, denominator)."""
    units = org.subtree_ids(agency_id) | {agency_id}
    begin = datetime.combine(since, time(0), HANOI)
    end = datetime.combine(date.fromordinal(until.toordinal() + 1), time(0), HANOI)
    cases = Case.objects.filter(accountable_agency_id__in=units, opened_at__lt=end).filter(
        Q(closed_at=None) | Q(closed_at__gte=begin)
    )
    found = figure(name, cases, min(now, end))
    return found.numerator, found.denominator


def measure_choices() -> list[tuple[str, str]]:
    """Declared measures that may be asked for."""
    return [(one.name, one.label_vi) for one in all_measures()]


@dataclass(frozen=True, slots=True)
class MergedFigure:
    """A figure of all units: each unit's words, and the sum where summing makes sense."""

    figure: FigureAsked
    values: list[tuple[str, str]]
    total: str


def shown(asked: FigureAsked, value: FigureValue | None) -> str:
    """A value as it is printed: a count, a rate with its denominator, typed figures as typed, words where there are."""
    if value is None:
        return "—"
    if value.computed and value.denominator is not None:
        rate = formats.percent(value.numerator or 0, value.denominator)
        return f"{rate} ({formats.number(value.numerator)}/{formats.number(value.denominator)})"
    number = formats.number(value.numerator if value.computed else _plain(value.value))
    return " ".join(filter(None, (number, asked.unit if number else "", f"({value.words})" if value.words else "")))


def _plain(value: Decimal | None) -> Decimal | int | None:
    return int(value) if value is not None and value == value.to_integral_value() else value


def merged_figures(asked: ReportRequest) -> list[MergedFigure]:
    """Every figure with the value of each unit that handed in; rates are summed as numerators over denominators."""
    rows = FigureValue.objects.filter(
        figure__request=asked, contribution__case__stopped_at__isnull=False
    ).select_related("contribution__agency").order_by("contribution__agency__sort_key")  # fmt: skip
    by_figure: dict[int, list[FigureValue]] = {}
    for row in rows:
        by_figure.setdefault(row.figure_id, []).append(row)
    found = []
    for one in asked.figures.all():
        values = by_figure.get(one.pk, [])
        found.append(
            MergedFigure(one, [(row.contribution.agency.name, shown(one, row)) for row in values], _total(one, values))
        )
    return found


def _total(asked: FigureAsked, values: list[FigureValue]) -> str:
    if not values:
        return "—"
    if all(row.computed for row in values):
        top = sum(row.numerator or 0 for row in values)
        if any(row.denominator is not None for row in values):
            bottom = sum(row.denominator or 0 for row in values)
            return f"{formats.percent(top, bottom)} ({formats.number(top)}/{formats.number(bottom)})"
        return formats.number(top)
    typed = [row.value for row in values if row.value is not None]
    if asked.unit.strip() == "%" or not typed:
        return "—"
    return f"{formats.number(_plain(sum(typed, Decimal(0))))} {asked.unit}".strip()


def texts_by_section(asked: ReportRequest) -> dict[int, list[tuple[str, str]]]:
    """Section → (unit, its text) of those that handed in, in the order of the organisation. One statement."""
    rows = SectionText.objects.filter(
        section__request=asked, contribution__case__stopped_at__isnull=False
    ).select_related("contribution__agency").order_by("contribution__agency__sort_key")  # fmt: skip
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(row.section_id, []).append((row.contribution.agency.name, row.text))
    return found
