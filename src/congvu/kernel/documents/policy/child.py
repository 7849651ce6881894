"""Tiến trình đọc tệp: untrusted files are taken apart in a process of their own, with limits, and may die there.

`ask(task, content, …)` starts `python -I -m congvu.kernel.documents.policy.child TASK KIND`, gives it the content on
its standard input and takes JSON from its standard output. The child limits its own memory and processor time
before it reads a byte; the parent ends it after the wall time. A file that hangs or bursts a reader costs the
child's life and becomes a sentence, never a worker.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

MEMORY = 2 * 1024 * 1024 * 1024
#: Seconds of processor time, and of the clock on the wall (the machine may be busy).
PROCESSOR_SECONDS = 60
WALL_SECONDS = 150


class ChildFailed(Exception):
    """The child gave no answer; `reason` is "time", "memory" or "broken"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(
    task: str, content: bytes, *, kind: str = "", argument: str = "", wall: float = WALL_SECONDS
) -> dict[str, Any]:
    """Give the content to a child and return its answer. Tasks: "examine", "signatures"."""
    command = [sys.executable, "-I", "-m", "congvu.kernel.documents.policy.child", task, kind, argument]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=wall, check=False)
    except subprocess.TimeoutExpired as error:
        raise ChildFailed("time") from error
    if done.returncode == 0:
        try:
            answer: dict[str, Any] = json.loads(done.stdout)
        except ValueError as error:
            raise ChildFailed("broken") from error
        return answer
    if done.returncode == -24:  # SIGXCPU: processor time used up
        raise ChildFailed("time")
    raise ChildFailed("memory" if b"MemoryError" in done.stderr else "broken")


def _limit_myself() -> None:
    """Memory and processor limits where the system knows them (POSIX)."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    for what, limit in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, PROCESSOR_SECONDS)):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):
            continue


def _examine_pdf(content: bytes) -> dict[str, Any]:
    """Pages, locks and signature fields of a PDF, seen by pypdf."""
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415  # heavy, only in the child
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    notes: list[str] = []
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            if not reader.decrypt(""):
                return {"refused": "encrypted"}
            notes.append("owner_locked")
        pages = len(reader.pages)
        if pages:
            reader.pages[0].get_object()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError):
        return {"refused": "broken"}
    if b"/ByteRange" in content:
        notes.append("signed")
    if b"/JavaScript" in content or b"/Launch" in content:
        notes.append("active_content")
    if b"/EmbeddedFile" in content:
        notes.append("embedded_files")
    return {"pages": pages, "notes": notes}


def _examine(content: bytes, kind: str, argument: str) -> dict[str, Any]:
    """What a file is inside, and its text. `argument` is the largest number of pages taken."""
    from congvu.kernel.documents.extract import extract  # noqa: PLC0415  # heavy readers follow it

    answer: dict[str, Any] = {"pages": None, "notes": []}
    if kind == "pdf":
        answer = _examine_pdf(content)
        if "refused" in answer:
            return answer
        if answer["pages"] > int(argument or 0):
            return {**answer, "refused": "pages"}
    return {**answer, "extracted": asdict(extract(content, kind))}


def main(arguments: list[str]) -> int:
    """Entry of the child: task, kind, argument; content from standard input, JSON to standard output."""
    _limit_myself()
    task, kind, argument = arguments
    content = sys.stdin.buffer.read()
    if task == "examine":
        answer = _examine(content, kind, argument)
    elif task == "signatures":
        from congvu.kernel.documents.policy.signatures import check  # noqa: PLC0415  # heavy

        answer = check(content, argument)
    else:
        raise ValueError(task)
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
