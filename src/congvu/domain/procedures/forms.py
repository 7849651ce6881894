"""Forms of the catalogue: they check shape only; rules sit in the actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congvu.domain.procedures.actions.drafting import Facts
from congvu.domain.procedures.models import (
    Announcer,
    Collected,
    DelegatedSettling,
    Means,
    OnlineLevel,
    Scope,
    SettledAt,
    Station,
    StationKind,
    Subject,
    SupplementPolicy,
    Variant,
    Version,
    Who,
)
from congvu.domain.procedures.policy.words import limit_typed, span_typed
from congvu.kernel.ui.widgets import DayInput

MOST_BYTES_OF_A_DRAWING = 1024 * 1024


def _lines(label: Any, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )  # fmt: skip


class FactsForm(forms.Form):
    """What a version says as a whole."""

    name = forms.CharField(label=_("Name of the procedure"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    settled_at = forms.ChoiceField(label=_("Settled at"), choices=SettledAt.choices)
    settled_by = forms.CharField(
        label=_("Agency that settles"), max_length=300, required=False, help_text=_("Needed before it is announced.")
    )
    subjects = forms.MultipleChoiceField(
        label=_("Subjects"), choices=Subject.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Needed before it is announced."),
    )  # fmt: skip
    sequence = _lines(
        _("Sequence of steps"), 5, _("One step a line, as people are to take them; needed before it is announced.")
    )
    ways = _lines(_("Ways of doing"), 2, _("At the counter, by post, online; needed before it is announced."))
    support = _lines(
        _("Where people are helped to file"), 2,
        _("One place a line: a post office, a support point of the village, an agent of public services. Empty: none."),
    )  # fmt: skip
    sets = forms.IntegerField(label=_("Number of sets"), min_value=1, max_value=20, initial=1)
    result = _lines(_("Result"), 2)
    requirements = _lines(_("Requirements and conditions"), 3)
    legal_basis = _lines(_("Legal basis"), 3, _("One instrument a line."))
    boundary_free = forms.BooleanField(label=_("Received anywhere in the province"), required=False)
    interlinked = forms.BooleanField(label=_("Interlinked: several agencies settle it"), required=False)
    online = forms.ChoiceField(label=_("Online service"), choices=OnlineLevel.choices)
    online_reason = forms.CharField(
        label=_("Why not full"), max_length=500, required=False,
        help_text=_("A partial service publishes its reason: presence, a check in the field …"),
    )  # fmt: skip

    def facts(self) -> Facts:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in Facts.__dataclass_fields__}
        return Facts(**{**given, "subjects": tuple(given["subjects"])})

    @staticmethod
    def initial_of(version: Version) -> dict[str, Any]:
        """The form as a version fills it."""
        return {name: getattr(version, name) for name in Facts.__dataclass_fields__}


class NewForm(FactsForm):
    """A new procedure."""

    agency = forms.TypedChoiceField(label=_("Agency that answers for its content"), coerce=int)
    code = forms.CharField(
        label=_("National code"), max_length=80, required=False,
        help_text=_("As the decision writes it, such as 1.001193 or 3.000527.H61."),
    )  # fmt: skip
    scope = forms.ChoiceField(label=_("Who it is for"), choices=Scope.choices)
    field = forms.CharField(label=_("Field"), max_length=200)
    field_order = ("agency", "code", "scope", "field", "name")

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]  # a choice field


class VariantForm(forms.Form):
    """Name and limit of a case."""

    name = forms.CharField(label=_("Case of the procedure"), max_length=300, required=False)
    limit = forms.CharField(
        label=_("Time limit"), max_length=200, required=False,
        help_text=_("Such as “05 ngày làm việc”, “15 ngày + 8 ngày làm việc”, “24 giờ làm việc”."),
    )  # fmt: skip
    limit_note = forms.CharField(label=_("What the decision adds"), max_length=1000, required=False)
    phases = _lines(
        _("Phases of the limit"), 2,
        _("Only where the limit runs in phases, one a line: “Bổ nhiệm: 20 ngày làm việc”. They follow one another."),
    )  # fmt: skip
    same_day = forms.BooleanField(
        label=_("Settled the same day; received after 15:00, the next working day"), required=False
    )
    refusal_limit = forms.CharField(
        label=_("Time to refuse in"), max_length=200, required=False,
        help_text=_("Only where it differs from the time limit."),
    )  # fmt: skip
    extension_limit = forms.CharField(
        label=_("The procedure may be extended by"), max_length=200, required=False,
        help_text=_("Such as 5 working days where facts must be verified."),
    )  # fmt: skip
    supplement_policy = forms.ChoiceField(
        label=_("When papers are supplemented"), choices=SupplementPolicy.choices, required=False
    )
    hours_a_day = forms.IntegerField(label=_("Hours of a working day in the route"), min_value=1, max_value=24,
                                     initial=8)  # fmt: skip

    def clean_phases(self) -> list[tuple[str, str]]:
        """Each line as name and limit, parted at its last colon."""
        found = []
        for line in str(self.cleaned_data["phases"]).splitlines():
            name, _colon, limit = line.strip().rpartition(":")
            if line.strip():
                found.append((name.strip(), limit.strip()))
        return found

    @staticmethod
    def initial_of(variant: Variant) -> dict[str, Any]:
        """The form as a case fills it."""
        typed = {name: limit_typed(getattr(variant, name)) if getattr(variant, name) else ""
                 for name in ("limit", "refusal_limit", "extension_limit")}  # fmt: skip
        same = ("name", "limit_note", "hours_a_day", "same_day", "supplement_policy")
        phases = "\n".join(f"{one['name']}: {limit_typed(one['limit'])}" for one in variant.phases)
        return {**{name: getattr(variant, name) for name in same}, **typed, "phases": phases}


class NewVariantForm(forms.Form):
    """One more case."""

    name = forms.CharField(label=_("Case of the procedure"), max_length=300)


class PaperForm(forms.Form):
    """A paper."""

    name = forms.CharField(label=_("Paper of the dossier"), max_length=1000)
    originals = forms.IntegerField(label=_("Originals"), min_value=0, max_value=99, initial=1)
    copies = forms.IntegerField(label=_("Copies"), min_value=0, max_value=99, initial=0)
    mandatory = forms.BooleanField(label=_("Always needed"), required=False, initial=True)
    when_needed = forms.CharField(label=_("When it is needed"), max_length=500, required=False)
    form = forms.CharField(label=_("Form"), max_length=200, required=False)
    held_by = forms.CharField(
        label=_("Held by the State already"), max_length=200, required=False,
        help_text=_("The source it can be taken from; then it need not be brought."),
    )  # fmt: skip


class FeeForm(forms.Form):
    """A fee."""

    name = forms.CharField(label=_("Fee"), max_length=300)
    amount = forms.IntegerField(label=_("Amount in đồng"), min_value=0)
    per = forms.CharField(label=_("Per"), max_length=60, required=False)
    collected = forms.ChoiceField(label=_("Collected"), choices=Collected.choices)
    free_when = forms.CharField(label=_("Free for"), max_length=1000, required=False)
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)


class GroupForm(forms.Form):
    """Stations that share one time."""

    name = forms.CharField(label=_("Group of stations"), max_length=200)
    time = forms.CharField(label=_("Time they share"), max_length=40)


class StationForm(forms.Form):
    """A station."""

    name = forms.CharField(label=_("Station"), max_length=300)
    kind = forms.ChoiceField(
        label=_("What happens there"), choices=StationKind.choices, initial=StationKind.WORK, required=False
    )
    who = forms.ChoiceField(label=_("Whose station"), choices=Who.choices, initial=Who.SETTLING)
    agency = forms.TypedChoiceField(label=_("Other agency"), coerce=int, required=False, empty_value=None)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    time = forms.CharField(
        label=_("Time"), max_length=40, required=False,
        help_text=_("0,5 ngày, 4 giờ, 30 phút; empty where it shares a group's time or does not count."),
    )  # fmt: skip
    group = forms.ChoiceField(label=_("Shares the time of"), required=False)
    aside_limit = forms.CharField(
        label=_("Lasts beside the count"), max_length=200, required=False,
        help_text=_("Such as 15 days of public posting."),
    )  # fmt: skip
    phase = forms.ChoiceField(label=_("Phase of the limit"), required=False)
    silence_agrees = forms.BooleanField(
        label=_("No answer in this time counts as agreement"), required=False,
        help_text=_("Only where others are asked."),
    )  # fmt: skip
    back_to = forms.ChoiceField(label=_("May send back to"), required=False)
    branch = forms.CharField(
        label=_("Side by side in branch"), max_length=40, required=False,
        help_text=_("Stations of different branches in a row run side by side."),
    )  # fmt: skip
    product = forms.CharField(label=_("What comes out"), max_length=300, required=False)

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[str, str]], groups: Iterable[tuple[str, str]],
        stations: Iterable[tuple[str, str]], phases: Sequence[tuple[str, str]] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        lists = (("agency", agencies), ("group", groups), ("back_to", stations), ("phase", phases))
        for name, choices in lists:
            self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # a choice field
        if not phases:
            del self.fields["phase"]

    @staticmethod
    def initial_of(row: Station) -> dict[str, Any]:
        """The form as a station fills it, its time as it can be typed again."""
        names = ("name", "kind", "who", "post", "group", "phase", "silence_agrees", "branch", "product")
        return {
            **{name: getattr(row, name) for name in names}, "agency": row.agency_id,
            "time": span_typed(row.minutes, row.variant.hours_a_day),
            "aside_limit": limit_typed(row.aside_limit) if row.aside_limit else "",
            "back_to": row.back_to[0] if row.back_to else "",
        }  # fmt: skip

    def act(self) -> dict[str, Any]:
        """The keywords of `add_station`."""
        given = {"phase": "", **self.cleaned_data}
        agency_id = given.pop("agency")
        return {**given, "agency_id": agency_id, "kind": given["kind"] or StationKind.WORK}


class FileForm(forms.Form):
    """A file that is brought to be looked at."""

    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput())

    def accept(self, endings: str) -> None:
        """Which files the browser offers (`.xlsx,.csv`)."""
        self.fields["file"].widget.attrs["accept"] = endings
        self.fields["file"].help_text = endings.replace(",", ", ")


class RouteFileForm(forms.Form):
    """A drawing."""

    file = forms.FileField(
        label=_("Drawing of the route (.bpmn, BPMN 2.0)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".bpmn,.xml"}),
        help_text=_("From this page, or from any BPMN modeller. At most 1 MB."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        """A file of a size a route may have."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES_OF_A_DRAWING:
            raise forms.ValidationError(_("The file is larger than 1 MB. Draw one route a file."))
        return given


class AnnounceForm(forms.Form):
    """A decision of announcement."""

    decision = forms.CharField(label=_("Decision of announcement"), max_length=200)
    announced_on = forms.DateField(label=_("Day of the decision"), widget=DayInput())
    from_on = forms.DateField(label=_("In force from day"), widget=DayInput())
    announcer = forms.ChoiceField(
        label=_("Who made the decision"), choices=Announcer.choices, initial=Announcer.PROVINCE, required=False,
        help_text=_("A ministry’s decision has deadlines of its own."),
    )  # fmt: skip
    fast_track = forms.BooleanField(label=_("The instrument was made by the shortened procedure"), required=False)
    enacted_on = forms.DateField(
        label=_("Day the instrument was enacted"), widget=DayInput(), required=False,
        help_text=_("Needed where it was made by the shortened procedure."),
    )  # fmt: skip
    to_on = forms.DateField(
        label=_("Ends on day"), widget=DayInput(), required=False,
        help_text=_("Only where it holds for a limited time from the start."),
    )  # fmt: skip

    def clean_announcer(self) -> str:
        """The province, where nothing else is said."""
        return self.cleaned_data["announcer"] or Announcer.PROVINCE


class PublishForm(forms.Form):
    """Published on a day."""

    on = forms.DateField(label=_("Published on"), widget=DayInput())


class AbolishForm(forms.Form):
    """A decision that abolishes."""

    decision = forms.CharField(label=_("Decision"), max_length=200)
    on = forms.DateField(label=_("Ends on day"), widget=DayInput())


COMMUNES = "communes"
"""The delegate "UBND cấp xã": whichever commune the matter belongs to."""


class DelegationForm(forms.Form):
    """A decision that decentralises or delegates settling."""

    means = forms.ChoiceField(label=_("Form of delegation"), choices=Means.choices)
    decision = forms.CharField(label=_("Decision"), max_length=200)
    authority = forms.TypedChoiceField(label=_("Delegating authority"), coerce=int)
    delegate = forms.ChoiceField(label=_("Who settles now"))
    position = forms.CharField(
        label=_("Position, in words"), max_length=200, required=False, help_text=_("Such as “Giám đốc Sở Y tế”.")
    )
    procedures = forms.CharField(
        label=_("Procedures"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Their codes, with blanks between: 1.001193 2.000815"),
    )  # fmt: skip
    replaces = forms.BooleanField(
        label=_("In place of the authority"), required=False, initial=True,
        help_text=_("Otherwise both may settle."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Limited to places, in words"), max_length=500, required=False,
        help_text=_("Such as “trong khu công nghiệp”; whoever receives then chooses."),
    )  # fmt: skip
    within = forms.CharField(
        label=_("Limited to matters of these agencies"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One name a line; empty: everywhere."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("In force from day"), widget=DayInput())
    to_on = forms.DateField(label=_("Ends on day"), widget=DayInput(), required=False)
    responsibility = _lines(_("Who answers for what"), 3)

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], authorities: Sequence[tuple[str, str]],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        to_all = (COMMUNES, _("People's Committees of the communes"))
        self.fields["authority"].choices = [("", "—"), *authorities]  # type: ignore[attr-defined]  # a choice field
        self.fields["delegate"].choices = [("", "—"), to_all, *agencies]  # type: ignore[attr-defined]

    def clean_delegate(self) -> int | None:
        """The agency, or None for the communes."""
        given = self.cleaned_data["delegate"]
        return None if given == COMMUNES else int(given)

    @staticmethod
    def initial_of(row: DelegatedSettling) -> dict[str, Any]:
        """The form as a delegation fills it."""
        names = ("means", "decision", "position", "replaces", "place", "from_on", "to_on", "responsibility")
        return {name: getattr(row, name) for name in names} | {
            "authority": row.authority_id, "delegate": row.delegate_id or COMMUNES,
            "procedures": " ".join(one.code for one in row.procedures.all()),
            "within": "\n".join(one.name for one in row.within.all()),
        }  # fmt: skip


class EndDelegationForm(forms.Form):
    """A decision that takes the power back."""

    decision = forms.CharField(label=_("Decision"), max_length=200)
    on = forms.DateField(label=_("Ends on day"), widget=DayInput())


class PostingForm(forms.Form):
    """Sheets put up on a day by a person."""

    on = forms.DateField(label=_("Posted on"), widget=DayInput())
    by = forms.CharField(label=_("Posted by"), max_length=200, required=False)


class PostingChoiceForm(forms.Form):
    """Where the desk differs from the rule."""

    posts = forms.TypedChoiceField(
        label=_("What the desk does"), coerce=lambda typed: typed == "1",
        choices=[("1", _("It posts this procedure too")), ("0", _("It need not post this procedure"))],
    )  # fmt: skip
    code = forms.CharField(label=_("Code"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=300)
