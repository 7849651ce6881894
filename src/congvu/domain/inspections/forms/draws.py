"""Forms of draws. What a device makes comes in hidden fields, filled by script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.domain.inspections.queries.draws import Offer
from congvu.kernel.ui.widgets import DayInput, MomentInput

Options = Sequence[tuple[str, str]]


def read_json(text: str, field: str, kind: type) -> Any:
    """What the device sent; Invalid when it is not of this kind."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, kind):
        raise Invalid(_("What the device sent cannot be read."), field=field, hint=_("Load the page again."))
    return found


def by_number(text: str, field: str) -> dict[int, str]:
    """Texts by the number of their slot; Invalid for anything else."""
    found = read_json(text, field, dict)
    if not all(key.isdecimal() and len(key) < 6 and isinstance(value, str) for key, value in found.items()):
        raise Invalid(_("What the device sent cannot be read."), field=field, hint=_("Load the page again."))
    return {int(key): value for key, value in found.items()}


def device_moment(text: str) -> datetime:
    """The device's time; Invalid for what is no moment."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise Invalid(_("The device's time cannot be read."), field="at") from wrong
    return found if found.tzinfo is not None else found.replace(tzinfo=HANOI)


class KeyForm(forms.Form):
    """The public half of a key that was made on this device."""

    name = forms.CharField(label=gettext_lazy("Name of this device"), max_length=100, required=False,
                           help_text=gettext_lazy("Such as: office laptop, own phone."))  # fmt: skip
    public = forms.CharField(widget=forms.HiddenInput(), max_length=200)


class NewRoundForm(forms.Form):
    """A new draw; commitments are made by the browser when the form is sent."""

    code = forms.SlugField(widget=forms.HiddenInput(), max_length=40)
    name = forms.CharField(label=gettext_lazy("Name of the draw"), max_length=300)
    team = forms.TypedChoiceField(label=gettext_lazy("Team that makes the visits"), coerce=int)
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Units that can be drawn"), coerce=int, widget=forms.CheckboxSelectMultiple(),
        help_text=gettext_lazy("Every one keeps its chance in every slot; nobody is exempt by having been drawn."),
    )
    slots = forms.IntegerField(
        label=gettext_lazy("Number of slots"), min_value=1, max_value=200, initial=12,
        help_text=gettext_lazy("Publish more than you will use: how many stand for visits is known to nobody."),
    )
    team_size = forms.IntegerField(label=gettext_lazy("Inspectors for each visit"), min_value=1, max_value=20,
                                   initial=3)  # fmt: skip
    beacon_source = forms.CharField(
        label=gettext_lazy("Public value that decides, and where it is read"), max_length=500,
        help_text=gettext_lazy("Nobody may know it yet: the first prize of a named lottery on a named day."),
    )
    beacon_at = forms.DateTimeField(label=gettext_lazy("Not known before"), widget=MomentInput())
    opens_until = forms.DateField(label=gettext_lazy("Slots may be opened until"), widget=DayInput())
    commitments = forms.CharField(widget=forms.HiddenInput(), required=False)
    own_copy = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, teams: Options, units: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.fields["team"].widget.attrs |= {
            "hx-get": reverse("inspections:new_round"), "hx-target": "#draw-offer", "hx-select": "#draw-offer",
            "hx-swap": "outerHTML", "hx-params": "team",
        }

    def offer(self, offer: Offer | None) -> None:
        """Show only units the chosen team may be sent to. What was sent is read first: a unit that is not offered is
        refused by the act, in words that name it."""
        if self.is_bound:
            self.is_valid()
        self.fields["units"].choices = offer.units if offer is not None else ()  # type: ignore[attr-defined]


class BeaconForm(forms.Form):
    """The public value."""

    beacon = forms.CharField(label=gettext_lazy("Public value, as its source printed it"), max_length=500)
    read_at = forms.CharField(label=gettext_lazy("Where you have read it: page, paper, day"), max_length=500)


class SealForm(forms.Form):
    """All envelopes at once."""

    envelopes = forms.CharField(widget=forms.HiddenInput())
    hashes = forms.CharField(widget=forms.HiddenInput())


class DoorForm(forms.Form):
    """What the device tells at the door."""

    number = forms.IntegerField(widget=forms.HiddenInput())
    secret = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    salt = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    told = forms.CharField(widget=forms.HiddenInput(), max_length=10_000)
    at = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    place = forms.CharField(label=gettext_lazy("Where you stand: gate, desk, address"), max_length=200)
    checklist = forms.TypedChoiceField(label=gettext_lazy("Checklist"), coerce=int)
    absent = forms.CharField(
        label=gettext_lazy("Replaced members (codes, with commas)"), max_length=500, required=False,
        help_text=gettext_lazy(
            "Only for who may not enter this unit or cannot come; the next in the order drawn goes."
        ),
    )
    note = forms.CharField(label=gettext_lazy("Why they are replaced"), max_length=500, required=False)

    def __init__(self, *args: Any, lists: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Secrets of the slots that were not used."""

    secrets = forms.CharField(widget=forms.HiddenInput(), required=False)
