"""Phiếu giải quyết văn bản đến: what the leader, the unit's head and the handler wrote on an incoming document.

Form: NĐ 30/2020/NĐ-CP, Phụ lục IV. The leader's comment (bút phê) names lead, coordinating units and deadlines
(Điều 23); a secretary may write it down for the leader: both names stand on it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Opinion(models.Model):
    """Ý kiến. One entry of the routing slip; entries are added, never changed.

    `stage`: leader (ý kiến của lãnh đạo cơ quan), unit (của lãnh đạo đơn vị), handler (đề xuất của người giải quyết).
    `leader` is whose opinion it is when `given_by` wrote it down for somebody.
    """

    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="opinions")
    stage = models.CharField(max_length=8)
    words = models.CharField(max_length=2000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=200)
    leader = models.ForeignKey("org.Official", null=True, on_delete=models.PROTECT, related_name="+")
    leader_name = models.CharField(max_length=200, blank=True)
    turned_into = models.CharField(max_length=60, blank=True, help_text="what a line of work made of it")
    references = models.JSONField(default=list, blank=True, help_text="codes of what it made")

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=["leader", "unit", "handler"]), name="documents_opinion_stage")
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def whose(self) -> str:
        """Whose opinion it is."""
        return self.leader_name or self.given_by_name


class Assignment(models.Model):
    """Phân công. A unit or person an opinion names, with the part it has and its own deadline."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=10)
    agency = models.ForeignKey("org.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = ["-part", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=["lead", "coordinate"]), name="documents_assignment_part"),
            models.UniqueConstraint(fields=["opinion"], condition=Q(part="lead"), name="documents_assignment_one_lead"),
        ]

    def __str__(self) -> str:
        return self.name
