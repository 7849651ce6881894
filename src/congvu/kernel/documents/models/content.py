"""Kho tệp: files kept by their content hash, in a folder or in whatever Django storage is configured.

A name is `ab/cd/abcd…` (SHA-256 in lower-case hex). A file is written beside its place, flushed to the disk and
moved there in one step, so that a name that exists always has its whole content; writing the same content twice
changes nothing. Nothing here overwrites; `forget` deletes what the sweep of unreferenced files has locked.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage

from congvu.core.refusals import NotFound

CHUNK = 1 << 20


def name_of(sha256: str) -> str:
    """Where content with this hash lies, relative to the store: `ab/cd/abcd…`."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in lower-case hex")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def hash_of(content: bytes) -> str:
    """SHA-256 of the content, lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes) -> str:
    """Keep the content and return its hash; safe against a crash at any moment and against a second writer."""
    digest = hash_of(content)
    name = name_of(digest)
    folder = _folder()
    if folder is None:
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
        return digest
    place = folder / name
    if not (place.exists() and place.stat().st_size == len(content)):
        _write_whole(place, content)
    return digest


def forget(sha256: str) -> None:
    """Delete the content; nothing happens when it is gone already. Only for the sweep, under the lock of its row."""
    default_storage.delete(name_of(sha256))


def open_content(sha256: str) -> BinaryIO:
    """The content as a binary stream; `NotFound` when the store has lost it."""
    try:
        return cast("BinaryIO", default_storage.open(name_of(sha256), "rb"))
    except FileNotFoundError as error:
        raise NotFound("The content of this file is not in the store.") from error


def read_content(sha256: str) -> bytes:
    """The whole content; `NotFound` when it is missing or no longer matches its hash."""
    with open_content(sha256) as stream:
        content = stream.read()
    if hash_of(content) != sha256:
        raise NotFound("The content of this file no longer matches its hash.")
    return content


def _folder() -> Path | None:
    """The folder of the store, or None when the storage is not a folder (an object store)."""
    storage: Storage = default_storage
    if isinstance(default_storage, FileSystemStorage) or hasattr(storage, "location"):
        return Path(getattr(storage, "location"))  # noqa: B009  # default_storage is a lazy object
    return None


def _write_whole(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_name(f".{place.name}.{os.getpid()}.{os.urandom(6).hex()}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut (POSIX); systems that cannot open a folder skip it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
