"""Họp kiểm điểm và Hội đồng kỷ luật: who was invited, who sat, how the secret vote counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.conduct.models.discipline import Breach, Discipline, Form


class Invitation(models.Model):
    """Giấy mời, giấy triệu tập. To the review meeting or to the council; whether the person came."""

    class Meeting(models.TextChoices):
        REVIEW = "review", _("Review meeting")
        COUNCIL = "council", _("Disciplinary council")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        CAME = "came", _("came")
        EXCUSED = "excused", _("absent with an excuse")
        ABSENT = "absent", _("absent without an excuse")

    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="invitations")
    meeting = models.CharField(max_length=8, choices=Meeting)
    number = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    meets_on = models.DateField()
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["discipline", "meeting", "number"], name="discipline_invitation_numbered"),
            models.CheckConstraint(name="discipline_invited_before", condition=Q(meets_on__gte=F("sent_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.discipline_id}: {self.meeting} {self.number}"


class ReviewMeeting(models.Model):
    """Họp kiểm điểm. What those present held right, by numbers."""

    discipline = models.OneToOneField(Discipline, models.PROTECT, related_name="review_meeting")
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True, default="")
    chair = models.CharField(max_length=200)
    secretary = models.CharField(max_length=200)
    present = models.PositiveSmallIntegerField()
    in_absence = models.BooleanField(default=False)
    for_discipline = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    minutes = models.TextField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_meeting_counts", condition=Q(present=F("for_discipline") + F("against"), present__gt=0)
            )
        ]

    def __str__(self) -> str:
        return f"{self.discipline_id}: {self.held_on}"


class Council(models.Model):
    """Hội đồng kỷ luật. Set up by decision; its meeting and minutes once it has met."""

    discipline = models.OneToOneField(Discipline, models.PROTECT, related_name="council")
    decision = models.CharField(max_length=100)
    set_up_on = models.DateField()
    met_on = models.DateField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    in_absence = models.BooleanField(default=False)
    minutes = models.TextField(blank=True, default="")
    kept_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="council_met_is_whole",
                condition=Q(met_on=None, present=None) | Q(met_on__gte=F("set_up_on"), present__gt=0),
            )
        ]

    def __str__(self) -> str:
        return self.decision


class CouncilMember(models.Model):
    """Thành viên Hội đồng kỷ luật."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair of the council")
        SECRETARY = "secretary", _("Member and secretary")
        MEMBER = "member", _("Member")

    council = models.ForeignKey(Council, models.PROTECT, related_name="members")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "official"], name="council_member_once"),
            models.UniqueConstraint(fields=["council"], condition=Q(role="chair"), name="council_one_chair"),
        ]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """Kết quả bỏ phiếu kín. How many ballots a form got for one breach; an empty form is “no discipline”."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="votes")
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="votes")
    form = models.CharField(max_length=20, choices=Form, blank=True, default="")
    ballots = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council", "breach", "form"], name="council_vote_counted_once")]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.form}: {self.ballots}"
