"""Sổ nhật ký: append-only lines, chained per stream, ordered into one Merkle tree by daily bills (RFC 9162).

Rows name things and hold no foreign keys, so nothing a line speaks of can take the line with it. Triggers on both
engines (`migrations/_guards.py`) refuse deletion and every change but one: *erase* empties text and salt.
"""

from __future__ import annotations

from django.db import models


class Line(models.Model):
    """Dòng nhật ký. One act, as it was hashed.

    `entry` (see `policy.entry_bytes`) covers stream, seq, at, verb, actor, behalf, prev and commitment;
    `leaf` = SHA-256(0x00 || entry); `commitment` = SHA-256(salt || text); `prev` is the leaf of seq - 1 in the
    same stream (32 zero bytes at the start). `text` is canonical JSON; NULL text and salt mean *erased*.
    """

    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.CharField(max_length=200)
    behalf = models.CharField(max_length=200, blank=True, default="")
    prev = models.BinaryField(max_length=32)
    commitment = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16, null=True)
    text = models.TextField(null=True)  # noqa: DJ001 -- NULL means erased, an empty text would not

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="journal_line_once_per_seq")]
        indexes = [models.Index(fields=["-at"], name="journal_line_newest")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.verb}"


class StreamHead(models.Model):
    """Đầu chuỗi. Last line of a stream that keeps no head of its own (cases keep theirs on the case row)."""

    stream = models.CharField(max_length=80, primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.stream}@{self.seq}"


class Sealed(models.Model):
    """Vị trí trong cây. Place of a line in the Merkle tree, given once by a daily bill."""

    position = models.BigIntegerField(primary_key=True)
    line_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.position}: {self.line_id}"


class Bill(models.Model):
    """Bảng niêm phong hằng ngày. The signed head of the tree; the same bytes are written outside the database."""

    day = models.DateField(unique=True)
    tree_size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    frontier = models.JSONField(default=list)
    text = models.TextField()
    signature = models.BinaryField(max_length=64)
    key_id = models.CharField(max_length=16)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} n={self.tree_size}"
