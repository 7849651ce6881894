"""Việc chờ tại quầy, as lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.onestop.models import Delivery, Dossier
from congvu.domain.onestop.queries.counter import Waiting
from congvu.kernel.casework import kinds
from congvu.kernel.ui import badges, formats, tables


def place_of(row: Dossier) -> str:
    """Where a clerk deals with a dossier."""
    if row.case.phase in ("submitted", "asked_before"):
        return reverse("onestop:submission", args=[row.case.code])
    if row.case.phase == "settled":
        return reverse("onestop:returning_one", args=[row.case.code])
    return kinds.case_href(row.case.code) or reverse("onestop:received", args=[row.case.code])


def _until(row: Dossier, scope: tables.Scope) -> str:
    """Until when the next thing has to be done: an answer to a submission, or the appointment."""
    if row.case.phase == "submitted" and row.answer_by is not None:
        late = scope.now > row.answer_by
        return str(badges.status(formats.moment(row.answer_by), "late" if late else "info",
                                 "alert-octagon" if late else "clock"))  # fmt: skip
    return formats.moment(row.case.due_at) if row.case.due_at else "—"


def counter_table(code: str, one: Waiting) -> tables.Table:
    """A list of what waits at a desk."""
    return tables.Table(
        name=f"desk-{code.replace('_', '-')}", caption=one.label,
        order="since" if one.order != "answer_by" else "until", row_url=place_of,
        empty_title=_("Nothing waits here"), empty_text=one.hint, empty_icon=one.icon,
        columns=(
            tables.Column("code", _("Code"), value="case.code", sort="case__code", phone="title", width="fit"),
            tables.Column("applicant", _("Applicant"), value="applicant_name", sort="applicant_name"),
            tables.Column("title", _("Procedure"), value="case.title", width="wide"),
            tables.Column("since", _("Since"), value=one.order if one.order != "answer_by" else "submitted_at",
                          kind=tables.Kind.MOMENT, sort=one.order if one.order != "answer_by" else "submitted_at",
                          nullable=True, width="fit"),
            tables.Column("until", _("Until"), value=lambda row: row.answer_by or row.case.due_at, cell=_until,
                          kind=tables.Kind.MOMENT, sort="answer_by" if one.order == "answer_by" else "case__due_at",
                          nullable=True, width="fit"),
            tables.Column("delivery", _("The result is received"),
                          value=lambda row: str(Delivery(row.delivery).label), width="fit"),
        ),
        filters=(tables.Filter("q", _("Search"), apply=_by_words, kind=tables.FilterKind.SEARCH),),
    )  # fmt: skip


def _by_words(rows: Any, text: str) -> Any:
    for word in skey(text).split()[:8]:
        rows = rows.filter(case__skey__contains=word)
    return rows
