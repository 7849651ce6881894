"""Forms of announcing a visit, and of another day for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.actions.visits import UNSCHEDULED, Said
from congvu.kernel.ui.widgets import DayInput

Options = Sequence[tuple[str, str]]


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _SaidForm(forms.Form):
    """What every notice says."""

    number = forms.CharField(label=_("Number and symbol of the notice"), max_length=60, required=False,
                             help_text=_("Such as 12/TB-SNV; empty where no paper is sent."))  # fmt: skip
    words = forms.CharField(
        label=_("What the unit is told"), max_length=5000, widget=_words(5),
        help_text=_("What is looked at, what has to be ready, who has to be there. The head of the unit reads this."),
    )

    def said(self) -> Said:
        """The words for the unit."""
        return Said(self.cleaned_data["words"], self.cleaned_data["number"])


class AnnounceForm(_SaidForm):
    """A check of the plan."""

    visit_on = forms.DateField(label=_("Day of the visit"), widget=DayInput())
    because = forms.CharField(
        label=_("Reason, where the notice comes late"), max_length=500, required=False, widget=_words(2),
    )
    field_order = ("visit_on", "number", "words", "because")


class UnscheduledForm(_SaidForm):
    """An unscheduled visit with short notice. `given`: units and lists follow the team that was chosen."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    unit = forms.TypedChoiceField(label=_("Unit to be checked"), coerce=int)
    visit_on = forms.DateField(label=_("Day of the visit"), widget=DayInput())
    trigger = forms.ChoiceField(label=_("Trigger"), choices=[(one.value, one.label) for one in UNSCHEDULED])
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=_words(3),
        help_text=_("Who ordered it, what was reported, which figure: with its source."),
    )
    cause = forms.CharField(
        label=_("Case that brings it about"), max_length=40, required=False,
        help_text=_("Its code, such as PA-2026-000123, where there is one: the two are linked."),
    )
    checklist = forms.TypedChoiceField(label=_("Checklist"), coerce=int)
    period_from = forms.DateField(label=_("Period looked at, from"), required=False, widget=DayInput())
    period_to = forms.DateField(label=_("Period looked at, to"), required=False, widget=DayInput())
    field_order = ("team", "unit", "visit_on", "trigger", "reason", "cause", "checklist", "period_from", "period_to",
                   "number", "words")  # fmt: skip

    def __init__(self, *args: Any, teams: Options, units: Options, lists: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", _("Choose …")), *units]  # type: ignore[attr-defined]
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]

    def act(self) -> dict[str, Any]:
        """The keywords of `announce_unscheduled`."""
        given = self.cleaned_data
        kept = {name: given[name] for name in ("visit_on", "trigger", "reason", "cause", "period_from", "period_to")}
        return {**kept, "team_id": given["team"], "unit_id": given["unit"], "checklist_id": given["checklist"],
                "said": self.said()}  # fmt: skip


class RecheckVisitForm(_SaidForm):
    """The re-check of an earlier visit."""

    team = forms.TypedChoiceField(label=_("Team"), coerce=int)
    visit_on = forms.DateField(label=_("Day of the visit"), widget=DayInput())
    checklist = forms.TypedChoiceField(label=_("Checklist"), coerce=int)
    because = forms.CharField(
        label=_("Reason, where the notice comes late"), max_length=500, required=False, widget=_words(2),
    )
    field_order = ("team", "visit_on", "checklist", "number", "words", "because")

    def __init__(self, *args: Any, teams: Options, lists: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = teams  # type: ignore[attr-defined]
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]


class PostponeForm(forms.Form):
    """A later day."""

    new_due_on = forms.DateField(label=_("New day of the visit"), widget=DayInput())
    ground = forms.ChoiceField(label=_("Ground"))
    words = forms.CharField(label=_("What exactly"), max_length=2000, widget=_words(3),
                            help_text=_("The unit reads it."))  # fmt: skip

    def __init__(self, *args: Any, grounds: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
