"""Reading the house: its files as text and syntax trees, its rooms in their order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from congvu.config.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "congvu"
#: Storeys from the lowest up; the order of ROOMS is the order inside them.
STOREYS = ("core", "kernel", "insight", "domain", "face", "demo", "config")
#: Rooms of the domain on which other rooms of it may stand (contract 5).
FOUNDATIONS = ("procedures", "citizens", "counters")


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, where it is, what it says."""

    name: str
    path: Path
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        """The dotted name below `congvu`: ("kernel", "jobs", "actions")."""
        return tuple(self.name.split(".")[1:])

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package, migrations left out."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        if "migrations" in parts:
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, path.read_text(encoding="utf-8")))
    return tuple(found)


def sample(text: str, name: str = "congvu.kernel.room.actions") -> Module:
    """A made-up module, for the good and the bad example of a rule."""
    path = SRC.joinpath(*name.split(".")).with_suffix(".py")
    return Module(name, path, text)


def below(*prefixes: str) -> Iterator[Module]:
    """The modules in or below these dotted names."""
    for module in modules():
        if any(module.name == prefix or module.name.startswith(f"{prefix}.") for prefix in prefixes):
            yield module


def templates() -> list[Path]:
    """Every template of the house."""
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def room_of(dotted: str) -> str | None:
    """The room a dotted name belongs to, as ROOMS writes it; None for core, config and what is not ours."""
    return next((room for room in ROOMS if dotted == room or dotted.startswith(f"{room}.")), None)


def label_of(room: str) -> str:
    """The app label of a room: its last name."""
    return room.rpartition(".")[2]


ROOM_OF_LABEL = {label_of(room): room for room in ROOMS}


def may_lean_on(room: str, other: str) -> bool:
    """Whether `room` may know `other`: itself, a lower storey or room of the kernel, a foundation of the domain."""
    if room == other:
        return True
    storey, other_storey = (STOREYS.index(name.split(".")[1]) for name in (room, other))
    if storey != other_storey:
        return storey > other_storey
    stands_on = STOREYS[storey] == "kernel" or label_of(other) in FOUNDATIONS
    return stands_on and ROOMS.index(room) > ROOMS.index(other)


def show(violations: list[str]) -> str:
    """The violations one to a line, for the message of an assert."""
    return "\n" + "\n".join(violations)
