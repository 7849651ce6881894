"""Phiếu tiếp nhận: who asks, what for, how he gets the result. Papers and fees stand in rows of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from congvu.core.text import typed_number
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.receiving import Brought, Paying, Reception
from congvu.domain.onestop.models import Applicant, Channel, Delivery, IdKind, PartyKind
from congvu.domain.onestop.policy.plans import Plan
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.ui.widgets import DayInput

_KEPT = "onestop.kept_file"


def _text(label: Any, longest: int, *, needed: bool = False, help_text: Any = "", **attrs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=needed, help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
    )  # fmt: skip


class ReceptionForm(forms.Form):
    """One dossier at the counter."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    #: "=" and the telephone of the known applicant whose data were put in; empty for what was typed.
    filled = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Who asks"), choices=PartyKind.choices, initial=PartyKind.CITIZEN)
    id_kind = forms.ChoiceField(label=_("Identified by"), choices=IdKind.choices, initial=IdKind.PERSONAL)
    id_number = _text(_("Number of the paper"), 200)
    phone = _text(_("Telephone"), 20, inputmode="tel")
    name = _text(_("Full name or name of the organisation"), 300, needed=True)
    born_on = forms.DateField(label=_("Born on"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"],
                              widget=DayInput)  # fmt: skip
    address = _text(_("Address"), 300)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False,
                             widget=forms.EmailInput(attrs={"autocomplete": "off"}))  # fmt: skip
    proxy_name = _text(_("Handed in by (if somebody else)"), 300)
    proxy_id = _text(_("Number of his paper"), 30)
    proxy_authority = _text(_("Authorisation"), 300, help_text=_("Power of attorney: number, day, who certified it."))
    settling_id = forms.IntegerField(label=_("Settled by"), required=False, widget=forms.Select)
    content = _text(_("Content of the request"), 1000)
    sets = forms.IntegerField(label=_("Number of sets"), min_value=1, max_value=100, initial=1)
    channel = forms.ChoiceField(
        label=_("Came"), initial=Channel.COUNTER,
        choices=[(Channel.COUNTER, Channel.COUNTER.label), (Channel.POST, Channel.POST.label)],
    )  # fmt: skip
    delivery = forms.ChoiceField(label=_("The result is received"), choices=Delivery.choices, initial=Delivery.COUNTER)
    deliver_to = _text(_("Address for the post"), 300, help_text=_("Empty: the address of the applicant."))

    def clean(self) -> dict[str, Any]:
        """Who hands it in for somebody else has a name: his paper alone would be lost."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (given.get("proxy_id") or given.get("proxy_authority")) and not given.get("proxy_name"):
            self.add_error("proxy_name", _("Type the name of who hands it in."))
        return given

    def begin_at(self, name: str) -> ReceptionForm:
        """Put the cursor into a field when the form is shown."""
        for code, field in self.fields.items():
            field.widget.attrs.pop("autofocus", None)
            if code == name:
                field.widget.attrs["autofocus"] = True
        return self

    def offer(self, settling: list[tuple[int, str]], *, must_choose: bool) -> bool:
        """Offer the agencies that may settle it; whether there is anything to choose."""
        nobody = [("", _("Choose the commune"))] if must_choose else []
        self.fields["settling_id"].widget.choices = [*nobody, *settling]
        return len(settling) > 1

    def party(self) -> Party:
        """Who asks, as the action takes it."""
        given = self.cleaned_data
        return Party(
            name=given["name"], kind=given["kind"], id_kind=given["id_kind"], id_number=given["id_number"],
            born_on=given["born_on"], address=given["address"], phone=given["phone"], email=given["email"],
        )  # fmt: skip

    def reception(self, plan: Plan, papers: list[Brought], fees: list[Paying]) -> Reception:
        """What the action takes."""
        given = self.cleaned_data
        proxy = {"name": given["proxy_name"], "id_number": given["proxy_id"], "authority": given["proxy_authority"]}
        return Reception(
            variant_id=plan.variant_id, party=self.party(), content=given["content"], papers=papers, fees=fees,
            channel=given["channel"], delivery=given["delivery"], deliver_to=given["deliver_to"], sets=given["sets"],
            proxy=proxy if given["proxy_name"] else {}, key=given["key"], settling_id=given["settling_id"],
            plan=plan,
        )  # fmt: skip

    @staticmethod
    def known(row: Applicant) -> dict[str, Any]:
        """The form as a known applicant fills it."""
        return {
            "kind": row.kind, "id_kind": row.id_kind, "id_number": row.id_number or "", "name": row.name,
            "born_on": row.born_on, "address": row.address, "phone": row.phone, "email": row.email,
            "filled": f"={row.phone}",
        }  # fmt: skip

    @staticmethod
    def emptied(typed: dict[str, Any]) -> dict[str, Any]:
        """What was typed, without what was put in from somebody else: a new number is another person."""
        mark = typed["filled"]
        if not mark:
            return typed
        gone = {"name": "", "born_on": None, "address": "", "email": "", "filled": ""}
        return {**typed, **gone, "phone": "" if typed["id_number"] and typed["phone"] == mark[1:] else typed["phone"]}


def kept_mark(file: StoredFile, name: str) -> str:
    """A file that has been taken in already, as the form carries it on."""
    return signing.dumps({"file": file.pk, "name": name}, salt=_KEPT)


def read_kept(mark: str) -> tuple[int, str] | None:
    """Which file a mark means; None for a mark that is not ours."""
    try:
        found = signing.loads(mark, salt=_KEPT, max_age=24 * 3600)
    except signing.BadSignature:
        return None
    return int(found["file"]), str(found["name"])


def _count(typed: str | None, otherwise: int = 0) -> int:
    """A number as typed, `otherwise` for none; what is no number is -1, which the action refuses in words."""
    bare = (typed or "").strip()
    number = typed_number(bare)
    return otherwise if not bare else -1 if number is None else number


def papers_in(data: Any, plan: Plan, files: dict[int, tuple[StoredFile, str]]) -> list[Brought]:
    """What was ticked beside each paper; position 0 is one brought besides the checklist."""
    found = []
    for one in plan.papers:
        file, name = files.get(one.position, (None, ""))
        found.append(Brought(
            position=one.position, state=data.get(f"state_{one.position}") or ("held" if one.held_by else "given"),
            originals=_count(data.get(f"originals_{one.position}"), one.originals),
            copies=_count(data.get(f"copies_{one.position}"), one.copies), file=file, file_name=name,
        ))  # fmt: skip
    extra = (data.get("extra") or "").strip()
    if extra:
        file, name = files.get(0, (None, ""))
        found.append(Brought(name=extra, copies=_count(data.get("copies_0"), 1), file=file, file_name=name))
    return found


def fees_in(data: Any, plan: Plan) -> list[Paying]:
    """How often each fee is owed, why it is not, and how it was paid."""
    return [
        Paying(
            position=one.position, count=_count(data.get(f"count_{one.position}"), 1),
            exempt=data.get(f"exempt_{one.position}") or "", paid_by=data.get(f"paid_{one.position}") or "",
        )
        for one in plan.fees
    ]  # fmt: skip
