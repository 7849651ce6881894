"""Thẩm quyền và lấy ý kiến theo vấn đề: who decides what, and how long and in what silence others are asked.

Dated data with source and standing. Rows are never rewritten: one ends (`valid_to`) or is withdrawn (`withdrawn_at`),
and a new one is made.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.kernel.casework.models.cases import Case


class Tier(models.TextChoices):
    """Cấp quyết định. Where in the administration a matter is decided."""

    CENTRE = "centre", _("Central Government")
    PROVINCE = "province", _("Provincial People's Committee and its Chairman")
    DEPARTMENT = "department", _("Specialised agency of the province")
    COMMUNE = "commune", _("People's Committee of the commune and its Chairman")
    UNIT = "unit", _("Division or unit")


class RuleStanding(models.TextChoices):
    """Mức độ kiểm chứng."""

    VERIFIED = "verified", _("Verified")
    UNVERIFIED = "unverified", _("Not verified")
    LOCAL = "local", _("Local choice")


class Silence(models.TextChoices):
    """Im lặng nghĩa là gì. What no answer within the time means."""

    CONSENT = "consent", _("Silence counts as consent")
    NO_OPINION = "no_opinion", _("Silence counts as no opinion")
    ESCALATES = "escalates", _("Silence goes to the head above")


class DatedRule(models.Model):
    """What every row laid down for a matter says: the matter, its basis, its days, who wrote it."""

    matter = models.SlugField(max_length=60)
    label = models.CharField(max_length=300)
    article = models.CharField(max_length=120)
    instrument = models.CharField(max_length=200)
    standing = models.CharField(max_length=12, choices=RuleStanding)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True, default="")
    ended_because = models.CharField(max_length=500, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def source(self) -> str:
        """Article and instrument as one citation."""
        return f"{self.article}, {self.instrument}" if self.article else self.instrument


class Competence(DatedRule):
    """Thẩm quyền quyết định. At which tier, by which agency and post a matter is decided.

    `agency` set: this one agency; empty: the agency of that tier above (or of) the unit concerned.
    """

    tier = models.CharField(max_length=12, choices=Tier)
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="competence_days"
            ),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="competence_tier_known"),
            models.CheckConstraint(condition=~Q(article="") & ~Q(instrument=""), name="competence_has_article"),
        ]
        indexes = [models.Index(fields=["matter", "valid_from"], name="competence_by_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.tier}"


class ConsultationTerm(DatedRule):
    """Thời hạn và hệ quả im lặng khi lấy ý kiến về một vấn đề. `window` is text of the working-time reader."""

    window = models.CharField(max_length=80)
    silence = models.CharField(max_length=12, choices=Silence)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="consultation_term_days"
            ),
            models.CheckConstraint(condition=Q(silence__in=Silence.values), name="consultation_silence_known"),
        ]
        indexes = [models.Index(fields=["matter", "valid_from"], name="consultation_by_matter")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.window}"


class Referral(models.Model):
    """Báo cáo vượt thẩm quyền. One case put before the higher level, with the article that makes it theirs."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    line_seq = models.PositiveIntegerField()
    matter = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    basis = models.CharField(max_length=330)
    standing = models.CharField(max_length=12)
    ground = models.CharField(max_length=80)
    words = models.TextField(blank=True, default="")
    from_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "line_seq"], name="referral_once")]
        indexes = [models.Index(fields=["at"], name="referral_by_day")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.matter}"
