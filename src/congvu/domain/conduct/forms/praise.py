"""Biểu mẫu khen thưởng, đề xuất đổi mới sáng tạo, đầu việc."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.text import skey
from congvu.domain.conduct.actions.proposing import Dossier
from congvu.domain.conduct.forms.acts import ActForm
from congvu.domain.conduct.forms.fields import day, first_empty, line, offer, words
from congvu.domain.conduct.models import PartyOpinion, Proposal, Thanks, WorkContest
from congvu.domain.conduct.policy.praise import FIELDS
from congvu.domain.conduct.queries import praising, proposals
from congvu.kernel.casework import kinds
from congvu.kernel.org import queries as org
from congvu.kernel.rules.policy import pick


class _OfUnit(forms.Form):
    """A form about somebody of an agency, or the agency itself."""

    official = forms.ChoiceField(
        label=gettext_lazy("Person"), required=False, help_text=gettext_lazy("Empty for the collective.")
    )

    def __init__(self, *args: Any, agency_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id, self.on = agency_id, on
        rows = org.officials_of(agency_id, on, with_units=True)
        offer(self, "official", first_empty([
            (str(row.official_id), f"{row.official.full_name} – {row.post.title}") for row in rows
        ]))  # fmt: skip

    @property
    def official_id(self) -> int | None:
        """The person chosen."""
        chosen = str(self.cleaned_data.get("official") or "")
        return int(chosen) if chosen else None


class PraiseForm(_OfUnit):
    """Đề nghị khen thưởng. Whom, which form by whom, for which merit of which days, resting on what."""

    authority = forms.ChoiceField(label=gettext_lazy("Who decides"))
    form = forms.ChoiceField(label=gettext_lazy("Form of commendation"))
    sort = forms.ChoiceField(label=gettext_lazy("Kind of commendation"))
    merit = words(gettext_lazy("Merit"), 4)
    period_from = day(gettext_lazy("Merit from"))
    period_to = day(gettext_lazy("Merit to"))
    codes = words(
        gettext_lazy("Cases it rests on"), 2, required=False, help_text=gettext_lazy("Codes, with blanks between.")
    )
    thanks = forms.MultipleChoiceField(
        label=gettext_lazy("Thanks it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    papers = words(
        gettext_lazy("Papers it rests on"), 2, required=False,
        help_text=gettext_lazy("One paper on each line: conclusion of an inspection, report, with number and day."),
    )  # fmt: skip

    field_order = ("official", "authority", "form", "sort", "merit", "period_from", "period_to", "codes", "thanks",
                   "papers")  # fmt: skip

    def __init__(self, *args: Any, given_thanks: list[Thanks], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chain = list(org.organisation().chain(org.agency_by_id(self.agency_id)))
        offer(self, "authority", [(str(one.pk), one.full_name) for one in chain])
        given = dict.fromkeys(
            one for unit in chain for to_person in (True, False)
            for one in praising.forms_given_by(unit.pk, self.on, to_person=to_person)
        )  # fmt: skip
        offer(self, "form", [(one, praising.form_words(one)) for one in given])
        offer(self, "sort", [(one, praising.sort_words(one).capitalize()) for one in praising.sorts_on(self.on)])
        offer(self, "thanks", [(str(row.pk), f"{row.received_on:%d/%m/%Y} – {row.source}") for row in given_thanks])
        if not given_thanks:
            del self.fields["thanks"]

    def case_codes(self) -> list[str]:
        """The codes typed in."""
        return str(self.cleaned_data.get("codes") or "").replace(",", " ").replace(";", " ").split()


class ThanksForm(_OfUnit):
    """Lời cảm ơn. From where, when, to whom, in which words."""

    received_on = day(gettext_lazy("Received on"))
    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=Thanks.Channel.choices)
    source = line(gettext_lazy("Source"), 300, help_text=gettext_lazy("Letter with its number, call, newspaper; "
                  "who said it only where he agrees."))  # fmt: skip
    words = words(gettext_lazy("Words of thanks"))
    case_code = line(gettext_lazy("Code of the dossier or case"), 40, required=False)


class GrantForm(ActForm):
    """The decision as it was signed."""

    form = forms.ChoiceField(label=gettext_lazy("Form of commendation"))
    number = line(gettext_lazy("Number of the decision"), 100)
    signed_by = line(gettext_lazy("Signed by"))
    decided_on = day(gettext_lazy("Decided on"))

    def build(self) -> None:
        """What this authority gives."""
        row = praising.commendation_of(self.case)
        given = praising.forms_given_by(self.case.issuing_agency_id, self.today, to_person=row.official_id is not None)
        offer(self, "form", [(one, praising.form_words(one)) for one in given])
        self.fields["form"].initial = row.form


class CancelForm(ActForm):
    """Why a commendation is taken back, by which decision."""

    ground_family = "praise_cancel"
    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    number = line(gettext_lazy("Number of the decision"), 100)
    cancelled_on = day(gettext_lazy("Decided on"))
    words = words(gettext_lazy("Reasons"))


class _DossierFields(forms.Form):
    """Hồ sơ đề xuất theo Điều 7."""

    need = words(gettext_lazy("1. Need and aim"))
    bottleneck = words(
        gettext_lazy("1. The bottleneck, and that no document rules it"),
        help_text=gettext_lazy("Documents of Government, Prime Minister, ministries and localities."),
    )
    tasks = words(gettext_lazy("2. Tasks"))
    solutions = words(gettext_lazy("2. Solutions, feasibility"))
    scope = words(gettext_lazy("2. Scope"), 2)
    from_on = day(gettext_lazy("2. Carried out from"))
    until_on = day(gettext_lazy("2. Carried out until"))
    resources = words(gettext_lazy("2. Resources"), 2)
    pros = words(gettext_lazy("3. What speaks for it"))
    cons = words(gettext_lazy("3. What speaks against it, risks"))
    effect = words(gettext_lazy("3. Expected effect"))

    def dossier(self) -> Dossier:
        """The three parts."""
        return Dossier(**{name: self.cleaned_data[name] for name in FIELDS})


class ProposalForm(_DossierFields):
    """Đề xuất mới."""

    agency = forms.TypedChoiceField(label=gettext_lazy("Agency"), coerce=int)
    title = line(gettext_lazy("Title of the proposal"), 300)
    field_order = ("agency", "title", *FIELDS)

    def __init__(self, *args: Any, agencies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [(str(pk), name) for pk, name in agencies])


class VersionForm(_DossierFields, ActForm):
    """Phiên bản mới, beginning with what the last one says."""

    why = words(gettext_lazy("Why there is a new version"), 2)

    def build(self) -> None:
        """The content of the last version."""
        last = proposals.current_version(proposals.proposal_of(self.case))
        if last is not None:
            for name in FIELDS:
                self.fields[name].initial = getattr(last, name)


class AppraiseForm(ActForm):
    """Mỗi điều kiện: met or not, and why."""

    def build(self) -> None:
        """Two fields for every condition."""
        row = proposals.proposal_of(self.case)
        for one in proposals.conditions(row, self.today):
            self.fields[f"met_{one.code}"] = forms.ChoiceField(
                label=one.words, choices=[("", "—"), ("yes", _("met")), ("no", _("not met"))],
                initial={True: "yes", False: "no", None: ""}[one.is_met], help_text=one.rule,
            )
            self.fields[f"words_{one.code}"] = line(_("Remarks, needed where it is not met"), 500, required=False)
            self.fields[f"words_{one.code}"].initial = one.found

    def met(self) -> dict[str, bool]:
        """Which are met."""
        return {code: self.cleaned_data[f"met_{code}"] == "yes" for code in proposals.CONDITIONS}

    def said(self) -> dict[str, str]:
        """The remarks."""
        return {code: self.cleaned_data[f"words_{code}"] for code in proposals.CONDITIONS}


class AskPartyForm(ActForm):
    """Which committee, when."""

    body = line(gettext_lazy("Party committee of the same level"))
    asked_on = day(gettext_lazy("Asked on"))


class OpinionForm(ActForm):
    """What it answered."""

    answer = forms.ChoiceField(label=gettext_lazy("Opinion"), choices=PartyOpinion.Answer.choices[1:])
    number = line(gettext_lazy("Number of the paper"), 100)
    answered_on = day(gettext_lazy("Answered on"))
    words = words(gettext_lazy("What it says"), required=False)


class ApproveForm(ActForm):
    """The decision."""

    number = line(gettext_lazy("Number of the decision"), 100)
    decided_on = day(gettext_lazy("Decided on"))


class ResultForm(ActForm):
    """Met or not, and why."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=Proposal.Result.choices)
    cause = forms.ChoiceField(
        label=gettext_lazy("Cause, where the aim is not met"), choices=first_empty(Proposal.Cause.choices),
        required=False,
    )  # fmt: skip
    words = words(gettext_lazy("Reasons"))


class ContestForm(forms.Form):
    """Ý kiến về đầu việc của mình."""

    about = forms.ChoiceField(label=gettext_lazy("What you contest"), choices=WorkContest.About.choices)
    words = words(gettext_lazy("Why"))


class AnswerContestForm(forms.Form):
    """Trả lời."""

    accept = forms.ChoiceField(
        label=gettext_lazy("Answer"), choices=[("yes", gettext_lazy("accepted")), ("no", gettext_lazy("not accepted"))]
    )
    words = words(gettext_lazy("Reasons"))


class WeightForm(forms.Form):
    """Hệ số quy đổi của một loại công việc."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"))
    weight = forms.DecimalField(label=gettext_lazy("Converted weight"), max_digits=6, decimal_places=2, localize=True)
    valid_from = day(gettext_lazy("From day"))
    basis = line(gettext_lazy("Document it rests on"), 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, pick(one.label_vi, one.label_en)) for one in kinds.all_kinds()]
        offer(self, "kind", sorted(named, key=lambda one: skey(one[1])))
