"""Nội dung giao: what a directive orders, clause by clause, as the reader proposed it and the desk corrected it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.directives.models.directive import Directive


class Clause(models.Model):
    """Nội dung giao. One operative clause: who is to do what by when, with the span of text it stands on.

    `due_rule` names the rule of the rulebook a period without words in the text was taken from. A clause that comes
    again names its day in each period (`core.recurrence`); one that stands is reviewed every `review_limit`.
    `version` counts the corrections of this clause: two people reviewing at once cannot overwrite each other.
    """

    class Nature(models.TextChoices):
        TASK = "task", _("Task")
        STANDING = "standing", _("Standing duty")
        PROHIBITION = "prohibition", _("Prohibition")
        TARGET = "target", _("Target")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        ISSUED = "issued", _("Issued")

    class Mode(models.TextChoices):
        ONE_LEAD = "one_lead", _("One lead")
        EACH_OF = "each_of", _("Each of them")
        CIRCULATE = "circulate", _("Circulate for reading")

    class Recurrence(models.TextChoices):
        CONTINUOUS = "continuous", _("Continuously")
        WEEKLY = "weekly", _("Weekly")
        MONTHLY = "monthly", _("Monthly")
        QUARTERLY = "quarterly", _("Quarterly")
        HALF_YEARLY = "half_yearly", _("Half-yearly")
        YEARLY = "yearly", _("Yearly")

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="clauses")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    heading = models.CharField(max_length=1000, blank=True, default="")
    verb = models.CharField(max_length=200, blank=True, default="")
    nature = models.CharField(max_length=12, choices=Nature)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.ONE_LEAD)
    due_on = models.DateField(null=True)
    due_exclusive = models.BooleanField(default=False)
    due_limit = models.CharField(max_length=80, blank=True, default="")
    due_text = models.CharField(max_length=300, blank=True, default="")
    due_kind = models.CharField(max_length=20, blank=True, default="")
    due_rule = models.CharField(max_length=80, blank=True, default="")
    recurrence = models.CharField(max_length=20, choices=Recurrence, blank=True, default="")
    recur_day = models.PositiveSmallIntegerField(null=True)
    recur_month = models.PositiveSmallIntegerField(null=True)
    recur_following = models.BooleanField(default=False)
    recur_until = models.DateField(null=True)
    recur_with_order = models.BooleanField(default=False)
    review_limit = models.CharField(max_length=80, blank=True, default="")
    report_to = models.CharField(max_length=300, blank=True, default="")
    inherited = models.BooleanField(default=False)
    confidence = models.JSONField(default=dict)
    proposed = models.JSONField(default=dict)
    edited_by = models.CharField(max_length=200, blank=True, default="")
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["start", "id"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="clause_forward")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def comes_again(self) -> bool:
        """Định kỳ: owed anew in every period."""
        return self.recurrence not in ("", self.Recurrence.CONTINUOUS) and self.mode != self.Mode.CIRCULATE

    @property
    def stands(self) -> bool:
        """Thường xuyên: a standing duty without a deadline, which is reviewed and never done once and for all."""
        dated = self.due_on is not None or bool(self.due_limit)
        return self.nature == self.Nature.STANDING and not (dated or self.comes_again or self.mode == "circulate")


class Assignee(models.Model):
    """Đơn vị được giao. A name as the text has it, and the unit or group it was resolved to as of the document's date.

    `confirmed` is needed where the unit has ended and the work goes to an heir.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        COORDINATOR = "coordinator", _("Coordinator")

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="assignees")
    role = models.CharField(max_length=12, choices=Role)
    surface = models.CharField(max_length=300)
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("org.AgencyGroup", models.PROTECT, null=True, related_name="+")
    warning = models.CharField(max_length=400, blank=True, default="")
    confirmed = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None) | Q(group=None), name="assignee_is_a_unit_or_a_group"
            )
        ]

    def __str__(self) -> str:
        return self.surface


class Target(models.Model):
    """Chỉ tiêu. A quantified goal: comparator, quantity and unit of what, by when."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="targets", null=True)
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="targets")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    comparator = models.CharField(max_length=2, blank=True, default="=")
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    quantity_max = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    unit = models.CharField(max_length=60, blank=True, default="")
    of = models.CharField(max_length=500, blank=True, default="")
    due_on = models.DateField(null=True)
    confidence = models.FloatField(default=0)

    class Meta:
        ordering = ["start"]

    def __str__(self) -> str:
        return self.text
