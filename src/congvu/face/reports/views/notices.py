"""Thông báo kết quả: the list, a new one, one with its figures, its files, and what can be done with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.directives.tables import FIGURE_CASES
from congvu.face.reports import actions, queries
from congvu.face.reports.forms import NoticeForm, WordsForm
from congvu.face.reports.models import Notice
from congvu.face.reports.papers import UNIT_HEADER, UNIT_KEYS
from congvu.face.reports.policy import name_of
from congvu.face.reports.tables import NOTICES
from congvu.insight.measures import is_small, measure
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.papers.http import MEDIA_TYPES, paper_response
from congvu.kernel.org import queries as org
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted
from congvu.kernel.ui.labels import refusal_words

#: Overdue tasks on the page; the annex of the paper has all of them.
SHOWN = 20
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("reports.notice.read")
@require_GET
def notices(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    actor = acting(request)
    context = {"may_make": actor.may("reports.notice.make")}
    return tables.respond(
        request, NOTICES, queries.notices_of(actor), template="reports/notices.html", now=timezone.now(),
        context=context,
    )  # fmt: skip


@requires("reports.notice.make")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose office and period; the figures are computed at once."""
    actor, today = acting(request), timezone.localdate()
    offices = queries.offices_for(actor, today)
    form = NoticeForm(posted(request), offices=offices, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.make_notice(
                actor=actor, agency_id=int(said["agency"]), period=said["period"], year=said["year"],
                number=said["number"], rounding=said["rounding"], notation=said["notation"], signer_id=None,
                words=said["words"], now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The draft is made. Read it, write the assessment, then issue it."))
            return redirect("reports:notice", made.pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"form": form, "offices": offices}
    return render(request, "reports/new.html", context, status=422 if form.is_bound else 200)


@requires("reports.notice.read")
@require_GET
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """The notice as it will be printed, its figures with their denominators."""
    actor = acting(request)
    found = queries.notice_for(actor, notice_id)
    figures = found.figures
    context: dict[str, Any] = {
        "notice": found, "period": name_of(found.period, found.since),
        "counts": [(label, figures[name], _behind(found, name)) for name, label in _counts()],
        "rates": [
            {"measure": measure(f"directives.tasks.{name}"), "rate": figures[name],
             "small": is_small(figures[name]["n"]),
             "n_url": _behind(found, queries.BEHIND[name][0]), "of_url": _behind(found, queries.BEHIND[name][1])}
            for name in queries.RATES if name in figures
        ],
        "unit_header": UNIT_HEADER[1:],
        "units": [
            (row["name"], [(head, row[key], _behind(found, key, row["id"]) if "id" in row else "")
                           for head, key in zip(UNIT_HEADER[2:], UNIT_KEYS, strict=True)])
            for row in found.units
        ],
        "overdue": [(row, case_href(row["code"])) for row in found.overdue[:SHOWN]],
        "form": WordsForm(initial={"words": found.words}),
        "may_make": actor.may("reports.notice.make", found.agency_id) and found.issued_at is None,
    }  # fmt: skip
    return render(request, "reports/notice.html", context)


def _counts() -> list[tuple[str, str]]:
    """The counts of the page in their order."""
    return [
        ("total", _("Tasks followed")), ("carried", _("carried over")), ("assigned", _("assigned in the period")),
        ("on_time", _("completed on time")), ("late", _("completed late")), ("in_time", _("under way, in time")),
        ("overdue", _("past due")), ("waiting", _("reported, waiting for verification")), ("returned", _("Returned")),
        ("extended", _("extended")),
    ]  # fmt: skip


def _behind(notice: Notice, name: str, unit_id: int | None = None) -> str:
    address = reverse("reports:behind", args=[notice.pk, name])
    return address if unit_id is None else f"{address}?unit={unit_id}"


@requires("reports.notice.read")
@require_GET
def behind(request: HttpRequest, notice_id: int, name: str) -> HttpResponseBase:
    """The cases behind a number of the notice, of those the reader may see."""
    actor = acting(request)
    found = queries.notice_for(actor, notice_id)
    unit = typed_number(request.GET.get("unit", ""))
    rows = queries.cases_behind(actor, found, name, unit)
    words = {**dict(_counts()), "completed": _("completed"), "open": _("not completed"), "fell_due": _("fell due"),
             "on_time_first": _("completed on time, first promise")}  # fmt: skip
    table = FIGURE_CASES if actor.may("casework.case.export") else replace(FIGURE_CASES, exportable=False)
    context = {
        "notice": found, "period": name_of(found.period, found.since), "figure": words[name], "n": rows.count(),
        "unit": people.agency_name(unit) if unit in org.organisation().agencies else "",
    }  # fmt: skip
    return tables.respond(
        request, table, rows, template="reports/behind.html", now=timezone.now(), context=context
    )


@requires("reports.notice.read")
@require_GET
def file(request: HttpRequest, notice_id: int, fmt: str) -> HttpResponse:
    """The notice as .docx, .pdf or .xlsx."""
    found = queries.notice_for(acting(request), notice_id)
    stem = f"thong bao ket qua {name_of(found.period, found.since)}"
    if fmt in MEDIA_TYPES:
        return paper_response(actions.paper_of(found), fmt, stem, inline=request.GET.get("inline") == "1")
    if fmt != "xlsx":
        raise Http404
    answer = HttpResponse(actions.workbook_of(found), content_type=SHEET)
    answer["Content-Disposition"] = str(content_disposition_header(True, f"thong-bao-ket-qua-{found.pk}.xlsx"))
    return answer


@requires("reports.notice.make")
@require_POST
def act(request: HttpRequest, notice_id: int, act: str) -> HttpResponse:
    """Save the assessment, issue, or drop a draft."""
    actor, now = acting(request), timezone.now()
    back = redirect("reports:notice", notice_id)
    try:
        if act == "edit":
            form = WordsForm(request.POST)
            if form.is_valid():
                actions.edit_notice(
                    actor=actor, notice_id=notice_id, words=form.cleaned_data["words"],
                    refresh=form.cleaned_data["refresh"], now=now,
                )  # fmt: skip
                messages.success(request, _("Saved."))
        elif act == "issue":
            issued = actions.issue_notice(actor=actor, notice_id=notice_id, now=now)
            assert issued.document is not None
            messages.success(request, _("Issued as %(code)s.") % {"code": issued.document.code})
        elif act == "drop":
            actions.drop_notice(actor=actor, notice_id=notice_id, now=now)
            messages.success(request, _("The draft is dropped."))
            back = redirect("reports:notices")
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return back
