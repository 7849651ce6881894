"""Đồng bộ Cổng Dịch vụ công: what the portal has to be told of dossiers, and where its account differs from ours."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models.dossiers import Dossier


class PortalRecord(models.Model):
    """Hồ sơ trên Cổng. How far the portal has been told of a dossier.

    `line_seq` is the last journal line that became messages, `digest` the hash of the account that was drawn then;
    `numbered` counts the messages; `known_since` is when the portal first took it.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="portal_record")
    line_seq = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, default="")
    numbered = models.PositiveIntegerField(default=0)
    known_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.line_seq}"


class PortalMessage(models.Model):
    """Gói tin gửi Cổng. One thing the portal has to be told, as it will be told: it keeps its bytes at every attempt.

    `unclear`: the portal may have kept it although no answer came. `tries` counts answers that were no; a portal that
    does not answer costs no try. A dead one waits for a person.
    """

    class Kind(models.TextChoices):
        DOSSIER = "dossier", _("Dossier")
        PROGRESS = "progress", _("Progress")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Taken by the portal")
        DEAD = "dead", _("Given up, needs somebody")
        REPLACED = "replaced", _("Replaced by a newer one")

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="portal_messages")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    line_seq = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField()
    payload = models.JSONField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    silences = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    unclear = models.BooleanField(default=False)
    last_error = models.CharField(max_length=500, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="onestop_portal_message_numbered"),
            models.CheckConstraint(
                condition=Q(state="waiting", next_try_at__isnull=False, answered_at=None)
                | Q(state__in=["dead", "replaced"], next_try_at=None)
                | Q(state="sent", next_try_at=None, answered_at__isnull=False),
                name="onestop_portal_message_state_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="onestop_portal_to_send"),
            models.Index(fields=["dossier", "number"], condition=Q(state="waiting"), name="onestop_portal_in_order"),
            models.Index(fields=["state", "-created_at"], name="onestop_portal_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.number}"


class Reconciliation(models.Model):
    """Đối soát. What the portal said at a moment of the dossiers received in a period, beside what we say."""

    class Source(models.TextChoices):
        FETCHED = "fetched", _("Fetched from the portal")
        FILE = "file", _("File downloaded from the portal")

    from_on = models.DateField()
    to_on = models.DateField()
    source = models.CharField(max_length=8, choices=Source.choices)
    file_name = models.CharField(max_length=200, blank=True, default="")
    sha256 = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    theirs = models.PositiveIntegerField()
    ours = models.PositiveIntegerField()
    agreed = models.PositiveIntegerField()
    on_time_here = models.PositiveIntegerField(default=0)
    on_time_there = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="onestop_reconciliation_period"),
        ]

    def __str__(self) -> str:
        return f"{self.from_on:%d/%m/%Y} – {self.to_on:%d/%m/%Y}"


class Difference(models.Model):
    """Chênh lệch. One thing the portal says otherwise, with why it may be, and the journal lines that speak for us.

    `ours` and `theirs` are what is compared, as texts; `evidence` lists lines: number, moment, verb, actor, leaf.
    """

    class Kind(models.TextChoices):
        MISSING_THERE = "missing_there", _("Missing on the portal")
        MISSING_HERE = "missing_here", _("Missing here")
        STATUS = "status", _("Status differs")
        DUE = "due", _("Due date differs")
        ENDED = "ended", _("End of work differs")
        ASKED = "asked", _("Number of requests for papers differs")
        VERDICT = "verdict", _("On time here, late there, or the other way round")

    class Cause(models.TextChoices):
        OURS_WAITS = "ours_waits", _("Our message has not been taken yet")
        OURS_DEAD = "ours_dead", _("Our message was refused and given up")
        AFTER = "after", _("Changed here after the portal's list was made")
        APPLICANT = "applicant", _("The applicant's time is counted as the agency's")
        BY_DAY = "by_day", _("The portal compares days, the law the moment")
        AGENCY = "agency", _("The agency's own time")
        PORTAL = "portal", _("Told to the portal, which says otherwise")
        UNKNOWN = "unknown", _("Not known to us")

    reconciliation = models.ForeignKey(Reconciliation, models.CASCADE, related_name="differences")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    desk = models.ForeignKey("onestop.Desk", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    ours = models.CharField(max_length=200, blank=True, default="")
    theirs = models.CharField(max_length=200, blank=True, default="")
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "code", "kind"], name="onestop_difference_once"),
        ]
        indexes = [models.Index(fields=["reconciliation", "kind", "cause"], name="onestop_difference_by_kind")]

    def __str__(self) -> str:
        return f"{self.code}: {self.kind}"
