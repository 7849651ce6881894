"""Fields the room's forms share: days, words, counts, coded grounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import pick
from congvu.kernel.ui.widgets import DayInput


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, dd/mm/yyyy."""
    return forms.DateField(label=label, required=required, widget=DayInput(), help_text=help_text)


def words(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, required=required, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )  # fmt: skip


def line(label: Any, most: int = 200, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, required=required, max_length=most, help_text=help_text)


def number(label: Any, *, required: bool = True, most: int = 1000) -> forms.IntegerField:
    """A count."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=most)


def offer(form: forms.Form, name: str, options: list[tuple[str, Any]]) -> None:
    """Set what a choice field offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = options


def grounds(act: str, on: date) -> list[tuple[str, Any]]:
    """The coded grounds of an act, with an empty line first."""
    return [("", _("Choose a ground")), *((row.code, pick(row.vi, row.en)) for row in rules.grounds(act, on))]


def first_empty(options: Any) -> list[tuple[str, Any]]:
    """Choices with an empty line first."""
    return [("", "—"), *options]
