"""Đề xuất đổi mới, sáng tạo (NĐ 73/2023/NĐ-CP): the proposal, its sealed versions, conditions, the party's opinions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """Đề xuất đổi mới, sáng tạo. Whose it is, what was decided, how the result was judged.

    What is proposed stands in its versions, which never change.
    """

    class Result(models.TextChoices):
        MET = "met", _("Aim met")
        PARTLY = "partly", _("Aim met in part")
        NOT_MET = "not_met", _("Aim not met")

    class Cause(models.TextChoices):
        OBJECTIVE = "objective", _("Objective cause")
        SUBJECTIVE = "subjective", _("Subjective cause")

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="innovation")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    decision_number = models.CharField(max_length=100, blank=True, default="")
    decided_on = models.DateField(null=True)
    approved = models.BooleanField(null=True)
    started_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    result = models.CharField(max_length=10, choices=Result, blank=True, default="")
    cause = models.CharField(max_length=12, choices=Cause, blank=True, default="")
    result_words = models.TextField(blank=True, default="")
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="innovation_decision_is_whole",
                condition=Q(decided_on=None, approved=None) | Q(decided_on__isnull=False, approved__isnull=False),
            ),
            models.CheckConstraint(
                name="innovation_runs_once_approved",
                condition=Q(started_on=None) | Q(approved=True, started_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="innovation_result_is_whole",
                condition=Q(result="", reviewed_on=None)
                | ~Q(result="") & Q(reviewed_on__isnull=False) & ~Q(result_words=""),
            ),
            models.CheckConstraint(
                name="innovation_failure_has_a_cause", condition=~Q(result="not_met") | ~Q(cause="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalVersion(models.Model):
    """Hồ sơ đề xuất (Điều 7). One version: need; tasks and solutions; pros and cons; sealed by its SHA-256.

    Neither changed nor deleted once it is written: a trigger refuses.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    need = models.TextField()
    bottleneck = models.TextField()
    tasks = models.TextField()
    solutions = models.TextField()
    scope = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    resources = models.TextField()
    pros = models.TextField()
    cons = models.TextField()
    effect = models.TextField()
    why = models.CharField(max_length=1000, blank=True, default="")
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
            models.CheckConstraint(name="proposal_version_forward", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="proposal_version_says_why", condition=Q(number=1) | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}/{self.number}"


class ConditionCheck(models.Model):
    """Kiểm tra điều kiện của đề xuất. Each condition and limit of the decree, whether it is met and why."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="checks")
    code = models.CharField(max_length=40)
    is_met = models.BooleanField()
    words = models.CharField(max_length=500, blank=True, default="")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "code"], name="condition_check_once"),
            models.CheckConstraint(name="condition_not_met_says_why", condition=Q(is_met=True) | ~Q(words="")),
        ]

    def __str__(self) -> str:
        return self.code


class PartyOpinion(models.Model):
    """Ý kiến cấp ủy cùng cấp. Asked before the approval and before the result is judged."""

    class Occasion(models.TextChoices):
        APPROVAL = "approval", _("Before the approval")
        RESULT = "result", _("Before the result is judged")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        AGREED = "agreed", _("agrees")
        WITH_CHANGES = "with_changes", _("agrees with changes")
        AGAINST = "against", _("does not agree")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="opinions")
    occasion = models.CharField(max_length=10, choices=Occasion)
    body = models.CharField(max_length=200)
    asked_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.WAITING)
    number = models.CharField(max_length=100, blank=True, default="")
    answered_on = models.DateField(null=True)
    words = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "occasion"], condition=Q(answer="waiting"), name="party_opinion_one_waits"
            ),
            models.CheckConstraint(
                name="party_opinion_answer_is_whole",
                condition=Q(answer="waiting", answered_on=None)
                | ~Q(answer="waiting") & Q(answered_on__gte=F("asked_on")) & ~Q(number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.occasion}"
