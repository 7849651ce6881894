"""The small one-stop shop."""

from __future__ import annotations

from tests.domain.onestop.shop import office, shop

__all__ = ["office", "shop"]
