"""Forms of the public side: they check shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _text(label: Any, most: int, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=attrs))


class OneTimeCodeForm(forms.Form):
    """Number and the code given at the counter."""

    id_number = forms.CharField(
        label=_("Personal identification number"), max_length=30,
        help_text=_("Or the number of the passport, if the code was given to you with it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    code = _text(_("One-time code"), 20, autocomplete="one-time-code", inputmode="numeric")


class FollowForm(forms.Form):
    """Code and secret of a slip."""

    code = _text(_("Code of the dossier"), 40, autocomplete="off", autocapitalize="characters", spellcheck="false")
    secret = forms.CharField(
        label=_("Secret on the slip"), max_length=20, required=False,
        help_text=_("Eight letters and digits. Without it only the degree of completion is shown."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class EvaluationForm(forms.Form):
    """What the applicant says of it (TT 01/2018 arts 12–13)."""

    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied are you?"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("Very satisfied")), (4, _("Satisfied")), (3, _("So-so")), (2, _("Dissatisfied")),
                 (1, _("Very dissatisfied"))],
    )  # fmt: skip
    contacts = forms.TypedChoiceField(
        label=_("How often did you have to come or call to complete the dossier?"), coerce=int, required=False,
        empty_value=None, choices=[("", "—"), (0, _("Not once")), (1, _("Just once")), (2, _("Twice or more"))],
    )  # fmt: skip
    agencies = forms.TypedChoiceField(
        label=_("How many agencies did you have to go to?"), coerce=int, required=False, empty_value=None,
        choices=[("", "—"), (0, _("No agency")), (1, _("One agency")), (2, _("Two agencies or more"))],
    )  # fmt: skip
    complaint = forms.BooleanField(label=_("I complain about how I was treated"), required=False)
    words = forms.CharField(
        label=_("In your own words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def act(self) -> dict[str, Any]:
        """The keywords of the act."""
        return dict(self.cleaned_data)


class FilingForm(forms.Form):
    """What a dossier filed online needs besides its papers."""

    desk = forms.ChoiceField(label=_("Which desk takes it"))
    name = forms.CharField(label=_("Full name"), max_length=300)
    phone = forms.CharField(
        label=_("Telephone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    address = forms.CharField(
        label=_("Address"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "street-address"})
    )
    content = forms.CharField(
        label=_("What you ask for"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few words if the name of the procedure does not say everything."),
    )
    delivery = forms.ChoiceField(
        label=_("How you want the result"), widget=forms.RadioSelect,
        choices=[("counter", _("At the counter")), ("post", _("By post")), ("online", _("Online"))],
    )
    deliver_to = forms.CharField(
        label=_("Postal address for the result"), max_length=300, required=False,
        help_text=_("Only for delivery by post; empty: the address above."),
    )

    def __init__(self, *args: Any, desks: Sequence[tuple[str, str]], named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [("", "—"), *desks]  # type: ignore[attr-defined]  # a choice field
        if named:
            del self.fields["name"]

    def typed(self) -> dict[str, Any]:
        """What was typed, right or wrong, to be kept in the draft."""
        return {name: str(self.data.get(name, ""))[:1000] for name in self.fields}


class SupplementForm(forms.Form):
    """Words beside the papers that were asked for."""

    words = forms.CharField(
        label=_("Note to the desk"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StopForm(forms.Form):
    """Stop a dossier."""

    reason = forms.CharField(label=_("Why you stop"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VerifyForm(forms.Form):
    """The mark on a slip."""

    code = _text(_("Code of the dossier"), 40, autocomplete="off", spellcheck="false")
    leaf = _text(_("Mark at the foot of the slip"), 100, autocomplete="off", spellcheck="false")
