"""Hành vi trên hồ sơ: requests for papers, apologies, slips, the way of the paper, what the applicant thought."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models.dossiers import Dossier


class Supplement(models.Model):
    """Yêu cầu bổ sung, hoàn thiện hồ sơ. The first is everybody's right; another has its ground and its approver.

    `items` lists everything that is missing, one a line. `policy` says what the clock did when the papers came:
    *restart* (NĐ 61/2018 art. 19.4) or *shift*; both due moments are kept for the national interface.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplement_requests")
    number = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    items = models.TextField()
    reason = models.CharField(max_length=1000, blank=True, default="")
    ground = models.CharField(max_length=80, blank=True, default="")
    approved_by = models.CharField(max_length=200, blank=True, default="")
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=1000, blank=True, default="")
    policy = models.CharField(max_length=8, blank=True, default="")
    old_due_at = models.DateTimeField(null=True)
    new_due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="onestop_supplement_numbered"),
            models.CheckConstraint(condition=~Q(items=""), name="onestop_supplement_lists_everything"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(ground="") & ~Q(approved_by=""), name="onestop_supplement_again_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.number}"


class Reappointment(models.Model):
    """Xin lỗi và hẹn lại ngày trả kết quả. Once, before the due day, signed by the head (NĐ 61/2018 art. 19.9)."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="reappointment")
    reason = models.CharField(max_length=1000)
    ground = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=200, blank=True, default="")
    in_time = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_due_at__gt=F("old_due_at")), name="onestop_reappointment_is_later"),
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Slip(models.Model):
    """Giấy, phiếu đã phát hành. Which statutory form, under which number, with what on it: a reprint is the same.

    `form` and `basis` name the form by the instrument of its day, since two numberings are in use.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="slips")
    form = models.CharField(max_length=20)
    basis = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    notation = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    line_seq = models.PositiveIntegerField()
    prints = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["issued_at", "pk"]
        indexes = [models.Index(fields=["dossier", "form"], name="onestop_slip_of_dossier")]

    def __str__(self) -> str:
        return self.notation


class PaperMove(models.Model):
    """Chuyển hồ sơ giấy. The paper follows the file: sent, and received by scanning the code on the slip."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="paper_moves")
    from_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(received_at=None), name="onestop_paper_in_one_place"
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_agency", "sent_at"], condition=Q(received_at=None), name="onestop_paper_on_its_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.from_agency_id} → {self.to_agency_id}"


class Evaluation(models.Model):
    """Đánh giá. What the applicant said of one dossier (TT 01/2018 arts 12–13): once a dossier, by whichever way."""

    class Way(models.TextChoices):
        DEVICE = "device", _("Device at the counter")
        PAPER = "paper", _("Paper form")
        ONLINE = "online", _("Online")

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="evaluation")
    at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way.choices)
    satisfaction = models.PositiveSmallIntegerField()
    contacts = models.PositiveSmallIntegerField(null=True)
    agencies = models.PositiveSmallIntegerField(null=True)
    attitude = models.PositiveSmallIntegerField(null=True)
    complaint = models.BooleanField(default=False)
    justified = models.BooleanField(null=True)
    words = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(satisfaction__range=(1, 5)), name="onestop_evaluation_of_five"),
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)
