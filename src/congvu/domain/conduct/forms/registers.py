"""Biểu mẫu lập hồ sơ và ghi sổ."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import Refusal
from congvu.domain.conduct.forms.fields import day, first_empty, grounds, line, number, offer, words
from congvu.domain.conduct.models import Breach, Category, Discipline, Form, Leaver, Measure, Publication, Review
from congvu.domain.conduct.policy.words import SHOWN
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import pick


class AgencyForm(forms.Form):
    """First: which agency it is about; its people are offered next."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"))

    def __init__(self, *args: Any, options: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", first_empty([(str(pk), name) for pk, name in options]))


class _OfAgency(forms.Form):
    """A form about somebody of one agency."""

    def __init__(self, *args: Any, agency_id: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency_id, self.on = agency_id, on
        rows = org.officials_of(agency_id, on, with_units=True)
        if "official" in self.fields:
            names = [(str(row.official_id), f"{row.official.full_name} – {row.post.title}") for row in rows]
            offer(self, "official", first_empty(names))
        self.build()

    def build(self) -> None:
        """Further choices."""

    def clean(self) -> dict[str, Any]:
        """Somebody who left is named by his code."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        code = str(given.get("official_code") or "").strip()
        if code:
            try:
                given["official"] = str(org.official_by_code(code).pk)
            except Refusal:
                self.add_error("official_code", _("There is no official with this code."))
        return given

    @property
    def official_id(self) -> int | None:
        """The person chosen or named."""
        chosen = str(self.cleaned_data.get("official") or "")
        return int(chosen) if chosen else None


class DisciplineForm(_OfAgency):
    """Person, discovery, first breach."""

    official = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    official_code = line(
        gettext_lazy("… or the code of somebody who has retired or resigned"), 60, required=False
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=Category.choices,
                                 initial=Category.CIVIL_SERVANT)  # fmt: skip
    is_leader = forms.BooleanField(label=gettext_lazy("Holds a leading or managing post"), required=False)
    standing = forms.ChoiceField(label=gettext_lazy("The person is"), choices=Discipline.Standing.choices)
    authority = forms.ChoiceField(label=gettext_lazy("Who decides"))
    former_agency = forms.ChoiceField(
        label=gettext_lazy("Former agency, where the breach was there"), required=False,
        help_text=gettext_lazy("The new agency handles it; the former one hands over its papers."),
    )  # fmt: skip
    discovery = forms.ChoiceField(label=gettext_lazy("How it was found"), choices=Discipline.Discovery.choices)
    discovered_on = day(gettext_lazy("Discovered on"), help_text=gettext_lazy("The time for handling runs from here."))
    source = line(gettext_lazy("Paper that found it: number, day, who issued it"), 500, required=False)
    cause_code = line(gettext_lazy("… or the code of the case it comes from"), 40, required=False)
    committed_on = day(gettext_lazy("Day of the breach"))
    text = words(gettext_lazy("Breach"))
    rule = line(gettext_lazy("Rule that was broken"), 300)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Breach.Level.choices)
    exempt = forms.ChoiceField(label=gettext_lazy("Without limitation because"), required=False)

    def build(self) -> None:
        """Agencies above that may decide, former agencies, grounds."""
        chain = org.organisation().chain(org.agency_by_id(self.agency_id))
        offer(self, "authority", [(str(one.pk), one.name) for one in chain])
        everywhere = [(str(one.pk), one.full_name) for one in org.agencies_on(self.on)]
        offer(self, "former_agency", first_empty(everywhere))
        offer(self, "exempt", grounds("discipline_exempt", self.on))


class ReviewForm(_OfAgency):
    """Whose responsibility, in which matter."""

    subject = forms.ChoiceField(label=gettext_lazy("Whose responsibility"), choices=Review.Subject.choices)
    official = forms.ChoiceField(
        label=gettext_lazy("Person"), required=False,
        help_text=gettext_lazy("Needed for a deputy; empty for the collective, and for the head of today."),
    )  # fmt: skip
    matter = words(gettext_lazy("What has to be reviewed"))
    source = line(gettext_lazy("Paper this comes from"), 500, required=False)
    cause_code = line(gettext_lazy("… or the code of the case it comes from"), 40, required=False)


class MeasureForm(_OfAgency):
    """Which measure, with its document."""

    sort = forms.ChoiceField(label=gettext_lazy("Measure"), choices=Measure.Sort.choices)
    official = forms.ChoiceField(
        label=gettext_lazy("Person"), required=False, help_text=gettext_lazy("Empty where it is to the whole unit.")
    )
    number = line(gettext_lazy("Number of the document or minutes"), 100)
    issued_on = day(gettext_lazy("Day"))
    issued_by = line(gettext_lazy("Issued by"))
    words = words(gettext_lazy("About"))
    source = line(gettext_lazy("Paper this comes from"), 500, required=False)
    cause_code = line(gettext_lazy("… or the code of the case it comes from"), 40, required=False)


class LeaverForm(_OfAgency):
    """Who left, how, why."""

    name = line(gettext_lazy("Name"))
    official_code = line(gettext_lazy("Code of the person, where known here"), 60, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=Category.choices)
    post = line(gettext_lazy("Post"))
    is_leader = forms.BooleanField(label=gettext_lazy("Held a leading or managing post"), required=False)
    field = line(gettext_lazy("Field of work"))
    born_in = number(gettext_lazy("Year of birth"), most=2100)
    left_on = day(gettext_lazy("Left on"))
    way = forms.ChoiceField(label=gettext_lazy("Way of leaving"), choices=Leaver.Way.choices)
    ground = forms.ChoiceField(label=gettext_lazy("Ground of leaving"), choices=Leaver.Ground.choices)
    basis = line(gettext_lazy("Decision"), 300, required=False)
    words = words(gettext_lazy("In the person's words"), required=False)


class EarlierForm(_OfAgency):
    """A decision of the past, from the paper."""

    official = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    official_code = line(
        gettext_lazy("… or the code of somebody who has retired or resigned"), 60, required=False
    )
    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=Category.choices,
                                 initial=Category.CIVIL_SERVANT)  # fmt: skip
    form = forms.ChoiceField(label=gettext_lazy("Form of discipline"), choices=Form.choices)
    number = line(gettext_lazy("Number of the decision"), 100)
    law = line(gettext_lazy("Decree it was based on"), 200)
    decided_on = day(gettext_lazy("Decided on"))
    effective_on = day(gettext_lazy("In effect from"))
    effect_until = day(gettext_lazy("In effect until"), required=False)


class PublicationForm(_OfAgency):
    """What is published, on which ground, until when; details beyond the ground are refused."""

    subject = forms.ChoiceField(label=gettext_lazy("About"), choices=Publication.Subject.choices)
    ground = forms.ChoiceField(label=gettext_lazy("Legal ground"))
    basis = line(gettext_lazy("Document that orders it: number, day, who issued it"), 300)
    case_code = line(gettext_lazy("Disciplinary file, for a person"), 40, required=False)
    title = line(gettext_lazy("Title"), 300)
    from_on = day(gettext_lazy("Public from"))
    until_on = day(gettext_lazy("Public until"))

    def build(self) -> None:
        """Grounds, each with what it allows; a field for every detail."""
        offer(self, "ground", grounds("conduct_publication", self.on))
        for label, code in SHOWN.items():
            shown = label[:1].upper() + label[1:]
            self.fields[f"shown_{code}"] = line(_("Shown: %(what)s") % {"what": shown}, 1000, required=False)

    def details(self) -> dict[str, str]:
        """What was filled in."""
        return {code: self.cleaned_data[f"shown_{code}"] for code in SHOWN.values()}


class RemovalForm(forms.Form):
    """Why a publication is taken down."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = words(gettext_lazy("Comments"), 2, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = rules.grounds("publication_removal", on)
        offer(self, "ground", [(row.code, pick(row.vi, row.en)) for row in rows])
