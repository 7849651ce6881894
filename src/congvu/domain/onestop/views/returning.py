"""Trả kết quả: found by code or name, fee, who takes it; one by one, for the post, or many."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotFound, Refusal
from congvu.core.text import typed_number, typed_numbers
from congvu.domain.onestop.actions import returning as actions
from congvu.domain.onestop.actions.returning import Taking
from congvu.domain.onestop.forms.desk import TakingForm
from congvu.domain.onestop.models import Dossier, Taker
from congvu.domain.onestop.papers import ResultHandover, ResultLine, ResultReceipt
from congvu.domain.onestop.papers.contents import Person
from congvu.domain.onestop.queries import counter, desks, slip_contents
from congvu.domain.onestop.views import rating
from congvu.domain.onestop.views.desk import desk_here
from congvu.domain.onestop.views.slips import answer
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import kinds
from congvu.kernel.casework.queries.cases import documents_of
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires(desks.RECEIVE)
@require_GET
def returning(request: HttpRequest) -> HttpResponse:
    """Scan or type a code or a name; below, everything that waits to be returned (`list=to_post`: by post)."""
    actor, now, desk = acting(request), timezone.now(), desk_here(request)
    typed = request.GET.get("q", "").strip()
    code = "to_post" if request.GET.get("list") == "to_post" else "to_return"
    rows = counter.waiting(actor, desk.pk, code, now)
    if typed:
        exact = rows.filter(case__code=counter.clean_code(typed)).first()
        if exact is not None:
            return redirect("onestop:returning_one", exact.case.code)
        ids = [one.pk for one in counter.found(actor, typed, limit=200)]
        rows = rows.filter(pk__in=ids)
    lengths = counter.counts(actor, desk.pk, now)
    shown = list(rows.prefetch_related("charges")[: actions.MOST])
    context = {
        "desk": desk, "q": typed, "list": code, "lengths": lengths, "takers": Taker.choices, "more": rows.count() - len(
            shown), "rows": [(row, sum(one.amount for one in slip_contents.owed(row))) for row in shown],
    }  # fmt: skip
    return render(request, "onestop/returning.html", context)


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def returning_one(request: HttpRequest, code: str) -> HttpResponse:
    """One result: what is owed, who takes it."""
    actor, now = acting(request), timezone.now()
    row = counter.dossier_for(actor, code)
    if row.case.phase != "settled":
        messages.info(request, _("This dossier has no result to return now."))
        return redirect(kinds.case_href(row.case.code) or "onestop:desk")
    start = {"taker": Taker.POST if row.delivery == "post" else Taker.PROXY if row.proxy else Taker.APPLICANT,
             "name": row.proxy.get("name", ""), "id_number": row.proxy.get("id_number", ""),
             "authority": row.proxy.get("authority", "")}  # fmt: skip
    form = TakingForm(posted(request), initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_out(
                actor=actor, case_id=row.pk, taking=form.taking(), paid_by=form.cleaned_data["paid_by"], now=now,
                expected_seq=typed_number(request.POST.get("seq", "")),
            )  # fmt: skip
            messages.success(request, _("The result of %(code)s has been handed over.") % {"code": row.case.code})
            rating.invite(request, row, form.cleaned_data["taker"])
            return redirect("onestop:returned", row.case.code)
        except Refusal as refusal:
            blame(form, refusal)
    due = slip_contents.owed(row)
    amount = sum(one.amount for one in due)
    context = {
        "dossier": row, "case": row.case, "form": form, "owed": due, "amount": amount,
        "person": slip_contents.applicant(row), "transfer": slip_contents.transfer_for(row.desk, amount, row.case.code),
        "shown": row.papers.filter(state="shown"),
    }  # fmt: skip
    return render(request, "onestop/returning_one.html", context, status=422 if form.errors else 200)


@requires(desks.RECEIVE)
@require_GET
def returned(request: HttpRequest, code: str) -> HttpResponse:
    """After the result went out: the receipt of it to print, and on to the next."""
    row = counter.dossier_for(acting(request), code)
    if row.returned_at is None:
        messages.info(request, _("This dossier has no result to return now."))
        return redirect(kinds.case_href(row.case.code) or "onestop:desk")
    context = {**rating.card_of(row, timezone.now()), "given": _given(row)}
    return render(request, "onestop/returned.html", context)


def _given(row: Dossier) -> Any:
    return getattr(row, "result_return", None)


@requires(desks.RECEIVE)
@require_http_methods(["POST"])
def returning_many(request: HttpRequest) -> HttpResponse:
    """Many at once: ticked rows to one taker, or each with its postal number; or their list on paper."""
    actor, now, desk = acting(request), timezone.now(), desk_here(request)
    ids = typed_numbers(request.POST.getlist("ids"))
    if request.POST.get("do") == "print":
        rows = list(counter.visible_to(actor).filter(pk__in=ids, returns=desk))
        return answer(_post_list(desk, rows, now), "pdf", "danh-sach-tra-ket-qua", inline=True)
    taker = request.POST.get("taker", Taker.APPLICANT)
    many = [
        (pk, Taking(taker=taker, name=request.POST.get("name", "") if taker == Taker.PROXY else "",
                    authority=request.POST.get("authority", ""), tracking=request.POST.get(f"tracking_{pk}", "")))
        for pk in ids
    ]  # fmt: skip
    done, refused = actions.hand_out_many(actor=actor, many=many, now=now)
    if done:
        messages.success(request, _("%(n)d results have been handed over.") % {"n": len(done)})
    codes = dict(counter.visible_to(actor).filter(pk__in=ids).values_list("pk", "case__code"))
    for pk, refusal in refused[:20]:
        messages.error(request, f"{codes.get(pk, pk)}: {refusal.message}")
    if not ids:
        messages.info(request, _("Tick the results first."))
    back = "?list=to_post" if request.POST.get("list") == "to_post" else ""
    return redirect(f"{request.path.replace('many/', '')}{back}")


def _post_list(desk: Any, rows: list[Dossier], now: Any) -> ResultHandover:
    return ResultHandover(
        desk=slip_contents.desk_facts(desk), on=timezone.localdate(now), giver_unit=desk.agency.name,
        receiver_unit="Bưu điện", at=timezone.localtime(now), lines=tuple(
            ResultLine(dossier_code=row.case.code, applicant=row.applicant_name, result=row.case.title,
                       note=row.deliver_to) for row in rows
        ),
    )  # fmt: skip


@requires(desks.RECEIVE)
@require_GET
def receipt(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """Phiếu giao nhận kết quả."""
    row = counter.dossier_for(acting(request), code)
    if row.returned_at is None:
        raise NotFound(_("The result of this dossier has not been handed over yet."))
    given = _given(row)
    results = tuple(one.name for one in documents_of(row.case) if one.role == "result") or (row.case.title,)
    taker = Person(name=given.name, id_number=given.id_number, authority=given.authority) if (
        given is not None and given.taker == Taker.PROXY) else None
    back = tuple(given.papers_back.splitlines()) if given is not None else ()
    due = timezone.localtime(row.case.due_at) if row.case.due_at else None
    what = ResultReceipt(
        desk=slip_contents.desk_facts(row.returns), on=timezone.localdate(row.returned_at),
        dossier_code=row.case.code, applicant=slip_contents.applicant(row), procedure=row.case.title, results=results,
        returned_at=timezone.localtime(row.returned_at), due_at=due, taker=taker,
        way=str(given.get_taker_display()) if given is not None else "", returned_papers=back,
        officer=given.by.partition(" (")[0] if given is not None else "",
    )  # fmt: skip
    return answer(what, fmt, f"phieu-tra-{row.case.code}", inline=True)
