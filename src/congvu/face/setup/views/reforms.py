"""Reorganisations: drafted from a sheet or typed, previewed, carried out in the background, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.face.setup.forms import ReformForm, UndoForm
from congvu.face.setup.queries.reforms import WHY, moves_of, name_of, preview
from congvu.face.setup.views.files import download, rows_of
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions.reorganising import start_reform, undo_reform
from congvu.kernel.org import actions as organising
from congvu.kernel.org import queries as org
from congvu.kernel.org.extract import REFORM, choice_of, write_xlsx
from congvu.kernel.org.extract.columns import Column, Sheet
from congvu.kernel.org.models import Reform
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame

REORGANISE = "org.agency.reorganise"
CASES = Sheet("cases", "Công việc chuyển", (
    Column("code", "Mã công việc"), Column("title", "Nội dung"), Column("from", "Từ cơ quan"),
    Column("to", "Về cơ quan"), Column("why", "Lý do"),
))  # fmt: skip


@requires(REORGANISE)
@require_GET
def reforms(request: HttpRequest) -> HttpResponse:
    """Every act, drafted and carried out."""
    return render(request, "setup/reforms.html", {"reforms": org.reforms()})


@requires(REORGANISE)
@require_GET
def sample(_request: HttpRequest) -> HttpResponse:
    """The act sheet with one row of example in each of its sheets."""
    rows = [(sheet, [{c.code: c.example for c in sheet.columns}]) for sheet in REFORM.values()]
    return download(write_xlsx(rows), "mau-sap-xep-bo-may")


@requires(REORGANISE)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """A new act."""
    return _drafted(request, None)


@requires(REORGANISE)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another sheet or further lines for a draft."""
    return _drafted(request, org.reform_by_id(pk))


def _drafted(request: HttpRequest, row: Reform | None) -> HttpResponse:
    initial = {"name": row.name, "decision": row.decision, "on": row.on} if row is not None else None
    posted = request.method == "POST"
    form = ReformForm(request.POST, request.FILES) if posted else ReformForm(initial=initial)
    if posted and form.is_valid():
        try:
            kept = organising.draft_reform(
                actor=acting(request), reform=row, now=timezone.now(), **_rows(form, row),
                **{name: form.cleaned_data[name] for name in ("name", "decision", "on")},
            )  # fmt: skip
            return redirect("setup:reform", kept.pk)
        except Refusal as refusal:
            blame(form, refusal)
    return render(request, "setup/draft.html", {"form": form, "reform": row}, status=422 if form.errors else 200)


def _rows(form: ReformForm, row: Reform | None) -> dict[str, Any]:
    """Rows of the act: those of the sheet, or those it has, with the typed line added."""
    given = form.cleaned_data.get("file")
    if given is not None:
        _name, _content, rows = rows_of(given, REFORM)
        kept: dict[str, Any] = {
            "lines": [_line(line) for line in rows.get("lines", [])],
            "founded": [_coded(line, {"kind": "agency_kind", "level": "level", "place_kind": "place_kind"})
                        for line in rows.get("founded", [])],
            "staff": [_coded(line, {"seat": "seat"}) for line in rows.get("staff", [])],
            "pins": {line["case"]: line.get("heir", "") for line in rows.get("pins", [])},
        }  # fmt: skip
    elif row is not None:
        kept = {"lines": row.lines, "founded": row.founded, "staff": row.staff, "pins": row.pins}
    else:
        kept = {"lines": []}
    typed = form.typed_lines()
    return {**kept, "lines": [*kept["lines"], *typed]}


def _line(line: dict[str, Any]) -> dict[str, Any]:
    coded = _coded(line, {"act": "act", "rule": "rule"})
    return {**coded, "share": str(coded.get("share", "")).replace(",", ".")}


def _coded(line: dict[str, Any], kinds: dict[str, str]) -> dict[str, Any]:
    """Choices as codes; a word that is none stays as it was typed, for the preview to blame."""
    return {name: choice_of(kinds[name], str(value)) or value if name in kinds and value else value
            for name, value in line.items()}  # fmt: skip


@requires(REORGANISE)
@require_GET
def reform(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: the preview of a draft, the progress of one being carried out, what a past one did."""
    row = org.reform_by_id(pk)
    context: dict[str, Any] = {"reform": row, "undo": UndoForm()}
    if row.is_draft:
        context |= preview(acting(request), row)
    waiting = row.is_applied and row.on > timezone.localdate()
    context |= {"waits": waiting, "moving": row.is_applied and not waiting and row.moved < row.to_move}
    return render(request, "setup/reform.html", context)


@requires(REORGANISE)
@require_GET
def cases(request: HttpRequest, pk: int) -> HttpResponse:
    """Every open case a draft would move, with its heir and why, as a workbook."""
    row = org.reform_by_id(pk)
    plan = org.plan_of(row)
    moves = [] if plan.problems else moves_of(acting(request), plan, row)
    rows = [
        {"code": move.code, "title": move.title, "from": org.agency_by_id(move.agency_id).full_name,
         "to": name_of(plan, move.heir), "why": str(WHY[move.why])}
        for move in moves
    ]  # fmt: skip
    return download(write_xlsx([(CASES, rows)]), f"cong-viec-chuyen-{row.pk}")


@requires(REORGANISE)
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry an act out."""
    start_reform(actor=acting(request), reform=org.reform_by_id(pk), now=timezone.now())
    messages.success(request, _("The reorganisation is being carried out; this page shows how far it is."))
    return redirect("setup:reform", pk)


@requires(REORGANISE)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an act back while nothing has happened since."""
    form = UndoForm(request.POST)
    if form.is_valid():
        count = undo_reform(
            actor=acting(request), reform=org.reform_by_id(pk), reason=form.cleaned_data["reason"], now=timezone.now()
        )
        said = _("The reorganisation has been revoked; %(count)d cases went back.") % {"count": count}
        messages.success(request, said)
    else:
        messages.error(request, _("Say why the act is revoked."))
    return redirect("setup:reform", pk)


@requires(REORGANISE)
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    organising.drop_draft(actor=acting(request), reform=org.reform_by_id(pk), now=timezone.now())
    messages.success(request, _("The draft has been thrown away."))
    return redirect("setup:reforms")
