"""Thông báo kiểm tra gửi đơn vị: what the unit was told before a visit, and the report it owes before it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class VisitNotice(models.Model):
    """Thông báo kiểm tra. A case of the unit: its head reads the day and the content there, and hands in the report.

    `number` is that of the paper, where there is one; `words` what is checked and what has to be ready.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="visit_notice")
    visit = models.OneToOneField("inspections.Visit", models.PROTECT, related_name="notice")
    number = models.CharField(max_length=60, blank=True, default="")
    words = models.TextField(blank=True, default="")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=200, blank=True, default="")
    report = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None, report="") | Q(reported_at__isnull=False) & ~Q(report=""),
                name="inspection_unit_report_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
