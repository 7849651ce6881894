"""Gửi, nhận văn bản điện tử: connected organisations, messages on their way, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Organ(models.Model):
    """Mã định danh cơ quan. One organisation of the document axis; with `agency` it is one of ours.

    Identifiers are opaque: H56.01 and 000.00.01.H56 are both in use (QĐ 20/2020/QĐ-TTg turned the order round).
    """

    class Variant(models.TextChoices):
        LAYERED = "layered", _("QCVN 102:2016, layered")
        FLAT = "flat", _("Older, flat")

    organ_id = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    skey = models.CharField(max_length=260)
    agency = models.OneToOneField("org.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    variant = models.CharField(max_length=8, choices=Variant, default=Variant.LAYERED)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.organ_id})"


class Exchange(models.Model):
    """Lượt gửi, nhận. One document between one organisation of ours and one partner, and where it stands.

    `note` says why it failed or was refused; `raw` keeps a message that could not be read, packed, so that nothing
    is lost. `repeats` counts how often the axis delivered it again.
    """

    class Direction(models.TextChoices):
        IN = "in", _("Received")
        OUT = "out", _("Sent")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be accepted")
        REGISTERED = "registered", _("Accepted and registered")
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Sent to the axis")
        ARRIVED = "arrived", _("Arrived at the receiver")
        ACCEPTED = "accepted", _("Accepted by the receiver")
        FINISHED = "finished", _("Finished by the receiver")
        REFUSED = "refused", _("Refused")
        RECALLED = "recalled", _("Recalled")
        FAILED = "failed", _("Failed")

    direction = models.CharField(max_length=3, choices=Direction)
    state = models.CharField(max_length=10, choices=State)
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    partner_id = models.CharField(max_length=35, blank=True)
    partner_name = models.CharField(max_length=200, blank=True)
    identifier = models.CharField(max_length=120, blank=True, help_text="DocumentId of the message")
    code = models.CharField(max_length=90, blank=True)
    kind = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    skey = models.TextField(blank=True, default="")
    promulgated_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_position = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=12, default="normal")
    pages = models.PositiveIntegerField(null=True)
    business = models.CharField(max_length=2, default="0")
    answers = models.JSONField(default=list)
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    gateway_ref = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(help_text="received, or ordered to be sent")
    decided_at = models.DateTimeField(null=True)
    recall_asked_at = models.DateTimeField(null=True)
    recall_words = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    repeats = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    raw = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "agency", "partner_id", "identifier", "business"],
                condition=~Q(identifier=""), name="exchange_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="registered") | Q(document__isnull=False), name="exchange_registered_has_document"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["direction", "state", "-at"], name="exchange_by_state"),
            models.Index(fields=["next_at"], condition=Q(state="queued"), name="exchange_to_send"),
            models.Index(fields=["partner_id", "code"], name="exchange_by_code"),
        ]

    def __str__(self) -> str:
        return str(self.code or self.identifier or f"#{self.pk}")

    @property
    def stream(self) -> str:
        """Name of its journal."""
        return f"exchange/{self.pk}"


class ExchangeFile(models.Model):
    """Tệp kèm theo. A file of a received message; `refused` says why it was not kept."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="files")
    name = models.CharField(max_length=160)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    refused = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, refused="") | Q(file=None) & ~Q(refused=""),
                name="exchange_file_or_why_not",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeStatus(models.Model):
    """Trạng thái xử lý. One status message about an exchange, told to us or by us; unsent ones wait for delivery."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="statuses")
    ours = models.BooleanField()
    code = models.CharField(max_length=2)
    description = models.CharField(max_length=500, blank=True)
    department = models.CharField(max_length=200, blank=True)
    staff = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, help_text="when it is tried again; empty: at once")
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exchange", "ours", "code", "at"], name="exchange_status_once"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(ours=True, sent_at=None), name="exchange_status_to_send")]

    def __str__(self) -> str:
        return f"{self.exchange_id}: {self.code}"
