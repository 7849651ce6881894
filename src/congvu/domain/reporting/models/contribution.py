"""Phần báo cáo của đơn vị: the case of one unit's contribution, its texts and its figures."""

from __future__ import annotations

from django.db import models

from congvu.domain.reporting.models.request import FigureAsked, ReportRequest, Section


class Contribution(models.Model):
    """Báo cáo của đơn vị. Its case holds who has it, its clock and its journal."""

    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="contribution")
    request = models.ForeignKey(ReportRequest, models.PROTECT, related_name="contributions")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "agency"], name="contribution_once")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.agency_id}"


class SectionText(models.Model):
    """Nội dung một mục, as the unit wrote it last."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="texts")
    section = models.ForeignKey(Section, models.CASCADE, related_name="texts")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "section"], name="section_text_once")]

    def __str__(self) -> str:
        return self.text[:60]


class FigureValue(models.Model):
    """Giá trị số liệu. Typed in, or computed: then numerator and denominator are kept, and nobody types over it.

    A unit that doubts a computed figure writes `words` beside it; the figure stays.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="values")
    figure = models.ForeignKey(FigureAsked, models.CASCADE, related_name="values")
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    computed = models.BooleanField(default=False)
    words = models.CharField(max_length=500, blank=True, default="")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "figure"], name="figure_value_once")]

    def __str__(self) -> str:
        return str(self.value)
