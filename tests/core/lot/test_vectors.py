"""The fixed vectors that every implementation is compared with, and the hashes written out by hand."""

from __future__ import annotations

import json
from hashlib import sha256

from congvu.core import lot
from tests.core.lot.rounds import BEACON, VECTORS, vectors

KNOWN = json.loads(VECTORS.read_text(encoding="utf-8"))
FIRST = KNOWN["slots"][0]


def plain(*parts: str) -> str:
    """SHA-256 over the parts with | between them, as the protocol is written down."""
    return sha256("|".join(parts).encode()).hexdigest()


def test_nothing_has_moved_since_the_vectors_were_written() -> None:
    assert json.loads(json.dumps(vectors())) == KNOWN


def test_the_hashes_are_those_of_the_protocol() -> None:
    published = lot.read_listing(KNOWN["listing"])
    assert published.hash == sha256(KNOWN["listing"].encode()).hexdigest() == KNOWN["listing_hash"]
    assert FIRST["commitment"] == plain("congvu-lot-1", "commit", "2026-Q4-01", "1", FIRST["secret"])
    assert FIRST["seed"] == plain("congvu-lot-1", "seed", KNOWN["listing_hash"], "1", FIRST["secret"], BEACON)
    told = {key: value for key, value in FIRST["envelope"].items() if key != "salt"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert FIRST["envelope_hash"] == plain("congvu-lot-1", "envelope", FIRST["envelope"]["salt"], text)


def test_the_words_are_cut_from_hashed_counters() -> None:
    seed = bytes.fromhex(FIRST["seed"])
    blocks = b"".join(sha256(seed + bytes(7) + bytes([counter])).digest() for counter in range(3))
    assert KNOWN["words_of_slot_1"] == [
        str(int.from_bytes(blocks[8 * place : 8 * place + 8], "big")) for place in range(12)
    ]


def test_the_unit_is_found_by_laying_the_weights_end_to_end() -> None:
    word = int(KNOWN["words_of_slot_1"][0])
    line = [unit["code"] for unit in json.loads(KNOWN["listing"])["units"] for _ in range(unit["weight"])]
    assert word < 2**64 - 2**64 % len(line)
    assert FIRST["unit"] == line[word % len(line)]


def test_a_beacon_is_the_same_however_it_was_typed() -> None:
    assert lot.clean_beacon(KNOWN["beacon_as_typed"]) == KNOWN["beacon"]
    typed = lot.seed(KNOWN["listing_hash"], 1, FIRST["secret"], KNOWN["beacon_as_typed"])
    assert typed.hex() == FIRST["seed"]


def test_an_envelope_reads_back_from_its_bytes() -> None:
    for slot in KNOWN["slots"]:
        body = slot["envelope_text"].encode().ljust(4096, b" ")
        assert sha256(body).hexdigest() == slot["padded_sha256"]
        envelope = lot.read_padded(body)
        assert envelope.slot == slot["slot"]
        assert envelope.unit == (slot["unit"] if slot["slot"] % 2 else "")
