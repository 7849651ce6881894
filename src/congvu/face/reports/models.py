"""Thông báo kết quả thực hiện nhiệm vụ: the figures of a period as they stood when the notice was made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Thông báo kết quả. `figures`, `units` and `overdue` are copies as of `as_of`: what was published stays.

    Counts and rates come from declared measures; `words` is the assessment somebody wrote.
    """

    class Period(models.TextChoices):
        MONTH = "month", _("Month")
        QUARTER = "quarter", _("Quarter")
        HALF = "half", _("Half-year")
        YEAR = "year", _("Year")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    period = models.CharField(max_length=8, choices=Period)
    since = models.DateField()
    until = models.DateField()
    as_of = models.DateTimeField()
    rounding = models.CharField(max_length=12)
    figures = models.JSONField(default=dict)
    units = models.JSONField(default=list)
    overdue = models.JSONField(default=list)
    words = models.TextField(blank=True, default="")
    notation = models.CharField(max_length=60)
    signer_authority = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True, default="")
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="notice_period_forward"),
            models.CheckConstraint(
                condition=Q(issued_at=None, document=None) | Q(issued_at__isnull=False, document__isnull=False),
                name="notice_issued_is_registered",
            ),
        ]
        indexes = [models.Index(fields=["agency", "-until", "-id"], name="notice_newest_first")]

    def __str__(self) -> str:
        return f"{self.period} {self.since}–{self.until}"

    @property
    def stream(self) -> str:
        """Name of its journal."""
        return f"notice/{self.pk}"
