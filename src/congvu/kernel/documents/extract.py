"""Trích xuất nội dung: the text of a .pdf, .docx, .xlsx, .html, .csv or .txt, as written, with how it was won.

Needs no settings and no database; the heavy readers load on first use. Whoever reads files of strangers does it in
the child process of `policy.child`. Paragraphs stand on lines of their own, pages end with a form feed, table rows
stand between bars. Text typed in the old fonts TCVN3 and VNI becomes Unicode, and says so in `notes`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePath
from typing import Any

from congvu.core.refusals import Invalid
from congvu.core.text import detect_legacy_font, from_legacy_font, nfc

#: Seconds after which a long PDF is left as read so far, with the note `stopped_at_page`.
PDF_SECONDS = 40.0
MAX_ROWS = 20_000
MAX_CHARACTERS = 20_000_000

KINDS = {
    "pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "html": "html", "htm": "html", "txt": "txt", "csv": "csv",
    "text": "txt", "md": "txt",
}


@dataclass(slots=True)
class Extracted:
    """Nội dung trích xuất. `method`: pdf-text, docx, xlsx, html, txt; `notes` are codes, some with ": value"."""

    text: str
    method: str
    pages: int = 0
    recognised: bool = False
    notes: list[str] = field(default_factory=list)


def kind_of(name: str) -> str:
    """The kind a file name promises ("plan.DOCX" → "docx"). Raises `Invalid` for a type that has no reader."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix not in KINDS:
        raise Invalid(f"No text can be read from files of type .{suffix}.", field="file", code="no_reader")
    return KINDS[suffix]


def extract(content: bytes, kind: str) -> Extracted:
    """The text of a file of this kind. Raises `Invalid` (code "unreadable") when the reader cannot open it."""
    reader = _READERS.get(kind)
    if reader is None:
        raise Invalid(f"No text can be read from files of type {kind}.", field="file", code="no_reader")
    found = reader(content)
    text = nfc(found.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if font := detect_legacy_font(text):
        text = nfc(from_legacy_font(text, font))
        found.notes.append(f"legacy_font: {font}")
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        found.notes.append("text_cut")
    if not text.strip():
        found.notes.append("no_text")
    found.text = text
    return found


def _unreadable(error: Exception) -> Invalid:
    return Invalid(
        "The file is damaged or cut off and cannot be opened.", field="file", code="unreadable",
        hint=f"({type(error).__name__})",
    )


# --- PDF ---------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> Extracted:
    """The text layer, page by page; a page that cannot be read is noted and left empty."""
    import logging  # noqa: PLC0415  # only to quieten pypdf's remarks on every oddity

    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        total = len(reader.pages)
    except Exception as error:  # noqa: BLE001  # a broken file may raise anything inside the reader
        raise _unreadable(error) from error
    pages: list[str] = []
    notes: list[str] = []
    until = time.monotonic() + PDF_SECONDS
    for number in range(total):
        if time.monotonic() > until:
            notes.append(f"stopped_at_page: {number}")
            break
        try:
            pages.append(_tidy_page(reader.pages[number].extract_text()))
        except Exception:  # noqa: BLE001  # one broken page must not lose the others
            pages.append("")
            notes.append(f"page_unreadable: {number + 1}")
    return Extracted("\n\f".join(pages), "pdf-text", total, notes=notes)


def _tidy_page(text: str) -> str:
    """Lines of a page without blanks at their ends; marks written as separate code points join their letters."""
    return "\n".join(line.rstrip() for line in nfc(text).splitlines())


# --- Word --------------------------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Letters of automatic lists in Vietnamese offices run a, b, c, d, đ, e … (NĐ 30/2020, Phụ lục I); Word counts a, b, c.
_SKIPPED = ("del", "moveFrom", "instrText", "delText")


def _docx(content: bytes) -> Extracted:
    import docx  # noqa: PLC0415

    try:
        document = docx.Document(BytesIO(content))
    except Exception as error:  # noqa: BLE001  # a broken archive or part may raise anything
        raise _unreadable(error) from error
    numbering = _Numbering(document)
    lines: list[str] = []
    for block in document.element.body:
        _docx_block(block, numbering, lines)
    notes = ["list_numbers_restored"] if numbering.used else []
    notes += _docx_notes(document, lines)
    return Extracted("\n".join(lines), "docx", notes=notes)


def _docx_block(block: Any, numbering: _Numbering, lines: list[str]) -> None:
    """One paragraph or table of the body; content controls are looked through."""
    if block.tag == f"{_W}p":
        lines.append(numbering.mark_of(block) + _paragraph_text(block))
    elif block.tag == f"{_W}tbl":
        for row in block.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is block:
                lines.extend(_row_lines(row, numbering))
    elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
        for inner in block:
            _docx_block(inner, numbering, lines)


def _row_lines(row: Any, numbering: _Numbering) -> list[str]:
    """A row as one line between bars; a letterhead (one or two cells of several paragraphs) cell by cell."""
    cells: list[list[str]] = []
    for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt"):
        inner: list[str] = []
        for part in cell:
            _docx_block(part, numbering, inner)
        cells.append([line for line in inner if line.strip()])
    if len(cells) <= 2 and any(len(cell) > 1 for cell in cells) or len(cells) == 1:
        return [line for cell in cells for line in cell]
    return ["| " + " | ".join(" ".join(cell) for cell in cells) + " |"]


def _paragraph_text(paragraph: Any) -> str:
    """Text of a paragraph with its tabs and breaks; deleted text, field codes and text-box doubles left out."""
    pieces: list[str] = []
    for node in _walk(paragraph):
        name = node.tag.removeprefix(_W)
        if name == "t":
            pieces.append(node.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\f" if node.get(f"{_W}type") == "page" else "\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "p" and node is not paragraph:
            pieces.append("\n")
    return "".join(pieces)


def _walk(node: Any) -> Iterator[Any]:
    """Depth-first, without branches that are not shown."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag == _MC_FALLBACK:
            continue
        if child.tag.startswith(_W) and child.tag.removeprefix(_W) in (*_SKIPPED, "pPr", "rPr"):
            continue
        yield child
        yield from _walk(child)


class _Numbering:
    """Automatic list numbers of Word, which stand in no text: counted again as Word shows them."""

    def __init__(self, document: Any) -> None:
        self.used = False
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {style.style_id: style.element for style in document.styles if hasattr(style, "style_id")}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {node.get(f"{_W}abstractNumId"): node for node in root.iterchildren(f"{_W}abstractNum")}
        self._abstract_of: dict[str, str] = {}
        for num in root.iterchildren(f"{_W}num"):
            pointer = num.find(f"{_W}abstractNumId")
            name = pointer.get(f"{_W}val") if pointer is not None else None
            if name in abstract:
                self._levels[num.get(f"{_W}numId")] = _levels_of(abstract[name])
                self._abstract_of[num.get(f"{_W}numId")] = name

    def mark_of(self, paragraph: Any) -> str:
        """The number in front of a paragraph with a blank behind it, or nothing."""
        place = self._place(paragraph)
        if place is None or place[0] not in self._levels:
            return ""
        list_id, level = place
        levels = self._levels[list_id]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract_of[list_id], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [number for number in counts if number > level]:
            del counts[deeper]
        self.used = True
        pattern = levels[level][0]
        if levels[level][1] == "bullet":
            return "- "
        shown = re.sub(r"%(\d)", lambda found: self._number(levels, counts, int(found[1]) - 1), pattern)
        return f"{shown} " if shown.strip() else ""

    def _number(self, levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        _pattern, form, start = levels.get(level, ("", "decimal", 1))
        return _written(counts.get(level, start), form)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """(list, level) of a paragraph: its own, or that of its style and the styles that one is based on."""
        properties = paragraph.find(f"{_W}pPr")
        seen = 0
        while properties is not None and seen < 12:
            seen += 1
            found = properties.find(f"{_W}numPr")
            if found is not None:
                list_id, level = found.find(f"{_W}numId"), found.find(f"{_W}ilvl")
                if list_id is not None:
                    return str(list_id.get(f"{_W}val")), int(level.get(f"{_W}val")) if level is not None else 0
            style = properties.find(f"{_W}pStyle")
            if style is None:
                parent = properties.getparent()
                style = parent.find(f"{_W}basedOn") if parent is not None and parent.tag == f"{_W}style" else None
            element = self._styles.get(style.get(f"{_W}val")) if style is not None else None
            properties = element.find(f"{_W}pPr") if element is not None else None
        return None


def _levels_of(abstract: Any) -> dict[int, tuple[str, str, int]]:
    """Level → (pattern such as "%1.", form such as "decimal", first number)."""
    levels = {}
    for level in abstract.iterchildren(f"{_W}lvl"):
        values = {
            name: node.get(f"{_W}val") if (node := level.find(f"{_W}{name}")) is not None else None
            for name in ("lvlText", "numFmt", "start")
        }
        start = values["start"] or "1"
        levels[int(level.get(f"{_W}ilvl"))] = (
            values["lvlText"] or "", values["numFmt"] or "decimal", int(start) if start.isdigit() else 1
        )
    return levels


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
                            (1, "I")):
            while number >= value:
                roman, number = roman + sign, number - value
        return roman.lower() if form == "lowerRoman" else roman
    return "" if form == "none" else f"{number:02d}" if form == "decimalZero" else str(number)


def _docx_notes(document: Any, lines: list[str]) -> list[str]:
    """Remarks: revision marks, and old fonts named in the text's own formatting."""
    notes = []
    body = document.element.body
    if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
        notes.append("tracked_changes")
    fonts = {str(node.get(f"{_W}ascii") or "") for node in body.iter(f"{_W}rFonts")}
    if any(font.startswith((".Vn", "VNI-")) for font in fonts) and detect_legacy_font("\n".join(lines)) is None:
        notes.append("old_font_named")
    return notes


# --- Excel -------------------------------------------------------------------------------------------------------


def _xlsx(content: bytes) -> Extracted:
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        lines: list[str] = []
        notes: list[str] = []
        for sheet in book.worksheets:
            lines.append(sheet.title)
            for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=200), start=1):
                if number > MAX_ROWS:
                    notes.append(f"rows_cut: {sheet.title}")
                    break
                cells = ["" if value is None else str(value).strip() for value in row]
                if any(cells):
                    lines.append("| " + " | ".join(cells).rstrip(" |") + " |")
        book.close()
    except Exception as error:  # noqa: BLE001  # a broken workbook may raise anything
        raise _unreadable(error) from error
    return Extracted("\n".join(lines), "xlsx", len(book.sheetnames), notes=notes)


# --- HTML --------------------------------------------------------------------------------------------------------

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_HIDDEN = frozenset("script style head title noscript template iframe object svg select button".split())


def _html(content: bytes) -> Extracted:
    from lxml import html  # noqa: PLC0415

    text, notes = decode(content)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if not text.strip():
        return Extracted("", "html", notes=notes)
    try:
        root = html.document_fromstring(text)
    except Exception as error:  # noqa: BLE001  # lxml raises many kinds on hostile markup
        raise _unreadable(error) from error
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


# --- plain text --------------------------------------------------------------------------------------------------


def _txt(content: bytes) -> Extracted:
    text, notes = decode(content)
    return Extracted(text, "txt", notes=notes)


def decode(content: bytes) -> tuple[str, list[str]]:
    """Text of bytes whose encoding nobody vouches for, and notes (`encoding: …`) when it is not UTF-8.

    In order: byte-order mark; UTF-8; UTF-16 by its zeros; one-byte text in an old Vietnamese font; the Windows page
    for Vietnamese (cp1258, whose marks follow their letters); whatever charset-normalizer finds.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace"), [] if name == "utf-8-sig" else [f"encoding: {name}"]
    try:
        if b"\x00" not in content[:4096]:
            return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
    if max(even, odd) > len(content[:4096]) // 8:
        name = "utf-16-le" if odd > even else "utf-16-be"
        return content.decode(name, "replace"), [f"encoding: {name}"]
    latin = content.decode("latin-1")
    if detect_legacy_font(latin) is not None:
        return latin, ["encoding: latin-1"]
    windows = nfc(content.decode("cp1258", "replace"))
    if _vietnamese_share(windows) > 0.02:
        return windows, ["encoding: cp1258"]
    best = _guessed(content)
    return (best[0], [f"encoding: {best[1]}"]) if best else (content.decode("utf-8", "replace"), ["encoding: unknown"])


def _vietnamese_share(text: str) -> float:
    """Share of letters that only Vietnamese writes."""
    letters = sum(char.isalpha() for char in text[:20_000])
    ours = len(re.findall(r"[\u1ea0-\u1ef9đĐơƠưƯăĂ]", text[:20_000]))
    return ours / letters if letters else 0.0


def _guessed(content: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to load

    found = from_bytes(content[:200_000]).best()
    return (content.decode(found.encoding, "replace"), found.encoding) if found else None


_READERS: dict[str, Callable[[bytes], Extracted]] = {
    "pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "html": _html, "txt": _txt, "csv": _txt,
}
