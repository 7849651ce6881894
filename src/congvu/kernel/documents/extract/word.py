"""Word: paragraphs and tables in the order of the page, with the list numbers that stand in no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from congvu.core.text import detect_legacy_font
from congvu.kernel.documents.extract.shape import Extracted, unreadable

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Deleted text and field codes: in the file, not on the page.
_SKIPPED = ("del", "moveFrom", "instrText", "delText")


def read_docx(content: bytes) -> Extracted:
    import docx  # noqa: PLC0415  # heavy, loaded on first use

    try:
        document = docx.Document(BytesIO(content))
    except Exception as error:  # a broken archive or part may raise anything
        raise unreadable(error) from error
    numbering = _Numbering(document)
    body: list[str] = []
    for block in document.element.body:
        _docx_block(block, numbering, body)
    above, below = margin_lines(document)
    lines = [*above, *body, *note_lines(document), *below]
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
        cells.append([line for part in inner for line in part.split("\n") if line.strip()])
    if len(cells) == 1 or (len(cells) == 2 and any(len(cell) > 1 for cell in cells)):
        return [line for cell in cells for line in cell]
    return ["| " + " | ".join(" ".join(cell) for cell in cells) + " |"]


def _paragraph_text(paragraph: Any) -> str:
    """Text of a paragraph with its tabs and breaks; deleted text, field codes and text-box doubles left out."""
    pieces: list[str] = []
    boxes: list[str] = []
    for node in _walk(paragraph):
        name = node.tag.removeprefix(_W)
        if name == "txbxContent":
            boxes += [_paragraph_text(inner) for inner in node.iterchildren(f"{_W}p")]
        elif name == "t":
            pieces.append(node.text or "")
        elif name == "sym":
            pieces.append(_symbol(node))
        elif name == "tab":
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\f" if node.get(f"{_W}type") == "page" else "\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
    return "\n".join(["".join(pieces), *(box for box in boxes if box.strip())]).removeprefix("\n")


def _symbol(node: Any) -> str:
    """A character set as a symbol; one of a picture font has no meaning as text and is left out."""
    code = node.get(f"{_W}char") or ""
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
    return chr(value) if 0x20 <= value < 0xE000 and not 0xD800 <= value < 0xE000 else ""


def _walk(node: Any) -> Iterator[Any]:
    """Depth-first, without branches that are not shown."""
    for child in node:
        if not isinstance(child.tag, str) or child.tag == _MC_FALLBACK:
            continue
        if child.tag.startswith(_W) and child.tag.removeprefix(_W) in (*_SKIPPED, "pPr", "rPr"):
            continue
        if child.tag == f"{_W}r" and _is_hidden(child):
            continue
        yield child
        if child.tag != f"{_W}txbxContent":
            yield from _walk(child)


def _is_hidden(run: Any) -> bool:
    """Whether a run is set as hidden text, which no reader sees."""
    look = run.find(f"{_W}rPr")
    vanish = look.find(f"{_W}vanish") if look is not None else None
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")


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
            name = str(pointer.get(f"{_W}val")) if pointer is not None else ""
            if name in abstract:
                levels = _levels_of(abstract[name])
                # A list that begins anew counts by itself; the others of one pattern go on where it stopped.
                begun = _overridden(num, levels)
                self._levels[num.get(f"{_W}numId")] = levels
                self._abstract_of[num.get(f"{_W}numId")] = f"{name} {num.get(f'{_W}numId')}" if begun else name

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
        holder: Any = paragraph
        for _step in range(12):
            properties = holder.find(f"{_W}pPr")
            found = properties.find(f"{_W}numPr") if properties is not None else None
            list_id = found.find(f"{_W}numId") if found is not None else None
            if found is not None and list_id is not None:
                level = found.find(f"{_W}ilvl")
                return str(list_id.get(f"{_W}val")), int(level.get(f"{_W}val")) if level is not None else 0
            if holder is paragraph:
                above = properties.find(f"{_W}pStyle") if properties is not None else None
            else:
                above = holder.find(f"{_W}basedOn")
            holder = self._styles.get(above.get(f"{_W}val")) if above is not None else None
            if holder is None:
                return None
        return None


def _overridden(num: Any, levels: dict[int, tuple[str, str, int]]) -> bool:
    """Put the changes a list makes to its pattern into `levels`; True if it begins its count anew."""
    begun = False
    for change in num.iterchildren(f"{_W}lvlOverride"):
        level = int(change.get(f"{_W}ilvl") or 0)
        if (own := change.find(f"{_W}lvl")) is not None:
            levels |= _levels_of(change) if own.get(f"{_W}ilvl") else {}
        start = change.find(f"{_W}startOverride")
        value = start.get(f"{_W}val") if start is not None else ""
        if value and value.isdigit() and level in levels:
            levels[level] = (*levels[level][:2], int(value))
            begun = True
    return begun


def _levels_of(abstract: Any) -> dict[int, tuple[str, str, int]]:
    """Level → (pattern such as "%1.", form such as "decimal", first number)."""
    levels = {}
    for level in abstract.iterchildren(f"{_W}lvl"):
        values = {
            name: str(node.get(f"{_W}val") or "") if (node := level.find(f"{_W}{name}")) is not None else ""
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


def margin_lines(document: Any) -> tuple[list[str], list[str]]:
    """Text of headers and footers, each once: what only numbers the pages is no text of the paper."""
    above: list[str] = []
    below: list[str] = []
    for section in document.sections:
        for part, lines in (
            (section.first_page_header, above), (section.header, above), (section.first_page_footer, below),
            (section.footer, below),
        ):
            if part.is_linked_to_previous:
                continue
            for paragraph in part._element.iter(f"{_W}p"):
                text = _paragraph_text(paragraph)
                bare = re.sub(r"(?i)trang|page|[\s\d/\-–|.]", "", text)
                if bare and text not in lines:
                    lines.append(text)
    return above, below


def note_lines(document: Any) -> list[str]:
    """Footnotes and endnotes behind the text, each with its number as Word counts them."""
    from docx.oxml import parse_xml  # noqa: PLC0415  # heavy, loaded on first use

    lines: list[str] = []
    for kind in ("footnote", "endnote"):
        order = [str(node.get(f"{_W}id")) for node in document.element.body.iter(f"{_W}{kind}Reference")]
        part = next((rel.target_part for rel in document.part.rels.values()
                     if not rel.is_external and rel.reltype == f"{_NOTES}{kind}s"), None)
        if part is None or not order:
            continue
        notes = {str(node.get(f"{_W}id")): node for node in parse_xml(part.blob).iterchildren(f"{_W}{kind}")}
        for number, name in enumerate(order, start=1):
            if name in notes:
                texts = [_paragraph_text(paragraph).strip() for paragraph in notes[name].iterchildren(f"{_W}p")]
                lines.append(f"({number if kind == 'footnote' else _written(number, 'lowerRoman')}) "
                             + "\n".join(text for text in texts if text))
    return lines


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
