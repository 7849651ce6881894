"""The first tables of a room: an empty database is made in one step a room, and a half-made one is told so."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.writer import OperationWriter
from django.db.models import CASCADE, BigAutoField, CharField, ForeignKey

from congvu.config.rooms import ROOMS
from congvu.kernel.first_tables import CreateModels, rooms_half_way
from congvu.kernel.ui.checks import why_it_cannot_go_on

SHELF = CreateModel("Shelf", [("id", BigAutoField(primary_key=True)), ("name", CharField(max_length=20))])
BOX = CreateModel("Box", [("id", BigAutoField(primary_key=True)), ("shelf", ForeignKey("store.Shelf", CASCADE))])


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("store_")}


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_together_and_dropped_again() -> None:
    both = CreateModels([SHELF, BOX])
    before, after = ProjectState(), ProjectState()
    both.state_forwards("store", after)
    with connection.schema_editor() as editor:
        both.database_forwards("store", editor, before, after)
    assert tables() == {"store_shelf", "store_box"}
    with connection.schema_editor() as editor:
        both.database_backwards("store", editor, after, before)
    assert tables() == set()


def test_models_are_drawn_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many tables a room has: that is what made an empty database slow."""
    drawn: list[int] = []
    plain = StateApps.render_multiple

    def counted(self: StateApps, states: list[ModelState]) -> None:
        drawn.append(len(states))
        plain(self, states)

    monkeypatch.setattr(StateApps, "render_multiple", counted)
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    CreateModels([SHELF, BOX]).state_forwards("store", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Shelf", "Box"}
    assert drawn == [0, 2]


def test_it_can_be_written_down() -> None:
    text, _imports = OperationWriter(CreateModels([SHELF, BOX]), indentation=0).serialize()
    assert text.startswith("congvu.kernel.first_tables.CreateModels(")
    assert text.index("Shelf") < text.index("Box")


def test_first_migrations_change_no_table_they_made() -> None:
    """Indexes and constraints come with their table: afterwards SQLite would copy the whole table for each."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {config.label for config in apps.get_app_configs() if config.name in ROOMS}
    slow = [
        f"{label}.{name}: {operation.describe()}"
        for (label, name), migration in (loader.disk_migrations or {}).items()
        if label in labels and name.startswith("0001")
        for operation in migration.operations
        if isinstance(operation, CreateModel | AddField | AddIndex | AddConstraint)
    ]
    assert slow == []


@pytest.mark.django_db
def test_database_half_way_through_steps_no_longer_kept_is_told_so() -> None:
    assert rooms_half_way(connection) == []
    MigrationRecorder(connection).record_unapplied("casework", "0005_indexes_for_what_one_may_see")
    MigrationRecorder(connection).record_unapplied("casework", "0001_cases_and_their_custody")
    assert rooms_half_way(connection) == ["casework"]
    assert "casework" in why_it_cannot_go_on(connection)
    with pytest.raises(SystemCheckError, match="casework"):
        call_command("migrate", verbosity=0, skip_checks=False, stderr=StringIO())


@pytest.mark.django_db
def test_database_that_went_through_all_of_them_goes_on() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("casework", "0001_cases_and_their_custody")
    assert rooms_half_way(connection) == []
    call_command("migrate", verbosity=0)
    assert ("casework", "0001_cases_and_their_custody") in recorder.applied_migrations()
