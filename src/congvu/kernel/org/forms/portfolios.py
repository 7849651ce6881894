"""Shape of what people type about the leaders' division of work and their secretaries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from congvu.kernel.org.forms.entering import _agencies, _agency
from congvu.kernel.org.forms.office import OfficeForm, _official, _officials
from congvu.kernel.org.policy import SECRETARY_POWERS
from congvu.kernel.ui.widgets import DayInput


class PortfolioForm(OfficeForm):
    """Phân công phụ trách."""

    leader = forms.ChoiceField(label=_("Leader in charge"))
    field = forms.CharField(
        label=_("Field"), max_length=300, required=False,
        help_text=_("Words between commas; a document that speaks of them is proposed to this leader."),
    )
    unit = forms.ChoiceField(
        label=_("Or agency, unit"), choices=_agencies, required=False,
        help_text=_("With everything below it. Leave empty when a field is named."),
    )
    basis = forms.CharField(
        label=_("Decision that divides the work"), max_length=300,
        help_text=_("Number, symbol, date and issuing agency."),
    )
    from_on = forms.DateField(label=_("From day"), widget=DayInput())
    last_day = forms.DateField(label=_("Until the end of day"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, leaders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"] = forms.ChoiceField(label=_("Leader in charge"), choices=leaders)
        self.order_fields(("leader", "field", "unit", "basis", "from_on", "last_day"))

    def values(self) -> dict[str, Any]:
        """Leader and unit as rows."""
        values = super().values()
        return values | {"leader": _official(values["leader"]), "unit": _agency(values["unit"])}


def _powers() -> list[tuple[str, str]]:
    """What a secretary may be given, in the language of the screen."""
    vietnamese = (get_language() or "vi").startswith("vi")
    return [(code, vi if vietnamese else en) for code, (vi, en, _phrases) in SECRETARY_POWERS.items()]


class SecretaryForm(OfficeForm):
    """Phân công thư ký giúp việc."""

    from_official = forms.ChoiceField(label=_("Leader"))
    to_official = forms.ChoiceField(label=_("Secretary"), choices=_officials)
    scope = forms.MultipleChoiceField(
        label=_("What may be done on behalf"), choices=_powers, widget=forms.CheckboxSelectMultiple,
        help_text=_("Every other act in the leader's name is refused to the secretary."),
    )
    basis = forms.CharField(
        label=_("Paper of assignment"), max_length=300, help_text=_("Number, symbol, date and issuing agency.")
    )
    from_on = forms.DateField(label=_("From day"), widget=DayInput())
    last_day = forms.DateField(label=_("Until the end of day"), widget=DayInput(), required=False)

    def __init__(self, *args: Any, leaders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_official"] = forms.ChoiceField(label=_("Leader"), choices=leaders)
        self.order_fields(("from_official", "to_official", "scope", "basis", "from_on", "last_day"))

    def values(self) -> dict[str, Any]:
        """Both officials as rows."""
        values = super().values()
        scope = "; ".join(SECRETARY_POWERS[code][0] for code in values["scope"])
        return values | {"scope": scope} | {name: _official(values[name]) for name in ("from_official", "to_official")}


class EndPortfolioForm(OfficeForm):
    """Thôi phụ trách."""

    on = forms.DateField(
        label=_("No longer from day"), widget=DayInput(), help_text=_("The first day without this field or agency.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
