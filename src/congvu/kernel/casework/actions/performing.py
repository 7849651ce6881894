"""Thực hiện một hành vi. From the cleaned values of a form, or of a machine's message, to the one action that does it.

Nothing is decided here: each function hands over to an action of casework or of the kind, which checks everything.
Every face comes through here, so that an act means the same whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import typed_number
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions, queries
from congvu.kernel.casework.actions import consulting, notes, referring, requests, urging
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import clocks
from congvu.kernel.casework.queries.acts import Act, accepts, further, kind_act
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.documents.models import StoredFile


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the act, on which case, by whom, with which cleaned values."""

    act: Act
    case: Case
    actor: Actor
    now: datetime
    values: dict[str, Any] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A field that names a row by its id."""
        value = str(self.values.get(name) or "")
        return typed_number(value)

    @property
    def words(self) -> str:
        return str(self.values.get("words") or "")

    @property
    def basis(self) -> dict[str, Any]:
        """The keywords every act on a case takes."""
        return {"actor": self.actor, "case_id": self.case.pk, "now": self.now}

    @property
    def guarded(self) -> dict[str, Any]:
        """The same with the line number the screen showed and in whose name."""
        return {**self.basis, "expected_seq": self.values.get("expected_seq"), "behalf": self.number("behalf")}

    def new_due_at(self) -> datetime | None:
        """Close of business of the day that was named."""
        on = self.values.get("new_due_on")
        return clocks.close_of(clocks.calendar_for(self.case), on) if on else None

    def file(self) -> tuple[StoredFile | None, str]:
        """The uploaded file, checked and kept, and its name; one that is kept already comes as this pair."""
        upload = self.values.get("file")
        if not upload:
            return None, ""
        if isinstance(upload, tuple):
            stored, name = upload
            return stored, str(name)
        return store_upload(actor=self.actor, name=upload.name, content=upload.file, now=self.now), upload.name


def _accept(sent: Sent) -> object:
    return actions.accept(**sent.guarded, official_id=sent.number("official"), words=sent.words)


def _offer(sent: Sent) -> object:
    return actions.offer(
        **sent.guarded, to_agency_id=sent.number("to_agency") or 0, to_official_id=sent.number("to_official"),
        words=sent.words,
    )  # fmt: skip


def _take_back(sent: Sent) -> object:
    return actions.take_back(**sent.guarded, words=sent.words)


def _propose(sent: Sent) -> object:
    return requests.propose_reassignment(
        **sent.guarded, ground=str(sent.values["ground"]), words=sent.words, to_agency_id=sent.number("to_agency")
    )


def _extension(sent: Sent) -> object:
    due = sent.new_due_at()
    if due is None:
        raise Invalid(_("Name the new deadline."), field="new_due_on")
    return requests.ask_extension(**sent.guarded, new_due_at=due, ground=str(sent.values["ground"]), words=sent.words)


def _take_request_back(sent: Sent) -> object:
    return requests.take_request_back(**sent.basis, words=sent.words)


def _decide(sent: Sent) -> object:
    grant = sent.values["decision"] == "grant"
    return requests.decide_request(
        **sent.guarded, grant=grant, ground="" if grant else str(sent.values.get("ground") or ""), words=sent.words,
        to_agency_id=sent.number("to_agency"), new_due_at=sent.new_due_at(),
    )  # fmt: skip


def _urge(sent: Sent) -> object:
    return urging.urge(
        actor=sent.actor, case_ids=[sent.case.pk], ground=str(sent.values["ground"]), words=sent.words, now=sent.now,
        behalf=sent.number("behalf"), again=str(sent.values.get("again") or ""),
        expected_seq=sent.values.get("expected_seq"),
    )  # fmt: skip


def _note(sent: Sent) -> object:
    return notes.note(**sent.basis, words=sent.words, behalf=sent.number("behalf"))


def _progress(sent: Sent) -> object:
    progress = int(sent.values["progress"])
    return notes.note(**sent.basis, words=sent.words, progress=progress, behalf=sent.number("behalf"))


def _explain(sent: Sent) -> object:
    return notes.explain(**sent.basis, words=sent.words, behalf=sent.number("behalf"))


def _attach(sent: Sent) -> object:
    stored, name = sent.file()
    if stored is None:
        raise Invalid(_("Choose a file."), field="file")
    return notes.attach(**sent.basis, file=stored, name=name, role=str(sent.values["role"]))


def _link(sent: Sent) -> object:
    try:
        other = queries.get_for(sent.actor, str(sent.values["other"]).strip().upper())
    except Refusal as refusal:
        raise Invalid(refusal.message, field="other") from refusal
    return notes.link(**sent.basis, other_id=other.pk, kind=str(sent.values["link_kind"]), reason=sent.words)


def _restrict(sent: Sent) -> object:
    ids = tuple(int(pk) for pk in sent.values.get("officials") or ())
    return notes.restrict(
        **sent.basis, confidentiality=str(sent.values["confidentiality"]), official_ids=ids, reason=sent.words
    )


def _consult(sent: Sent) -> object:
    ids = [int(pk) for pk in sent.values["agencies"]]
    matter = str(sent.values.get("asked_matter") or "")
    return consulting.consult(**sent.guarded, agency_ids=ids, question=str(sent.values["question"]), matter=matter)


def _refer(sent: Sent) -> object:
    return referring.refer_upward(
        **sent.guarded, matter=str(sent.values.get("matter") or ""), ground=str(sent.values["ground"]),
        words=sent.words,
    )  # fmt: skip


RUN: dict[str, Callable[[Sent], object]] = {
    "accept": _accept, "offer": _offer, "take_back": _take_back, "propose_reassignment": _propose,
    "ask_extension": _extension, "take_request_back": _take_request_back, "decide_request": _decide, "note": _note,
    "progress": _progress, "explain": _explain, "attach": _attach, "link": _link, "restrict": _restrict,
    "consult": _consult, "refer_upward": _refer, "urge": _urge,
}  # fmt: skip


def perform(*, actor: Actor, case: Case, act: Act, values: dict[str, Any], now: datetime) -> Case | None:
    """Do the act. Raises the refusals of the action that does it.

    Returns the case as the act left it where the action says so; None where it has to be read again.
    """
    sent = Sent(act, case, actor, now, values)
    done = _of_kind(sent) if act.is_kinds_own else RUN[act.code](sent)
    return done if isinstance(done, Case) and done.pk == case.pk else None


def _of_kind(sent: Sent) -> object:
    own = kind_act(sent.case, sent.act.code)
    takes = accepts(own)
    offered: dict[str, Any] = {
        "expected_seq": sent.values.get("expected_seq"), "behalf": sent.number("behalf"), "words": sent.words,
        "ground": str(sent.values.get("ground") or ""), "new_due_on": sent.values.get("new_due_on"),
    }
    if "file" in takes:
        offered["file"], offered["file_name"] = sent.file()
    offered |= {name: sent.values[name] for name in further(own) if name in sent.values}
    if any(needed and name not in sent.basis and name not in offered for name, needed in takes.items()):
        raise Invalid(
            _("“%(act)s” asks for more than can be sent here.") % {"act": sent.act.label}, code="own_page",
            hint=_("Open the case and do it on the page of this act."),
        )
    return own.run(**sent.basis, **{name: value for name, value in offered.items() if name in takes})
