"""Hồ sơ công việc: what an agency keeps of its work, from the yearly list to the archive.

Source: NĐ 30/2020/NĐ-CP, Điều 28-31 and Phụ lục V. A document may lie in several dossiers; its file is kept once.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Dossier(models.Model):
    """Hồ sơ. A line of the yearly list of dossiers, then the dossier itself.

    `symbol` is number and symbol ("01.TCCB"), `heading` the part of the list it stands under. `retention_years` empty:
    permanent. `handover_due_on` is set when the work ends.
    """

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=30)
    heading = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500)
    retention_years = models.PositiveSmallIntegerField(null=True)
    creator = models.ForeignKey("org.Official", null=True, on_delete=models.PROTECT, related_name="+")
    creator_name = models.CharField(max_length=200, help_text="unit or person who opens and keeps it")
    note = models.CharField(max_length=500, blank=True)
    description = models.CharField(max_length=500, blank=True)
    confidentiality = models.CharField(max_length=12, default="internal")
    state = models.CharField(max_length=11, default="planned")
    construction = models.BooleanField(default=False, help_text="a construction project: its own limit of hand-over")
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    handover_due_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    handed_over_to = models.CharField(max_length=200, blank=True)
    warned_on = models.DateField(null=True, help_text="when the coming hand-over was announced")
    skey = models.TextField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "symbol"], name="documents_dossier_symbol_once"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "open", "closed", "handed_over"]), name="documents_dossier_state"
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__in=["public", "internal", "restricted"]),
                name="documents_dossier_confidentiality",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="documents_dossier_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["agency", "year"], name="documents_dossier_list")]

    def __str__(self) -> str:
        return f"{self.symbol} – {self.title}"


class DossierList(models.Model):
    """Danh mục hồ sơ. The approval of a year's list by the head of the agency."""

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=200)
    decision = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="documents_dossier_list_once")]

    def __str__(self) -> str:
        return str(self.year)


class DossierPaper(models.Model):
    """Văn bản trong hồ sơ. A document as part of a dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="in_dossiers")
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document"], name="documents_dossier_paper_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.document_id}"
