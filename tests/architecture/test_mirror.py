"""Tests mirror the source: every actions module and every module of the core is the subject of a test beside it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, Module, modules, show

TESTS = ROOT / "tests"


def must_have_a_test(module: Module) -> bool:
    """Core modules and actions, but not what only gathers names."""
    if module.path.name == "__init__.py" and not any(
        isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in module.tree.body
    ):
        return False
    if module.parts[:1] == ("core",):
        return any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in module.tree.body)
    return "actions" in module.parts


def folder_of(module: Module) -> Path:
    """Where its tests live: the room's folder below tests/."""
    return TESTS.joinpath(*module.parts[:2])


def is_tested(module: Module, tests: dict[Path, str]) -> bool:
    """Whether a test file in the mirrored folder names the module, the package it belongs to, or carries its name."""
    wanted = [f"test_{module.parts[-1]}.py"]
    package = ".".join(module.name.split(".")[:4]) if "actions" in module.parts else module.name.rpartition(".")[0]
    for path, text in tests.items():
        if path.name in wanted:
            return True
        if module.name in text or f"from {package} import" in text:
            return True
        if "actions" in module.parts and f"from {package.rpartition('.')[0]} import" in text and "actions" in text:
            return True
    return False


def test_tests_mirror_the_source() -> None:
    found = []
    for module in modules():
        if must_have_a_test(module):
            folder = folder_of(module)
            near = folder.with_name(f"test_{folder.name}.py")
            paths = [*folder.rglob("test_*.py"), *([near] if near.exists() else [])]
            if not is_tested(module, {path: path.read_text(encoding="utf-8") for path in paths}):
                found.append(f"{module.where} has no test in {folder.relative_to(ROOT).as_posix()}")
    assert not found, show(found)


@pytest.mark.parametrize(
    ("name", "text", "tests", "tested"),
    [
        ("congvu.core.clock.due", "def f(): ...", {"test_due.py": ""}, True),
        ("congvu.core.clock.due", "def f(): ...", {"test_x.py": "from congvu.core.clock.due import f"}, True),
        ("congvu.core.clock.due", "def f(): ...", {"test_x.py": "from congvu.core.clock import f"}, True),
        ("congvu.core.clock.due", "def f(): ...", {"test_x.py": "import json"}, False),
        ("congvu.kernel.org.actions", "def f(): ...", {"test_x.py": "from congvu.kernel.org import actions"}, True),
        ("congvu.kernel.org.actions.posts", "def f(): ...", {"test_x.py": "from congvu.kernel.org import a"}, False),
    ],
)
def test_is_tested_sees(name: str, text: str, tests: dict[str, str], tested: bool) -> None:
    module = Module(name, TESTS / "sample.py", text)
    assert must_have_a_test(module)
    assert is_tested(module, {Path(file): words for file, words in tests.items()}) is tested
