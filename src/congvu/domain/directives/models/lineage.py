"""Văn bản triển khai: which directive answers which, clause by clause, and whose plan is still owed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.directives.models.clause import Clause, Target
from congvu.domain.directives.models.directive import Directive


class Answering(models.Model):
    """Văn bản triển khai văn bản cấp trên. `directive` passes on what `above` orders; never in a circle."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="answers")
    above = models.ForeignKey(Directive, models.PROTECT, related_name="answered_by")
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "above"], name="answering_once"),
            models.CheckConstraint(condition=~Q(directive=F("above")), name="answering_another"),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} → {self.above_id}"


class ClauseLink(models.Model):
    """Nội dung triển khai. A clause below that takes over a clause above: proposed by the program, or stood for."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Rejected")

    answering = models.ForeignKey(Answering, models.CASCADE, related_name="links")
    above = models.ForeignKey(Clause, models.CASCADE, related_name="+")
    below = models.ForeignKey(Clause, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    score = models.FloatField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answering", "above", "below"], name="clause_link_once")]

    def __str__(self) -> str:
        return f"{self.above_id} → {self.below_id}"


class PlanExpected(models.Model):
    """Kế hoạch triển khai phải ban hành. A unit owes a plan (or another answering document) by a day."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="plans_expected")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    received = models.ForeignKey(Answering, models.SET_NULL, null=True, related_name="+")
    waived_words = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directive", "agency"], name="plan_expected_once")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.agency_id}"


class TargetResult(models.Model):
    """Kết quả thực hiện chỉ tiêu. A figure somebody typed in, with day and evidence; beside the target, never in it."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="results")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    as_of = models.DateField()
    words = models.CharField(max_length=500)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    typed_at = models.DateTimeField()
    typed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-as_of", "-id"]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.value}"
