"""Quầy và nhóm dịch vụ: where people are served, and what they press at the kiosk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class QueueSetting(models.Model):
    """Thiết lập lấy số của một Bộ phận Một cửa.

    `kiosk_key` is the secret in the kiosk's address. After `ordinary_after` numbers with priority in a row an
    ordinary one is called (0: priority always first). `grounds` are those the desk gives priority on. `always_open`:
    numbers are given outside opening hours too.
    """

    desk = models.OneToOneField("org.Agency", models.PROTECT, related_name="+")
    kiosk_key = models.CharField(max_length=43, unique=True)
    grounds = models.JSONField(default=list)
    ordinary_after = models.PositiveSmallIntegerField(default=3)
    always_open = models.BooleanField(default=False)
    greeting = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kiosk_key=""), name="counter_setting_has_a_key")]

    def __str__(self) -> str:
        return str(self.desk_id)


class Service(models.Model):
    """Nhóm dịch vụ. A button at the kiosk: a letter, a name, the fields of procedures it is for (none: any)."""

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    letter = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    fields = models.ManyToManyField("procedures.Field", related_name="+", blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "letter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "letter"], condition=Q(ended_on=None), name="counter_service_letter_once"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(letter=""), name="counter_service_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}. {self.name}"


class Window(models.Model):
    """Quầy. Serves the fields named (none: everything)."""

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True, default="")
    fields = models.ManyToManyField("procedures.Field", related_name="+", blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "number"], condition=Q(ended_on=None), name="counter_window_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="counter_window_numbered"),
        ]

    def __str__(self) -> str:
        return str(self.number)
