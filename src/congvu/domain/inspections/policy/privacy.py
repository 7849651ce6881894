"""Dữ liệu cá nhân trong lời công khai: names, numbers and addresses that should not stand in what everybody reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from congvu.core.text import nfc, skey

#: What is looked for, in this order: e-mail addresses before numbers, identity numbers before telephones.
_SHAPES = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("identity", re.compile(r"(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)(?:\+?84|0)[ .-]?(?:\d[ .-]?){8,9}(?!\d)")),
    ("identity", re.compile(r"(?<!\d)\d{9}(?!\d)")),
)


@dataclass(frozen=True, slots=True)
class Trace:
    """Dấu vết. Which sort (name, phone, identity, email) and the words as they stand."""

    sort: str
    words: str


def traces(words: str, names: Iterable[str]) -> list[Trace]:
    """Names of these people (with or without marks, as whole words) and numbers that look like somebody's."""
    text = nfc(words)
    plain = f" {' '.join(re.findall(r'[a-z0-9]+', skey(text)))} "
    found = [
        Trace("name", name) for name in dict.fromkeys(names)
        if len(name.split()) > 1 and f" {' '.join(re.findall(r'[a-z0-9]+', skey(name)))} " in plain
    ]  # fmt: skip
    for sort, shape in _SHAPES:
        for match in shape.finditer(text):
            found.append(Trace(sort, match[0].strip()))
        text = shape.sub(" ", text)
    return found
