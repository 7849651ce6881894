"""A dossier in memory while its life is lived in bulk: the rows it becomes, as plain values in the order of columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from congvu.demo.living.dossiers.ground import Place
from congvu.domain.onestop.models import (
    Charge,
    Dossier,
    Evaluation,
    GivenPaper,
    PaperMove,
    Reappointment,
    ResultReturn,
    Slip,
    Supplement,
    Visit,
)
from congvu.domain.onestop.policy.plans import Plan, Stop
from congvu.kernel import rows
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import Event

Row = dict[str, Any]


def columns(model: type[Model]) -> tuple[str, ...]:
    """The columns that are written; a key that is counted is left to the database."""
    counted = model._meta.auto_field
    return tuple(one.attname for one in model._meta.concrete_fields if one is not counted)


def defaults(model: type[Model]) -> Row:
    """A row with what a column holds unless something is said."""
    return {one.attname: one.get_default() for one in model._meta.concrete_fields if one is not model._meta.auto_field}


#: Tables in the order in which they are written.
TABLES: tuple[type[Model], ...] = (
    Dossier, GivenPaper, Charge, Visit, Slip, Supplement, Reappointment, PaperMove, Evaluation, ResultReturn,
)  # fmt: skip
COLUMNS = {model: columns(model) for model in TABLES}
DEFAULTS = {model: defaults(model) for model in TABLES}


@dataclass(slots=True)
class Folder:
    """One dossier with everything that belongs to it."""

    case: Case
    plan: Plan
    place: Place
    dossier: Row
    parts: dict[type[Model], list[Row]] = field(default_factory=dict)
    visit: Row | None = None
    events: list[Event] = field(default_factory=list)
    #: The visit whose branches have been given out, and the open visit of each part by its key.
    split: Row | None = None
    parts_at: dict[int, Row] = field(default_factory=dict)

    def add(self, model: type[Model], **values: Any) -> Row:
        """Another row of the dossier."""
        row = {**DEFAULTS[model], **values}
        self.parts.setdefault(model, []).append(row)
        return row

    def last(self, model: type[Model]) -> Row:
        """The row that came last."""
        return self.parts[model][-1]

    @property
    def stop(self) -> Stop:
        """The stop it stands at."""
        found = self.plan.stop(self.visit["station"]) if self.visit is not None else None
        return found or self.plan.stops[0]


@dataclass(slots=True)
class Loaded:
    """Rows of the one-stop shop that wait to be written, by table."""

    tables: dict[type[Model], list[list[Any]]]

    @classmethod
    def of(cls, folders: list[Folder]) -> Loaded:
        """What the folders become."""
        found: dict[type[Model], list[list[Any]]] = {}
        for folder in folders:
            tables: dict[type[Model], list[Row]] = {Dossier: [folder.dossier], **folder.parts}
            for model, many in tables.items():
                names = COLUMNS[model]
                found.setdefault(model, []).extend([[row[name] for name in names] for row in many])
        return cls(found)

    def write(self) -> None:
        """Load everything, in the caller's transaction."""
        for model in TABLES:
            if model in self.tables:
                rows.copy_in(model, COLUMNS[model], self.tables[model])
