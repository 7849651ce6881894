"""First set-up: the guided page, samples, imports with a dry run, exports, one-time passwords."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.face.setup.forms import SheetForm
from congvu.face.setup.queries.progress import steps
from congvu.face.setup.views.files import download, rows_of
from congvu.kernel.accounts import actions
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.accounts.queries.intake import login_rows
from congvu.kernel.org.extract import INTAKE, write_csv, write_xlsx
from congvu.kernel.org.extract.columns import Column, Sheet
from congvu.kernel.org.queries.intake import intake_by_id, intakes
from congvu.kernel.org.queries.outline import outline, samples
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

ADD = "org.agency.add"
#: Rows of errors and changes on the page; the file has all.
SHOWN = 100
ERRORS = Sheet("errors", "Lỗi", (
    Column("sheet", "Bảng"), Column("line", "Dòng"), Column("column", "Cột"), Column("text", "Lỗi"),
))  # fmt: skip


@requires(ADD)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What a first set-up needs, how far it has come, and the latest imports."""
    on = timezone.localdate()
    context = {"steps": steps(on), "intakes": intakes(), "sheets": list(INTAKE.values()), "form": SheetForm()}
    return render(request, "setup/overview.html", context)


@requires(ADD)
@require_GET
def sample(_request: HttpRequest, kind: str) -> HttpResponse:
    """The workbook with every sheet and one row of example, or one sheet as .csv."""
    rows = samples()
    if kind in INTAKE:
        return download(write_csv(INTAKE[kind], rows[kind]), f"mau-{kind}", "csv")
    return download(write_xlsx([(sheet, rows[code]) for code, sheet in INTAKE.items()]), "mau-nhap-to-chuc")


@requires(ADD)
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The organisation as a workbook, or one sheet of it as .csv; both can be taken in again."""
    rows = outline()
    if acting(request).may("accounts.account.read"):
        rows["accounts"] = login_rows()
    if kind in INTAKE:
        if kind not in rows:
            require(acting(request), "accounts.account.read")
        return download(write_csv(INTAKE[kind], rows[kind]), f"to-chuc-{kind}", "csv")
    if kind != "all":
        raise NotFound(_("There is no such sheet."))
    return download(write_xlsx([(INTAKE[code], some) for code, some in rows.items()]), "to-chuc")


@requires(ADD)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a sheet to be checked; nothing is written yet."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        try:
            name, content, rows = rows_of(form.cleaned_data["file"], INTAKE)
            row = actions.bring_intake(
                actor=acting(request), name=name, content=content, rows=rows, now=timezone.now()
            )
            return redirect("setup:intake", row.pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "sheets": list(INTAKE.values())}
    return render(request, "setup/bring.html", context, status=422 if form.errors else 200)


@requires(ADD)
@require_GET
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run or the result of an import: counts by sheet, the first changes and the first errors."""
    row = intake_by_id(pk)
    titles = {code: sheet.title for code, sheet in INTAKE.items()}
    counts = [(titles.get(code, code), some) for code, some in row.plan.items()]
    context: dict[str, Any] = {
        "intake": row, "counts": counts, "shown": SHOWN,
        "changes": [(titles.get(sheet, sheet), *rest) for sheet, *rest in row.changes[:SHOWN]],
        "problems": [(titles.get(sheet, sheet), *rest) for sheet, *rest in row.problems[:SHOWN]],
        "anything": any(some[what] for some in row.plan.values() for what in ("create", "change", "end")),
    }  # fmt: skip
    return render(request, "setup/intake.html", context)


@requires(ADD)
@require_GET
def errors(_request: HttpRequest, pk: int) -> HttpResponse:
    """Every error of an import as a workbook."""
    row = intake_by_id(pk)
    titles = {code: sheet.title for code, sheet in INTAKE.items()}
    rows = [
        {"sheet": titles.get(sheet, sheet), "line": str(line), "column": column, "text": text}
        for sheet, line, column, text in row.problems
    ]
    return download(write_xlsx([(ERRORS, rows)]), f"loi-dot-nhap-{row.pk}")


@requires(ADD)
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a checked sheet in."""
    actions.start_intake(actor=acting(request), intake=intake_by_id(pk), now=timezone.now())
    messages.success(request, _("The sheet is being taken in; this page shows how far it is."))
    return redirect("setup:intake", pk)


@requires("accounts.account.manage")
@never_cache
@require_POST
def passwords(request: HttpRequest, pk: int) -> HttpResponse:
    """The one-time passwords of the log-ins an import opened: to be printed now, shown never again."""
    row = intake_by_id(pk)
    rows = actions.print_passwords(actor=acting(request), intake=row, now=timezone.now())
    return render(request, "setup/passwords.html", {"intake": row, "rows": rows})
