"""Running tasks from a sheet: upload, dry run with row-by-row findings, then import."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.domain.directives.actions.importing import import_tasks, read_rows
from congvu.domain.directives.forms import SheetForm
from congvu.domain.directives.policy.entries import home_agency
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.queries.tickets import file_behind, ticket_for
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

SAMPLE = (
    "Số, ký hiệu văn bản", "Ngày văn bản", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ngày giao",
    "Hạn ban đầu", "Hạn hiện tại", "Tiến độ (%)", "Ghi chú",
)  # fmt: skip


@requires("directives.task.import")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the sheet; it is checked and kept, nothing is imported yet."""
    actor, now = acting(request), timezone.now()
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            file = store_upload(actor=actor, name=given.name, content=given, now=now)
            read_rows(read_content(file.sha256), timezone.localdate(now))
            address = reverse("directives:import_check", args=[ticket_for(actor, file)])
            return redirect(f"{address}?{urlencode({'name': given.name})}")
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "directives/import.html", {"form": form}, status=422 if form.errors else 200)


@requires("directives.task.import")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ticket: str) -> HttpResponse:
    """The dry run: every row with what is wrong with it; importing is possible when nothing is."""
    actor, now = acting(request), timezone.now()
    file = file_behind(actor, ticket)
    name = (request.GET.get("name") or _("tasks.xlsx"))[:300]
    rows = read_rows(read_content(file.sha256), timezone.localdate(now))
    if request.method == "POST":
        try:
            batch = import_tasks(actor=actor, agency_id=home_agency(actor), rows=rows, file=file, name=name, now=now)
            messages.success(request, _("%(n)d running tasks were imported.") % {"n": batch.count})
            return redirect(reverse("directives:register"))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    wrong = [row for row in rows if row.problems]
    context = {"rows": rows, "wrong": wrong, "name": name, "warned": sum(1 for row in rows if row.warnings)}
    return render(request, "directives/import_check.html", context)


@requires("directives.task.import")
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """An empty sheet with the columns the import knows."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Nhiệm vụ")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, SAMPLE, bold)
        sheet.set_column(0, len(SAMPLE) - 1, 22)
        sheet.freeze_panes(1, 0)
    answer = HttpResponse(
        buffer.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = 'attachment; filename="mau-nhap-nhiem-vu.xlsx"'
    return answer
