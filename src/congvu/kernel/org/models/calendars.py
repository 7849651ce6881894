"""Lịch làm việc: days off, swapped days, shifts and outages, each with when it was true and when it was known.

A row is never rewritten: a new announcement closes the known row (`known_to`) and adds its own (`known_from`), so that
the calendar can always be read as it was known at any moment.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.kernel.org.models.stamps import Fact


class Standing(models.TextChoices):
    """Mức độ xác thực of a dated fact."""

    VERIFIED = "verified", _("Verified")
    UNVERIFIED = "unverified", _("Not verified")
    LOCAL = "local", _("Local choice")


class DayKind(models.TextChoices):
    """What is special about a day."""

    OFF = "off", _("Day off")
    WORK = "work", _("Working day (swapped)")
    HALF = "half", _("Half day")
    SHIFTS = "shifts", _("Other hours")


class ShiftUse(models.TextChoices):
    """Hours of processing count in deadlines; hours of reception do not."""

    PROCESSING = "processing", _("Processing hours")
    RECEPTION = "reception", _("Reception hours")


def _known_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(known_to__isnull=True) | Q(known_to__gte=F("known_from")), name=f"org_{name}_known_in_order"
    )


class Calendar(Fact):
    """Lịch làm việc. Its own days and shifts stand before those of the calendar it is `based_on`."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="variants")

    class Meta:
        db_table = "org_calendar"
        constraints = [
            models.CheckConstraint(
                condition=Q(based_on__isnull=True) | ~Q(based_on=F("id")), name="org_calendar_not_based_on_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalendarDay(Fact):
    """Ngày nghỉ, ngày làm bù, ngày làm việc nửa ngày. What `day` is in `calendar`, as known from `known_from`.

    `shifts` is the text "07:00-11:30,13:30-17:00", for other hours and for half days that are no mornings. `switch`
    names a proposal that is not decided: such a row counts for nothing until somebody adopts it.
    """

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=8, choices=DayKind.choices)
    shifts = models.CharField(max_length=60, blank=True, default="")
    label = models.CharField(max_length=120, blank=True, default="")
    label_en = models.CharField(max_length=120, blank=True, default="")
    switch = models.CharField(max_length=40, blank=True, default="")
    source = models.CharField(max_length=300)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "org_calendarday"
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "day", "switch"],
                condition=Q(known_to__isnull=True),
                name="org_calendarday_one_known_now",
            ),
            _known_in_order("calendarday"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="org_calendarday_kind_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="org_calendarday_standing_known"),
            models.CheckConstraint(condition=~Q(source=""), name="org_calendarday_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class CalendarYear(Fact):
    """Lịch nghỉ của một năm. How far the whole list of days of a year can be trusted, and where it comes from."""

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "org_calendaryear"
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "year"], condition=Q(known_to__isnull=True), name="org_calendaryear_one_known_now"
            ),
            _known_in_order("calendaryear"),
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2200), name="org_calendaryear_in_range"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="org_calendaryear_standing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.standing}"


class CalendarShift(Fact):
    """Giờ làm việc. One stretch of a weekday (0 = Monday) in `calendar`, true on days from `valid_from`."""

    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="shifts")
    use = models.CharField(max_length=10, choices=ShiftUse.choices, default=ShiftUse.PROCESSING)
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.LOCAL)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "org_calendarshift"
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="org_calendarshift_ends_after_begin"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="org_calendarshift_weekday"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="org_calendarshift_valid"
            ),
            models.CheckConstraint(condition=Q(use__in=ShiftUse.values), name="org_calendarshift_use_known"),
            _known_in_order("calendarshift"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts}–{self.ends}"


class Outage(Fact):
    """Sự cố gián đoạn. A declared stretch in which the work could not be done: of one agency or of a whole calendar.

    `ends_at` empty: still going on. `announced_at` is when it became known; `withdrawn_at` when it was taken back.
    """

    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, blank=True, related_name="outages")
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, blank=True, related_name="outages")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    source = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "org_outage"
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True, calendar__isnull=False)
                | Q(agency__isnull=False, calendar__isnull=True),
                name="org_outage_of_agency_or_calendar",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="org_outage_ends_after_begin"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="org_outage_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at}–{self.ends_at or ''}"
