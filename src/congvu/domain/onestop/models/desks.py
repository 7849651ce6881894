"""Bộ phận Một cửa: desks with their identifiers, the numbers they give out, and who does what on a route."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Desk(models.Model):
    """Bộ phận Một cửa. An agency that receives dossiers and returns results (NĐ 118/2025: provincial and commune
    Public Service Centres).

    `identifier` is its electronic code (QĐ 20/2020/QĐ-TTg), the first part of its dossiers' codes; `bank_bin` and
    `account` are where fees are paid by transfer. `serves` is the body whose work it receives first: the commune's
    People's Committee, or the province's.
    """

    agency = models.OneToOneField("org.Agency", models.PROTECT, primary_key=True, related_name="one_stop_desk")
    identifier = models.CharField(max_length=20, unique=True)
    serves = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    short = models.CharField(max_length=40, default="TTPVHCC")
    bank_bin = models.CharField(max_length=6, blank=True, default="")
    account = models.CharField(max_length=30, blank=True, default="")
    account_name = models.CharField(max_length=120, blank=True, default="")
    open_to_all = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(identifier=""), name="onestop_desk_has_a_code")]

    def __str__(self) -> str:
        return self.identifier


class Counter(models.Model):
    """Số đã cấp. The last number given out by a desk in a series within a period (a day, or a year)."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    series = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "series", "period"], name="onestop_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.last}"


class Duty(models.Model):
    """Phân công bước. Who takes a station of a route in the agency that settles: laid down, or as it was last done."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    variant = models.ForeignKey("procedures.Variant", models.PROTECT, related_name="+")
    station = models.CharField(max_length=40)
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "variant", "station"], name="onestop_duty_once"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}/{self.station}"
