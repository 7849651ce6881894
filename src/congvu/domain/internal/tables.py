"""Danh sách quy trình nội bộ."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.kernel.ui import badges, tables


def _state(row: Any, _scope: tables.Scope) -> str:
    mark = badges.status(_("In force"), "ok", "check") if row.version else badges.status(_("Not in force"), "neutral")
    return format_html("{} {}", mark, badges.status(_("Draft"), "wait", "edit")) if row.draft else mark


def _matching(rows: list[Any], text: str) -> list[Any]:
    words = skey(text).split()
    return [row for row in rows if all(word in skey(f"{row.name} {row.agency}") for word in words)]


ROUTES = tables.Table(
    name="internal-routes",
    caption=_("Internal routes"),
    order="name",
    row_url=lambda row: reverse("internal:route", args=[row.pk]),
    columns=(
        tables.Column("name", _("Name of the route"), sort="name", phone="title", width="wide"),
        tables.Column("agency", _("Agency"), sort="agency"),
        tables.Column("version", _("Version"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("stations", _("Stations"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("hours", _("Working hours"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("running", _("Under way"), kind=tables.Kind.NUMBER, sort="running", width="fit"),
        tables.Column("state", _("State"), lambda row: "in_force" if row.version else "", cell=_state, width="fit"),
    ),
    filters=(tables.Filter("q", _("Search"), apply=_matching, kind=tables.FilterKind.SEARCH),),
    empty_title=_("No route is laid down yet"),
    empty_text=_("Lay down how an internal matter goes: who does what, in which time."),
    empty_icon="route",
)  # fmt: skip
