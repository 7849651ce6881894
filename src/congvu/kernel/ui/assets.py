"""The built front end: which file of Vite's manifest belongs to which entry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

DIST = Path(__file__).parent / "static" / "dist"
SPRITE = "src/generated/icons.svg"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files of one entry, as addresses below STATIC_URL: style sheets first, then the module."""

    styles: tuple[str, ...]
    script: str | None


def manifest() -> dict[str, dict[str, object]]:
    """Vite's manifest; empty when the front end has not been built.

    Read once per process, and again after each build while DEBUG is on.
    """
    path = DIST / "manifest.json"
    try:
        stamp = path.stat().st_mtime_ns if settings.DEBUG else 0
    except FileNotFoundError:
        return {}
    return _read(str(path), stamp)


@lru_cache(maxsize=4)
def _read(path: str, _stamp: int) -> dict[str, dict[str, object]]:
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found if isinstance(found, dict) else {}


def bundle(entry: str) -> Bundle:
    """The files of an entry such as "desk". Raises KeyError for an entry the build does not know."""
    known = manifest()
    if not known:
        return Bundle((), None)
    chunk = known[f"src/entries/{entry}.ts"]
    styles: list[str] = []
    _collect_styles(known, f"src/entries/{entry}.ts", styles, set())
    return Bundle(tuple(static(f"dist/{name}") for name in styles), static(f"dist/{chunk['file']}"))


def _collect_styles(known: dict[str, dict[str, object]], key: str, styles: list[str], seen: set[str]) -> None:
    if key in seen:
        return
    seen.add(key)
    chunk = known.get(key, {})
    for imported in _strings(chunk.get("imports")):
        _collect_styles(known, imported, styles, seen)
    styles.extend(name for name in _strings(chunk.get("css")) if name not in styles)


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def sprite() -> str:
    """Address of the icon sprite; empty when the front end has not been built."""
    return _address(str(manifest().get(SPRITE, {}).get("file", "")), settings.STATIC_URL or "")


@lru_cache(maxsize=8)
def _address(file: str, _static_url: str) -> str:
    return static(f"dist/{file}") if file else ""
