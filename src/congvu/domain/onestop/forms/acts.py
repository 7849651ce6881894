"""Biểu mẫu của hành vi có trang riêng: whom next, back where, which papers, how much, until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from congvu.domain.onestop.queries.standing import Here, proposal_of, takers_for
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import Act
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.widgets import DayInput

#: Lines of amounts on the form of a financial obligation.
AMOUNTS = 3
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


def _words(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )  # fmt: skip


def _in_words(kind: str, on: date) -> list[tuple[str, str]]:
    """Grounds in force on a day, in the language of the page."""
    english = (get_language() or "vi").startswith("en")
    return [(row.code, row.en if english else row.vi) for row in rules.grounds(kind, on)]


def _file(label: Any, help_text: Any = "") -> forms.FileField:
    return forms.FileField(label=label, required=False, help_text=help_text)


class ActForm(forms.Form):
    """What every act asks for: which line of the journal was looked at, and in whose name."""

    expected_seq = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    #: Fields that stand side by side in pairs: what is owed, and how much.
    items_named: tuple[str, ...] = ()
    items_priced: tuple[str, ...] = ()

    def __init__(self, act: Act, here: Here, on: date, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"expected_seq": here.case.seq, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.act, self.here, self.on = act, here, on
        if "ground" in self.fields:
            self._choices("ground", [("", _("Choose a ground")), *self._grounds()])
        if act.names != (None,):
            options = [("" if one is None else str(one), people.official_name(one) or _("myself")) for one in act.names]
            self.fields["behalf"] = forms.ChoiceField(
                label=_("In the name of"), choices=options, required=None not in act.names
            )
        self.build()
        first = next((bound.field.widget for bound in self.visible_fields()), None)
        if first is not None and not isinstance(first, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            first.attrs["autofocus"] = True

    def build(self) -> None:
        """Choices that depend on where the dossier stands."""

    def _grounds(self) -> list[tuple[str, str]]:
        return _in_words(self.act.ground, self.on)

    def _choices(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = options

    @property
    def guarded(self) -> dict[str, Any]:
        """The keywords of every act that come from the form."""
        behalf = self.cleaned_data.get("behalf") or ""
        return {"expected_seq": self.cleaned_data["expected_seq"], "behalf": int(behalf) if behalf else None}


class ForwardForm(ActForm):
    """Whom the next station goes to: the one proposed, unless another is chosen."""

    to_official = forms.ChoiceField(
        label=gettext_lazy("Who takes the next station"), required=False,
        help_text=gettext_lazy("Whoever you choose is proposed the next time."),
    )  # fmt: skip
    words = _words(gettext_lazy("Comments"), required=False)

    def build(self) -> None:
        """The people of the agency whose station it is, the proposal first."""
        proposed, others = takers_for(self.here, self.on)
        if not others:
            del self.fields["to_official"]
            return
        first = _("Proposed: %(name)s") % {"name": proposed} if proposed else _("The head of the agency")
        self._choices("to_official", [("", first), *((str(pk), name) for pk, name in others)])


class SendBackForm(ActForm):
    """Back to which station, why, and what has to be put right."""

    to = forms.ChoiceField(label=gettext_lazy("Back to the station"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = _words(gettext_lazy("What has to be put right"))

    def build(self) -> None:
        """The stations the route leads back to, the nearest first."""
        ways = self.here.plan.before(self.here.stop.code)
        self._choices("to", [(one.code, one.name) for one in ways])
        self.initial.setdefault("to", ways[0].code if ways else "")


class AskForm(ActForm):
    """The one request: papers of the checklist ticked, further ones a line each."""

    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers to be supplemented"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = _words(
        gettext_lazy("Further papers or corrections"), 4, required=False,
        help_text=gettext_lazy("One a line: what exactly is missing or has to be corrected."),
    )  # fmt: skip
    reason = _words(gettext_lazy("Reason"), 2, required=False, help_text=gettext_lazy("It stands on the slip."))

    def build(self) -> None:
        """The checklist of the procedure."""
        names = [one.name for one in self.here.plan.papers]
        self._choices("papers", [(str(i), name) for i, name in enumerate(names)])
        if not names:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        """Everything at once: at least one thing must be named."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("papers") and not str(given.get("more") or "").strip():
            self.add_error("more", _("List everything that has to be supplemented, one a line."))
        return given

    @property
    def items(self) -> str:
        """What is asked for, one a line."""
        named = dict(enumerate(one.name for one in self.here.plan.papers))
        ticked = [named[int(place)] for place in self.cleaned_data.get("papers") or ()]
        return "\n".join([*ticked, str(self.cleaned_data.get("more") or "")])


class AskAgainForm(AskForm):
    """Another request: by the head, on a coded ground."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    field_order = ("expected_seq", "behalf", "ground", "papers", "more")

    def build(self) -> None:
        """Without a free reason: the ground is the reason. What was proposed is filled in."""
        super().build()
        del self.fields["reason"]
        proposed = proposal_of(self.here.case)
        self.initial.update(more=proposed.get("items", ""), ground=proposed.get("ground", ""))

    def _grounds(self) -> list[tuple[str, str]]:
        return _in_words("second_supplement", self.on)


class _AmountField(forms.IntegerField):
    """An amount as people write it: 1500000, 1.500.000 or 1 500 000 đ."""

    widget = forms.TextInput
    default_error_messages = {"invalid": gettext_lazy("Type the amount in digits, like 1.500.000.")}

    def to_python(self, value: Any) -> int | None:
        """The number without the dots between thousands."""
        bare = "".join(str(value or "").split()).removesuffix("đồng").removesuffix("đ")
        return super().to_python(bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits on phones."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class PaymentForm(ActForm):
    """What has to be paid, how much of each, where and until when."""

    where = forms.CharField(label=gettext_lazy("Where and how it is paid"), max_length=500)
    notice = forms.CharField(label=gettext_lazy("Number of the payment notice"), max_length=120, required=False)
    until = forms.DateField(label=gettext_lazy("To be paid until"), required=False, widget=DayInput())
    file = _file(gettext_lazy("Payment notice"))
    items_named = tuple(f"name{n}" for n in range(1, AMOUNTS + 1))
    items_priced = tuple(f"amount{n}" for n in range(1, AMOUNTS + 1))

    def build(self) -> None:
        """Some lines of name and amount before the rest."""
        rest = {name: self.fields.pop(name) for name in ("where", "notice", "until", "file")}
        for n in range(1, AMOUNTS + 1):
            self.fields[f"name{n}"] = forms.CharField(
                label=_("Item %(n)d") % {"n": n}, max_length=200, required=n == 1
            )
            self.fields[f"amount{n}"] = _AmountField(
                label=_("Amount %(n)d in đồng") % {"n": n}, required=n == 1, min_value=1, max_value=10**13
            )
        self.fields.update(rest)

    def clean(self) -> dict[str, Any]:
        """A name has its amount, an amount its name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(1, AMOUNTS + 1):
            if bool(given.get(f"name{n}")) != bool(given.get(f"amount{n}")) and f"amount{n}" not in self.errors:
                self.add_error(f"amount{n}", _("An item needs its name and its amount."))
        if given.get("until") and given["until"] < self.on:
            self.add_error("until", _("This day has passed: the applicant could no longer pay in time."))
        return given

    @property
    def said(self) -> str:
        """The items, their sum and where they are paid, as the notice says them."""
        given = self.cleaned_data
        rows = [(given[f"name{n}"], given[f"amount{n}"]) for n in range(1, AMOUNTS + 1) if given.get(f"amount{n}")]
        lines = [f"{name}: {_money(amount)}" for name, amount in rows]
        if len(rows) > 1:
            lines.append(_("Together: %(sum)s") % {"sum": _money(sum(amount for _name, amount in rows))})
        lines.append(_("Paid at: %(where)s") % {"where": given["where"]})
        if given.get("notice"):
            lines.append(_("Notice: %(number)s") % {"number": given["notice"]})
        if given.get("until"):
            lines.append(_("Until: %(day)s") % {"day": f"{given['until']:%d/%m/%Y}"})
        return "\n".join(lines)


def _money(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


class ApologyForm(ActForm):
    """The new day, the ground, and the reason the applicant reads."""

    new_due_on = forms.DateField(label=gettext_lazy("New day of the result"), widget=DayInput())
    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = _words(gettext_lazy("Reason, as it stands in the apology"))


class SettleForm(ActForm):
    """The result: its number and what it says, and the signed file."""

    words = _words(
        gettext_lazy("Result"), 2, required=False, help_text=gettext_lazy("Number, day and content of the result.")
    )
    file = _file(gettext_lazy("File of the result"), gettext_lazy("The signed result; it is kept for reuse."))


class RefuseForm(ActForm):
    """The ground and the reasons: the applicant has a right to them."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"))
    words = _words(gettext_lazy("Reasons of the refusal"))
    file = _file(gettext_lazy("Written refusal"))
