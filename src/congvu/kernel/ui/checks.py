"""System checks of the interface, and of the database it is served from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from django.utils.translation import gettext as _

from congvu.kernel.first_tables import rooms_half_way
from congvu.kernel.ui import assets


@checks.register()
def front_end_is_built(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django's signature
    **kwargs: Any,  # noqa: ARG001
) -> list[checks.CheckMessage]:
    """Warn when the pages would come without style and script."""
    if assets.manifest():
        return []
    return [
        checks.Warning(
            "The front end has not been built: pages will have no style and no script.",
            hint="Run `make setup`, or `npm ci && npm run build` in frontend/.",
            id="ui.W001",
        )
    ]


def why_it_cannot_go_on(connection: BaseDatabaseWrapper) -> str:
    """A sentence when this database can no longer be brought up to date; empty when it can."""
    rooms = rooms_half_way(connection)
    if not rooms:
        return ""
    # `migrate` speaks no language of its own.
    with translation.override(translation.get_language() or settings.LANGUAGE_CODE):
        return _(
            "This database was made by an earlier state of the software and stopped half way through steps that are"
            " no longer kept (%(rooms)s). Bring it up to date with the software that made it, or begin with an empty"
            " database."
        ) % {"rooms": ", ".join(rooms)}


@checks.register(checks.Tags.database)
def database_can_go_on(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django's signature
    databases: Sequence[str] | None = None,
    **kwargs: Any,  # noqa: ARG001
) -> list[checks.CheckMessage]:
    """Refuse to migrate a database that would be left between two states."""
    sentences = [why_it_cannot_go_on(connections[alias]) for alias in databases or ()]
    return [checks.Error(sentence, id="ui.E001") for sentence in sentences if sentence]
