"""Cán bộ, công chức, viên chức: posts, who fills them, who is away and who may act for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from congvu.core.text import skey, sort_key
from congvu.kernel.org.models.agencies import Agency
from congvu.kernel.org.models.stamps import Fact


class Official(Fact):
    """Cán bộ, công chức, viên chức. A person in the service; what they do there is an appointment."""

    code = models.SlugField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    skey = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)

    class Meta:
        db_table = "org_official"
        constraints = [models.CheckConstraint(condition=~Q(full_name=""), name="org_official_has_a_name")]

    def __str__(self) -> str:
        return self.full_name

    def fill_keys(self) -> Official:
        """Set the search and sort keys from the name."""
        self.skey = skey(f"{self.full_name} {self.code}")[:200]
        self.sort_key = sort_key(self.full_name)[:200]
        return self


class Post(Fact):
    """Vị trí, chức vụ. One seat of an agency, filled by one official at a time."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    is_head = models.BooleanField(default=False)
    is_deputy = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=500)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "org_post"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="org_post_ends_after_begin"
            ),
            models.CheckConstraint(condition=~Q(is_head=True, is_deputy=True), name="org_post_head_or_deputy"),
            models.CheckConstraint(condition=~Q(title=""), name="org_post_has_a_title"),
            models.UniqueConstraint(fields=["agency", "code", "valid_from"], name="org_post_code_once"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=Q(valid_to__isnull=True), name="org_post_code_once_now"
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(is_head=True, valid_to__isnull=True), name="org_post_one_head_now"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Appointment(Fact):
    """Bổ nhiệm, phân công. `official` fills `post` from `from_on`; `to_on` is the first day they no longer do."""

    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "org_appointment"
        indexes = [models.Index(fields=["official", "from_on"], name="org_appointment_official")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="org_appointment_ends_after_begin"
            ),
            models.UniqueConstraint(
                fields=["post"], condition=Q(to_on__isnull=True), name="org_appointment_one_person_now"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} @ {self.post_id} ({self.from_on}–{self.to_on or ''})"


class Absence(Fact):
    """Vắng mặt. `official` is away from `from_on` until the day before `to_on`; `deputy` acts meanwhile.

    `withdrawn_at` set: the absence was recorded and taken back; the row stays.
    """

    official = models.ForeignKey(Official, models.PROTECT, related_name="absences")
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True, default="")
    deputy = models.ForeignKey(Official, models.PROTECT, null=True, blank=True, related_name="deputising")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "org_absence"
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="org_absence_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("official")), name="org_absence_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} ({self.from_on}–{self.to_on})"


class Delegation(Fact):
    """Ủy quyền. `to_official` may act for `from_official` within `scope`, from `from_on` until the day before `to_on`.

    `basis` is the paper of authorisation; `withdrawn_at` set: taken back before its end.
    """

    from_official = models.ForeignKey(Official, models.PROTECT, related_name="delegations_given")
    to_official = models.ForeignKey(Official, models.PROTECT, related_name="delegations_received")
    scope = models.CharField(max_length=300)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "org_delegation"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="org_delegation_ends_after_begin"
            ),
            models.CheckConstraint(condition=~Q(from_official=F("to_official")), name="org_delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.from_official_id} → {self.to_official_id} ({self.from_on}–{self.to_on or ''})"
