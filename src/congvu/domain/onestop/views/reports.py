"""Biểu 06: the form of a period on screen, as .xlsx and .docx; every number opens its dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congvu.core.refusals import NotFound
from congvu.core.settlement_form import FORM_06, FORM_2026, Form, Heading, continuous, faults
from congvu.domain.onestop.forms.reports import PeriodForm, period_of
from congvu.domain.onestop.papers.settlement_sheet import SettlementSheet, SheetRow, as_docx, as_xlsx, numbers
from congvu.domain.onestop.queries.settlement import (
    BY,
    REPORT,
    Period,
    Report,
    Scope,
    behind,
    carried_from,
    columns_known,
    report,
    settling_agencies,
)
from congvu.domain.onestop.queries.settlement_sheets import Named, named
from congvu.domain.onestop.tables import BEHIND
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers.http import MEDIA_TYPES
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires

FORMS: dict[str, Form] = {"06": FORM_06, "2026": FORM_2026}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNVERIFIED = "Cách trình bày biểu theo mẫu các tỉnh đang dùng, chưa đối chiếu với văn bản gốc."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the reader asked for; a form that cannot be read falls back to this month."""

    form: PeriodForm
    period: Period
    by: str
    sheet: Form
    sheet_code: str
    agency: int | None

    @property
    def scope(self) -> Scope:
        return Scope(settling=frozenset({self.agency}) if self.agency else frozenset())

    @property
    def query(self) -> dict[str, Any]:
        """The address's own words for the same question."""
        found: dict[str, Any] = {
            "period": "days", "first": self.period.first.isoformat(), "last": self.period.last.isoformat(),
            "by": self.by, "form": self.sheet_code,
        }  # fmt: skip
        return {**found, "agency": self.agency} if self.agency else found


def _asked(request: HttpRequest, actor: Actor, today: date) -> _Asked:
    form = PeriodForm(request.GET or None, agencies=settling_agencies(actor))
    read = form.is_bound and form.is_valid()
    given = form.cleaned_data if read else {}
    code = given.get("form") or "06"
    period = form.chosen(today) if read else period_of("month", today)
    return _Asked(form, period, given.get("by") or "field", FORMS[code], code, given.get("agency"))


@requires(REPORT)
@require_GET
def settlement(request: HttpRequest) -> HttpResponseBase:
    """The form on screen, or as a file (`?as=xlsx`, `?as=docx`)."""
    actor, now = acting(request), timezone.now()
    asked = _asked(request, actor, people.local_date(now))
    found = report(actor, asked.period, asked.by, asked.scope)
    lines = named(found)
    wanted = request.GET.get("as", "")
    if wanted in ("xlsx", "docx"):
        return _file(actor, asked, lines, wanted)
    before = report(actor, carried_from(asked.period), asked.by, asked.scope)
    context = {
        "asked": asked, "form": asked.form, "heads": _heads(asked.sheet), "lines": _cells(asked, lines),
        "columns": range(1, len(asked.sheet.leaves) + 3), "note": _UNVERIFIED,
        "checks": _checks(found, before), "downloads": {
            name: f"?{urlencode({**asked.query, 'as': name})}" for name in ("xlsx", "docx")
        },
    }  # fmt: skip
    return render(request, "onestop/settlement.html", context)


def _language_of(heading: Heading) -> str:
    return heading.vi if (get_language() or "vi").startswith("vi") else heading.en


def _heads(form: Form) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = [[] for _row in range(form.depth)]
    for cell in sorted(form.cells(), key=lambda one: (one.row, one.column)):
        rows[cell.row].append({"words": _language_of(cell.heading), "rows": cell.rows, "columns": cell.columns})
    return rows


def _cells(asked: _Asked, lines: list[Named]) -> list[dict[str, Any]]:
    """Lines with the address behind each number that is not 0."""
    base = reverse("onestop:behind")
    found = []
    for line in lines:
        query = {**asked.query, "key": ",".join(str(part) for part in line.key)}
        cells = [
            {"n": n, "label": f"({place}) {_language_of(leaf)}",
             "url": f"{base}?{urlencode({**query, 'column': leaf.count})}" if n else ""}
            for place, (n, leaf) in enumerate(zip(numbers(asked.sheet, line.tally), asked.sheet.leaves, strict=True), 3)
        ]  # fmt: skip
        found.append({"line": line, "cells": cells})
    return found


def _checks(found: Report, before: Report) -> list[tuple[bool, str]]:
    """What must add up, each with whether it does."""
    wrong = faults([line.tally for line in found.lines], found.whole)
    gaps = continuous(before.by_key(), found.by_key())
    return [
        ("unbalanced" not in wrong, _("(3) received = (7) settled + (11) open, on every line")),
        ("total" not in wrong and "negative" not in wrong, _("The whole is the sum of its lines")),
        (not gaps, _("(6) carried over = (11) open at the end of the period before")),
    ]


def _file(actor: Actor, asked: _Asked, lines: list[Named], wanted: str) -> HttpResponse:
    unit = people.agency_name(asked.agency or min(actor.agency_ids, default=None))
    rows = tuple(SheetRow(one.number, one.name, one.tally, one.depth < 2) for one in lines[1:] + lines[:1])
    sheet = SettlementSheet(asked.sheet, asked.period.first, asked.period.last, unit, "", rows, _UNVERIFIED)
    content, media = (as_xlsx(sheet), _XLSX) if wanted == "xlsx" else (as_docx(sheet), MEDIA_TYPES["docx"])
    answer = HttpResponse(content, content_type=media)
    name = f"bieu-{asked.sheet_code}-{asked.period.first:%Y%m%d}-{asked.period.last:%Y%m%d}.{wanted}"
    answer["Content-Disposition"] = str(content_disposition_header(True, name))
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(REPORT)
@require_GET
def dossiers_behind(request: HttpRequest) -> HttpResponseBase:
    """The dossiers a number of the form counts."""
    actor, now = acting(request), timezone.now()
    asked = _asked(request, actor, people.local_date(now))
    column = request.GET.get("column", "")
    if column not in columns_known():
        raise NotFound(_("There is no such column of the form."))
    key = _key(request.GET.get("key", ""), asked.by)
    rows = behind(actor, asked.period, column, asked.by, key, asked.scope)
    leaf = next((one for form in FORMS.values() for one in form.leaves if one.count == column), None)
    context = {
        "asked": asked, "column": _language_of(leaf) if leaf else column,
        "back": f"{reverse('onestop:settlement')}?{urlencode(asked.query)}",
        "period": f"{formats.day(asked.period.first)} – {formats.day(asked.period.last)}",
    }  # fmt: skip
    return tables.respond(request, BEHIND, rows, template="onestop/behind.html", now=now, context=context)


def _key(typed: str, by: str) -> tuple[Any, ...]:
    """The line's key out of the address; NotFound for what is none."""
    parts = [part for part in typed.split(",") if part][: len(BY[by])]
    found: list[Any] = []
    for column, part in zip(BY[by], parts, strict=False):
        if column.endswith("_id"):
            if not part.isdigit():
                raise NotFound(_("There is no such line of the form."))
            found.append(int(part))
        else:
            found.append(part)
    return tuple(found)
