"""Every write of the journal."""

from __future__ import annotations

from congvu.kernel.journal.actions.lines import Entry, Written, erase, record, record_each, record_many, record_next
from congvu.kernel.journal.actions.sealing import seal

__all__ = ["Entry", "Written", "erase", "record", "record_each", "record_many", "record_next", "seal"]
