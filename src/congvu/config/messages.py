"""Compiles the translations: every .po of the package into the .mo beside it, without gettext's programs.

Run as `python -m congvu.config.messages [FOLDER]`. Written here in about a hundred lines because it has to run in three
places where nothing may be installed yet: set-up, the build of the wheel, and a developer's desk without GNU gettext.
It reads what we write (msgctxt, msgid, msgid_plural, msgstr, msgstr[n], continuation lines, fuzzy and obsolete entries)
and refuses what would show a wrong or broken sentence: bad syntax, two translations of one message, and a translation
whose placeholders are not those of the source.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)\s+(".*")\s*')
_PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")


class CatalogueError(ValueError):
    """A .po file that cannot be compiled; the message begins with file and line."""


@dataclass
class Entry:
    """One message: `strings` by plural index (0 when it has no plural)."""

    line: int
    context: str | None = None
    source: str | None = None
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """What gettext looks up: context and source."""
        source = self.source or ""
        return source if self.context is None else f"{self.context}\x04{source}"


def read_catalogue(text: str, name: str = "catalogue") -> list[Entry]:
    """The entries of a .po text in their order, obsolete ones left out. Raises CatalogueError."""
    entries: list[Entry] = []
    entry, fuzzy, target = None, False, ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                fuzzy = True
            target = ""
            continue
        found = _KEYWORD.fullmatch(line)
        if found:
            keyword, index, literal = found[1], int(found[2] or 0), found[3]
            begins = keyword == "msgctxt" or (keyword == "msgid" and (entry is None or entry.source is not None))
            if begins:
                entry = Entry(number, fuzzy=fuzzy)
                entries.append(entry)
                fuzzy = False
            if entry is None:
                raise CatalogueError(f"{name}:{number}: {keyword} without msgid")
            target = keyword.split("[")[0]
            _add(entry, target, index, _unquoted(literal, name, number))
        elif line.startswith('"') and entry is not None and target:
            _add(entry, target, index, _unquoted(line, name, number))
        else:
            raise CatalogueError(f"{name}:{number}: cannot be read: {line[:60]}")
    return entries


def _unquoted(literal: str, name: str, number: int) -> str:
    try:
        value = ast.literal_eval(literal)
    except (SyntaxError, ValueError) as error:
        raise CatalogueError(f"{name}:{number}: bad quotation: {literal[:60]}") from error
    return str(value)


def _add(entry: Entry, target: str, index: int, text: str) -> None:
    if target == "msgctxt":
        entry.context = (entry.context or "") + text
    elif target == "msgid":
        entry.source = (entry.source or "") + text
    elif target == "msgid_plural":
        entry.plural = (entry.plural or "") + text
    else:
        entry.strings[index] = entry.strings.get(index, "") + text


def checked(entries: list[Entry], name: str = "catalogue") -> Iterator[Entry]:
    """The entries that are translated. Raises CatalogueError on doubles and on placeholders that differ."""
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.source is None or not entry.strings:
            raise CatalogueError(f"{name}:{entry.line}: a message without msgid or msgstr")
        if entry.key in seen:
            raise CatalogueError(f"{name}:{entry.line}: translated before on line {seen[entry.key]}")
        seen[entry.key] = entry.line
        if entry.fuzzy or not all(entry.strings.values()):
            continue
        if entry.source:
            allowed = set(_PLACEHOLDER.findall(entry.source)) | set(_PLACEHOLDER.findall(entry.plural or ""))
            required = allowed if entry.plural is None else set()
            for text in entry.strings.values():
                used = set(_PLACEHOLDER.findall(text))
                if used - allowed or required - used:
                    differ = ", ".join(sorted(used ^ allowed))
                    raise CatalogueError(f"{name}:{entry.line}: placeholders differ: {differ}")
        yield entry


def compiled(entries: list[Entry], name: str = "catalogue") -> bytes:
    """The bytes of a .mo file (GNU gettext, little endian, version 0, sorted, no hash table)."""
    pairs = []
    for entry in checked(entries, name):
        source = entry.key if entry.plural is None else f"{entry.key}\0{entry.plural}"
        strings = "\0".join(entry.strings[index] for index in sorted(entry.strings))
        pairs.append((source.encode(), strings.encode()))
    pairs.sort()
    head = 7 * 4
    table = len(pairs) * 8
    position = head + 2 * table
    tables = [b"", b""]
    body = b""
    for side in (0, 1):
        rows = []
        for pair in pairs:
            rows += [len(pair[side]), position + len(body)]
            body += pair[side] + b"\0"
        tables[side] = struct.pack(f"<{len(rows)}I", *rows)
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), head, head + table, 0, position)
    return header + tables[0] + tables[1] + body


def compile_all(folder: Path) -> list[Path]:
    """Compile every .po below `folder` whose .mo is missing or older; returns the files written."""
    written = []
    for source in sorted(folder.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        name = str(source)
        content = compiled(read_catalogue(source.read_text(encoding="utf-8"), name), name)
        half = target.with_suffix(".mo.part")
        half.write_bytes(content)
        half.replace(target)
        written.append(target)
    return written


def main(argv: list[str]) -> int:
    """Compile below the given folder, by default the package itself; 1 when a catalogue is wrong."""
    folder = Path(argv[0]) if argv else Path(__file__).resolve().parent.parent
    try:
        written = compile_all(folder)
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"translations: {len(written)} compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
