"""Kết quả công việc của công chức: weights of kinds of work, and what a person says about his own items."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class WorkWeight(models.Model):
    """Hệ số quy đổi công việc. What one piece of a kind of work counts, from a day on; without a row it counts one."""

    kind = models.CharField(max_length=40)
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    valid_from = models.DateField()
    basis = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="work_weight_once"),
            models.CheckConstraint(name="work_weight_of_a_size", condition=Q(weight__gt=0, weight__lte=100)),
            models.CheckConstraint(name="work_weight_has_a_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.weight}"


class WorkContest(models.Model):
    """Ý kiến của công chức về đầu việc của mình. What he contests, what the head answered; journalled.

    An accepted one about a delay or a returned result confirms an objective cause: nothing is taken off for it.
    """

    class About(models.TextChoices):
        DELAY = "delay", _("The delay had an objective cause")
        QUALITY = "quality", _("The return had an objective cause")
        NOT_MINE = "not_mine", _("This was not my work")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not accepted")

    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    words = models.CharField(max_length=2000)
    said_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    answer_words = models.CharField(max_length=2000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "case", "about"], condition=~Q(answer="refused"), name="work_contest_one_stands"
            ),
            models.CheckConstraint(
                name="work_contest_answer_is_whole",
                condition=Q(answer="waiting", answered_at=None, answered_by="")
                | ~Q(answer="waiting") & Q(answered_at__gte=F("said_at")) & ~Q(answered_by="") & ~Q(answer_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.case_id}"
