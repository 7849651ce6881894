"""The cast and the clock for the tests of this room."""

from __future__ import annotations

from tests.kernel.accounts.cast import cast
from tests.kernel.accounts.clockwork import clock

__all__ = ["cast", "clock"]
