"""Cơ quan, đơn vị và sự kế thừa: agencies with validity, and who inherited from whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from congvu.core.text import agency_key, sort_key
from congvu.kernel.org.models.calendars import Calendar
from congvu.kernel.org.models.stamps import Fact


class AgencyKind(models.TextChoices):
    """What sort of body an agency is; group addressees expand by it."""

    PEOPLES_COMMITTEE = "peoples_committee", _("People's Committee")
    PEOPLES_COUNCIL = "peoples_council", _("People's Council")
    OFFICE = "office", _("Office")
    DEPARTMENT = "department", _("Department")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    BOARD = "board", _("Management board")
    VERTICAL = "vertical", _("Vertical-sector agency")
    FRONT = "front", _("Fatherland Front and unions")
    SERVICE_CENTRE = "service_centre", _("Public administration service centre")
    PUBLIC_UNIT = "public_unit", _("Public non-business unit")
    DIVISION = "division", _("Division")


class Level(models.TextChoices):
    """Cấp hành chính. The district level ended on 1 July 2025."""

    PROVINCE = "province", _("Provincial level")
    DISTRICT = "district", _("District level")
    COMMUNE = "commune", _("Commune level")


class PlaceKind(models.TextChoices):
    """Loại đơn vị hành chính that a People's Committee governs; empty for other agencies."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("Rural district")
    CITY = "city", _("Provincial city")
    TOWN = "town", _("Town")
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    TOWNSHIP = "township", _("Township")
    SPECIAL_ZONE = "special_zone", _("Special zone")


class Agency(Fact):
    """Cơ quan, đơn vị. One agency or unit under one name and one parent; a change of either is a successor's row.

    `valid_from` is the first day it exists, `valid_to` the first day it no longer does. `calendar` empty: the
    parent's. `aliases` are other prints of the name ("Sở KH&ĐT", "SKHĐT"); `symbol` is the code in document numbers.
    """

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True, default="")
    symbol = models.CharField(max_length=20, blank=True, default="")
    aliases = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    place_kind = models.CharField(max_length=12, choices=PlaceKind.choices, blank=True, default="")
    place_name = models.CharField(max_length=80, blank=True, default="")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    calendar = models.ForeignKey(Calendar, models.PROTECT, null=True, blank=True, related_name="agencies")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    skey = models.CharField(max_length=320, db_index=True)
    sort_key = models.CharField(max_length=320)
    position = models.PositiveSmallIntegerField(default=500)
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    website = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        db_table = "org_agency"
        indexes = [models.Index(fields=["valid_from", "valid_to"], name="org_agency_valid")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="org_agency_ends_after_begin"
            ),
            models.CheckConstraint(condition=Q(kind__in=AgencyKind.values), name="org_agency_kind_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="org_agency_level_known"),
            models.CheckConstraint(
                condition=Q(place_kind__in=["", *PlaceKind.values]), name="org_agency_place_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="org_agency_not_its_own_parent"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="org_agency_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name with the agency above it where the name alone says nothing: "Văn phòng Sở, Sở Nội vụ"."""
        inner = self.kind == AgencyKind.DIVISION or (self.kind == AgencyKind.OFFICE and self.level == Level.COMMUNE)
        if not inner or self.parent is None:
            return self.name
        return f"{self.name}, {self.parent.short_name or self.parent.name}"

    def fill_keys(self) -> Agency:
        """Set the search and sort keys from the names; every action that makes an agency calls it."""
        self.skey = " | ".join(agency_key(text) for text in [self.name, self.short_name, *self.aliases] if text)[:320]
        self.sort_key = sort_key(self.name)[:320]
        return self


class SuccessionKind(models.TextChoices):
    """How an heir came to its inheritance."""

    MERGE = "merge", _("Merger")
    SPLIT = "split", _("Split")
    RENAME = "rename", _("Renaming")
    TRANSFER = "transfer", _("Transfer")
    ABOLISH = "abolish", _("Abolition")


class Succession(Fact):
    """Kế thừa. `successor` takes over `share` (0 < share ≤ 1) of `predecessor` from `on`, by `decision`.

    The shares of one predecessor sum to 1; the actions see to it, because no single row can.
    """

    predecessor = models.ForeignKey(Agency, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    on = models.DateField()
    share = models.DecimalField(max_digits=9, decimal_places=8)
    decision = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "org_succession"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="org_succession_once"),
            models.CheckConstraint(condition=Q(share__gt=0) & Q(share__lte=1), name="org_succession_share_in_range"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="org_succession_not_to_itself"),
            models.CheckConstraint(condition=Q(kind__in=SuccessionKind.values), name="org_succession_kind_known"),
        ]
        indexes = [models.Index(fields=["on"], name="org_succession_on")]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.on})"


class AgencyGroup(Fact):
    """Nhóm cơ quan as documents address them: "các sở, ban, ngành", "UBND các xã, phường".

    `surfaces` are the prints; `rule` says which agencies are meant on a day: a list of alternatives under "any", each
    with `kinds`, `levels`, `place_kinds`, `codes`, `under` (code of the direct parent), `except_codes`; an ended
    group has the first day without it under "until".
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    surfaces = models.JSONField(default=list)
    rule = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=500)

    class Meta:
        db_table = "org_agencygroup"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="org_agencygroup_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def ended_on(self) -> date | None:
        """The first day on which it means nobody any more; None while it has not been ended."""
        until = self.rule.get("until")
        return date.fromisoformat(until) if until else None
