"""The fixed wording of a paper: number line, place and date, names of kinds, ends of lists.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II. These are the words of the law and are not translated.
"""

from __future__ import annotations

from datetime import date

from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.papers.blocks import Block, Heading, Item, Paper, Para, TableBlock

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
STAMPS = {"urgent": "KHẨN", "very_urgent": "THƯỢNG KHẨN", "express": "HỎA TỐC"}
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")


def is_letter(paper: Paper) -> bool:
    """Whether it is a công văn: no name of a kind, the subject stands under the number."""
    return paper.kind in ("", "cong_van") and not paper.heading


def kind_name(paper: Paper) -> str:
    """The name of the kind in capitals ("QUYẾT ĐỊNH"); "" for a công văn."""
    if paper.heading:
        return paper.heading.upper()
    if is_letter(paper):
        return ""
    kind = KINDS.get(paper.kind)
    return kind.vi.partition(" (")[0].upper() if kind else paper.kind.upper()


def number_line(paper: Paper) -> str:
    """ "Số: 05/TB-UBND"; dots where the number is still to come; "" for a paper that bears no symbol."""
    if not paper.symbol and not paper.number:
        return ""
    number = paper.number.strip()
    shown = number.zfill(2) if number.isdigit() else number or "      "
    return f"Số: {shown}/{paper.symbol}" if paper.symbol else f"Số: {shown}"


def place_and_date(place: str, on: date | None) -> str:
    """ "Lâm Giang, ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 with a zero; dots without a date."""
    day, month, year = ("…", "…", "…")
    if on is not None:
        day, month, year = f"{on.day:02d}", f"{on.month:02d}" if on.month < 3 else str(on.month), f"{on.year:04d}"
    when = f"ngày {day} tháng {month} năm {year}"
    return f"{place}, {when}" if place else when.capitalize()


def subject_line(paper: Paper) -> str:
    """The subject: "V/v …" under the number of a công văn, bare under the name of a kind."""
    subject = paper.subject.strip()
    if not subject or not is_letter(paper) or subject[:3].lower() == "v/v":
        return subject
    for opening in ("Về việc ", "về việc "):
        subject = subject.removeprefix(opening)
    words = subject.split()
    # "Đôn đốc …" goes on small behind "V/v"; "UBND …" and "Bộ Nội vụ …" are names.
    if len(words) > 1 and not words[0].isupper() and words[1][:1].islower():
        subject = subject[:1].lower() + subject[1:]
    return f"V/v {subject}"


def recipient_lines(paper: Paper) -> tuple[str, ...]:
    """The lines below "Nơi nhận:": a dash and a semicolon each, "Lưu: …" last with a full stop."""
    lines = [f"- {line.strip().lstrip('-').strip().rstrip('.;')};" for line in paper.recipients if line.strip()]
    archive = paper.archive_line.strip().removeprefix("Lưu:").strip().rstrip(".")
    if archive:
        lines.append(f"- Lưu: {archive}.")
    elif lines:
        lines[-1] = lines[-1].rstrip(";") + "."
    return tuple(lines)


def addressee_lines(paper: Paper) -> tuple[str, ...]:
    """Those behind "Kính gửi:": one stands beside it, several below it with a dash and a semicolon each."""
    bare = [line.strip().lstrip("-").strip().rstrip(".;") for line in paper.addressees if line.strip()]
    if len(bare) < 2:
        return tuple(bare)
    return tuple(f"- {line}{'.' if place == len(bare) - 1 else ';'}" for place, line in enumerate(bare))


def base_lines(bases: tuple[str, ...]) -> tuple[str, ...]:
    """Căn cứ: one to a line, a semicolon each, the last with a full stop."""
    bare = [base.strip().rstrip(".;") for base in bases if base.strip()]
    return tuple(f"{base}{'.' if place == len(bare) - 1 else ';'}" for place, base in enumerate(bare))


def closed(body: tuple[Block, ...], *, end_mark: bool) -> tuple[Block, ...]:
    """The body with "./." behind its last words."""
    if not end_mark or not body:
        return body
    last = body[-1]
    if isinstance(last, (Para, Item)) and not last.text.rstrip().endswith(END_MARK):
        text = f"{last.text.rstrip().rstrip('.;')}{END_MARK}"
        new = Para(text, last.bold, last.italic) if isinstance(last, Para) else Item(last.number, text, last.level)
        return (*body[:-1], new)
    if isinstance(last, TableBlock):
        return (*body, Para(END_MARK))
    return body


def annex_name(place: int, total: int) -> str:
    """ "Phụ lục", or "Phụ lục II" when there are several."""
    if total < 2:
        return "Phụ lục"
    return f"Phụ lục {ROMANS[place] if place < len(ROMANS) else place + 1}"


def annex_caption(paper: Paper) -> str:
    """The line that ties an annex to its paper: "(Kèm theo Quyết định số …/QĐ-UBND ngày … của …)"."""
    name = kind_name(paper)
    kind = name.capitalize() if name else "Công văn"
    number = number_line(paper).removeprefix("Số: ").strip()
    number = f"…{number}" if number.startswith("/") else number
    when = place_and_date("", paper.on).removeprefix("Ngày ")
    return f"(Kèm theo {kind} số {number or '…'} ngày {when} của {paper.agency.replace(chr(10), ' ')})"


def is_centred(heading: Heading) -> bool:
    """Whether a heading stands in the middle: alone (level 0), or phần, chương, mục, tiểu mục (ô số 6)."""
    return heading.level == 0 or heading.text.lower().startswith(("phần ", "chương ", "mục ", "tiểu mục "))


def printable(text: str) -> str:
    """Without the characters an XML file cannot hold."""
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char not in "\ufffe\uffff"))


def column_shares(widths: tuple[float, ...], columns: int) -> list[float]:
    """Shares that sum to 1, one for each column; missing ones are equal to the mean of those given."""
    given = [max(width, 0.01) for width in widths[:columns]]
    mean = sum(given) / len(given) if given else 1.0
    full = given + [mean] * (columns - len(given))
    return [width / sum(full) for width in full]
