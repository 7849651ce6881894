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
                fields=["holder_official", "due_at", "id"], condition=Q(closed_at=None), name="case_open_by_official"
            ),
            models.Index(fields=["holder_agency", "due_at"], condition=Q(closed_at=None), name="case_open_by_agency"),
            models.Index(
                fields=["transfer_agency"], condition=Q(transfer_agency__isnull=False), name="case_in_transfer"
            ),
            models.Index(
                fields=["transfer_official"], condition=Q(transfer_official__isnull=False), name="case_offered_to"
            ),
            # Every side and person that makes a case visible has its index: the OR of them is read from indexes, and
            # the nearest deadlines of each in their order.
            models.Index(
                fields=["holder_agency", "due_at", "id"],
                condition=~Q(holder_agency=F("accountable_agency")),
                name="case_held_elsewhere",
            ),
            models.Index(
                fields=["holder_agency", "due_at", "id"],
                condition=~Q(holder_agency=F("accountable_agency")) & Q(closed_at=None),
                name="case_open_held_elsewhere",
            ),
            # The few that agencies gave to or hold for others, beside the many that a desk has of its own commune.
            models.Index(
                fields=["issuing_agency", "accountable_agency"],
                condition=~Q(issuing_agency=F("accountable_agency")),
                name="case_given_to_others",
            ),
            models.Index(
                fields=["holder_agency", "accountable_agency"],
                condition=~Q(holder_agency=F("accountable_agency")),
                name="case_held_for_others",
            ),
            models.Index(
                fields=["holder_official", "holder_agency"],
                condition=Q(holder_official__isnull=False),
                name="case_by_holder_official",
            ),
            models.Index(
                fields=["doer_official", "holder_agency"],
                condition=Q(doer_official__isnull=False),
                name="case_by_doer",
            ),
            models.Index(fields=["due_at", "id"], condition=Q(confidentiality="public"), name="case_public"),
            models.Index(fields=["due_at", "id"], condition=Q(closed_at=None), name="case_open_by_due"),
            models.Index(fields=["accountable_agency", "due_at", "id"], name="case_by_accountable"),
            models.Index(
                fields=["accountable_agency", "due_at", "id"],
                condition=Q(closed_at=None),
                name="case_open_by_accountable",
            ),
            models.Index(fields=["issuing_agency", "due_at", "id"], name="case_by_issuing"),
            # What a desk asks: what nobody has in hand, and what was reported to the office that ordered it.
            models.Index(
                fields=["holder_agency", "due_at", "id"],
                condition=Q(closed_at=None, holder_official=None),
                name="case_nameless",
            ),
            models.Index(
                fields=["issuing_agency", "stopped_at"],
                condition=Q(closed_at=None, stopped_at__isnull=False),
                name="case_to_verify",
            ),
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
