"""Forms of the one-stop shop: they check shape only; rules sit in the actions."""

from __future__ import annotations

from django import forms

from congvu.core.refusals import Refusal
from congvu.kernel.ui.labels import refusal_words


def blame(form: forms.Form, refusal: Refusal) -> None:
    """Put an action's refusal beside the field it speaks of (or above the form)."""
    field = getattr(refusal, "field", "") or None
    form.add_error(field if field in form.fields else None, refusal_words(refusal))
