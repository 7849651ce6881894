"""Cuộc kiểm tra, thông báo cho đơn vị: their kinds and phases by name."""

from __future__ import annotations

KIND = "inspection_visit"
#: A visit that was called off, and its notice, end as in every kind what is withdrawn: figures leave it out.
NOTICED, ON_SITE, SIGNED, REPORTED, CONCLUDED, CLOSED, CANCELLED = (
    "noticed", "on_site", "minutes_signed", "reported", "concluded", "closed", "withdrawn",
)  # fmt: skip
#: The notice a unit gets before a visit, and its phases.
NOTICE = "inspection_notice"
TOLD, HANDED_IN, NEVER, CALLED_OFF = "told", "handed_in", "lapsed", "withdrawn"
#: Coded grounds for another day, or for no visit at all.
CHANGE_GROUNDS = "visit_change"
