"""The small office for the battery every kind of case has to pass."""

from __future__ import annotations

from tests.kernel.casework.office import office

__all__ = ["office"]
