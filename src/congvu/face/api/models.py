"""Kết quả đã trả lời: what a POST with an Idempotency-Key was answered, so that asking again does not act again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KeptOutcome(models.Model):
    """Kết quả được giữ. One key of one account; `fingerprint` is the hash of the request it was first used with.

    The row is written in the transaction of the act: both are there or neither is.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="kept_outcome_once_per_key")]
        indexes = [models.Index(fields=["made_at"], name="kept_outcome_oldest")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.key}"
