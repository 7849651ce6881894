"""Quy trình nội bộ: what an agency lays down for its own work, version by version, station by station."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Route(models.Model):
    """Quy trình nội bộ. A kind of work an agency does again and again; how it goes stands in its versions."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    purpose = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="internal_route_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="internal_route_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RouteVersion(models.Model):
    """Phiên bản quy trình. A draft while `from_on` is empty; in force from that day until the day before `to_on`.

    `limit_minutes` is the whole working time; the stations' times must sum to it when the version comes into force.
    `note` says what the review found and why it changes.
    """

    route = models.ForeignKey(Route, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    limit_minutes = models.PositiveIntegerField(default=0)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True, default="")
    note = models.CharField(max_length=2000, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["route", "number"], name="internal_version_numbered"),
            models.UniqueConstraint(fields=["route"], condition=Q(from_on=None), name="internal_version_one_draft"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__isnull=False, to_on__gt=F("from_on")),
                name="internal_version_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route_id} v{self.number}"


class RouteStation(models.Model):
    """Bước của quy trình. Who (a post, or the head of the unit where none is named) does what, in which time, by
    which article."""

    version = models.ForeignKey(RouteVersion, models.CASCADE, related_name="stations")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    duty = models.CharField(max_length=1000)
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    post = models.ForeignKey("org.Post", models.PROTECT, null=True, blank=True, related_name="+")
    minutes = models.PositiveIntegerField()
    article = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="internal_station_numbered"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="internal_station_takes_time"),
            models.CheckConstraint(condition=~Q(duty="") & ~Q(name=""), name="internal_station_says_what_is_done"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"
