"""The cast, for the screens of this room."""

from __future__ import annotations

from tests.kernel.accounts.cast import cast

__all__ = ["cast"]
