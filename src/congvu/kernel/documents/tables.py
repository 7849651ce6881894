"""Sổ đăng ký văn bản đến, đi: the ten columns of each, on screen and in files."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import KINDS, URGENCIES, word
from congvu.kernel.documents.queries import kind_and_subject, narrowed, registers_of, signer_of
from congvu.kernel.documents.queries.dossiers import matching
from congvu.kernel.documents.queries.followup import described, in_state, progress_of, receivers_of, replies_of
from congvu.kernel.documents.queries.printing import retention_words
from congvu.kernel.documents.queries.register import noted
from congvu.kernel.ui import badges, formats, tables

_TONES = {"urgent": "soon", "very_urgent": "late", "express": "late"}


def _registers(scope: tables.Scope) -> list[tuple[str, str]]:
    actor = scope.actor
    if not isinstance(actor, Actor):
        return []
    return [(str(agency.pk), agency.name) for agency in registers_of(actor, scope.now.date())]


def _kinds(_scope: tables.Scope) -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in KINDS.values()]


def _subject_cell(document: Document, _scope: tables.Scope) -> str:
    text = kind_and_subject(document)
    if document.recalled_at is not None:
        return format_html("{} {}", text, badges.status(str(_("Recalled")), "late", "arrow-back-up"))
    if document.urgency == "normal":
        return text
    mark = badges.status(word(URGENCIES, document.urgency), _TONES[document.urgency], "bolt")
    return format_html("{} {}", text, mark)


_FILTERS = (
    tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=lambda rows, text: narrowed(rows, words=text),
                  placeholder=_("Number, subject, issuer, signer")),
    tables.Filter("agency", _("Register of"), choices=_registers,
                  apply=lambda rows, agency: rows.filter(agency_id=int(agency))),
    tables.Filter("from", _("From day"), kind=tables.FilterKind.DATE,
                  apply=lambda rows, day: narrowed(rows, from_on=day)),
    tables.Filter("to", _("To day"), kind=tables.FilterKind.DATE, apply=lambda rows, day: narrowed(rows, to_on=day)),
    tables.Filter("kind", _("Kind of document"), choices=_kinds, apply=lambda rows, kind: rows.filter(kind=kind),
                  primary=False),
)

INCOMING = tables.Table(
    name="incoming-register",
    caption=_("Register of incoming documents"),
    order="-arrived_on",
    row_url=lambda document: reverse("documents:detail", args=[document.pk]),
    columns=(
        tables.Column("arrived_on", _("Arrival date"), kind=tables.Kind.DATE, sort="arrived_on", width="fit",
                      nullable=True),
        tables.Column("serial", _("Arrival number"), kind=tables.Kind.CODE, sort="serial", width="fit", nullable=True),
        tables.Column("issuer", _("Author"), sort="issuer_key"),
        tables.Column("code", _("Number, symbol of the document"), kind=tables.Kind.CODE, sort="code_key"),
        tables.Column("issued_on", _("Date of the document"), kind=tables.Kind.DATE, sort="issued_on", nullable=True,
                      width="fit"),
        tables.Column("subject", _("Kind and subject of the document"), kind_and_subject, cell=_subject_cell,
                      phone="title", width="wide"),
        tables.Column("transferred_to", _("Receiving unit or person")),
        tables.Column("transferred_on", _("Transfer date"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("receipt", _("Receipt signature"), phone="hidden"),
        tables.Column("note", _("Note"), phone="hidden"),
    ),
    filters=_FILTERS,
    empty_title=_("This register has no entries yet"),
    empty_text=_("Enter the first incoming document; it takes number 1 of the year."),
    empty_icon="inbox",
)

OUTGOING = tables.Table(
    name="outgoing-register",
    caption=_("Register of outgoing documents"),
    order="-issued_on",
    row_url=lambda document: reverse("documents:detail", args=[document.pk]),
    columns=(
        tables.Column("code", _("Number, symbol of the document"), kind=tables.Kind.CODE, sort="code_key"),
        tables.Column("issued_on", _("Date of the document"), kind=tables.Kind.DATE, sort="issued_on", nullable=True,
                      width="fit"),
        tables.Column("subject", _("Kind and subject of the document"), kind_and_subject, cell=_subject_cell,
                      phone="title", width="wide"),
        tables.Column("signer", _("Signer"), signer_of),
        tables.Column("recipients", _("Recipients")),
        tables.Column("transferred_to", _("Unit or person keeping the file copy")),
        tables.Column("copies", _("Number of copies"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("transferred_on", _("Date of dispatch"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("receipt", _("Receipt signature"), phone="hidden"),
        tables.Column("note", _("Note"), noted, phone="hidden"),
    ),
    filters=_FILTERS,
    empty_title=_("This register has no entries yet"),
    empty_text=_("An outgoing document takes its number when it is entered."),
    empty_icon="send",
)

def _states(_scope: tables.Scope) -> list[tuple[str, str]]:
    words = {"open": _("Not finished"), "late": _("Past the deadline"), "done": _("Handled to the end")}
    return [(code, str(label)) for code, label in words.items()]


def _due_cell(document: Document, scope: tables.Scope) -> str:
    if document.due_on is None:
        return SafeString('<span class="nothing">—</span>')
    done = document.handled_on is not None or bool(replies_of(document))
    if done or document.due_on >= localdate(scope.now):
        return formats.day(document.due_on)
    return format_html("{} {}", formats.day(document.due_on), badges.status(_("Overdue"), "late", "clock-exclamation"))


FOLLOW_UP = tables.Table(
    name="follow-up-register",
    caption=_("Follow-up register of incoming documents"),
    order="-arrived_on",
    row_url=lambda document: reverse("documents:detail", args=[document.pk]),
    columns=(
        tables.Column("serial", _("Arrival number"), kind=tables.Kind.CODE, sort="serial", width="fit"),
        tables.Column("arrived_on", _("Arrival date"), kind=tables.Kind.DATE, sort="arrived_on", nullable=True,
                      width="fit", exported=False, phone="hidden"),
        tables.Column("described", _("Kind, number, symbol, date and author"), described, phone="title", width="wide"),
        tables.Column("receivers", _("Unit or person who handles it"), receivers_of),
        tables.Column("due_on", _("Deadline of handling"), kind=tables.Kind.DATE, sort="due_on", nullable=True,
                      width="fit", cell=_due_cell),
        tables.Column("progress", _("Progress of handling"), progress_of),
        tables.Column("replies", _("Number, symbol of the reply"), replies_of, kind=tables.Kind.CODE),
        tables.Column("note", _("Note"), phone="hidden"),
    ),
    filters=(
        *_FILTERS[:4],
        tables.Filter("state", _("State of handling"), choices=_states,
                      apply=lambda rows, state: in_state(rows, state, localdate())),
        _FILTERS[4],
    ),
    empty_title=_("No incoming document is being followed"),
    empty_text=_("A document is followed once it is routed, passed on or has a deadline."),
    empty_icon="list-check",
)


def _dossier_years(_scope: tables.Scope) -> list[tuple[str, str]]:
    year = localdate().year
    return [(str(one), str(one)) for one in range(year + 1, year - 9, -1)]


def _dossier_states(_scope: tables.Scope) -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in DOSSIER_STATES.items()]


DOSSIER_STATES = {
    "planned": _("In the list, not opened"), "open": _("Open"), "closed": _("Closed"),
    "handed_over": _("Handed over to the archive"),
}

DOSSIERS = tables.Table(
    name="dossiers",
    caption=_("Dossiers of work"),
    order="symbol",
    row_url=lambda dossier: reverse("documents:dossier", args=[dossier.pk]),
    columns=(
        tables.Column("symbol", _("Number and symbol of the dossier"), kind=tables.Kind.CODE, sort="symbol",
                      width="fit"),
        tables.Column("heading", _("Heading in the list")),
        tables.Column("title", _("Title of the dossier"), phone="title", width="wide"),
        tables.Column("retention", _("Kept for"), retention_words, width="fit"),
        tables.Column("creator_name", _("Who opens and keeps it")),
        tables.Column("state", _("State"), lambda dossier: str(DOSSIER_STATES[dossier.state]), width="fit"),
        tables.Column("document_count", _("Documents"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("handover_due_on", _("Due at the archive"), kind=tables.Kind.DATE, sort="handover_due_on",
                      nullable=True, width="fit"),
        tables.Column("note", _("Note"), phone="hidden"),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=matching,
                      placeholder=_("Symbol, heading, title")),
        tables.Filter("agency", _("List of"), choices=_registers,
                      apply=lambda rows, agency: rows.filter(agency_id=int(agency))),
        tables.Filter("year", _("Year"), choices=_dossier_years, apply=lambda rows, year: rows.filter(year=int(year))),
        tables.Filter("state", _("State"), choices=_dossier_states,
                      apply=lambda rows, state: rows.filter(state=state)),
    ),
    empty_title=_("This list has no dossiers yet"),
    empty_text=_("Add the dossiers the agency will keep this year."),
    empty_icon="folder",
)

REGISTERS = {"incoming": INCOMING, "outgoing": OUTGOING, "follow-up": FOLLOW_UP}
