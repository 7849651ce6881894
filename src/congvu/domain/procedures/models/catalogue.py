"""Danh mục thủ tục hành chính: what exists, and its versions with the days they hold (NĐ 63/2010 arts 8, 13–15)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Loại thủ tục: for people and enterprises, or inside the administration (QĐ 1085/QĐ-TTg)."""

    PUBLIC = "public", _("For people and enterprises")
    INTERNAL = "internal", _("Inside the administration")


class SettledAt(models.TextChoices):
    """Cấp thực hiện."""

    PROVINCE = "province", _("Provincial level")
    COMMUNE = "commune", _("Commune level")
    BOTH = "both", _("Provincial and commune level")
    CENTRE = "centre", _("Central agency in the province")


class OnlineLevel(models.TextChoices):
    """Mức độ cung cấp dịch vụ công trực tuyến. A partial service says why (NĐ 224/2026 art. 14)."""

    FULL = "full", _("Full online service")
    PARTIAL = "partial", _("Partial online service")
    INFORMATION = "information", _("Information only")


class Subject(models.TextChoices):
    """Đối tượng thực hiện."""

    CITIZEN = "citizen", _("Citizens")
    ENTERPRISE = "enterprise", _("Enterprises")
    HOUSEHOLD_BUSINESS = "household_business", _("Household businesses")
    ORGANISATION = "organisation", _("Organisations")
    FOREIGNER = "foreigner", _("Foreigners")
    AGENCY = "agency", _("State agencies")
    OFFICIAL = "official", _("Officials and employees")


class Change(models.TextChoices):
    """Loại công bố: what a decision of announcement makes of a procedure."""

    NEW = "new", _("New")
    AMENDED = "amended", _("Amended")
    REPLACED = "replaced", _("Replaced")
    ABOLISHED = "abolished", _("Abolished")


class Field(models.Model):
    """Lĩnh vực. A field of procedures, with its official code where one is known (`G03-GD10`, TT 01/2018 art. 20)."""

    name = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=20, blank=True, default="")
    sort_key = models.CharField(max_length=320)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="procedure_field_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Announcer(models.TextChoices):
    """Cơ quan ban hành quyết định công bố: each has deadlines of its own."""

    PROVINCE = "province", _("The chairman of the province")
    MINISTRY = "ministry", _("A ministry or agency of its rank")


class Procedure(models.Model):
    """Thủ tục hành chính. What it says stands in its versions.

    `stem` is the national code (`1.001193`), `top` the letter code of the province whose own version it is (empty: the
    national one), `written` the code as the decision wrote it. Internal procedures may have no code. `agency` is the
    body that answers for its content.
    """

    stem = models.CharField(max_length=8, blank=True, default="")
    top = models.CharField(max_length=3, blank=True, default="")
    written = models.CharField(max_length=80, blank=True, default="")
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.PUBLIC)
    field = models.ForeignKey(Field, models.PROTECT, related_name="procedures")
    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=1000)
    search = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stem", "top"], condition=~Q(stem=""), name="procedure_code_once"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="procedure_scope_known"),
            models.CheckConstraint(condition=~Q(stem="") | Q(scope=Scope.INTERNAL), name="procedure_public_has_a_code"),
            models.CheckConstraint(condition=~Q(name=""), name="procedure_has_a_name"),
        ]
        indexes = [models.Index(fields=["field", "agency"], name="procedure_by_field")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code as it should be written; empty for an internal procedure without one."""
        return f"{self.stem}.{self.top}" if self.top else self.stem


class Version(models.Model):
    """Phiên bản của thủ tục. A draft until it is announced; in force from `from_on` until the day before `to_on`.

    The parts follow NĐ 63/2010 art. 8.2: name, sequence, ways of doing, papers and sets, limit, subjects, agency; and
    where they apply result, requirements and fees. Papers, limits, fees and routes stand in the variants.
    `support` is the place of support (nơi hỗ trợ), one a line: where people are helped to file. It is kept apart from
    where a dossier is received (`boundary_free`), who is competent (`settled_at`, `settled_by`) and where the result is
    returned, which each applicant chooses.
    `fast_track`: the instrument behind it was made by the shortened procedure (trình tự, thủ tục rút gọn) and enacted
    on `enacted_on`, from which its announcement is timed (NĐ 63/2010 art. 15).
    `to_on` may be laid down from the start: some resolutions hold for a limited time only.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    change = models.CharField(max_length=10, choices=Change.choices, default=Change.NEW)
    name = models.CharField(max_length=1000)
    settled_at = models.CharField(max_length=10, choices=SettledAt.choices)
    boundary_free = models.BooleanField(default=False)
    interlinked = models.BooleanField(default=False)
    subjects = models.JSONField(default=list)
    sequence = models.TextField(blank=True, default="")
    ways = models.TextField(blank=True, default="")
    support = models.TextField(blank=True, default="")
    sets = models.PositiveSmallIntegerField(default=1)
    settled_by = models.CharField(max_length=300, blank=True, default="")
    result = models.TextField(blank=True, default="")
    requirements = models.TextField(blank=True, default="")
    legal_basis = models.TextField(blank=True, default="")
    online = models.CharField(max_length=12, choices=OnlineLevel.choices, default=OnlineLevel.INFORMATION)
    online_reason = models.CharField(max_length=500, blank=True, default="")
    decision = models.CharField(max_length=200, blank=True, default="")
    announcer = models.CharField(max_length=8, choices=Announcer.choices, default=Announcer.PROVINCE)
    fast_track = models.BooleanField(default=False)
    enacted_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_numbered"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(announced_on=None), name="procedure_version_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(announced_on=None, from_on=None) | Q(announced_on__isnull=False, from_on__isnull=False),
                name="procedure_version_announced_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on__isnull=False, to_on__gt=F("from_on")),
                name="procedure_version_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(announced_on__isnull=False),
                name="procedure_version_published_after_announced",
            ),
            models.CheckConstraint(
                condition=Q(announcer__in=Announcer.values), name="procedure_version_announcer_known"
            ),
            models.CheckConstraint(
                condition=Q(fast_track=False) | Q(enacted_on__isnull=False),
                name="procedure_version_fast_track_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(online=OnlineLevel.PARTIAL) | ~Q(online_reason="") | Q(announced_on=None),
                name="procedure_version_partial_says_why",
            ),
        ]
        indexes = [models.Index(fields=["from_on", "to_on"], name="procedure_version_days")]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"
