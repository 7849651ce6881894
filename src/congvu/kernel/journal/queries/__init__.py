"""Every read of the journal."""

from __future__ import annotations

from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.lines import (
    all_lines,
    bill_of,
    bills,
    count_lines,
    iterate,
    latest_of,
    of_stream,
    stream_for,
)

__all__ = ["Line", "all_lines", "bill_of", "bills", "count_lines", "iterate", "latest_of", "of_stream", "stream_for"]
