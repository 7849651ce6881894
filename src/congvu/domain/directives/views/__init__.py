"""Pages of the directives room."""

from __future__ import annotations

from congvu.domain.directives.views import importing, issuing, registering, reviewing, statistics

__all__ = ["importing", "issuing", "registering", "reviewing", "statistics"]
