"""What the words of a paper must look like: number and symbol, date, order of points, end mark, mandatory parts.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

#: The letters of points in the order of the Vietnamese alphabet (no f, j, w, z; no ă, â, ê, ô, ơ, ư).
POINTS = "abcdđeghiklmnopqrstuvxy"
Finding = tuple[str, str, str]

_NUMBER = re.compile(r"^Số\s*:\s*(?P<number>[\d…._ ]*)\s*/\s*(?P<symbol>.*)$")
_DATE = re.compile(r"^(?P<place>[^.;:]{2,40}), ngày\s+(?P<day>\S+)\s+tháng\s+(?P<month>\S+)\s+năm\s+(?P<year>\S+)$")
_POINT = re.compile(r"^(?P<letter>[a-zđăâêôơư])\)\s")
_NEW_SERIES = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|Điều\s+\d+|[IVX]+\.|Chương|Mục|Phần|Phụ lục)")


def word_findings(lines: list[str]) -> list[Finding]:
    """Findings about the wording of the lines, in their order."""
    return [*_parts(lines), *_number(lines), *_date(lines), *_points(lines), *_end_mark(lines), *_recipients(lines)]


def _parts(lines: list[str]) -> list[Finding]:
    """Mandatory parts that are nowhere (Điều 8)."""
    text = "\n".join(lines)
    wanted = (
        ("nation", r"^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", _("The national name was not found.")),
        ("motto", r"^Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc$", _("The national motto was not found.")),
        ("number", r"^Số\s*:", _("The line “Số: …” was not found.")),
        ("date", r"ngày\s+\S+\s+tháng\s+\S+\s+năm", _("Place and date were not found.")),
        ("recipients", r"^Nơi nhận\s*:", _("“Nơi nhận:” was not found.")),
    )
    return [
        (f"missing_{code}", _("Mandatory parts"), message) for code, pattern, message in wanted
        if not re.search(pattern, text, re.MULTILINE)
    ]


def _number(lines: list[str]) -> list[Finding]:
    line = next((line for line in lines if line.startswith(("Số:", "Số :"))), "")
    if not line:
        return []
    found = _NUMBER.match(line)
    place = _("Number, symbol of the document")
    if not found:
        return [("number_form", place, _("“%(line)s” does not follow the form “Số: 05/QĐ-BNV”.") % {"line": line[:60]})]
    findings: list[Finding] = []
    number, symbol = found["number"].strip(), found["symbol"]
    if number.isdigit() and len(number) == 1:
        findings.append(("number_padding", place, _("Numbers below 10 have a zero in front: 0%(n)s.") % {"n": number}))
    if re.search(r"\s", symbol.strip()) or re.search(r"\s/|/\s", line):
        findings.append(("number_blanks", place, _("Number and symbol are written without blanks: “%(line)s”.")
                         % {"line": line[:60]}))
    if "–" in symbol or "—" in symbol or "_" in symbol:
        findings.append(("number_dash", place, _("Groups of the symbol are joined by a hyphen (-).")))
    if symbol.upper() != symbol and not re.match(r"^(?:CTr|TTr|QyĐ|TrS)\b", symbol):
        findings.append(("symbol_capitals", place, _("The symbol is written in capitals.")))
    return findings


def _date(lines: list[str]) -> list[Finding]:
    found = next((match for line in lines if (match := _DATE.match(line))), None)
    if found is None:
        return []
    place = _("Place and date")
    findings: list[Finding] = []
    day, month = found["day"], found["month"]
    if day.isdigit() and int(day) < 10 and len(day) == 1:
        findings.append(("day_padding", place, _("Days below 10 have a zero in front: 0%(n)s.") % {"n": day}))
    if month in ("1", "2"):
        findings.append(("month_padding", place, _("January and February have a zero in front: 0%(n)s.")
                         % {"n": month}))
    if month.isdigit() and len(month) == 2 and month[0] == "0" and int(month) > 2:
        findings.append(("month_padding", place, _("Months from March to September have no zero in front: %(n)s.")
                         % {"n": int(month)}))
    if day.isdigit() and month.isdigit() and not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        findings.append(("no_such_day", place, _("There is no such day.")))
    return findings


def _points(lines: list[str]) -> list[Finding]:
    """Points a), b), c), d), đ), e), g) … follow the Vietnamese alphabet inside each clause."""
    findings: list[Finding] = []
    expected = 0
    for line in lines:
        if _NEW_SERIES.match(line):
            expected = 0
        found = _POINT.match(line)
        if not found:
            continue
        letter = found["letter"]
        if letter == "a":
            expected = 1
            continue
        wanted = POINTS[expected] if expected < len(POINTS) else "?"
        if letter != wanted:
            findings.append(("points", _("Points"), _(
                "Point %(letter)s) stands where point %(wanted)s) is due: points follow the Vietnamese alphabet.")
                % {"letter": letter, "wanted": wanted}))
        expected = POINTS.find(letter) + 1 if letter in POINTS else expected + 1
    return findings


def _end_mark(lines: list[str]) -> list[Finding]:
    if any(line.rstrip().endswith("./.") for line in lines) or any(line.startswith("BIÊN BẢN") for line in lines):
        return []
    return [("end_mark", _("End of the text"), _("The mark “./.” is missing behind the last words of the text."))]


def _recipients(lines: list[str]) -> list[Finding]:
    """The list below "Nơi nhận:" ends with the line "Lưu: VT, …"."""
    start = next((place for place, line in enumerate(lines) if re.match(r"^Nơi nhận\s*:\s*$", line)), None)
    if start is None:
        return []
    following = lines[start + 1 : start + 40]
    if not any(re.match(r"^[-–]?\s*Lưu\s*:", line) for line in following):
        return [("archive_line", _("Recipients"), _("The line “- Lưu: VT, …” is missing at the end of “Nơi nhận”."))]
    return []
