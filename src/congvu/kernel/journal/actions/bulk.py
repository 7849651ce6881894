"""Many lines at once: chained, salted and hashed exactly as one by one, then loaded with COPY.

For histories that are taken over or simulated, where the streams belong to the caller alone until they are written.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from congvu.kernel import rows
from congvu.kernel.journal.actions.lines import COLUMNS, Entry, LineValues, Written, line_values
from congvu.kernel.journal.models import Line

__all__ = ["LineValues", "Lines", "write_lines"]

#: Salts are drawn for so many lines at a time.
DRAWN = 4096
SALT = 16


class Lines:
    """Lines that wait to be written; the caller keeps the heads of his streams, as `record_next` expects it."""

    def __init__(self) -> None:
        self._waiting: list[LineValues] = []
        self._salts, self._place = b"", 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, entry: Entry) -> Written:
        """Hash the line now, write it with the others later."""
        if self._place == len(self._salts):
            self._salts, self._place = secrets.token_bytes(SALT * DRAWN), 0
        salt = self._salts[self._place : self._place + SALT]
        self._place += SALT
        values = line_values(entry, salt)
        self._waiting.append(values)
        return Written(entry.seq, values[8])

    def gather(self) -> list[LineValues]:
        """What waits, hashed and ready; forgets it."""
        waiting, self._waiting = self._waiting, []
        return waiting


def write_lines(lines: Sequence[LineValues]) -> None:
    """Load hashed lines, in the caller's transaction."""
    rows.copy_in(Line, COLUMNS, lines)
