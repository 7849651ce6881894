"""Người nộp hồ sơ. Applicants, with no more about them than a dossier needs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """Loại đối tượng (0 citizen, 1 enterprise, 2 household business in the national interface)."""

    CITIZEN = "citizen", _("Citizen")
    ENTERPRISE = "enterprise", _("Enterprise")
    HOUSEHOLD = "household", _("Household business")
    ORGANISATION = "organisation", _("Body or organisation")


class IdKind(models.TextChoices):
    """Loại giấy tờ định danh."""

    PERSONAL = "personal", _("Personal identification number")
    PASSPORT = "passport", _("Passport")
    TAX = "tax", _("Enterprise or tax number")
    DECISION = "decision", _("Decision of establishment")
    NONE = "none", _("No paper at hand")


class Applicant(models.Model):
    """Chủ hồ sơ. One person or organisation, known by its identification; offered again at the next dossier."""

    kind = models.CharField(max_length=12, choices=PartyKind.choices, default=PartyKind.CITIZEN)
    id_kind = models.CharField(max_length=10, choices=IdKind.choices, default=IdKind.PERSONAL)
    id_number = models.CharField(max_length=30, null=True, blank=True)  # noqa: DJ001 -- unique where there is one
    name = models.CharField(max_length=300)
    born_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    skey = models.CharField(max_length=320)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id_kind", "id_number"], name="onestop_applicant_once"),
            models.CheckConstraint(condition=~Q(name=""), name="onestop_applicant_has_a_name"),
            models.CheckConstraint(
                condition=Q(id_kind=IdKind.NONE, id_number=None)
                | ~Q(id_kind=IdKind.NONE) & Q(id_number__isnull=False) & ~Q(id_number=""),
                name="onestop_applicant_number_with_its_kind",
            ),
        ]
        indexes = [models.Index(fields=["phone"], condition=~Q(phone=""), name="onestop_applicant_phone")]

    def __str__(self) -> str:
        return self.name
