"""Tạm đình chỉ công tác while a disciplinary file is considered: once in a file, made longer once, ended with a way."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.models.discipline import Discipline


class Suspension(models.Model):
    """Tạm đình chỉ công tác. No discipline, and none of its forms: it ends by its day or with the file.

    `latest_on` is the last day the rules of the decision's day allow, the prolongation included; `pay_percent` what is
    paid meanwhile. Both are kept as they were then.
    """

    class End(models.TextChoices):
        OVER = "over", _("its time was over")
        DECIDED = "decided", _("discipline was decided")
        DROPPED = "dropped", _("the file was dropped")
        LIFTED = "lifted", _("lifted")

    discipline = models.OneToOneField(Discipline, models.PROTECT, related_name="suspension")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=80)
    words = models.CharField(max_length=1000)
    number = models.CharField(max_length=100)
    signed_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    latest_on = models.DateField()
    pay_percent = models.PositiveSmallIntegerField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200)
    longer_number = models.CharField(max_length=100, blank=True, default="")
    longer_signed_by = models.CharField(max_length=200, blank=True, default="")
    longer_words = models.CharField(max_length=1000, blank=True, default="")
    longer_on = models.DateField(null=True)
    first_until_on = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=10, choices=End, blank=True, default="")
    ended_on = models.DateField(null=True)
    end_ground = models.CharField(max_length=80, blank=True, default="")
    end_number = models.CharField(max_length=100, blank=True, default="")
    end_signed_by = models.CharField(max_length=200, blank=True, default="")
    end_words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="suspension_forward",
                condition=Q(from_on__gte=F("decided_on"), until_on__gte=F("from_on"), until_on__lte=F("latest_on")),
            ),
            models.CheckConstraint(
                name="suspension_pays_a_share", condition=Q(pay_percent__gte=0, pay_percent__lte=100)
            ),
            models.CheckConstraint(
                name="suspension_longer_is_whole",
                condition=Q(longer_on=None, first_until_on=None, longer_number="")
                | Q(longer_on__isnull=False, first_until_on__isnull=False, first_until_on__lt=F("until_on"))
                & ~Q(longer_number=""),
            ),
            models.CheckConstraint(
                name="suspension_end_is_whole",
                condition=Q(end="", ended_on=None)
                | ~Q(end="") & Q(ended_on__gte=F("decided_on"), ended_on__lte=F("until_on")),
            ),
            models.CheckConstraint(
                name="suspension_lifted_with_its_ground", condition=~Q(end="lifted") | ~Q(end_ground="")
            ),
        ]

    def __str__(self) -> str:
        return self.number
