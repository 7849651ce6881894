"""The one-stop desks with windows or numbers, as a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.kernel.ui import badges, tables


def _state(row: Any, _scope: tables.Scope) -> str:
    if row.open:
        return str(badges.status(_("Open"), "ok", "check"))
    return str(badges.status(_("Shut"), "neutral", "clock-off"))


DESKS = tables.Table(
    name="counters",
    caption=_("One-stop desks"),
    order="-waiting",
    row_url=lambda row: reverse("counters:desk", args=[row.pk]),
    columns=(
        tables.Column("desk", _("One-stop desk"), sort="desk", phone="title", width="wide"),
        tables.Column("open", _("Now"), cell=_state, width="fit"),
        tables.Column("words", _("Opening times")),
        tables.Column("windows", _("Windows"), kind=tables.Kind.NUMBER, sort="windows", width="fit"),
        tables.Column("busy", _("Serving"), kind=tables.Kind.NUMBER, sort="busy", width="fit"),
        tables.Column("waiting", _("Waiting"), kind=tables.Kind.NUMBER, sort="waiting", width="fit"),
        tables.Column("served", _("Served today"), kind=tables.Kind.NUMBER, sort="served", width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH,
                      apply=lambda rows, text: [row for row in rows if skey(text) in skey(row.desk)]),
    ),
    empty_title=_("No desk has windows or numbers yet"),
    empty_text=_("Choose a desk and set up its windows."),
    empty_icon="speakerphone",
)  # fmt: skip
