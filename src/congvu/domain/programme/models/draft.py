"""Nhật ký tham mưu văn bản: a draft, its rounds, the errors found in each, and its versions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """Dự thảo văn bản. One document a unit drafts for an authority, from the instruction to the final document."""

    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="draft")
    document_kind = models.CharField(max_length=32)
    requested_on = models.DateField()
    request = models.CharField(max_length=1000, blank=True, default="")
    drafter = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    final_document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(final_document=None) | Q(finished_at__isnull=False), name="draft_final_when_finished"
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Round(models.Model):
    """Lần trình. From the moment the drafter has the draft until it is returned or accepted."""

    class Result(models.TextChoices):
        OPEN = "open", _("In hand")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")
        ENDED = "ended", _("Ended without a result")

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True, default="")
    submitted_official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    submit_words = models.TextField(blank=True, default="")
    due_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=Result, default=Result.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="round_numbered"),
            models.UniqueConstraint(fields=["draft"], condition=Q(result="open"), name="round_one_open"),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(submitted_at__gte=F("began_at")), name="round_forward"
            ),
            models.CheckConstraint(
                condition=Q(result="open", ended_at=None) | ~Q(result="open") & Q(ended_at__isnull=False),
                name="round_ended_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["returned", "accepted"]) | Q(submitted_at__isnull=False),
                name="round_judged_was_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["submitted_at"], name="round_by_submission"),
            models.Index(fields=["ended_at"], name="round_by_end"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class RoundError(models.Model):
    """Lỗi phát hiện. An error the authority found in a submitted round, by its coded ground, and how often."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="errors")
    ground = models.CharField(max_length=80)
    count = models.PositiveSmallIntegerField(default=1)
    words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "ground"], name="round_error_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="round_error_counts"),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ground} × {self.count}"

    @property
    def category(self) -> str:
        """content, form, competence, or other for a ground the province made itself."""
        return category_of(self.ground)


class Version(models.Model):
    """Phiên bản dự thảo. A file of the draft as it was handed in; its text is compared with the others'."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    round = models.ForeignKey(Round, models.PROTECT, related_name="versions")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    words = models.CharField(max_length=1000, blank=True, default="")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)
    added_official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="version_numbered")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.number}"


CATEGORIES = ("content", "form", "competence")


def category_of(ground: str) -> str:
    """The kind of error a ground of the family `draft_error` stands for."""
    _act, _dot, rest = ground.partition(".")
    category = rest.partition(".")[0]
    return category if category in CATEGORIES else "other"
