"""Văn bản chỉ đạo: a directive as it was registered, its text cut into passages, and what it cites."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Directive(models.Model):
    """Văn bản chỉ đạo. An official document that orders work, from registration to the end of its last task.

    `text` is the text as it was reviewed: spans of passages, clauses, citations and targets are code-point offsets
    into it, and it never changes after registration. Of a document that was only routed, `text` holds the leader's
    comments; a further comment is added at its end, and `facts["routed"]` says by clause whose comment it was.
    """

    class State(models.TextChoices):
        IN_REVIEW = "in_review", _("In review")
        ISSUED = "issued", _("Issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    owner_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.IN_REVIEW)
    text = models.TextField()
    text_is_recognised = models.BooleanField(default=False)
    retelling = models.BooleanField(default=False)
    addressees = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    skey = models.TextField()
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True, default="")
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    end_ground = models.CharField(max_length=80, blank=True, default="")
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="directive_issued_is_whole",
                condition=Q(issued_at=None, issued_by="") | Q(issued_at__isnull=False) & ~Q(issued_by=""),
            ),
            models.CheckConstraint(
                name="directive_ended_is_whole",
                condition=Q(ended_on=None, ended_by="", end_ground="", replaced_by=None)
                | Q(ended_on__isnull=False) & ~Q(ended_by="") & ~Q(end_ground=""),
            ),
        ]
        indexes = [models.Index(fields=["-registered_at", "-id"], name="directive_newest")]

    def __str__(self) -> str:
        return f"directive {self.pk}"

    @property
    def stream(self) -> str:
        """Name of the directive's journal."""
        return f"directive/{self.pk}"


class Passage(models.Model):
    """Đoạn văn bản. A sentence or list item of the body; together they cover every sentence of it.

    `mark` says what became of it; *unseen* is grey and counted until somebody has looked. `proposal` keeps what the
    reader thought, so that its error rate can be measured on real work.
    """

    class Mark(models.TextChoices):
        UNSEEN = "unseen", _("Not looked at")
        CLAUSE = "clause", _("Clause")
        NO_ACTION = "no_action", _("No action")
        NARRATIVE = "narrative", _("Narrative")
        HEADING = "heading", _("Heading or form")

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    proposal = models.CharField(max_length=20)
    mark = models.CharField(max_length=12, choices=Mark, default=Mark.UNSEEN)
    because = models.CharField(max_length=300, blank=True, default="")
    marked_by = models.CharField(max_length=200, blank=True, default="")
    marked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "start"], name="passage_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_forward"),
            models.CheckConstraint(
                condition=~Q(mark="no_action") | ~Q(because=""), name="passage_no_action_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class Citation(models.Model):
    """Văn bản được dẫn. A document the directive cites; linked when it is in our registers, listed when not."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    type = models.CharField(max_length=100, blank=True, default="")
    number = models.CharField(max_length=100, blank=True, default="")
    issued_on = models.DateField(null=True)
    issuer = models.CharField(max_length=300, blank=True, default="")
    confidence = models.FloatField(default=0)
    document = models.ForeignKey("documents.Document", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["start"]

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()
