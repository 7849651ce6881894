"""Yêu cầu báo cáo: outline and figures asked from units by a day, and the merged text."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReportRequest(models.Model):
    """Yêu cầu báo cáo. One report that an office makes out of the contributions of units."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        SENT = "sent", _("Asked from the units")
        ISSUED = "issued", _("Issued")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    skey = models.TextField()
    since = models.DateField()
    until = models.DateField()
    due_on = models.DateField()
    instructions = models.TextField(blank=True, default="")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="report_period_forward"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(document__isnull=False), name="report_issued_is_registered"
            ),
        ]
        indexes = [models.Index(fields=["agency", "-due_on", "-id"], name="report_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of its journal."""
        return f"report/{self.pk}"


class Section(models.Model):
    """Mục của đề cương. `merged` is the text of the office, made out of the contributions."""

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    guidance = models.TextField(blank=True, default="")
    merged = models.TextField(blank=True, default="")
    merged_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="report_section_placed")]

    def __str__(self) -> str:
        return self.title


class FigureAsked(models.Model):
    """Số liệu yêu cầu. Typed by the unit, or taken from a declared measure (`measure` is its name)."""

    request = models.ForeignKey(ReportRequest, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True, default="")
    measure = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="report_figure_placed")]

    def __str__(self) -> str:
        return self.name
