"""Pictures of 256 colours, read back by hand."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.screenshots import DEVICES, palette_png, scenes


def read(png: bytes) -> NDArray[np.uint8]:
    """The pixels of a PNG with a palette and no filter, (height, width, 3); every checksum has to hold."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size]) == (zlib.crc32(name + data),)
        chunks[name] = data
        at += 12 + size
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, kind) == (8, 3)
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, width + 1)
    assert not rows[:, 0].any()
    palette = np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
    assert len(palette) <= 256
    found: NDArray[np.uint8] = palette[rows[:, 1:]]
    return found


def test_few_colours_come_back_as_they_were() -> None:
    pixels = np.array([[[0, 0, 0], [255, 255, 255]], [[164, 28, 28], [255, 255, 255]]], dtype=np.uint8)
    assert (read(palette_png(pixels)) == pixels).all()


def test_a_rare_red_survives_among_thousands_of_greys_and_blues() -> None:
    blues = np.array(
        [[[grey, grey, min(255, grey + more)] for grey in range(256)] for more in range(64)], dtype=np.uint8
    )
    pixels = np.concatenate([blues, blues])
    pixels[5, 7] = (220, 20, 20)
    back = read(palette_png(pixels))
    assert tuple(back[5, 7]) == (220, 20, 20)
    assert np.abs(back.astype(int) - pixels.astype(int)).max() <= 24


@pytest.mark.parametrize(
    "name", ["my-desk", "register", "review", "issue-preview", "case", "list", "overview", "sign-in"]
)
def test_every_screen_of_the_documents_is_taken(name: str) -> None:
    assert [scene.name for scene in scenes("http://127.0.0.1:1/directives/1/review/", "NV-1", "KT-1")].count(name) == 1
    assert {device for device, *_size in DEVICES} == {"desktop", "phone"}
