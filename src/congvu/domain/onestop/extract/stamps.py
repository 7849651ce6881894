"""Thời điểm theo giao diện Cổng: moments as the interface, and sheets made of it, write them."""

from __future__ import annotations

from datetime import datetime

from congvu.core.working_time import HANOI


def stamp(moment: datetime | None) -> str:
    """A moment as the interface writes it; empty for none."""
    return f"{moment.astimezone(HANOI):%Y%m%d%H%M%S}" if moment is not None else ""


def read_stamp(text: str) -> datetime | None:
    """A moment as portals and their sheets write it: yyyyMMddHHmmss, a day, dd/mm/yyyy hh:mm; None for what is none."""
    plain = text.strip()
    for form, sample in _FORMS:
        if len(plain) == len(sample):
            try:
                return datetime.strptime(plain, form).replace(tzinfo=HANOI)
            except ValueError:
                continue
    return None


_FORMS = (
    ("%Y%m%d%H%M%S", "20261109093000"), ("%Y%m%d", "20261109"), ("%d/%m/%Y %H:%M:%S", "09/11/2026 09:30:00"),
    ("%d/%m/%Y %H:%M", "09/11/2026 09:30"), ("%d/%m/%Y", "09/11/2026"), ("%Y-%m-%d %H:%M:%S", "2026-11-09 09:30:00"),
    ("%Y-%m-%dT%H:%M:%S", "2026-11-09T09:30:00"), ("%Y-%m-%d", "2026-11-09"),
)  # fmt: skip
