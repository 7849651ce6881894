"""Đánh giá tại quầy: the name of a device, and what the form asks besides satisfaction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Level, word, face: the face is never alone, so that colour and drawing need not be understood.
LEVELS = (
    (5, _("Very satisfied"), "mood-happy"), (4, _("Satisfied"), "mood-smile"), (3, _("So-so"), "mood-empty"),
    (2, _("Dissatisfied"), "mood-sad"), (1, _("Very dissatisfied"), "mood-cry"),
)  # fmt: skip


class DeviceForm(forms.Form):
    """A device."""

    name = forms.CharField(
        label=_("Name of the device"), max_length=80, help_text=_("As clerks call it: “Window 1”, “Results”.")
    )


def _choice(label: Any, *choices: tuple[int, Any]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, required=False, empty_value=None, widget=forms.RadioSelect, choices=list(choices)
    )


class MoreForm(forms.Form):
    """What the form of TT 01/2018 asks besides (indicators 3, 4 and 7)."""

    contacts = _choice(_("How often did you have to come or call to complete the dossier?"), (0, _("Not once")),
                       (1, _("Just once")), (2, _("Twice or more")))  # fmt: skip
    agencies = _choice(_("How many agencies did you have to go to?"), (0, _("No agency")), (1, _("One agency")),
                       (2, _("Two agencies or more")))  # fmt: skip
    complaint = forms.BooleanField(label=_("I complain about how I was treated"), required=False)
