"""Cuộc kiểm tra: its kind and phases by name."""

from __future__ import annotations

KIND = "inspection_visit"
NOTICED, ON_SITE, SIGNED, REPORTED, CONCLUDED, CLOSED, CANCELLED = (
    "noticed", "on_site", "minutes_signed", "reported", "concluded", "closed", "cancelled",
)  # fmt: skip
