"""Danh sách của bộ quy tắc: rules, grounds and authority as lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.kernel.rules.policy import pick
from congvu.kernel.rules.queries import InForce
from congvu.kernel.rules.shipped import ACTS, FIELDS, STANDINGS, Authority, Ground
from congvu.kernel.ui import badges, formats, tables

TONES = {"verified": "ok", "unverified": "soon", "local": "info"}
ICONS = {"verified": "circle-check", "unverified": "alert-triangle", "local": "building-community"}


def standing_mark(standing: str) -> str:
    """The standing as a coloured word: "đã kiểm chứng", "chưa kiểm chứng", "lựa chọn của địa phương"."""
    return badges.status(pick(*STANDINGS[standing]), TONES[standing], ICONS[standing])


def standing_of(row: InForce) -> str:
    """As `standing_mark`, but a default of ours is told apart from what the province has chosen."""
    if row.standing == "local" and row.chosen is None:
        return badges.status(_("default, the province may choose"), "neutral", "adjustments")
    return standing_mark(row.standing)


def named(table: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes and words of one of the shipped tables, for a choice."""
    return [(code, pick(vi, en)) for code, (vi, en) in table.items()]


def days(row: InForce) -> str:
    """From when until the day before when a value holds: "05/03/2020 – ", "21/06/2018 – 01/07/2025"."""
    if row.chosen:
        return f"{formats.day(row.chosen.from_on)} – {formats.day(row.chosen.to_on)}"
    return f"{formats.day(row.shipped.valid_from)} – {formats.day(row.shipped.valid_to)}"


def _rule_words(rows: Sequence[InForce], text: str) -> list[InForce]:
    words = skey(text).split()
    return [
        row for row in rows
        if all(word in skey(f"{row.code} {row.shipped.vi} {row.shipped.en} {row.source} {row.words}") for word in words)
    ]


def _ground_words(rows: Sequence[Ground], text: str) -> list[Ground]:
    words = skey(text).split()
    return [row for row in rows if all(word in skey(f"{row.code} {row.vi} {row.en} {row.source}") for word in words)]


_ON = tables.Filter("on", _("In force on"), kind=tables.FilterKind.DATE, apply=lambda rows, _day: rows)
_STANDING = tables.Filter(
    "standing", _("Standing"), choices=lambda _scope: named(STANDINGS),
    apply=lambda rows, standing: [row for row in rows if row.standing == standing],
)

BOOK = tables.Table(
    name="rulebook",
    caption=_("Rules in force"),
    order="code",
    pk="code",
    per_page=200,
    row_url=lambda row: reverse("rules:rule", args=[row.code]),
    columns=(
        tables.Column("label", _("Rule"), phone="title", width="wide"),
        tables.Column("words", _("Value")),
        tables.Column("standing", _("Standing"), cell=lambda row, _scope: standing_of(row), width="fit"),
        tables.Column("source", _("Source")),
        tables.Column("days", _("In force"), days),
        tables.Column("code", _("Code"), kind=tables.Kind.CODE, sort="code", on_screen=False),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=_rule_words,
                      placeholder=_("Words, source or code")),
        tables.Filter("field", _("Field"), choices=lambda _scope: named(FIELDS),
                      apply=lambda rows, field: [row for row in rows if row.shipped.field == field]),
        _STANDING,
        _ON,
    ),
    views=(
        tables.View("all", _("All")),
        tables.View("unverified", _("To be verified"), {"standing": "unverified"}),
        tables.View("local", _("Defaults and local choices"), {"standing": "local"}),
    ),
    empty_title=_("No rule holds on this day"),
    empty_icon="scale",
)

GROUNDS = tables.Table(
    name="grounds",
    caption=_("Coded grounds"),
    order="code",
    pk="code",
    per_page=200,
    columns=(
        tables.Column("label", _("Ground"), lambda row: pick(row.vi, row.en), phone="title", width="wide"),
        tables.Column("act", _("Act"), lambda row: pick(*ACTS[row.act])),
        tables.Column("evidence", _("Needs a document"), kind=tables.Kind.FLAG, width="fit"),
        tables.Column("standing", _("Standing"), cell=lambda row, _scope: standing_mark(row.standing), width="fit"),
        tables.Column("source", _("Source"), lambda row: str(row.source)),
        tables.Column("valid_from", _("In force from"), kind=tables.Kind.DATE, sort="valid_from", width="fit"),
        tables.Column("code", _("Code"), kind=tables.Kind.CODE, sort="code"),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=_ground_words,
                      placeholder=_("Words, source or code")),
        tables.Filter("act", _("Act"), choices=lambda _scope: named(ACTS),
                      apply=lambda rows, act: [row for row in rows if row.act == act]),
        _STANDING,
        _ON,
    ),
    empty_title=_("No ground may be cited on this day"),
    empty_icon="quote",
)


def _decides(row: Authority) -> str:
    return pick(row.decides_vi, row.decides_en)


AUTHORITY = tables.Table(
    name="authority",
    caption=_("Authority"),
    order="code",
    pk="code",
    columns=(
        tables.Column("label", _("Matter"), lambda row: pick(row.vi, row.en), phone="title", width="wide"),
        tables.Column("decides", _("Who decides"), _decides),
        tables.Column("standing", _("Standing"), cell=lambda row, _scope: standing_mark(row.standing), width="fit"),
        tables.Column("source", _("Source"), lambda row: str(row.source)),
        tables.Column("code", _("Code"), kind=tables.Kind.CODE, sort="code",
                      cell=lambda row, _scope: format_html('<span class="code">{}</span>', row.code)),
    ),
    filters=(_STANDING, _ON),
    empty_title=_("No row of the authority matrix holds on this day"),
    empty_icon="scale",
)
