"""Every read of the journal."""

from __future__ import annotations

from congvu.kernel.journal.queries.lines import all_lines, bills, count_lines, iterate, of_stream

__all__ = ["all_lines", "bills", "count_lines", "iterate", "of_stream"]
