"""Items from a sheet: upload, dry run with row-by-row findings, then import."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.domain.programme.actions.importing import import_items, read_rows
from congvu.domain.programme.forms import SheetForm
from congvu.domain.programme.queries import programmes as queries
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.queries.tickets import brought_by, ticket_for
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill

SAMPLE = (
    ("Tên đề án, văn bản", "Loại", "Cơ quan soạn thảo", "Cơ quan phối hợp", "Thời gian trình", "Căn cứ",
     "Ngày bắt đầu", "Thời gian trình ban đầu", "Bước đang thực hiện"),
    ("Đề án phát triển kinh tế số", "Đề án", "Sở Khoa học và Công nghệ", "Sở Tài chính; Sở Nội vụ", "tháng 6",
     "Nghị quyết của HĐND tỉnh", "", "", ""),
    ("Đề án đang thực hiện từ trước", "Đề án", "Sở Nội vụ", "", "15/09/2026", "Chương trình công tác năm 2026",
     "12/01/2026", "15/06/2026", "Đang lấy ý kiến"),
)  # fmt: skip
#: A sheet that was uploaded is shown only to who brought it, by a signed ticket that lasts a day.
TICKET = "programme.upload"


@requires("programme.item.import")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Choose the sheet; it is checked and kept, nothing is imported yet."""
    actor, now = acting(request), timezone.now()
    programme = queries.programme_for(actor, programme_id)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()

    def act() -> str:
        given = form.cleaned_data["file"]
        file = store_upload(actor=actor, name=given.name, content=given, now=now)
        read_rows(read_content(file.sha256), programme, timezone.localdate(now))
        ticket = ticket_for(actor, file, given.name, TICKET)
        return reverse("programme:import_check", args=[programme.pk, ticket])

    return fill(request, form, act, template="programme/import.html", more={"programme": programme})


@requires("programme.item.import")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, programme_id: int, ticket: str) -> HttpResponse:
    """The dry run: every row with what is wrong with it; importing is possible when nothing is."""
    actor, now = acting(request), timezone.now()
    programme = queries.programme_for(actor, programme_id)
    file, name = brought_by(actor, ticket, TICKET)
    rows = read_rows(read_content(file.sha256), programme, timezone.localdate(now))
    if request.method == "POST":
        try:
            cases = import_items(actor=actor, programme_id=programme.pk, rows=rows, file=file, name=name, now=now)
            messages.success(request, _("%(n)d items were registered.") % {"n": len(cases)})
            return redirect("programme:board", programme.pk)
        except Refusal as refusal:
            messages.error(request, str(refusal))
    wrong = [row for row in rows if row.problems]
    context = {"rows": rows, "wrong": wrong, "name": name, "programme": programme}
    return render(request, "programme/import_check.html", context)


@requires("programme.item.import")
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """A sheet with the columns the import knows and one line as an example."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Chương trình công tác")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, SAMPLE[0], bold)
        for line, values in enumerate(SAMPLE[1:], start=1):
            sheet.write_row(line, 0, values)
        sheet.set_column(0, 0, 50)
        sheet.set_column(1, len(SAMPLE[0]) - 1, 24)
        sheet.freeze_panes(1, 0)
    answer = HttpResponse(
        buffer.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = 'attachment; filename="mau-nhap-chuong-trinh-cong-tac.xlsx"'
    return answer
