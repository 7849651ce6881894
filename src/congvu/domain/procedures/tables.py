"""Danh mục thủ tục hành chính, as a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.codes import read_procedure_code
from congvu.core.text import skey
from congvu.domain.procedures.models import OnlineLevel, Scope, SettledAt
from congvu.domain.procedures.policy.words import limit_words
from congvu.kernel.ui import badges, tables

STATES = (
    ("in_force", _("In force")),
    ("announced", _("Announced, not yet in force")),
    ("draft", _("Draft")),
    ("ended", _("Ended")),
    ("abolished", _("Abolished")),
)
_TONES = {"in_force": ("ok", "check"), "announced": ("wait", "clock"), "draft": ("wait", "edit")}


def state_badge(state: str) -> Any:
    """A version's state: colour, word and sign."""
    tone, icon = _TONES.get(state, ("neutral", "ban"))
    return badges.status(dict(STATES)[state], tone, icon)


def _state(row: Any, _scope: tables.Scope) -> str:
    mark = state_badge(row.state)
    if row.state == "in_force" and not row.published:
        mark = format_html("{} {}", mark, badges.status(_("Not published"), "late", "alert-triangle"))
    if row.draft and row.state != "draft":
        mark = format_html("{} {}", mark, badges.status(_("Draft"), "wait", "edit"))
    return str(mark)


def _matching(rows: list[Any], text: str) -> list[Any]:
    if (code := read_procedure_code(text)) is not None:
        return [row for row in rows if row.code.startswith(code.stem)]
    words = skey(text).split()
    return [
        row for row in rows
        if all(word in skey(f"{row.code} {row.written} {row.name} {row.field} {row.agency}") for word in words)
    ]  # fmt: skip


def _having(name: str) -> Callable[[list[Any], str], list[Any]]:
    return lambda rows, value: [row for row in rows if getattr(row, name) == value]


def _limit(row: Any, _scope: tables.Scope) -> str:
    return " / ".join(limit_words(one) for one in row.limit.split(" / ")) if row.limit else "—"


CATALOGUE = tables.Table(
    name="procedures",
    caption=_("Procedures"),
    order="field",
    row_url=lambda row: reverse("procedures:procedure", args=[row.pk]),
    columns=(
        tables.Column("code", _("Code"), sort="code", width="fit"),
        tables.Column("name", _("Procedure"), sort="name", phone="title", width="wide"),
        tables.Column("field", _("Field"), sort="sort_key"),
        tables.Column("agency", _("Agency"), sort="agency"),
        tables.Column("limit", _("Time limit"), cell=_limit, width="fit"),
        tables.Column("state", _("State"), cell=_state, width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("state", _("State"), apply=_having("state"), choices=STATES),
        tables.Filter("settled_at", _("Settled at"), apply=_having("settled_at"), choices=SettledAt.choices),
        tables.Filter("online", _("Online service"), apply=_having("online"), choices=OnlineLevel.choices),
        tables.Filter("scope", _("Who it is for"), apply=_having("scope"), choices=Scope.choices),
    ),
    empty_title=_("The catalogue is empty"),
    empty_text=_("Add a procedure with its papers, time limit and route, then announce it."),
    empty_icon="list-details",
)  # fmt: skip
