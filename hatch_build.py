"""Build hook: translations and front end go into the wheel, so that installing it needs neither gettext nor Node."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _load(name: str, path: Path) -> ModuleType:
    """A module of the project by its file: the project is not installed while it is being built."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # the plugin's configuration is of no type of ours
    """Compiles what is not committed. An editable install is left alone: `make setup` does it there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Called before the files of the sdist or wheel are gathered."""
        if version == "editable":
            return
        root = Path(self.root)
        package = root / "src" / "congvu"
        _load("congvu_messages", package / "config" / "messages.py").compile_all(package)
        _load("congvu_front_end", root / "tools" / "front_end.py").build(root / "build" / "node")
