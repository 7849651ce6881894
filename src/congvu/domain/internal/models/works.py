"""Việc đi theo quy trình: which version a case walks, and every visit of a station with its own time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.internal.models.routes import RouteVersion


class Work(models.Model):
    """Việc nội bộ. It ends by the version with which it began; `task` is the running case it is done for."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="internal_work")
    version = models.ForeignKey(RouteVersion, models.PROTECT, related_name="works")
    task = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.case_id)


class Visit(models.Model):
    """Lượt qua bước. From `entered_at` until `left_at`; `due_at` is when the station's time runs out."""

    class Way(models.TextChoices):
        HERE = "", _("is here")
        FORWARD = "forward", _("handed on")
        BACK = "back", _("sent back")
        DONE = "done", _("finished")
        WITHDRAWN = "withdrawn", _("withdrawn")

    work = models.ForeignKey(Work, models.PROTECT, related_name="visits")
    position = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    due_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way, blank=True, default=Way.HERE)
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=80, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["entered_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="internal_visit_due")]
        constraints = [
            models.UniqueConstraint(fields=["work"], condition=Q(left_at=None), name="internal_visit_one_open"),
            models.CheckConstraint(
                condition=Q(left_at=None, way="") | Q(left_at__gte=F("entered_at")) & ~Q(way=""),
                name="internal_visit_left_some_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}/{self.position}"
