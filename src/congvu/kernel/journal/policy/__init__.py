"""What exactly is hashed and signed."""

from __future__ import annotations

from congvu.kernel.journal.policy.entries import (
    VERSION,
    ZERO,
    canonical,
    commitment_of,
    entry_bytes,
    leaf_of,
    moment,
    one_line,
)

__all__ = ["VERSION", "ZERO", "canonical", "commitment_of", "entry_bytes", "leaf_of", "moment", "one_line"]
