"""Biểu mẫu của một hành vi. One form for every act: which fields it has is what the act asks for.

Shape only: whether the act may be done, and with these values, is for the action to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.text import typed_number
from congvu.face.desk.queries import choices
from congvu.face.desk.queries.sentences import language
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import queries
from congvu.kernel.casework.models import (
    Case,
    CaseDocument,
    Confidentiality,
    Link,
    ReminderChoice,
)
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import competence, urging
from congvu.kernel.casework.queries.acts import Act, may_name_holder
from congvu.kernel.casework.queries.letters import default_notation, signers_of
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

#: Name of the field a refusal blames → name of the field of the form.
BLAMED = {"new_due_at": "new_due_on"}


class ActForm(forms.Form):
    """The form of one act on one case for one actor; `use_required_attribute` stays on for the browser's own help."""

    def __init__(self, act: Act, case: Case, actor: Actor, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "act_%s", **kwargs})
        self.act, self.case, self.actor, self.today = act, case, actor, today
        self.fields["expected_seq"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=case.seq, min_value=0, max_value=2**31 - 1
        )
        if act.names != (None,):
            self.fields["behalf"] = self._behalf()
        for name in act.fields:
            self.fields[name] = MAKERS[name](self)
        first = next((bound.field.widget for bound in self.visible_fields()), None)
        if first is not None and not isinstance(first, forms.RadioSelect):
            first.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """A refusal of a request cites a ground; a grant does not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "decision" in self.fields and cleaned.get("decision") == "refuse" and not cleaned.get("ground"):
            self.add_error("ground", _("Choose the ground this rests on."))
        return cleaned

    def chosen(self, name: str) -> str:
        """What was sent for a field, before it is checked; its initial value for a form not sent yet."""
        if self.is_bound:
            return str(self.data.get(name, ""))
        return str(self.initial.get(name, ""))

    def _behalf(self) -> forms.ChoiceField:
        return in_name_field(self.act.names)


def in_name_field(names: Iterable[int | None]) -> forms.ChoiceField:
    """Nhân danh: oneself (None) and the officials one may stand in for."""
    known = list(names)
    options = [("" if one is None else str(one), people.official_name(one) or _("myself")) for one in known]
    return forms.ChoiceField(label=_("In the name of"), choices=options, required=None not in known)


def _words(form: ActForm) -> forms.Field:
    labels = {
        "report_done": _("Result"), "note": _("Note"), "progress": _("What has been done"), "explain": _("Explanation"),
        "restrict": _("Reason"), "link": _("Reason"), "answer": _("Opinion"),
        "refer_upward": _("What is put before the higher level"),
    }
    return forms.CharField(
        label=labels.get(form.act.code, _("Comments")), required=form.act.words_needed, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4 if form.act.words_needed else 3}),
    )


def _ground(form: ActForm) -> forms.Field:
    rows = rules.grounds(form.act.ground, form.today)
    options = [(row.code, row.vi if language() == "vi" else row.en) for row in rows]
    needed = "decision" not in form.act.fields
    help_text = _("Comments add to the ground and do not replace it.") if needed else _("Needed for a refusal.")
    return forms.ChoiceField(
        label=_("Ground"), choices=[("", _("Choose a ground")), *options], required=needed, help_text=help_text
    )


def _decision(_form: ActForm) -> forms.Field:
    return forms.ChoiceField(
        label=_("Decision"), choices=[("grant", _("Agree")), ("refuse", _("Refuse"))], widget=forms.RadioSelect
    )


def _unit_attrs() -> dict[str, str]:
    return {
        "hx-get": reverse("desk:pick_people"), "hx-target": "#act_to_official", "hx-swap": "innerHTML",
        "hx-trigger": "change, units-narrowed from:body",
    }


def _to_agency(form: ActForm) -> forms.Field:
    with_people = "to_official" in form.act.fields
    needed = form.act.code == "offer"
    proposal = _("No proposal") if form.act.ground == "reassignment" else _("As proposed")
    empty = _("Choose a unit") if needed else proposal
    options: list[Any] = [("", empty), *choices.units(form.actor, form.today)]
    widget = forms.Select(attrs={**(_unit_attrs() if with_people else {}), "data-unit-picker": ""})
    label = _("Receiving unit") if form.act.code == "offer" else _("Unit that should get the work")
    return forms.ChoiceField(label=label, choices=options, required=needed, widget=widget)


def _to_official(form: ActForm) -> forms.Field:
    sent = form.chosen("to_agency")
    agency_id = typed_number(sent)
    options = [("", choices.nobody()), *choices.people_of(agency_id, form.today)]
    return forms.ChoiceField(label=_("Receiving person"), choices=options, required=False)


def _official(form: ActForm) -> forms.Field:
    """Who is to do it: only the head of the unit names somebody else."""
    if not may_name_holder(form.actor, form.case) or form.case.transfer_agency_id is None:
        return forms.CharField(required=False, widget=forms.HiddenInput)
    options = choices.people_of(form.case.transfer_agency_id, form.today)
    return forms.ChoiceField(
        label=_("Person who will do it"), choices=[("", _("I take it on myself")), *options], required=False
    )


def _new_due_on(form: ActForm) -> forms.Field:
    request = next((r for r in queries.requests_of(form.case) if r.decision == "waiting"), None)
    asked = people.local_date(request.new_due_at) if request is not None and request.new_due_at is not None else None
    help_text = _("Present deadline: %(at)s. The new one ends with the working day you name.") % {
        "at": formats.moment(form.case.due_at)
    }
    if asked is not None:
        help_text = _("Asked for: %(asked)s. Present deadline: %(at)s. Leave it empty to grant what was asked for.") % {
            "asked": formats.day(asked), "at": formats.moment(form.case.due_at),
        }  # fmt: skip
    return forms.DateField(
        label=_("New deadline"), required=asked is None and "decision" not in form.act.fields, help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
    )


def _again(form: ActForm) -> forms.Field:
    """Asked only of who urges a second time within a short while."""
    recent = urging.recently([form.case], timezone.now()).get(form.case.pk)
    if recent is None:
        return forms.CharField(required=False, widget=forms.HiddenInput)
    return forms.CharField(
        label=_("Why it is urged again"), required=True, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It was urged on %(at)s.") % {"at": formats.moment(recent)},
    )


def _progress(_form: ActForm) -> forms.Field:
    return forms.IntegerField(label=_("Done so far, in per cent"), min_value=0, max_value=100)


def _file(form: ActForm) -> forms.Field:
    needed = form.act.code == "attach"
    label = _("Result document") if form.act.is_kinds_own else _("File")
    help_text = _("PDF, Word, Excel, image or plain text. Documents marked secret are not accepted.")
    return forms.FileField(label=label, required=needed, help_text=help_text, max_length=300)


def _role(_form: ActForm) -> forms.Field:
    roles = CaseDocument.Role
    return forms.ChoiceField(label=_("Role of the document"), choices=roles.choices, initial=roles.EVIDENCE)


def _other(_form: ActForm) -> forms.Field:
    return forms.CharField(label=_("Code of the other case"), max_length=40)


def _link_kind(_form: ActForm) -> forms.Field:
    return forms.ChoiceField(label=_("How they belong together"), choices=Link.Kind.choices)


def _confidentiality(form: ActForm) -> forms.Field:
    return forms.ChoiceField(
        label=_("Level of access"), choices=Confidentiality.choices, initial=form.case.confidentiality
    )


def _officials(form: ActForm) -> forms.Field:
    """People of the units with a stake in the case, for its access list."""
    sides = dict.fromkeys((form.case.accountable_agency_id, form.case.issuing_agency_id, form.case.holder_agency_id))
    options: dict[str, str] = {}
    for agency_id in sides:
        options |= dict(choices.people_of(agency_id, form.today))
    listed = queries.listed_officials(form.case)
    options |= {str(pk): people.official_name(pk) for pk in listed}
    return forms.MultipleChoiceField(
        label=_("People on the access list"), choices=list(options.items()), required=False,
        initial=[str(pk) for pk in listed], widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("A sealed case exists only for the people on its list. You stay on it."),
    )


def _agencies(form: ActForm) -> forms.Field:
    options: list[Any] = list(choices.units(form.actor, form.today))
    return forms.MultipleChoiceField(
        label=_("Bodies to consult"), choices=options, widget=forms.SelectMultiple(attrs={"size": 10})
    )


def _question(_form: ActForm) -> forms.Field:
    return forms.CharField(label=_("Question"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


def _matter(form: ActForm) -> forms.Field:
    """The rows of the authority matrix; those that lie above the unit come first, with who decides."""
    rows = competence.matrix(form.today)
    marked = [(row, competence.judged_from(row, form.case.holder_agency_id).where == "above") for row in rows]
    options: list[Any] = [("", _("Choose the matter and its article"))]
    for is_above, label in ((True, _("Above your authority")), (False, _("Decided by you or elsewhere"))):
        chosen = [row for row, above in marked if above == is_above]
        found = [(row.matter, f"{row.label} – {row.source}; {row.decides}") for row in chosen]
        options += [(label, found)] if found else []
    return forms.ChoiceField(
        label=_("Matter and article"), choices=options,
        help_text=_("Only the article that puts the matter above your authority lets the case go up."),
    )


def _asked_matter(form: ActForm) -> forms.Field:
    rows = [(row.matter, f"{row.label} ({competence.window_words(row.window)}; {row.get_silence_display()})")
            for row in competence.terms(form.today)]  # fmt: skip
    return forms.ChoiceField(
        label=_("Matter asked about"), choices=[("", _("General: the rulebook's window and silence")), *rows],
        required=False, help_text=_("It decides how long they have and what silence means."),
    )


MAKERS: dict[str, Callable[[ActForm], forms.Field]] = {
    "words": _words, "ground": _ground, "decision": _decision, "to_agency": _to_agency, "to_official": _to_official,
    "official": _official, "new_due_on": _new_due_on, "progress": _progress, "file": _file, "role": _role,
    "other": _other, "link_kind": _link_kind, "confidentiality": _confidentiality, "officials": _officials,
    "agencies": _agencies, "question": _question, "matter": _matter, "asked_matter": _asked_matter, "again": _again,
}  # fmt: skip


class UrgeForm(forms.Form):
    """Đôn đốc nhiều việc: ground and words, why again where it was done just now, and what a letter needs besides."""

    def __init__(self, page: dict[str, Any], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "urge_%s", **kwargs})
        self.page, self.ids = page, list(page["ids"])
        if page["names"] not in ([], [None]):
            self.fields["behalf"] = in_name_field(page["names"])
        rows = rules.grounds("urging", today)
        grounds = [(row.code, row.vi if language() == "vi" else row.en) for row in rows]
        self.fields["ground"] = forms.ChoiceField(label=_("Ground"), choices=[("", _("Choose a ground")), *grounds])
        self.fields["words"] = forms.CharField(
            label=_("What you ask"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )
        if page["recent"]:
            self.fields["again"] = forms.CharField(
                label=_("Why it is urged again"), required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("%(n)d of these cases were urged a short time ago.") % {"n": page["recent"]},
            )
        if len(page["offices"]) == 1:
            (office,) = page["offices"]
            self.fields["signer"] = forms.ChoiceField(
                label=_("Signed by"), choices=letter_signers(office, today), required=False
            )
            self.fields["notation"] = forms.CharField(
                label=_("Notation"), max_length=60, required=False, initial=default_notation(office)
            )
            self.fields["answer_by"] = forms.DateField(
                label=_("Answer by"), required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    @property
    def urging(self) -> list[forms.BoundField]:
        """The fields of the urging itself."""
        return [self[name] for name in ("behalf", "ground", "words", "again") if name in self.fields]

    @property
    def letter(self) -> list[forms.BoundField]:
        """The fields a letter needs besides."""
        return [self[name] for name in ("signer", "notation", "answer_by") if name in self.fields]


def letter_signers(office: int, on: date) -> list[tuple[str, str]]:
    """Who may sign letters of an office."""
    return [(str(pk), f"{name}, {authority or title}") for pk, authority, title, name in signers_of(office, on)]


class ReminderForm(forms.Form):
    """Lựa chọn nhắc việc của tôi."""

    digest = forms.BooleanField(label=gettext_lazy("Send me the morning digest by e-mail"), required=False)
    digest_at = forms.TimeField(label=gettext_lazy("Hour of the digest"), required=False)
    by_mail = forms.ChoiceField(
        label=gettext_lazy("Reminders, urgings and cases told to me"), choices=ReminderChoice.ByMail.choices,
        widget=forms.RadioSelect,
    )
    mail_from = forms.TimeField(label=gettext_lazy("E-mails from"), required=False)
    mail_until = forms.TimeField(label=gettext_lazy("E-mails until"), required=False)
    shares = forms.BooleanField(
        label=gettext_lazy("Remind me while half and a fifth of the time are left"), required=False
    )
    days_before = forms.IntegerField(
        label=gettext_lazy("Working days before the deadline"), required=False, min_value=1, max_value=30
    )
    overdue_every = forms.IntegerField(
        label=gettext_lazy("Overdue work again after so many working days"), required=False, min_value=1, max_value=30
    )

    def __init__(self, data: Any, *, choice: ReminderChoice) -> None:
        initial = {name: getattr(choice, name) for name in self.base_fields}
        super().__init__(data, initial=initial, auto_id="mine_%s")
        for name in ("digest_at", "mail_from", "mail_until"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def own_unit(actor: Actor, case: Case) -> str:
    """The unit a hand-over most often goes to: inside the unit that holds the case."""
    for agency_id in sorted(actor.agency_ids):
        if agency_id in org.subtree_ids(case.holder_agency_id):
            return str(case.holder_agency_id)
    return ""
