"""Sổ quỹ: entries of a desk's cash book, open or closed, and their sums by clerk and way of payment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import CashDay, Charge, PaidBy
from congvu.kernel.casework.policy import people

CLOSE = "onestop.cash.close"


@dataclass(frozen=True, slots=True)
class Entry:
    """Một dòng sổ quỹ. A payment, or with a negative amount the counter-entry of a cancelled receipt."""

    charge_id: int
    at: datetime
    receipt_no: int
    dossier_id: int
    code: str
    applicant: str
    name: str
    amount: int
    paid_by: str
    clerk: str
    reason: str = ""

    @property
    def is_counter(self) -> bool:
        """Whether money was given back."""
        return bool(self.reason)

    @property
    def way(self) -> str:
        """How it was paid, in words."""
        return str(dict(PaidBy.choices).get(self.paid_by, self.paid_by))


@dataclass(frozen=True, slots=True)
class Total:
    """Cộng theo người thu và hình thức."""

    clerk: str
    paid_by: str
    receipts: int
    amount: int

    @property
    def way(self) -> str:
        """How it was paid, in words."""
        return str(dict(PaidBy.choices).get(self.paid_by, self.paid_by))

    def as_row(self) -> dict[str, Any]:
        """As a closed book keeps it."""
        return {"clerk": self.clerk, "paid_by": self.paid_by, "receipts": self.receipts, "amount": self.amount}


def _charges(desk_id: int) -> QuerySet[Charge]:
    return Charge.objects.filter(desk_id=desk_id, paid_at__isnull=False).select_related("dossier__case")


def _entry(row: Charge, *, counter: bool) -> Entry:
    at = row.cancelled_at if counter else row.paid_at
    by = row.cancelled_by_id if counter else row.taken_by_id
    assert at is not None
    assert row.receipt_no is not None
    return Entry(
        charge_id=row.pk, at=at, receipt_no=row.receipt_no, dossier_id=row.dossier_id, code=row.dossier.case.code,
        applicant=row.dossier.applicant_name, name=row.name, amount=-row.amount if counter else row.amount,
        paid_by=row.paid_by, clerk=people.official_name(by) or _("The system"),
        reason=row.cancelled_why if counter else "",
    )  # fmt: skip


def entries_of(desk_id: int, book: CashDay | None) -> list[Entry]:
    """The entries of a closed book, or of the open one; in the order they were made. Two statements."""
    taken = Q(cash_day=book) if book is not None else Q(cash_day=None)
    back = Q(cancel_day=book) if book is not None else Q(cancel_day=None)
    found = [_entry(row, counter=False) for row in _charges(desk_id).filter(taken)]
    found += [_entry(row, counter=True) for row in _charges(desk_id).filter(back, cancelled_at__isnull=False)]
    return sorted(found, key=lambda one: (one.at, one.receipt_no, one.charge_id))


def sums_of(entries: Iterable[Entry]) -> list[Total]:
    """Sums by clerk and way of payment; a receipt counts where it was taken."""
    kept: dict[tuple[str, str], tuple[set[int], int]] = {}
    for one in entries:
        numbers, amount = kept.get((one.clerk, one.paid_by), (set(), 0))
        kept[one.clerk, one.paid_by] = (numbers if one.is_counter else numbers | {one.receipt_no}, amount + one.amount)
    return [Total(clerk, way, len(numbers), amount) for (clerk, way), (numbers, amount) in sorted(kept.items())]


def kept_sums(book: CashDay) -> list[Total]:
    """The sums of a closed book as they were then."""
    return [Total(one["clerk"], one["paid_by"], one["receipts"], one["amount"]) for one in book.totals]


def books_of(desk_id: int, limit: int = 31) -> list[CashDay]:
    """The closed books of a desk, the newest first."""
    return list(CashDay.objects.filter(desk_id=desk_id).order_by("-day")[:limit])


def book_of(desk_id: int, day: date) -> CashDay:
    """A closed book; NotFound for a day whose book was not closed."""
    book = CashDay.objects.filter(desk_id=desk_id, day=day).first()
    if book is None:
        raise NotFound(_("No cash book was closed on that day."))
    return book


def receipt(desk_ids: Iterable[int], dossier_id: int, receipt_no: int) -> list[Charge]:
    """The charges on one receipt; NotFound outside the desks."""
    rows = list(
        Charge.objects.filter(desk_id__in=desk_ids, dossier_id=dossier_id, receipt_no=receipt_no)
        .select_related("dossier__case", "dossier__applicant", "dossier__procedure", "desk__agency")
    )  # fmt: skip
    if not rows:
        raise NotFound(_("There is no receipt of this number."))
    return rows


def charge(charge_id: int) -> Charge:
    """One charge with its dossier and desk; NotFound."""
    row = Charge.objects.select_related("dossier__case", "desk").filter(pk=charge_id).first()
    if row is None:
        raise NotFound(_("There is no such charge."))
    return row
