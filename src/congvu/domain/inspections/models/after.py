"""Sau kiểm tra: findings that become final only after notice and answer, the conclusion, what must be put right."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """Mức độ. Classes of the shipped grading, each with its points as dated data."""

    REMARK = 0, _("Remark, put right on site")
    MINOR = 1, _("Minor")
    MEDIUM = 2, _("Medium")
    GRAVE = 3, _("Grave")
    VERY_GRAVE = 4, _("Very grave")


class FindingState(models.TextChoices):
    """Trạng thái của một phát hiện."""

    DRAFT = "draft", _("Draft")
    NOTICED = "noticed", _("Told, waiting for the answer")
    ANSWERED = "answered", _("Explained")
    FINAL = "final", _("Final")
    DROPPED = "dropped", _("Dropped after the answer")


class Finding(models.Model):
    """Phát hiện. Line, fact, rule, evidence, severity, unit or person.

    The database lets none become final without notice, without an answer or the end of its time, and without the
    answer considered. `praise` are good practices: they need no answer. `repeats` an earlier finding that came back.
    """

    visit = models.ForeignKey("inspections.Visit", models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey("inspections.ChecklistItem", models.PROTECT, null=True, related_name="+")
    praise = models.BooleanField(default=False)
    fact = models.CharField(max_length=2000)
    rule = models.CharField(max_length=500, blank=True, default="")
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.MINOR)
    unit = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    official = models.ForeignKey("org.Official", models.PROTECT, null=True, related_name="+")
    evidence = models.ManyToManyField("inspections.Evidence", related_name="findings", blank=True)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="came_back")
    state = models.CharField(max_length=9, choices=FindingState, default=FindingState.DRAFT)
    explanation = models.OneToOneField("casework.Case", models.PROTECT, null=True, related_name="+")
    noticed_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    silent_at = models.DateTimeField(null=True, blank=True)
    considered_at = models.DateTimeField(null=True, blank=True)
    considered_by = models.CharField(max_length=200, blank=True, default="")
    considered = models.TextField(blank=True, default="")
    final_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["unit", "final_at"], name="inspection_finding_of_unit")]
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="inspection_finding_once"),
            models.CheckConstraint(condition=Q(severity__lte=4), name="inspection_finding_severity"),
            models.CheckConstraint(
                condition=Q(state="final", final_at__isnull=False) | ~Q(state="final") & Q(final_at=None),
                name="inspection_final_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(final_at=None)
                | Q(praise=True)
                | Q(explanation__isnull=False, noticed_at__isnull=False, considered_at__isnull=False)
                & Q(answer_by__isnull=False, answer_by__gt=F("noticed_at"), final_at__gte=F("considered_at"))
                & ~Q(considered="")
                & (
                    Q(answered_at__isnull=False, answered_at__gte=F("noticed_at"), considered_at__gte=F("answered_at"))
                    | Q(silent_at__isnull=False, silent_at__gt=F("answer_by"), considered_at__gte=F("silent_at"))
                ),
                name="inspection_final_after_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="inspection_answer_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}/{self.number}"


class Conclusion(models.Model):
    """Thông báo kết luận. Signed by the ordering person after the report; published when personal data are out."""

    visit = models.OneToOneField("inspections.Visit", models.PROTECT, primary_key=True, related_name="conclusion")
    report_number = models.CharField(max_length=60, blank=True, default="")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=200, blank=True, default="")
    number = models.CharField(max_length=60, blank=True, default="")
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField(blank=True, default="")
    public_words = models.TextField(blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_at=None) | Q(reported_at__isnull=False) & ~Q(number=""),
                name="inspection_concluded_after_report",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(concluded_at__isnull=False) & ~Q(public_words=""),
                name="inspection_published_after_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return str(self.visit_id)


class PublicationChange(models.Model):
    """Đính chính, gỡ công khai. A change of what is public: proposed on a coded ground, approved by who signs.

    `words` say why, for everybody; `public_words` are the corrected ones. What was public stands in the journal.
    """

    class Sort(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        REMOVAL = "removal", _("Removal")

    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="changes")
    sort = models.CharField(max_length=10, choices=Sort)
    ground = models.CharField(max_length=80)
    words = models.CharField(max_length=1000)
    public_words = models.TextField(blank=True, default="")
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    approved = models.BooleanField(null=True)

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conclusion"], condition=Q(decided_at=None), name="inspection_one_change_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, approved=None) | Q(decided_at__isnull=False, approved__isnull=False),
                name="inspection_change_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(sort="correction") | ~Q(public_words=""), name="inspection_correction_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conclusion_id}: {self.sort}"


class Recommendation(models.Model):
    """Kiến nghị. What has to be put right: a case of the unit that owes it, tied to its finding."""

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="recommendation")
    visit = models.ForeignKey("inspections.Visit", models.PROTECT, related_name="recommendations")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="recommendations")
    what = models.CharField(max_length=1000)
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.CharField(max_length=200, blank=True, default="")
    report = models.TextField(blank=True, default="")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(max_length=200, blank=True, default="")
    verified = models.TextField(blank=True, default="")
    rechecks = models.ManyToManyField("inspections.Visit", related_name="rechecked", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None, report="") | Q(reported_at__isnull=False) & ~Q(report=""),
                name="inspection_remedy_report_whole",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None)
                | Q(reported_at__isnull=False, verified_at__gte=F("reported_at")) & ~Q(verified=""),
                name="inspection_remedy_verified_after_report",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class Resample(models.Model):
    """Tái kiểm tra hiệu quả. Some months later the same item is sampled again: did it come back?

    `cases`: what was drawn from `population` cases by `seed` over the list with `listing_hash`, each with what was
    found. Items that are not about cases have none: how many were looked at is written down on site.
    """

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="resamples")
    due_on = models.DateField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    population = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=64, blank=True, default="")
    listing_hash = models.CharField(max_length=64, blank=True, default="")
    cases = models.JSONField(default=list)
    size = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    came_back = models.BooleanField(null=True)
    words = models.CharField(max_length=1000, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(faults__lte=F("size")), name="inspection_resample_counts"),
            models.CheckConstraint(
                condition=Q(done_at=None, came_back=None) | Q(done_at__isnull=False, came_back__isnull=False),
                name="inspection_resample_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}/{self.due_on}"
