"""Ô nhập ngày: date fields written dd/mm/yyyy whatever language the browser speaks.

The native date field shows mm/dd/yyyy on a computer set up in English; on a deadline that is not acceptable. Here the
day is typed as the office writes it, and a button opens the browser's own calendar where there is one.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from congvu.kernel.ui import badges

DAY_FORMAT = "%d/%m/%Y"
MOMENT_FORMAT = "%d/%m/%Y %H:%M"


def day_box(field: str) -> SafeString:
    """The text field with the calendar button beside it; script connects the two."""
    return format_html(
        '<span class="day-box" data-day>{}<button type="button" class="btn-quiet" data-day-open aria-label="{}">{}'
        '</button><input type="date" class="day-native" data-day-native tabindex="-1" aria-hidden="true"></span>',
        field,
        _("Open the calendar"),
        badges.icon("calendar"),
    )


def day_field(name: str, identity: str, value: str, css: str = "form-control", error: str = "") -> SafeString:
    """A bare day field for the filter bar; *value* is what was typed."""
    flaw = SafeString(' aria-invalid="true"') if error else ""
    return day_box(
        format_html(
            '<input type="text" class="{}" name="{}" id="{}" value="{}" placeholder="{}" inputmode="numeric" '
            'maxlength="10" autocomplete="off" data-day-text{}>',
            css,
            name,
            identity,
            value,
            _("dd/mm/yyyy"),
            flaw,
        )
    )


class DayInput(forms.DateInput):
    """Widget of a DateField: dd/mm/yyyy."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hints = {"inputmode": "numeric", "maxlength": "10", "autocomplete": "off", "data-day-text": True}
        super().__init__({**hints, **(attrs or {})}, format=DAY_FORMAT)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field in its box."""
        shown = {"placeholder": _("dd/mm/yyyy"), **(attrs or {})}
        return day_box(super().render(name, value, shown, renderer))


class MomentInput(forms.DateTimeInput):
    """Widget of a DateTimeField: dd/mm/yyyy HH:MM."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        hints = {"maxlength": "16", "autocomplete": "off", "data-day-text": True}
        super().__init__({**hints, **(attrs or {})}, format=MOMENT_FORMAT)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field in its box."""
        shown = {"placeholder": _("dd/mm/yyyy hh:mm"), **(attrs or {})}
        return day_box(super().render(name, value, shown, renderer))
