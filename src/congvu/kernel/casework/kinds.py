"""The socket of kinds: what a line of work must say about its cases. Kinds are code; their numbers are data.

A room registers its kinds in `kind.py` when it starts; the battery in `tests/kinds` then asks every one of them the
same questions. Nothing outside the kind's own folder names a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

from congvu.core.lifecycle import Lifecycle

if TYPE_CHECKING:
    from congvu.kernel.accounts.policy import Actor
    from congvu.kernel.casework.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Bước xử lý. One stop on a kind's standard route: its name and who holds the case there."""

    code: str
    label_vi: str
    label_en: str
    holder: str = "accountable"  # or "issuing"
    detail: str = ""  # who it is, where the station says so itself

    def label(self, language: str = "vi") -> str:
        """The name in `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en


#: What the panel of a kind needs: (actor, case) -> template context.
PanelContext = Callable[["Actor", "Case"], dict[str, Any]]
#: Working minutes a route allots to each unit (its id) the case has been with: (case) -> minutes by unit.
Allotted = Callable[["Case"], Mapping[int, int]]
#: Whether the act is worth offering to the actor; the action itself checks again.
MayAct = Callable[["Actor", "Case"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindAct:
    """Hành vi của loại công việc. The function behind a move, or behind an act that is no move.

    `run` takes keywords only: actor, case_id, now, and those of expected_seq, behalf, ground, words, new_due_on,
    file and file_name that it names; words without a default must be given. `rank` says how its button stands: first
    (the next step), more, quiet (adds without moving), grave. Acts that are no moves name their labels and `phases`,
    and in `ground` the family of coded grounds they cite. `page` names a url taking `code`, where an act has a page
    of its own instead of the usual form. `singly` acts say something about one case only (the number of what was
    issued) and are not offered for many cases at once; those that need a file are so by themselves. `power` is the kind
    of act a leader's secretary must have been given to do it for him (`org.policy.SECRETARY_POWERS`); without one he
    never may.
    """

    run: Callable[..., object]
    may: MayAct
    label_vi: str = ""
    label_en: str = ""
    phases: tuple[str, ...] = ()
    icon: str = "arrow-right"
    rank: str = "more"
    ground: str = ""
    page: str = ""
    singly: bool = False
    power: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Hoàn tác. That an act with a certain journal verb may be taken back by a compensating act, or why it may not.

    `after` puts right what the kind itself wrote beside the case (case, moment). `final_vi`, `final_en`: the sentence
    that says why this act stands once it is done; empty when it may be undone.
    """

    after: Callable[[Case, datetime], None] | None = None
    final_vi: str = ""
    final_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Điều xin lãnh đạo quyết định. What was asked of a leader about a case by an act of the kind's own: since when,
    by whom, and in words of the screen's language what."""

    case: Case
    at: datetime
    by: str
    words: str


#: What waits for the decision of a person through the kind's own acts, oldest first; never what he asked himself.
WaitingFor = Callable[["Actor"], list[Asked]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Sự việc đã được chốt. What one line of work tells another, so that a case of its own may be opened on it.

    Where (`agency_id`) and whose (`official_id`; none: the unit's), on which day, in which words, against which rule,
    by which paper (`source`); or something to be praised. `case` is the one it stands in.
    """

    case: Case
    agency_id: int
    official_id: int | None
    on: date
    words: str
    rule: str = ""
    source: str = ""
    is_praise: bool = False


#: What a part of a case tells: (actor, case, part) -> the fact; None while it is not settled or not open to the actor.
Tells = Callable[["Actor", "Case", str], Fact | None]


#: What is said of people and units in cases of a kind, (since, until) -> the facts of that time; `is_praise` where it
#: speaks for them.
Says = Callable[[datetime, datetime], list[Fact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Việc phát sinh. That a case of the kind may be opened on a fact another case tells: to praise it, or not.

    `page` names the url of its form, which reads `agency`, `cause` and `part` in the address and takes the rest from
    the fact; `may` says to whom it is offered for an agency (its id), the action itself checks again.
    """

    page: str
    label_vi: str
    label_en: str
    may: Callable[[Actor, int], bool]
    on_praise: bool = False
    icon: str = "arrow-right"

    def label(self, language: str = "vi") -> str:
        """What the button says in `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKind:
    """Loại công việc. Everything the kernel and the faces need to know of a kind.

    `series` is the prefix of its codes (`NV` → NV-2026-000123). `limits` maps what the kernel has to time
    (`accept`, `decide_extension`, `decide_reassignment`) to rules of the rulebook. `acts` maps the code of a move
    (or of an act that is no move) to the function that does it; `verification` names the move by which the ordering
    office accepts a report; `undo` says by journal verb which acts may be taken back; `verbs` puts journal verbs
    that are no moves into words (vi, en); `waiting_for` lists what was asked of a leader by acts of its own;
    `without` names the acts of every kind that this one does not know, because it has its own way; `feed` names a job
    of the room that is asked for, with `case_ids`, after every act on such cases: for accounts kept elsewhere;
    `allotted` tells the custody strip what each unit was given, where the stations of a route have times of their own.
    `tells` says what was settled in a case that another line of work may act upon; `follow` that a case of this kind
    may be opened on such a fact; `says` what was said in a stretch of time of those who did such work.
    """

    code: str
    series: str
    label_vi: str
    label_en: str
    plural_vi: str
    plural_en: str
    lifecycle: Lifecycle
    route: tuple[Station, ...]
    outcomes: dict[str, tuple[str, str]] = field(default_factory=dict)
    panel_template: str = ""
    panel_context: PanelContext | None = None
    limits: dict[str, str] = field(default_factory=dict)
    umbrella: bool = False
    acts: Mapping[str, KindAct] = field(default_factory=dict)
    verification: str = ""
    verbs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    undo: Mapping[str, Undo] = field(default_factory=dict)
    own_route: Callable[[Case], tuple[Station, ...]] | None = None
    allotted: Allotted | None = None
    waiting_for: WaitingFor | None = None
    feed: str = ""
    tells: Tells | None = None
    says: Says | None = None
    follow: Follow | None = None

    def route_for(self, case: Case) -> tuple[Station, ...]:
        """The stations of this case: its own where the kind's cases walk routes that are data, else the kind's."""
        return (self.own_route(case) if self.own_route is not None else ()) or self.route

    def label(self, language: str = "vi") -> str:
        """The name of the kind in `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en

    def limit_rule(self, what: str) -> str:
        """The rule that gives the time for `what`; the kernel's own when the kind names none."""
        return self.limits.get(what, f"casework.{what}_within")

    def verb_label(self, verb: str, language: str = "vi") -> str:
        """A journal verb of this kind in words; empty for one the kind does not declare."""
        for move in self.lifecycle.moves:
            if move.verb == verb:
                return move.label(language)
        vi, en = self.verbs.get(verb, ("", ""))
        return vi if language == "vi" else en

    def station(self, code: str) -> Station:
        """The station named `code`; the first one when the route has none of that name."""
        return next((station for station in self.route if station.code == code), self.route[0])

    def outcome_label(self, code: str, language: str = "vi") -> str:
        """The outcome in words; the code itself for one that is no longer declared."""
        vi, en = self.outcomes.get(code, (code, code))
        return vi if language == "vi" else en


_kinds: dict[str, CaseKind] = {}


def register(kind: CaseKind) -> CaseKind:
    """Add a kind at start-up; refuses an unsound table and a second kind of the same code or series."""
    kind.lifecycle.check()
    for other in _kinds.values():
        if other is not kind and (other.code == kind.code or other.series == kind.series):
            raise ValueError(f"kind {kind.code!r} collides with {other.code!r}")
    _kinds[kind.code] = kind
    return kind


def get(code: str) -> CaseKind:
    """The kind named `code`; KeyError for a code no installed room brings."""
    return _kinds[code]


def all_kinds() -> tuple[CaseKind, ...]:
    """Every kind installed, in the order of their rooms."""
    return tuple(_kinds.values())


class _Page:
    """Where a case is shown: the name of a url that takes `code`. Set by the face that shows cases."""

    url_name: str = ""


def show_cases_at(url_name: str) -> None:
    """The face that shows cases says where; lower rooms link there without knowing the face."""
    _Page.url_name = url_name


def case_href(code: str) -> str:
    """Address of the page of a case; empty while no face shows cases."""
    try:
        return reverse(_Page.url_name, args=[code]) if _Page.url_name else ""
    except NoReverseMatch:
        return ""
