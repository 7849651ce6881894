"""Forms of plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.actions.plans import FIRST_YEAR, LAST_YEAR
from congvu.domain.inspections.queries.plans import sorts_planned
from congvu.kernel.ui.widgets import DayInput

Options = Sequence[tuple[str, str]]


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(forms.Form):
    """A new plan."""

    agency = forms.TypedChoiceField(label=_("Agency whose plan it is"), coerce=int)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    name = forms.CharField(label=_("Name of the plan"), max_length=300)
    purposes = forms.CharField(
        label=_("Purposes and requirements"), required=False, max_length=10_000, widget=_words(6),
        help_text=_("One a line; they are numbered in the paper."),
    )

    def __init__(self, *args: Any, agencies: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field


class PlanWordsForm(forms.Form):
    """Name and purposes of a draft."""

    name = forms.CharField(label=_("Name of the plan"), max_length=300)
    purposes = forms.CharField(
        label=_("Purposes and requirements"), required=False, max_length=10_000, widget=_words(8),
        help_text=_("One a line; they are numbered in the paper."),
    )


class ItemForm(forms.Form):
    """A check of a draft."""

    unit = forms.TypedChoiceField(label=_("Unit to be checked"), coerce=int)
    sort = forms.ChoiceField(label=_("Sort of check"), choices=sorts_planned)
    theme = forms.CharField(label=_("Theme"), max_length=300, required=False)
    from_on = forms.DateField(label=_("From day"), widget=DayInput())
    to_on = forms.DateField(label=_("To day"), widget=DayInput())
    checklist = forms.ChoiceField(label=_("Checklist"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    period_from = forms.DateField(
        label=_("Period looked at, from"), required=False, widget=DayInput(),
        help_text=_("Which stretch of the unit's work is looked at; who is there is counted on the day itself."),
    )
    period_to = forms.DateField(label=_("Period looked at, to"), required=False, widget=DayInput())
    because = forms.CharField(
        label=_("Reason, where there is a warning"), max_length=500, required=False, widget=_words(2),
        help_text=_("A second check within the year, days that overlap, a team that is elsewhere: say why."),
    )

    def __init__(self, *args: Any, units: Options, lists: Options, teams: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Choose …")), *units]  # type: ignore[attr-defined]
        self.fields["checklist"].choices = [("", _("Choose later")), *lists]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("Choose later")), *teams]  # type: ignore[attr-defined]

    def act(self) -> dict[str, Any]:
        """The keywords of `add_item` and `change_item`."""
        given = dict(self.cleaned_data)
        given["unit_id"] = given.pop("unit")
        for name in ("checklist", "team"):
            value = given.pop(name)
            given[f"{name}_id"] = int(value) if value else None
        return given


class IssueForm(forms.Form):
    """Issue the plan."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60, help_text=_("Such as 12/KH-UBND."))
    issued_on = forms.DateField(label=_("Day of issue"), widget=DayInput())
