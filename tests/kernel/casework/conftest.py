"""The small office for every test of this room."""

from __future__ import annotations

from tests.kernel.casework.office import office

__all__ = ["office"]
