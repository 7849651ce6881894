"""Nội dung của một phiên bản: the cases a procedure knows, their papers, fees, limits and routes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from congvu.domain.procedures.models.catalogue import Version


class Collected(models.TextChoices):
    """Thời điểm thu."""

    RECEPTION = "reception", _("At reception")
    SUPPLEMENT = "supplement", _("When papers are supplemented")
    RETURN = "return", _("When the result is returned")


class Who(models.TextChoices):
    """Ai thực hiện bước. Whose station it is, seen from the agency that settles."""

    DESK = "desk", _("One-stop desk")
    SETTLING = "settling", _("The agency that settles")
    ABOVE = "above", _("The agency above it")
    NAMED = "named", _("Another agency, by name")


class SupplementPolicy(models.TextChoices):
    """Cách tính lại thời hạn khi bổ sung hồ sơ. Empty: as the rule in force on the day says."""

    BY_RULE = "", _("As the rule in force says")
    RESTART = "restart", _("The limit begins anew")
    SHIFT = "shift", _("The appointment moves by the time it took")


class StationKind(models.TextChoices):
    """Loại bước. What happens at a station, and so whose time it is."""

    WORK = "work", _("Settling")
    CONSULT = "consult", _("Other bodies are asked")
    PAYMENT = "payment", _("The applicant pays what he owes")
    POSTING = "posting", _("Public posting")
    RETURN = "return", _("Results are handed out")


class Variant(models.Model):
    """Trường hợp. One procedure may have several, each with its own limit, papers, fees and route.

    `limit` is the code of a limit ("15 working days + 8 working hours"); `limit_note` what the decision adds in words.
    `phases` are its parts in their order, each with a limit of its own (`{"code", "name", "limit"}`); empty: one phase.
    `refusal_limit` is the time to refuse in, where it differs; `extension_limit` the time by which the procedure itself
    may be extended. `same_day`: due the day it is received, or the next working day when received after 15:00.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="variants")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300, blank=True, default="")
    limit = models.CharField(max_length=200, blank=True, default="")
    limit_note = models.CharField(max_length=1000, blank=True, default="")
    hours_a_day = models.PositiveSmallIntegerField(default=8)
    phases = models.JSONField(default=list, blank=True)
    refusal_limit = models.CharField(max_length=200, blank=True, default="")
    extension_limit = models.CharField(max_length=200, blank=True, default="")
    same_day = models.BooleanField(default=False)
    supplement_policy = models.CharField(
        max_length=8, choices=SupplementPolicy.choices, blank=True, default=SupplementPolicy.BY_RULE
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="procedure_variant_numbered"),
            models.CheckConstraint(condition=Q(hours_a_day__range=(1, 24)), name="procedure_variant_hours_of_a_day"),
            models.CheckConstraint(
                condition=Q(supplement_policy__in=SupplementPolicy.values), name="procedure_variant_supplement_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.position)


class Paper(models.Model):
    """Thành phần hồ sơ. `held_by` names the State's own source where the paper need not be brought any more."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=1000)
    form = models.CharField(max_length=200, blank=True, default="")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    mandatory = models.BooleanField(default=True)
    when_needed = models.CharField(max_length=500, blank=True, default="")
    held_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "position"], name="procedure_paper_numbered"),
            models.CheckConstraint(condition=~Q(name=""), name="procedure_paper_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Fee(models.Model):
    """Phí, lệ phí, in đồng. `free_when` says who does not pay."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="fees")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()
    per = models.CharField(max_length=60, blank=True, default="")
    collected = models.CharField(max_length=12, choices=Collected.choices, default=Collected.RECEPTION)
    free_when = models.CharField(max_length=1000, blank=True, default="")
    basis = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "position"], name="procedure_fee_numbered"),
            models.CheckConstraint(condition=~Q(name=""), name="procedure_fee_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StationGroup(models.Model):
    """Nhóm bước dùng chung thời hạn."""

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="groups")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["variant", "code"], name="procedure_group_once"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="procedure_group_takes_time"),
        ]

    def __str__(self) -> str:
        return self.name


class Station(models.Model):
    """Bước của quy trình. `minutes` empty: it shares its group's time, or stands outside the count.

    `branch` names the side-by-side branch it belongs to, opened by the station before the first of them. `phase` is
    the code of a phase of its case (empty: the first); `aside_limit` how long it lasts outside the count, where the law
    says so; `silence_agrees`: a body asked here that does not answer in the station's time has agreed.
    """

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="stations")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    who = models.CharField(max_length=10, choices=Who.choices, default=Who.SETTLING)
    agency = models.ForeignKey("org.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True, default="")
    minutes = models.PositiveIntegerField(null=True, blank=True)
    group = models.CharField(max_length=40, blank=True, default="")
    counted = models.BooleanField(default=True)
    back_to = models.JSONField(default=list, blank=True)
    branch = models.CharField(max_length=40, blank=True, default="")
    product = models.CharField(max_length=300, blank=True, default="")
    phase = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=8, choices=StationKind.choices, default=StationKind.WORK)
    aside_limit = models.CharField(max_length=200, blank=True, default="")
    silence_agrees = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "position"], name="procedure_station_numbered"),
            models.UniqueConstraint(fields=["variant", "code"], name="procedure_station_code_once"),
            models.CheckConstraint(condition=Q(who__in=Who.values), name="procedure_station_who_known"),
            models.CheckConstraint(condition=Q(kind__in=StationKind.values), name="procedure_station_kind_known"),
            models.CheckConstraint(
                condition=~Q(who=Who.NAMED) | Q(agency__isnull=False), name="procedure_station_names_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"
