"""Bảng niêm phong: the text of a daily bill, its signature, and the installation's key.

The key lives in a file outside the database (mode 600), the public half beside the bills.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEAD = "CONGVU DAILY BILL 1"
FIELDS = ("day", "size", "root", "previous", "key", "sealed")


@dataclass(frozen=True, slots=True)
class BillText:
    """The facts of a bill: day, size and root (hex) of the tree, hash of the bill before, key id, moment (UTC)."""

    day: date
    size: int
    root: str
    previous: str
    key: str
    sealed: str

    def render(self) -> str:
        """The exact text that is signed; every line ends with a line break."""
        values = (self.day.isoformat(), str(self.size), self.root, self.previous, self.key, self.sealed)
        return "".join([HEAD + "\n", *(f"{name}: {value}\n" for name, value in zip(FIELDS, values, strict=True))])

    @classmethod
    def parse(cls, text: str) -> BillText:
        """The facts of a bill text; ValueError when it is not one."""
        lines = text.split("\n")
        if lines[0] != HEAD or len(lines) != len(FIELDS) + 2:
            raise ValueError("not a daily bill")
        found = dict(line.split(": ", 1) for line in lines[1:-1])
        if tuple(found) != FIELDS:
            raise ValueError("not a daily bill")
        return cls(
            date.fromisoformat(found["day"]), int(found["size"]), found["root"], found["previous"], found["key"],
            found["sealed"],
        )


def text_hash(text: str) -> str:
    """SHA-256 of a bill text, hex; what the next bill names as `previous`."""
    return sha256(text.encode()).hexdigest()


def public_bytes(key: Ed25519PublicKey) -> bytes:
    """The 32 raw bytes of a public key."""
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def key_id(key: Ed25519PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of the public key."""
    return sha256(public_bytes(key)).hexdigest()[:16]


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The installation's signing key; made at first use, readable by its owner only."""
    path = folder / "journal.ed25519"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return signing_key(folder)
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path.name} is not an Ed25519 key")
    return key


def publish(folder: Path, text: str, signature: bytes, key: Ed25519PublicKey) -> Path:
    """Write a bill outside the database: `<day>.bill`, `<day>.sig`, and the public key; whole files or none."""
    folder.mkdir(parents=True, exist_ok=True)
    day = BillText.parse(text).day.isoformat()
    pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for name, content in (
        (f"journal-{key_id(key)}.pub", pem), (f"{day}.sig", signature), (f"{day}.bill", text.encode()),
    ):  # fmt: skip
        part = folder / f".{name}.part"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    return folder / f"{day}.bill"


def signature_holds(folder: Path, text: str, signature: bytes) -> bool:
    """Whether the bill is signed by a key whose public half lies in the folder under the id the bill names."""
    try:
        path = folder / f"journal-{BillText.parse(text).key}.pub"
        key = serialization.load_pem_public_key(path.read_bytes())
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, text.encode())
    except (InvalidSignature, ValueError, OSError):
        return False
    return True
