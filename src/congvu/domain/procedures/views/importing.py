"""Nhập danh mục từ bảng: upload, look at what every row would do, then take all of them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.domain.procedures.actions.importing import File, import_procedures
from congvu.domain.procedures.actions.importing_plan import Does, Planned, plan
from congvu.domain.procedures.forms import FileForm
from congvu.domain.procedures.schemas import columns, sheets
from congvu.domain.procedures.schemas.sheets import Fault, Read
from congvu.domain.procedures.tables import does_badge
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.actions.files import store_upload
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.queries.tickets import brought_by, ticket_for
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

#: A file that was brought is shown only to who brought it, by a signed ticket that lasts a day.
TICKET = "procedures.upload"
#: So many faults and rows stand on the page; the sums tell of all.
MOST_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def brought(actor: Actor, request: HttpRequest) -> tuple[StoredFile, str]:
    """Keep the file that was sent; its ticket. JSON is kept as the text it is."""
    given: Any = request.FILES["file"]
    name = given.name or "tệp"
    kept = f"{name}.txt" if name.lower().endswith(".json") else name
    file = store_upload(actor=actor, name=kept, content=given, now=timezone.now())
    return file, ticket_for(actor, file, name, TICKET)


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose the sheet; it is checked and kept, nothing is imported yet."""
    actor = acting(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    form.accept(".xlsx,.csv")
    if request.method == "POST" and form.is_valid():
        try:
            file, ticket = brought(actor, request)
            sheets.read_workbook(read_content(file.sha256))
            return redirect("procedures:import_check", ticket)
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "procedures/import.html", {"form": form}, status=422 if form.errors else 200)


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ticket: str) -> HttpResponse:
    """The dry run: what every row would do and every fault by its place; importing is possible when there is none."""
    actor, now = acting(request), timezone.now()
    file, name = brought_by(actor, ticket, TICKET)
    found = sheets.read_workbook(read_content(file.sha256))
    if request.method == "POST" and not found.faults:
        try:
            done = import_procedures(actor=actor, records=found.records, file=File(name, file.sha256), now=now)
            messages.success(request, done_words(done))
            return redirect("procedures:catalogue")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    planned = plan(actor=actor, records=found.records, today=timezone.localdate(now))
    faults = faults_of(found, planned)
    rows = [Shown(line, one) for line, one in zip(found.lines, planned, strict=True) if one.does != Does.SAME]
    context = {
        "name": name, "n": len(planned), "faults": faults[:MOST_SHOWN], "fault_count": len(faults),
        "sums": sums_of(planned), "rows": rows[:MOST_SHOWN], "row_count": len(rows),
        "nothing": not faults and not rows,
    }  # fmt: skip
    return render(request, "procedures/import_check.html", context)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the dry run."""

    line: int
    plan: Planned

    @property
    def badge(self) -> object:
        return does_badge(self.plan.does)


_HEADINGS = {
    **{one.code: one.heading for one in columns.PROCEDURES.columns}, "papers": columns.PAPERS.title,
    "fees": columns.FEES.title, "route": columns.STATIONS.title, "stations": columns.STATIONS.title,
}  # fmt: skip


#: Of a row with cells that could not be read only these are told besides: the rest may follow from those cells.
_ALWAYS_TOLD = frozenset({"code", "agency", "name", "field"})


def faults_of(found: Read, planned: Sequence[Planned]) -> list[Fault]:
    """What could not be read, and what may not stand, each by sheet, row and column; a cell once."""
    faults = list(found.faults)
    title = columns.PROCEDURES.title
    unread = {one.line for one in faults if one.sheet == title}
    told = {(one.line, one.column) for one in faults if one.sheet == title}
    for line, one in zip(found.lines, planned, strict=False):
        if line in unread:
            one.does = Does.REFUSED
        for part, words in one.problems:
            fault = Fault(title, line, _HEADINGS.get(part, ""), words)
            if (line, fault.column) not in told and (line not in unread or part in _ALWAYS_TOLD):
                faults.append(fault)
    order = [sheet.title for sheet in columns.SHEETS.values()]
    return sorted(faults, key=lambda one: (order.index(one.sheet) if one.sheet in order else 0, one.line))


def sums_of(planned: Sequence[Planned]) -> list[tuple[object, int]]:
    """How many records do what, as badges and numbers; what none does is left out."""
    counts = {does: sum(one.does == does for one in planned) for does in Does}
    return [(does_badge(does), n) for does, n in counts.items() if n]


def done_words(done: dict[Does, int]) -> str:
    """What an import did, in one sentence."""
    return _("%(new)d new procedures, %(announced)d new versions, %(drafts)d drafts; %(same)d unchanged.") % {
        "new": done[Does.NEW], "announced": done[Does.ANNOUNCED] + done[Does.PUBLISHED], "drafts": done[Does.DRAFT],
        "same": done[Does.SAME],
    }  # fmt: skip


@requires("procedures.procedure.draft")
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """The template with every sheet and one procedure as an example."""
    answer = HttpResponse(sheets.sample(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="mau-nhap-danh-muc-thu-tuc.xlsx"'
    return answer
