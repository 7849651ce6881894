"""A made-up round for the tests: its listing, secrets, envelopes, and the record that is published of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from congvu.core import lot
from congvu.core.lot import Envelope, Inspector, Listing, Published, Unit

SCRIPT = Path(lot.__file__).parent / "standalone" / "verify_draw.py"
VECTORS = Path(__file__).with_name("vectors.json")
BEACON = "XSHCM 05/12/2026 giải đặc biệt 482915"
UNITS = (
    Unit("H37.01", "Sở Xây dựng", 10), Unit("H37.02", "Sở Nông nghiệp và Môi trường", 25),
    Unit("H37.21", "UBND phường Long Bình", 40), Unit("H37.22", "UBND xã Đắk Ơ", 15),
    Unit("H37.23", "UBND xã “Bù Gia Mập”", 12), Unit("H37.Đ1", "Công ty Điện lực", 18),
)  # fmt: skip
INSPECTORS = tuple(Inspector(f"CB{number:03d}", name) for number, name in enumerate(
    ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thuỳ Dương", "Đỗ Minh Đức"), start=1))  # fmt: skip


def listing(**given: Any) -> Listing:
    """The made-up listing, with what is given put in its place."""
    values: dict[str, Any] = {
        "round": "2026-Q4-01", "units": UNITS, "inspectors": INSPECTORS, "slots": 8, "team_size": 3,
        "recused": (("CB001", "H37.01"), ("CB002", "H37.21"), ("CB004", "H37.21"), ("CB005", "H37.21")),
        "beacon_source": "Xổ số kiến thiết TP.HCM, giải đặc biệt ngày 05/12/2026",
        "beacon_at": datetime.fromisoformat("2026-12-05T16:15:00+07:00"),
    }  # fmt: skip
    return Listing(**(values | given))


def many(count: int, weights: tuple[int, ...] = (1, 2, 3, 5, 8, 13), **given: Any) -> Published:
    """A listing of so many units whose weights come round again and again."""
    units = tuple(Unit(f"U{place:05d}", f"Đơn vị {place}", weights[place % len(weights)]) for place in range(count))
    return lot.publish(listing(units=units, recused=(), **given))


def secret(slot: int, word: str = "secret") -> str:
    """32 bytes that a test can name again."""
    return sha256(f"{word} {slot}".encode()).hexdigest()


def sealed(slot: int, drawn: lot.Drawn | None) -> Envelope:
    """What stands in the envelope of a slot: a visit as drawn, or nothing."""
    salt = secret(slot, "salt")
    if drawn is None:
        return Envelope(slot=slot, secret=secret(slot), salt=salt)
    names = {unit.code: unit.name for unit in UNITS}
    return Envelope(
        slot=slot, unit=drawn.unit, unit_name=names.get(drawn.unit, "Đơn vị"), visit_on=f"2026-12-{10 + slot}",
        team=drawn.team, sort="unannounced", reason="Bốc thăm", note="Mang theo “mẫu 3”", secret=secret(slot),
        salt=salt,
    )  # fmt: skip


def opening(published: Published, slot: int, envelope: Envelope, **given: Any) -> dict[str, Any]:
    """The public line of an opened slot."""
    drawn = lot.draw_slot(published, slot=slot, secret=secret(slot), beacon=BEACON)
    told = {key: value for key, value in asdict(envelope).items() if key != "salt"}
    return {
        "slot": slot, "secret": secret(slot), "unit": drawn.unit, "team": list(drawn.team), "salt": envelope.salt,
        "used": bool(envelope.unit), "followed": lot.follows(envelope, drawn), "told": told, **given,
    }  # fmt: skip


def record(published: Published, opened: int) -> dict[str, Any]:
    """The published record of a round of which the first `opened` slots were opened, the last of them unused."""
    numbers = range(1, published.listing.slots + 1)
    envelopes = {}
    for slot in numbers:
        drawn = lot.draw_slot(published, slot=slot, secret=secret(slot), beacon=BEACON)
        envelopes[slot] = sealed(slot, drawn if slot < opened else None)
    return {
        "v": "congvu-draw-record-1", "listing": published.text, "listing_hash": published.hash,
        "commitments": {str(slot): lot.commitment(published.listing.round, slot, secret(slot)) for slot in numbers},
        "beacon": BEACON, "envelopes": {str(slot): lot.envelope_hash(one) for slot, one in envelopes.items()},
        "openings": [opening(published, slot, envelopes[slot]) for slot in range(1, opened + 1)],
    }  # fmt: skip


def vectors() -> dict[str, Any]:
    """What another implementation is compared with: inputs first, then every step."""
    published = lot.publish(listing())
    seed = lot.seed(published.hash, 1, secret(1), BEACON)
    words, below = lot.Stream(seed), lot.Stream(seed)
    slots = []
    for slot in range(1, published.listing.slots + 1):
        drawn = lot.draw_slot(published, slot=slot, secret=secret(slot), beacon=BEACON)
        envelope = sealed(slot, drawn if slot % 2 else None)
        slots.append({
            "slot": slot, "secret": secret(slot),
            "commitment": lot.commitment(published.listing.round, slot, secret(slot)),
            "seed": lot.seed(published.hash, slot, secret(slot), BEACON).hex(), "unit": drawn.unit,
            "team": list(drawn.team), "order": list(drawn.order), "envelope": asdict(envelope),
            "envelope_text": lot.envelope_text(envelope), "envelope_hash": lot.envelope_hash(envelope),
            "padded_sha256": sha256(lot.padded(envelope)).hexdigest(),
        })  # fmt: skip
    bounds = (1, 2, 6, 10, 120, 1000, 10**9, 2**53 - 1, 2**63 + 1, 2**64)
    return {
        "protocol": lot.PROTOCOL, "listing": published.text, "listing_hash": published.hash, "beacon": BEACON,
        "beacon_as_typed": f"  {BEACON}\n", "words_of_slot_1": [str(words.word()) for _ in range(12)],
        "below_of_slot_1": [[str(bound), str(below.below(bound))] for bound in bounds],
        "order_of_10_of_slot_1": lot.Stream(seed).order(10), "slots": slots,
    }  # fmt: skip


def write_record(path: Path, found: dict[str, Any]) -> Path:
    """The record as a file."""
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path
