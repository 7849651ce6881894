"""Biểu mẫu lập Bộ phận Một cửa."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.actions.setting_up import DeskFacts
from congvu.domain.onestop.models import Desk


class DeskForm(forms.Form):
    """What a desk is known by, and its account. A new desk names its agency."""

    agency = forms.ChoiceField(label=_("Agency"))
    identifier = forms.CharField(
        label=_("Electronic identifier"), max_length=20, help_text=_("It begins the codes of the desk's dossiers.")
    )
    serves = forms.ChoiceField(
        label=_("Serves"), help_text=_("The body whose work it receives first: a commune's or the province's.")
    )
    short = forms.CharField(
        label=_("Sign of its slips"), max_length=40, initial="TTPVHCC", help_text=_("Behind the number: 12/TN-TTPVHCC.")
    )
    bank_bin = forms.CharField(label=_("Code of the bank"), max_length=6, required=False, help_text=_("Six digits."))
    account = forms.CharField(label=_("Account number"), max_length=30, required=False)
    account_name = forms.CharField(label=_("Name of the account"), max_length=120, required=False)
    open_to_all = forms.BooleanField(label=_("Receives from anywhere in the province"), required=False, initial=True)

    def __init__(
        self, agencies: list[tuple[int, str]], served: list[tuple[int, str]], *args: Any, desk: Desk | None = None,
        **kwargs: Any,
    ) -> None:
        if desk is not None:
            kwargs["initial"] = {
                **{name: getattr(desk, name) for name in DeskFacts.__dataclass_fields__ if name != "serves_id"},
                "serves": str(desk.serves_id),
            }
        super().__init__(*args, **kwargs)
        for name, options in (("agency", agencies), ("serves", served)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(pk), label) for pk, label in options]
        if desk is not None:
            del self.fields["agency"]

    def facts(self) -> DeskFacts:
        """What the action takes."""
        given = self.cleaned_data
        names = [name for name in DeskFacts.__dataclass_fields__ if name != "serves_id"]
        return DeskFacts(serves_id=int(given["serves"]), **{name: given[name] for name in names})
