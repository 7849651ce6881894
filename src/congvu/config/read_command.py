"""`congvu read FILE… [--json]`: what a directive orders, whom, by when. Needs no database and no framework.

Files: .txt (also in old encodings and fonts), .docx, .pdf with a text layer, .html. For machines one JSON object a
line; offsets of a UTF-8 text file are code points of the file as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from congvu.config.words import _
from congvu.core.directive_text import Clause, DeadlineKind, Nature, Reading, as_record, read_directive
from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import detect_legacy_font
from congvu.kernel.documents.extract import extract, kind_of

EXIT_OK, EXIT_REFUSED = 0, 2
LIMIT_BYTES = 100_000_000
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class _Source:
    """Text of a file and what had to be done to get it."""

    name: str
    text: str
    method: str
    pages: int
    notes: tuple[str, ...]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="congvu read",
        description=_("Read directives: what is ordered, to whom, by when, with the place of each value."),
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("a .txt, .docx, .pdf or .html file"))
    parser.add_argument("--json", action="store_true", help=_("for machines: one JSON object a line"))
    return parser


def load(path: Path) -> _Source:
    """Text of the file. Raises `Invalid` with a sentence for a file that is missing, too large, unknown or damaged."""
    try:
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise Invalid(_("The file is larger than 100 MB and is not read."), field="file", code="too_large")
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(
            _("The file cannot be opened: %(why)s.") % {"why": error.strerror or error}, field="file", code="unreadable"
        ) from error
    kind = kind_of(path.name if path.suffix else f"{path.name}.txt")
    if kind == "txt":
        text = _plain(content)
        if text is not None:
            return _Source(str(path), text, "txt", 0, ())
    found = extract(content, kind)
    if kind == "txt" and ("encoding: unknown" in found.notes or _is_binary(found.text)):
        raise Invalid(_("The file is not a text in a known encoding."), field="file", code="not_text")
    return _Source(str(path), found.text, found.method, found.pages, tuple(found.notes))


def _plain(content: bytes) -> str | None:
    """The text of a UTF-8 file exactly as it stands; None when it is in another encoding or an old font."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4096]:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if detect_legacy_font(text) else text


def _is_binary(text: str) -> bool:
    """Whether the bytes of a program or picture were taken for letters: control characters no text has."""
    sample = text[:20_000]
    return sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v") * 50 > len(sample)


def read_main(argv: Sequence[str]) -> int:
    """Run the command; 0 when every file was read, 2 when one was refused (a sentence each on standard error)."""
    try:
        options = _parser().parse_args(list(argv))
    except SystemExit as asked_for_help:
        return int(asked_for_help.code or 0)
    status = EXIT_OK
    for name in options.files:
        try:
            source = load(Path(name))
        except Refusal as refusal:
            print(f"congvu read: {name}: {refusal_words(refusal)}", file=sys.stderr)
            status = EXIT_REFUSED
            continue
        reading = read_directive(source.text)
        if options.json:
            record = as_record(reading, source.text, source.name)
            record["notes"] = [*source.notes, *record["notes"]]
            record["method"], record["pages"] = source.method, source.pages
            print(json.dumps(record, ensure_ascii=False))
        else:
            print("\n".join(table(source, reading)))
    return status


def refusal_words(refusal: Refusal) -> str:
    """What was refused, in the language of the command line."""
    sentences = {
        "no_reader": _("This type of file cannot be read. Give a .txt, .docx, .pdf or .html file."),
        "unreadable": _("The file is damaged or cut off and cannot be opened."),
    }
    if isinstance(refusal, Invalid) and refusal.field == "file":
        return refusal.message
    return sentences.get(refusal.code, str(refusal))


def table(source: _Source, reading: Reading) -> list[str]:
    """The reading for people: facts of the document, then each task with who, with whom, by when."""
    facts = reading.facts
    lines = [f"═══ {source.name}"]
    if not source.text.strip():
        return [*lines, "  " + _("There is no text in this file. A scanned copy must be recognised (OCR) first."), ""]
    rows = [
        (_("Kind"), facts.kind.text if facts.kind else None),
        (_("Number"), facts.number.text if facts.number else None),
        (_("Date"), facts.issued_on.on.strftime("%d/%m/%Y") if facts.issued_on else None),
        (_("Issuer"), facts.issuer.text if facts.issuer else None),
        (_("Subject"), facts.subject.text if facts.subject else None),
        (_("Addressees"), "; ".join(party.name for party in reading.addressees) or None),
    ]
    for label, value in rows:
        lines.extend(_field(label, value or "—", 2))
    if reading.retelling:
        lines.append("  " + _("The text retells a document; it is not the document itself."))
    lines.append("")
    if not reading.clauses:
        lines.append("  " + _("No order was found: the text may be no directive."))
    else:
        lines.append("  " + _("Tasks: %(count)s") % {"count": len(reading.clauses)})
    for number, clause in enumerate(reading.clauses, 1):
        lines.extend(_clause_lines(number, clause))
    lines.extend(_others(reading))
    return [*lines, ""]


def _clause_lines(number: int, clause: Clause) -> list[str]:
    nature = {
        Nature.TASK: _("task"), Nature.STANDING: _("standing duty"), Nature.PROHIBITION: _("prohibition"),
        Nature.TARGET: _("target"),
    }[clause.nature]  # fmt: skip
    lines = _wrapped(f"{number:>3}. [{nature}] {clause.text}", 2, 7)
    leads = "; ".join(party.name for party in clause.leads) or "—"
    if clause.leads and clause.leads_inherited:
        leads += " " + _("(from the heading or the addressees)")
    lines.extend(_field(_("Lead"), leads, 7))
    if clause.coordinators:
        lines.extend(_field(_("With"), "; ".join(party.name for party in clause.coordinators), 7))
    when = _when(clause)
    if when:
        lines.extend(_field(_("Due"), when, 7))
    if clause.reports_to:
        lines.extend(_field(_("Reports to"), "; ".join(party.name for party in clause.reports_to), 7))
    return lines


def _when(clause: Clause) -> str:
    parts = []
    if clause.deadline:
        on = clause.deadline.on
        parts.append(f"{on:%d/%m/%Y} (“{clause.deadline.text}”)" if on else f"“{clause.deadline.text}”")
        if clause.deadline.kind is DeadlineKind.ABSOLUTE and clause.deadline.inferred:
            parts.append(_("year supplied"))
    rhythm = {
        "monthly": _("every month"), "quarterly": _("every quarter"), "yearly": _("every year"),
        "continuous": _("continuously"),
    }.get(clause.recurrence or "")  # fmt: skip
    return "; ".join([*parts, rhythm] if rhythm else parts)


def _others(reading: Reading) -> list[str]:
    lines: list[str] = []
    if reading.targets:
        lines += ["", "  " + _("Targets: %(count)s") % {"count": len(reading.targets)}]
        for target in reading.targets:
            lines.extend(_wrapped(f"  • {target.text}", 2, 6))
    if reading.citations:
        lines += ["", "  " + _("Cited documents: %(count)s") % {"count": len(reading.citations)}]
        seen: set[tuple[str | None, str | None]] = set()
        for item in reading.citations:
            if (item.kind, item.number) in seen and item.number:
                continue
            seen.add((item.kind, item.number))
            words = [item.kind, item.number, f"{item.issued_on:%d/%m/%Y}" if item.issued_on else str(item.year or "")]
            line = " ".join(word for word in words if word)
            lines.append(f"    • {line} · {item.issuer}" if item.issuer else f"    • {line}")
    return lines


def _field(label: str, value: str, indent: int) -> list[str]:
    return _wrapped(f"{label}: {value}", indent, indent + 4)


def _wrapped(text: str, indent: int, hanging: int) -> list[str]:
    """Lines of at most 110 columns; Vietnamese letters are one column wide."""
    lines: list[str] = []
    current = " " * indent
    blank = True
    for word in text.split(" "):
        if not blank and len(current) + 1 + len(word) > _WIDTH:
            lines.append(current)
            current, blank = " " * hanging, True
        current += word if blank else f" {word}"
        blank = False
    return [*lines, current]
