"""Phân công lãnh đạo phụ trách, thư ký giúp việc: which deputy head looks after what, and who writes for a leader."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from congvu.kernel.org.models.agencies import Agency
from congvu.kernel.org.models.people import Delegation, Official


class Portfolio(models.Model):
    """Lĩnh vực, cơ quan được phân công phụ trách. `leader` of `agency` is in charge of a field, or of a `unit`.

    From `from_on` until the day before `to_on`; `basis` is the decision that divides the work among the leaders. A row
    is ended, never deleted: what has ended is the history.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="portfolios")
    leader = models.ForeignKey(Official, models.PROTECT, related_name="portfolios")
    unit = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=300, blank=True, default="")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        db_table = "org_portfolio"
        indexes = [models.Index(fields=["agency", "from_on"], name="org_portfolio_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="org_portfolio_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, field="") | Q(unit__isnull=True) & ~Q(field=""),
                name="org_portfolio_field_or_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader_id}: {self.field or self.unit_id}"


class Secretary(models.Model):
    """Thư ký giúp việc. Marks a delegation as that of a secretary: he enters acts for the leader, both names on the
    line. The right itself is the delegation's; withdrawing it ends the assignment."""

    delegation = models.OneToOneField(Delegation, models.PROTECT, primary_key=True, related_name="secretary")

    class Meta:
        db_table = "org_secretary"

    def __str__(self) -> str:
        return str(self.delegation_id)
