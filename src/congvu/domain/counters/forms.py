"""Forms of the counters: shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from congvu.domain.counters.models import Ground, QueueSetting
from congvu.kernel.ui.widgets import DayInput


def _clock(label: Any, example: str, *, required: bool = True) -> forms.TimeField:
    return forms.TimeField(label=label, required=required, input_formats=["%H:%M", "%Hh%M", "%Hh"],
                           widget=forms.TimeInput(attrs={"placeholder": example, "inputmode": "numeric"}))  # fmt: skip


class WithFields(forms.Form):
    """A form that asks for fields of procedures."""

    def __init__(self, *args: Any, fields: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "field" in self.fields:
            self.fields["field"].choices = [("", _("Every matter")), *fields]  # type: ignore[attr-defined]  # a choice
        if "field_ids" in self.fields:
            self.fields["field_ids"].choices = fields  # type: ignore[attr-defined]  # a choice field


def _one_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Open for"), coerce=int, required=False, empty_value=None)


def _many_fields() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Fields"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every field."),
    )  # fmt: skip


class ShiftForm(WithFields):
    """Hours of the week."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days of the week"), coerce=int, choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts = _clock(_("Opens"), "07:30")
    ends = _clock(_("Closes"), "11:30")
    field = _one_field()
    from_on = forms.DateField(label=_("In force from day"), widget=DayInput())
    basis = forms.CharField(label=_("Legal basis"), max_length=200, required=False)


class DayForm(WithFields):
    """A special day. Without hours the desk is closed."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    starts = _clock(_("Opens"), "07:30", required=False)
    ends = _clock(_("Closes"), "11:30", required=False)
    field = _one_field()
    reason = forms.CharField(label=_("Reason"), max_length=300)


class WindowForm(WithFields):
    """A window."""

    number = forms.IntegerField(label=_("Number of the window"), min_value=1, max_value=99)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    field_ids = _many_fields()


class ServiceForm(WithFields):
    """A button of the kiosk."""

    letter = forms.CharField(label=_("Letter"), max_length=2)
    name = forms.CharField(label=_("Name"), max_length=120)
    field_ids = _many_fields()


class SettingForm(forms.Form):
    """How numbers are given."""

    grounds = forms.MultipleChoiceField(
        label=_("Priority for"), choices=Ground.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    ordinary_after = forms.IntegerField(
        label=_("An ordinary number after so many with priority"), min_value=0, max_value=50,
        help_text=_("0: priority always goes first."),
    )  # fmt: skip
    always_open = forms.BooleanField(label=_("Give numbers outside opening hours too"), required=False)
    greeting = forms.CharField(label=_("Words on the kiosk"), max_length=300, required=False)
    new_key = forms.BooleanField(
        label=_("New address for the kiosk"), required=False, help_text=_("The old one then leads nowhere."),
    )  # fmt: skip

    @staticmethod
    def initial_of(row: QueueSetting | None) -> dict[str, Any]:
        """The form as the setting fills it."""
        if row is None:
            return {"grounds": list(Ground.values), "ordinary_after": 3}
        return {name: getattr(row, name) for name in ("grounds", "ordinary_after", "always_open", "greeting")}


class PeriodForm(forms.Form):
    """From a day to a day."""

    first = forms.DateField(label=_("From day"), widget=DayInput())
    last = forms.DateField(label=_("To day"), widget=DayInput())
