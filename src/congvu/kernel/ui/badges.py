"""Nhãn: small marks that say a state by colour, word and icon together.

Python instead of templates because a list draws hundreds of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from congvu.kernel.ui import assets, formats

Tone = Literal["neutral", "info", "ok", "soon", "late", "paused", "wait"]
TONES: tuple[Tone, ...] = ("neutral", "info", "ok", "soon", "late", "paused", "wait")

DueState = Literal["running", "paused", "stopped", "none"]
DueLevel = Literal["ok", "soon", "late", "paused", "done", "done_late", "none"]

# From how much working time left (two working days) an open clock counts as nearly due.
SOON_MINUTES = 2 * formats.MINUTES_OF_A_WORKING_DAY
SOON_SECONDS = 2 * 24 * 3600

_LEVEL_TONE: dict[DueLevel, Tone] = {
    "ok": "ok",
    "soon": "soon",
    "late": "late",
    "paused": "paused",
    "done": "neutral",
    "done_late": "late",
    "none": "neutral",
}
_LEVEL_ICON: dict[DueLevel, str] = {
    "ok": "clock",
    "soon": "clock-exclamation",
    "late": "alert-triangle",
    "paused": "player-pause",
    "done": "circle-check",
    "done_late": "circle-check",
    "none": "clock-off",
}


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite; with *label* it speaks, without it is decoration."""
    classes = f"icon {css}".strip()
    href = f"{assets.sprite()}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, href)


def status(label: str | Promise, tone: str = "neutral", icon_name: str = "") -> SafeString:
    """A state in a word. Raises ValueError for a tone that does not exist."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone!r}")
    mark = icon(icon_name) if icon_name else mark_safe('<span class="dot" aria-hidden="true"></span>')
    return format_html('<span class="status-mark tone-{}">{}<span>{}</span></span>', tone, mark, label)


def due_level(
    due_at: datetime | None,
    now: datetime,
    state: str = "running",
    left_minutes: int | None = None,
    stopped_at: datetime | None = None,
) -> DueLevel:
    """Which of the levels a clock is at.

    *left_minutes* is the working time left (negative: late by so much) where the caller knows the calendar;
    without it only the moments are compared. *stopped_at* is when a stopped clock stopped. Raises ValueError for a
    state that does not exist.
    """
    if state not in ("running", "paused", "stopped", "none"):
        raise ValueError(f"unknown clock state {state!r}")
    if due_at is None or state == "none":
        return "none"
    if state == "stopped":
        return "done_late" if stopped_at is not None and stopped_at > due_at else "done"
    if state == "paused":
        return "paused"
    if now > due_at or (left_minutes is not None and left_minutes < 0):
        return "late"
    if left_minutes is not None:
        return "soon" if left_minutes <= SOON_MINUTES else "ok"
    return "soon" if (due_at - now).total_seconds() <= SOON_SECONDS else "ok"


def due_words(level: DueLevel, left_minutes: int | None = None) -> str:
    """The words of a level: ``Còn 2 ngày 3 giờ``, ``Quá hạn 1 ngày``, ``Hoàn thành đúng hạn`` …"""
    span = "" if left_minutes is None else formats.working_span(left_minutes)
    if level == "ok":
        return _("%(span)s left") % {"span": span} if span else _("In time")
    if level == "soon":
        return _("Due soon: %(span)s left") % {"span": span} if span else _("Due soon")
    if level == "late":
        return _("Overdue by %(span)s") % {"span": span} if span and left_minutes else _("Past the deadline")
    if level == "paused":
        return _("Clock paused")
    if level == "done":
        return _("Completed in time")
    if level == "done_late":
        return _("Completed late")
    return _("No deadline")


def due(
    due_at: datetime | None,
    now: datetime,
    state: str = "running",
    left_minutes: int | None = None,
    stopped_at: datetime | None = None,
    *,
    brief: bool = False,
) -> SafeString:
    """Hạn: date, working time left, colour and word and icon. *brief* leaves out the hour (the title keeps it)."""
    level = due_level(due_at, now, state, left_minutes, stopped_at)
    when = SafeString("")
    if due_at is not None and level != "none":
        shown = formats.day(due_at) if brief else formats.moment(due_at)
        when = format_html(
            '<time datetime="{}" title="{}">{}</time>',
            formats.local(due_at).isoformat(timespec="minutes"),
            formats.moment(due_at),
            shown,
        )
    return format_html(
        '<span class="due due-{} tone-{}">{}<span class="due-word">{}</span>{}</span>',
        level.replace("_", "-"),
        _LEVEL_TONE[level],
        icon(_LEVEL_ICON[level]),
        due_words(level, left_minutes),
        when,
    )
