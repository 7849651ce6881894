"""Số thứ tự tại quầy: the windows of a desk and the number being served, for the reception screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from congvu.domain.counters.models import Ticket, Window
from congvu.domain.counters.queries.queues import SERVE, at_window, queue_for, windows_of
from congvu.kernel.accounts.policy import Actor


@dataclass(frozen=True, slots=True)
class Turn:
    """Lượt đang phục vụ. `window` is where the clerk sits; `ticket` who stands there; `waiting` how many come after."""

    windows: tuple[Window, ...]
    window: Window | None
    ticket: Ticket | None
    waiting: int


def turn(actor: Actor, desk_id: int, window_id: int | None, on: date) -> Turn | None:
    """What the reception screen shows of the queue; None where the desk gives no numbers, or to others."""
    if not actor.may(SERVE, desk_id):
        return None
    windows = tuple(windows_of(desk_id))
    if not windows:
        return None
    window = next((one for one in windows if one.pk == window_id), windows[0] if len(windows) == 1 else None)
    if window is None:
        return Turn(windows, None, None, queue_for(windows[0], on).count())  # the one the list begins with
    return Turn(windows, window, at_window(window.pk), queue_for(window, on).count())
