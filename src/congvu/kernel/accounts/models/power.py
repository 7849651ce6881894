"""Roles and grants: which permissions somebody holds, where, and from when to when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """Vai trò. A named list of permission codes. Shipped roles come from `roles.py` and follow it at each upgrade."""

    code = models.SlugField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    permissions: models.JSONField[Any, Any] = models.JSONField(default=list)
    shipped = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("Role")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if (get_language() or "vi").startswith("en") else self.name_vi


class Grant(models.Model):
    """Phân quyền. An account holds a role at an agency and everything below it (none: everywhere).

    Valid on days `from_on` ≤ day < `to_on`; without `to_on` until it is revoked.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="grants")
    agency = models.ForeignKey(
        "org.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("Grant")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="grant_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["account", "role", "agency"], condition=Q(to_on__isnull=True), name="grant_open_once_per_place"
            ),
            models.UniqueConstraint(
                fields=["account", "role"], condition=Q(to_on__isnull=True, agency__isnull=True),
                name="grant_open_once_everywhere",
            ),
        ]
        indexes = [models.Index(fields=["account", "from_on"], name="grant_by_account")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.role_id} @ {self.agency_id or 'everywhere'}"
