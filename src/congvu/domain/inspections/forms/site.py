"""Forms of a visit on site, its sample and its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ArriveForm(forms.Form):
    """Where the team has arrived."""

    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("Building, floor, counter."))


class LeaveSiteForm(forms.Form):
    """Nothing to fill in; the button decides."""


class SampleForm(forms.Form):
    """What to draw from and how exactly one wants to know."""

    purpose = forms.ChoiceField(label=_("Drawn from"))
    confidence = forms.TypedChoiceField(
        label=_("Confidence"), coerce=float, initial="0.95",
        choices=[("0.9", "90%"), ("0.95", "95%"), ("0.99", "99%")],
    )
    margin = forms.TypedChoiceField(
        label=_("Margin of error"), coerce=float, initial="0.1",
        choices=[("0.05", "±5%"), ("0.1", "±10%"), ("0.15", "±15%")],
        help_text=_("A smaller margin asks for more cases."),
    )

    def __init__(self, *args: Any, purposes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """What the team and the unit say besides what was recorded."""

    words = forms.CharField(label=_("Remarks of the team"), required=False, max_length=5000, widget=_words(5))
    opinion = forms.CharField(label=_("Opinion of the unit"), required=False, max_length=5000, widget=_words(5),
                              help_text=_("What its representative said when the minutes were read out."))  # fmt: skip


class PaperForm(forms.Form):
    """Minutes signed on paper."""

    signed_by = forms.CharField(label=_("Who signed for the unit"), max_length=200)
    scan = forms.FileField(label=_("Scan of the signed paper"), help_text=_("PDF or picture, all pages."))


class RefusedForm(forms.Form):
    """Nobody signed."""

    who = forms.CharField(label=_("Who refused to sign"), max_length=200)
    because = forms.CharField(label=_("Reason he gave"), required=False, max_length=500, widget=_words(3))
    witness = forms.CharField(label=_("Witness"), max_length=200, help_text=_("Full name and post."))


class ConfirmForm(forms.Form):
    """What was shown is what is confirmed."""

    sha256 = forms.CharField(widget=forms.HiddenInput())


class BecauseForm(forms.Form):
    """Why."""

    because = forms.CharField(label=_("Reason"), max_length=500, widget=_words(3))
