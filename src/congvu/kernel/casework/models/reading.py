"""Rows for reading and numbering: saved lists, number series, notices. None of them is the truth of a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from congvu.kernel.casework.models.cases import Case

#: A search text of at most so many bytes fits into an index beside its agency (a page of PostgreSQL holds three).
BRIEF = 2400


class CaseWords(models.Model):
    """Chữ để tìm. The search text of a case beside it: written once, so that no act on the case touches its indexes.

    A copy of `Case.skey` with the accountable agency, by which PostgreSQL finds words among 2,000,000 cases: all words
    of the cases of a few agencies from one index, a rare word of any agency by its groups of three letters. Its indexes
    are made in `migrations/_words.py`; `brief` says that the text fits into one.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="+")
    agency = models.ForeignKey("org.Agency", models.PROTECT, db_index=False, related_name="+")
    text = models.TextField()
    brief = models.BooleanField()

    def __str__(self) -> str:
        return str(self.case_id)

    @classmethod
    def of(cls, case: Case) -> CaseWords:
        """The row of a case."""
        return cls(
            case_id=case.pk, agency_id=case.accountable_agency_id, text=case.skey,
            brief=len(case.skey.encode()) <= BRIEF,
        )  # fmt: skip


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
