"""Hồ sơ. What a case is about, with its papers, fees and the stations it has passed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Kênh thực hiện (1 in person, 2 online, 3 post in the national interface)."""

    COUNTER = "counter", _("At the counter")
    ONLINE = "online", _("Online")
    POST = "post", _("By post")


class Delivery(models.TextChoices):
    """Cách nhận kết quả."""

    COUNTER = "counter", _("At the counter")
    POST = "post", _("By post")
    ONLINE = "online", _("Online")


class Bundle(models.Model):
    """Nhóm hồ sơ. Dossiers handed in together: of one person, or of one organisation in bulk."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Dossiers of one person")
        BULK = "bulk", _("Received in bulk from an organisation")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or str(self.pk)


class Dossier(models.Model):
    """Hồ sơ thủ tục hành chính. It ends by the version of the procedure it was received under.

    `desk` received it (or is asked to), `settling` is competent, `returns` gives the result out. `received_at` is empty
    while an online submission waits for acceptance; `settled_at` is when work on it ended (NgayKetThucXuLy),
    `returned_at` when the result was handed over. `key` tells a second click from a second dossier; `secret` stands
    on the slip and opens the dossier to whoever follows it, with its code. `stage` counts the phases of the limit.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="dossier")
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    variant = models.ForeignKey("procedures.Variant", models.PROTECT, db_index=False, related_name="+")
    field = models.ForeignKey("procedures.Field", models.PROTECT, db_index=False, related_name="+")
    desk = models.ForeignKey("onestop.Desk", models.PROTECT, db_index=False, related_name="+")
    settling = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    returns = models.ForeignKey("onestop.Desk", models.PROTECT, db_index=False, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    applicant = models.ForeignKey("onestop.Applicant", models.PROTECT, related_name="dossiers")
    applicant_name = models.CharField(max_length=300)
    proxy = models.JSONField(default=dict, blank=True)
    contact = models.JSONField(default=dict, blank=True)
    content = models.CharField(max_length=1000, blank=True, default="")
    sets = models.PositiveSmallIntegerField(default=1)
    delivery = models.CharField(max_length=8, choices=Delivery.choices, default=Delivery.COUNTER)
    deliver_to = models.CharField(max_length=300, blank=True, default="")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, blank=True, related_name="dossiers")
    key = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- none is not the same as none
    secret = models.CharField(max_length=16)
    submitted_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    stage = models.PositiveSmallIntegerField(default=1)
    supplements = models.PositiveSmallIntegerField(default=0)
    register_no = models.PositiveIntegerField(null=True)
    received_by = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    citizen = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(received_at__isnull=False, settled_at__gte=F("received_at")),
                name="onestop_dossier_settled_after_received",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | Q(settled_at__isnull=False, returned_at__gte=F("settled_at")),
                name="onestop_dossier_returned_after_settled",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="onestop_dossier_channel_known"),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="onestop_dossier_received"),
            models.Index(fields=["desk", "received_at"], name="onestop_dossier_at_desk"),
            models.Index(
                fields=["desk", "submitted_at"], condition=Q(received_at=None), name="onestop_dossier_waiting"
            ),
            models.Index(fields=["settled_at"], condition=Q(settled_at__isnull=False), name="onestop_dossier_settled"),
            models.Index(fields=["citizen"], condition=~Q(citizen=""), name="onestop_dossier_citizen"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class PaperState(models.TextChoices):
    """Tình trạng giấy tờ."""

    GIVEN = "given", _("Handed in on paper or as a file")
    SHOWN = "shown", _("Shown and given back")
    HELD = "held", _("Held by the State already")
    MISSING = "missing", _("Still missing")


class GivenPaper(models.Model):
    """Thành phần hồ sơ đã nộp. A paper of the checklist, or one that was brought besides; `file` is its scan."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=1000)
    mandatory = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=PaperState.choices, default=PaperState.GIVEN)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=300, blank=True, default="")
    reused = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "position"], name="onestop_paper_numbered")]

    def __str__(self) -> str:
        return self.name


class PaidBy(models.TextChoices):
    """Hình thức nộp."""

    CASH = "cash", _("Cash")
    TRANSFER = "transfer", _("Bank transfer")
    ONLINE = "online", _("Online payment")


class Charge(models.Model):
    """Khoản thu, in đồng: what is owed, why it is not, when it was paid and under which receipt number.

    A cancelled receipt keeps its number; `cash_day` is the closed book that holds the payment, `cancel_day` the one
    that holds the counter-entry. Both are empty while the book is open.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="charges")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=1)
    collected = models.CharField(max_length=12, default="reception")
    exempt = models.CharField(max_length=300, blank=True, default="")
    paid_at = models.DateTimeField(null=True)
    paid_by = models.CharField(max_length=10, choices=PaidBy.choices, blank=True, default="")
    desk = models.ForeignKey("onestop.Desk", models.PROTECT, related_name="+")
    taken_by = models.ForeignKey("org.Official", models.PROTECT, null=True, blank=True, related_name="+")
    receipt_no = models.PositiveIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True, default="")
    cancelled_by = models.ForeignKey("org.Official", models.PROTECT, null=True, blank=True, related_name="+")
    cash_day = models.ForeignKey("onestop.CashDay", models.PROTECT, null=True, blank=True, related_name="taken")
    cancel_day = models.ForeignKey("onestop.CashDay", models.PROTECT, null=True, blank=True, related_name="given_back")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="onestop_charge_numbered"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(paid_at__isnull=False) & ~Q(cancelled_why=""),
                name="onestop_charge_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(paid_at=None, paid_by="", receipt_no=None)
                | Q(paid_at__isnull=False, receipt_no__isnull=False, exempt="") & ~Q(paid_by=""),
                name="onestop_charge_paid_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "paid_at"], condition=Q(paid_at__isnull=False), name="onestop_charge_cash_book"
            ),
            models.Index(
                fields=["desk"], condition=Q(paid_at__isnull=False, cash_day=None), name="onestop_charge_open_book"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Way(models.TextChoices):
    """How a station was left."""

    HERE = "", _("is here")
    FORWARD = "forward", _("handed on")
    BACK = "back", _("sent back")
    ENDED = "ended", _("work ended")


class Visit(models.Model):
    """Lượt qua bước. A dossier at a station: from `entered_at` until `left_at`, allotted until `due_at`."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="station_visits")
    station = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True, default=Way.HERE)
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=80, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="onestop_visit_one_open"),
            models.CheckConstraint(
                condition=Q(left_at=None, way="") | Q(left_at__gte=F("entered_at")) & ~Q(way=""),
                name="onestop_visit_left_some_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.station}"
