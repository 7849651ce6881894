"""Shape of what people send about notices; the rules are in the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.face.reports.models import Notice
from congvu.face.reports.policy import last_ended


class NoticeForm(forms.Form):
    """Which office, which period, who signs."""

    agency = forms.ChoiceField(label=_("Agency"))
    period = forms.ChoiceField(label=_("Period"), choices=Notice.Period.choices, initial="quarter")
    number = forms.IntegerField(
        label=_("Number of the period"), min_value=1, max_value=12,
        help_text=_("Month 1 to 12, quarter 1 to 4, half-year 1 or 2; 1 for a year."),
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    rounding = forms.ChoiceField(
        label=_("Rounding"),
        choices=[
            ("half_up_2", _("two digits, rounded")), ("truncate_2", _("two digits, cut off")),
            ("half_up_1", _("one digit, rounded")),
        ],
    )  # fmt: skip
    notation = forms.CharField(label=_("Notation"), max_length=60, initial="TB-UBND")
    words = forms.CharField(
        label=_("Assessment"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("May be written later; the notice is not issued without it."),
    )  # fmt: skip

    def __init__(self, *args: Any, offices: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["agency"]
        units.choices = offices
        year, number = last_ended("quarter", today)
        self.fields["year"].initial, self.fields["number"].initial = year, number

    def clean_number(self) -> int:
        """A year has one period, whatever stands in the field."""
        return 1 if self.cleaned_data.get("period") == Notice.Period.YEAR else int(self.cleaned_data["number"])


class WordsForm(forms.Form):
    """The assessment of a draft."""

    words = forms.CharField(label=_("Assessment"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    refresh = forms.BooleanField(label=_("Compute the figures anew"), required=False)
