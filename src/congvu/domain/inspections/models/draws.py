"""Bốc thăm và niêm phong. What is public of a draw, and envelopes that only two persons can read.

The server keeps commitments and sealed envelopes of one size; which unit a slot stands for, when and by whom it is
visited, it learns only when the head of the team opens the slot at the door.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DeviceKey(models.Model):
    """Khoá công khai (ECDH P-256) of a person on one of his devices. The private half never leaves the device."""

    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    public = models.TextField()
    fingerprint = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100, blank=True, default="")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.official_id}/{self.fingerprint[:8]}"


class Round(models.Model):
    """Đợt bốc thăm. `listing` is the exact published text of units with weights and of inspectors with recusals;
    `listing_hash` its SHA-256. `beacon` is a public value nobody knows before `beacon_at` (`beacon_source` says where
    it is read). Every slot has a secret of its own; `slots` of them are published, used or not.

    `factors` says what the weights are made of; `own_copy` holds all secrets, sealed to the key of who ordered alone.
    """

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    code = models.CharField(max_length=40, unique=True)
    team = models.ForeignKey("inspections.Team", models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    head = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    listing = models.TextField()
    listing_hash = models.CharField(max_length=64)
    factors = models.JSONField(default=dict)
    own_copy = models.BinaryField(default=bytes)
    team_size = models.PositiveSmallIntegerField(default=3)
    beacon_source = models.CharField(max_length=500)
    beacon_at = models.DateTimeField()
    beacon = models.CharField(max_length=500, blank=True, default="")
    beacon_read = models.CharField(max_length=500, blank=True, default="")
    beacon_entered_at = models.DateTimeField(null=True, blank=True)
    opens_until = models.DateField()
    committed_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-committed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beacon="", beacon_entered_at=None) | ~Q(beacon="") & Q(beacon_entered_at__isnull=False),
                name="inspection_round_beacon_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Slot(models.Model):
    """Lượt kiểm tra niêm phong. `commitment` binds its secret before the beacon is known; `envelope` is the sealed
    content (unit, day, team, reason), always of the same size and rewritten together with all others; `envelope_hash`
    binds what it says."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64)
    envelope = models.BinaryField(default=bytes)
    envelope_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="inspection_slot_once")]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class Opening(models.Model):
    """Mở niêm phong. The slot's secret and what its envelope said, revealed at the door; or, never used, at the end.

    `drawn` is the code of the unit the draw gave; `told` what the envelope said; `followed` whether they agree (a visit
    by order does not follow the draw and says so). `at` is the device's time, `received_at` ours. `withdrawn` were
    recused after the draw and stand no more in the sealed team; `replaced` says who gave way at the door, and why."""

    slot = models.OneToOneField(Slot, models.PROTECT, primary_key=True, related_name="opening")
    secret = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True, default="")
    told = models.JSONField(default=dict)
    drawn = models.CharField(max_length=80)
    drawn_team = models.JSONField(default=list)
    withdrawn = models.JSONField(default=list)
    replaced = models.JSONField(default=dict)
    followed = models.BooleanField()
    used = models.BooleanField()
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return str(self.slot_id)
