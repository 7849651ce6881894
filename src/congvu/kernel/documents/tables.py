"""Sổ đăng ký văn bản đến, đi: the ten columns of each, on screen and in files."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import KINDS, URGENCIES, word
from congvu.kernel.documents.queries import kind_and_subject, narrowed, registers_of, signer_of
from congvu.kernel.ui import badges, tables

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
        tables.Column("note", _("Note"), phone="hidden"),
    ),
    filters=_FILTERS,
    empty_title=_("This register has no entries yet"),
    empty_text=_("An outgoing document takes its number when it is entered."),
    empty_icon="send",
)

REGISTERS = {"incoming": INCOMING, "outgoing": OUTGOING}
