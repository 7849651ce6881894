"""Sổ: measures that are no discipline, people who left, publications of violators and delaying units."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.models.discipline import Category


class Measure(models.Model):
    """Biện pháp xử lý không phải kỷ luật. Management remarks and personnel measures, never counted with discipline."""

    class Family(models.TextChoices):
        REMARK = "remark", _("Management remark")
        PERSONNEL = "personnel", _("Personnel measure")

    class Sort(models.TextChoices):
        REMINDER = "reminder", _("Reminder on the spot")
        LESSON = "lesson", _("Lesson to be learnt")
        CRITICISM = "criticism", _("Criticism in writing")
        CORRECTION = "correction", _("Correction letter")
        MOVE = "move", _("Move to another post")
        LOWER_POST = "lower_post", _("Lower post")
        END_OF_SERVICE = "end_of_service", _("End of service")
        REPLACEMENT = "replacement", _("Proposal of replacement or transfer")

    family = models.CharField(max_length=10, choices=Family)
    sort = models.CharField(max_length=16, choices=Sort)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    number = models.CharField(max_length=100)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=200)
    words = models.CharField(max_length=2000)
    source = models.CharField(max_length=500, blank=True, default="")
    cause = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    keeper = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_of_its_family",
                condition=Q(family="remark", sort__in=("reminder", "lesson", "criticism", "correction"))
                | Q(family="personnel", sort__in=("move", "lower_post", "end_of_service", "replacement"))
                & Q(official__isnull=False),
            ),
            models.CheckConstraint(
                name="measure_says_its_cause", condition=Q(cause__isnull=False) | ~Q(source="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Leaver(models.Model):
    """Người thôi việc, bỏ việc. Who left, in which way, why; restructuring is a ground of its own in every count."""

    class Way(models.TextChoices):
        RESIGNED = "resigned", _("Resigned with consent")
        WALKED_OUT = "walked_out", _("Left without consent")
        RESTRUCTURED = "restructured", _("Left with the restructuring")
        RETIRED_EARLY = "retired_early", _("Retired early")
        TRANSFERRED = "transferred", _("Moved out of the public sector")

    class Ground(models.TextChoices):
        PAY = "pay", _("Pay and income")
        PRESSURE = "pressure", _("Pressure of work, fear of responsibility")
        PROSPECTS = "prospects", _("No prospects of training and promotion")
        PLACE = "place", _("Distance, place of work after a merger")
        HEALTH = "health", _("Health")
        FAMILY = "family", _("Family")
        BETTER_JOB = "better_job", _("Another job")
        ASSESSED = "assessed", _("After a rating or a discipline")
        OTHER = "other", _("Other grounds")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=16, choices=Category)
    post = models.CharField(max_length=200)
    is_leader = models.BooleanField(default=False)
    field = models.CharField(max_length=200)
    born_in = models.PositiveSmallIntegerField()
    left_on = models.DateField()
    way = models.CharField(max_length=16, choices=Way)
    ground = models.CharField(max_length=12, choices=Ground)
    basis = models.CharField(max_length=300, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["left_on"], name="leaver_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name", "left_on"], name="leaver_once"),
            models.CheckConstraint(
                name="leaver_of_an_age", condition=Q(born_in__gte=1940, born_in__lte=2100)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def age(self) -> int:
        """Years of age in the year of leaving."""
        return self.left_on.year - self.born_in


class Publication(models.Model):
    """Công khai người vi phạm đã xử lý, đơn vị chậm trễ.

    `shown` holds only what the ground allows, as it was approved; it ends by its date or is taken down.
    """

    class Subject(models.TextChoices):
        PERSON = "person", _("Person")
        UNIT = "unit", _("Unit")

    subject = models.CharField(max_length=8, choices=Subject)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    ground = models.CharField(max_length=80)
    basis = models.CharField(max_length=300)
    shown = models.JSONField(default=dict)
    keeper = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=200, blank=True, default="")
    removal = models.CharField(max_length=80, blank=True, default="")
    removal_words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["from_on", "until_on"], name="publication_by_day")]
        constraints = [
            models.CheckConstraint(name="publication_ends", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(
                name="publication_approved_is_whole",
                condition=Q(approved_at=None, approved_by="")
                | Q(approved_at__isnull=False) & ~Q(approved_by="") & ~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="publication_removed_is_whole",
                condition=Q(removed_at=None, removal="") | Q(removed_at__isnull=False) & ~Q(removal=""),
            ),
            models.CheckConstraint(name="publication_has_a_basis", condition=~Q(basis="") & ~Q(ground="")),
        ]

    def __str__(self) -> str:
        return self.title
