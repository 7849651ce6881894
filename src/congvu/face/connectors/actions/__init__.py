"""Every write of the exchange with other systems."""

from __future__ import annotations

from congvu.face.connectors.actions.delivering import collect, deliver
from congvu.face.connectors.actions.directory import save_organ
from congvu.face.connectors.actions.receiving import accept, decide_recall, receive, refuse, report
from congvu.face.connectors.actions.sending import ask_recall, retry, send

__all__ = [
    "accept",
    "ask_recall",
    "collect",
    "decide_recall",
    "deliver",
    "receive",
    "refuse",
    "report",
    "retry",
    "save_organ",
    "send",
]
