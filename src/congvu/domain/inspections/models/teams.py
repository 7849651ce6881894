"""Đoàn, tổ kiểm tra: by decision, with roles, duty cards, recusals and observers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MemberRole(models.TextChoices):
    """Vai trò trong đoàn."""

    HEAD = "head", _("Head of the team")
    DEPUTY = "deputy", _("Deputy head")
    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")


class Team(models.Model):
    """Đoàn kiểm tra công vụ. Formed by a decision of the ordering person, for a time; `rules` are its working rules."""

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    ordered_by = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    rules = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="inspection_team_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Thành viên đoàn. An official, or an observer from outside by name and body; `card` is the secret of the duty
    card's QR (thẻ kiểm tra), which anybody may read to see that the card is real and in force."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    body = models.CharField(max_length=300, blank=True, default="")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    card = models.CharField(max_length=43, unique=True)
    from_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "official"], condition=Q(left_on=None, official__isnull=False),
                name="inspection_member_once",
            ),
            models.UniqueConstraint(
                fields=["team"], condition=Q(left_on=None, role="head"), name="inspection_team_one_head"
            ),
            models.CheckConstraint(
                condition=Q(official__isnull=False) | Q(role="observer"), name="inspection_outsiders_observe"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Recusal(models.Model):
    """Từ chối tham gia, thay đổi thành viên. Why an official takes no part in checks of a unit; never deleted."""

    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "unit"], condition=Q(ended_at=None), name="inspection_recusal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}/{self.unit_id}"
