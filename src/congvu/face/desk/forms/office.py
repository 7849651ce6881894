"""Biểu mẫu của văn phòng: authority and consultation by matter, and the hand-over of a desk. Shape only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.kernel.casework.models import RuleStanding, Silence, Tier
from congvu.kernel.org import queries as org
from congvu.kernel.ui.widgets import DayInput

_DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"]


class MatterForm(forms.Form):
    """Một dòng của ma trận thẩm quyền, hoặc thời hạn và hệ quả im lặng khi lấy ý kiến."""

    matter = forms.CharField(
        label=gettext_lazy("Code of the matter"), max_length=60, help_text=gettext_lazy("For example dat-dai.thu-hoi")
    )
    label = forms.CharField(label=gettext_lazy("Matter"), max_length=300)
    tier = forms.ChoiceField(label=gettext_lazy("Decided at"), choices=Tier.choices)
    agency = forms.ChoiceField(
        label=gettext_lazy("One certain agency"),
        required=False,
        help_text=gettext_lazy("Empty: the agency of this tier above the unit concerned."),
    )
    post = forms.CharField(label=gettext_lazy("Post that decides"), max_length=120, required=False)
    window = forms.CharField(
        label=gettext_lazy("Time to answer"), max_length=80, help_text=gettext_lazy("For example “3 working days”.")
    )
    silence = forms.ChoiceField(label=gettext_lazy("What silence means"), choices=Silence.choices)
    article = forms.CharField(label=gettext_lazy("Article"), max_length=120)
    instrument = forms.CharField(
        label=gettext_lazy("Instrument"),
        max_length=200,
        help_text=gettext_lazy("Number, symbol, date and issuing agency."),
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"), choices=RuleStanding.choices, initial=RuleStanding.UNVERIFIED
    )
    valid_from = forms.DateField(label=gettext_lazy("In force from"), widget=DayInput(), input_formats=_DAYS)
    valid_to = forms.DateField(
        label=gettext_lazy("In force until the day before"), widget=DayInput(), input_formats=_DAYS, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, sort: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("window", "silence") if sort == "competence" else ("tier", "agency", "post"):
            del self.fields[name]
        if "agency" in self.fields:
            units = [(str(agency.pk), agency.name) for agency in org.agencies_on(today)]
            self.fields["agency"].choices = [("", "—"), *units]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the act is called with."""
        values = dict(self.cleaned_data)
        if "agency" in values:
            chosen = values.pop("agency")
            values["agency_id"] = int(chosen) if chosen else None
        return values


class EndRowForm(forms.Form):
    """Kết thúc hoặc rút một dòng."""

    how = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it"),
        widget=forms.RadioSelect,
        choices=[
            ("end", gettext_lazy("It ends: another text takes its place")),
            ("withdraw", gettext_lazy("It was entered in error")),
        ],
    )
    on = forms.DateField(
        label=gettext_lazy("No longer in force from"),
        widget=DayInput(),
        input_formats=_DAYS,
        required=False,
        help_text=gettext_lazy("Needed when it ends."),
    )
    because = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def clean(self) -> dict[str, Any]:
        """An end has a day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("how") == "end" and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", _("Name the day."))
        return cleaned


class HandoverForm(forms.Form):
    """Bàn giao cả bàn làm việc."""

    receivers = forms.MultipleChoiceField(
        label=gettext_lazy("To whom"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("Several receivers get the cases in turn, by deadline."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Decision or reason"),
        max_length=300,
        help_text=gettext_lazy("For example: transfer decision, number and date."),
    )
    words = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receivers"].choices = people  # type: ignore[attr-defined]
