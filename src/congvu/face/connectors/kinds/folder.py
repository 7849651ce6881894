"""Kết nối qua thư mục: message files that an adapter of the province brings and takes away."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from congvu.face.connectors.kinds.gateway import GatewayDown

_SAFE = re.compile(r"[^A-Za-z0-9._-]+")


class FolderGateway:
    """`in` holds messages for us, `out` ours; taken ones move to `done`, refused ones to `failed` with a reason."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _folder(self, name: str) -> Path:
        folder = self.root / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as down:
            raise GatewayDown(str(down)) from down
        return folder

    def send(self, raw: bytes, *, sender: str, receiver: str, status: bool = False) -> str:
        """Write the message beside its place and move it there: an adapter never sees half a file."""
        kind = "status" if status else "document"
        name = _SAFE.sub("_", f"{kind}-{sender}-{receiver}-{hashlib.sha256(raw).hexdigest()[:16]}") + ".edxml"
        place = self._folder("out") / name
        try:
            part = place.with_suffix(".part")
            part.write_bytes(raw)
            part.replace(place)
        except OSError as down:
            raise GatewayDown(str(down)) from down
        return name

    def waiting(self) -> Sequence[str]:
        return sorted(path.name for path in self._folder("in").iterdir() if path.suffix in (".edxml", ".xml"))

    def fetch(self, ref: str) -> bytes:
        try:
            return (self._folder("in") / Path(ref).name).read_bytes()
        except OSError as down:
            raise GatewayDown(str(down)) from down

    def done(self, ref: str, *, accepted: bool, words: str = "") -> None:
        name = Path(ref).name
        folder = self._folder("done" if accepted else "failed")
        try:
            if not accepted:
                (folder / f"{name}.txt").write_text(words, encoding="utf-8")
            (self._folder("in") / name).replace(folder / name)
        except FileNotFoundError:
            return
        except OSError as down:
            raise GatewayDown(str(down)) from down
