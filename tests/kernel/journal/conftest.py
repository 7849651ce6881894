"""The small office writes the journal these tests read."""

from __future__ import annotations

from tests.kernel.casework.office import office

__all__ = ["office"]
