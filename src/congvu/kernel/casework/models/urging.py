"""Đôn đốc: who was urged when and why, and the letters in which it was put in writing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from congvu.kernel.casework.models.cases import Case


class Urging(models.Model):
    """Lần đôn đốc. One urging of one case; its words and ground stand in the journal line of the same number."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="urgings")
    line_seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    behalf = models.CharField(max_length=200, blank=True, default="")
    ground = models.CharField(max_length=80)
    letter = models.ForeignKey("casework.UrgingLetter", models.PROTECT, null=True, related_name="urgings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "line_seq"], name="urging_numbered")]
        indexes = [models.Index(fields=["at"], name="urging_by_time")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.line_seq}"


class UrgingLetter(models.Model):
    """Công văn đôn đốc. One letter to one agency about its tasks: a draft until it is registered as outgoing.

    `document` is the entry of the register; from then on the files kept there are the letter.
    """

    from_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=80)
    words = models.TextField(blank=True, default="")
    notation = models.CharField(max_length=60)
    answer_by = models.DateField(null=True)
    signer_authority = models.CharField(max_length=120, blank=True, default="")
    signer_title = models.CharField(max_length=120)
    signer_name = models.CharField(max_length=120)
    cases = models.ManyToManyField(Case, related_name="+")
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, blank=True, default="")
    dropped_at = models.DateTimeField(null=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urging_letter_sent_is_whole",
                condition=Q(sent_at=None, sent_by="", document=None)
                | Q(sent_at__isnull=False, document__isnull=False) & ~Q(sent_by=""),
            ),
            models.CheckConstraint(
                name="urging_letter_sent_or_dropped", condition=Q(sent_at=None) | Q(dropped_at=None)
            ),
        ]
        indexes = [models.Index(fields=["from_agency", "-prepared_at"], name="urging_letter_newest")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.to_agency_id}"
