"""Cuộc kiểm tra, thông báo cho đơn vị: their kinds and phases by name."""

from __future__ import annotations

KIND = "inspection_visit"
NOTICED, ON_SITE, SIGNED, REPORTED, CONCLUDED, CLOSED, CANCELLED = (
    "noticed", "on_site", "minutes_signed", "reported", "concluded", "closed", "cancelled",
)  # fmt: skip
#: The notice a unit gets before a visit, and its phases.
NOTICE = "inspection_notice"
TOLD, HANDED_IN, NEVER, CALLED_OFF = "told", "handed_in", "lapsed", "called_off"
#: Coded grounds for another day, or for no visit at all.
CHANGE_GROUNDS = "visit_change"
