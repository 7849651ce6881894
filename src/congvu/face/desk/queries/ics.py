"""Lịch iCalendar (RFC 5545) of dated entries. No alarms: a reminder is for the reader's own program to set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from urllib.parse import urljoin

from icalendar import Calendar, Event

from congvu.kernel.casework.policy.calendar_entries import CalendarEntry


def calendar_of(entries: Sequence[CalendarEntry], owner: str, site: str) -> tuple[bytes, str]:
    """The calendar as text, and the tag of its content: the same entries give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Cong Vu//Lich ca nhan//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Công Vụ – {owner}")
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for entry in entries:
        calendar.add_component(_event(entry, site))
    content = calendar.to_ical()
    return content, sha256(content).hexdigest()[:32]


def _event(entry: CalendarEntry, site: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@cong-vu")
    event.add("dtstamp", entry.made_at.astimezone(UTC))
    event.add("sequence", entry.version)
    event.add("summary", entry.title)
    event.add("dtstart", _utc(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _utc(entry.ends))
    if entry.text:
        event.add("description", entry.text)
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", urljoin(site, entry.url))
    event.add("transp", "TRANSPARENT")
    return event


def _utc(at: datetime | date) -> datetime | date:
    return at.astimezone(UTC) if isinstance(at, datetime) else at
