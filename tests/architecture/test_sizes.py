"""Every file fits on a few pages. What is longer today is listed with its length and may only become shorter."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, Module, modules, sample, show, templates

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_CLASS = 200
LONGEST_TEMPLATE = 200
#: {"src/congvu/…/file.py": lines, "src/congvu/…/file.py::function": lines}
RATCHET = Path(__file__).with_name("too_long.json")


def lengths(module: Module) -> dict[str, int]:
    """What is too long in a module, with its number of lines. Docstrings do not count for functions and classes."""
    found = {}
    whole = len(module.text.splitlines())
    if whole > LONGEST_FILE:
        found[module.where] = whole
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            limit = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
            length = (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
            if length > limit:
                found[f"{module.where}::{node.name}"] = length
    return found


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return (first.end_lineno or first.lineno) - first.lineno + 1
    return 0


def judged(now: dict[str, int], known: dict[str, int]) -> list[str]:
    """What is longer than it may be, and what the list holds too loosely."""
    found = [f"{name}: {length} lines" for name, length in sorted(now.items()) if length > known.get(name, 0)]
    found += [
        f"{name}: listed with {length} lines, has {now.get(name, 'fewer than the limit')}; tighten too_long.json"
        for name, length in sorted(known.items())
        if now.get(name, 0) < length
    ]
    return found


def test_every_file_fits_on_a_few_pages() -> None:
    now: dict[str, int] = {}
    for module in modules():
        now |= lengths(module)
    for path in templates():
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > LONGEST_TEMPLATE:
            now[path.relative_to(ROOT).as_posix()] = length
    found = judged(now, json.loads(RATCHET.read_text()))
    assert not found, show(found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("x = 1\n" * 400, 0),
        ("x = 1\n" * 401, 1),
        ("def f():\n" + "    x = 1\n" * 49, 0),
        ("def f():\n" + "    x = 1\n" * 50, 1),
        ('def f():\n    """Long.\n' + "\n" * 30 + '    """\n' + "    x = 1\n" * 40, 0),
        ("class A:\n" + "    x = 1\n" * 200, 1),
    ],
)
def test_lengths_sees(text: str, wrong: int) -> None:
    assert len(lengths(sample(text))) == wrong


def test_judged_only_lets_the_list_shrink() -> None:
    assert judged({"a": 410}, {"a": 410}) == []
    assert len(judged({"a": 411}, {"a": 410})) == 1
    assert len(judged({"a": 409}, {"a": 410})) == 1
    assert len(judged({}, {"a": 410})) == 1
    assert len(judged({"b": 401}, {})) == 1
