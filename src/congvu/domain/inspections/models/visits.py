"""Cuộc kiểm tra: what was looked at on site, who was there, what proves it, and what was read and signed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.inspections.models.plans import VisitSort


class Trigger(models.TextChoices):
    """Căn cứ tiến hành."""

    PLAN = "plan", _("The yearly plan")
    DRAW = "draw", _("Drawn by lot")
    ORDER = "order", _("A leader's order")
    TIP = "tip", _("A tip or petition")
    SIGNAL = "signal", _("A signal in the figures")
    CALENDAR = "calendar", _("The calendar: start of a day, before or after Tết")
    REMEDY = "remedy", _("Remedies that have to be re-checked")


class Visit(models.Model):
    """Cuộc kiểm tra. The case begins when it may be known: with its notice, or at the door.

    `as_of` is the moment as of which the unit's data were frozen; `opened_at_door` when an unannounced one was opened;
    `place` where. `period_from`/`period_to`: the stretch of the unit's work that is looked at. `first`: the visit whose
    remedies this one re-checks; `recheck_told_at`: when the team was told that its own re-check falls due;
    `supplement_at`: since when late records are taken in for a supplement to the signed minutes.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="inspection_visit")
    sort = models.CharField(max_length=14, choices=VisitSort)
    trigger = models.CharField(max_length=10, choices=Trigger)
    reason = models.CharField(max_length=1000, blank=True, default="")
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)
    team = models.ForeignKey("inspections.Team", models.PROTECT, null=True, related_name="visits")
    checklist = models.ForeignKey("inspections.Checklist", models.PROTECT, related_name="+")
    plan_item = models.ForeignKey("inspections.PlanItem", models.PROTECT, null=True, related_name="visits")
    slot = models.OneToOneField("inspections.Slot", models.PROTECT, null=True, related_name="visit")
    ordered_by = models.CharField(max_length=200)
    visit_on = models.DateField()
    as_of = models.DateTimeField(null=True, blank=True)
    opened_at_door = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True, default="")
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    first = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    recheck_told_at = models.DateTimeField(null=True, blank=True)
    supplement_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "visit_on"], name="inspection_visit_of_unit")]

    def __str__(self) -> str:
        return str(self.case_id)


class Snapshot(models.Model):
    """Số liệu tại thời điểm. The unit's cases as they stood at `as_of`: counts, and a digest that binds the list."""

    visit = models.OneToOneField(Visit, models.PROTECT, primary_key=True, related_name="snapshot")
    as_of = models.DateTimeField()
    taken_at = models.DateTimeField()
    figures = models.JSONField(default=dict)
    listing_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.visit_id)


class Sample(models.Model):
    """Mẫu kiểm tra: a case drawn from the frozen data by the visit's seed, and what was found of it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="samples")
    position = models.PositiveIntegerField()
    purpose = models.CharField(max_length=40)
    case_code = models.CharField(max_length=40)
    result = models.CharField(max_length=10, blank=True, default="")
    words = models.CharField(max_length=1000, blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["purpose", "position"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "purpose", "case_code"], name="inspection_sample_once"),
        ]

    def __str__(self) -> str:
        return self.case_code


class AnswerValue(models.TextChoices):
    """Kết quả từng nội dung."""

    GOOD = "good", _("As it should be")
    BREACH = "breach", _("A fault")
    PRAISE = "praise", _("To be praised")
    NOT_SEEN = "not_seen", _("Not checked yet")


class Answer(models.Model):
    """Kết quả một nội dung. `uid` was given on the phone, so that what is sent twice is kept once."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers")
    item = models.ForeignKey("inspections.ChecklistItem", models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=AnswerValue)
    note = models.CharField(max_length=2000, blank=True, default="")
    by = models.CharField(max_length=200)
    noted_at = models.DateTimeField()
    received_at = models.DateTimeField()
    uid = models.UUIDField(unique=True)

    class Meta:
        ordering = ["item__position"]
        constraints = [models.UniqueConstraint(fields=["visit", "item"], name="inspection_answer_once")]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.item_id}"


class Presence(models.TextChoices):
    """Có mặt, vắng mặt."""

    PRESENT = "present", _("Present")
    LATE = "late", _("Came late")
    LEAVE = "leave", _("Absent with leave")
    DUTY = "duty", _("Away on duty")
    ABSENT = "absent", _("Absent without reason")


class HeadCount(models.Model):
    """Bảng điểm danh: one line. `proved` says whether the reason of an absence was proved."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="heads")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True, default="")
    presence = models.CharField(max_length=10, choices=Presence)
    reason = models.CharField(max_length=500, blank=True, default="")
    proved = models.BooleanField(null=True)
    noted_at = models.DateTimeField()
    uid = models.UUIDField(unique=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """Chứng cứ: a photo, a recording, a paper. `sha256` was taken on the device before anything else touched it;
    `taken_at` is the device's time, `received_at` ours, `skew` the seconds between the two clocks as measured."""

    class Sort(models.TextChoices):
        PHOTO = "photo", _("Photo")
        SOUND = "sound", _("Recording")
        PAPER = "paper", _("Paper or copy")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="evidence")
    item = models.ForeignKey("inspections.ChecklistItem", models.PROTECT, null=True, related_name="+")
    sort = models.CharField(max_length=6, choices=Sort)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    words = models.CharField(max_length=500, blank=True, default="")
    taken_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    skew = models.IntegerField(default=0)
    by = models.CharField(max_length=200)
    uid = models.UUIDField(unique=True)

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None, received_at=None) | Q(file__isnull=False, received_at__isnull=False),
                name="inspection_evidence_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Interview(models.Model):
    """Hỏi người dân tại quầy: what somebody said, without his name unless he gives it."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="interviews")
    who = models.CharField(max_length=200, blank=True, default="")
    words = models.CharField(max_length=2000)
    satisfied = models.BooleanField(null=True)
    noted_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    uid = models.UUIDField(unique=True)

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.pk}"


class Receipt(models.Model):
    """Biên nhận đồng bộ: one parcel the phone has sent, kept once by its `uid`, acknowledged by its hash.

    Pieces of a file carry the file's `uid`, their `offset` and its `total`; `done` once the whole was kept."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="receipts")
    uid = models.UUIDField(unique=True)
    sort = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    of = models.UUIDField(null=True)
    offset = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    piece = models.BinaryField(default=bytes)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visit", "of", "offset"], name="inspection_receipt_pieces")]

    def __str__(self) -> str:
        return str(self.uid)


class PhoneLeft(models.Model):
    """Bản ghi còn trên máy. What a device said it has not sent yet, when it was last in touch.

    `given_up_at`: the head of the team no longer waits for it (lost, broken), with the reason."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="phones")
    device = models.UUIDField()
    name = models.CharField(max_length=200)
    unsent = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True, blank=True)
    given_up_by = models.CharField(max_length=200, blank=True, default="")
    because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "device"], name="inspection_phone_once"),
            models.CheckConstraint(
                condition=Q(given_up_at=None) | ~Q(because=""), name="inspection_phone_given_up_because"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.name}"


class Minutes(models.Model):
    """Biên bản kiểm tra. Frozen as read out; signed on paper (scan attached) or confirmed by log-in, which the page
    tells apart; a refusal to sign is noted with its witness."""

    class Way(models.TextChoices):
        PAPER = "paper", _("Signed on paper")
        LOGIN = "login", _("Confirmed by log-in")
        REFUSED = "refused", _("Refused to sign")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    way = models.CharField(max_length=8, choices=Way, blank=True, default="")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=200, blank=True, default="")
    witness = models.CharField(max_length=200, blank=True, default="")
    because = models.CharField(max_length=500, blank=True, default="")
    scan = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="inspection_minutes_once"),
            models.CheckConstraint(
                condition=Q(way="", signed_at=None) | ~Q(way="") & Q(signed_at__gte=F("made_at")),
                name="inspection_minutes_signed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(way="refused") | ~Q(witness=""), name="inspection_refusal_has_witness"
            ),
            models.CheckConstraint(condition=~Q(way="paper") | Q(scan__isnull=False), name="inspection_paper_has_scan"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.number}"
