"""Công việc và chuỗi nắm giữ. A case, who held it when, and the events its clock is computed from.

The case row is a cache of the last line of its journal: every column here stands in that line too, the row's
`seq` and `head` equal the line's number and leaf, and a trigger refuses any other change (`migrations/_guards.py`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Confidentiality(models.TextChoices):
    """Mức độ tiếp cận. State secrets have no place in this system at all."""

    PUBLIC = "public", _("Public")
    INTERNAL = "internal", _("Internal")
    RESTRICTED = "restricted", _("Restricted")
    SEALED = "sealed", _("Sealed")


class Whose(models.TextChoices):
    """Thời gian tính cho ai. On whose clock an interval runs."""

    AGENCY = "agency", _("Agency")
    APPLICANT = "applicant", _("Applicant")
    CONSULTED = "consulted", _("Consulted body")
    HIGHER = "higher", _("Higher level")
    OUTAGE = "outage", _("System outage")
    TRANSFER = "transfer", _("In transfer")


class Case(models.Model):
    """Công việc. Something the administration owes somebody: one holder, one legal clock, one journal."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=1000)
    skey = models.TextField()
    law_on = models.DateField()
    confidentiality = models.CharField(max_length=12, choices=Confidentiality, default=Confidentiality.INTERNAL)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    accountable_agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    issuing_agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    holder_agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    holder_official = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    doer_official = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    transfer_agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, db_index=False, related_name="+")
    transfer_official = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    transfer_at = models.DateTimeField(null=True)
    transfer_due_at = models.DateTimeField(null=True)

    phase = models.CharField(max_length=40)
    station = models.CharField(max_length=40)
    whose_clock = models.CharField(max_length=12, choices=Whose, default=Whose.AGENCY)
    opened_at = models.DateTimeField()
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_basis = models.JSONField(default=dict)
    next_event_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True, default="")
    asking = models.CharField(max_length=12, blank=True, default="")
    times_returned = models.PositiveSmallIntegerField(default=0)

    seq = models.PositiveIntegerField()
    head = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_transfer_is_whole",
                condition=Q(
                    transfer_agency__isnull=True,
                    transfer_at__isnull=True,
                    transfer_due_at__isnull=True,
                    transfer_official__isnull=True,
                )
                | Q(transfer_agency__isnull=False, transfer_at__isnull=False, transfer_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_has_both_dates_or_none",
                condition=Q(due_at__isnull=True, first_due_at__isnull=True)
                | Q(due_at__isnull=False, first_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_closed_has_outcome",
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="case_closes_after_opening",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder_official", "due_at"], condition=Q(closed_at=None), name="case_open_by_official"
            ),
            models.Index(fields=["holder_agency", "due_at"], condition=Q(closed_at=None), name="case_open_by_agency"),
            models.Index(
                fields=["transfer_agency"], condition=Q(transfer_agency__isnull=False), name="case_in_transfer"
            ),
            models.Index(fields=["accountable_agency", "kind", "due_at"], name="case_by_accountable"),
            models.Index(fields=["issuing_agency", "kind", "due_at"], name="case_by_issuing"),
            models.Index(fields=["kind", "due_at", "id"], name="case_by_kind_due"),
            models.Index(fields=["next_event_at"], condition=Q(closed_at=None), name="case_next_event"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def stream(self) -> str:
        """Name of the case's journal."""
        return f"case/{self.code}"


class Custody(models.Model):
    """Chuỗi nắm giữ. Interval [from_at, to_at) of one holder; an open case has exactly one that is open.

    `state`: *holding*; *in_transfer* (offered to `to_agency`, the giver still accountable); *stopped* (the clock
    stands: reported, waiting for verification); *closed* (between close and reopen).
    """

    class State(models.TextChoices):
        HOLDING = "holding", _("Holding")
        IN_TRANSFER = "in_transfer", _("In transfer")
        STOPPED = "stopped", _("Waiting for verification")
        CLOSED = "closed", _("Closed")

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="custody")
    line_seq = models.PositiveIntegerField()
    agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    to_agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, db_index=False, related_name="+")
    to_official = models.ForeignKey("org.Official", models.PROTECT, null=True, db_index=False, related_name="+")
    station = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=State)
    whose_clock = models.CharField(max_length=12, choices=Whose)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "line_seq"], name="custody_numbered"),
            models.UniqueConstraint(fields=["case"], condition=Q(to_at=None), name="custody_one_open"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="custody_forward"),
        ]
        indexes = [models.Index(fields=["agency", "from_at"], name="custody_by_agency")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.line_seq}"


class ClockEvent(models.Model):
    """Sự kiện thời hạn. The truth a due date is computed from; see `core.clock`."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="clock_events")
    line_seq = models.PositiveIntegerField()
    i = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    whose = models.CharField(max_length=12, choices=Whose, default=Whose.AGENCY)
    limit = models.CharField(max_length=80, blank=True, default="")
    fixed_at = models.DateTimeField(null=True)
    rule = models.CharField(max_length=80, blank=True, default="")
    ground = models.CharField(max_length=80, blank=True, default="")
    words = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "line_seq", "i"], name="clock_event_numbered")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.line_seq} {self.kind}"


class Request(models.Model):
    """Đề nghị (gia hạn, giao lại). Asked by who is responsible, decided by the office that ordered the work.

    While it waits the asker stays responsible and the clock runs.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("Extension")
        REASSIGNMENT = "reassignment", _("Re-assignment")

    class Decision(models.TextChoices):
        WAITING = "waiting", _("Waiting for a decision")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    case = models.ForeignKey(Case, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=Kind)
    ground = models.CharField(max_length=80)
    words = models.TextField(blank=True, default="")
    new_due_at = models.DateTimeField(null=True)
    to_agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    from_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decision_words = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(decision="waiting"), name="request_one_waiting_per_case"
            ),
            models.CheckConstraint(
                name="request_decided_is_whole",
                condition=Q(decision="waiting", decided_at=None, decided_by="")
                | ~Q(decision="waiting") & Q(decided_at__isnull=False) & ~Q(decided_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class Link(models.Model):
    """Liên kết công việc. Why one case stands beside another (the parent is a column of the case itself)."""

    class Kind(models.TextChoices):
        CAUSED_BY = "caused_by", _("Caused by")
        ANSWERS = "answers", _("Answers")
        SAME_MATTER = "same_matter", _("Same matter")

    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other", "kind"], name="link_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class CaseAccess(models.Model):
    """Danh sách được tiếp cận. The people for whom a sealed or restricted case exists."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="access")
    official = models.ForeignKey("org.Official", models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "official"], name="case_access_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.official_id}"


class Watch(models.Model):
    """Theo dõi. An official who wants to hear of every act; watching gives no right to see."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="watches")
    official = models.ForeignKey("org.Official", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "official"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.official_id}"


class CaseDocument(models.Model):
    """Tài liệu của công việc. A registered document or an evidence file that belongs to the case."""

    class Role(models.TextChoices):
        SOURCE = "source", _("Source document")
        EVIDENCE = "evidence", _("Evidence")
        RESULT = "result", _("Result")

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=300)
    role = models.CharField(max_length=12, choices=Role)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(file__isnull=False), name="case_document_is_something"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """Bộ lọc đã lưu. A list somebody looks at every morning, by the name he gave it."""

    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "page", "name"], name="saved_view_named_once")]

    def __str__(self) -> str:
        return self.name


class CodeSeries(models.Model):
    """Dãy số công việc. Last number given in a series and year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="code_series_once")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"


class Notice(models.Model):
    """Thông báo. Tells one official of one act on a case; a copy for reading, never the truth."""

    official = models.ForeignKey("org.Official", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    line_seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "case", "line_seq"], name="notice_once")]
        indexes = [models.Index(fields=["official", "-at"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.verb}"
