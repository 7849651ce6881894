"""Nhiệm vụ định kỳ, thường xuyên: what an order owes again and again, its periods, and whether it is still valid."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from congvu.core.recurrence import Recurrence, Rhythm
from congvu.domain.directives.models.clause import Clause
from congvu.domain.directives.models.directive import Directive


class Duty(models.Model):
    """Nhiệm vụ định kỳ (with a rhythm) or thường xuyên (without one) of one unit under a directive.

    `next_starts_on` is the first day of the period to be opened next, at `next_opens_at`; both empty when none is
    left. `review_at` is when the office is asked whether the duty is still valid.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="duty")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="duties")
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="duties")
    rhythm = models.CharField(max_length=12, blank=True, default="")
    day = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(default=1)
    following = models.BooleanField(default=False)
    exclusive = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    with_order = models.BooleanField(default=False)
    next_starts_on = models.DateField(null=True)
    next_opens_at = models.DateTimeField(null=True)
    review_limit = models.CharField(max_length=80)
    review_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_comes_again_on_a_day",
                condition=Q(rhythm="", day=None) | ~Q(rhythm="") & Q(day__isnull=False),
            ),
            models.CheckConstraint(
                name="duty_comes_again_until",
                condition=Q(rhythm="") | Q(until__isnull=False) | Q(with_order=True),
            ),
        ]
        indexes = [
            models.Index(fields=["next_opens_at"], condition=Q(ended_on=None), name="duty_next_period"),
            models.Index(fields=["review_at"], condition=Q(ended_on=None), name="duty_next_review"),
        ]

    def __str__(self) -> str:
        return f"duty {self.pk}"

    @property
    def recurrence(self) -> Recurrence:
        """The rule its periods follow; only for a duty with a rhythm."""
        return Recurrence(
            rhythm=Rhythm(self.rhythm), day=self.day or 1, month=self.month, following=self.following,
            exclusive=self.exclusive, since=self.since, until=self.until, with_order=self.with_order,
        )  # fmt: skip


class DutyPeriod(models.Model):
    """Kỳ. One period of a recurring duty and the task it was given out as; a period is opened once."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="periods")
    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="duty_period")
    key = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [models.UniqueConstraint(fields=["duty", "key"], name="duty_period_once")]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.key}"


class DutyReview(models.Model):
    """Rà soát hiệu lực. The question whether a duty is still valid, and the office's answer."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="reviews")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    still_valid = models.BooleanField(null=True)
    words = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["duty"], condition=Q(answered_at=None), name="duty_review_one_open"),
            models.CheckConstraint(
                name="duty_review_answered_is_whole",
                condition=Q(answered_at=None, answered_by="", still_valid=None)
                | Q(answered_at__isnull=False, still_valid__isnull=False) & ~Q(answered_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.still_valid}"
