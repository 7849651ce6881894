"""Inside the rooms: where reads and writes live, imports at the top, no kind named outside its folder."""

from __future__ import annotations

import ast
import re

import pytest

from congvu.kernel.casework import kinds
from tests.architecture.house import PACKAGE, Module, below, modules, sample, show

SCREENS = {"views", "api", "forms", "tables", "schemas", "portal", "admin", "urls"}
#: Heavy libraries loaded on first use, so that a command that does not need them starts quickly.
HEAVY = {"docx", "pypdf", "openpyxl", "xlsxwriter", "numpy", "pyhanko", "pyhanko_certvalidator", "holidays", "lxml",
         "cryptography", "charset_normalizer", "tqdm", "segno", "pyotp", "typst"}  # fmt: skip
#: Programs of their own, started in a child process that limits itself before it loads anything.
CHILDREN = {"congvu.kernel.documents.policy.child"}
WORDS_NOT_IN_NAMES = re.compile(r"(?:^|_)(utils?|helpers?|manager|common|misc)(?:_|$)")


def reads_in_screens(module: Module) -> list[str]:
    """`.objects` in a module that draws or parses."""
    if not SCREENS & set(module.parts[2:]):
        return []
    return [
        f"{module.where}:{node.lineno}: rows come from queries.py, not from .objects"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]


def late_imports(module: Module) -> list[str]:
    """Imports inside functions, but in apps.py, in the wiring, and of heavy libraries."""
    if module.parts[:1] == ("config",) or module.parts[-1:] == ("apps",) or module.name in CHILDREN:
        return []
    found = []
    for function in ast.walk(module.tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            if not all(name.split(".")[0] in HEAVY or name.endswith("working_time.bulk") for name in names):
                found.append(f"{module.where}:{node.lineno}: {', '.join(names)} is imported inside a function")
    return sorted(set(found))


def kinds_named(module: Module, codes: set[str], home: str) -> list[str]:
    """String constants that are the code of a kind, outside the folder of its room."""
    if module.name.startswith(home):
        return []
    return [
        f"{module.where}:{node.lineno}: names the kind {node.value!r}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in codes
    ]


def bad_words(module: Module) -> list[str]:
    """Names that say nothing, in files and in definitions."""
    found = [f"{module.where}: the file is named {part!r}" for part in module.parts if WORDS_NOT_IN_NAMES.search(part)]
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and WORDS_NOT_IN_NAMES.search(node.name.lower()):
            found.append(f"{module.where}:{node.lineno}: {node.name}")
    return found


def unfinished(module: Module) -> list[str]:
    """Marks of unfinished work."""
    return [
        f"{module.where}:{number}: {line.strip()}"
        for number, line in enumerate(module.text.splitlines(), start=1)
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError", line)
    ]


def test_screens_get_rows_only_from_queries() -> None:
    found = [line for module in modules() for line in reads_in_screens(module)]
    assert not found, show(found)


def test_imports_stay_at_the_top_of_the_file() -> None:
    found = [line for module in modules() for line in late_imports(module)]
    assert not found, show(found)


def test_no_kind_is_named_outside_its_own_folder() -> None:
    found = []
    for kind in kinds.all_kinds():
        home = _home_of(kind.code)
        assert home, f"{kind.code} is registered somewhere"
        if not home.startswith("congvu.domain."):
            continue  # the kernel's own kind (consultation) is the kernel's to name
        for module in below("congvu.core", "congvu.kernel", "congvu.insight", "congvu.domain", "congvu.face"):
            found += kinds_named(module, {kind.code}, home)
    assert not found, show(found)


def _home_of(code: str) -> str:
    """The room whose kind.py or kinds package registers the code, named there or elsewhere in the room."""
    registering = [
        module for module in modules() if {"kind", "kinds"} & set(module.parts) and "CaseKind(" in module.text
    ]
    rooms = {".".join(module.name.split(".")[:3]) for module in registering}
    inside = [module for module in modules() if ".".join(module.name.split(".")[:3]) in rooms]
    for module in (*registering, *inside):
        if f'"{code}"' in module.text:
            return ".".join(module.name.split(".")[:3])
    return ""


def test_names_say_what_they_are() -> None:
    found = [line for module in modules() for line in bad_words(module)]
    assert not found, show(found)


def test_nothing_is_marked_unfinished() -> None:
    found = [line for module in modules() for line in unfinished(module)]
    assert not found, show(found)


def test_every_room_has_its_app() -> None:
    missing = [
        str(folder.relative_to(PACKAGE))
        for storey in ("kernel", "domain", "face")
        for folder in sorted((PACKAGE / storey).iterdir())
        if folder.is_dir() and folder.name != "__pycache__" and not (folder / "apps.py").exists()
    ]
    assert not missing, show(missing)


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("rows = queries.inbox_of(actor)", "congvu.kernel.room.views", 0),
        ("rows = Job.objects.all()", "congvu.kernel.room.queries", 0),
        ("rows = Job.objects.all()", "congvu.kernel.room.views", 1),
        ("rows = Job.objects.all()", "congvu.domain.room.views.register", 1),
        ("rows = Job._default_manager.all()", "congvu.face.api.schemas", 1),
    ],
)
def test_reads_in_screens_sees(text: str, name: str, wrong: int) -> None:
    assert len(reads_in_screens(sample(text, name))) == wrong


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("import json", "congvu.kernel.room.actions", 0),
        ("def f():\n    import docx", "congvu.kernel.room.actions", 0),
        ("def f():\n    from congvu.core.working_time.bulk import add", "congvu.kernel.room.actions", 0),
        ("def f():\n    from congvu.kernel.room import models", "congvu.kernel.room.apps", 0),
        ("def f():\n    import json", "congvu.kernel.room.actions", 1),
        ("class A:\n    def f(self):\n        from congvu.kernel.org import queries", "congvu.kernel.room.actions", 1),
    ],
)
def test_late_imports_sees(text: str, name: str, wrong: int) -> None:
    assert len(late_imports(sample(text, name))) == wrong


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("kind = 'errand'", "congvu.domain.errands.kind", 0),
        ("words = 'an errand'", "congvu.kernel.room.views", 0),
        ("if case.kind == 'errand': pass", "congvu.kernel.room.views", 1),
    ],
)
def test_kinds_named_sees(text: str, name: str, wrong: int) -> None:
    assert len(kinds_named(sample(text, name), {"errand"}, "congvu.domain.errands")) == wrong


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("def receive(): ...", "congvu.kernel.room.actions", 0),
        ("class CommonGround: ...", "congvu.kernel.room.actions", 0),
        ("def date_utils(): ...", "congvu.kernel.room.actions", 1),
        ("x = 1", "congvu.kernel.room.helpers", 1),
    ],
)
def test_bad_words_sees(text: str, name: str, wrong: int) -> None:
    assert len(bad_words(sample(text, name))) == wrong


@pytest.mark.parametrize(("text", "wrong"), [("x = 1", 0), ("# TODO later", 1), ("raise NotImplementedError", 1)])
def test_unfinished_sees(text: str, wrong: int) -> None:
    assert len(unfinished(sample(text))) == wrong
