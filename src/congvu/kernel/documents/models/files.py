"""Tệp tin: stored content, the text read from it, what its signatures say."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """Tệp gốc. Content kept once by its SHA-256; the name it came with belongs to the attachment, not to the file."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=127)
    kind = models.CharField(max_length=8, help_text="pdf, docx, xlsx, html, txt, csv, png, jpg, tif")
    pages = models.PositiveIntegerField(null=True, help_text="pages where the format has pages")
    notes = models.JSONField(default=list, help_text="remarks of the check at upload, as codes")
    stored_at = models.DateTimeField()
    brought_at = models.DateTimeField(null=True, help_text="when the same content was last brought again")
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="documents_file_not_empty")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"


class ExtractedText(models.Model):
    """Nội dung trích xuất. The text of a file; `recognised` marks text that a machine read from an image."""

    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="extracted")
    text = models.TextField(blank=True)
    method = models.CharField(max_length=32, help_text="pdf-text, ocr-vie, docx, html, txt, none, …")
    pages = models.PositiveIntegerField(default=0)
    recognised = models.BooleanField(default=False)
    notes = models.JSONField(default=list)
    extracted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.method}: {len(self.text)}"


class SignatureCheck(models.Model):
    """Kiểm tra chữ ký số. What one offline check of a PDF's signatures found; the newest one counts."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="signature_checks")
    results = models.JSONField(default=list)
    problem = models.CharField(max_length=200, blank=True, help_text="why the check itself could not be done")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{len(self.results)} signature(s)"
