"""Lựa chọn của địa phương: what the province itself laid down, beside (never inside) the shipped rulebook."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LocalRule(models.Model):
    """Lựa chọn của địa phương. One choice in force from `from_on` until the day before `to_on`, with its source.

    `about` is "rule" (another value for a shipped rule), "ground" (a ground of the province's own, or, with
    `value` "off", a shipped ground no longer used). Rows are never rewritten: a choice ends (`to_on`) or is
    withdrawn (`withdrawn_at`), and a new one is made. The latest made of several in force wins.
    """

    about = models.CharField(max_length=8)
    code = models.CharField(max_length=80)
    value = models.CharField(max_length=200, blank=True)
    act = models.CharField(max_length=32, blank=True)
    label_vi = models.CharField(max_length=300, blank=True)
    label_en = models.CharField(max_length=300, blank=True)
    whose = models.CharField(max_length=12, blank=True)
    evidence = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    reason = models.CharField(max_length=500, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(about__in=["rule", "ground"]), name="rules_local_about"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="rules_local_days"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="rules_local_has_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_by_name=""), name="rules_local_withdrawn_by"
            ),
        ]
        indexes = [models.Index(fields=["code"], name="rules_local_code")]

    def __str__(self) -> str:
        return f"{self.code} = {self.value or self.label_vi}"


class RulebookStamp(models.Model):
    """Dấu phiên bản. One row; its random text changes with every local choice, so caches know when to read again."""

    stamp = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="rules_one_stamp")]

    def __str__(self) -> str:
        return self.stamp
