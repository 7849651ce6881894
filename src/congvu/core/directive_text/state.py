"""Trạng thái: what the walk down the body carries along: open headings, the addressee in force, tasks found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from congvu.core.directive_text.actors import Actor
from congvu.core.directive_text.drafts import Draft
from congvu.core.directive_text.headings import Mood, Scope
from congvu.core.directive_text.layout import Block
from congvu.core.directive_text.orders import Force, read_order
from congvu.core.directive_text.outline import Outline, Zone
from congvu.core.directive_text.plan_blocks import PlanField


@dataclass(frozen=True, slots=True)
class Setting:
    """What the walk needs to know about the document."""

    issuer: str
    year: int | None
    month: int | None
    addressees: list[Actor]
    topic_body: str
    issued: date | None


@dataclass(slots=True)
class TaskDraft:
    """A task with its leads and where they came from."""

    draft: Draft
    leads: list[tuple[int, Actor]]
    inherited: bool
    coordinators: list[tuple[int, Actor]]
    heading: int
    mood: Mood
    fields: list[PlanField] = field(default_factory=list)


@dataclass(slots=True)
class State:
    """One pass over the body; the stack of open headings and the addressee in force."""

    blocks: list[Block]
    outline: Outline
    masked: dict[int, list[tuple[int, int]]]
    setting: Setting
    general: list[tuple[int, Actor]]
    mood: Mood = Mood.NARRATIVE
    label_from: int = 0
    labelled: bool = False
    assigner: tuple[int, Actor] | None = None
    scopes: list[Scope] = field(default_factory=list)
    running: list[tuple[int, Actor]] = field(default_factory=list)
    tasks: list[TaskDraft] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    body: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        nest_inner(self.blocks)
        self.body = [index for index, zone in enumerate(self.outline.zones) if zone is Zone.BODY]

    def close_scopes(self, block: Block) -> None:
        """Ends the scopes that do not hold for the block."""
        rank = block.rank if block.marker else 98
        while self.scopes and self.scopes[-1].rank >= rank:
            self.scopes.pop()
        if not block.marker and self.scopes and not self.scopes[-1].numbered and self.scopes[-1].rank > 6:
            self.scopes.pop()

    def open(self, scope: Scope) -> None:
        """Opens a scope; those of the same or a lower order end."""
        while self.scopes and self.scopes[-1].rank >= scope.rank:
            self.scopes.pop()
        self.scopes.append(scope)

    def current_mood(self) -> Mood:
        """Mood of the nearest heading that has one."""
        for scope in reversed(self.scopes):
            if scope.mood is not None:
                return scope.mood
        return self.mood

    def inherited(self) -> tuple[list[tuple[int, Actor]], list[tuple[int, Actor]]]:
        """Leads and coordinators of a task without a subject: nearest heading, running subject, general addressee."""
        for scope in reversed(self.scopes):
            if scope.leads:
                return [(scope.block, actor) for actor in scope.leads], [
                    (scope.block, actor) for actor in scope.coordinators
                ]
        if self.running:
            return self.running, []
        return self.general, []

    def children(self, place: int) -> list[int]:
        """Blocks of the list directly below the block at `place` of the body (at most 80)."""
        parent = self.blocks[self.body[place]]
        children: list[int] = []
        rank = self.blocks[self.body[place + 1]].rank if place + 1 < len(self.body) else 0
        for index in self.body[place + 1 : place + 80]:
            block = self.blocks[index]
            if (parent.marker and block.rank <= parent.rank) or not block.marker or block.rank < rank:
                break
            children.append(index)
        return children

    def verbal_children(self, place: int) -> float:
        """Share of the list below that gives orders by its form (at most ten items looked at)."""
        children = self.children(place)[:10]
        if not children:
            return 1.0
        verbal = 0
        for index in children:
            block = self.blocks[index]
            order = read_order(block.text, block.body, min(len(block.text), block.body + 500))
            verbal += order.force >= Force.IMPERATIVE
        return verbal / len(children)

    def last_child(self, place: int) -> int:
        """The last block of that list, or the block itself."""
        children = self.children(place)
        return children[-1] if children else self.body[place]


_INNER, _UNDER_A_DASH = 8, 11  # ranks of "(i)" by itself and below a dash


def nest_inner(blocks: list[Block]) -> None:
    """Items "(i) …" below a dash that ends with a colon stand under it, not above it."""
    before: Block | None = None
    for block in blocks:
        if block.kind == "inner" and before is not None:
            below = before.kind in ("dash", "plus") and before.text.endswith(":")
            if below or (before.kind == "inner" and before.rank > _INNER):
                block.rank = _UNDER_A_DASH
        before = block
