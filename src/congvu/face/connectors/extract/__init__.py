"""Bản tin edXML: messages of document exchange as values, read from and written to XML."""

from __future__ import annotations

from congvu.face.connectors.extract.message import (
    AnswerTo,
    BadMessage,
    Business,
    DocumentMessage,
    Organisation,
    Parcel,
    StatusCode,
    StatusMessage,
    TraceStep,
)
from congvu.face.connectors.extract.reading import read_message
from congvu.face.connectors.extract.writing import write_document, write_status

__all__ = [
    "AnswerTo",
    "BadMessage",
    "Business",
    "DocumentMessage",
    "Organisation",
    "Parcel",
    "StatusCode",
    "StatusMessage",
    "TraceStep",
    "read_message",
    "write_document",
    "write_status",
]
