"""Many lines at once: chained, salted and hashed exactly as one by one, then loaded with COPY.

For histories that are taken over or simulated, where the streams belong to the caller alone until they are written.
"""

from __future__ import annotations

import secrets

from congvu.kernel import rows
from congvu.kernel.journal.actions.lines import COLUMNS, Entry, LineValues, Written, line_values
from congvu.kernel.journal.models import Line

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

    def write(self) -> int:
        """Load everything that waits, in the caller's transaction; returns how many lines there were."""
        count = len(self._waiting)
        rows.copy_in(Line, COLUMNS, self._waiting)
        self._waiting = []
        return count
