"""The file a newcomer uploads himself: an official letter of 2023, from before the districts ended."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from congvu.demo.papers import raw_text
from congvu.demo.papers_of_lam_giang import TO_UPLOAD

NAME = "Cong-van-2764-UBND-TH.docx"


def write_upload(folder: Path) -> Path:
    """Write the letter as a Word file into the folder (once) and return where it is."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(letter(raw_text(TO_UPLOAD)))
    return path


def letter(text: str) -> bytes:
    """The letter with its head in two columns, as offices lay it out (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    import docx  # noqa: PLC0415 -- heavy, only here

    head, _gap, rest = text.partition("\n\nKính gửi:")
    upper, _gap, lower = head.partition("\n\n")
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    left, right = _columns(upper)
    number, *about = lower.splitlines()
    code, place = (part.strip() for part in number.split("   ", 1))
    for row, column, lines in ((0, 0, left), (0, 1, right), (1, 0, [code, *about]), (1, 1, [place])):
        cell = table.cell(row, column)
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
    for line in f"Kính gửi:{rest}".splitlines():
        if line.strip():
            document.add_paragraph(" ".join(line.split()))
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _columns(head: str) -> tuple[list[str], list[str]]:
    """The two columns of a letterhead: the agency on the left, the national motto on the right."""
    left, right = [], []
    for line in head.splitlines():
        columns = [part.strip() for part in line.split("   ") if part.strip()]
        left.append(columns[0])
        right += columns[1:]
    return left, right
