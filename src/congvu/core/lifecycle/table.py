"""Bảng trạng thái và bước chuyển. The table of phases and moves of a kind of case, as data that can be checked.

A kind declares phases and moves once; the case page draws buttons from it, the actions ask it whether a step
may be taken, and `Lifecycle.check` proves that no case can be stuck: every phase is reachable, every phase can
reach an end, no move hangs in the air, and the clock stands still wherever the case has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from congvu.core.refusals import MoveRefused, Refusal


class ClockMode(StrEnum):
    """Trạng thái đồng hồ. How the clock stands while a case is in a phase."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class ClockEffect(StrEnum):
    """Tác động lên đồng hồ. What a move does to the clock; the words are those of the clock's events."""

    NONE = "none"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    NEXT_PHASE = "next_phase"
    EXTEND = "extend"
    STOP = "stop"
    REOPEN = "reopen"


_OPEN = (ClockMode.RUNNING, ClockMode.PAUSED)
_EFFECTS: dict[ClockEffect, dict[ClockMode, ClockMode]] = {
    ClockEffect.NONE: {mode: mode for mode in ClockMode},
    ClockEffect.START: {ClockMode.NOT_STARTED: ClockMode.RUNNING},
    ClockEffect.PAUSE: {ClockMode.RUNNING: ClockMode.PAUSED},
    ClockEffect.RESUME: {ClockMode.PAUSED: ClockMode.RUNNING},
    ClockEffect.RESTART: dict.fromkeys(_OPEN, ClockMode.RUNNING),
    ClockEffect.NEXT_PHASE: dict.fromkeys(_OPEN, ClockMode.RUNNING),
    ClockEffect.EXTEND: {mode: mode for mode in _OPEN},
    ClockEffect.STOP: dict.fromkeys((ClockMode.NOT_STARTED, *_OPEN), ClockMode.STOPPED),
    ClockEffect.REOPEN: {ClockMode.STOPPED: ClockMode.RUNNING},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Trạng thái. The legal status of a case. `ends` marks a status in which nobody owes anything any more."""

    code: str
    label_vi: str
    label_en: str
    clock: ClockMode = ClockMode.RUNNING
    ends: bool = False

    def label(self, language: str = "vi") -> str:
        """The label in `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Bước chuyển. One act that may change the phase.

    `sources` are the phases it may be done in; `to` is the phase it leads to, `None` when the case stays where
    it is (an extension, a note). `ground` names the family of coded grounds the act must cite, empty when none.
    `verb` is the journal verb, past tense. `legal_basis` names instrument and article, empty for house rules.
    """

    code: str
    sources: tuple[str, ...]
    to: str | None
    permission: str
    verb: str
    label_vi: str
    label_en: str
    clock: ClockEffect = ClockEffect.NONE
    ground: str = ""
    legal_basis: str = ""

    @property
    def needs_ground(self) -> bool:
        """Whether the act must cite a coded ground."""
        return bool(self.ground)

    def target(self, source: str) -> str:
        """The phase after the move when it is done in `source`."""
        return source if self.to is None else self.to

    def label(self, language: str = "vi") -> str:
        """The label of the button in `language` ("vi", anything else gives English)."""
        return self.label_vi if language == "vi" else self.label_en


class LifecycleUnsound(Refusal):
    """Bảng trạng thái sai. The table has `problems`, each a sentence; raised when a kind is loaded, never to users."""

    code = "lifecycle_unsound"
    status = 500

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The table of phases is not sound: " + "; ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Lifecycle:
    """Vòng đời. Phases and moves of one kind; `initial` is the phase a case is born in."""

    phases: tuple[Phase, ...]
    moves: tuple[Move, ...]
    initial: str

    @cached_property
    def _phase_by_code(self) -> dict[str, Phase]:
        return {phase.code: phase for phase in self.phases}

    @cached_property
    def _move_by_code(self) -> dict[str, Move]:
        return {move.code: move for move in self.moves}

    @cached_property
    def _moves_by_phase(self) -> dict[str, tuple[Move, ...]]:
        return {p.code: tuple(m for m in self.moves if p.code in m.sources) for p in self.phases}

    @property
    def ended(self) -> frozenset[str]:
        """Codes of the phases in which a case has ended."""
        return frozenset(phase.code for phase in self.phases if phase.ends)

    def phase(self, code: str) -> Phase:
        """The phase named `code`; MoveRefused when this kind has none."""
        try:
            return self._phase_by_code[code]
        except KeyError:
            raise MoveRefused(f"This kind of case has no phase “{code}”.", code="unknown_phase") from None

    def move(self, code: str) -> Move:
        """The move named `code`; MoveRefused when this kind has none."""
        try:
            return self._move_by_code[code]
        except KeyError:
            raise MoveRefused(f"This kind of case has no act “{code}”.", code="unknown_move") from None

    def moves_from(self, phase: str) -> tuple[Move, ...]:
        """The moves that may be done in `phase`, in the order of the table."""
        self.phase(phase)
        return self._moves_by_phase[phase]

    def allows(self, code: str, phase: str) -> bool:
        """Whether move `code` may be done in `phase`."""
        return phase in self.move(code).sources

    def require(self, code: str, phase: str, ground: str = "") -> Move:
        """The move, or MoveRefused with the acts that are possible when it may not be done in `phase`.

        A move that needs a ground is refused without one; which grounds there are is the rulebook's affair.
        """
        move = self.move(code)
        if phase not in move.sources:
            possible = ", ".join(m.label_en for m in self.moves_from(phase)) or "nothing"
            raise MoveRefused(
                f"“{move.label_en}” is not possible while the case is “{self.phase(phase).label_en}”.",
                hint=f"Possible now: {possible}.",
            )
        if move.needs_ground and not ground:
            raise MoveRefused(f"“{move.label_en}” must cite a ground.", code="ground_missing")
        return move

    def problems(self) -> tuple[str, ...]:
        """Every fault of the table as a sentence; empty when it is sound."""
        faults = self._faults_of_names()
        if not faults:
            faults = self._faults_of_paths() + self._faults_of_clock()
        return tuple(faults)

    def check(self) -> Lifecycle:
        """The table itself, proved sound; LifecycleUnsound with all its problems otherwise."""
        if problems := self.problems():
            raise LifecycleUnsound(problems)
        return self

    def _faults_of_names(self) -> list[str]:
        faults: list[str] = []
        for what, codes in (("phase", [p.code for p in self.phases]), ("move", [m.code for m in self.moves])):
            faults += [f"{what} {code} is declared twice" for code in sorted({c for c in codes if codes.count(c) > 1})]
        known = {phase.code for phase in self.phases}
        if self.initial not in known:
            faults.append(f"the initial phase {self.initial} does not exist")
        for move in self.moves:
            if not move.sources:
                faults.append(f"move {move.code} starts nowhere")
            ends = (*move.sources, *(() if move.to is None else (move.to,)))
            faults += [f"move {move.code} names the unknown phase {code}" for code in ends if code not in known]
            if not (move.permission and move.verb and move.label_vi and move.label_en):
                faults.append(f"move {move.code} lacks a permission, a journal verb or a label")
        faults += [f"phase {p.code} lacks a label" for p in self.phases if not (p.label_vi and p.label_en)]
        return faults

    def _arrows(self) -> list[tuple[str, str]]:
        return [(source, move.target(source)) for move in self.moves for source in move.sources]

    def _faults_of_paths(self) -> list[str]:
        arrows = self._arrows()
        reached = _closure({self.initial}, arrows)
        finishing = _closure(set(self.ended), [(target, source) for source, target in arrows])
        faults = [f"phase {p.code} cannot be reached" for p in self.phases if p.code not in reached]
        faults += [f"phase {p.code} can reach no end" for p in self.phases if p.code not in finishing]
        if self.initial in self.ended:
            faults.append("a case would be born ended")
        return faults

    def _faults_of_clock(self) -> list[str]:
        faults = [
            f"phase {p.code} has ended but its clock is {p.clock.value}"
            for p in self.phases
            if p.ends and p.clock is not ClockMode.STOPPED
        ]
        faults += [
            f"phase {p.code} has a stopped clock but is no end"
            for p in self.phases
            if not p.ends and p.clock is ClockMode.STOPPED
        ]
        for move in self.moves:
            for source in move.sources:
                before, after = self.phase(source).clock, self.phase(move.target(source)).clock
                expected = _EFFECTS[move.clock].get(before)
                if expected is None:
                    faults.append(f"move {move.code} cannot {move.clock.value} a clock that is {before.value}")
                elif expected is not after:
                    faults.append(
                        f"move {move.code} from {source} leaves the clock {expected.value},"
                        f" but phase {move.target(source)} says {after.value}"
                    )
        return faults


def _closure(seed: set[str], arrows: list[tuple[str, str]]) -> set[str]:
    """All that can be reached from `seed` along `arrows`."""
    reached = set(seed)
    grown = True
    while grown:
        found = {target for source, target in arrows if source in reached} - reached
        reached |= found
        grown = bool(found)
    return reached
