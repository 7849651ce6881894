"""The first tables of a room, laid down at once; and whether a database stands on steps that are still kept.

Django draws up every model that hangs together by keys anew after each CreateModel: with the hundred tables of the
house that is thousands of classes, and most of what an empty database costs. A room's first migration therefore
lays its tables down in one operation. Steps that such a migration `replaces` are not kept: a database that has
gone through only some of them can go neither on nor back; `rooms_half_way` finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState


class AtOnce(Operation):
    """Operations of which none asks what the one before it made of the models; they are drawn up once for all."""

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """How Django writes this operation down."""
        return (self.__class__.__qualname__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the models; their classes are drawn up together when somebody first asks for them."""
        vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Change the tables, one operation after the other."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Undo it, the last operation first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return "; ".join(operation.describe() for operation in self.operations)


class CreateModels(AtOnce):
    """Several CreateModel at once; a model stands behind those it refers to."""

    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        super().__init__(models)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """How Django writes this operation down."""
        return (self.__class__.__qualname__, [], {"models": self.operations})


def rooms_half_way(connection: BaseDatabaseWrapper) -> list[str]:
    """Labels of the rooms of which this database has some of the steps that are no longer kept, but not all."""
    made = MigrationRecorder(connection).applied_migrations()
    kept = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    found = set()
    for key, migration in kept.items():
        there = [step in made for step in migration.replaces]
        if key not in made and any(there) and not all(there):
            found.add(key[0])
    return sorted(found)
