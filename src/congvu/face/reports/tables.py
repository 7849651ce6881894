"""Danh sách thông báo kết quả."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.face.reports.models import Notice
from congvu.face.reports.policy import name_of
from congvu.face.reports.queries.regulation import OwedRow, language
from congvu.insight.measures import is_small
from congvu.insight.regulation import Manner, all_checks
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.ui import badges, formats, tables


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
    if percent is not None and is_small(rate["n"]):
        return f"{rate['of']}/{rate['n']}"
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


def _owed_url(row: OwedRow) -> str:
    if row.owed.document_id is not None:
        return reverse("documents:detail", args=[row.owed.document_id])
    return case_href(row.owed.code)


def _what(row: OwedRow, _scope: tables.Scope) -> str:
    return format_html(
        "{}<br><small class=\"text-secondary\"><span class=\"code\">{}</span> {}</small>",
        row.check.label(language()), row.owed.code, row.owed.title,
    )  # fmt: skip


def off_words(row: OwedRow) -> str:
    """How far from the rule, in words: working time late, too short or too long, or pages too many."""
    if row.check.manner is Manner.PAGES:
        return gettext("%(n)d pages too many") % {"n": row.owed.pages_over}
    span = formats.working_span(row.minutes_late)
    if row.check.manner is Manner.SHORT:
        return gettext("%(span)s too short") % {"span": span}
    return gettext("%(span)s too long") % {"span": span} if row.check.manner is Manner.LONG else span


def _late(row: OwedRow, _scope: tables.Scope) -> str:
    return badges.status(off_words(row), "late", "clock-exclamation")


def breach_table(rows: list[OwedRow]) -> tables.Table:
    """The list of what was not kept, with the units and checks that occur in it as filters."""
    units = sorted({(str(row.owed.unit_id), row.unit) for row in rows}, key=lambda pair: pair[1])
    checks = [(check.name, check.label(language())) for check in all_checks()]
    return tables.Table(
        name="regulation-breaches",
        caption=_("What was not kept"),
        order="-off",
        row_url=_owed_url,
        columns=(
            tables.Column("code", _("Code"), "owed.code", kind=tables.Kind.CODE, on_screen=False),
            tables.Column("what", _("What is asked after"), lambda row: row.check.label(language()),
                          cell=_what, phone="title", width="wide"),
            tables.Column("title", _("Content"), "owed.title", on_screen=False),
            tables.Column("unit", _("Unit"), sort="unit"),
            tables.Column("who", _("Who"), "owed.who"),
            tables.Column("since", _("Since"), "owed.since", kind=tables.Kind.MOMENT, width="fit"),
            tables.Column("due", _("Due"), kind=tables.Kind.MOMENT, sort="due", width="fit"),
            tables.Column("done", _("Done at"), "owed.done", kind=tables.Kind.MOMENT, width="fit"),
            tables.Column("minutes_late", _("Late (working minutes)"), kind=tables.Kind.NUMBER,
                          on_screen=False),
            tables.Column("off", _("Late (working time)"), off_words, sort="minutes_late", cell=_late,
                          width="fit"),
            tables.Column("source", _("Source"), "source"),
        ),
        filters=(
            tables.Filter("check", _("What is asked after"), choices=lambda _scope: checks,
                          apply=lambda found, value: [row for row in found if row.check.name == value]),
            tables.Filter("unit", _("Unit"), choices=lambda _scope: units,
                          apply=lambda found, value: [row for row in found if str(row.owed.unit_id) == value]),
            tables.Filter("open", _("Still not done"), kind=tables.FilterKind.FLAG,
                          apply=lambda found, _value: [row for row in found if row.owed.done is None]),
        ),
        empty_title=_("Everything was kept in this period"),
        empty_text=_(
            "What fell due by the working regulation was done in time, as far as the system records it."
        ),
        empty_icon="circle-check",
    )  # fmt: skip
