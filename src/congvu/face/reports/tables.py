"""Danh sách thông báo kết quả."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.face.reports.models import Notice
from congvu.face.reports.policy import name_of
from congvu.kernel.ui import badges, tables


def _period(notice: Notice) -> str:
    words = name_of(notice.period, notice.since)
    return words[:1].upper() + words[1:]


def _state(notice: Notice, _scope: tables.Scope) -> str:
    if notice.document is None:
        return badges.status(_("Draft"), "wait", "edit")
    return badges.status(notice.document.code, "ok", "check")


def _rate(notice: Notice) -> str:
    rate: dict[str, Any] = notice.figures.get("due_completed_rate", {})
    percent = rate.get("percent")
    return f"{percent}%".replace(".", ",") if percent is not None else "—"


NOTICES = tables.Table(
    name="notices",
    caption=_("Notices of results"),
    order="-until",
    row_url=lambda notice: reverse("reports:notice", args=[notice.pk]),
    columns=(
        tables.Column("until", _("To day"), kind=tables.Kind.DATE, sort="until", width="fit"),
        tables.Column("period", _("Period"), _period, phone="title"),
        tables.Column("agency", _("Agency"), lambda notice: notice.agency.name),
        tables.Column("total", _("Tasks"), lambda notice: notice.figures.get("total"), kind=tables.Kind.NUMBER),
        tables.Column("overdue", _("Past due"), lambda notice: notice.figures.get("overdue"), kind=tables.Kind.NUMBER),
        tables.Column("rate", _("Due tasks completed"), _rate, width="fit"),
        tables.Column("state", _("State"), lambda notice: notice.document.code if notice.document else "", cell=_state),
    ),
    filters=(
        tables.Filter("kind", _("Period"), choices=lambda _scope: list(Notice.Period.choices),
                      apply=lambda rows, kind: rows.filter(period=kind)),
        tables.Filter("state", _("State"), choices=lambda _scope: [("draft", _("Draft")), ("issued", _("Issued"))],
                      apply=lambda rows, state: rows.filter(issued_at__isnull=state == "draft")),
    ),
    empty_title=_("No notice has been made yet"),
    empty_text=_("Make the notice of a month, a quarter or a year from the figures of the system."),
    empty_icon="report",
)  # fmt: skip
