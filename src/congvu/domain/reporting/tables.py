"""Danh sách yêu cầu báo cáo."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.reporting.models import ReportRequest
from congvu.kernel.ui import badges, tables

_TONES = {"draft": ("wait", "edit"), "sent": ("info", "send"), "issued": ("ok", "check")}


def _state(asked: ReportRequest, _scope: tables.Scope) -> str:
    tone, icon = _TONES[asked.state]
    return badges.status(ReportRequest.State(asked.state).label, tone, icon)


def _with_words(rows: QuerySet[ReportRequest], words: str) -> QuerySet[ReportRequest]:
    for word in skey(words).split():
        rows = rows.filter(skey__contains=word)
    return rows


REQUESTS = tables.Table(
    name="report-requests",
    caption=_("Reports asked from units"),
    order="-due_on",
    row_url=lambda asked: reverse("reporting:request", args=[asked.pk]),
    columns=(
        tables.Column("title", _("Report"), phone="title", width="wide"),
        tables.Column("agency", _("Asked by"), lambda asked: asked.agency.name),
        tables.Column("due_on", _("Due"), kind=tables.Kind.DATE, sort="due_on", width="fit"),
        tables.Column("handed_in", _("Handed in"), lambda asked: f"{asked.handed_in}/{asked.asked}", width="fit"),
        tables.Column("state", _("State"), cell=_state, width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, apply=_with_words, placeholder=_("Words")),
        tables.Filter("state", _("State"), choices=lambda _scope: list(ReportRequest.State.choices),
                      apply=lambda rows, state: rows.filter(state=state)),
    ),
    empty_title=_("No report has been asked for yet"),
    empty_text=_("Prepare an outline, choose the units and the day, and the contributions come in here."),
    empty_icon="clipboard-list",
)  # fmt: skip
