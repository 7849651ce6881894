"""Colours can be read: WCAG 2.2 contrast of the tokens, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "frontend/src/styles/_tokens.scss"
STATES = ("neutral", "info", "ok", "soon", "late", "paused", "wait")
GROUNDS = ("canvas", "surface", "sunken", "raised", "rail", "hover")
WHOSE = ("agency", "applicant", "consulted", "higher", "outage")


def tokens() -> dict[str, tuple[str, str]]:
    """Name → (light, dark), as six hexadecimal digits."""
    found = re.findall(r"--cv-([\w-]+):\s*light-dark\(#(\w+),\s*#(\w+)\)", TOKENS.read_text(encoding="utf-8"))
    return {name: (wide(light), wide(dark)) for name, light, dark in found}


def wide(digits: str) -> str:
    return "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    """Black on white is 21, and grey 767676 is the lightest that passes."""
    assert round(contrast("000000", "ffffff"), 2) == 21
    assert contrast("767676", "ffffff") >= 4.5 > contrast("777777", "ffffff")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_is_readable_on_every_ground(theme: int) -> None:
    """4.5:1 for all three inks, links, and every state on its own ground."""
    known = {name: pair[theme] for name, pair in tokens().items()}
    pairs = [(ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in GROUNDS]
    pairs += [("accent", "accent-soft")]
    pairs += [(state, f"{state}-bg") for state in STATES]
    pairs += [(state, "surface") for state in STATES] + [(state, "accent-soft") for state in ("late", "soon", "ok")]
    weak = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    assert contrast("ffffff", known["accent-ground"]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_late_is_told_apart_from_in_time_in_the_strip(theme: int) -> None:
    """Also without seeing hues: the two shades of each clock differ in lightness, and late ones stand out."""
    known = {name: pair[theme] for name, pair in tokens().items()}
    for whose in WHOSE:
        assert contrast(known[whose], known[f"{whose}-late"]) >= 1.5, whose
        assert contrast(known[f"{whose}-late"], known["surface"]) >= 3, whose
