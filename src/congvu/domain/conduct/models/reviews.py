"""Kiểm điểm trách nhiệm: of a collective, of its head or deputy; explanation, five factors, result, follow-ups."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """Xem xét, kiểm điểm trách nhiệm tập thể, người đứng đầu.

    The five factors say whether responsibility is direct or joint; nothing is concluded before the explanation came
    or its time passed.
    """

    class Subject(models.TextChoices):
        COLLECTIVE = "collective", _("Collective")
        HEAD = "head", _("Head")
        DEPUTY = "deputy", _("Deputy of the head")

    class Responsibility(models.TextChoices):
        OPEN = "open", _("not concluded")
        DIRECT = "direct", _("direct responsibility")
        JOINT = "joint", _("joint responsibility")
        NONE = "none", _("no responsibility")

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="conduct_review")
    subject = models.CharField(max_length=10, choices=Subject)
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    matter = models.TextField()
    source = models.CharField(max_length=500, blank=True, default="")
    cause = models.ForeignKey("casework.Case", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    explanation = models.TextField(blank=True, default="")
    explained_at = models.DateTimeField(null=True)
    explained_by = models.CharField(max_length=200, blank=True, default="")
    work_split = models.TextField(blank=True, default="")
    gravity = models.TextField(blank=True, default="")
    damage = models.TextField(blank=True, default="")
    circumstances = models.TextField(blank=True, default="")
    link_to_management = models.TextField(blank=True, default="")
    responsibility = models.CharField(max_length=8, choices=Responsibility, default=Responsibility.OPEN)
    result = models.TextField(blank=True, default="")
    concluded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conduct_review_person_or_collective",
                condition=Q(subject="collective", official=None) | ~Q(subject="collective") & Q(official__isnull=False),
            ),
            models.CheckConstraint(
                name="conduct_review_says_its_cause", condition=Q(cause__isnull=False) | ~Q(source="")
            ),
            models.CheckConstraint(
                name="conduct_review_asks_with_a_time",
                condition=Q(asked_at=None, answer_by=None) | Q(answer_by__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="conduct_review_concludes_after_the_question",
                condition=Q(responsibility="open", concluded_on=None)
                | Q(asked_at__isnull=False, concluded_on__isnull=False) & ~Q(responsibility="open") & ~Q(result="")
                & ~Q(work_split="") & ~Q(gravity="") & ~Q(damage="") & ~Q(circumstances="")
                & ~Q(link_to_management=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class FollowUp(models.Model):
    """Việc phải làm sau kiểm điểm. What, until when, and that it was done."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="follow_ups")
    words = models.CharField(max_length=1000)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(name="conduct_follow_up_says_what", condition=~Q(words=""))]

    def __str__(self) -> str:
        return self.words[:60]
