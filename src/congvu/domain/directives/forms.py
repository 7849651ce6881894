"""Forms of the directives room: they check shape only; rules sit in the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import Invalid
from congvu.core.working_time import read_limit
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.actions.concluding import NOTATION
from congvu.domain.directives.actions.meetings import MeetingFacts, Said
from congvu.domain.directives.models import Clause, Conclusion, Directive, Meeting
from congvu.domain.directives.queries.review import limit_words
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models.catalogue import KINDS, URGENCIES, in_vietnamese, word
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.labels import refusal_words
from congvu.kernel.ui.widgets import MOMENT_FORMAT, DayInput, MomentInput

RECURRENCES = [("", gettext_lazy("Once")), *Clause.Recurrence.choices]


def limit_code(text: str) -> str:
    """A period in the words of the rulebook; ValidationError with a sentence when it is none."""
    if not text.strip():
        return ""
    try:
        return read_limit(text.strip()).code
    except Invalid as refusal:
        raise forms.ValidationError(refusal_words(refusal)) from refusal


class UploadForm(forms.Form):
    """A directive as a file, or its text pasted."""

    file = forms.FileField(
        label=gettext_lazy("File of the directive"),
        required=False,
        help_text=gettext_lazy("Word (.docx), PDF, HTML or plain text. Documents marked secret (mật) are refused."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.html,.htm,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("… or paste its text"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    secret = forms.BooleanField(label=gettext_lazy("This document is marked secret (mật)"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file") and not (given.get("text") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file or paste the text."))
        return given


class FactsForm(forms.Form):
    """The register entry of a directive: the columns of the incoming register, as read, to be corrected."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of document"))
    code = forms.CharField(label=gettext_lazy("Number and symbol"), max_length=90, required=False)
    issued_on = forms.DateField(label=gettext_lazy("Date of the document"), widget=DayInput())
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=300)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    signer_name = forms.CharField(label=gettext_lazy("Signed by"), max_length=120, required=False)
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"))
    arrived_on = forms.DateField(label=gettext_lazy("Arrived on"), widget=DayInput())
    confirm_duplicate = forms.BooleanField(
        label=gettext_lazy("It is another document, register it all the same"), required=False
    )

    def __init__(self, *args: Any, ask_duplicate: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, table in (("kind", {k: (v.vi, v.en) for k, v in KINDS.items()}), ("urgency", URGENCIES)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(code, word(table, code)) for code in table]
        if not ask_duplicate and not self.data.get("confirm_duplicate"):
            del self.fields["confirm_duplicate"]

    def entry(self) -> Entry:
        """The register entry the form describes."""
        given = self.cleaned_data
        return Entry(
            kind=given["kind"],
            code=given["code"],
            issued_on=given["issued_on"],
            issuer=given["issuer"],
            subject=given["subject"],
            signer_name=given["signer_name"],
            urgency=given["urgency"],
        )


class ClauseForm(forms.Form):
    """One clause as the desk corrects it. `leads` and `coordinators` are lists of chosen units as JSON or lines."""

    nature = forms.ChoiceField(label=gettext_lazy("What the clause is"), choices=Clause.Nature.choices)
    mode = forms.ChoiceField(label=gettext_lazy("How it is issued"), choices=Clause.Mode.choices)
    leads = forms.CharField(
        label=gettext_lazy("Lead"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One unit or group a line, as it is named."),
    )
    coordinators = forms.CharField(
        label=gettext_lazy("Coordinators"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One unit or group a line."),
    )
    confirm_units = forms.BooleanField(label=gettext_lazy("The units shown are the right ones"), required=False)
    due_on = forms.DateField(label=gettext_lazy("Deadline"), required=False, widget=DayInput())
    due_exclusive = forms.BooleanField(label=gettext_lazy("Before this day (“trước ngày”)"), required=False)
    due_limit = forms.CharField(
        label=gettext_lazy("… or a period"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("For example: 05 ngày làm việc, 15 ngày, 02 tháng."),
    )
    recurrence = forms.ChoiceField(label=gettext_lazy("How often"), choices=RECURRENCES, required=False)
    recur_day = forms.IntegerField(
        label=gettext_lazy("Day of each period"), required=False, min_value=1, max_value=31,
        help_text=gettext_lazy("31 is the last day of the month. For a week: 1 is Monday, 7 is Sunday."),
    )
    recur_month = forms.IntegerField(
        label=gettext_lazy("in which month of the period"), required=False, min_value=1, max_value=12,
        help_text=gettext_lazy("Of a quarter 1 to 3, of a year 1 to 12."),
    )
    recur_following = forms.BooleanField(
        label=gettext_lazy("The day lies in the period that follows (“tháng sau”, “quý sau”)"), required=False
    )
    recur_until = forms.DateField(label=gettext_lazy("Its last day"), required=False, widget=DayInput())
    recur_with_order = forms.BooleanField(label=gettext_lazy("… or until the directive ends"), required=False)
    review_limit = forms.CharField(
        label=gettext_lazy("Reviewed every"), max_length=80, required=False,
        help_text=gettext_lazy("Whether it is still valid. For example: 06 tháng, 12 tháng."),
    )
    report_to = forms.CharField(label=gettext_lazy("Report to"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def clean_due_limit(self) -> str:
        """The period in the words of the rulebook; a sentence when it is none."""
        return limit_code(self.cleaned_data["due_limit"])

    def clean_review_limit(self) -> str:
        """The interval in the words of the rulebook; a sentence when it is none."""
        return limit_code(self.cleaned_data["review_limit"])

    def correction(self) -> Correction:
        """What the desk says of the clause."""
        given = self.cleaned_data
        confirmed = bool(given["confirm_units"])
        return Correction(
            nature=given["nature"],
            mode=given["mode"],
            due_on=given["due_on"],
            due_exclusive=given["due_exclusive"],
            due_limit=given["due_limit"],
            recurrence=given["recurrence"],
            recur_day=given["recur_day"],
            recur_month=given["recur_month"],
            recur_following=given["recur_following"],
            recur_until=given["recur_until"],
            recur_with_order=given["recur_with_order"],
            review_limit=given["review_limit"],
            report_to=given["report_to"],
            leads=_names(given["leads"], confirmed),
            coordinators=_names(given["coordinators"], confirmed),
        )

    @staticmethod
    def initial_of(clause: Clause) -> dict[str, Any]:
        """The form's values as the clause stands."""
        rows = list(clause.assignees.all())
        return {
            "nature": clause.nature, "mode": clause.mode, "due_on": clause.due_on, "report_to": clause.report_to,
            "due_exclusive": clause.due_exclusive, "due_limit": limit_words(clause.due_limit),
            "recurrence": clause.recurrence, "recur_day": clause.recur_day, "recur_month": clause.recur_month,
            "recur_following": clause.recur_following, "recur_until": clause.recur_until,
            "recur_with_order": clause.recur_with_order, "review_limit": limit_words(clause.review_limit),
            "leads": "\n".join(row.surface for row in rows if row.role == "lead"),
            "coordinators": "\n".join(row.surface for row in rows if row.role == "coordinator"),
            "version": clause.version, "confirm_units": all(row.confirmed for row in rows),
        }  # fmt: skip


def _names(text: str, confirmed: bool) -> tuple[Chosen, ...]:
    return tuple(Chosen(surface=line.strip(), confirmed=confirmed) for line in text.splitlines() if line.strip())


class BecauseForm(forms.Form):
    """Why something needs no action."""

    because = forms.CharField(label=gettext_lazy("Because"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


class SheetForm(forms.Form):
    """A sheet of running tasks."""

    file = forms.FileField(
        label=gettext_lazy("Sheet of running tasks (.xlsx or .csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class EndForm(forms.Form):
    """Why a directive is no longer in force, and what replaces it."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    replaced_by = forms.ChoiceField(label=gettext_lazy("Replaced by"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Comments"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )

    def __init__(self, *args: Any, day: date, others: list[Directive], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds: Any = self.fields["ground"]
        heirs: Any = self.fields["replaced_by"]
        known = rules.grounds("withdrawal", day)
        grounds.choices = [(one.code, one.vi if in_vietnamese() else one.en) for one in known]
        heirs.choices = [("", "—"), *((str(one.pk), str(one.document)) for one in others)]


class PeriodForm(forms.Form):
    """The period and the rounding of a statistic; a plain GET form."""

    since = forms.DateField(label=gettext_lazy("Assigned from"), required=False, widget=DayInput())
    until = forms.DateField(label=gettext_lazy("until day"), required=False, widget=DayInput())
    rounding = forms.ChoiceField(
        label=gettext_lazy("Rounding"), required=False,
        choices=[("half_up_2", gettext_lazy("two digits, rounded")),
                 ("truncate_2", gettext_lazy("two digits, cut off")),
                 ("half_up_1", gettext_lazy("one digit, rounded"))],
    )  # fmt: skip
    view = forms.ChoiceField(
        label=gettext_lazy("Units counted"), required=False,
        choices=[("was", gettext_lazy("as they were")), ("now", gettext_lazy("as they are today"))],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since: date | None = given.get("since")
        until: date | None = given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end lies before the beginning."))
        return given


class ExpectPlansForm(forms.Form):
    """Which units owe an answering plan, and by when."""

    group = forms.ChoiceField(label=gettext_lazy("A group of units"), required=False)
    agencies = forms.MultipleChoiceField(
        label=gettext_lazy("… or single units"), required=False, widget=forms.SelectMultiple(attrs={"size": 8})
    )
    due_on = forms.DateField(label=gettext_lazy("Plan due by"), widget=DayInput())

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["group"]
        units: Any = self.fields["agencies"]
        groups.choices = [("", "—"), *((group.code, group.name) for group in org.groups(timezone.localdate()))]
        whole = [one for one in org.agencies_on(day) if one.full_name == one.name]
        units.choices = [(str(one.pk), one.full_name) for one in whole]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("group") and not given.get("agencies"):
            self.add_error("group", _("Choose a group or at least one unit."))
        return given


class ResultForm(forms.Form):
    """A figure reported for a target."""

    agency = forms.ChoiceField(label=gettext_lazy("Unit"))
    value = forms.DecimalField(label=gettext_lazy("Result"), max_digits=16, decimal_places=4, localize=True)
    as_of = forms.DateField(label=gettext_lazy("As of day"), widget=DayInput())
    words = forms.CharField(label=gettext_lazy("Where the figure comes from"), max_length=500)

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["agency"]
        units.choices = agencies
        self.fields["as_of"].initial = day


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace(";", "\n").splitlines() if line.strip())


class MeetingForm(forms.Form):
    """A meeting before it begins."""

    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=500)
    starts_at = forms.DateTimeField(label=gettext_lazy("Begins"), widget=MomentInput(), input_formats=[MOMENT_FORMAT])
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    chair_title = forms.CharField(label=gettext_lazy("Chair: office"), max_length=300)
    chair_name = forms.CharField(label=gettext_lazy("Chair: name"), max_length=200)
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One item a line."),
    )
    participants = forms.CharField(
        label=gettext_lazy("Who takes part"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One unit or person a line."),
    )

    def facts(self) -> MeetingFacts:
        """What the form says."""
        given = self.cleaned_data
        return MeetingFacts(
            title=given["title"], starts_at=given["starts_at"], place=given["place"], chair_name=given["chair_name"],
            chair_title=given["chair_title"], agenda=tuple(given["agenda"].splitlines()),
            participants=tuple(given["participants"].splitlines()),
        )

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """The form's values as the meeting stands."""
        return {
            "title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place,
            "chair_name": meeting.chair_name, "chair_title": meeting.chair_title,
            "agenda": "\n".join(meeting.agenda),
            "participants": "\n".join(one.name for one in meeting.participants.all()),
        }  # fmt: skip


class ConclusionForm(forms.Form):
    """One conclusion: the sentence, and what it leaves open."""

    text = forms.CharField(label=gettext_lazy("Conclusion"), widget=forms.Textarea(attrs={"rows": 3}))
    leads = forms.CharField(
        label=gettext_lazy("Lead"), max_length=1000, required=False,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
        help_text=gettext_lazy("Empty: as the sentence says. Several units: a semicolon between them."),
    )
    coordinators = forms.CharField(
        label=gettext_lazy("Coordinators"), max_length=2000, required=False,
        widget=forms.TextInput(attrs={"list": "units", "autocomplete": "off"}),
    )
    deadline = forms.CharField(
        label=gettext_lazy("Deadline"), max_length=80, required=False,
        help_text=gettext_lazy("15/12, trước 15/12/2026, 05 ngày làm việc."),
    )
    each_of = forms.BooleanField(label=gettext_lazy("Each unit answers for itself"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def said(self) -> Said:
        """What was typed."""
        given = self.cleaned_data
        return Said(
            text=given["text"], leads=_lines(given["leads"]), coordinators=_lines(given["coordinators"]),
            deadline=given["deadline"], each_of=given["each_of"],
        )

    @staticmethod
    def initial_of(row: Conclusion) -> dict[str, Any]:
        """The form's values as the conclusion stands."""
        deadline = limit_words(row.due_limit)
        if row.due_on is not None:
            deadline = ("trước " if row.due_exclusive else "") + row.due_on.strftime("%d/%m/%Y")
        return {
            "text": row.text, "leads": "; ".join(row.leads), "coordinators": "; ".join(row.coordinators),
            "deadline": deadline, "each_of": row.mode == Clause.Mode.EACH_OF, "version": row.version,
        }  # fmt: skip


class IssueForm(forms.Form):
    """Number and signature of the notice."""

    notation = forms.CharField(label=gettext_lazy("Notation"), max_length=40)
    signer_title = forms.CharField(label=gettext_lazy("Signed by: office"), max_length=200)
    signer_name = forms.CharField(label=gettext_lazy("Signed by: name"), max_length=120)
    recipients = forms.CharField(
        label=gettext_lazy("Recipients"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """The usual values."""
        return {
            "notation": NOTATION, "signer_title": meeting.signer_title,
            "recipients": "\n".join(one.name for one in meeting.participants.all())[:500],
        }  # fmt: skip
