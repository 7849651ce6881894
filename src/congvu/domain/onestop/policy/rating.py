"""Thiết bị đánh giá: what a device at the counter shows at a moment. Values in, a word out."""

from __future__ import annotations

from datetime import datetime, timedelta

WAITING, ASKING, MORE, THANKS = "waiting", "asking", "more", "thanks"

#: How long a dossier stays on the screen before the next applicant may not be asked about it any more.
ASKS_FOR = timedelta(minutes=3)
#: How long the further questions stay, and how long the thanks.
MORE_FOR, THANKS_FOR = timedelta(seconds=90), timedelta(seconds=8)

#: Phases in which the office is done with a dossier, so that it can be judged.
RATEABLE = ("settled", "returned", "not_accepted", "withdrawn", "stopped")


def showing(
    *, shown_at: datetime | None, rated_at: datetime | None, here: bool, thanked_at: datetime | None, now: datetime
) -> str:
    """Waiting, asking, asking more, or thanking.

    `rated_at`: when the dossier on the device was evaluated; `here`: by a device, not on paper or online.
    """
    if shown_at is None:
        return WAITING
    if thanked_at is not None:
        return THANKS if now < thanked_at + THANKS_FOR else WAITING
    if rated_at is None:
        return ASKING if now < shown_at + ASKS_FOR else WAITING
    return MORE if here and rated_at >= shown_at and now < rated_at + MORE_FOR else WAITING
