"""Thủ tục đã công bố: how the made-up province writes its procedures down, and how a line of a route is read.

A step is a line "station; who; post; time; more". Who: d (one-stop desk), s (the agency that settles), a (the one
above), n:CODE (another agency). `~` begins a station that shares the time of the group; a time "-" does not count.
`more` are words with commas between: consult, silence, payment, posting, p2 (the second phase), branch:NAME, back:NAME,
aside:LIMIT. The last station hands results out.
"""

from __future__ import annotations

from dataclasses import dataclass

_WHO = {"d": "desk", "s": "settling", "a": "above", "n": "named"}
_KINDS = {"consult", "payment", "posting"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A station as a line says it; `back` and `branch` are names."""

    name: str
    who: str
    agency: str
    post: str
    time: str
    shared: bool
    kind: str = "work"
    silence: bool = False
    phase: str = ""
    branch: str = ""
    back: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Trường hợp: a limit with its route, and what the procedure adds to it. `phases` are (name, limit)."""

    limit: str
    steps: str
    name: str = ""
    note: str = ""
    group: tuple[str, str] | None = None
    phases: tuple[tuple[str, str], ...] = ()
    refusal: str = ""
    extension: str = ""
    same_day: bool = False
    supplement: str = ""
    papers: tuple[str, ...] = ()
    """Papers of this case beside the procedure's."""

    def read_steps(self) -> list[Step]:
        """The stations, in their order."""
        found = [_step(line) for line in self.steps.strip().splitlines()]
        last = found[-1]
        if last.kind == "work":
            found[-1] = Step(**{**{name: getattr(last, name) for name in Step.__slots__}, "kind": "return"})
        return found


def _step(line: str) -> Step:
    name, who, post, time, more = (part.strip() for part in (line + ";" * (4 - line.count(";"))).split(";"))
    selector, _colon, agency = who.partition(":")
    words = [word.strip() for word in more.split(",") if word.strip()]
    said = dict(word.split(":", 1) for word in words if ":" in word)
    return Step(
        name=name.removeprefix("~"), shared=name.startswith("~"), who=_WHO[selector], agency=agency, post=post,
        time=time, kind=next((word for word in words if word in _KINDS), "work"), silence="silence" in words,
        phase=next((word[1:] for word in words if word[0] == "p" and word[1:].isdigit()), ""),
        branch=said.get("branch", ""), back=said.get("back", ""), aside=said.get("aside", ""),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A procedure of the demo: code as an annex writes it, agency that answers for it, papers, fee in đồng, cases."""

    code: str
    agency: str
    field: str
    name: str
    level: str
    settled_by: str
    papers: tuple[str, ...]
    cases: tuple[Case, ...]
    subjects: tuple[str, ...] = ("citizen",)
    online: str = "full"
    online_reason: str = ""
    fee: tuple[str, int] | None = None
    published: bool = True
    boundary_free: bool = True
    interlinked: bool = False
    basis: str = "Nghị định số 118/2025/NĐ-CP"
