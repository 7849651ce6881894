"""VietQR: a bank transfer as the text of a QR code, written and read back."""

from __future__ import annotations

from congvu.core.vietqr.tlv import check_sum
from congvu.core.vietqr.transfers import (
    LARGEST_AMOUNT,
    LONGEST_REFERENCE,
    Service,
    Transfer,
    payload,
    plain_reference,
    read_payload,
)

__all__ = [
    "LARGEST_AMOUNT",
    "LONGEST_REFERENCE",
    "Service",
    "Transfer",
    "check_sum",
    "payload",
    "plain_reference",
    "read_payload",
]
