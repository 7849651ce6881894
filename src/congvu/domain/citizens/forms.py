"""Forms of the room: they check shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.ui.widgets import DayInput


class CodeForm(forms.Form):
    """A person whose papers lie on the counter."""

    agency = forms.TypedChoiceField(label=_("Counter of"), coerce=int)
    id_number = forms.CharField(label=_("Personal identification number"), max_length=30,
                                help_text=_("Of a foreigner the number of the passport."),
                                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    name = forms.CharField(label=_("Full name"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    seen = forms.ChoiceField(label=_("Paper seen"), choices=[
        ("Thẻ căn cước", _("Identity card")), ("Căn cước điện tử trên VNeID", _("Electronic identity on VNeID")),
        ("Hộ chiếu", _("Passport")), ("Giấy chứng nhận căn cước", _("Certificate of identity")),
    ])  # fmt: skip
    born_on = forms.DateField(label=_("Birth date"), required=False, widget=DayInput())
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}))

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field
