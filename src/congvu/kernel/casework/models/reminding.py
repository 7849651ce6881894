"""Nhắc việc: what was said to whom when. The truth of what is due is the clock; these rows only keep a sweep from
saying the same twice, and say what was sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.models.cases import Case


class OutMail(models.Model):
    """Thư điện tử gửi đi. To whom, of what sort, when, and how it went; what it says is written when it is sent and
    kept nowhere."""

    class Sort(models.TextChoices):
        DIGEST = "digest", _("Morning digest")
        REMINDER = "reminder", _("Reminder")
        ESCALATION = "escalation", _("Escalation")
        URGING = "urging", _("Urging")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent out")
        FAILED = "failed", _("Failed, will be tried again")
        REFUSED = "refused", _("Not delivered")
        EMPTY = "empty", _("Nothing left to say")

    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    address = models.EmailField()
    sort = models.CharField(max_length=12, choices=Sort)
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    #: The kind of trouble and the number the mail server gave it; never its text, which may quote the mail.
    trouble = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "on"], condition=Q(sort="digest"), name="out_mail_one_digest_a_day"
            ),
            models.CheckConstraint(
                name="out_mail_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at=None),
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="out_mail_by_state")]

    def __str__(self) -> str:
        return f"{self.sort} {self.on}: {self.state}"


class Reminder(models.Model):
    """Lần nhắc việc. `occasion_at` is the moment of the plan it stands for, `step` which one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reminders")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    step = models.CharField(max_length=20)
    occasion_at = models.DateTimeField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(OutMail, models.SET_NULL, null=True, related_name="reminders")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "official", "occasion_at"], name="reminder_once"),
        ]
        indexes = [models.Index(fields=["official", "-at"], name="reminder_newest")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step} → {self.official_id}"


class Escalation(models.Model):
    """Báo cáo vượt cấp vì không xử lý. One step of one case: to the head of the unit, then to the office above."""

    class Level(models.IntegerChoices):
        HEAD = 1, _("Head of the unit")
        ABOVE = 2, _("Office that ordered the work")

    case = models.ForeignKey(Case, models.PROTECT, related_name="escalations")
    line_seq = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(choices=Level)
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    at = models.DateTimeField()
    mail = models.ForeignKey(OutMail, models.SET_NULL, null=True, related_name="escalations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "line_seq"], name="escalation_numbered"),
            models.UniqueConstraint(fields=["case", "level", "since_at"], name="escalation_once_per_step"),
        ]
        indexes = [models.Index(fields=["official", "-at"], name="escalation_newest")]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.level}"


class ReminderChoice(models.Model):
    """Lựa chọn nhắc việc của cá nhân. What a person chose; empty where the province's plan holds."""

    class ByMail(models.TextChoices):
        AT_ONCE = "at_once", _("At once, outside quiet hours")
        DIGEST = "digest", _("Only in the morning digest")
        NEVER = "never", _("Not by e-mail")

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.BooleanField(default=True)
    by_mail = models.CharField(max_length=8, choices=ByMail, default=ByMail.DIGEST)
    shares = models.BooleanField(default=True)
    days_before = models.PositiveSmallIntegerField(null=True)
    overdue_every = models.PositiveSmallIntegerField(null=True)
    digest_at = models.TimeField(null=True)
    mail_from = models.TimeField(null=True)
    mail_until = models.TimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reminder_choice_days",
                condition=(Q(days_before=None) | Q(days_before__gte=1, days_before__lte=30))
                & (Q(overdue_every=None) | Q(overdue_every__gte=1, overdue_every__lte=30)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.account_id)
