"""Cuộc họp: its agenda, who takes part, what was concluded, and who accepted his part in the room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.directives.models.clause import Clause
from congvu.domain.directives.models.directive import Directive


class Meeting(models.Model):
    """Cuộc họp. Its conclusions become tasks through the directive of their notice (thông báo kết luận)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Conclusions not issued")
        ISSUED = "issued", _("Conclusions issued")
        CANCELLED = "cancelled", _("Cancelled")

    owner_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    title = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True, default="")
    chair_name = models.CharField(max_length=200)
    chair_title = models.CharField(max_length=300)
    agenda = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State, default=State.PLANNED)
    directive = models.OneToOneField(Directive, models.PROTECT, null=True, related_name="meeting")
    signer_title = models.CharField(max_length=200, blank=True, default="")
    signer_name = models.CharField(max_length=200, blank=True, default="")
    skey = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_issued_has_directive",
                condition=Q(state="issued", directive__isnull=False) | ~Q(state="issued") & Q(directive=None),
            )
        ]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="meeting_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of the meeting's journal."""
        return f"meeting/{self.pk}"


class Participant(models.Model):
    """Thành phần dự họp. A unit, or a person by name, or both."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Conclusion(models.Model):
    """Kết luận. One sentence of the chair that orders work; units stand by the names they were called in the room."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="conclusions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    leads = models.JSONField(default=list)
    coordinators = models.JSONField(default=list)
    mode = models.CharField(max_length=12, choices=Clause.Mode, default=Clause.Mode.ONE_LEAD)
    due_on = models.DateField(null=True)
    due_exclusive = models.BooleanField(default=False)
    due_limit = models.CharField(max_length=80, blank=True, default="")
    due_text = models.CharField(max_length=300, blank=True, default="")
    clause = models.OneToOneField(Clause, models.PROTECT, null=True, related_name="conclusion")
    version = models.PositiveIntegerField(default=0)
    edited_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(
            name="conclusion_has_one_deadline", condition=Q(due_on=None) | Q(due_limit="")
        )]

    def __str__(self) -> str:
        return self.text[:80]


class RoomAcceptance(models.Model):
    """Nhận nhiệm vụ tại cuộc họp. Who accepted for a unit in the room, and who wrote it down when he did not himself.

    `entered_by` is empty for somebody who accepted on his own device.
    """

    conclusion = models.ForeignKey(Conclusion, models.CASCADE, related_name="acceptances")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conclusion", "agency"], name="room_acceptance_once")]

    def __str__(self) -> str:
        return f"{self.conclusion_id}: {self.agency_id}"
