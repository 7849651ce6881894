"""Forms of what follows a visit: findings, report, conclusion, publication, remedies, samples of the effect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.actions.findings import Said
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.actions.unpublishing import Wanted
from congvu.domain.inspections.models import Finding, PublicationChange, Resample, Severity
from congvu.domain.inspections.queries.conclusions import procedure_id

Options = Sequence[tuple[str, str]]


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FindingForm(forms.Form):
    """A finding, or something to praise."""

    item = forms.TypedChoiceField(label=_("Line of the checklist"), coerce=int)
    praise = forms.BooleanField(label=_("This is good practice, to be praised"), required=False)
    fact = forms.CharField(label=_("Fact"), max_length=2000, widget=_words(4),
                           help_text=_("What was seen: where, when, how often. No opinion."))  # fmt: skip
    rule = forms.CharField(label=_("Rule that was broken"), max_length=500, required=False,
                           help_text=_("Instrument and article that was broken; praise needs none."))  # fmt: skip
    severity = forms.TypedChoiceField(label=_("Class"), coerce=int, choices=Severity.choices, initial=1)
    official = forms.ChoiceField(label=_("Person"), required=False,
                                 help_text=_("Leave empty where the unit as a whole answers."))  # fmt: skip
    evidence = forms.MultipleChoiceField(label=_("Evidence"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, items: Options, people: Options, proofs: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("Choose …")), *items]  # type: ignore[attr-defined]
        self.fields["official"].choices = [("", _("The unit")), *people]  # type: ignore[attr-defined]
        self.fields["evidence"].choices = proofs  # type: ignore[attr-defined]
        if not proofs:
            del self.fields["evidence"]

    def said(self) -> Said:
        """The value the actions take."""
        given = self.cleaned_data
        return Said(
            item_id=given["item"], fact=given["fact"], rule=given["rule"], severity=given["severity"],
            official_id=int(given["official"]) if given["official"] else None, praise=given["praise"],
            evidence_ids=[int(one) for one in given.get("evidence", [])],
        )  # fmt: skip


class ConsiderForm(forms.Form):
    """Weigh the answer."""

    words = forms.CharField(label=_("How the answer was weighed"), max_length=5000, widget=_words(5))
    severity = forms.TypedChoiceField(label=_("Class"), coerce=int,
                                      help_text=_("It may become milder, never graver."))  # fmt: skip
    keep = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=(("yes", _("Keep: the finding is final")), ("no", _("Drop the finding"))),
    )  # fmt: skip

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        milder = [one for one in Severity.choices if one[0] <= finding.severity]
        self.fields["severity"].choices = milder  # type: ignore[attr-defined]
        self.fields["severity"].initial = finding.severity


class WordsForm(forms.Form):
    """A reason in words."""

    words = forms.CharField(label=_("Reason"), max_length=5000, widget=_words(4))


class NumberForm(forms.Form):
    """The number of a paper."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)


class ConcludeForm(forms.Form):
    """The conclusion, with a remedy for each finding that needs one."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60, help_text=_("Such as 33/TB-UBND."))
    words = forms.CharField(label=_("Conclusion"), max_length=20_000, widget=_words(8))

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = findings
        for one in findings:
            self.fields[f"remedy_{one.pk}"] = forms.CharField(
                label=_t("What the unit has to put right: finding %(n)d") % {"n": one.number}, required=False,
                max_length=1000, widget=_words(2), help_text=one.fact[:200],
            )  # fmt: skip
        self.fields["general"] = forms.CharField(label=_("Recommendation to the unit in general"), required=False,
                                                 max_length=1000, widget=_words(2))  # fmt: skip

    def asked(self) -> list[Asked]:
        """The remedies that were written."""
        given = self.cleaned_data
        found = [Asked(given[f"remedy_{one.pk}"], one.pk) for one in self.findings if given[f"remedy_{one.pk}"].strip()]
        return found + ([Asked(given["general"])] if given["general"].strip() else [])


class RecommendForm(forms.Form):
    """One more recommendation."""

    what = forms.CharField(label=_("What has to be put right"), max_length=1000, widget=_words(3))
    finding = forms.ChoiceField(label=_("Finding"), required=False)
    procedure = forms.CharField(
        label=_("Procedure to be changed"), max_length=40, required=False,
        help_text=_("Its code, where the recommendation proposes to change a procedure."),
    )  # fmt: skip

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(one.pk), f"{one.number}. {one.fact[:80]}") for one in findings]
        self.fields["finding"].choices = [("", _("None")), *rows]  # type: ignore[attr-defined]

    def clean_procedure(self) -> int | None:
        """The procedure of this code."""
        code = str(self.cleaned_data["procedure"]).strip()
        found = procedure_id(code) if code else None
        if code and found is None:
            raise forms.ValidationError(_t("There is no procedure with this code."))
        return found

    def asked(self) -> Asked:
        """The value the action takes."""
        given = self.cleaned_data
        return Asked(given["what"], int(given["finding"]) if given["finding"] else None, given["procedure"])


class PublishForm(forms.Form):
    """Words for everybody."""

    public_words = forms.CharField(
        label=_("What everybody may read"), max_length=10_000, widget=_words(10),
        help_text=_("Written apart from the conclusion: no names, numbers or addresses of persons."),
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label=_("I confirm: what looks like personal data here is nobody's in these findings"), required=False
    )


class ChangePublicForm(forms.Form):
    """Correct what is public, or take it back."""

    sort = forms.ChoiceField(label=_("What is to be done"), widget=forms.RadioSelect,
                             choices=PublicationChange.Sort.choices, initial="correction")  # fmt: skip
    ground = forms.ChoiceField(label=_("Ground"))
    words = forms.CharField(label=_("Why, in words everybody may read"), max_length=1000, widget=_words(2))
    public_words = forms.CharField(
        label=_("Corrected words"), max_length=10_000, required=False, widget=_words(10),
        help_text=_("For a correction only. What was public until now stays in the journal."),
    )
    confirmed = forms.BooleanField(
        label=_("I confirm: what looks like personal data here is nobody's in these findings"), required=False
    )

    def __init__(self, *args: Any, grounds: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """The value the action takes."""
        return Wanted(**self.cleaned_data)


class RecheckForm(forms.Form):
    """Remedies a re-check looks at."""

    remedies = forms.MultipleChoiceField(label=_("Remedies"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remedies"].choices = rows  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """What a sample is drawn from."""

    kind = forms.ChoiceField(label=_("Cases of"))

    def __init__(self, *args: Any, kinds: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ResampleForm(forms.Form):
    """What was found: of every drawn case, or in numbers."""

    words = forms.CharField(label=_("Remark"), max_length=1000, required=False, widget=_words(3))

    def __init__(self, *args: Any, resample: Resample, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [one["code"] for one in resample.cases]
        for place, code in enumerate(self.codes):
            self.fields[f"case_{place}"] = forms.ChoiceField(
                label=code, widget=forms.RadioSelect, choices=(("sound", _("As it should be")), ("fault", _("A fault")))
            )
        if not self.codes:
            self.fields["size"] = forms.IntegerField(label=_("Looked at"), min_value=1, max_value=100_000)
            self.fields["faults"] = forms.IntegerField(label=_("At fault among them"), min_value=0, max_value=100_000)
        self.order_fields([*(name for name in self.fields if name != "words"), "words"])

    def act(self) -> dict[str, Any]:
        """The keywords of `record_resample`."""
        given = self.cleaned_data
        results = {code: given[f"case_{place}"] for place, code in enumerate(self.codes)}
        return {"words": given["words"], "results": results, "size": given.get("size", 0),
                "faults": given.get("faults", 0)}  # fmt: skip
