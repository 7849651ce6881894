"""Tổng hợp nhật ký tham mưu: per unit and period, on screen, as a sheet, in print."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.domain.programme.forms import JournalForm
from congvu.domain.programme.papers import journal_sheet
from congvu.domain.programme.queries.compilation import FIGURES, Compilation, UnitRow, compiled, figures_shown
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import formats
from congvu.kernel.ui.access import requires

READ = "programme.journal.read"
TONES = {"returned": "soon", "late": "late", "answered_late": "late", "silent": "late"}


def _asked(request: HttpRequest, now: datetime) -> tuple[JournalForm, Compilation]:
    form = JournalForm(timezone.localdate(now), request.GET or {"period": "month"})
    since, until = form.span()
    return form, compiled(acting(request), since, until, now)


@requires(READ)
@require_GET
def journal(request: HttpRequest) -> HttpResponse:
    """The compilation on screen; every number opens its drafts."""
    now = timezone.now()
    form, book = _asked(request, now)
    names = figures_shown(book)
    context = {
        "form": form, "book": book, "headings": [FIGURES[name] for name in names], "now": now,
        "rows": [_row(book, unit, names) for unit in book.units],
        "total": _row(book, book.total, names), "query": request.GET.urlencode(),
    }
    return render(request, "programme/journal.html", context, status=422 if form.errors else 200)


def _row(book: Compilation, unit: UnitRow, names: list[str]) -> dict[str, Any]:
    period = {"from": book.since.isoformat(), "to": book.until.isoformat()}
    return {
        "unit": unit, "name": unit.name,
        "cells": [
            {"n": unit.numbers[name], "label": FIGURES[name], "tone": TONES.get(name, ""),
             "url": f"{reverse('programme:drafts')}?" + urlencode(
                 {"figure": name, **period, **({"of": unit.agency_id} if unit.agency_id else {})})}
            for name in names
        ],
    }  # fmt: skip


def _header(names: list[str]) -> list[str]:
    return [
        _("Unit"), *(str(FIGURES[name]) for name in names), _("Late: median (working days)"), _("n late"),
        _("Times submitted: median"), _("n issued"),
    ]  # fmt: skip


def _values(unit: UnitRow, names: list[str]) -> list[object]:
    late, rounds = unit.late_spread, unit.rounds_spread
    days = None if late.median is None else round(late.median / formats.MINUTES_OF_A_WORKING_DAY, 1)
    return [unit.name or _("Together"), *(unit.numbers[name] for name in names), days, late.n, rounds.median, rounds.n]


@requires(READ)
@require_GET
def sheet(request: HttpRequest) -> HttpResponse:
    """The same table as .xlsx."""
    import xlsxwriter  # noqa: PLC0415 -- heavy, only here

    _form, book = _asked(request, timezone.now())
    names, buffer = figures_shown(book), BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as xl:
        page = xl.add_worksheet("Nhật ký tham mưu")
        bold = xl.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        page.write(0, 0, _("Drafting journal from %(since)s to %(until)s") % {
            "since": formats.day(book.since), "until": formats.day(book.until)}, xl.add_format({"bold": True}))
        page.write_row(2, 0, _header(names), bold)
        for number, unit in enumerate((*book.units, book.total), 3):
            page.write_row(number, 0, ["" if value is None else value for value in _values(unit, names)])
        page.set_column(0, 0, 40)
        page.set_column(1, len(names) + 4, 12)
        page.freeze_panes(3, 1)
    answer = HttpResponse(
        buffer.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    stem = f"nhat-ky-tham-muu-{book.since:%Y%m%d}-{book.until:%Y%m%d}"
    answer["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
    return answer


@requires(READ)
@require_GET
def printed(request: HttpRequest, fmt: str) -> HttpResponse:
    """The same table in print, as .pdf or .docx."""
    now = timezone.now()
    actor = acting(request)
    _form, book = _asked(request, now)
    names = figures_shown(book)

    def line(unit: UnitRow) -> list[str]:
        return ["–" if value is None else formats.number(value) if isinstance(value, (int, float)) else str(value)
                for value in _values(unit, names)]  # fmt: skip

    home = min(actor.agency_ids, default=None)
    paper = journal_sheet(
        since=book.since, until=book.until, agency=people.agency_name(people.top_unit_of(home) if home else None),
        on=timezone.localdate(now), header=_header(names), lines=[line(unit) for unit in book.units],
        totals=line(book.total), notes=(_("Of the drafts the person printing may see; derived from the journal."),),
    )
    return paper_response(paper, fmt, f"nhat ky tham muu {book.since} {book.until}", inline=fmt == "pdf")
