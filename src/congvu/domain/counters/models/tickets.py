"""Phiếu số thứ tự: a number taken, called, served. Rows, not journal lines: nothing is owed by them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.counters.models.windows import Service, Window


class State(models.TextChoices):
    """Where a number stands."""

    WAITING = "waiting", _("Waiting")
    CALLED = "called", _("At a window")
    SKIPPED = "skipped", _("Passed over")
    DONE = "done", _("Served")
    NO_SHOW = "no_show", _("Did not come")


class Ground(models.TextChoices):
    """Đối tượng ưu tiên."""

    ELDERLY = "elderly", _("Elderly people")
    DISABLED = "disabled", _("People with disabilities")
    PREGNANT = "pregnant", _("Pregnant women, mothers with infants")
    VETERAN = "veteran", _("People with merit to the revolution, veterans")


class QueueDay(models.Model):
    """Số thứ tự cuối của ngày: the last number given at a desk on a day; the row is locked to give the next."""

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "day"], name="counter_day_once")]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.day}: {self.last}"


class Ticket(models.Model):
    """Phiếu số thứ tự. Numbers begin anew every day at every desk.

    Waiting ends with `first_called_at`; `called_at` is the latest call; `served_seconds` the time spent at windows.
    `for_window`: sent on to that window. `reference` holds the code of the case it led to.
    """

    desk = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True, default="")
    taken_at = models.DateTimeField()
    first_called_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="tickets")
    called_by = models.CharField(max_length=200, blank=True, default="")
    for_window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    served_seconds = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "day", "number"], name="counter_ticket_number_once"),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state=State.CALLED), name="counter_ticket_one_at_a_window"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="counter_ticket_state_known"),
            models.CheckConstraint(condition=Q(ground__in=["", *Ground.values]), name="counter_ticket_ground_known"),
            models.CheckConstraint(
                condition=~Q(state=State.CALLED) | Q(window__isnull=False, called_at__isnull=False),
                name="counter_ticket_called_to_a_window",
            ),
            models.CheckConstraint(
                condition=Q(first_called_at=None) | Q(first_called_at__gte=F("taken_at")),
                name="counter_ticket_called_after_taken",
            ),
        ]
        indexes = [models.Index(fields=["desk", "day", "state"], name="counter_ticket_queue")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """As printed: the service's letter and the number, "A012"."""
        return f"{self.service.letter}{self.number:03d}"
