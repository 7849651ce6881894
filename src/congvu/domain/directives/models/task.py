"""Nhiệm vụ: the part of a task that only this room knows; the rest is its case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.directives.models.clause import Clause
from congvu.domain.directives.models.directive import Directive


class ImportedBatch(models.Model):
    """Đợt nhập nhiệm vụ đang thực hiện. One file of running tasks, entered with their original dates."""

    name = models.CharField(max_length=300)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=200)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """Nhiệm vụ. What one unit owes under a directive: carry out → verify.

    `part` tells a lead's task from a coordinator's, an umbrella from its children, and a reading to be confirmed.
    """

    class Part(models.TextChoices):
        LEAD = "lead", _("Lead")
        COORDINATION = "coordination", _("Coordination")
        UMBRELLA = "umbrella", _("Umbrella")
        SHARE = "share", _("Share of an umbrella")
        READING = "reading", _("Reading to confirm")
        DUTY = "duty", _("Recurring or standing duty")
        PERIOD = "period", _("Period of a recurring duty")

    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="task")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="tasks")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="tasks")
    batch = models.ForeignKey(ImportedBatch, models.PROTECT, null=True, related_name="tasks")
    part = models.CharField(max_length=12, choices=Part)
    content = models.TextField()
    report_to = models.CharField(max_length=300, blank=True, default="")
    source_text = models.CharField(max_length=500, blank=True, default="")
    progress = models.PositiveSmallIntegerField(default=0)
    reported_at = models.DateTimeField(null=True)
    result_words = models.TextField(blank=True, default="")
    result_document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=False) | Q(batch__isnull=False), name="task_comes_from_somewhere"
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="task_progress_in_per_cent"),
        ]
        indexes = [models.Index(fields=["directive", "part"], name="task_by_directive")]

    def __str__(self) -> str:
        return self.content[:80]


class Confirmation(models.Model):
    """Xác nhận đã đọc, quán triệt. One person's word that he has read what was circulated to his unit."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="confirmations")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "official"], name="confirmation_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.official_id}"
