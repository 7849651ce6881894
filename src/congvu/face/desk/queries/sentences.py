"""Lời của nhật ký: lines of a case's journal as sentences, whatever kind the case is of.

A verb every case knows has its words here; a verb of a kind has them from the kind; anything else shows its code
rather than hide that something happened.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import CaseDocument, Confidentiality, Link, Silence
from congvu.kernel.journal.queries import Line
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

#: verb → (words, icon, tone) for the acts of every kind.
VERBS: dict[str, tuple[Promise, str, str]] = {
    "case.registered": (gettext_lazy("Work given"), "file-plus", "info"),
    "case.imported": (gettext_lazy("Taken over with its original dates"), "file-import", "info"),
    "case.offered": (gettext_lazy("Handed over"), "transfer", "info"),
    "case.offer_taken_back": (gettext_lazy("Hand-over taken back"), "arrow-back-up", "neutral"),
    "case.accepted": (gettext_lazy("Taken up"), "circle-check", "ok"),
    "case.deemed_received": (gettext_lazy("Deemed received: nobody answered in time"), "hourglass", "soon"),
    "case.noted": (gettext_lazy("Noted"), "note", "neutral"),
    "case.progressed": (gettext_lazy("Progress reported"), "progress-check", "info"),
    "case.explained": (gettext_lazy("Explanation"), "message", "info"),
    "case.document_added": (gettext_lazy("Document added"), "paperclip", "neutral"),
    "case.linked": (gettext_lazy("Linked to another case"), "link", "neutral"),
    "case.restricted": (gettext_lazy("Access changed"), "lock", "soon"),
    "case.consulted": (gettext_lazy("Opinions asked for"), "messages", "info"),
    "case.moved": (gettext_lazy("Moved to the heir of an agency that ended"), "sitemap", "info"),
    "case.urged": (gettext_lazy("Urged"), "bell", "soon"),
    "case.escalated": (gettext_lazy("Level above told: nobody has acted"), "arrow-up", "late"),
    "extension.asked": (gettext_lazy("Extension asked for"), "calendar-time", "info"),
    "extension.granted": (gettext_lazy("Extension granted"), "calendar-time", "ok"),
    "extension.refused": (gettext_lazy("Extension refused"), "calendar-off", "soon"),
    "extension.taken_back": (gettext_lazy("Request for extension taken back"), "arrow-back-up", "neutral"),
    "reassignment.asked": (gettext_lazy("Re-assignment proposed"), "arrows-exchange", "info"),
    "reassignment.granted": (gettext_lazy("Re-assigned"), "arrows-exchange", "ok"),
    "reassignment.refused": (gettext_lazy("Re-assignment refused"), "arrows-exchange", "soon"),
    "reassignment.taken_back": (gettext_lazy("Proposal of re-assignment taken back"), "arrow-back-up", "neutral"),
    "case.undone": (gettext_lazy("Undone"), "arrow-back-up", "neutral"),
    "case.referred_upward": (gettext_lazy("Referred upward"), "arrow-up", "info"),
    "case.opinions_in": (gettext_lazy("All opinions are in"), "messages", "ok"),
    "case.left_nameless": (gettext_lazy("Nobody has this case in hand"), "user-question", "late"),
    "case.left_silent": (gettext_lazy("Nothing is expected of this case any more"), "hourglass", "late"),
    "clock.recomputed": (gettext_lazy("Deadline moved by the calendar"), "calendar-event", "soon"),
}
#: Looks of a kind's verbs by what they end in.
ENDINGS = {
    "reported": ("send", "info"), "verified": ("rubber-stamp", "ok"), "returned": ("arrow-back-up", "late"),
    "suspended": ("player-pause", "paused"), "resumed": ("player-play", "info"), "withdrawn": ("ban", "neutral"),
    "reopened": ("rotate", "soon"), "confirmed": ("checks", "ok"), "read": ("eye", "neutral"),
    "completed": ("circle-check", "ok"), "answered": ("message", "ok"), "asked": ("messages", "info"),
    "urged": ("bell", "soon"),
}  # fmt: skip


def language() -> str:
    """The language of labels that kinds bring: vi or en."""
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


def verb_words(verb: str, kind: str) -> tuple[str, str, str]:
    """Words, icon and tone of a journal verb."""
    known = VERBS.get(verb)
    if known is not None:
        return str(known[0]), known[1], known[2]
    words = kinds.get(kind).verb_label(verb, language())
    icon, tone = ENDINGS.get(verb.rpartition(".")[2], ("point", "neutral"))
    return words or verb, icon, tone


def ground_words(code: str, *, with_source: bool = True) -> str:
    """A coded ground in words, with its source; the code itself for one the rulebook does not know."""
    found = rules.known_grounds().get(code)
    if found is None:
        return code
    words = found.vi if language() == "vi" else found.en
    source = str(found.source) if with_source else ""
    return f"{words} ({source})" if source else words


def entry_of(line: Line, kind: str) -> dict[str, Any]:
    """A journal line as the timeline draws it."""
    title, icon, tone = verb_words(line.verb, kind)
    entry: dict[str, Any] = {
        "at": line.at, "title": title, "who": who(line.actor), "behalf": line.behalf, "icon": icon, "tone": tone,
        "seq": line.seq, "seal": bytes(line.leaf).hex()[:12],
    }
    if line.text is None:
        erased = _("The text of this line was erased; see the journal for the reason.")
        return {**entry, "text": erased, "tone": "neutral"}
    body = json.loads(line.text)
    grounds = [ground_words(body[key]) for key in ("ground", "asked_ground") if body.get(key)]
    return {**entry, "text": "\n".join(_sentences(line.verb, body)), "ground": "; ".join(dict.fromkeys(grounds))}


def who(actor: str) -> str:
    """Who did it, as a journal line signs it."""
    return _("The system") if actor == "system" else actor


def _moment(value: str) -> str:
    return formats.moment(datetime.fromisoformat(value))


def _to(body: dict[str, Any]) -> str:
    to = str(body["to"])
    if body.get("to_official"):
        return _("To: %(unit)s, %(name)s") % {"unit": to, "name": body["to_official"]}
    return _("To: %(unit)s") % {"unit": to}


def _moved(body: dict[str, Any]) -> str:
    return _("Deadline: from %(before)s to %(after)s") % {"before": _moment(body["from"]), "after": _moment(body["to"])}


def _labelled(label: str) -> Callable[[Any], str]:
    return lambda value: f"{label}: {value}"


def _sentences(verb: str, body: dict[str, Any]) -> list[str]:
    """What a line says beyond its verb, in the order in which one asks: whom, when, what, why."""
    said: list[str] = []
    if verb in ("extension.granted", "clock.recomputed") and body.get("from") and body.get("to"):
        said.append(_moved(body))
    elif body.get("to"):
        said.append(_to(body))
    if body.get("instead_of"):
        said.append(_("Instead of %(name)s, who is away") % {"name": body["instead_of"]})
    said += _about_authority(body, verb)
    if body.get("unit"):
        said.append(_labelled(_("Accountable"))(body["unit"]))
    if verb == "reassignment.asked" and body.get("from"):
        said.append(_labelled(_("Proposed by"))(body["from"]))
    if body.get("holder"):
        said.append(_labelled(_("Holder"))(body["holder"]))
    if body.get("new_due_at"):
        said.append(_labelled(_("New deadline asked for"))(_moment(body["new_due_at"])))
    if body.get("progress") is not None:
        said.append(_labelled(_("Done so far"))(f"{body['progress']} %"))
    said += _about_things(body)
    if "on_time" in body:
        said.append(_("Reported in time.") if body["on_time"] else _("Reported after the deadline."))
    for key in ("words", "reason", "question", "because"):
        if body.get(key):
            said.append(str(body[key]))
    return said


def _about_authority(body: dict[str, Any], verb: str) -> list[str]:
    """Articles and rules that an act rests on, and what an undo took back."""
    said = []
    if body.get("basis") and body.get("label"):
        said.append(_("Matter: %(matter)s, by %(basis)s") % {"matter": body["label"], "basis": body["basis"]})
    if body.get("meaning"):
        said.append(str(dict(Silence.choices).get(body["meaning"], body["meaning"])))
    if verb.startswith("consultation.") and body.get("rule"):
        said.append(_("Rule: %(rule)s") % {"rule": body["rule"]})
    if body.get("undone"):
        said.append(_("Line %(n)d of this journal was taken back.") % {"n": body["undone"]})
    return said


def _about_things(body: dict[str, Any]) -> list[str]:
    said = []
    if body.get("name"):
        role = dict(CaseDocument.Role.choices).get(body.get("role", ""), "")
        said.append(f"{role}: {body['name']}" if role else str(body["name"]))
    if body.get("result"):
        said.append(_labelled(_("Result"))(body["result"]))
    if body.get("letter"):
        said.append(_labelled(_("Urging letter"))(body["letter"]))
    if body.get("since"):
        said.append(_("Pressed since %(at)s, nothing done.") % {"at": _moment(body["since"])})
    if body.get("again"):
        said.append(_labelled(_("Urged again because"))(body["again"]))
    if body.get("other"):
        kind = dict(Link.Kind.choices).get(body.get("kind", ""), "")
        said.append(f"{kind}: {body['other']}" if kind else str(body["other"]))
    if body.get("asked"):
        said.append(_labelled(_("Asked"))(", ".join(body["asked"])))
    if body.get("due_text"):
        said.append(_labelled(_("Time limit in the document"))(body["due_text"]))
    level = body.get("set", {}).get("confidentiality")
    if level and "officials" in body:
        said.append(f"{dict(Confidentiality.choices)[level]}: {', '.join(body['officials'])}")
    if body.get("read_by") is not None:
        said.append(_("%(n)d people have confirmed that they read it.") % {"n": body["read_by"]})
    return said
