"""Kế hoạch giải quyết. A variant of a procedure as a dossier uses it: papers, fees, phases of the limit, stops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: A stop is work unless it says otherwise.
WORK, CONSULT, PAYMENT, POSTING, RETURN = "work", "consult", "payment", "posting", "return"
DESK, SETTLING, ABOVE, NAMED = "desk", "settling", "above", "named"


@dataclass(frozen=True, slots=True)
class Stop:
    """Bước. A station with who takes it; `minutes` None where it shares its group's time or does not count."""

    code: str
    name: str
    who: str
    agency_id: int | None
    post: str
    minutes: int | None
    group: str
    counted: bool
    back_to: tuple[str, ...]
    branch: str
    phase: str
    kind: str
    silence_agrees: bool
    product: str


@dataclass(frozen=True, slots=True)
class Phase:
    """Giai đoạn của thời hạn. `limit` is a limit code."""

    code: str
    name: str
    limit: str


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """Thành phần hồ sơ phải có."""

    position: int
    name: str
    mandatory: bool
    originals: int
    copies: int
    held_by: str
    form: str
    when_needed: str


@dataclass(frozen=True, slots=True)
class OwedFee:
    """Khoản thu theo quy định, in đồng."""

    position: int
    name: str
    amount: int
    per: str
    collected: str
    free_when: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Kế hoạch giải quyết của một trường hợp, as announced.

    `delegated` false: no decision on who settles names the procedure.
    """

    variant_id: int
    version_id: int
    procedure_id: int
    field_id: int
    agency_id: int
    code: str
    name: str
    case_name: str
    scope: str
    settled_at: str
    boundary_free: bool
    interlinked: bool
    online: str
    sets: int
    result: str
    from_on: date | None
    to_on: date | None
    hours_a_day: int
    limit: str
    phases: tuple[Phase, ...]
    refusal_limit: str
    same_day: bool
    supplement_policy: str
    papers: tuple[NeededPaper, ...]
    fees: tuple[OwedFee, ...]
    stops: tuple[Stop, ...]
    groups: dict[str, int]
    delegated: bool = True

    def stop(self, code: str) -> Stop | None:
        """The stop of a code."""
        return next((one for one in self.stops if one.code == code), None)

    @property
    def line(self) -> tuple[Stop, ...]:
        """The stops a dossier itself passes, without those of side-by-side branches."""
        return tuple(one for one in self.stops if not one.branch)

    def after(self, code: str) -> Stop | None:
        """The stop of the line behind one; None behind the last."""
        line = self.line
        place = next((i for i, one in enumerate(line) if one.code == code), -1)
        return line[place + 1] if 0 <= place < len(line) - 1 else None

    def before(self, code: str) -> tuple[Stop, ...]:
        """Stops the work may be sent back to, nearest first: those named, else the one right before."""
        line = self.line
        place = next((i for i, one in enumerate(line) if one.code == code), -1)
        here = self.stop(code)
        if here is None or place <= 0:
            return ()
        named = [one for one in line[:place] if one.code in here.back_to]
        return tuple(reversed(named)) or (line[place - 1],)

    def branches_before(self, code: str) -> dict[str, tuple[Stop, ...]]:
        """The branches that run side by side right before a stop of the line: name → its stops."""
        found: dict[str, list[Stop]] = {}
        for one in self.stops:
            if one.code == code:
                break
            if one.branch:
                found.setdefault(one.branch, []).append(one)
            else:
                found = {}
        return {name: tuple(stops) for name, stops in found.items()}

    def phase_of(self, stop: Stop) -> int:
        """Which phase of the limit a stop belongs to, from 1."""
        codes = [phase.code for phase in self.phases]
        return codes.index(stop.phase) + 1 if stop.phase in codes else 1

    def limit_of_stage(self, stage: int) -> str:
        """The limit code of a phase (from 1); of the last one beyond."""
        if not self.phases:
            return self.limit
        return self.phases[min(stage, len(self.phases)) - 1].limit

    def is_last_work(self, code: str) -> bool:
        """Whether nothing but handing out the result follows a stop."""
        line = self.line
        place = next((i for i, one in enumerate(line) if one.code == code), -1)
        return place >= 0 and all(one.kind == RETURN for one in line[place + 1 :])
