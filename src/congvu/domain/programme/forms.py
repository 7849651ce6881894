"""Forms of the programme room: they check shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.text import typed_numbers
from congvu.domain.programme.actions.judging import MOST, Found
from congvu.domain.programme.models import Item, Programme
from congvu.domain.programme.models.draft import category_of
from congvu.domain.programme.policy import days
from congvu.domain.programme.queries import choices
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.ui.widgets import DayInput


class OneOfMany(forms.Select):
    """A list in which one chooses one; whoever sends several is not silently cut to the last."""

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Any:
        """Everything that was sent."""
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [value for value in found if value]


class ProgrammeForm(forms.Form):
    """A programme to be opened."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency whose programme it is"))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=days.FIRST_YEAR, max_value=days.LAST_YEAR)
    quarter = forms.ChoiceField(
        label=gettext_lazy("Quarter"), required=False,
        choices=[("", gettext_lazy("The whole year")), ("1", "I"), ("2", "II"), ("3", "III"), ("4", "IV")],
    )  # fmt: skip
    register_by = forms.DateField(
        label=gettext_lazy("Units register before"), required=False, widget=DayInput(),
        help_text=gettext_lazy("Empty: the day of the rulebook (15 November of the year before, unless changed)."),
    )

    def __init__(self, actor: Actor, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices.own_units(actor, "programme.programme.open", today)
        home = next((pk for pk in sorted(actor.agency_ids) if str(pk) in dict(field.choices)), None)
        field.initial = str(home) if home is not None else ""


class ItemForm(forms.Form):
    """An item to be registered."""

    title = forms.CharField(
        label=gettext_lazy("Name of the item"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    nature = forms.ChoiceField(label=gettext_lazy("What is to be issued"), choices=Item.Nature.choices)
    drafter = forms.MultipleChoiceField(
        label=gettext_lazy("Drafting agency"), help_text=gettext_lazy("One agency only; others are co-drafters."),
        widget=OneOfMany(),
    )
    partners = forms.CharField(
        label=gettext_lazy("Co-drafters"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One agency a line, as it is named."),
    )
    month = forms.ChoiceField(label=gettext_lazy("Month of submission"), required=False)
    submit_on = forms.DateField(
        label=gettext_lazy("… or the exact day"), required=False, widget=DayInput(),
        help_text=gettext_lazy("Without it the dossier is due before the day of the month that the rulebook names."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Basis"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    ground = forms.ChoiceField(label=gettext_lazy("Ground of the late registration"))
    words = forms.CharField(
        label=gettext_lazy("Explanation to the leader"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, actor: Actor, programme: Programme, today: date, *args: Any, late: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.today = programme, today
        keeps = actor.may("programme.programme.open", programme.agency_id)
        offered = choices.units(today) if keeps else choices.own_units(actor, "programme.item.register", today)
        self._choices("drafter", [choices.nothing_chosen(), *offered] if len(offered) != 1 else offered)
        first, last = days.bounds(programme.year, programme.quarter)
        months = [(str(m), _("Month %(n)d") % {"n": m}) for m in range(first.month, last.month + 1)]
        self._choices("month", [choices.nothing_chosen(), *months])
        if late:
            self._choices("ground", [choices.nothing_chosen(), *choices.grounds("programme_change", today)])
        else:
            del self.fields["ground"], self.fields["words"]

    def _choices(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = options

    def clean_drafter(self) -> list[int]:
        """The ids that were sent; whether one is right is for the action to say."""
        return typed_numbers(self.cleaned_data["drafter"])

    def clean_partners(self) -> list[int]:
        """The agencies named, one a line; every line must name exactly one that exists today."""
        found: list[int] = []
        for line in self.cleaned_data["partners"].splitlines():
            if line.strip():
                found.append(agency_named(line, self.today))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("submit_on") and "submit_on" not in self.errors:
            if not given.get("month"):
                self.add_error("month", _("Choose the month of submission, or name the day."))
            else:
                given["submit_on"] = days.submit_day(self.programme.year, int(given["month"]), self.today)
        return given


def agency_named(text: str, today: date) -> int:
    """The one agency a text names today; ValidationError for none or several."""
    wanted = " ".join(text.split())
    matches = org.resolve_name(wanted, today)
    targets = {unit.pk for match in matches if match.kind == "agency" for unit in match.targets}
    if len(matches) != 1 or len(targets) != 1:
        raise forms.ValidationError(_("“%(name)s” does not name one agency.") % {"name": wanted})
    return targets.pop()


class DraftForm(forms.Form):
    """A draft to be opened."""

    title = forms.CharField(
        label=gettext_lazy("Subject of the document"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    document_kind = forms.ChoiceField(label=gettext_lazy("Kind of document"))
    agency = forms.ChoiceField(label=gettext_lazy("Drafting unit"))
    drafter = forms.ChoiceField(label=gettext_lazy("Drafter"), required=False)
    to_agency = forms.ChoiceField(label=gettext_lazy("Submitted to"))
    requested_on = forms.DateField(label=gettext_lazy("Day of the instruction"), widget=DayInput())
    request = forms.CharField(
        label=gettext_lazy("Instruction"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Who asked for it and in which document."),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Deadline"), required=False, widget=DayInput(),
        help_text=gettext_lazy("Empty: the time of the rulebook for drafts without a date."),
    )
    for_code = forms.CharField(
        label=gettext_lazy("For the task or item"), max_length=40, required=False,
        help_text=gettext_lazy("Its code, for example NV-2026-000123 or CT-2026-000004."),
    )

    def __init__(self, actor: Actor, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = choices.own_units(actor, "programme.draft.write", today)
        ids = frozenset(int(pk) for pk, _name in own) & {up for pk in actor.agency_ids for up in (pk, _above(pk))}
        options = {
            "document_kind": choices.document_kinds(), "agency": own,
            "to_agency": [choices.nothing_chosen(), *choices.units(today)],
            "drafter": [("", _("The head of the unit decides")), *choices.people_of(ids, today)],
        }
        for name, values in options.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values
        self.fields["agency"].initial = str(min(ids)) if ids else ""


def _above(agency_id: int) -> int:
    return people.top_unit_of(agency_id)


class ReturnForm(forms.Form):
    """The errors found in a draft: for each coded ground how often, and where."""

    words = forms.CharField(
        label=gettext_lazy("What has to be put right"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected_seq = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = choices.grounds("draft_error", today)
        for place, (_code, label) in enumerate(self.grounds):
            self.fields[f"count_{place}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST,
                widget=forms.NumberInput(
                    attrs={"inputmode": "numeric", "min": 0, "max": MOST, "placeholder": _("Count")}
                ),
            )
            self.fields[f"where_{place}"] = forms.CharField(
                label=_("Where"), required=False, max_length=1000,
                widget=forms.TextInput(attrs={"placeholder": _("Where")}),
            )

    def groups(self) -> list[tuple[str, list[tuple[str, forms.BoundField, forms.BoundField]]]]:
        """The rows by kind of error: (kind, [(label, count, where)])."""
        found: dict[str, list[tuple[str, forms.BoundField, forms.BoundField]]] = {}
        for place, (code, label) in enumerate(self.grounds):
            row = (label, self[f"count_{place}"], self[f"where_{place}"])
            found.setdefault(category_of(code), []).append(row)
        return list(found.items())

    def errors_found(self) -> list[Found]:
        """What was filled in; a place named without a number counts once."""
        found = []
        for place, (code, _label) in enumerate(self.grounds):
            count, where = self.cleaned_data.get(f"count_{place}"), self.cleaned_data.get(f"where_{place}") or ""
            if count or (where.strip() and count is None):
                found.append(Found(code, count or 1, where))
        return found


class FinishForm(forms.Form):
    """The document a draft became."""

    code = forms.CharField(label=gettext_lazy("Number and symbol"), max_length=90)
    issued_on = forms.DateField(label=gettext_lazy("Date of the document"), widget=DayInput())
    register = forms.BooleanField(
        label=gettext_lazy("Enter it in our register of outgoing documents if it is not there yet"), required=False
    )
    words = forms.CharField(
        label=gettext_lazy("Comments"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    expected_seq = forms.IntegerField(widget=forms.HiddenInput(), required=False)


class JournalForm(forms.Form):
    """The period of the compilation; a plain GET form."""

    period = forms.ChoiceField(label=gettext_lazy("Period of the compilation"), required=False)
    since = forms.DateField(label=gettext_lazy("From day"), required=False, widget=DayInput())
    until = forms.DateField(label=gettext_lazy("to day"), required=False, widget=DayInput())

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("month", _("This month")), ("last_month", _("Last month")), ("quarter", _("This quarter")),
            ("last_quarter", _("Last quarter")), ("year", _("This year")), ("own", _("Days of one's own")),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end lies before the beginning."))
        return given

    def span(self) -> tuple[date, date]:
        """First and last day; this month for what cannot be understood."""
        given = self.cleaned_data if self.is_valid() else {}
        code = given.get("period") or ("own" if given.get("since") or given.get("until") else "month")
        year, month, quarter = self.today.year, self.today.month, days.quarter_of(self.today)
        if code == "own":
            return given.get("since") or days.bounds(year)[0], given.get("until") or self.today
        if code == "last_month":
            return days.bounds(year - (month == 1), month=(month - 2) % 12 + 1)
        if code == "last_quarter":
            return days.bounds(year - (quarter == 1), (quarter - 2) % 4 + 1)
        if code == "quarter":
            return days.bounds(year, quarter)
        return days.bounds(year) if code == "year" else days.bounds(year, month=month)


class SheetForm(forms.Form):
    """A sheet of items."""

    file = forms.FileField(
        label=gettext_lazy("Sheet of items (.xlsx or .csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
