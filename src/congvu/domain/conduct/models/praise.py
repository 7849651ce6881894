"""Khen thưởng: the commendation, the merits it rests on, thanks of citizens."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Commendation(models.Model):
    """Hồ sơ khen thưởng. One person or one collective, for what was done in one period.

    `whom` names who is praised ("o12" an official, "a5" an agency); `facts` are the figures of the period as they
    stood when it was proposed. The decision stands until it is cancelled on a ground of the law.
    """

    class Origin(models.TextChoices):
        FACTS = "facts", _("Figures of the month")
        THANKS = "thanks", _("Thanks from citizens")
        INSPECTION = "inspection", _("Praise in an inspection")
        DEED = "deed", _("An outstanding deed")

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="commendation")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    whom = models.CharField(max_length=20)
    origin = models.CharField(max_length=12, choices=Origin)
    sort = models.CharField(max_length=20)
    form = models.CharField(max_length=20)
    merit = models.TextField()
    period_from = models.DateField()
    period_to = models.DateField()
    facts = models.JSONField(default=dict)
    number = models.CharField(max_length=100, blank=True, default="")
    decided_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=200, blank=True, default="")
    published_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancelled_number = models.CharField(max_length=100, blank=True, default="")
    cancelled_why = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(name="commendation_period_forward", condition=Q(period_to__gte=F("period_from"))),
            models.CheckConstraint(
                name="commendation_decision_is_whole",
                condition=Q(decided_on=None, number="", signed_by="")
                | Q(decided_on__isnull=False) & ~Q(number="") & ~Q(signed_by=""),
            ),
            models.CheckConstraint(
                name="commendation_decided_after_the_merit",
                condition=Q(decided_on=None) | Q(decided_on__gte=F("period_from")),
            ),
            models.CheckConstraint(
                name="commendation_published_after_it_is_decided",
                condition=Q(published_on=None) | Q(decided_on__isnull=False, published_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="commendation_cancelled_with_its_ground",
                condition=Q(cancelled_on=None, cancelled_number="", cancelled_why="")
                | Q(cancelled_on__isnull=False, cancelled_on__gte=F("decided_on"))
                & ~Q(cancelled_number="") & ~Q(cancelled_why=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class Thanks(models.Model):
    """Lời cảm ơn của người dân. As it came, with its source; typed in, never made up from figures."""

    class Channel(models.TextChoices):
        LETTER = "letter", _("Letter of a citizen")
        COUNTER = "counter", _("At the counter")
        HOTLINE = "hotline", _("Hotline")
        PORTAL = "portal", _("Portal, e-mail")
        PRESS = "press", _("Press")
        RATING = "rating", _("Evaluation of a dossier")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    source = models.CharField(max_length=300)
    words = models.CharField(max_length=2000)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["agency", "received_on"], name="thanks_by_agency")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "source", "received_on"], name="thanks_once"),
            models.CheckConstraint(name="thanks_has_a_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return self.source


class Merit(models.Model):
    """Thành tích làm căn cứ khen thưởng. A case, a citizen's thanks or a named paper; `key` says which.

    While a commendation stands or is being considered no other may rest on the same merit of the same person.
    """

    commendation = models.ForeignKey(Commendation, models.PROTECT, related_name="merits")
    whom = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    thanks = models.ForeignKey(Thanks, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=500, blank=True, default="")
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["whom", "key"], condition=Q(stands=True), name="merit_praised_once"),
            models.CheckConstraint(
                name="merit_says_what_it_is",
                condition=~Q(key="") & (Q(case__isnull=False) | Q(thanks__isnull=False) | ~Q(words="")),
            ),
        ]

    def __str__(self) -> str:
        return self.key
