"""Lists of journal lines and of daily bills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.kernel.journal.models import Bill, Line
from congvu.kernel.ui.tables import Column, Filter, FilterKind, Kind, Scope, Table

SHOWN = 140


def stream_url(line: Line) -> str:
    """Where the whole stream of a line stands."""
    return f"{reverse('journal:stream', args=[line.stream])}#entry-{line.seq}"


def _text(line: Line) -> str:
    if line.text is None:
        return gettext("(erased)")
    return line.text if len(line.text) <= SHOWN else f"{line.text[:SHOWN]}…"


def _text_cell(line: Line, _scope: Scope) -> str:
    return format_html('<small class="text-break">{}</small>', _text(line))


def _who(line: Line) -> str:
    return f"{line.actor} → {line.behalf}" if line.behalf else line.actor


def _seal(line: Line) -> str:
    return bytes(line.leaf).hex()


def _seal_cell(line: Line, scope: Scope) -> str:  # noqa: ARG001 -- the shape of a cell
    whole = _seal(line)
    return format_html('<span class="code" title="{}">{}…</span>', whole, whole[:12])


def _by_words(rows: QuerySet[Line], words: str) -> QuerySet[Line]:
    return rows.filter(Q(stream__icontains=words) | Q(actor__icontains=words) | Q(behalf__icontains=words))


def _by_verb(rows: QuerySet[Line], verb: str) -> QuerySet[Line]:
    return rows.filter(verb__startswith=verb)


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def _since(rows: QuerySet[Line], on: date) -> QuerySet[Line]:
    return rows.filter(at__gte=_midnight(on))


def _until(rows: QuerySet[Line], on: date) -> QuerySet[Line]:
    return rows.filter(at__lt=_midnight(date.fromordinal(on.toordinal() + 1)))


def _stream_kind(rows: QuerySet[Line], name: str) -> QuerySet[Line]:
    return rows.filter(Q(stream=name) | Q(stream__startswith=f"{name}/"))


COLUMNS = (
    Column("at", _("When"), kind=Kind.MOMENT, width="fit"),
    Column("stream", _("Stream"), kind=Kind.CODE, phone="title"),
    Column("seq", _("Line number"), kind=Kind.NUMBER, width="fit"),
    Column("verb", _("What was done"), kind=Kind.CODE, width="fit"),
    Column("who", _("Who"), _who),
    Column(
        "text", _("Text"), _text, cell=_text_cell, export=lambda line: line.text or "", width="wide", phone="hidden"
    ),
    Column("leaf", _("Leaf"), _seal, kind=Kind.CODE, cell=_seal_cell, width="fit", phone="hidden"),
    Column("id", _("Order"), sort="id", on_screen=False),
)

LINES = Table(
    name="lines",
    caption=_("Journal"),
    order="-id",
    row_url=stream_url,
    columns=tuple(replace(column, on_screen=column.on_screen and column.name != "leaf") for column in COLUMNS),
    filters=(
        Filter("q", _("Search"), apply=_by_words, kind=FilterKind.SEARCH, placeholder=_("Stream or name")),
        Filter("of", _("Stream of"), apply=_stream_kind, choices=[
            ("case", _("Cases")), ("directive", _("Directives")), ("document", _("Documents")),
            ("accounts", _("Accounts")), ("org", _("Organisation")), ("rules", _("Rules")), ("journal", _("Journal")),
        ]),
        Filter("verb", _("Act begins with"), apply=_by_verb, kind=FilterKind.SEARCH, placeholder=_("Act, e.g. task.")),
        Filter("since", _("From day"), apply=_since, kind=FilterKind.DATE),
        Filter("until", _("To day"), apply=_until, kind=FilterKind.DATE),
    ),
    empty_title=_("The journal is empty"),
    empty_text=_("Every act of the office leaves a line here."),
    empty_icon="history",
)  # fmt: skip

STREAM = Table(
    name="stream", caption=_("Stream"), order="-seq",
    columns=tuple(
        Column("seq", _("Line number"), kind=Kind.NUMBER, sort="seq", width="fit") if column.name == "seq" else column
        for column in COLUMNS
        if column.name not in ("stream", "id")
    ),
    per_page=100,
)  # fmt: skip

BILLS = Table(
    name="bills", caption=_("Daily bills"), order="-day",
    columns=(
        Column("day", _("Day"), kind=Kind.DATE, sort="day", phone="title", width="fit"),
        Column("tree_size", _("Lines sealed"), kind=Kind.NUMBER, sort="tree_size", width="fit"),
        Column("root", _("Root"), lambda bill: bytes(bill.root).hex(), kind=Kind.CODE, width="wide"),
        Column("key_id", _("Key"), kind=Kind.CODE, width="fit"),
        Column("sealed_at", _("Sealed at"), kind=Kind.MOMENT, width="fit"),
        Column("files", _("Files"), "day", cell=lambda bill, _scope: _files(bill), exported=False, width="fit"),
    ),
    empty_title=_("No day has been sealed yet"),
    empty_text=_("The lines of a day are sealed by night, and the bill is written outside the database."),
    empty_icon="rubber-stamp",
)  # fmt: skip


def _files(bill: Bill) -> str:
    text, signature = (reverse(f"journal:bill_{what}", args=[bill.day]) for what in ("text", "signature"))
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>', text, gettext("text"), signature, gettext("signature")
    )
