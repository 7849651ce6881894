"""Chọn kỳ báo cáo: month, quarter, year or any days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.queries.settlement import Period
from congvu.kernel.ui.widgets import DayInput

PERIODS = (
    ("month", _("This month")), ("last_month", _("Last month")), ("quarter", _("This quarter")),
    ("last_quarter", _("Last quarter")), ("year", _("This year")), ("last_year", _("Last year")),
    ("days", _("From day to day")),
)  # fmt: skip


#: Years a report may ask for; the period before it has to fit in the calendar too.
EARLIEST, LATEST = 2000, 2100


class PeriodForm(forms.Form):
    """Kỳ, biểu và cách chia dòng."""

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    first = forms.DateField(label=_("From day"), required=False, widget=DayInput())
    last = forms.DateField(label=_("To day"), required=False, widget=DayInput())
    by = forms.ChoiceField(
        label=_("Lines"), required=False,
        choices=(("field", _("By field and level")), ("agency", _("By agency that settles")),
                 ("procedure", _("By procedure")), ("desk", _("By desk"))),
    )  # fmt: skip
    form = forms.ChoiceField(
        label=_("Form of the report"), required=False, choices=(("06", _("Form II.06")), ("2026", _("Summary of 2026")))
    )
    agency = forms.TypedChoiceField(label=_("Agency that settles"), coerce=int, empty_value=None, required=False)

    def __init__(self, *given: Any, agencies: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("All agencies")), *((str(pk), name) for pk, name in agencies)]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period of one's own has both days, the first not after the last."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("period") == "days":
            first, last = cleaned.get("first"), cleaned.get("last")
            if not first or not last:
                self.add_error("first" if not first else "last", _("Name both days of the period."))
            elif first > last:
                self.add_error("last", _("The period ends before it begins."))
            elif first.year < EARLIEST or last.year > LATEST:
                days = {"first": EARLIEST, "last": LATEST}
                self.add_error("first" if first.year < EARLIEST else "last",
                               _("Choose days of the years %(first)d to %(last)d.") % days)  # fmt: skip
        return cleaned

    def chosen(self, today: date) -> Period:
        """The period asked for; this month where nothing was."""
        name = self.cleaned_data.get("period") or "month"
        if name == "days":
            return Period(self.cleaned_data["first"], self.cleaned_data["last"])
        return period_of(name, today)


def period_of(name: str, today: date) -> Period:
    """A period by its name, seen from a day."""
    months = {"month": 1, "last_month": 1, "quarter": 3, "last_quarter": 3, "year": 12, "last_year": 12}[name]
    place = (today.year * 12 + today.month - 1) // months * months - (months if name.startswith("last_") else 0)
    first, after = (date(at // 12, at % 12 + 1, 1) for at in (place, place + months))
    return Period(first, date.fromordinal(after.toordinal() - 1))
