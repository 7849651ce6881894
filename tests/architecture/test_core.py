"""The core is plain Python: no packages, no clock, no disk, no chance; and it alone adds days to dates."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.architecture.house import Module, below, modules, sample, show

#: The one door for NumPy: a million due times at once.
WITH_NUMPY = {"congvu.core.working_time.bulk"}
#: The one door for files of others: a drawing is XML from anywhere, and defusedxml refuses bombs in it.
WITH_DEFUSED = {"congvu.core.bpmn.parsing"}
#: Programs for people without Công Vụ: they read a file and print, and know nothing of the core.
PROGRAMS = {"congvu.core.lot.standalone.verify_draw"}
HIDDEN_INPUTS = {"now", "today", "utcnow", "getenv", "read_text", "read_bytes", "write_text", "write_bytes", "urlopen"}
HIDDEN_CALLS = {"open", "input", "print", "exec", "eval", "__import__"}
OUTSIDE = {"os", "pathlib", "socket", "subprocess", "urllib", "http", "random", "secrets", "sqlite3", "tempfile",
           "shutil", "time", "threading", "multiprocessing", "asyncio", "importlib"}  # fmt: skip


def imported(module: Module) -> list[tuple[int, str]]:
    """Line and dotted name of everything a module imports, wherever in the file."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, f"{'.' * node.level}{node.module or ''}"))
    return found


def foreign_imports(module: Module) -> list[str]:
    """Imports of the core that are neither the standard library nor the core."""
    allowed = sys.stdlib_module_names | ({"numpy"} if module.name in WITH_NUMPY else set())
    allowed |= {"defusedxml"} if module.name in WITH_DEFUSED else set()
    return [
        f"{module.where}:{line}: the core imports {name}"
        for line, name in imported(module)
        if not (name == "congvu.core" or name.startswith("congvu.core."))
        and (name.split(".")[0] not in allowed or name.split(".")[0] in OUTSIDE)
    ]


def hidden_inputs(module: Module) -> list[str]:
    """Calls that ask the clock, the disk or the environment."""
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Attribute):
            name, hidden = called.attr, called.attr in HIDDEN_INPUTS
        else:
            name = called.id if isinstance(called, ast.Name) else ""
            hidden = name in HIDDEN_CALLS
        if hidden:
            found.append(f"{module.where}:{node.lineno}: the core calls {name}()")
    return found


def days_added(module: Module) -> list[str]:
    """`timedelta(days=…)`, `timedelta(3)` and `timedelta(weeks=…)`: a second definition of a deadline."""
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        if name == "timedelta" and (node.args or {"days", "weeks"} & {keyword.arg for keyword in node.keywords}):
            found.append(f"{module.where}:{node.lineno}: days are added outside core/working_time")
    return found


def test_core_imports_only_the_standard_library_and_itself() -> None:
    found = [line for module in below("congvu.core") for line in foreign_imports(module)]
    assert not found, show(found)


def test_core_never_asks_the_time_or_the_disk() -> None:
    found = [line for module in below("congvu.core") if module.name not in PROGRAMS for line in hidden_inputs(module)]
    assert not found, show(found)


def test_programs_of_their_own_know_only_the_standard_library_of_python_3_9() -> None:
    programs = [module for module in below("congvu.core") if module.name in PROGRAMS]
    assert {module.name for module in programs} == PROGRAMS
    for module in programs:
        ast.parse(module.text, feature_version=(3, 9))
        assert {name for _line, name in imported(module)} <= {"hashlib", "io", "json", "sys", "unicodedata"}


def test_working_time_is_computed_in_one_place() -> None:
    elsewhere = [module for module in modules() if not module.name.startswith("congvu.core.working_time")]
    found = [line for module in elsewhere for line in days_added(module)]
    assert not found, show(found)


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("import json\nfrom congvu.core.text import fold", "congvu.core.clock.due", 0),
        ("import numpy as np", "congvu.core.working_time.bulk", 0),
        ("import numpy as np", "congvu.core.working_time.limits", 1),
        ("def late():\n    from django.utils import timezone", "congvu.core.clock.due", 1),
        ("from congvu.kernel.org import queries", "congvu.core.clock.due", 1),
        ("import os", "congvu.core.clock.due", 1),
    ],
)
def test_foreign_imports_sees(text: str, name: str, wrong: int) -> None:
    assert len(foreign_imports(sample(text, name))) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("def due(now): return now", 0),
        ("x = datetime.now()", 1),
        ("x = date.today()", 1),
        ("with open('holidays.csv') as f: pass", 1),
        ("x = Path('a').read_text()", 1),
        ("print('here')", 1),
    ],
)
def test_hidden_inputs_sees(text: str, wrong: int) -> None:
    assert len(hidden_inputs(sample(text, "congvu.core.clock.due"))) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("x = timedelta(hours=8)", 0),
        ("x = timedelta(minutes=5, seconds=3)", 0),
        ("x = timedelta(days=5)", 1),
        ("x = datetime.timedelta(weeks=1)", 1),
        ("x = timedelta(5)", 1),
    ],
)
def test_days_added_sees(text: str, wrong: int) -> None:
    assert len(days_added(sample(text))) == wrong
