"""Sổ quỹ. Receipts are cancelled and never deleted; a closed book changes by counter-entries only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.domain.onestop.models import CashDay, Charge, Desk
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.cash import CLOSE, Entry, entries_of, sums_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record


@transaction.atomic
def cancel_receipt(
    *, actor: Actor, case_id: int, receipt_no: int, reason: str, owed_again: bool = True, now: datetime
) -> list[Charge]:
    """Hủy biên lai. Its number stays used, the sum is given back as an entry of the open book of today.

    With `owed_again` the fees stand as owed once more (a wrong way of payment, a wrong receipt), else they are given
    back for good. Journal: `dossier.fee_cancelled`. MoveRefused for a receipt that is cancelled already.
    """
    rows = list(
        Charge.objects.select_for_update(no_key=True, of=("self",))
        .filter(dossier_id=case_id, receipt_no=receipt_no).order_by("position")
    )  # fmt: skip
    if not rows:
        raise NotFound(_("There is no receipt of this number."))
    require(actor, desks.RECEIVE, rows[0].desk_id)
    if not reason.strip():
        raise Invalid(_("Write why the receipt is cancelled: it stays in the book."), field="reason")
    if any(one.cancelled_at is not None for one in rows):
        raise MoveRefused(_("This receipt has been cancelled already."), code="cancelled")
    _who, case = begin(actor, case_id, now, kind=DOSSIER)
    last = Charge.objects.filter(dossier_id=case_id).order_by("-position").values_list("position", flat=True)[0]
    for place, one in enumerate(rows, last + 1):
        one.cancelled_at, one.cancelled_why, one.cancelled_by_id = now, reason.strip()[:300], actor.official_id
        one.save(update_fields=["cancelled_at", "cancelled_why", "cancelled_by"])
        if owed_again and case.closed_at is None:
            Charge.objects.create(dossier_id=case_id, position=place, name=one.name, amount=one.amount,
                                  count=one.count, collected=one.collected, desk_id=one.desk_id)  # fmt: skip
    body = {"receipt": receipt_no, "amount": sum(one.amount for one in rows), "reason": reason.strip(),
            "owed_again": owed_again}  # fmt: skip
    commit([Change(case, "dossier.fee_cancelled", body=body)], actor=actor, now=now)
    return rows


@transaction.atomic
def close_book(*, actor: Actor, desk_id: int, note: str = "", now: datetime) -> CashDay:
    """Khóa sổ quỹ. What was taken and given back since the last closing, summed up by clerk and way of payment.

    Once a day; what comes afterwards stands in the next book. Journal of the desk: `cash_book.closed`.
    """
    require(actor, CLOSE, desk_id)
    Desk.objects.select_for_update(no_key=True, of=("self",)).get(pk=desk_id)
    today = people.local_date(now)
    if CashDay.objects.filter(desk_id=desk_id, day=today).exists():
        raise MoveRefused(
            _("The cash book of today has been closed already."),
            hint=_("What is taken now stands in the book of the next day."), code="closed",
        )  # fmt: skip
    last = CashDay.objects.filter(desk_id=desk_id).order_by("-closed_at").first()
    entries = entries_of(desk_id, None)
    totals = sums_of(entries)
    book = CashDay.objects.create(
        desk_id=desk_id, day=today, since=last.closed_at if last else None, closed_at=now, closed_by=actor.signature,
        receipts=len({one.receipt_no for one in entries if one.amount >= 0}),
        cancelled=len({one.receipt_no for one in entries if one.is_counter}), amount=sum(one.amount for one in entries),
        totals=[one.as_row() for one in totals], note=note.strip()[:500],
    )  # fmt: skip
    _put_in(book, entries)
    body: dict[str, Any] = {"day": today.isoformat(), "amount": book.amount, "receipts": book.receipts,
                            "cancelled": book.cancelled, "totals": book.totals}  # fmt: skip
    record(stream=f"desk/{desk_id}/cash", verb="cash_book.closed", at=now, actor=actor.signature, body=body)
    return book


def _put_in(book: CashDay, entries: list[Entry]) -> None:
    taken = [one.charge_id for one in entries if not one.is_counter]
    given_back = [one.charge_id for one in entries if one.is_counter]
    Charge.objects.filter(pk__in=taken, cash_day=None).update(cash_day=book)
    Charge.objects.filter(pk__in=given_back, cancel_day=None).update(cancel_day=book)
