"""Forms of the accounts room: they check shape only; rights and rules sit in the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.accounts.models import Role
from congvu.kernel.accounts.permissions import label_of
from congvu.kernel.org.models import Agency, Official


class PasswordField(forms.CharField):
    """A password as typed: nothing is stripped, and it is never sent back to the browser."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete}, render_value=False)
        super().__init__(strip=False, max_length=200, widget=widget, **kwargs)


class SignInForm(forms.Form):
    """Log-in name and password."""

    login = forms.CharField(
        label=_("Log-in name"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false",
                                      "autofocus": True}),
    )
    password = PasswordField(label=_("Password"), autocomplete="current-password")


class PasswordForm(forms.Form):
    """The own password once more."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none",
                                      "spellcheck": "false", "autofocus": True}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    new = PasswordField(
        label=_("New password"), autocomplete="new-password",
        help_text=_("At least 10 characters; a sentence of several words is easy to keep in mind."),
    )
    again = PasswordField(label=_("New password once more"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        return data


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old = PasswordField(label=_("Present password"), autocomplete="current-password")
    field_order = ["old", "new", "again"]


class TokenForm(forms.Form):
    """What a token is for, what it may do and until when."""

    label = forms.CharField(label=_("What the token is for"), max_length=80)
    expires_on = forms.DateField(
        label=_("Expires on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scopes = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, permissions: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(code, label_of(code)) for code in permissions]  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """A new account: for an official, or for somebody (something) that is none."""

    login = forms.CharField(
        label=_("Log-in name"), max_length=60, help_text=_("a–z, 0–9, dot, dash and underscore"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    official: forms.ModelChoiceField[Official] = forms.ModelChoiceField(
        label=_("Official"), queryset=None, required=False, empty_label=_("— nobody —")
    )
    full_name = forms.CharField(
        label=_("Full name"), max_length=120, required=False, help_text=_("Only when it is not an official’s account.")
    )

    def __init__(self, *args: Any, officials: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["official"].queryset = officials  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """A role, where it holds, and from when to when."""

    role = forms.ChoiceField(label=_("Role"))
    agency = forms.ChoiceField(label=_("At"), required=False, help_text=_("With all units below it."))
    from_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    to_on = forms.DateField(
        label=_("Until before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        *args: Any,
        roles: Iterable[Role],
        agencies: Iterable[Agency],
        everywhere: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(agency.pk), agency.name) for agency in agencies]
        self.fields["role"].choices = [(role.code, role.name) for role in roles]  # type: ignore[attr-defined]
        first = [("", _("Everywhere"))] if everywhere else []
        self.fields["agency"].choices = [*first, *places]  # type: ignore[attr-defined]
        self.fields["from_on"].initial = today
