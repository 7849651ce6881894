"""What stands around a case: requests, links, who may see, who watches, the papers that belong to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.models.cases import Case


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
