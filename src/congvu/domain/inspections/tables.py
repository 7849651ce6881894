"""Danh sách của phòng kiểm tra: plans, their checks, teams, self-checks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.core.text import skey
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.policy.visits import CANCELLED, KIND
from congvu.domain.inspections.queries.front import MARKS, VisitRow
from congvu.domain.inspections.queries.plans import ItemRow, trouble_words
from congvu.domain.inspections.queries.rechecks import RecheckRow
from congvu.domain.inspections.queries.selfchecks import RoundRow
from congvu.kernel.casework import kinds
from congvu.kernel.ui import badges, formats, tables

STATES = {
    "draft": (_("Draft"), "wait", "edit"), "planned": (_("Begins later"), "info", "calendar"),
    "in_force": (_("In force at present"), "ok", "check"), "ended": (_("Ended"), "neutral", ""),
}  # fmt: skip
CHECK_STATES = {
    "none": (_("Not begun"), "neutral", "circle-dashed"), "begun": (_("Under way"), "wait", "progress"),
    "signed": (_("Signed"), "ok", "signature"),
}  # fmt: skip


def state_mark(state: str) -> SafeString:
    """The state of a checklist or team as a mark."""
    label, tone, icon = STATES[state]
    return badges.status(label, tone, icon)


def check_mark(row: RoundRow) -> SafeString:
    """What an agency has done in a round, as a mark; late in red."""
    label, tone, icon = CHECK_STATES[row.state]
    if row.is_late and row.state != "signed":
        return badges.status(_("Overdue"), "late", "clock-exclamation")
    return badges.status(label, tone, icon)


def days_words(first: Any, last: Any) -> str:
    """One day, or from day to day."""
    return formats.day(first) if first == last else f"{formats.day(first)} – {formats.day(last)}"


def _plan_state(row: Any, _scope: tables.Scope) -> str:
    if row.issued_on is None:
        return badges.status(_("Draft"), "wait", "edit")
    return badges.status(_("Issued"), "ok", "check")


PLANS = tables.Table(
    name="inspection-plans",
    caption=_("Plans of inspection"),
    order="-year",
    row_url=lambda row: reverse("inspections:plan", args=[row.pk]),
    columns=(
        tables.Column("year", _("Year"), kind=tables.Kind.CODE, sort="year", width="fit"),
        tables.Column("name", _("Name of the plan"), phone="title", width="wide"),
        tables.Column("agency", _("Agency"), "agency.name"),
        tables.Column("number", _("Number"), kind=tables.Kind.CODE, width="fit"),
        tables.Column("issued_on", _("Day of issue"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("n", _("Checks"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("state", _("State"), lambda row: "issued" if row.issued_on else "draft", cell=_plan_state,
                      width="fit"),
    ),
    empty_title=_("There is no plan yet"),
    empty_text=_("Draft the plan of the year: which units are checked when, by which team, on which checklist."),
    empty_icon="calendar-event",
)  # fmt: skip


def _unit_cell(row: ItemRow, _scope: tables.Scope) -> str:
    theme = format_html("<br><small class=\"text-secondary\">{}</small>", row.item.theme) if row.item.theme else ""
    return format_html("{}{}", row.unit_name, theme)


def _sort_cell(row: ItemRow, _scope: tables.Scope) -> str:
    if row.item.checklist is None:
        return str(row.item.get_sort_display())
    return format_html("{}<br><small class=\"text-secondary\">{} ({})</small>", row.item.get_sort_display(),
                       row.item.checklist.name, row.item.checklist.number)  # fmt: skip


def _notes(row: ItemRow, _scope: tables.Scope) -> str:
    parts: list[tuple[str]] = []
    for one in row.warned:
        tone = "soon" if row.item.because else "late"
        parts.append((format_html("{} <span>{}</span>", badges.status(_("Reason needed"), tone, "alert-triangle"),
                                  trouble_words(one)),))  # fmt: skip
    if row.item.because:
        parts.append((gettext("Reason: %(words)s") % {"words": row.item.because},))
    for kept in row.kept:
        recused = kept.why == "recused"
        words = gettext("%(name)s takes no part: recused") if recused else gettext("%(name)s works in this unit")
        parts.append((words % {"name": kept.member.name},))
    if not parts:
        return SafeString('<span class="nothing">—</span>')
    return format_html_join(SafeString("<br>"), "{}", parts)


def _notes_text(row: ItemRow) -> str:
    parts = [trouble_words(one) for one in row.warned]
    return "; ".join([*parts, *([row.item.because] if row.item.because else [])])


def _item_state(row: ItemRow, _scope: tables.Scope) -> str:
    """What came of the check so far; from an issued plan it is announced with one click."""
    if row.visit is not None:
        mark = badges.status(row.phase, *MARKS[row.visit.case.phase])
        if not row.url:
            return mark
        return format_html('{}<br><a class="code" href="{}">{}</a>', mark, row.url, row.visit.case.code)
    if row.may_announce:
        return format_html('<a class="btn btn-sm" href="{}">{}{}</a>',
                           reverse("inspections:announce", args=[row.pk]), badges.icon("send"), gettext("Announce"))
    if row.is_missed:
        return badges.status(_("Not carried out"), "late", "calendar-off")
    return SafeString('<span class="nothing">—</span>')


def _matching(rows: list[ItemRow], text: str) -> list[ItemRow]:
    words = skey(text).split()
    return [row for row in rows if all(word in skey(f"{row.unit_name} {row.item.theme}") for word in words)]


def _in_month(rows: list[ItemRow], month: str) -> list[ItemRow]:
    return [row for row in rows if row.item.from_on.month <= int(month) <= row.item.to_on.month]


def _warned(rows: list[ItemRow], _value: bool) -> list[ItemRow]:
    return [row for row in rows if row.is_open]


def _months(_scope: tables.Scope) -> list[tuple[str, str]]:
    return [(str(number), gettext("Month %(n)d") % {"n": number}) for number in range(1, 13)]


ITEMS = tables.Table(
    name="inspection-plan-items",
    caption=_("Checks of the plan"),
    order="from_on",
    columns=(
        tables.Column("unit", _("Unit to be checked"), "unit_name", sort="unit_name", cell=_unit_cell, phone="title",
                      width="wide"),
        tables.Column("theme", _("Theme"), "item.theme", on_screen=False),
        tables.Column("sort", _("Sort of check"), lambda row: row.item.get_sort_display(), cell=_sort_cell),
        tables.Column("from_on", _("Days of the check"), sort="from_on", kind=tables.Kind.DATE,
                      cell=lambda row, _scope: days_words(row.item.from_on, row.item.to_on), width="fit"),
        tables.Column("to_on", _("To day"), "item.to_on", kind=tables.Kind.DATE, on_screen=False),
        tables.Column("period_from", _("Period looked at, from"), "item.period_from", kind=tables.Kind.DATE,
                      on_screen=False),
        tables.Column("period_to", _("Period looked at, to"), "item.period_to", kind=tables.Kind.DATE,
                      on_screen=False),
        tables.Column("team", _("Team"), lambda row: row.item.team.name if row.item.team else ""),
        tables.Column("state", _("State"), lambda row: row.phase, cell=_item_state, width="fit"),
        tables.Column("checklist", _("Checklist"), lambda row: str(row.item.checklist) if row.item.checklist else "",
                      kind=tables.Kind.CODE, on_screen=False),
        tables.Column("notes", _("Warnings and notes"), "item.because", cell=_notes, export=_notes_text,
                      width="wide"),
    ),
    filters=(
        tables.Filter("q", _("Unit or theme"), apply=_matching, kind=tables.FilterKind.SEARCH),
        tables.Filter("month", _("Month"), apply=_in_month, choices=_months),
        tables.Filter("open", _("Warning without an answer"), apply=_warned, kind=tables.FilterKind.FLAG),
    ),
    empty_title=_("The plan holds no check yet"),
    empty_text=_("Add the units that are checked, with their days, team and checklist."),
    empty_icon="calendar-plus",
)  # fmt: skip


DRAFT_ITEMS = tables.Table(
    name=ITEMS.name, caption=ITEMS.caption, order=ITEMS.order, columns=ITEMS.columns, filters=ITEMS.filters,
    row_url=lambda row: reverse("inspections:plan_item", args=[row.pk]), empty_title=ITEMS.empty_title,
    empty_text=ITEMS.empty_text, empty_icon=ITEMS.empty_icon,
)  # fmt: skip


def _unit_link(row: VisitRow, _scope: tables.Scope) -> str:
    more = " · ".join(filter(None, (str(row.visit.get_sort_display()), row.visit.team.name if row.visit.team else "")))
    return format_html("{}<br><small class=\"text-secondary\">{}</small>", row.unit_name, more)


def _visit_state(row: VisitRow, _scope: tables.Scope) -> str:
    return badges.status(row.phase, row.tone, row.icon)


def _visit_due(row: VisitRow, scope: tables.Scope) -> str:
    case = row.case
    if case.phase == CANCELLED:
        return ""
    state = "stopped" if case.stopped_at or case.closed_at else "running"
    return badges.due(case.due_at, scope.now, state, stopped_at=case.stopped_at or case.closed_at, brief=True)


def _unit_or_code(rows: list[VisitRow], text: str) -> list[VisitRow]:
    words = skey(text).split()
    return [row for row in rows if all(word in skey(f"{row.unit_name} {row.case.code}") for word in words)]


def _phases(_scope: tables.Scope) -> list[tuple[str, str]]:
    lifecycle = kinds.get(KIND).lifecycle
    return [(code, lifecycle.phase(code).label(shown_language())) for code in MARKS]


VISITS = tables.Table(
    name="inspection-visits",
    caption=_("Visits"),
    order="-visit_on",
    row_url=lambda row: row.url,
    columns=(
        tables.Column("code", _("Code"), "case.code", kind=tables.Kind.CODE, width="fit"),
        tables.Column("unit", _("Unit to be checked"), "unit_name", sort="unit_name", cell=_unit_link, phone="title",
                      width="wide"),
        tables.Column("sort", _("Sort of check"), lambda row: row.visit.get_sort_display(), on_screen=False),
        tables.Column("visit_on", _("Day of the visit"), sort="visit_on", kind=tables.Kind.DATE, width="fit"),
        tables.Column("team", _("Team"), lambda row: row.visit.team.name if row.visit.team else "", on_screen=False),
        tables.Column("phase", _("State"), cell=_visit_state, width="fit"),
        tables.Column("due", _("Time of this step"), "case.due_at", kind=tables.Kind.DATE, cell=_visit_due,
                      width="fit"),
    ),
    filters=(
        tables.Filter("q", _("Unit or code"), apply=_unit_or_code, kind=tables.FilterKind.SEARCH),
        tables.Filter("phase", _("State"), choices=_phases,
                      apply=lambda rows, code: [row for row in rows if row.case.phase == code]),
        tables.Filter("late", _("Past its time"), apply=lambda rows, _value: [row for row in rows if row.is_late],
                      kind=tables.FilterKind.FLAG),
    ),
    empty_title=_("No visit is open to you"),
    empty_text=_("A visit begins with its notice, an unannounced one at the door."),
    empty_icon="map-pin",
)  # fmt: skip


RECHECK_STATES = {
    "late": (_("Past its time"), "late", "clock-exclamation"), "due": (_("Owed"), "soon", "clock"),
    "announced": (_("Announced to the unit"), "info", "calendar-event"),
    "under_way": (_("Under way"), "wait", "map-pin"),
    "done": (_("Made"), "ok", "check"),
}  # fmt: skip


def _recheck_state(row: RecheckRow, scope: tables.Scope) -> str:
    label, tone, icon = RECHECK_STATES[row.state]
    mark = badges.status(label, tone, icon)
    if row.made is not None:
        return format_html('{}<br><a class="code" href="{}">{}</a>', mark, row.made_url, row.made.case.code)
    if not getattr(scope.actor, "may", lambda _code: False)("inspections.team.form"):
        return mark
    url = reverse("inspections:new_recheck", args=[row.visit.case.code])
    return format_html('{}<br><a class="btn btn-sm mt-1" href="{}">{}</a>', mark, url, gettext("Make the re-check"))


RECHECKS = tables.Table(
    name="inspection-rechecks",
    caption=_("Re-checks due"),
    order="due_at",
    row_url=lambda row: row.url,
    columns=(
        tables.Column("code", _("Visit"), "visit.case.code", kind=tables.Kind.CODE, width="fit"),
        tables.Column("unit", _("Unit to be checked"), "unit_name", sort="unit_name", phone="title", width="wide"),
        tables.Column("concluded_on", _("Concluded"), kind=tables.Kind.DATE, width="fit"),
        tables.Column("open", _("Remedies still open"), "visit.remedies_open", kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("due_at", _("Re-check until"), sort="due_at", kind=tables.Kind.DATE, width="fit"),
        tables.Column("state", _("State"), lambda row: str(RECHECK_STATES[row.state][0]), cell=_recheck_state,
                      width="fit"),
    ),
    filters=(
        tables.Filter("state", _("State"), apply=lambda rows, code: [row for row in rows if row.state == code],
                      choices=[(code, label) for code, (label, _tone, _icon) in RECHECK_STATES.items()]),
    ),
    empty_title=_("No re-check is owed"),
    empty_text=_("A visit whose conclusion holds a grave finding is re-checked within the time of the rulebook."),
    empty_icon="refresh",
)  # fmt: skip


ROUND = tables.Table(
    name="inspection-selfchecks",
    caption=_("Self-checks of the agencies"),
    order="name",
    columns=(
        tables.Column("name", _("Agency"), sort="sort_key", phone="title", width="wide"),
        tables.Column("state", _("State"), lambda row: str(CHECK_STATES[row.state][0]), sort="state",
                      cell=lambda row, _scope: check_mark(row), width="fit"),
        tables.Column("answered", _("Items looked at"), kind=tables.Kind.NUMBER, width="fit"),
        tables.Column("faults", _("Faults found"), kind=tables.Kind.NUMBER, sort="faults", width="fit"),
        tables.Column("open", _("Still to be put right"), kind=tables.Kind.NUMBER, sort="open", width="fit"),
        tables.Column("signed_at", _("Signed"), lambda row: row.check.signed_at if row.check else None,
                      kind=tables.Kind.DATE, width="fit"),
    ),
    row_url=lambda row: reverse("inspections:selfcheck", args=[row.check.pk]) if row.check else "",
    filters=(
        tables.Filter("q", _("Search"), apply=lambda rows, text: [
            row for row in rows if all(word in skey(row.name) for word in skey(text).split())
        ], kind=tables.FilterKind.SEARCH),
        tables.Filter("state", _("State"), apply=lambda rows, code: [row for row in rows if row.state == code],
                      choices=[(code, label) for code, (label, _tone, _icon) in CHECK_STATES.items()]),
    ),
    empty_title=_("No agency of yours is asked"),
    empty_text=_("The round asks other agencies."),
    empty_icon="clipboard-check",
)  # fmt: skip
