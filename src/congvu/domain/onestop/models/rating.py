"""Thiết bị đánh giá tại quầy: a tablet at a desk, and the dossier it asks about just now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from congvu.domain.onestop.models.desks import Desk
from congvu.domain.onestop.models.dossiers import Dossier


class RatingDevice(models.Model):
    """Thiết bị đánh giá (TT 01/2018/TT-VPCP, art. 12: an electronic device is one of the ways of being told).

    `key` is the secret in the device's address: nobody signs in at it. `dossier` is what it was last given to ask
    about; whether it still asks is a matter of time (`policy.rating`). `thanked_at`: the applicant was done with it,
    or passed.
    """

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="rating_devices")
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.CharField(max_length=200, blank=True, default="")
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "name"], condition=Q(ended_at=None), name="onestop_rating_device_named_once"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="onestop_rating_device_has_a_key"),
            models.CheckConstraint(
                condition=Q(dossier=None, shown_at=None) | Q(dossier__isnull=False, shown_at__isnull=False),
                name="onestop_rating_device_shown_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name
