"""The words of the interface, of the glossary, of the command line and of the lock files."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest
from django.core.management import get_commands

from congvu.config.command import COMMANDS, OWN
from tests.architecture.house import PACKAGE, ROOT, modules, show
from tools import sentences

_IN_BACKTICKS = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?`")


def identifiers() -> set[str]:
    """Every name that is defined or used in the package, and every text constant that is one word."""
    found: set[str] = set()
    for module in modules():
        found.update(module.parts)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                found.add(node.name)
            elif isinstance(node, (ast.arg, ast.keyword)) and node.arg:
                found.add(node.arg)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
                found.add(node.value)
    return found


def names_that_lie(glossary: str, known: set[str]) -> list[str]:
    """Names in backticks of which some part is nowhere in the code."""
    return [
        name
        for name in _IN_BACKTICKS.findall(glossary)
        if name not in known and not all(part in known for part in name.split("."))
    ]


def test_glossary_names_exist() -> None:
    path = ROOT / "docs" / "glossary.md"
    text = path.read_text(encoding="utf-8")
    assert len(_IN_BACKTICKS.findall(text)) > 20, "the glossary names its terms as the code does"
    found = names_that_lie(text, identifiers())
    assert not found, show(found)


_VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def legal_terms() -> dict[str, tuple[str, str]]:
    """Where a table is → (its name, the Vietnamese term its docstring opens with); tables without one are ours."""
    found = {}
    for module in modules():
        if "models" not in module.parts:
            continue
        for node in module.tree.body:
            if not isinstance(node, ast.ClassDef) or not tables_among(node):
                continue
            term = (ast.get_docstring(node) or "").partition(".")[0].split(",")[0].split(" (")[0]
            if _VIETNAMESE.search(term):
                found[f"{'.'.join(module.parts)}.{node.name}"] = (node.name, " ".join(term.split()))
    return found


def tables_among(node: ast.ClassDef) -> bool:
    """Whether the class is a table: it has fields of the database or is told to be abstract."""
    return any(ast.unparse(base) in ("models.Model", "Fact", "DatedRule", "Lockable") for base in node.bases)


def terms_left_out(glossary: str, terms: dict[str, tuple[str, str]]) -> list[str]:
    """Tables that the glossary names neither by their name nor by their term."""
    named, low = set(_IN_BACKTICKS.findall(glossary)), glossary.lower()
    return [f"{place}: {term}" for place, (name, term) in terms.items()
            if name not in named and term.lower() not in low]  # fmt: skip


def test_every_table_with_a_legal_term_stands_in_the_glossary() -> None:
    terms = legal_terms()
    rooms = {place.split(".")[-3] for place in terms} | {part for place in terms for part in place.split(".")}
    assert {"programme", "reporting", "internal", "directives", "connectors", "reports", "org", "casework"} <= rooms
    found = terms_left_out((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), terms)
    assert not found, show(found)


@pytest.mark.parametrize(
    ("glossary", "wrong"), [("| phiếu | slip | `Slip` |", 0), ("| PHIẾU TRÌNH | – | – |", 0), ("| phiếu | – |", 1)]
)
def test_terms_left_out_sees(glossary: str, wrong: int) -> None:
    assert len(terms_left_out(glossary, {"room.Slip": ("Slip", "phiếu trình")})) == wrong


def test_every_sentence_has_its_vietnamese() -> None:
    found = [f"{places[0]}: {key!r}" for key, places in sentences.missing().items()]
    assert not found, show(found)


def test_no_sentence_is_translated_in_two_ways() -> None:
    found = [f"{key!r}: {said}" for key, said in sentences.contradictions().items()]
    assert not found, show(found)


def test_every_command_of_the_help_exists() -> None:
    known = set(get_commands()) | {name.replace("_", "-") for name in get_commands()}
    missing = [name for name in COMMANDS if name not in OWN and name not in known]
    assert not missing, show(missing)


def test_lock_files_name_no_host() -> None:
    found = []
    for pattern in ("*.lock", "*requirements*.txt", "frontend/package-lock.json", "frontend/.npmrc"):
        for path in ROOT.glob(pattern):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if "://" in line and '"funding"' not in line and '"url"' not in line:
                    found.append(f"{path.name}:{number}: {line.strip()[:80]}")
    assert not found, show(found)
    assert not (ROOT / "uv.lock").exists() or "uv.lock" in (ROOT / ".gitignore").read_text()


def test_every_dependency_says_why_it_is_here() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = tomllib.loads(text)["project"]["dependencies"]
    silent = [line for line in dependencies if not re.search(re.escape(f'"{line}"') + r",?\s*#\s*\S", text)]
    assert not silent, show(silent)


@pytest.mark.parametrize(
    ("glossary", "wrong"),
    [("`Case` and `Case.due_at`", 0), ("a word", 0), ("`Nowhere`", 1), ("`Case.nowhere`", 1)],
)
def test_names_that_lie_sees(glossary: str, wrong: int) -> None:
    assert len(names_that_lie(glossary, {"Case", "due_at"})) == wrong


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = _('One')", ["One"]),
        ("x = ngettext('%(n)s case', '%(n)s cases', n)", ["%(n)s case"]),
        ("x = pgettext('verb', 'Issue')", ["verb\x04Issue"]),
        ("x = _(words)", []),
    ],
)
def test_sentences_of_python_sees(text: str, expected: list[str]) -> None:
    assert [key for _line, key in sentences.sentences_of_python(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% load i18n %}{% trans "One" %}', ["One"]),
        ("{% blocktrans trimmed with n=3 %}\n  Two {{ n }}\n  lines\n{% endblocktrans %}", ["Two %(n)s lines"]),
        ('{% blocktrans count n=3 %}{{ n }} case{% plural %}{{ n }} cases{% endblocktrans %}', ["%(n)s case"]),
        ('{% include "x.html" with label=_("A (b) \\"c\\"") %}', ['A (b) "c"']),
        ("<p>words</p>", []),
    ],
)
def test_sentences_of_template_sees(text: str, expected: list[str]) -> None:
    assert [key for _line, key in sentences.sentences_of_template(text)] == expected


def test_catalogues_lie_where_django_finds_them() -> None:
    assert not [path for path in PACKAGE.rglob("*.po") if path.parent.name != "LC_MESSAGES"]
