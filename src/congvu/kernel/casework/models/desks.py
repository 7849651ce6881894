"""Bàn giao và lịch cá nhân: the hand-over of a whole desk, and the address under which a calendar is read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.models.cases import Case


class DeskHandover(models.Model):
    """Bàn giao công việc. Everything one official held, handed to others on one day, with its minutes."""

    giver = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)
    words = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_by_official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["giver", "-made_at"], name="desk_handover_of_giver")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.basis}"


class HandedOver(models.Model):
    """Việc được bàn giao. One case of a hand-over: to whom, as it stood then, and what became of it."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Waiting for the receiver")
        CONFIRMED = "confirmed", _("Received")
        STAYED = "stayed", _("Not handed over")

    handover = models.ForeignKey(DeskHandover, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    receiver = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State)
    line_seq = models.PositiveIntegerField(default=0)
    why_not = models.CharField(max_length=500, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "case"], name="handed_over_once"),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | ~Q(state="confirmed") & Q(confirmed_at__isnull=True),
                name="handed_over_confirmed_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["receiver", "state"], name="handed_over_to_receiver")]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.case_id}"


class CalendarFeed(models.Model):
    """Lịch cá nhân. A secret address; only its hash is kept. `etag` and `changed_at` are of what was last read."""

    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=64, blank=True, default="")
    changed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(revoked_at=None), name="calendar_feed_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.hint}…"
