"""Biểu mẫu của các bước xử lý kỷ luật, kiểm điểm trách nhiệm: one form an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.domain.conduct.forms.fields import day, first_empty, grounds, line, number, offer, words
from congvu.domain.conduct.models import Breach, CouncilMember, Discipline, Form, Invitation, Review
from congvu.domain.conduct.policy.words import PAPERS
from congvu.domain.conduct.queries import files, rulebook
from congvu.domain.conduct.queries.reviews import FACTOR_LABELS, FACTORS
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import Act
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

#: Follow-ups on the form of a conclusion.
FOLLOW_UPS = 3


class ActForm(forms.Form):
    """What every act asks for: which line of the journal was looked at."""

    expected_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, act: Act, case: Case, on: date, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"expected_seq": case.seq, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.act, self.case, self.today = act, case, on
        if "ground" in self.fields:
            offer(self, "ground", grounds(act.ground or self.ground_family, on))
        self.build()

    ground_family = ""

    def build(self) -> None:
        """Choices that depend on the file."""

    @property
    def file(self) -> Discipline:
        """The disciplinary file of the case."""
        return files.file_of(self.case)

    def forms_of_discipline(self) -> list[tuple[str, Any]]:
        """The forms the person may be given today."""
        file = self.file
        ladder = rulebook.ladder(file.category, self.today, is_leader=file.is_leader)
        return [(code, Form(code).label) for code in ladder]


class WordsForm(ActForm):
    """A text, and nothing else."""

    words = words(gettext_lazy("Text"), 10)


class InviteForm(ActForm):
    """To which meeting, sent and held when."""

    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), choices=Invitation.Meeting.choices)
    sent_on = day(gettext_lazy("Invitation sent on"))
    meets_on = day(gettext_lazy("Day of the meeting"))


class AnswerForm(ActForm):
    """Whether the person came to the meeting he was invited to."""

    invitation = forms.ChoiceField(label=gettext_lazy("Invitation"))
    answer = forms.ChoiceField(label=gettext_lazy("The person"), choices=Invitation.Answer.choices[1:])

    def build(self) -> None:
        """Invitations without an answer."""
        rows = self.file.invitations.filter(answer=Invitation.Answer.WAITING)
        offer(self, "invitation", [
            (str(row.pk), f"{Invitation.Meeting(row.meeting).label} {row.meets_on:%d/%m/%Y}") for row in rows
        ])  # fmt: skip


class ReviewMeetingForm(ActForm):
    """The minutes of the review meeting."""

    held_on = day(gettext_lazy("Held on"))
    place = line(gettext_lazy("Place"), required=False)
    chair = line(gettext_lazy("Chair of the meeting"))
    secretary = line(gettext_lazy("Secretary"))
    for_discipline = number(gettext_lazy("Voices for a discipline"))
    against = number(gettext_lazy("Voices against"))
    in_absence = forms.BooleanField(label=gettext_lazy("Held in the person's absence"), required=False)
    minutes = words(gettext_lazy("Minutes"), 8)


class SkipForm(ActForm):
    """The ground on which a step falls away."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = words(gettext_lazy("Comments"), required=False)


class CouncilForm(ActForm):
    """The decision and the members: a name each, or somebody of the agency."""

    decision = line(gettext_lazy("Decision that sets up the council"), 100)
    set_up_on = day(gettext_lazy("Set up on"))

    def build(self) -> None:
        """As many seats as the rulebook says; the first is the chair, the last the secretary."""
        self.seats = rulebook.count("council_members", self.today)
        serving = org.officials_of(self.case.accountable_agency_id, self.today, with_units=True)
        person = self.file.official_id
        options = [
            (str(row.official_id), f"{row.official.full_name} – {row.post.title}") for row in serving
            if row.official_id != person
        ]
        for seat in range(1, self.seats + 1):
            role = self.role_of(seat)
            label = f"{seat}. {CouncilMember.Role(role).label}"
            self.fields[f"official_{seat}"] = forms.ChoiceField(
                label=label, choices=first_empty(options), required=False
            )
            self.fields[f"name_{seat}"] = line(_("… or by name (from outside)"), required=False)

    def role_of(self, seat: int) -> str:
        """The role of a seat by its number."""
        if seat == 1:
            return str(CouncilMember.Role.CHAIR)
        return str(CouncilMember.Role.SECRETARY if seat == self.seats else CouncilMember.Role.MEMBER)


class VoteForm(ActForm):
    """The council's meeting and the ballots of every breach."""

    met_on = day(gettext_lazy("Met on"))
    present = number(gettext_lazy("Members present"), most=99)
    in_absence = forms.BooleanField(label=gettext_lazy("Held in the person's absence"), required=False)
    minutes = words(gettext_lazy("Minutes"), 8)

    def build(self) -> None:
        """A count for each form and breach; what is left empty is none."""
        self.open = [row for row in files.standing_breaches(self.file) if row.finding == Breach.Finding.OPEN]
        self.ladder = [("", _("No discipline")), *self.forms_of_discipline()]
        for breach in self.open:
            for code, label in self.ladder:
                field = number(_("Breach %(n)d: %(form)s") % {"n": breach.position, "form": label}, required=False)
                self.fields[f"ballots_{breach.pk}_{code}"] = field

    def ballots(self) -> dict[int, dict[str, int]]:
        """Breach → form → ballots."""
        return {
            row.pk: {
                code: n for code, _label in self.ladder if (n := self.cleaned_data.get(f"ballots_{row.pk}_{code}") or 0)
            }
            for row in self.open
        }


class ConcludeBreachForm(ActForm):
    """What is concluded of one breach."""

    breach = forms.ChoiceField(label=gettext_lazy("Breach"))
    finding = forms.ChoiceField(label=gettext_lazy("Conclusion"), choices=Breach.Finding.choices[1:])
    form = forms.ChoiceField(label=gettext_lazy("Form that fits this breach"), required=False)

    def build(self) -> None:
        """The breaches of the file and the forms of the person."""
        rows = files.standing_breaches(self.file)
        offer(self, "breach", [(str(row.pk), f"{row.position}. {row.text[:80]}") for row in rows])
        offer(self, "form", first_empty(self.forms_of_discipline()))


class BreachForm(ActForm):
    """One more breach."""

    committed_on = day(gettext_lazy("Day of the breach"))
    text = words(gettext_lazy("Breach"))
    rule = line(gettext_lazy("Rule that was broken"), 300)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Breach.Level.choices)
    ground = forms.ChoiceField(label=gettext_lazy("Without limitation because"), required=False)
    ground_family = "discipline_exempt"


class PaperForm(ActForm):
    """A paper of the checklist and its scan."""

    code = forms.ChoiceField(label=gettext_lazy("Paper"))
    words = line(gettext_lazy("Number, day, who issued it"), 500)
    upload = forms.FileField(label=gettext_lazy("Scan"), required=False)

    def build(self) -> None:
        """What is missing first."""
        lines = sorted(files.checklist(self.file, self.today), key=lambda one: one.is_there)
        known = [(one.code, one.name) for one in lines]
        offer(self, "code", known or [(code, name) for name, code in PAPERS.items()])


class PartyForm(ActForm):
    """The party sanction."""

    form = forms.ChoiceField(label=gettext_lazy("Form of the party sanction"), choices=Discipline.PartyForm.choices)
    number = line(gettext_lazy("Number"), 100, required=False)
    on = day(gettext_lazy("Day"))


class DayForm(ActForm):
    """A day."""

    on = day(gettext_lazy("Day"))


class CircumstanceForm(ActForm):
    """Illness, maternity, prosecution, with the proof."""

    ground = forms.ChoiceField(label=gettext_lazy("Circumstance"))
    from_on = day(gettext_lazy("From"))
    until_on = day(gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave empty while it is not known."))
    child_born_on = day(
        gettext_lazy("Child born on"), required=False,
        help_text=gettext_lazy("It then lasts until the age the rulebook names."),
    )  # fmt: skip
    evidence = line(gettext_lazy("Paper that shows it"), 500)
    ground_family = "discipline_pause"


class SuspendForm(ActForm):
    """The decision to suspend, as it was signed."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = words(gettext_lazy("Reasons"))
    number = line(gettext_lazy("Number of the decision"), 100)
    signed_by = line(gettext_lazy("Signed by"))
    decided_on = day(gettext_lazy("Decided on"))
    from_on = day(gettext_lazy("Suspended from"), required=False,
                  help_text=gettext_lazy("Empty: from the day of the decision."))  # fmt: skip
    until_on = day(gettext_lazy("Suspended until"), required=False)

    def build(self) -> None:
        """What the rules of today allow, beside the fields."""
        days, pay = (rulebook.count(code, self.today) for code in ("suspension_days", "suspension_pay"))
        self.fields["until_on"].help_text = _(
            "Empty: as long as allowed, %(days)d days (%(rule)s). Paid meanwhile: %(pay)d per cent."
        ) % {"days": days, "rule": rulebook.cited("conduct.suspension_days", self.today), "pay": pay}


class LongerSuspensionForm(ActForm):
    """Until when, by which decision, and why."""

    until_on = day(gettext_lazy("Suspended until"))
    number = line(gettext_lazy("Number of the decision"), 100)
    signed_by = line(gettext_lazy("Signed by"))
    words = words(gettext_lazy("Reasons"))

    def build(self) -> None:
        """The last day there can be."""
        row = files.suspension_of(self.file)
        if row is None:
            return
        self.fields["until_on"].help_text = _("After %(day)s, until %(latest)s at most (%(rule)s).") % {
            "day": formats.day(row.until_on), "latest": formats.day(row.latest_on),
            "rule": rulebook.cited("conduct.suspension_more_days", self.today),
        }  # fmt: skip


class LiftForm(ActForm):
    """Why it ends before its day, and by which decision."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    number = line(gettext_lazy("Number of the decision"), 100)
    signed_by = line(gettext_lazy("Signed by"))
    words = words(gettext_lazy("Comments"), required=False)


class DecideForm(ActForm):
    """The decision as it was signed."""

    form = forms.ChoiceField(label=gettext_lazy("Form of discipline"))
    number = line(gettext_lazy("Number of the decision"), 100)
    signed_by = line(gettext_lazy("Signed by"))
    decided_on = day(gettext_lazy("Decided on"))
    effective_on = day(gettext_lazy("In effect from"), required=False,
                       help_text=gettext_lazy("Empty: from the day of the decision."))  # fmt: skip
    reasons = words(
        gettext_lazy("Reasons, where another form is decided than the file leads to"), required=False
    )

    def build(self) -> None:
        """The forms of the person."""
        offer(self, "form", self.forms_of_discipline())


class ComplaintForm(ActForm):
    """The result of a complaint."""

    number = line(gettext_lazy("Number of the decision on the complaint"), 100)
    words = words(gettext_lazy("Reasons"))


class SoftenForm(ComplaintForm):
    """A milder form by a new decision."""

    form = forms.ChoiceField(label=gettext_lazy("Form of discipline"))
    signed_by = line(gettext_lazy("Signed by"))

    def build(self) -> None:
        """The forms of the person."""
        offer(self, "form", self.forms_of_discipline())


class ConclusionForm(ActForm):
    """The five factors, the responsibility, the result, what has to follow."""

    responsibility = forms.ChoiceField(
        label=gettext_lazy("Responsibility"), choices=Review.Responsibility.choices[1:]
    )
    result = words(gettext_lazy("Result"))

    def build(self) -> None:
        """Factors before, follow-ups behind."""
        after = dict(self.fields)
        self.fields.clear()
        for name in FACTORS:
            self.fields[name] = words(FACTOR_LABELS[name], 2)
        self.fields.update(after)
        for place in range(1, FOLLOW_UPS + 1):
            self.fields[f"follow_up_{place}"] = line(
                _("Follow-up %(n)d") % {"n": place}, 1000, required=False
            )
            self.fields[f"follow_up_due_{place}"] = day(_("Follow-up %(n)d until") % {"n": place}, required=False)

    def clean(self) -> dict[str, Any]:
        """A follow-up has its day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(1, FOLLOW_UPS + 1):
            if given.get(f"follow_up_{place}") and not given.get(f"follow_up_due_{place}"):
                self.add_error(f"follow_up_due_{place}", _("Name the day."))
        return given

    def follow_ups(self) -> list[tuple[str, date]]:
        """Words and days."""
        said = self.cleaned_data
        return [
            (said[f"follow_up_{n}"], said[f"follow_up_due_{n}"]) for n in range(1, FOLLOW_UPS + 1)
            if said[f"follow_up_{n}"]
        ]


class FollowUpForm(ActForm):
    """Which follow-up is done, and how."""

    follow_up = forms.ChoiceField(label=gettext_lazy("Follow-up"))
    words = words(gettext_lazy("How it was done"))

    def build(self) -> None:
        """Those that are not done."""
        rows = self.case.conduct_review.follow_ups.filter(done_on=None)
        offer(self, "follow_up", [(str(row.pk), row.words[:120]) for row in rows])
