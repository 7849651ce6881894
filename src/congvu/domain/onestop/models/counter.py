"""Quầy: cash books as they were closed, and to whom results were handed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CashDay(models.Model):
    """Khóa sổ quỹ. A desk's cash book from the last closing until this one; what comes later is in the next.

    `totals` are the sums by clerk and way of payment as they were shown when the book was closed.
    """

    desk = models.ForeignKey("onestop.Desk", models.PROTECT, related_name="cash_days")
    day = models.DateField()
    since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)
    receipts = models.PositiveIntegerField()
    cancelled = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField()
    totals = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "day"], name="onestop_cash_day_once"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(closed_at__gt=F("since")), name="onestop_cash_day_after_the_last"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.day}"


class Taker(models.TextChoices):
    """Người nhận kết quả."""

    APPLICANT = "applicant", _("The applicant in person")
    PROXY = "proxy", _("Somebody with an authorisation")
    POST = "post", _("Postal service")
    ONLINE = "online", _("Electronic result, nothing on paper")


class ResultReturn(models.Model):
    """Trả kết quả. Who took the result of a dossier, on which paper he showed, or under which postal number."""

    dossier = models.OneToOneField("onestop.Dossier", models.PROTECT, primary_key=True, related_name="result_return")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    taker = models.CharField(max_length=10, choices=Taker.choices)
    name = models.CharField(max_length=300, blank=True, default="")
    id_number = models.CharField(max_length=30, blank=True, default="")
    authority = models.CharField(max_length=300, blank=True, default="")
    tracking = models.CharField(max_length=60, blank=True, default="")
    papers_back = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(taker=Taker.PROXY) | ~Q(name="") & ~Q(authority=""), name="onestop_return_proxy_is_named"
            ),
            models.CheckConstraint(
                condition=~Q(taker=Taker.POST) | ~Q(tracking=""), name="onestop_return_post_is_tracked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)
