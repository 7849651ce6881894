"""Lịch mở cửa: when people are received at a desk, apart from the hours in which dossiers are worked on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class OpeningShift(models.Model):
    """Giờ tiếp nhận. One stretch of a weekday (0 = Monday) at a desk, on days from `from_on` until before `to_on`.

    `field` empty: whatever the matter; else only that field (Saturday mornings for land alone).
    """

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    field = models.ForeignKey("procedures.Field", models.PROTECT, null=True, blank=True, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="counter_shift_weekday"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="counter_shift_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="counter_shift_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["desk", "weekday"], name="counter_shift_of_desk")]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H:%M}–{self.ends:%H:%M}"


class OpeningDay(models.Model):
    """Ngày mở, đóng cửa đặc biệt. Says for one day what the week and the holidays do not, with the reason."""

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    day = models.DateField()
    field = models.ForeignKey("procedures.Field", models.PROTECT, null=True, blank=True, related_name="+")
    is_open = models.BooleanField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False, starts=None, ends=None)
                | Q(is_open=True, starts__isnull=False, ends__gt=F("starts")),
                name="counter_day_open_with_hours",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="counter_day_has_a_reason"),
        ]
        indexes = [models.Index(fields=["desk", "day"], name="counter_day_of_desk")]

    def __str__(self) -> str:
        return f"{self.day} {'+' if self.is_open else '-'}"
