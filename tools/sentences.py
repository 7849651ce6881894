"""The sentences of the interface and their Vietnamese: what is missing, and what is said in two ways.

    make messages

Sentences are found in Python (calls of gettext and its kin with a literal) and in templates (translate,
blocktranslate), translations in every .po of the package.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "congvu"
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
_TEMPLATE_CALL = re.compile(r"""\b(?:_|gettext|ngettext|pgettext|npgettext)\s*\(""")

if str(ROOT / "src") not in sys.path:
    sys.path.insert(0, str(ROOT / "src"))

from congvu.config.messages import read_catalogue  # noqa: E402 - the package may not be installed


def sentences_of_python(text: str) -> Iterator[tuple[int, str]]:
    """Line and key (context, EOT, sentence) of every translated literal."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in PLAIN | PLURAL and words:
            yield node.lineno, words[0]
        elif name in IN_CONTEXT and len(words) > 1:
            yield node.lineno, f"{words[0]}\x04{words[1]}"


def sentences_of_template(text: str) -> Iterator[tuple[int, str]]:
    """The same for a template, through Django's own translation of templates into Python-like calls."""
    calls = templatize(text)
    for found in _TEMPLATE_CALL.finditer(calls):
        call = _closed(calls, found.start())
        try:
            tree = ast.parse(call, mode="eval")
        except SyntaxError:
            continue
        line = calls.count("\n", 0, found.start()) + 1
        yield from ((line, key) for _line, key in sentences_of_python(ast.unparse(tree)))


def _closed(text: str, start: int) -> str:
    """The call that begins at `start`, to its closing bracket; strings are skipped over."""
    depth, quote, place = 0, "", start
    while place < len(text):
        char = text[place]
        if quote:
            if char == "\\":
                place += 1
            elif text.startswith(quote, place):
                place += len(quote) - 1
                quote = ""
        elif char in "\"'":
            quote = char * 3 if text.startswith(char * 3, place) else char
            place += len(quote) - 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                break
        place += 1
    return text[start : place + 1].removeprefix("u")


def sentences() -> dict[str, list[str]]:
    """Every sentence and where it is said."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            for line, key in sentences_of_python(path.read_text(encoding="utf-8")):
                found.setdefault(key, []).append(f"{path.relative_to(ROOT).as_posix()}:{line}")
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        for line, key in sentences_of_template(path.read_text(encoding="utf-8")):
            found.setdefault(key, []).append(f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


def translations() -> dict[str, dict[str, str]]:
    """For every sentence: its Vietnamese by the catalogue that gives it."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(PACKAGE.rglob("locale/vi/LC_MESSAGES/*.po")):
        where = path.relative_to(ROOT).as_posix()
        for entry in read_catalogue(path.read_text(encoding="utf-8"), where):
            if entry.source and not entry.fuzzy and all(entry.strings.values()):
                found.setdefault(entry.key, {})[where] = "\0".join(entry.strings.values())
    return found


def django_knows() -> set[str]:
    """Sentences that Django itself says in Vietnamese."""
    path = Path(django.__file__).parent / "conf" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    return {entry.key for entry in read_catalogue(path.read_text(encoding="utf-8"), "django") if entry.strings.get(0)}


def missing() -> dict[str, list[str]]:
    """Sentences without Vietnamese, and where they are said."""
    known = translations().keys() | django_knows()
    return {key: places for key, places in sentences().items() if key and key not in known}


def contradictions() -> dict[str, dict[str, str]]:
    """Sentences that two catalogues translate differently: only one of them would ever be shown, everywhere."""
    found = {}
    for key, said in translations().items():
        by_domain: dict[str, set[str]] = {}
        for where, words in said.items():
            by_domain.setdefault(Path(where).stem, set()).add(words)
        if any(len(words) > 1 for words in by_domain.values()):
            found[key] = said
    return found


def superfluous() -> dict[str, list[str]]:
    """Translations of sentences that nobody says any more."""
    said = sentences()
    return {key: sorted(where) for key, where in translations().items() if key not in said}


def main() -> int:
    """Print what is missing, contradictory and superfluous; 1 when something is missing or contradictory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")
    lacking, two_ways = missing(), contradictions()
    for key, places in lacking.items():
        print(f"{places[0]}: no Vietnamese for {key!r}")
    for key, said in two_ways.items():
        print(f"{key!r} is translated in two ways; give it a context (pgettext):")
        for where, words in said.items():
            print(f"    {where}: {words!r}")
    for key, catalogues in superfluous().items():
        print(f"{catalogues[0]}: nobody says {key!r}")
    print(f"{len(sentences())} sentences, {len(lacking)} without Vietnamese, {len(two_ways)} translated in two ways")
    return 1 if lacking or two_ways else 0


if __name__ == "__main__":
    sys.exit(main())
