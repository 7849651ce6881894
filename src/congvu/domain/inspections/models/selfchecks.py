"""Tự kiểm tra: every agency goes through the same checklist by itself, says what it puts right by when, and signs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from congvu.domain.inspections.models.visits import AnswerValue


class SelfCheckRound(models.Model):
    """Đợt tự kiểm tra. Asked of every agency below `agency` for a stretch of their work, to be signed before a day."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    checklist = models.ForeignKey("inspections.Checklist", models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField()
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="inspection_selfcheck_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SelfCheck(models.Model):
    """Tự kiểm tra. One agency in a round; signed it does not change but for what is put right later."""

    round = models.ForeignKey(SelfCheckRound, models.PROTECT, related_name="checks")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=200)
    words = models.CharField(max_length=2000, blank=True, default="")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="inspection_selfcheck_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by="") | Q(signed_at__isnull=False) & ~Q(signed_by=""),
                name="inspection_selfcheck_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.agency_id}"


class SelfAnswer(models.Model):
    """Kết quả tự kiểm tra một nội dung. A fault says what is done about it and by when."""

    check_of = models.ForeignKey(SelfCheck, models.CASCADE, related_name="answers")
    item = models.ForeignKey("inspections.ChecklistItem", models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=AnswerValue)
    note = models.CharField(max_length=2000, blank=True, default="")
    remedy = models.CharField(max_length=1000, blank=True, default="")
    remedy_by = models.DateField(null=True, blank=True)
    remedied_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["item__position"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "item"], name="inspection_selfanswer_once"),
            models.CheckConstraint(
                condition=~Q(value="breach") | ~Q(remedy="") & Q(remedy_by__isnull=False),
                name="inspection_selfanswer_fault_has_remedy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id}/{self.item_id}"
