"""Việc tôi được làm. The acts open to a person on a case, as the one answer for buttons, API and help texts.

It combines the kind's table of moves, the acts every case knows, and the policy. The actions check everything again:
a button that is missing here is a convenience, a refusal there is the rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.lifecycle import Move
from congvu.core.refusals import NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.kinds import CaseKind, KindAct
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, in_name_of, leads, may_take, orders, people
from congvu.kernel.casework.policy.powers import power_of
from congvu.kernel.casework.policy.urging import may_urge
from congvu.kernel.org import queries as org


@dataclass(frozen=True, slots=True)
class Act:
    """Hành vi. One act open now.

    `fields`: what its form asks for. `ground`: the family of coded grounds it must cite, empty when none. `names`:
    in whose name it may be done – None for oneself, else ids of officials. `rank`: first (the next step), more (what
    one may also do), quiet (adds to the case without moving it), grave (ends or limits it). `url`: the act's own page,
    where it has one. `singly`: what its form asks for belongs to one case, so it is never done to many at once.
    """

    code: str
    label: str | Promise
    icon: str
    rank: str
    fields: tuple[str, ...] = ()
    ground: str = ""
    names: tuple[int | None, ...] = (None,)
    is_kinds_own: bool = False
    basis: str = ""
    words_needed: bool = False
    url: str = ""
    singly: bool = False


@dataclass(frozen=True, slots=True)
class _Kernel:
    """An act of every kind: when it is possible, to whom it is open, what its form asks for."""

    label: str | Promise
    icon: str
    rank: str
    may: Callable[[Actor, Case], bool]
    fields: tuple[str, ...] = ("words",)
    ground: str = ""
    behalf: bool = True
    words_needed: bool = False


def _is_open(case: Case) -> bool:
    return case.closed_at is None


def _may_accept(actor: Actor, case: Case) -> bool:
    kind = kinds.get(case.kind)
    known = "accept" in kind.limits or any(move.code == "accept" for move in kind.lifecycle.moves)
    return _is_open(case) and known and may_take(actor, case)


def _may_offer(actor: Actor, case: Case) -> bool:
    quiet = case.transfer_agency_id is None and case.stopped_at is None
    giver = holds(actor, case) or orders(actor, case)
    return _is_open(case) and quiet and giver and not kinds.get(case.kind).umbrella


def _may_take_back(actor: Actor, case: Case) -> bool:
    waiting = case.transfer_agency_id is not None and not case.asking
    is_first = case.phase == kinds.get(case.kind).lifecycle.initial
    return _is_open(case) and waiting and not is_first and (holds(actor, case) or orders(actor, case))


def _may_propose(actor: Actor, case: Case) -> bool:
    free = not case.asking and case.stopped_at is None and not kinds.get(case.kind).umbrella
    under_orders = case.transfer_agency_id is None and case.holder_agency_id != case.issuing_agency_id
    receiver = may_take(actor, case) or (under_orders and holds(actor, case))
    return _is_open(case) and free and receiver


def _may_ask_extension(actor: Actor, case: Case) -> bool:
    free = not case.asking and case.stopped_at is None and case.due_at is not None
    return _is_open(case) and free and not kinds.get(case.kind).umbrella and holds(actor, case)


def _may_take_request_back(actor: Actor, case: Case) -> bool:
    return _is_open(case) and bool(case.asking) and (holds(actor, case) or may_take(actor, case))


def _may_decide(actor: Actor, case: Case) -> bool:
    return _is_open(case) and bool(case.asking) and orders(actor, case)


def _may_report_progress(actor: Actor, case: Case) -> bool:
    return _is_open(case) and case.stopped_at is None and holds(actor, case)


def _may_explain(actor: Actor, case: Case) -> bool:
    return holds(actor, case) or (case.doer_official_id is not None and actor.official_id == case.doer_official_id)


def _may_attach(actor: Actor, case: Case) -> bool:
    return _is_open(case) and (holds(actor, case) or orders(actor, case))


def _may_consult(actor: Actor, case: Case) -> bool:
    free = case.stopped_at is None and case.transfer_agency_id is None
    return _is_open(case) and free and holds(actor, case) and case.parent_id is None


def _everybody(_actor: Actor, _case: Case) -> bool:
    return True


def _may_refer(actor: Actor, case: Case) -> bool:
    free = case.stopped_at is None and case.transfer_agency_id is None and not kinds.get(case.kind).umbrella
    return _is_open(case) and free and holds(actor, case)


KERNEL: dict[str, _Kernel] = {
    "decide_request": _Kernel(
        _("Decide the request"), "scale", "first", _may_decide,
        ("decision", "ground", "to_agency", "new_due_on", "words"),
    ),
    "accept": _Kernel(_("Accept"), "circle-check", "first", _may_accept, ("official", "words")),
    "progress": _Kernel(
        _("Report progress"), "progress-check", "more", _may_report_progress, ("progress", "words"), words_needed=True
    ),
    "offer": _Kernel(_("Hand over"), "transfer", "more", _may_offer, ("to_agency", "to_official", "words")),
    "take_back": _Kernel(_("Take the offer back"), "arrow-back-up", "more", _may_take_back),
    "propose_reassignment": _Kernel(
        _("Propose re-assignment"), "arrows-exchange", "more", _may_propose, ("ground", "to_agency", "words"),
        ground="reassignment",
    ),
    "ask_extension": _Kernel(
        _("Ask for an extension"), "calendar-time", "more", _may_ask_extension, ("new_due_on", "ground", "words"),
        ground="extension",
    ),
    "take_request_back": _Kernel(
        _("Take the request back"), "arrow-back-up", "more", _may_take_request_back, behalf=False
    ),
    "consult": _Kernel(
        _("Consult other bodies"), "messages", "more", _may_consult, ("agencies", "asked_matter", "question"),
        words_needed=True,
    ),
    "refer_upward": _Kernel(
        _("Refer upward"), "arrow-up", "more", _may_refer, ("matter", "ground", "words"), ground="referral",
        words_needed=True,
    ),
    "urge": _Kernel(_("Urge"), "bell", "more", may_urge, ("ground", "words", "again"), ground="urging"),
    "note": _Kernel(_("Note"), "note", "quiet", _everybody, words_needed=True),
    "explain": _Kernel(_("Explain"), "message", "quiet", _may_explain, words_needed=True),
    "attach": _Kernel(_("Attach a document"), "paperclip", "quiet", _may_attach, ("file", "role"), behalf=False),
    "link": _Kernel(
        _("Link to another case"), "link", "quiet", _everybody, ("other", "link_kind", "words"), behalf=False
    ),
    "restrict": _Kernel(
        _("Restrict access"), "lock", "grave", orders, ("confidentiality", "officials", "words"), behalf=False,
        words_needed=True,
    ),
}  # fmt: skip

RANKS = ("first", "more", "quiet", "grave")


def acts_open_to(actor: Actor, case: Case, now: datetime) -> list[Act]:
    """The acts the actor may do now, for himself or for somebody he stands in for; the next step first."""
    persons = _persons(actor, now)
    kind = kinds.get(case.kind)
    known = [(code, row) for code, row in KERNEL.items() if code not in kind.without]
    found = [act for code, row in known if (act := _of_kernel(code, row, persons, case)) is not None]
    for code, own in kind.acts.items():
        act = _of_kind(code, own, kind, persons, case)
        if act is not None:
            found.append(act)
    return sorted(found, key=lambda act: RANKS.index(act.rank))


def act_open_to(actor: Actor, case: Case, code: str, now: datetime) -> Act:
    """One of these acts; NotFound for a code that is no act, NotAllowed for one that is not open now."""
    for act in acts_open_to(actor, case, now):
        if act.code == code:
            return act
    if code in KERNEL or code in kinds.get(case.kind).acts:
        raise NotAllowed(
            gettext("This act is not open to you, or not possible as the case stands now."),
            hint=gettext("Look at the case again: somebody may have acted on it."),
        )
    raise NotFound(gettext("There is no such act."))


def kind_act(case: Case, code: str) -> KindAct:
    """The kind's own act of this code; KeyError when it has none."""
    return kinds.get(case.kind).acts[code]


def accepts(act: KindAct) -> dict[str, bool]:
    """The keywords the act's function takes, and whether each must be given."""
    return _keywords_of(act.run)


#: Keywords that every form, and every message of a machine, can give an act of a kind.
COMMON = frozenset({
    "actor", "case_id", "now", "expected_seq", "behalf", "words", "ground", "new_due_on", "file", "file_name",
})  # fmt: skip


def further(act: KindAct) -> dict[str, inspect.Parameter]:
    """What the act's function takes besides, with its types: fields of the act's own page, or of a message."""
    return _further_of(act.run)


@lru_cache(maxsize=512)
def _further_of(run: Callable[..., object]) -> dict[str, inspect.Parameter]:
    parameters = inspect.signature(run, eval_str=True).parameters
    told = COMMON | (run.keywords.keys() if isinstance(run, partial) else set())
    return {name: one for name, one in parameters.items() if name not in told}


@lru_cache(maxsize=512)
def _keywords_of(run: Callable[..., object]) -> dict[str, bool]:
    """Read once per function: a signature is composed anew each time it is asked for. Not to be changed."""
    parameters = inspect.signature(run).parameters.values()
    return {p.name: p.default is inspect.Parameter.empty for p in parameters}


def may_name_holder(actor: Actor, case: Case) -> bool:
    """Whether the actor may name somebody else when accepting: he leads the receiving unit."""
    return leads(actor, case.transfer_agency_id)


@dataclass(frozen=True, slots=True)
class _Person:
    """Oneself (`name` None), or somebody one stands in for, with the kinds of act one may do for him; None: all."""

    name: int | None
    who: Actor
    powers: frozenset[str] | None = None


def _persons(actor: Actor, now: datetime) -> list[_Person]:
    on = people.local_date(now)
    found = [_Person(None, actor)]
    if actor.official_id is not None:
        found += [
            _Person(one, in_name_of(actor, one, on), org.powers_for(actor.official_id, one, on))
            for one in people.stands_in_for(actor.official_id, on)
        ]
    return found


def _names(
    persons: list[_Person], power: str, behalf: bool, may: Callable[[Actor, Case], bool], case: Case
) -> tuple[int | None, ...]:
    """In whose name an act may be done."""
    return tuple(
        one.name for one in persons
        if (one.name is None or (behalf and (one.powers is None or power in one.powers))) and may(one.who, case)
    )  # fmt: skip


def _of_kernel(code: str, row: _Kernel, persons: list[_Person], case: Case) -> Act | None:
    names = _names(persons, power_of(case.kind, code), row.behalf, row.may, case)
    if not names:
        return None
    ground = row.ground or (f"{case.asking}_refusal" if code == "decide_request" else "")
    fields = row.fields
    if code == "decide_request":
        wanted = "new_due_on" if case.asking == "extension" else "to_agency"
        fields = tuple(field for field in fields if field not in ("to_agency", "new_due_on") or field == wanted)
    move = next((m for m in kinds.get(case.kind).lifecycle.moves if m.code == code), None)
    return Act(
        code, move.label(_language()) if move is not None else row.label, row.icon, row.rank, fields, ground, names,
        basis=move.legal_basis if move is not None else "", words_needed=row.words_needed,
    )


def _language() -> str:
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


def _of_kind(
    code: str, own: KindAct, kind: CaseKind, persons: list[_Person], case: Case
) -> Act | None:
    move: Move | None = next((m for m in kind.lifecycle.moves if m.code == code), None)
    phases = move.sources if move is not None else own.phases
    if case.phase not in phases:
        return None
    takes = accepts(own)
    names = _names(persons, own.power, "behalf" in takes, own.may, case)
    if not names:
        return None
    language = _language()
    label = move.label(language) if move is not None else (own.label_vi if language == "vi" else own.label_en)
    fields = tuple(field for field in ("new_due_on", "ground", "words", "file") if field in takes)
    return Act(
        code, label, own.icon, own.rank, fields, own.ground or (move.ground if move is not None else ""), names,
        is_kinds_own=True, basis=move.legal_basis if move is not None else "", words_needed=takes.get("words", False),
        url=reverse(own.page, args=[case.code]) if own.page else "", singly=own.singly or takes.get("file", False),
    )
