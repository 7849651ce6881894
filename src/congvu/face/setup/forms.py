"""Shape of what is uploaded and typed on the set-up pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.kernel.org.models import SuccessionKind
from congvu.kernel.ui.widgets import DayInput


def _sheet(label: Any, *, required: bool = True, help_text: Any = "") -> forms.FileField:
    widget = forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"})
    return forms.FileField(label=label, widget=widget, required=required, help_text=help_text)


class SheetForm(forms.Form):
    """A sheet of the organisation."""

    file = _sheet(
        _("Sheet of the organisation (.xlsx or .csv)"),
        help_text=_("One workbook may hold all sheets; a .csv holds one. Nothing is written before you confirm."),
    )


class ReformForm(forms.Form):
    """An act of reorganisation: what it is called, what it rests on, from when, and its sheet or typed lines."""

    name = forms.CharField(label=_("Name of the reorganisation"), max_length=200)
    decision = forms.CharField(
        label=_("Legal basis"), max_length=300, help_text=_("Number, symbol, date and issuing body of the resolution.")
    )
    on = forms.DateField(label=_("In force from day"), widget=DayInput())
    file = _sheet(
        _("Sheet of the act (.xlsx)"), required=False,
        help_text=_("Sheets: lines of the act, new agencies, staff, named cases. Leave empty to keep what is there."),
    )  # fmt: skip
    agency = forms.CharField(
        label=_("Code of an agency that ends"), max_length=60, required=False,
        help_text=_("To type a line without a sheet; the line is added to those of the act."),
    )  # fmt: skip
    act = forms.ChoiceField(label=_("Kind of act"), choices=SuccessionKind.choices, required=False)
    heirs = forms.CharField(
        label=_("Codes of the heirs with shares"), max_length=2000, required=False,
        help_text=_("For example: xa-a 0,6; xa-b 0,4. One heir needs no share."),
    )  # fmt: skip
    rule = forms.ChoiceField(
        label=_("How open cases are divided"), required=False,
        choices=[("", _("All to the heir with the largest share")), ("by_share", _("Dealt out by share"))],
    )  # fmt: skip

    def typed_lines(self) -> list[dict[str, Any]]:
        """The typed line as rows of the act sheet; empty when none was typed."""
        data = self.cleaned_data
        if not data.get("agency"):
            return []
        rows = []
        for part in [part.split() for part in data.get("heirs", "").split(";") if part.strip()] or [[""]]:
            share = part[1].replace(",", ".") if len(part) > 1 else ""
            row = {"line": 0, "agency": data["agency"].strip(), "act": data["act"], "heir": part[0]}
            rows.append({**row, "share": share, "rule": data.get("rule", "")})
        return rows


class UndoForm(forms.Form):
    """Why an act is taken back."""

    reason = forms.CharField(label=_("Why it is revoked"), max_length=300)
