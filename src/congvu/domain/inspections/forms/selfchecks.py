"""Forms of self-checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import Invalid
from congvu.domain.inspections.models import ChecklistItem
from congvu.kernel.org.extract import read_day
from congvu.kernel.ui.widgets import DayInput

Options = Sequence[tuple[str, str]]


class RoundForm(forms.Form):
    """A new round."""

    agency = forms.TypedChoiceField(label=gettext_lazy("Who calls for it"), coerce=int)
    name = forms.CharField(label=gettext_lazy("Name of the round"), max_length=300)
    checklist = forms.TypedChoiceField(label=gettext_lazy("Checklist"), coerce=int)
    period_from = forms.DateField(label=gettext_lazy("Period looked at, from"), widget=DayInput())
    period_to = forms.DateField(label=gettext_lazy("Period looked at, to"), widget=DayInput())
    due_on = forms.DateField(label=gettext_lazy("To be signed by"), widget=DayInput())

    def __init__(self, *args: Any, agencies: Options, lists: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["checklist"].choices = lists  # type: ignore[attr-defined]

    def act(self) -> dict[str, Any]:
        """The keywords of `open_round`."""
        given = dict(self.cleaned_data)
        given["agency_id"], given["checklist_id"] = given.pop("agency"), given.pop("checklist")
        return given


class SignForm(forms.Form):
    """Words of who signs."""

    words = forms.CharField(
        label=gettext_lazy("What the agency says of itself"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemediedForm(forms.Form):
    """Since when a fault is put right."""

    on = forms.DateField(label=gettext_lazy("Put right on"), widget=DayInput())


def read_answers(sent: QueryDict, items: Sequence[ChecklistItem]) -> list[dict[str, Any]]:
    """The lines of a page of answers: those with a result. Invalid names the item whose day cannot be read."""
    found = []
    for item in items:
        value = sent.get(f"value-{item.pk}", "")
        if not value:
            continue
        typed = sent.get(f"by-{item.pk}", "").strip()
        day: date | None = read_day(typed) if typed else None
        if typed and day is None:
            words = _("%(code)s: “%(day)s” is not a date (write dd/mm/yyyy).")
            raise Invalid(words % {"code": item.code, "day": typed[:40]})
        found.append({
            "item_id": item.pk, "value": value, "note": sent.get(f"note-{item.pk}", ""),
            "remedy": sent.get(f"remedy-{item.pk}", ""), "remedy_by": day,
        })  # fmt: skip
    return found
