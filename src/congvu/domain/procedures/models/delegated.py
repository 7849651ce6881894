"""Phân cấp, ủy quyền giải quyết: who settles a procedure in place of, or beside, the authority the law names."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.procedures.models.catalogue import Procedure


class Means(models.TextChoices):
    """Hình thức: the power passes with the responsibility, or only its exercise passes."""

    DECENTRALISED = "decentralised", _("Decentralised")
    DELEGATED = "delegated", _("Delegated")


class DelegatedSettling(models.Model):
    """Phân cấp, ủy quyền giải quyết thủ tục hành chính, by a decision and for a time.

    `delegate` settles what `authority` would; `to_communes` instead of it: the People's Committee of each commune.
    `replaces`: the authority settles no longer; otherwise the delegate stands beside it. `place` limits it in words
    that only a person can judge ("trong khu công nghiệp"), `within` to the matters of these agencies (empty: all).
    `to_on` is the first day it no longer holds.
    """

    means = models.CharField(max_length=14, choices=Means.choices)
    authority = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    delegate = models.ForeignKey("org.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    to_communes = models.BooleanField(default=False)
    position = models.CharField(max_length=200, blank=True, default="")
    replaces = models.BooleanField(default=True)
    procedures = models.ManyToManyField(Procedure, related_name="delegations")
    place = models.CharField(max_length=500, blank=True, default="")
    within = models.ManyToManyField("org.Agency", related_name="+", blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=200)
    responsibility = models.TextField(blank=True, default="")
    ended_by = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(means__in=Means.values), name="procedure_delegation_means_known"),
            models.CheckConstraint(
                condition=Q(delegate=None, to_communes=True) | Q(delegate__isnull=False, to_communes=False),
                name="procedure_delegation_one_delegate",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="procedure_delegation_ends_after_begin"
            ),
            models.CheckConstraint(condition=~Q(decision=""), name="procedure_delegation_has_a_decision"),
            models.CheckConstraint(
                condition=~Q(delegate=F("authority")) | Q(delegate=None), name="procedure_delegation_not_to_itself"
            ),
        ]
        indexes = [models.Index(fields=["from_on", "to_on"], name="procedure_delegation_days")]

    def __str__(self) -> str:
        return self.decision
