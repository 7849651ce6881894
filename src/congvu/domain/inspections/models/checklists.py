"""Danh mục nội dung kiểm tra: versions of what is looked at, with evidence, typical violation and basis."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Checklist(models.Model):
    """Bộ nội dung kiểm tra. A version is a draft until it is in force; in force it does not change."""

    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    theme = models.CharField(max_length=300, blank=True, default="")
    in_force_from = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="inspection_checklist_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(in_force_from__isnull=False, ended_on=None),
                name="inspection_checklist_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.number}"


class ChecklistItem(models.Model):
    """Nội dung kiểm tra. `mark`: F seen in real checks, R follows from a rule, M from practice (unverified)."""

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    group = models.CharField(max_length=2)
    name = models.CharField(max_length=300)
    evidence = models.CharField(max_length=500, blank=True, default="")
    violation = models.CharField(max_length=500, blank=True, default="")
    basis = models.CharField(max_length=300, blank=True, default="")
    mark = models.CharField(max_length=1, default="M")
    severity = models.PositiveSmallIntegerField(default=1)
    counts_heads = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="inspection_item_code_once"),
            models.CheckConstraint(condition=Q(severity__lte=4), name="inspection_item_severity"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
