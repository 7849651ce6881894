"""Cách đánh số văn bản đi: which documents of an agency share a series of numbers, and councils with one of their own.

The head of the agency decides (NĐ 30/2020/NĐ-CP, Điều 15; Phụ lục I, mục II.3). A plan holds from 1 January of a year
in which no number has been given yet, so that number and symbol stay unique within the year.
"""

from __future__ import annotations

from django.db import models


class NumberingPlan(models.Model):
    """Quy định cách đánh số. From `from_year` on, until the next plan of the agency.

    `mode`: one series for all kinds, one for each kind, or one for each of `separate` and one for the rest.
    """

    ONE, PER_KIND, SOME = "one", "per_kind", "some"

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8)
    separate = models.JSONField(default=list, blank=True, help_text="codes of kinds that have a series of their own")
    basis = models.CharField(max_length=300, blank=True, help_text="the decision of the head of the agency")
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-from_year"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "from_year"], name="documents_plan_once"),
            models.CheckConstraint(
                condition=models.Q(mode__in=["one", "per_kind", "some"]), name="documents_plan_mode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.from_year}"


class CouncilSeries(models.Model):
    """Dãy số riêng của hội đồng, ban chỉ đạo, tổ công tác that uses the agency's seal; from `from_on` to `to_on`."""

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    symbol = models.CharField(max_length=20)
    from_on = models.DateField()
    to_on = models.DateField(null=True, help_text="the first day it no longer exists")
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "symbol"], name="documents_council_symbol_once"),
            models.CheckConstraint(
                condition=models.Q(to_on__isnull=True) | models.Q(to_on__gt=models.F("from_on")),
                name="documents_council_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def series(self) -> str:
        """The code of its series of numbers."""
        return f"council-{self.pk}"
