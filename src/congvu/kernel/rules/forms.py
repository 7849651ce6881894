"""Shape of a local choice; what it may say is decided by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.rules.policy import pick
from congvu.kernel.rules.shipped import ACTS, Rule
from congvu.kernel.ui.widgets import DayInput

_DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"]


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=DayInput(), input_formats=_DAYS, **kwargs)


class _Dated(forms.Form):
    source = forms.CharField(label=_("Source"), max_length=300,
                             help_text=_("The document of the province that says so: number, date, article."))
    from_on = _day(label=_("In force from"))
    to_on = _day(label=_("In force until the day before"), required=False)
    reason = forms.CharField(label=_("Remark"), required=False, max_length=500)


class ChoiceForm(_Dated):
    """Lựa chọn của địa phương về một quy tắc."""

    value = forms.CharField(label=_("Value"), max_length=200)

    field_order = ("value", "source", "from_on", "to_on", "reason")

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule.kind in ("choice", "yes_no"):
            words = [(code, pick(vi, en)) for code, vi, en in rule.choices]
            self.fields["value"] = forms.ChoiceField(
                label=_("Value"), choices=words or [("yes", _("Yes")), ("no", _("No"))]
            )
            self.order_fields(self.field_order)
        else:
            hints = {
                "limit": _("For example “2 working days”, “4 working hours”, “15 calendar days”."),
                "shares": _("Shares of the time with blanks between, for example 0.5 0.8 1."),
                "decimal": _("A number, with at most two decimals: 2 or 0.5."),
                "clock": _("A time of day, for example 15:00."),
            }
            self.fields["value"].help_text = hints.get(rule.kind, "")


class GroundForm(_Dated):
    """Lý do có mã của địa phương."""

    act = forms.ChoiceField(label=_("Act"), choices=lambda: [(code, pick(vi, en)) for code, (vi, en) in ACTS.items()])
    code = forms.CharField(label=_("Code"), max_length=80,
                           help_text=_("act.local_name, for example extension.local_flood"))
    label_vi = forms.CharField(label=_("Ground in Vietnamese"), max_length=300)
    label_en = forms.CharField(label=_("Ground in English"), max_length=300, required=False)
    whose = forms.ChoiceField(label=_("Whose side the cause lies on"), choices=[
        ("agency", _("The agency in charge")), ("consulted", _("A consulted agency")),
        ("higher", _("The higher level")), ("applicant", _("The applicant")),
        ("outside", _("Outside the administration")),
    ])
    evidence = forms.BooleanField(label=_("Needs a document"), required=False)

    field_order = ("act", "code", "label_vi", "label_en", "whose", "evidence", "source", "from_on", "to_on", "reason")


class ReasonForm(forms.Form):
    """Why a choice is withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=300)
