"""Đồng hồ thời hạn. A deadline as a function of events, with its certificate."""

from __future__ import annotations

from congvu.core.clock.certificate import OWNERS, Certificate, certify, render
from congvu.core.clock.events import (
    WAITING_FOR,
    AlreadyPaused,
    AlreadyStarted,
    AskedTooEarly,
    ClockEvent,
    ClockRule,
    ClockStopped,
    EventBeforePrevious,
    EventKind,
    ExtensionRefused,
    Ground,
    GroundRefused,
    ImpossibleSequence,
    NotStarted,
    Owner,
    ReopenWithoutStop,
    ResumeWithoutPause,
)
from congvu.core.clock.reckon import due_at, reckon
from congvu.core.clock.state import ClockState, Interval, PhaseRecord, Status

__all__ = [
    "OWNERS",
    "WAITING_FOR",
    "AlreadyPaused",
    "AlreadyStarted",
    "AskedTooEarly",
    "Certificate",
    "ClockEvent",
    "ClockRule",
    "ClockState",
    "ClockStopped",
    "EventBeforePrevious",
    "EventKind",
    "ExtensionRefused",
    "Ground",
    "GroundRefused",
    "ImpossibleSequence",
    "Interval",
    "NotStarted",
    "Owner",
    "PhaseRecord",
    "ReopenWithoutStop",
    "ResumeWithoutPause",
    "Status",
    "certify",
    "due_at",
    "reckon",
    "render",
]
