"""Forms of the reporting room: they check shape only; rules sit in the actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.domain.reporting.queries.requests import Filled, measure_choices
from congvu.kernel.org import queries as org
from congvu.kernel.ui.widgets import DayInput


class RequestForm(forms.Form):
    """Đề cương: one section a line; one figure a line, with its unit behind a semicolon."""

    title = forms.CharField(label=gettext_lazy("Report"), max_length=500)
    since = forms.DateField(label=gettext_lazy("Period from"), widget=DayInput())
    until = forms.DateField(label=gettext_lazy("Period until"), widget=DayInput())
    due_on = forms.DateField(label=gettext_lazy("Due by"), widget=DayInput())
    sections = forms.CharField(
        label=gettext_lazy("Sections, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    figures = forms.CharField(
        label=gettext_lazy("Figures the units type in, one a line"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Name; unit — for example: Số hồ sơ tiếp nhận; hồ sơ"),
    )  # fmt: skip
    measures = forms.MultipleChoiceField(
        label=gettext_lazy("Figures the system computes"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    instructions = forms.CharField(
        label=gettext_lazy("Instructions"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed: Any = self.fields["measures"]
        computed.choices = measure_choices()

    def outline(self) -> list[str]:
        """The titles, in order."""
        return [line.strip() for line in self.cleaned_data["sections"].splitlines() if line.strip()]

    def typed(self) -> list[tuple[str, str]]:
        """Pairs (name, unit)."""
        lines = [line for line in self.cleaned_data["figures"].splitlines() if line.strip()]
        return [(name.strip(), unit.strip()) for name, _sep, unit in (line.partition(";") for line in lines)]


class SendForm(forms.Form):
    """Which units report."""

    group = forms.ChoiceField(label=gettext_lazy("A group of units"), required=False)
    agencies = forms.MultipleChoiceField(
        label=gettext_lazy("… or single units"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        groups: Any = self.fields["group"]
        units: Any = self.fields["agencies"]
        groups.choices = [("", "—"), *((group.code, group.name) for group in org.groups(timezone.localdate()))]
        units.choices = [(str(one.pk), one.full_name) for one in org.agencies_on(day) if one.full_name == one.name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("group") and not given.get("agencies"):
            self.add_error("group", _("Choose a group or at least one unit."))
        return given

    def chosen(self) -> list[int]:
        """Ids of the units, those of the group first."""
        group = self.cleaned_data["group"]
        ids = [agency.pk for agency in org.expand_group(group, self.day)] if group else []
        return list(dict.fromkeys([*ids, *(int(pk) for pk in self.cleaned_data["agencies"])]))


class WriteForm(forms.Form):
    """The contribution: a text for each section, a number (and words) for each figure."""

    def __init__(self, *args: Any, done: Filled, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.done = done
        for section, text in done.sections:
            self.fields[f"section_{section.pk}"] = forms.CharField(
                label=section.title, required=False, help_text=section.guidance, initial=text.text if text else "",
                widget=forms.Textarea(attrs={"rows": 5}),
            )  # fmt: skip
        for one, value in done.figures:
            if not one.measure:
                self.fields[f"figure_{one.pk}"] = forms.CharField(
                    label=f"{one.name} ({one.unit})" if one.unit else one.name, required=False, max_length=24,
                    initial=_shown(value.value) if value and value.value is not None else "",
                )  # fmt: skip
            self.fields[f"words_{one.pk}"] = forms.CharField(
                label=_("Words beside “%(name)s”") % {"name": one.name}, required=False, max_length=500,
                initial=value.words if value else "",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one, _value in self.done.figures:
            name = f"figure_{one.pk}"
            if name in given:
                given[name] = self._number(name, given[name])
        return given

    def _number(self, name: str, said: str) -> Decimal | None:
        """A number as Vietnamese write it: 1.234,5; empty is none."""
        plain = said.strip().replace(" ", "").replace("\u00a0", "")
        if not plain:
            return None
        if "," in plain:
            plain = plain.replace(".", "").replace(",", ".")
        elif plain.count(".") > 1 or (plain.count(".") == 1 and len(plain.split(".")[1]) == 3):
            plain = plain.replace(".", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.add_error(name, _("Write a number, for example 1.234,5."))
            return None
        return number

    def texts(self) -> dict[int, str]:
        """Section → text."""
        return {section.pk: self.cleaned_data[f"section_{section.pk}"] for section, _text in self.done.sections}

    def values(self) -> dict[int, tuple[Decimal | None, str]]:
        """Figure → (number, words)."""
        said = self.cleaned_data
        return {
            one.pk: (said.get(f"figure_{one.pk}"), said[f"words_{one.pk}"]) for one, _value in self.done.figures
        }


def _shown(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")


class MergeForm(forms.Form):
    """The office's text of each section."""

    def __init__(self, *args: Any, sections: list[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for pk, title, text in sections:
            self.fields[f"section_{pk}"] = forms.CharField(
                label=title, required=False, initial=text, widget=forms.Textarea(attrs={"rows": 8})
            )

    def texts(self) -> dict[int, str]:
        """Section → text."""
        return {pk: self.cleaned_data[f"section_{pk}"] for pk, _title, _text in self.sections}
