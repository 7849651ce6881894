"""Lists of the directives room, declared once for screen and file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.directives.models import Directive, Meeting
from congvu.domain.directives.queries import extensions
from congvu.domain.directives.queries.statistics import UnitRow
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Request
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models.catalogue import KINDS, in_vietnamese
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import badges, formats, tables

STATE_TONES = {"in_review": ("wait", "eye"), "issued": ("ok", "circle-check"), "withdrawn": ("neutral", "ban")}


def _search(rows: Any, text: str) -> Any:
    for word in skey(text).split():
        rows = rows.filter(skey__contains=word)
    return rows


def _kind(directive: Directive) -> str:
    kind = KINDS.get(directive.document.kind)
    return kind.label if kind else directive.document.kind


def _arrival(directive: Directive, _scope: tables.Scope) -> str:
    """Số đến, with the day of arrival below it."""
    document = directive.document
    return format_html(
        "{}<br><small class=\"text-secondary\">{}</small>", document.serial or "–", formats.day(document.arrived_on)
    )


def _number(directive: Directive, _scope: tables.Scope) -> str:
    """Số, ký hiệu, with the day of the document below it."""
    document = directive.document
    return format_html(
        "<span class=\"code\">{}</span><br><small class=\"text-secondary\">{}</small>",
        document.code or "–", formats.day(document.issued_on),
    )  # fmt: skip


def _subject(directive: Directive, _scope: tables.Scope) -> str:
    """Trích yếu, with the kind and the issuer below it."""
    return format_html(
        "{}<br><small class=\"text-secondary\">{} · {}</small>",
        directive.document.subject, _kind(directive), directive.document.issuer,
    )  # fmt: skip


def _tasks(directive: Any) -> str:
    return f"{directive.tasks_closed}/{directive.tasks_all}" if directive.tasks_all else "–"


REGISTER = tables.Table(
    name="directives",
    caption=_("Register of directives"),
    order="-registered_at",
    per_page=50,
    row_url=lambda row: reverse("directives:directive", args=[row.pk]),
    columns=(
        tables.Column("serial", _("Arrival number"), "document.serial", width="fit", cell=_arrival),
        tables.Column("arrived_on", _("Arrived"), "document.arrived_on", kind=tables.Kind.DATE, on_screen=False),
        tables.Column(
            "code", _("Number and symbol"), "document.code", phone="title", width="fit", cell=_number,
        ),
        tables.Column("issued_on", _("Date"), "document.issued_on", kind=tables.Kind.DATE, on_screen=False),
        tables.Column("issuer", _("Issued by"), "document.issuer", on_screen=False),
        tables.Column("kind", _("Kind"), _kind, on_screen=False),
        tables.Column("subject", _("Subject"), "document.subject", width="wide", cell=_subject),
        tables.Column(
            "state",
            _("State"),
            lambda row: row.get_state_display(),
            width="fit",
            cell=lambda row, _scope: badges.status(row.get_state_display(), *STATE_TONES[row.state]),
        ),
        tables.Column("tasks", _("Tasks done"), _tasks, width="fit"),
        tables.Column(
            "registered_at", _("Registered"), kind=tables.Kind.MOMENT, sort="registered_at", on_screen=False
        ),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_search, kind=tables.FilterKind.SEARCH),
        tables.Filter(
            "state", _("State"), apply=lambda rows, value: rows.filter(state=value), choices=Directive.State.choices
        ),
        tables.Filter(
            "from",
            _("Issued from"),
            apply=lambda rows, day: rows.filter(document__issued_on__gte=day),
            kind=tables.FilterKind.DATE,
            primary=False,
        ),
        tables.Filter(
            "to",
            _("Issued to"),
            apply=lambda rows, day: rows.filter(document__issued_on__lte=day),
            kind=tables.FilterKind.DATE,
            primary=False,
        ),
    ),
    views=(
        tables.View("all", _("All")),
        tables.View("review", _("In review"), {"state": "in_review"}),
        tables.View("issued", _("Issued"), {"state": "issued"}),
    ),
    empty_title=_("No directive has been registered yet."),
    empty_text=_("Register the first one: its text is read and cut into clauses for you to check."),
)


MEETING_TONES = {"planned": ("wait", "pencil"), "issued": ("ok", "circle-check"), "cancelled": ("neutral", "ban")}


def _notice_code(meeting: Meeting) -> str:
    return meeting.directive.document.code if meeting.directive is not None else ""


MEETINGS = tables.Table(
    name="meetings",
    caption=_("Meetings"),
    order="-starts_at",
    row_url=lambda row: reverse("directives:meeting", args=[row.pk]),
    columns=(
        tables.Column("starts_at", _("When"), kind=tables.Kind.MOMENT, sort="starts_at", width="fit"),
        tables.Column("title", _("What it is about"), phone="title", width="wide"),
        tables.Column("chair", _("Chair"), lambda row: f"{row.chair_title} {row.chair_name}"),
        tables.Column("conclusions", _("Conclusions"), "conclusions_all", kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("notice", _("Notice"), _notice_code, kind=tables.Kind.CODE, width="fit"),
        tables.Column(
            "state", _("State"), lambda row: row.get_state_display(), width="fit",
            cell=lambda row, _scope: badges.status(row.get_state_display(), *MEETING_TONES[row.state]),
        ),
        tables.Column("owner", _("Kept by"), "owner_agency.name", on_screen=False),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_search, kind=tables.FilterKind.SEARCH),
        tables.Filter(
            "state", _("State"), apply=lambda rows, value: rows.filter(state=value), choices=Meeting.State.choices
        ),
    ),
    empty_title=_("No meeting has been recorded yet."),
    empty_text=_("Record one before it begins; its conclusions are typed once and become tasks."),
    empty_icon="users-group",
)


def _case_cell(case: Case, _scope: tables.Scope) -> str:
    """Content, with the code below it."""
    title = case.title if len(case.title) <= 180 else f"{case.title[:177]}…"
    return format_html('{}<br><small class="code">{}</small>', title, case.code)


FIGURE_CASES = tables.Table(
    name="figure-cases",
    caption=_("Cases behind a figure"),
    order="due_at",
    row_url=lambda case: kinds.case_href(case.code),
    columns=(
        tables.Column("code", _("Code"), kind=tables.Kind.CODE, on_screen=False),
        tables.Column("title", _("Content"), cell=_case_cell, phone="title", width="wide"),
        tables.Column("unit", _("Unit"), lambda case: people.agency_name(case.accountable_agency_id)),
        tables.Column("first_due_at", _("First promise"), kind=tables.Kind.MOMENT, width="fit"),
        tables.Column(
            "due_at", _("Current promise"), kind=tables.Kind.MOMENT, sort="due_at", nullable=True, width="fit"
        ),
        tables.Column("stopped_at", _("Reported on"), kind=tables.Kind.MOMENT, width="fit"),
        tables.Column(
            "outcome", _("Outcome"),
            lambda case: kinds.get(case.kind).outcome_label(case.outcome, _language()) if case.outcome else "",
            width="fit",
        ),
    ),
    empty_title=_("No task stands behind this figure."),
)

DECISION_TONES = {"waiting": ("wait", "clock"), "granted": ("ok", "check"), "refused": ("late", "x"),
                  "taken_back": ("neutral", "arrow-back-up")}  # fmt: skip
WHEN = {"before": _("before the deadline"), "after": _("after the deadline"), "none": _("no deadline"),
        "waiting": _("not decided")}  # fmt: skip


def _language() -> str:
    return "vi" if in_vietnamese() else "en"


def _ground(row: Request) -> str:
    found = rules.known_grounds().get(row.ground)
    return (found.vi if in_vietnamese() else found.en) if found is not None else row.ground


def _asked(row: Request, _scope: tables.Scope) -> str:
    return format_html(
        "{}<br><small class=\"text-secondary\">{} · {}</small>", row.asked_by, formats.moment(row.asked_at),
        WHEN[extensions.when_asked(row)],
    )  # fmt: skip


def _decided(row: Request, _scope: tables.Scope) -> str:
    mark = badges.status(row.get_decision_display(), *DECISION_TONES[row.decision])
    if row.decided_at is None:
        return mark
    return format_html(
        "{}<br>{}<br><small class=\"text-secondary\">{} · {}</small>", mark, row.decided_by,
        formats.moment(row.decided_at), WHEN[extensions.when_decided(row)],
    )  # fmt: skip


def _agencies(scope: tables.Scope) -> list[tuple[str, str]]:
    today = people.local_date(scope.now)
    return [(str(unit.pk), unit.name) for unit in org.agencies_on(today) if people.top_unit_of(unit.pk) == unit.pk]


EXTENSIONS = tables.Table(
    name="extensions",
    caption=_("Extensions"),
    order="-asked_at",
    row_url=lambda row: kinds.case_href(row.case.code),
    columns=(
        tables.Column("code", _("Code"), "case.code", kind=tables.Kind.CODE, on_screen=False),
        tables.Column("title", _("Content"), "case.title", cell=lambda row, scope: _case_cell(row.case, scope),
                      phone="title", width="wide"),
        tables.Column("unit", _("Unit"), lambda row: people.agency_name(row.case.accountable_agency_id)),
        tables.Column("first", _("First promise"), "case.first_due_at", kind=tables.Kind.DATE, width="fit"),
        tables.Column("promise", _("Promise then"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("asked_at", _("Who asked, and when"), kind=tables.Kind.MOMENT, sort="asked_at", cell=_asked),
        tables.Column("asked_by", _("Asked by"), on_screen=False),
        tables.Column("asked_when", _("Asked when"), lambda row: str(WHEN[extensions.when_asked(row)]),
                      on_screen=False),
        tables.Column("ground", _("Ground"), _ground, on_screen=False),
        tables.Column("wanted", _("Date asked for"), "new_due_at", kind=tables.Kind.DATE, width="fit"),
        tables.Column("decision", _("Decision"), lambda row: row.get_decision_display(), cell=_decided),
        tables.Column("decided_at", _("Decided on"), kind=tables.Kind.MOMENT, on_screen=False),
        tables.Column("decided_by", _("Decided by"), on_screen=False),
        tables.Column("decided_when", _("Decided when"), lambda row: str(WHEN[extensions.when_decided(row)]),
                      on_screen=False),
        tables.Column("granted", _("Date granted"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("days", _("Days"), extensions.days_granted, kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("days_in_all", _("Days in all"), extensions.days_in_all, kind=tables.Kind.NUMBER, width="fit"),
    ),
    filters=(
        tables.Filter(
            "agency", _("Unit"), choices=_agencies,
            apply=lambda rows, value: rows.filter(case__accountable_agency_id__in=people.counted_under(int(value))),
        ),
        tables.Filter(
            "decision", _("Decision"), choices=Request.Decision.choices,
            apply=lambda rows, value: rows.filter(decision=value),
        ),
    ),
    empty_title=_("Nobody has asked for more time."),
    empty_icon="calendar-time",
)


def _count(name: str) -> Callable[[UnitRow], object]:
    return lambda row: row.counts[name]


UNITS = tables.Table(
    name="unit-figures",
    caption=_("Statistics by unit"),
    order="-overdue",
    per_page=200,
    compact=True,
    row_url=lambda row: f"{reverse('directives:figure_cases', args=['total', 'current'])}?unit={row.pk}",
    columns=(
        tables.Column("position", _("No."), sort="position", kind=tables.Kind.NUMBER, on_screen=False, exported=False),
        tables.Column("name", _("Unit"), sort="name", phone="title", width="wide"),
        tables.Column("total", _("Total"), _count("total"), kind=tables.Kind.NUMBER, sort="total"),
        tables.Column("completed", _("Completed"), _count("completed"), kind=tables.Kind.NUMBER),
        tables.Column("on_time", _("On time, current promise"), _count("on_time"), kind=tables.Kind.NUMBER),
        tables.Column("on_time_rate", _("Share on time (%), current promise"), kind=tables.Kind.NUMBER, places=2),
        tables.Column("on_time_first", _("On time, first promise"), _count("on_time_first"), kind=tables.Kind.NUMBER),
        tables.Column("on_time_first_rate", _("Share on time (%), first promise"), kind=tables.Kind.NUMBER, places=2),
        tables.Column("overdue", _("Overdue, current promise"), _count("overdue"), kind=tables.Kind.NUMBER,
                      sort="overdue"),
        tables.Column("overdue_first", _("Overdue, first promise"), _count("overdue_first"), kind=tables.Kind.NUMBER),
        tables.Column("returned", _("Returned"), _count("returned"), kind=tables.Kind.NUMBER),
        tables.Column("extended", _("Extended"), _count("extended"), kind=tables.Kind.NUMBER),
        tables.Column("extensions", _("Extensions granted"), kind=tables.Kind.NUMBER),
        tables.Column("days", _("Days granted"), kind=tables.Kind.NUMBER),
    ),
    empty_title=_("No tasks in this period."),
)
