"""Rows of work to be done later, and of work that comes round again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Trạng thái. Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    FAILED = "failed", _("failed, will be tried again")
    DONE = "done", _("done")
    DEAD = "dead", _("given up, needs a person")
    DISCARDED = "discarded", _("discarded")


#: States in which a worker may still pick the job up.
PENDING = (State.WAITING, State.FAILED)


class Job(models.Model):
    """Công việc nền. One call of a registered function, to be made at least once after `run_at`.

    The row is written in the transaction of the act that wants it, so there is no job of an act that was rolled
    back and no act whose job was lost. A running job holds a lease; when its worker dies the lease runs out and
    another worker makes the call again, which is why every job must bear being run twice.
    """

    name = models.CharField(max_length=100)
    args = models.JSONField(default=dict)
    #: At most one pending job for each name and key; empty when many may wait side by side.
    key = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField()
    lease_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=120, blank=True, default="")
    #: Type, place and message of the last failure; the message may name things, so screens show type and place only.
    last_error = models.TextField(blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("background job")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"], condition=~Q(key="") & Q(state__in=PENDING), name="jobs_one_pending_per_key"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="jobs_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.RUNNING, lease_until__isnull=False) & ~Q(leased_by="")
                | ~Q(state=State.RUNNING) & Q(lease_until__isnull=True, leased_by=""),
                name="jobs_lease_only_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DONE, State.DEAD, State.DISCARDED], finished_at__isnull=False)
                | Q(state__in=[State.WAITING, State.RUNNING, State.FAILED], finished_at__isnull=True),
                name="jobs_finished_when_over",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="jobs_attempts_are_bounded"),
        ]
        # Not partial: SQLite cannot prove a partial index useful for bound parameters.
        indexes = [models.Index(fields=["state", "run_at", "id"], name="jobs_by_state")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Schedule(models.Model):
    """Lịch chạy định kỳ. When a job that comes round again was last due and put in the queue.

    `last_due_at` only moves forward, by a compare-and-set in the transaction that writes the job: two workers cannot
    fire the same occasion twice.
    """

    name = models.CharField(max_length=100, unique=True)
    every = models.CharField(max_length=40)
    last_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("schedule")

    def __str__(self) -> str:
        return f"{self.name}: {self.every}"
