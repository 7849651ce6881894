"""Forms of the public side: they check shape only; rules sit in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Refusal
from congvu.kernel.ui.labels import refusal_words


def blame(form: forms.Form, refusal: Refusal) -> None:
    """Put an action's refusal beside the field it speaks of (or above the form)."""
    field = getattr(refusal, "field", "") or None
    form.add_error(field if field in form.fields else None, refusal_words(refusal))


def _text(label: Any, most: int, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=attrs))


class OneTimeCodeForm(forms.Form):
    """Number and the code given at the counter."""

    id_number = _text(_("Personal identification number"), 30, autocomplete="off", inputmode="numeric")
    code = _text(_("One-time code"), 20, autocomplete="one-time-code", inputmode="numeric")
