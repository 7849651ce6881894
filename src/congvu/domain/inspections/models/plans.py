"""Kế hoạch kiểm tra năm: what is checked by plan, and the self-checks every agency holds on the same checklists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class VisitSort(models.TextChoices):
    """Hình thức kiểm tra."""

    PLANNED = "planned", _("By plan")
    THEMATIC = "thematic", _("By theme")
    SHORT_NOTICE = "short_notice", _("Unscheduled, with short notice")
    UNANNOUNCED = "unannounced", _("Unannounced")
    RECHECK = "recheck", _("Re-check of remedies")
    SELF = "self", _("Self-check")


class Plan(models.Model):
    """Kế hoạch kiểm tra công vụ of one year. A draft until it is issued with its number; issued it does not change."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    purposes = models.TextField(blank=True, default="")
    number = models.CharField(max_length=60, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_on=None, number="") | Q(issued_on__isnull=False) & ~Q(number=""),
                name="inspection_plan_issued_with_number",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanItem(models.Model):
    """Nội dung kế hoạch: one unit to be checked, by what, when, for which period of its work.

    `because` answers the warning of a second check within the year or of an overlap with another team.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items")
    sort = models.CharField(max_length=14, choices=VisitSort, default=VisitSort.PLANNED)
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    checklist = models.ForeignKey("inspections.Checklist", models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("inspections.Team", models.PROTECT, null=True, related_name="+")
    theme = models.CharField(max_length=300, blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField()
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="inspection_item_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.unit_id}"
