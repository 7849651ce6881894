"""Thu phí: fees taken and receipts cancelled at the counter; the cash book, open and closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, Refusal
from congvu.domain.onestop.actions import cash as actions
from congvu.domain.onestop.actions import paying
from congvu.domain.onestop.forms.desk import CancelReceiptForm, CloseBookForm
from congvu.domain.onestop.models import CashDay, Desk
from congvu.domain.onestop.queries import cash, counter, desks, slip_contents
from congvu.domain.onestop.queries.cash_sheets import sheet_of, workbook
from congvu.domain.onestop.views.desk import desk_here
from congvu.domain.onestop.views.slips import answer
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(desks.RECEIVE)
@require_POST
def collect(request: HttpRequest, code: str) -> HttpResponse:
    """Take what a dossier owes, by the way chosen."""
    actor = acting(request)
    row = counter.dossier_for(actor, code)
    due = slip_contents.owed(row)
    for one in due:
        paying.collect(actor=actor, charge_id=one.pk, paid_by=request.POST.get("paid_by", ""), now=timezone.now())
    if due:
        messages.success(request, _("The fee has been taken."))
    return redirect("onestop:received", row.case.code)


@requires(desks.RECEIVE)
@require_GET
def receipt(request: HttpRequest, code: str, number: int, fmt: str) -> HttpResponse:
    """Phiếu thu."""
    row = counter.dossier_for(acting(request), code)
    rows = cash.receipt([row.desk_id, row.returns_id], row.pk, number)
    return answer(slip_contents.fee_receipt(rows), fmt, f"phieu-thu-{number}-{row.case.code}", inline=True)


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hủy biên lai, with the reason."""
    actor = acting(request)
    row = counter.dossier_for(actor, code)
    rows = cash.receipt([row.desk_id, row.returns_id], row.pk, number)
    form = CancelReceiptForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_receipt(actor=actor, case_id=row.pk, receipt_no=number, now=timezone.now(),
                                   **form.cleaned_data)  # fmt: skip
            messages.success(request, _("Receipt %(n)d is cancelled; its number stays used.") % {"n": number})
            return redirect("onestop:cash")
        except Refusal as refusal:
            blame(form, refusal)
    context = {"dossier": row, "number": number, "rows": rows, "amount": sum(one.amount for one in rows), "form": form}
    return render(request, "onestop/cancel.html", context, status=422 if form.errors else 200)


def _book(desk: Desk, day: str) -> CashDay | None:
    """The closed book of a day; None for the open one."""
    if not day:
        return None
    try:
        return cash.book_of(desk.pk, date.fromisoformat(day))
    except ValueError:
        raise Invalid(_("This is no day.")) from None


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The cash book: what is open, or the closed one of `day=`; closing it (POST)."""
    actor, desk, now = acting(request), desk_here(request), timezone.now()
    if request.method == "POST":
        closed = actions.close_book(actor=actor, desk_id=desk.pk, note=request.POST.get("note", ""), now=now)
        messages.success(request, _("The cash book is closed."))
        return redirect(f"{request.path}?day={closed.day.isoformat()}")
    chosen = _book(desk, request.GET.get("day", ""))
    entries = cash.entries_of(desk.pk, chosen)
    sums = cash.kept_sums(chosen) if chosen is not None else cash.sums_of(entries)
    context: dict[str, Any] = {
        "desk": desk, "book": chosen, "entries": entries, "sums": sums, "amount": sum(one.amount for one in sums),
        "receipts": len({one.receipt_no for one in entries if not one.is_counter}), "books": cash.books_of(desk.pk),
        "may_close": chosen is None and actor.may(cash.CLOSE, desk.pk), "form": CloseBookForm(), "now": now,
        "closed_today": any(one.day == timezone.localdate(now) for one in cash.books_of(desk.pk, 1)),
    }  # fmt: skip
    return render(request, "onestop/cash.html", context)


@requires(desks.RECEIVE)
@require_GET
def book_file(request: HttpRequest, fmt: str) -> HttpResponse:
    """The cash book on paper or as a workbook."""
    desk, now = desk_here(request), timezone.now()
    chosen = _book(desk, request.GET.get("day", ""))
    entries = cash.entries_of(desk.pk, chosen)
    day = chosen.day if chosen is not None else timezone.localdate(now)
    stem = f"so-quy-{desk.identifier}-{day.isoformat()}"
    if fmt == "xlsx":
        made = HttpResponse(workbook(desk, chosen, entries, day), content_type=XLSX)
        made["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
        return made
    return paper_response(sheet_of(desk, chosen, entries, day), fmt, stem, inline=True)
