"""Đợt sắp xếp và đợt nhập dữ liệu: what somebody wants to change in the organisation, before and after it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Reform(models.Model):
    """Đợt sắp xếp tổ chức bộ máy. One decision that ends, renames and founds agencies on one day, done as one act.

    `lines` are rows of the act sheet (agency, act, heir, share, rule), `founded` the agencies it brings into being,
    `staff` who fills which post of them. `pins` name the heir of single cases (code of the case → code of the
    agency). `result` says after the act what ended, began and which appointments were made.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Being carried out")
        APPLIED = "applied", _("Carried out")
        REVOKED = "revoked", _("Revoked")

    name = models.CharField(max_length=200)
    decision = models.CharField(max_length=300)
    on = models.DateField()
    lines = models.JSONField(default=list)
    founded = models.JSONField(default=list, blank=True)
    staff = models.JSONField(default=list, blank=True)
    pins = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=200, blank=True, default="")
    revoked_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True, default="")
    to_move = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "org_reform"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="org_reform_has_a_name"),
            models.CheckConstraint(condition=Q(state__in=["draft", "running", "applied", "revoked"]),
                                   name="org_reform_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running"]) | Q(applied_at__isnull=False) & ~Q(applied_by=""),
                name="org_reform_applied_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == self.State.DRAFT

    @property
    def is_running(self) -> bool:
        """Whether it is being carried out at this moment."""
        return self.state == self.State.RUNNING

    @property
    def is_applied(self) -> bool:
        """Whether it has been carried out and not revoked."""
        return self.state == self.State.APPLIED


class ReformMoves(models.Model):
    """Công việc đã chuyển theo đợt sắp xếp. Some open cases that went to heirs: case, line, and what stood before.

    One row for each stretch of cases moved together, written in their transaction; an undo reads it.
    """

    reform = models.ForeignKey(Reform, models.CASCADE, related_name="moves")
    moves = models.JSONField(default=list)

    class Meta:
        db_table = "org_reformmoves"

    def __str__(self) -> str:
        return f"{self.reform_id}: {len(self.moves)}"


class Intake(models.Model):
    """Đợt nhập dữ liệu tổ chức. A sheet of agencies, posts, people and log-ins: checked, then taken in whole or not.

    `rows` are the cells as read, by sheet; `problems` what is wrong, row by row; `plan` counts by sheet what would be
    created, changed, ended and left alone. `secret` holds the one-time passwords, sealed, until they are printed once.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        FAULTY = "faulty", _("Has errors")
        CHECKED = "checked", _("Checked, not taken in")
        RUNNING = "running", _("Being taken in")
        APPLIED = "applied", _("Taken in")

    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    rows = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKING)
    plan = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=200)
    account_id = models.BigIntegerField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    secret = models.TextField(blank=True, default="")
    secret_count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "org_intake"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["checking", "faulty", "checked", "running", "applied"]),
                                   name="org_intake_state_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether a background job is at work on it."""
        return self.state in (self.State.CHECKING, self.State.RUNNING)
