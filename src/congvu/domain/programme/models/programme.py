"""Chương trình công tác: a programme, its items, their stages, and the consents asked for to change it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """Chương trình công tác. What an agency plans to issue in a year, or besides in one quarter of it.

    Units register items up to `register_by`; approving it admits what was registered and fixes every baseline.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open for registration")
        APPROVED = "approved", _("Approved")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300)
    register_by = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    decision_code = models.CharField(max_length=90, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"], condition=Q(quarter=None), name="programme_one_a_year"
            ),
            models.UniqueConstraint(
                fields=["agency", "year", "quarter"], condition=Q(quarter__isnull=False), name="programme_one_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter=None) | Q(quarter__gte=1, quarter__lte=4), name="programme_quarter_exists"
            ),
            models.CheckConstraint(
                name="programme_approved_is_whole",
                condition=Q(state="open", approved_at=None, approved_by="")
                | Q(state="approved", approved_at__isnull=False) & ~Q(approved_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stream(self) -> str:
        """Name of the programme's journal."""
        return f"programme/{self.pk}"


class Item(models.Model):
    """Đề án, văn bản trong chương trình công tác. What only this room knows of an item; the rest is its case.

    `drafter` is the one agency that registered it to draft. `baseline_on` is the day of submission fixed when the item
    was admitted: it never changes, neither here nor in the case (`first_due_at`).
    """

    class Nature(models.TextChoices):
        PROJECT = "project", _("Project (đề án)")
        DOCUMENT = "document", _("Official document")
        LEGAL = "legal", _("Legal normative document")
        REPORT = "report", _("Report")

    case = models.OneToOneField("casework.Case", models.PROTECT, related_name="programme_item")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="items")
    nature = models.CharField(max_length=10, choices=Nature)
    basis = models.CharField(max_length=1000, blank=True, default="")
    drafter = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    key = models.CharField(max_length=500)
    proposed_on = models.DateField()
    baseline_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_late = models.BooleanField(default=False)
    admitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="item_named_once"),
            models.CheckConstraint(
                name="item_admitted_with_baseline",
                condition=Q(admitted_at=None, baseline_on=None)
                | Q(admitted_at__isnull=False, baseline_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Partner(models.Model):
    """Cơ quan phối hợp soạn thảo."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="partners")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "agency"], name="partner_once")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.agency_id}"


class Stage(models.Model):
    """Bước thực hiện. A stage of an item with the day planned when it was admitted, the day planned now, and the day
    it was really done (written by the act that ends it, never typed)."""

    class Code(models.TextChoices):
        REGISTER = "register", _("Registration")
        DRAFT = "draft", _("Drafting")
        CONSULT = "consult", _("Consultation")
        APPRAISE = "appraise", _("Appraisal")
        SUBMIT = "submit", _("Submission")
        ISSUE = "issue", _("Promulgation")

    item = models.ForeignKey(Item, models.CASCADE, related_name="stages")
    code = models.CharField(max_length=10, choices=Code)
    position = models.PositiveSmallIntegerField()
    planned_on = models.DateField()
    baseline_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "code"], name="stage_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.item_id}/{self.code}"


class Consent(models.Model):
    """Đề nghị bổ sung, điều chỉnh, đưa ra khỏi chương trình. Asked of the competent leader, granted or refused by him.

    `after_date` tells that it was asked after the day it is about: the registration date for adding, the present day
    of submission for moving and stopping.
    """

    class Kind(models.TextChoices):
        ADD = "add", _("Add to the programme")
        MOVE = "move", _("Move the date")
        STOP = "stop", _("Stop the item")

    class Decision(models.TextChoices):
        WAITING = "waiting", _("Waiting for consent")
        GRANTED = "granted", _("Consented")
        REFUSED = "refused", _("Not consented")
        TAKEN_BACK = "taken_back", _("Taken back")

    item = models.ForeignKey(Item, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=6, choices=Kind)
    ground = models.CharField(max_length=80, blank=True, default="")
    words = models.TextField(blank=True, default="")
    from_on = models.DateField(null=True)
    new_on = models.DateField(null=True)
    after_date = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    asked_official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decision_ground = models.CharField(max_length=80, blank=True, default="")
    decision_words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(decision="waiting"), name="consent_one_waiting"),
            models.CheckConstraint(
                name="consent_decided_is_whole",
                condition=Q(decision="waiting", decided_at=None, decided_by="")
                | ~Q(decision="waiting") & Q(decided_at__isnull=False) & ~Q(decided_by=""),
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(decided_at__gte=F("asked_at")), name="consent_after_asking"
            ),
            models.CheckConstraint(condition=~Q(kind="move") | Q(new_on__isnull=False), name="consent_move_says_where"),
        ]
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"
