"""Sổ đăng ký văn bản: entries of the registers, their attachments and their number series."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from congvu.kernel.documents.models.catalogue import CONFIDENTIALITIES, DIRECTIONS, ROLES, URGENCIES
from congvu.kernel.documents.models.files import StoredFile


class Document(models.Model):
    """Văn bản. One entry of a register: what the paper says of itself, and what the register says of it.

    Columns of the registers: NĐ 30/2020/NĐ-CP, Phụ lục IV; metadata: Phụ lục VI, phần II. `code` is number and
    notation as written ("15/QĐ-BNV"); `code_key` is the same folded for comparing. For incoming documents
    `arrival_*` hold column 1 and 2; `serial` is the number taken from a series of ours (arrival or outgoing).
    """

    agency = models.ForeignKey(
        "org.Agency", on_delete=models.PROTECT, related_name="+", help_text="whose register"
    )
    direction = models.CharField(max_length=8)
    kind = models.CharField(max_length=32, help_text="code of the catalogue of kinds")
    number = models.CharField(max_length=20, blank=True, help_text="số")
    notation = models.CharField(max_length=60, blank=True, help_text="ký hiệu")
    code = models.CharField(max_length=90, blank=True, help_text="số, ký hiệu as written")
    code_key = models.CharField(max_length=90, blank=True)
    issued_on = models.DateField(null=True)
    issuer = models.CharField(max_length=300, blank=True, help_text="as written on the document")
    issuer_key = models.CharField(max_length=300, blank=True)
    issuer_agency = models.ForeignKey(
        "org.Agency", null=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=1000, help_text="trích yếu")
    skey = models.TextField()
    urgency = models.CharField(max_length=12, default="normal")
    confidentiality = models.CharField(max_length=12, default="internal")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(null=True)
    recipients = models.TextField(blank=True, help_text="nơi nhận (outgoing, column 5)")
    copies = models.PositiveIntegerField(null=True, help_text="số lượng bản (outgoing, column 7)")
    due_on = models.DateField(null=True, help_text="reply or processing deadline named on the paper (DueDate)")

    series = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True, help_text="number taken from our own series")
    arrived_on = models.DateField(null=True)

    transferred_to = models.CharField(max_length=300, blank=True, help_text="unit or person (column 7)")
    transferred_on = models.DateField(null=True)
    receipt = models.CharField(max_length=200, blank=True, help_text="who acknowledged, and when (column 9)")
    note = models.CharField(max_length=500, blank=True)

    answers = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies", help_text="the incoming one this answers"
    )
    progress = models.CharField(max_length=300, blank=True, help_text="tiến độ (follow-up register, column 5)")
    handled_on = models.DateField(null=True, help_text="the day its handling ended")

    recalled_at = models.DateTimeField(null=True, help_text="when it was taken back (thu hồi); frozen since then")
    recalled_by_name = models.CharField(max_length=200, blank=True, default="")
    recall_ground = models.CharField(max_length=80, blank=True, default="")
    recall_words = models.CharField(max_length=500, blank=True, default="")

    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "series", "serial"],
                condition=Q(serial__isnull=False),
                name="documents_serial_once",
            ),
            models.CheckConstraint(condition=Q(direction__in=list(DIRECTIONS)), name="documents_direction"),
            models.CheckConstraint(condition=Q(urgency__in=list(URGENCIES)), name="documents_urgency"),
            models.CheckConstraint(
                condition=Q(confidentiality__in=list(CONFIDENTIALITIES)), name="documents_confidentiality"
            ),
            models.CheckConstraint(
                condition=~Q(direction="incoming") | Q(serial__isnull=False, arrived_on__isnull=False),
                name="documents_incoming_has_arrival",
            ),
            models.CheckConstraint(condition=Q(serial__isnull=True) | Q(serial__gt=0), name="documents_serial"),
            models.CheckConstraint(
                condition=Q(recalled_at=None, recalled_by_name="", recall_ground="", recall_words="")
                | Q(recalled_at__isnull=False, direction="outgoing") & ~Q(recalled_by_name="") & ~Q(recall_ground=""),
                name="documents_recall_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "direction", "year", "-serial"], name="documents_register"),
            models.Index(fields=["code_key"], name="documents_code_key"),
            models.Index(fields=["issued_on"], name="documents_issued_on"),
        ]

    def __str__(self) -> str:
        return self.code or self.subject[:60]


class Attachment(models.Model):
    """Tệp đính kèm. A stored file as part of a document, under the name it came with."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=8, default="original")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="documents_attachment_role"),
            models.UniqueConstraint(fields=["document", "file", "role"], name="documents_attachment_once"),
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(models.Model):
    """Dãy số. The last number given in one series of one agency in one year; its row is the lock.

    Each year begins at 1 (NĐ 30/2020/NĐ-CP, Điều 15 and Phụ lục I): a new year is a new row.
    """

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=32)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "series"], name="documents_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
