"""Tables of the room: routes with their versions and stations; work under way and its visits."""

from __future__ import annotations

from congvu.domain.internal.models.routes import Route, RouteStation, RouteVersion
from congvu.domain.internal.models.works import Visit, Work

__all__ = ["Route", "RouteStation", "RouteVersion", "Visit", "Work"]
