"""The boxes (ô số) of a paper as they stand in a .docx: font, size, weight and place of the lines that make them.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục V (bảng mẫu chữ). A size is judged only where the file says it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.text import nfc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONT = "Times New Roman"
Finding = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, sizes in points and fonts its runs have, weight, slant, alignment, in a table or not."""

    text: str
    sizes: frozenset[float]
    fonts: frozenset[str]
    bold: bool
    italic: bool
    align: str
    in_table: bool
    indent_mm: float


#: (name, pattern of the text, sizes, bold, italic): what is recognised by its words.
BOXES: tuple[tuple[str, re.Pattern[str], tuple[float, float], bool | None, bool | None], ...] = (
    ("Quốc hiệu (ô số 1)", re.compile(r"^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$"), (12, 13), True, False),
    ("Tiêu ngữ (ô số 1)", re.compile(r"^Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc$", re.I), (13, 14), True, False),
    ("Số, ký hiệu (ô số 3)", re.compile(r"^Số\s*:"), (13, 13), False, False),
    ("Địa danh, thời gian (ô số 4)", re.compile(r"^[^.;:]{2,40}, ngày .{1,4} tháng .{1,4} năm"), (13, 14), False, True),
    ("Trích yếu công văn (ô số 5b)", re.compile(r"^V/v\s", re.I), (12, 13), False, False),
    ("Kính gửi (ô số 9a)", re.compile(r"^Kính gửi\s*:"), (13, 14), False, False),
    ("Nơi nhận (ô số 9b)", re.compile(r"^Nơi nhận\s*:\s*$"), (12, 12), True, True),
    ("Quyền hạn người ký (ô số 7a)", re.compile(r"^(?:TM|Q|KT|TL|TUQ)\.\s*[A-ZÀ-ỸĐ]"), (13, 14), True, False),
)


def lines_of(document: Any) -> list[Line]:
    """Every paragraph with text, in the order of the page, those in tables too."""
    normal = document.styles["Normal"]
    default = (normal.font.name or _default(document, "font"), normal.font.size.pt if normal.font.size else
               _default(document, "size"))
    found = []
    for paragraph in document.element.body.iter(f"{_W}p"):
        text = " ".join(nfc("".join(node.text or "" for node in paragraph.iter(f"{_W}t"))).split())
        if text:
            found.append(_line(paragraph, text, default))
    return found


def _default(document: Any, what: str) -> Any:
    """The default of the document itself, under its styles."""
    defaults = document.styles.element.find(f"{_W}docDefaults")
    if defaults is None:
        return None
    node = next(defaults.iter(f"{_W}rFonts" if what == "font" else f"{_W}sz"), None)
    if node is None:
        return None
    value = node.get(f"{_W}ascii") if what == "font" else node.get(f"{_W}val")
    return value if what == "font" or value is None else float(value) / 2


def _line(paragraph: Any, text: str, default: tuple[str | None, float | None]) -> Line:
    sizes: set[float] = set()
    fonts: set[str] = set()
    weights: list[tuple[bool, bool]] = []
    for run in paragraph.iter(f"{_W}r"):
        if not any((node.text or "").strip() for node in run.iter(f"{_W}t")):
            continue
        look = run.find(f"{_W}rPr")
        size = _value(look, "sz")
        named = look.find(f"{_W}rFonts") if look is not None else None
        font = named.get(f"{_W}ascii") if named is not None else None
        if size is not None or default[1] is not None:
            sizes.add(float(size) / 2 if size is not None else float(default[1] or 0))
        if font or default[0]:
            fonts.add(str(font or default[0]))
        weights.append((_on(look, "b"), _on(look, "i")))
    form = paragraph.find(f"{_W}pPr")
    indent = form.find(f"{_W}ind") if form is not None else None
    first = indent.get(f"{_W}firstLine") if indent is not None else None
    return Line(
        text, frozenset(sizes), frozenset(fonts), bool(weights) and all(bold for bold, _slant in weights),
        bool(weights) and all(slant for _bold, slant in weights), _value(form, "jc") or "",
        next(paragraph.iterancestors(f"{_W}tbl"), None) is not None, float(first) / 56.7 if first else 0.0,
    )


def _value(holder: Any, name: str) -> str | None:
    node = holder.find(f"{_W}{name}") if holder is not None else None
    return node.get(f"{_W}val") if node is not None else None


def _on(look: Any, name: str) -> bool:
    node = look.find(f"{_W}{name}") if look is not None else None
    return node is not None and node.get(f"{_W}val") not in ("0", "false", "none")


def box_findings(lines: list[Line]) -> list[Finding]:
    """Wrong fonts, sizes, weights and places of the boxes and of the body."""
    found = _fonts(lines)
    for line in lines:
        for name, pattern, sizes, bold, italic in BOXES:
            if pattern.match(line.text):
                found += _box(name, line, sizes, bold, italic)
    return found + _body(lines)


def _fonts(lines: list[Line]) -> list[Finding]:
    others = sorted({font for line in lines for font in line.fonts if font != FONT})
    return [
        ("font", _("Font"), _("The text uses the font %(font)s; official documents use %(ours)s.")
         % {"font": font, "ours": FONT})
        for font in others
    ]


def _box(
    name: str, line: Line, sizes: tuple[float, float], bold: bool | None, italic: bool | None
) -> list[Finding]:
    found: list[Finding] = []
    least, most = sizes
    for size in sorted(line.sizes):
        if not least <= size <= most:
            wanted = f"{least:g}" if least == most else f"{least:g}–{most:g}"
            found.append(("size", name, _("Size %(size)s; it must be %(wanted)s.")
                          % {"size": f"{size:g}", "wanted": wanted}))
    if bold is not None and line.bold != bold and line.sizes:
        found.append(("weight", name, _("These words must be bold.") if bold else _("These words must not be bold.")))
    if italic is not None and line.italic != italic and line.sizes:
        found.append(("slant", name, _("These words must be italic.") if italic else _("These words must be upright.")))
    return found


def _body(lines: list[Line]) -> list[Finding]:
    """Paragraphs of the text: size 13 or 14, justified, the first line indented by 1 or 1.27 cm."""
    body = [line for line in lines if not line.in_table and len(line.text) > 90 and not line.text.isupper()]
    found: list[Finding] = []
    name = _("Text (box 6)")
    for line in body:
        start = f"“{line.text[:30]}…”"
        wrong = sorted(size for size in line.sizes if not 13 <= size <= 14)
        if wrong:
            found.append(("size", name, _("Size %(size)s in %(words)s; it must be 13 to 14.")
                          % {"size": f"{wrong[0]:g}", "words": start}))
        if line.align not in ("both", "distribute", "center"):
            found.append(("justify", name, _("The paragraph %(words)s is not justified.") % {"words": start}))
        if line.indent_mm and not 9.4 <= line.indent_mm <= 13.3:
            found.append(("indent", name, _("The first line of %(words)s is indented by %(found)s cm; 1 or 1.27 cm.")
                          % {"words": start, "found": f"{line.indent_mm / 10:.1f}"}))
    return found
