"""HTML: the text a reader sees, block by block."""

from __future__ import annotations

import re
from typing import Any

from congvu.kernel.documents.extract.plain import decode
from congvu.kernel.documents.extract.shape import Extracted, unreadable

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = frozenset(("script", "style", "head", "title", "noscript", "template", "iframe", "object", "svg", "select"))


def read_html(content: bytes) -> Extracted:
    from lxml import html  # noqa: PLC0415  # heavy, loaded on first use

    text, notes = decode(content)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return Extracted("", "html", notes=notes)
    try:
        root = html.document_fromstring(text)
    except Exception as error:  # lxml raises many kinds on hostile markup
        raise unreadable(error) from error
    pieces: list[str] = []
    _html_node(root, pieces)
    joined = "".join(pieces)
    joined = re.sub(r"[ \t\xa0]*\n[ \t\xa0]*", "\n", joined)
    return Extracted(re.sub(r"\n{3,}", "\n\n", joined).strip(), "html", notes=notes)


def _html_node(root: Any, pieces: list[str]) -> None:
    """Text of a tree in reading order, without recursion (markup may be nested a hundred thousand deep)."""
    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        node, leaving = todo.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if name in _BLOCKS:
                pieces.append("\n")
            elif name in ("td", "th"):
                pieces.append(" | ")
            pieces.append(_inline(node.tail))
            continue
        if not name or name in _HIDDEN:
            pieces.append(_inline(node.tail))
            continue
        if name in _BLOCKS or name == "br":
            pieces.append("\n")
        if name == "tr":
            pieces.append("| ")
        pieces.append(node.text or "" if name == "pre" else _inline(node.text))
        todo.append((node, True))
        todo.extend((child, False) for child in reversed(node))


def _inline(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
