"""Bốc thăm kiểm chứng được: a draw by lot that anybody can reckon again. The protocol is in docs/methods/lot.md."""

from __future__ import annotations

from congvu.core.lot.commitments import OPEN_DRAW, commitment, keeps, seed
from congvu.core.lot.drawing import Drawn, draw_slot
from congvu.core.lot.envelope import (
    ENVELOPE_BYTES,
    Envelope,
    envelope_hash,
    envelope_text,
    follows,
    padded,
    read_padded,
)
from congvu.core.lot.listing import Inspector, Listing, Published, Unit, publish, read_listing
from congvu.core.lot.open_drawing import OpenDrawn, certain_places, chances, comb_places, draw_open
from congvu.core.lot.stream import Stream
from congvu.core.lot.texts import PROTOCOL, canonical, clean_beacon
from congvu.core.lot.weights import Factor, Weight, weigh

__all__ = [
    "ENVELOPE_BYTES",
    "OPEN_DRAW",
    "PROTOCOL",
    "Drawn",
    "Envelope",
    "Factor",
    "Inspector",
    "Listing",
    "OpenDrawn",
    "Published",
    "Stream",
    "Unit",
    "Weight",
    "canonical",
    "certain_places",
    "chances",
    "clean_beacon",
    "comb_places",
    "commitment",
    "draw_open",
    "draw_slot",
    "envelope_hash",
    "envelope_text",
    "follows",
    "keeps",
    "padded",
    "publish",
    "read_listing",
    "read_padded",
    "seed",
    "weigh",
]
