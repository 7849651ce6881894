"""The cast of three with Olga, who owns the system."""

from __future__ import annotations

from tests.kernel.accounts.cast import cast

__all__ = ["cast"]
