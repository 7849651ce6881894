"""Trao đổi với Cơ sở dữ liệu quốc gia về TTHC: the catalogue as a file, and what another file says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotFound, Refusal
from congvu.core.text import typed_number
from congvu.domain.procedures.actions.importing import File, take_over
from congvu.domain.procedures.actions.importing_plan import Does, Planned, plan
from congvu.domain.procedures.forms import FileForm
from congvu.domain.procedures.policy.records import Difference, ProcedureRecord, differences
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.queries import exchange as records
from congvu.domain.procedures.schemas import cells, columns, exchange, sheets
from congvu.domain.procedures.schemas.sheets import Read
from congvu.domain.procedures.tables import CATALOGUE, does_badge
from congvu.domain.procedures.views.importing import (
    TICKET,
    XLSX,
    brought,
    done_words,
    faults_of,
    sums_of,
)
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.models.content import read_content
from congvu.kernel.documents.queries.tickets import brought_by
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, visitor_of
from congvu.kernel.ui.form_pages import blame

PER_PAGE = 25


def _filtered(request: HttpRequest, actor: Actor) -> tables.Listing:
    now = timezone.now()
    scope = tables.Scope(now=now, actor=visitor_of(request), request=request)
    return tables.Listing(CATALOGUE, request.GET, queries.rows_for(actor, timezone.localdate(now)), scope)


@requires("procedures.procedure.read")
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What may be taken out, narrowed as the catalogue was; and where an answer is brought to be compared."""
    actor = acting(request)
    if request.method == "POST" and not actor.may(queries.DRAFT):
        raise NotFound(_("This page does not exist."))
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    form.accept(".json,.xlsx,.csv")
    if request.method == "POST" and form.is_valid():
        try:
            file, ticket = brought(actor, request)
            exchange.read_any(read_content(file.sha256))
            return redirect("procedures:exchange_check", ticket)
        except Refusal as refusal:
            blame(form, refusal)
    listing = _filtered(request, actor)
    rows = [row for row in listing.filtered() if row.state != "draft"]
    context = {
        "form": form, "n": len(rows), "filtered": listing.is_filtered, "query": request.GET.urlencode(),
        "may_draft": actor.may(queries.DRAFT),
    }  # fmt: skip
    return render(request, "procedures/exchange.html", context, status=422 if form.errors else 200)


@requires("procedures.procedure.read")
@require_GET
def export(request: HttpRequest, fmt: str) -> HttpResponse:
    """The file: `json`, or `xlsx` with one sheet per part; narrowed by the filters of the catalogue."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    ids = [row.pk for row in _filtered(request, actor).filtered()]
    found = records.exported(actor, ids, today)
    if fmt == "json":
        answer = HttpResponse(exchange.write_file(found, on=today, now=now), content_type="application/json")
    elif fmt == "xlsx":
        answer = HttpResponse(sheets.write_workbook(sheets.cells_of(found)), content_type=XLSX)
    else:
        raise NotFound(_("This page does not exist."))
    answer["Content-Disposition"] = f'attachment; filename="danh-muc-thu-tuc-{today:%Y%m%d}.{fmt}"'
    return answer


@dataclass(frozen=True, slots=True)
class Compared:
    """A procedure of the file beside ours."""

    place: int
    plan: Planned
    lines: list[dict[str, Any]]

    @property
    def badge(self) -> object:
        return does_badge(self.plan.does)

    @property
    def may_be_taken(self) -> bool:
        """Whether a draft can be made from theirs."""
        return self.plan.does in {Does.NEW, Does.DRAFT}


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, ticket: str) -> HttpResponse:
    """Each procedure they tell otherwise, part by part; for the chosen ones a draft is made from theirs."""
    actor, now = acting(request), timezone.now()
    file, name = brought_by(actor, ticket, TICKET)
    found = exchange.read_any(read_content(file.sha256))
    answering = _answering(request, actor, found)
    planned = plan(actor=actor, records=found.records, today=timezone.localdate(now), only_drafts=True)
    otherwise = [(place, one) for place, one in enumerate(planned) if one.does != Does.SAME or _told_otherwise(one)]
    if request.method == "POST":
        chosen = _chosen(request, otherwise)
        try:
            done = take_over(actor=actor, records=chosen, file=File(name, file.sha256), now=now)
            messages.success(request, done_words(done))
        except Refusal as refusal:
            messages.error(request, str(refusal) if chosen else _("Choose at least one procedure."))
        return redirect(request.get_full_path())
    context = {
        **answering, **_page(request, otherwise), "name": name, "n": len(planned), "sums": sums_of(planned),
        "faults": faults_of(found, []), "missing": _missing(actor, found.records),
    }  # fmt: skip
    return render(request, "procedures/exchange_check.html", context)


def _answering(request: HttpRequest, actor: Actor, found: Read) -> dict[str, Any]:
    """New procedures of theirs that name no agency go to the one chosen here (`agency`)."""
    lacking = any(not one.agency for one in found.records)
    agencies = queries.agencies_for(actor, queries.DRAFT, timezone.localdate()) if lacking else []
    chosen = next((one for one in agencies if str(one.pk) == request.GET.get("agency")), None)
    if chosen is not None:
        found.records = [one if one.agency else replace(one, agency=chosen.full_name) for one in found.records]
    return {"agencies": agencies, "answering": chosen, "more": f"agency={chosen.pk}&" if chosen else ""}


def _page(request: HttpRequest, otherwise: list[tuple[int, Planned]]) -> dict[str, Any]:
    page = max(1, typed_number(request.GET.get("page", "")) or 1)
    shown = otherwise[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {
        "rows": [Compared(place, one, _lines(one)) for place, one in shown], "newer": page - 1,
        "older": page + 1 if page * PER_PAGE < len(otherwise) else 0,
        "takeable": sum(one.does in {Does.NEW, Does.DRAFT} for _place, one in otherwise),
    }  # fmt: skip


def _chosen(request: HttpRequest, open_ones: list[tuple[int, Planned]]) -> list[ProcedureRecord]:
    takeable = {place: one for place, one in open_ones if one.does in {Does.NEW, Does.DRAFT}}
    if request.POST.get("all"):
        return [one.record for one in takeable.values()]
    places = {typed_number(text) for text in request.POST.getlist("take")}
    return [one.record for place, one in takeable.items() if place in places]


def _ours(one: Planned) -> ProcedureRecord | None:
    return (one.ours.in_force or one.ours.record) if one.ours else None


def _told_otherwise(one: Planned) -> bool:
    ours = _ours(one)
    return ours is not None and bool(differences(ours, one.record))


def _lines(one: Planned) -> list[dict[str, Any]]:
    ours = _ours(one)
    if ours is None:
        return []
    return [
        {"label": _label(line), "case": line.case, "ours": _words(line.part, line.ours),
         "theirs": _words(line.part, line.theirs), "change": line.change}
        for line in differences(ours, one.record)
    ]  # fmt: skip


_HEADINGS = {
    **{one.code: one.heading for one in (*columns.CASES.columns, *columns.PROCEDURES.columns)},
    **{code: sheet.title for code, sheet in columns.SHEETS.items()},
}  # fmt: skip


def _label(line: Difference) -> str:
    return _HEADINGS.get(line.part, line.part)


def _words(part: str, value: Any) -> str:
    if value is None or value in ("", ()):
        return "—"
    if part in columns.SHEETS:
        return _row_words(columns.SHEETS[part], value)
    if part == "limit" and not isinstance(value, str):
        return cells.text_of(part, value.limit) or "—"
    return cells.text_of(part, value)


def _row_words(sheet: Any, row: Any) -> str:
    told = [
        f"{one.heading}: {text}" for one in sheet.columns
        if one.code not in {"name", "code"} and (text := cells.text_of(one.code, getattr(row, one.code, "")))
    ]  # fmt: skip
    return f"{row.name} ({'; '.join(told)})" if told else str(row.name)


def _missing(actor: Actor, said: Iterable[ProcedureRecord]) -> list[queries.ProcedureRow]:
    """Public procedures of ours in force that the file does not name."""
    known = {one.key[0] for one in said}
    on = timezone.localdate()
    return [
        row for row in queries.rows_for(actor, on)
        if row.scope == "public" and row.state == "in_force" and row.code not in known
    ]  # fmt: skip
