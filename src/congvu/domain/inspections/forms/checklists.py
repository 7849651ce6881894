"""Forms of checklists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.models import Severity
from congvu.domain.inspections.shipped.checklist import GROUPS
from congvu.kernel.ui.widgets import DayInput

MARKS = (
    ("F", _("F: seen in real checks")), ("R", _("R: follows from a rule")), ("M", _("M: practice, not verified")),
)  # fmt: skip


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class CopyForm(forms.Form):
    """Begin a draft from a version."""

    theme = forms.CharField(
        label=_("Theme"), max_length=300, required=False,
        help_text=_("Named: a checklist of its own for this theme. Empty: the next version of the same one."),
    )
    name = forms.CharField(label=_("Name"), max_length=300, required=False,
                           help_text=_("Empty: the name stays."))  # fmt: skip


class ItemForm(forms.Form):
    """An item of a draft."""

    group = forms.ChoiceField(label=_("Group"), choices=[(code, f"{code}. {name}") for code, name in GROUPS.items()])
    name = forms.CharField(label=_("What is checked"), max_length=300)
    evidence = forms.CharField(label=_("How it is seen, evidence"), max_length=500, required=False, widget=_words(2))
    violation = forms.CharField(label=_("Typical fault"), max_length=500, required=False, widget=_words(2))
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)
    mark = forms.ChoiceField(label=_("Where it comes from"), choices=MARKS)
    severity = forms.TypedChoiceField(
        label=_("How grave a fault usually is"), coerce=int,
        choices=[(one.value, one.label) for one in Severity],
    )
    counts_heads = forms.BooleanField(label=_("Checked by counting who is there"), required=False)

    def act(self) -> dict[str, Any]:
        """The keywords of `add_item` and `change_item`."""
        return dict(self.cleaned_data)


class ForceForm(forms.Form):
    """From when the draft holds."""

    from_on = forms.DateField(label=_("In force from day"), widget=DayInput())


class SheetForm(forms.Form):
    """A sheet of items."""

    file = forms.FileField(
        label=_("Sheet of items (.xlsx or .csv)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    )
