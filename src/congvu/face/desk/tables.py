"""Danh sách công việc: the one list of cases of every kind, and the shorter ones of the sweeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from congvu.core.working_time import HANOI
from congvu.face.desk.queries.page import due_mark, holder_words, state_mark, transfer_words
from congvu.face.desk.queries.sentences import language
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import states, with_words
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.tables import Column, Filter, FilterKind, Kind, Scope, View

Rows = QuerySet[Case]
Choices = list[tuple[str, str | Promise]]


def case_url(case: Case) -> str:
    """Address of the case's page."""
    return reverse("desk:case", args=[case.code])


def _title_cell(case: Case, _scope: Scope) -> SafeString:
    title = case.title if len(case.title) <= 180 else f"{case.title[:177]}…"
    return format_html('{}<br><small class="code">{}</small>', title, case.code)


def _state_cell(case: Case, scope: Scope) -> SafeString:
    return state_mark(case, scope.now, states.soon_until(scope.now))


def _state_words(case: Case) -> str:
    now = timezone.now()
    return str(states.STATES[states.main_state(case, now, states.soon_until(now))][0])


def _due_cell(case: Case, scope: Scope) -> SafeString:
    return due_mark(case, scope.now, brief=True)


def _holder_cell(case: Case, _scope: Scope) -> str:
    """Short, for a narrow column: nobody for what has ended, the person alone where the unit is the accountable one."""
    if case.closed_at is not None:
        return "—"
    if case.transfer_agency_id is not None:
        return f"→ {transfer_words(case)}"
    if case.holder_agency_id == case.accountable_agency_id and case.holder_official_id is not None:
        return people.official_name(case.holder_official_id)
    return holder_words(case)


def _by_state(rows: Rows, value: str) -> Rows:
    return rows.filter(states.condition(value, timezone.now()))


def _by_agency(column: str) -> Callable[[Rows, str], Rows]:
    def apply(rows: Rows, value: str) -> Rows:
        return rows.filter(**{f"{column}__in": people.counted_under(int(value))})

    return apply


def _by_holder(rows: Rows, value: str) -> Rows:
    return rows.filter(holder_official_id=int(value))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), HANOI)


def _due_from(rows: Rows, value: date) -> Rows:
    return rows.filter(due_at__gte=_midnight(value))


def _due_to(rows: Rows, value: date) -> Rows:
    return rows.filter(due_at__lt=_midnight(date.fromordinal(value.toordinal() + 1)))


def _overdue(rows: Rows, _value: bool) -> Rows:
    return rows.filter(states.overdue(timezone.now()))


def _undated(rows: Rows, _value: bool) -> Rows:
    return rows.filter(due_at=None)


def _open(rows: Rows, _value: bool) -> Rows:
    return rows.filter(closed_at=None)


def _nameless(rows: Rows, _value: bool) -> Rows:
    return rows.filter(Q(holder_official=None, transfer_agency=None), states.RUNNING)


def _in_transfer(rows: Rows, _value: bool) -> Rows:
    return rows.filter(closed_at=None, transfer_agency__isnull=False)


def _kinds(_scope: Scope) -> Choices:
    return [(kind.code, kind.plural_vi if language() == "vi" else kind.plural_en) for kind in kinds.all_kinds()]


def _states(_scope: Scope) -> Choices:
    return [(code, label) for code, (label, _tone) in states.STATES.items()]


def _agencies(scope: Scope) -> Choices:
    """Units of today in their order; those that ended follow, for the cases that were theirs."""
    today = people.local_date(scope.now)
    now, ended = [], []
    for agency in org.organisation().agencies.values():
        if people.top_unit_of(agency.pk) != agency.pk:
            continue
        if agency.valid_to is None or today < agency.valid_to:
            now.append((str(agency.pk), agency.name))
        else:
            ended.append((str(agency.pk), f"{agency.name} ({formats.day(agency.valid_to)})"))
    return [*now, *ended]


def _holders(scope: Scope) -> Choices:
    """The people of the actor's own units; a narrower list than everybody, on purpose."""
    today = people.local_date(scope.now)
    units: frozenset[int] = getattr(scope.actor, "agency_ids", frozenset())
    rows = [row for unit in sorted(units) for row in org.officials_of(unit, today, with_units=True)]
    return list(dict.fromkeys((str(row.official_id), row.official.full_name) for row in rows))


COLUMNS = (
    Column("code", _("Code"), kind=Kind.CODE, on_screen=False),
    Column("title", _("Content"), cell=_title_cell, sort="code", phone="title", width="wide"),
    Column(
        "accountable", _("Accountable"), lambda case: people.agency_name(case.accountable_agency_id),
        sort="accountable_agency__position",
    ),
    Column("holder", _("Holder now"), holder_words, cell=_holder_cell),
    Column("state", _("State"), _state_words, cell=_state_cell, width="fit"),
    Column("due_at", _("Deadline"), kind=Kind.MOMENT, sort="due_at", nullable=True, cell=_due_cell, width="fit"),
    Column("opened_at", _("Given on"), kind=Kind.DATE, sort="opened_at", on_screen=False),
    Column("first_due_at", _("First promise"), kind=Kind.MOMENT, on_screen=False),
    Column("stopped_at", _("Reported on"), kind=Kind.MOMENT, on_screen=False),
    Column("kind", _("Kind"), lambda case: kinds.get(case.kind).label(language()), on_screen=False),
    Column(
        "issuing", _("Ordered by"), lambda case: people.agency_name(case.issuing_agency_id), on_screen=False,
    ),
)  # fmt: skip

FILTERS = (
    Filter(
        "q", _("Search"), apply=with_words, kind=FilterKind.SEARCH,
        placeholder=_("Code, content, unit, document number"),
    ),
    Filter("state", _("State"), apply=_by_state, choices=_states),
    Filter("agency", _("Accountable"), apply=_by_agency("accountable_agency_id"), choices=_agencies),
    Filter("kind", _("Kind"), apply=lambda rows, value: rows.filter(kind=value), choices=_kinds, primary=False),
    Filter("issuing", _("Ordered by"), apply=_by_agency("issuing_agency_id"), choices=_agencies, primary=False),
    Filter("holder", _("Person in charge"), apply=_by_holder, choices=_holders, primary=False),
    Filter("due_from", _("Due from"), apply=_due_from, kind=FilterKind.DATE, primary=False),
    Filter("due_to", _("Due until"), apply=_due_to, kind=FilterKind.DATE, primary=False),
    Filter("open", _("Not ended"), apply=_open, kind=FilterKind.FLAG),
    Filter("late", _("Overdue only"), apply=_overdue, kind=FilterKind.FLAG, primary=False),
    Filter("undated", _("Without a deadline"), apply=_undated, kind=FilterKind.FLAG, primary=False),
    Filter("nameless", _("Without a named person"), apply=_nameless, kind=FilterKind.FLAG, primary=False),
    Filter("transfer", _("Being handed over"), apply=_in_transfer, kind=FilterKind.FLAG, primary=False),
)  # fmt: skip

CASES = tables.Table(
    name="cases",
    caption=_("List of cases"),
    order="due_at",
    per_page=50,
    row_url=case_url,
    columns=COLUMNS,
    filters=FILTERS,
    views=(
        View("all", _("All")),
        View("open", _("Under way"), {"open": "1"}),
        View("late", _("Past due"), {"state": "overdue"}),
        View("soon", _("Due soon"), {"state": "due_soon"}),
        View("waiting", _("Waiting for verification"), {"state": "waiting"}),
    ),
    empty_title=_("There is no case you could see yet"),
    empty_text=_("Cases appear here when work is given to your unit, or when your unit gives work to others."),
    empty_icon="checklist",
)
#: The same list for those who may not take lists away.
CASES_ON_SCREEN = replace(CASES, exportable=False)

NAMELESS = tables.Table(
    name="nameless", caption=_("Without a named person"), order="due_at", columns=COLUMNS, row_url=case_url,
    prefix="n-", exportable=False, empty_title=_("Every case has somebody in charge"), empty_icon="user-check",
)  # fmt: skip
SILENT = tables.Table(
    name="silent", caption=_("Without a next event"), order="opened_at", columns=COLUMNS, row_url=case_url,
    prefix="s-", exportable=False, empty_title=_("No case hangs in silence"),
    empty_text=_("Every open case has a due date, a reminder or an answer that is expected."),
    empty_icon="circle-check",
)  # fmt: skip
TRANSFERS = tables.Table(
    name="transfers", caption=_("Being handed over"), order="transfer_due_at", row_url=case_url, prefix="t-",
    exportable=False,
    columns=(
        Column("title", _("Content"), cell=_title_cell, sort="code", phone="title", width="wide"),
        Column("giver", _("From"), holder_words),
        Column("receiver", _("To"), transfer_words),
        Column("transfer_at", _("Since"), kind=Kind.MOMENT, sort="transfer_at", width="fit"),
        Column("transfer_due_at", _("Answer by"), kind=Kind.MOMENT, sort="transfer_due_at", width="fit"),
    ),
    empty_title=_("Nothing is being handed over"), empty_icon="transfer",
)  # fmt: skip

