"""System checks of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

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
