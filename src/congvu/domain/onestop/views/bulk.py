"""Nhận theo lô: the sheet tried first, then received as a whole; the slips in one file."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import typed_number
from congvu.domain.onestop.actions.bulk_receiving import receive_many
from congvu.domain.onestop.forms.bulk import BulkForm
from congvu.domain.onestop.forms.reception import kept_mark, read_kept
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.policy.bulk_sheets import MOST, SHEET, Fault, Person, read
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.queries import counter_bundles, counter_procedures, desks
from congvu.domain.onestop.queries.counter_promises import kept_file
from congvu.domain.onestop.queries.plans import receivable
from congvu.domain.onestop.views.desk import desk_here
from congvu.domain.onestop.views.slips import file_answer
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.org.extract.sheets import read_table
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(desks.RECEIVE)
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    """Choose the procedure, send the sheet, read what is wrong in it, receive the whole lot."""
    desk, now = desk_here(request), timezone.now()
    variant = typed_number(request.GET.get("case", ""))
    if variant is None:
        typed = request.GET.get("q", "")
        found = counter_procedures.choices(desk, typed, timezone.localdate(now))
        return render(request, "onestop/bulk_choose.html", {"desk": desk, "q": typed, "found": found})
    plan = receivable(variant, timezone.localdate(now))
    form = BulkForm(request.POST or None, request.FILES or None, initial={"key": secrets.token_urlsafe(18)})
    persons: list[Person] = []
    faults: list[Fault] = []
    mark = ""
    if request.method == "POST" and form.is_valid():
        try:
            file, name = _sheet(request, form.cleaned_data["kept"])
            persons, faults = read(read_table(read_content(file.sha256), SHEET, most=MOST))
            mark = kept_mark(file, name)
            if request.POST.get("do") == "receive" and not faults:
                return _received(request, desk, plan, form.cleaned_data, persons)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"desk": desk, "plan": plan, "form": form, "persons": persons, "faults": faults, "mark": mark,
               "most": MOST, "shown": persons[:10]}  # fmt: skip
    return render(request, "onestop/bulk.html", context, status=422 if form.errors else 200)


def _sheet(request: HttpRequest, kept: str) -> tuple[StoredFile, str]:
    sent = request.FILES.get("file")
    if sent is not None:
        name = sent.name or "danh-sach.xlsx"
        return store_upload(actor=acting(request), name=name, content=sent, now=timezone.now()), name  # type: ignore[arg-type]
    mark = read_kept(kept)
    file = kept_file(mark[0]) if mark else None
    if file is None or mark is None:
        raise Invalid(_("Choose the sheet."), field="file")
    return file, mark[1]


def _received(
    request: HttpRequest, desk: Desk, plan: Plan, given: dict[str, Any], persons: list[Person]
) -> HttpResponse:
    bundle = receive_many(
        actor=acting(request), desk_id=desk.pk, variant_id=plan.variant_id, organisation=given["organisation"],
        persons=persons, paid_by=given["paid_by"], key=given["key"], now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("%(n)d dossiers have been received.") % {"n": len(persons)})
    return redirect("onestop:bundle", bundle.pk)


@requires(desks.RECEIVE)
@require_GET
def bundle(request: HttpRequest, bundle_id: int) -> HttpResponse:
    """A group of dossiers: codes, and their slips in one file."""
    found, rows = counter_bundles.bundle_for(acting(request), bundle_id)
    return render(request, "onestop/bundle.html", {"bundle": found, "rows": rows})


@requires(desks.RECEIVE)
@require_GET
def bundle_slips(request: HttpRequest, bundle_id: int) -> HttpResponse:
    """The receipts of a group as one PDF."""
    _found, rows = counter_bundles.bundle_for(acting(request), bundle_id)
    whole = counter_bundles.receipts_in_one(acting(request), rows)
    return file_answer(whole, "pdf", f"phieu-lo-{bundle_id}", inline=True)


@requires(desks.RECEIVE)
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """The sheet to fill in."""
    made = HttpResponse(counter_bundles.sample_sheet(), content_type=XLSX)
    made["Content-Disposition"] = 'attachment; filename="mau-danh-sach-ho-so.xlsx"'
    return made
