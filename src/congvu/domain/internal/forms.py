"""Forms of the room: they check shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.ui.widgets import DayInput


def _hours(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.5"), max_value=2000, decimal_places=1, localize=True,
        help_text=_("Working hours; a working day is eight. Half hours count."),
    )


def in_minutes(given: Decimal) -> int:
    """Hours as typed, in minutes."""
    return int(given * 60)


class RouteForm(forms.Form):
    """A new route."""

    agency = forms.TypedChoiceField(label=_("Agency whose work it is"), coerce=int)
    name = forms.CharField(label=_("Name of the route"), max_length=300)
    purpose = forms.CharField(
        label=_("What it is for"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field


class StationForm(forms.Form):
    """A station of a draft."""

    name = forms.CharField(label=_("Station"), max_length=200)
    duty = forms.CharField(label=_("Duty at this station"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.ChoiceField(label=_("Who does it"))
    hours = _hours(_("Working time allotted"))
    article = forms.CharField(label=_("Article of the regulation"), max_length=200, required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a choice field

    def act(self) -> dict[str, Any]:
        """The keywords of `add_station`."""
        given = self.cleaned_data
        unit, _colon, post = given["place"].partition(":")
        return {
            "name": given["name"], "duty": given["duty"], "unit_id": int(unit), "post_id": int(post) if post else None,
            "minutes": in_minutes(given["hours"]), "article": given["article"],
        }


class ForceForm(forms.Form):
    """Put a draft in force."""

    limit_hours = _hours(_("Whole working time"))
    from_on = forms.DateField(label=_("In force from day"), widget=DayInput())
    basis = forms.CharField(label=_("Decision that lays it down"), max_length=300)
    note = forms.CharField(
        label=_("What the review found"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )

    def act(self) -> dict[str, Any]:
        """The keywords of `put_in_force`."""
        given = self.cleaned_data
        return {
            "limit_minutes": in_minutes(given["limit_hours"]), "from_on": given["from_on"], "basis": given["basis"],
            "note": given["note"],
        }


class ReviewForm(forms.Form):
    """Begin a new version."""

    note = forms.CharField(
        label=_("What the review is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class EndForm(forms.Form):
    """End the version in force."""

    on = forms.DateField(label=_("No longer from day"), widget=DayInput())
    reason = forms.CharField(label=_("Reason"), max_length=300)


class StartForm(forms.Form):
    """Start work on a route."""

    title = forms.CharField(label=_("What the work is about"), max_length=1000,
                            widget=forms.Textarea(attrs={"rows": 2}))
    words = forms.CharField(label=_("Note"), max_length=1000, required=False,
                            widget=forms.Textarea(attrs={"rows": 2}))
    for_code = forms.CharField(
        label=_("For the running case"), max_length=40, required=False,
        help_text=_("Its code, such as NV-2026-000123; empty for work of one's own."),
    )
