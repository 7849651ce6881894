"""Nhận dạng chữ: text of scanned pages by tesseract, a few pages at a time, marked as recognised text."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from django.db import transaction

from congvu.core.refusals import NotFound
from congvu.core.text import nfc
from congvu.kernel.documents.actions.files import IMAGES, SECRET_NOTE, needs_recognition
from congvu.kernel.documents.models import ExtractedText, StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.policy.secrecy import secret_mark
from congvu.kernel.journal.actions import record

#: Pages of one run: short enough for the lease of a job; the job asks for the next run itself.
PAGES_A_RUN = 5
#: Scanned documents longer than this are recognised up to here and say so.
MAX_RECOGNISED = 300
SECONDS_A_PAGE = 90
#: Pixels of the longer side: A4 at 300 dpi. A forged page a kilometre wide is not drawn larger.
LONG_SIDE = 3508
MEMORY_KIB = 2_000_000


def tools_missing() -> list[str]:
    """Which of the programs (and the Vietnamese model) recognition needs are not installed here."""
    missing = [tool for tool in ("tesseract", "pdftoppm") if shutil.which(tool) is None]
    if "tesseract" not in missing:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
        if "vie" not in listed.stdout.split():
            missing.append("tesseract-ocr-vie")
    return missing


def recognise_pages(*, file_id: int, from_page: int, now: datetime) -> int | None:
    """Nhận dạng. Recognise up to PAGES_A_RUN pages of a scan from `from_page` (1-based); returns the next page.

    None when the file is done (or cannot be done: then a note says why). Running twice with the same page changes
    nothing. When the first page turns out to bear a stamp of secrecy the text is dropped, the file is marked and
    given to nobody from then on. Journal of the file: `file.recognised`, `file.found_secret`.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound("no such file")
    if SECRET_NOTE in file.notes:
        return None
    text = ExtractedText.objects.filter(file=file).first()
    if text is not None and _done_until(text) >= from_page:
        return _next(file, _done_until(text))
    if text is not None and not text.recognised and not _is_image_only(file, text):
        return None
    if missing := [tool for tool in tools_missing() if tool != "pdftoppm" or file.kind == "pdf"]:
        _note(file, f"recognition_not_installed: {', '.join(missing)}", now=now)
        return None
    last = min(from_page + PAGES_A_RUN - 1, file.pages or 1, MAX_RECOGNISED)
    found = _pages(file, from_page, last)
    if from_page == 1 and found and secret_mark(found[0]):
        _lock_secret(file, now=now)
        return None
    _append(file, found, until=last, now=now)
    following = _next(file, last)
    if following is None:
        record(stream=f"file/{file.sha256}", verb="file.recognised", at=now, actor="system", body={"pages": last})
    return following


def _done_until(text: ExtractedText) -> int:
    """The last page recognised so far, kept as a note; 0 before the first run."""
    done = [int(str(note).partition(": ")[2]) for note in text.notes if str(note).startswith("recognised_until: ")]
    return max(done, default=0)


def _next(file: StoredFile, done: int) -> int | None:
    return done + 1 if done < min(file.pages or 1, MAX_RECOGNISED) else None


def _is_image_only(file: StoredFile, text: ExtractedText) -> bool:
    return file.kind in IMAGES or needs_recognition(text.text, file.pages, file.kind)


def _pages(file: StoredFile, first: int, last: int) -> list[str]:
    """The text of these pages, one entry each; a page that fails or takes too long gives an empty text."""
    with tempfile.TemporaryDirectory(prefix="congvu-ocr-") as folder:
        work = Path(folder)
        source = work / f"source.{file.kind}"
        source.write_bytes(read_content(file.sha256))
        if file.kind != "pdf":
            return [_tesseract(source)]
        texts = []
        for page in range(first, last + 1):
            image = work / f"page-{page}"
            made = _run(["pdftoppm", "-f", str(page), "-l", str(page), "-scale-to", str(LONG_SIDE), "-gray", "-png",
                         "-singlefile", str(source), str(image)])
            texts.append(_tesseract(image.with_suffix(".png")) if made is not None else "")
            image.with_suffix(".png").unlink(missing_ok=True)
        return texts


def _tesseract(image: Path) -> str:
    if not image.exists():
        return ""
    done = _run(["tesseract", str(image), "stdout", "-l", "vie", "--psm", "4"])
    return nfc(done.decode("utf-8", "replace")).replace("\x00", "").strip() if done else ""


def _run(command: list[str]) -> bytes | None:
    """Output of a program with one thread and a time limit; None when it failed."""
    environment = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        environment["TESSDATA_PREFIX"] = prefix
    if os.name == "posix":  # an image may unpack to more than the machine has
        command = ["sh", "-c", f'ulimit -v {MEMORY_KIB}; exec "$@"', "sh", *command]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS_A_PAGE, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _append(file: StoredFile, found: list[str], *, until: int, now: datetime) -> None:
    with transaction.atomic():
        text, _created = ExtractedText.objects.select_for_update().get_or_create(
            file=file, defaults={"extracted_at": now, "pages": file.pages or 1}
        )
        if _done_until(text) >= until:
            return
        before = text.text if text.recognised else ""
        text.text = "\n\f".join(part for part in (before, *found) if part)
        text.method, text.recognised, text.extracted_at = "ocr-vie", True, now
        notes = [note for note in text.notes if not str(note).startswith(("recognised_until: ", "recognition_"))]
        if until == MAX_RECOGNISED and (file.pages or 1) > until:
            notes.append("recognition_stopped_at_limit")
        text.notes = [*notes, f"recognised_until: {until}"]
        text.save()


def _note(file: StoredFile, note: str, *, now: datetime) -> None:
    with transaction.atomic():
        text, _created = ExtractedText.objects.select_for_update().get_or_create(
            file=file, defaults={"extracted_at": now, "pages": file.pages or 1, "method": "none"}
        )
        if note not in text.notes:
            text.notes = [*text.notes, note]
            text.save(update_fields=["notes"])


def _lock_secret(file: StoredFile, *, now: datetime) -> None:
    with transaction.atomic():
        locked = StoredFile.objects.select_for_update().get(pk=file.pk)
        locked.notes = [*locked.notes, SECRET_NOTE]
        locked.save(update_fields=["notes"])
        ExtractedText.objects.filter(file=file).update(text="", notes=[SECRET_NOTE])
        record(stream=f"file/{file.sha256}", verb="file.found_secret", at=now, actor="system", body={"size": file.size})
