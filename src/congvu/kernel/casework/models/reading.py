"""Rows for reading and numbering: saved lists, number series, notices. None of them is the truth of a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from congvu.kernel.casework.models.cases import Case


class SavedView(models.Model):
    """Bộ lọc đã lưu. A list somebody looks at every morning, by the name he gave it.

    `shared_with`: colleagues of this agency and its units may use it too; what each sees is for the policy to say.
    """

    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    shared_with = models.ForeignKey("org.Agency", models.PROTECT, null=True, related_name="+")
    is_default = models.BooleanField(default=False)
    is_pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "page", "name"], name="saved_view_named_once"),
            models.UniqueConstraint(
                fields=["account", "page"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CodeSeries(models.Model):
    """Dãy số công việc. Last number given in a series and year."""

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="code_series_once")]

    def __str__(self) -> str:
        return f"{self.series}-{self.year}: {self.last}"


class Notice(models.Model):
    """Thông báo. Tells one official of one act on a case; a copy for reading, never the truth."""

    official = models.ForeignKey("org.Official", models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    line_seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["official", "case", "line_seq"], name="notice_once")]
        indexes = [models.Index(fields=["official", "-at"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.verb}"
