"""Lists of the directives room, declared once for screen and file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.directives.models import Directive, Meeting
from congvu.kernel.documents.models.catalogue import KINDS
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
