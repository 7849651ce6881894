"""Niêm yết: which sheets hang at which one-stop desk, and what a desk posts beyond or short of the rule."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from congvu.domain.procedures.models.catalogue import Procedure, Version


class PostedSheet(models.Model):
    """Niêm yết thủ tục. A version's sheet, posted at a desk on a day by a person.

    The newest of a procedure counts while it has not been taken down.
    """

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="postings")
    posted_on = models.DateField()
    posted_by = models.CharField(max_length=200)
    taken_down_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(posted_by=""), name="procedure_posting_by_somebody"),
            models.CheckConstraint(
                condition=Q(taken_down_on=None) | Q(taken_down_on__gte=F("posted_on")),
                name="procedure_posting_down_after_up",
            ),
        ]
        indexes = [models.Index(fields=["desk", "posted_on"], name="procedure_posting_of_desk")]

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.version_id} ({self.posted_on})"


class PostingChoice(models.Model):
    """Danh mục niêm yết riêng. A procedure a desk posts although the rule does not say so, or need not post."""

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    posts = models.BooleanField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "procedure"], name="procedure_posting_choice_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="procedure_posting_choice_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.procedure_id}"
