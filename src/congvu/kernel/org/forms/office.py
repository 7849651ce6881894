"""Shape of what people send about posts, absences, days and outages. Rules stand in the actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Invalid
from congvu.kernel.org.models import DayKind, Official, Standing
from congvu.kernel.org.policy import day_after
from congvu.kernel.org.queries import officials_matching
from congvu.kernel.ui.form_pages import blame
from congvu.kernel.ui.widgets import DayInput, MomentInput

#: Field of a form for a field of an act, where they differ.
_SAME: Mapping[str, str] = {"to_on": "last_day"}


def _officials() -> list[tuple[str, str]]:
    """Officials in service, for a choice."""
    return [("", "—"), *((row.code, row.full_name) for row in officials_matching("") if row.is_active)]


def _official(code: str) -> Official | None:
    return next((row for row in officials_matching("") if row.code == code), None)


class OfficeForm(forms.Form):
    """A form whose act may be refused: the refusal then stands beside its field."""

    def carry_out(self, act: Callable[..., object]) -> bool:
        """Call the act with what was sent; False, with the words on the form, if it was refused."""
        try:
            act(**self.values())
        except Invalid as refusal:
            blame(self, refusal, _SAME)
            return False
        return True

    def values(self) -> dict[str, Any]:
        """What the act is called with: officials as rows, last days as exclusive ends."""
        values = dict(self.cleaned_data)
        for name in ("official", "deputy"):
            if name in values:
                values[name] = _official(values[name])
        if "last_day" in values:
            last: date | None = values.pop("last_day")
            values["to_on"] = None if last is None else day_after(last)
        return values


class AppointForm(OfficeForm):
    """Bổ nhiệm, phân công."""

    official = forms.ChoiceField(label=_("Official"), choices=_officials)
    from_on = forms.DateField(label=_("From day"), widget=DayInput())
    last_day = forms.DateField(label=_("Until the end of day"), widget=DayInput(), required=False)
    decision = forms.CharField(label=_("Decision"), max_length=300, required=False)


class EndAppointmentForm(OfficeForm):
    """Thôi giữ chức vụ."""

    on = forms.DateField(
        label=_("No longer from day"), widget=DayInput(), help_text=_("The first day without this post.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)


class AbsenceForm(OfficeForm):
    """Ghi nhận vắng mặt."""

    from_on = forms.DateField(label=_("Away from day"), widget=DayInput())
    last_day = forms.DateField(label=_("Until the end of day"), widget=DayInput())
    deputy = forms.ChoiceField(label=_("Who acts meanwhile"), choices=_officials, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Shown only to those who record absences.")
    )


class PlanAbsenceForm(AbsenceForm):
    """Vắng mặt theo kế hoạch: one's own, or of somebody for whom one may record it."""

    official = forms.ChoiceField(label=_("Who is away"))
    field_order = ("official", "from_on", "last_day", "deputy", "reason")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official"] = forms.ChoiceField(label=_("Who is away"), choices=people)
        self.order_fields(self.field_order)


class DelegateForm(OfficeForm):
    """Ủy quyền."""

    from_official = forms.ChoiceField(label=_("Who delegates"))
    to_official = forms.ChoiceField(label=_("To whom"), choices=_officials)
    scope = forms.CharField(
        label=_("What may be done on behalf"), max_length=300,
        help_text=_("As the paper says it, for example: to sign ordinary official letters of the field."),
    )
    basis = forms.CharField(
        label=_("Paper of authorisation"), max_length=300, help_text=_("Number, symbol, date and issuing agency.")
    )
    from_on = forms.DateField(label=_("From day"), widget=DayInput())
    last_day = forms.DateField(label=_("Until the end of day"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_official"] = forms.ChoiceField(label=_("Who delegates"), choices=people)
        self.order_fields(("from_official", "to_official", "scope", "basis", "from_on", "last_day"))

    def values(self) -> dict[str, Any]:
        """Both officials as rows."""
        values = super().values()
        return values | {name: _official(values[name]) for name in ("from_official", "to_official")}


class DayForm(OfficeForm):
    """Thông báo về một ngày."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    kind = forms.ChoiceField(label=_("Kind of day"), choices=DayKind.choices)
    shifts = forms.CharField(
        label=_("Hours"),
        max_length=60,
        required=False,
        help_text=_("For a half day or other hours: 07:00-11:30,13:30-17:00"),
    )
    label = forms.CharField(label=_("Name of the day"), max_length=120, required=False)
    source = forms.CharField(
        label=_("Text that says so"), max_length=300, help_text=_("Number, symbol, date and issuing agency.")
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices, initial=Standing.LOCAL)


class RetractForm(OfficeForm):
    """Bỏ thông báo về một ngày."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    source = forms.CharField(label=_("Text that says so"), max_length=300)


class AdoptForm(OfficeForm):
    """Áp dụng đề xuất hoán đổi ngày làm việc."""

    switch = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    source = forms.CharField(label=_("Decision that adopts the proposal"), max_length=300)


class OutageForm(OfficeForm):
    """Công bố sự cố."""

    starts_at = forms.DateTimeField(label=_("Began at"), widget=MomentInput())
    ends_at = forms.DateTimeField(
        label=_("Ended at"),
        widget=MomentInput(),
        required=False,
        help_text=_("Leave empty while it goes on; deadlines move when the end is declared."),
    )
    reason = forms.CharField(label=_("What stopped the work"), max_length=300)
    source = forms.CharField(label=_("Text that says so"), max_length=300, required=False)


class EndOutageForm(OfficeForm):
    """Công bố kết thúc sự cố."""

    ends_at = forms.DateTimeField(label=_("Ended at"), widget=MomentInput())


class WithdrawOutageForm(OfficeForm):
    """Rút công bố sự cố."""

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300)
