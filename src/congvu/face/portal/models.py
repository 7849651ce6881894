"""Bản nháp hồ sơ trực tuyến: what somebody has filled in and not yet sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OnlineDraft(models.Model):
    """Bản nháp hồ sơ. A dossier, or an answer to a request for papers (`answers`), that is being filled in.

    `key` names the draft in addresses and makes a second click the same dossier. What was typed lies in `sealed`,
    encrypted. `sent_as` is the code of the dossier it became.
    """

    key = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey("citizens.Person", models.CASCADE, related_name="+")
    variant = models.ForeignKey("procedures.Variant", models.CASCADE, related_name="+")
    answers = models.ForeignKey("onestop.Dossier", models.CASCADE, null=True, related_name="+")
    sealed = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_as = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_as="") | Q(sent_at__isnull=False) & ~Q(sent_as=""),
                name="portal_draft_sent_as_something",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-changed_at"], condition=Q(sent_at=None), name="portal_draft_of_person")
        ]

    def __str__(self) -> str:
        return self.key


class DraftPaper(models.Model):
    """Giấy tờ trong bản nháp. A file put in a place of the checklist; position 0: besides it."""

    draft = models.ForeignKey(OnlineDraft, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
