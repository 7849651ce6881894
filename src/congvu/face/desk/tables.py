"""Danh sách công việc: the one list of cases of every kind, and the shorter ones of the sweeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Invalid
from congvu.core.text import skey
from congvu.core.working_time import HANOI
from congvu.face.desk.queries.page import due_mark, holder_words, state_mark, transfer_words
from congvu.face.desk.queries.sentences import language
from congvu.insight.lateness import late
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, OutMail, UrgingLetter
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.urging import MOST, URGE
from congvu.kernel.casework.queries import ordered_by, states, urging, visible_to, with_words
from congvu.kernel.documents.policy.numbering import code_key
from congvu.kernel.org import queries as org
from congvu.kernel.ui import badges, formats, tables
from congvu.kernel.ui.tables import BulkAct, Column, Filter, FilterKind, Kind, Scope, View

Rows = QuerySet[Case]
Choices = list[tuple[str, str | Promise]]


def case_url(case: Case) -> str:
    """Address of the case's page."""
    return reverse("desk:case", args=[case.code])


def _title_cell(case: Case, _scope: Scope) -> SafeString:
    title = case.title if len(case.title) <= 180 else f"{case.title[:177]}…"
    return format_html('{}<br><small class="code">{}</small>', title, case.code)


def _state_cell(case: Case, scope: Scope) -> SafeString:
    mark = state_mark(case, scope.now, states.soon_until(scope.now))
    times = getattr(case, "times_urged", 0)
    if not times:
        return mark
    return format_html("{}<br><small>{}</small>", mark, _("urged %(n)d times") % {"n": times})


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


def _first_from(rows: Rows, value: date) -> Rows:
    return rows.filter(first_due_at__gte=_midnight(value))


def _first_to(rows: Rows, value: date) -> Rows:
    return rows.filter(first_due_at__lt=_midnight(date.fromordinal(value.toordinal() + 1)))


def _was_late_first(rows: Rows, _value: bool) -> Rows:
    return rows.filter(late(timezone.now(), "first"))


def _overdue(rows: Rows, _value: bool) -> Rows:
    return rows.filter(states.overdue(timezone.now()))


def _was_late(rows: Rows, _value: bool) -> Rows:
    return rows.filter(late(timezone.now()))


def _by_source(rows: Rows, value: str) -> Rows:
    """Cases that a document of this number ordered."""
    return ordered_by(rows, code_key(value))


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


def _urged(case: Case) -> str:
    return str(getattr(case, "times_urged", "") or "")


def _by_urged(rows: Rows, _value: bool) -> Rows:
    return urging.urged(rows)


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
    Filter("urged", _("Urged"), apply=_by_urged, kind=FilterKind.FLAG),
    Filter("open", _("Not ended"), apply=_open, kind=FilterKind.FLAG),
    Filter("late", _("Overdue only"), apply=_overdue, kind=FilterKind.FLAG, primary=False),
    Filter("was_late", _("Late, ended or not"), apply=_was_late, kind=FilterKind.FLAG, primary=False),
    Filter("first_from", _("First promise from"), apply=_first_from, kind=FilterKind.DATE, primary=False),
    Filter("first_to", _("First promise until"), apply=_first_to, kind=FilterKind.DATE, primary=False),
    Filter("was_late_first", _("Late by the first promise"), apply=_was_late_first, kind=FilterKind.FLAG,
           primary=False),
    Filter("at", _("Held now by"), apply=_by_agency("holder_agency_id"), choices=_agencies, primary=False),
    Filter("source", _("Number of the ordering document"), apply=_by_source, kind=FilterKind.SEARCH, primary=False),
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
    columns=(
        *COLUMNS,
        Column("times_urged", _("Times urged"), _urged, on_screen=False),
        Column(
            "urged_at", _("Last urged"), lambda case: getattr(case, "urged_at", None), kind=Kind.MOMENT, on_screen=False
        ),
    ),
    filters=FILTERS,
    acts=(BulkAct("urge", _("Urge…"), "/urging/", icon="bell", permission=URGE),),
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



def _letter_cell(letter: UrgingLetter) -> str:
    return letter.document.code if letter.document is not None else str(_("Draft"))


def _drafts(rows: QuerySet[UrgingLetter], _value: bool) -> QuerySet[UrgingLetter]:
    return rows.filter(sent_at=None)


LETTERS = tables.Table(
    name="letters", caption=_("Urging letters"), order="-prepared_at", exportable=False,
    row_url=lambda letter: reverse("desk:letter", args=[letter.pk]),
    columns=(
        Column(
            "to", _("Receiving agency"), lambda letter: people.agency_name(letter.to_agency_id), phone="title",
            width="wide",
        ),
        Column("number", _("Number"), _letter_cell, kind=Kind.CODE, width="fit"),
        Column("from", _("Sending office"), lambda letter: people.agency_name(letter.from_agency_id)),
        Column("prepared_at", _("Prepared"), kind=Kind.MOMENT, sort="prepared_at", width="fit"),
        Column("sent_at", _("Sent out"), kind=Kind.MOMENT, sort="sent_at", nullable=True, width="fit"),
    ),
    filters=(Filter("unsent", _("Drafts only"), apply=_drafts, kind=FilterKind.FLAG),),
    acts=(BulkAct("zip", _("Download as .zip"), "/urging/letters/zip/", icon="download"),),
    empty_title=_("No urging letter has been written"),
    empty_text=_("Choose cases in the list, then “Urge…”: the preview can make letters, one for each agency."),
    empty_icon="mail",
)  # fmt: skip


def mail_mark(mail: OutMail) -> SafeString:
    """The state of an e-mail as a coloured word."""
    tones = {"waiting": "wait", "sent": "ok", "failed": "soon", "refused": "late", "empty": "neutral"}
    return badges.status(OutMail.State(mail.state).label, tones[mail.state])


OUTBOX = tables.Table(
    name="outbox", caption=_("E-mails sent"), order="-created_at", exportable=False,
    columns=(
        Column("to", _("Sent to"), lambda mail: mail.official.full_name, phone="title"),
        Column("address", _("Address"), kind=Kind.CODE),
        Column("sort", _("Kind"), lambda mail: OutMail.Sort(mail.sort).label, width="fit"),
        Column("state", _("State"), cell=lambda mail, _scope: mail_mark(mail), width="fit"),
        Column("created_at", _("Asked for"), kind=Kind.MOMENT, sort="created_at", width="fit"),
        Column("sent_at", _("Sent out"), kind=Kind.MOMENT, sort="sent_at", nullable=True, width="fit"),
        Column("attempts", _("Attempts"), kind=Kind.NUMBER, width="fit"),
        Column("trouble", _("What went wrong"), kind=Kind.CODE),
    ),
    filters=(
        Filter(
            "q", _("Search"), apply=lambda rows, words: rows.filter(official__skey__contains=skey(words)),
            kind=FilterKind.SEARCH, placeholder=_("Name of the person"),
        ),
        Filter("state", _("State"), apply=lambda rows, value: rows.filter(state=value),
               choices=[(one.value, one.label) for one in OutMail.State if one != OutMail.State.EMPTY]),
        Filter("kind", _("Kind"), apply=lambda rows, value: rows.filter(sort=value), choices=OutMail.Sort.choices),
    ),
    acts=(BulkAct("again", _("Send again"), "/outbox/again/", icon="refresh"),),
    empty_title=_("No e-mail has been sent"),
    empty_text=_("Digests and reminders stand here as soon as one is asked for. What they say is kept nowhere."),
    empty_icon="mail",
)  # fmt: skip


REFERRALS = tables.Table(
    name="referrals", caption=_("Referred upward"), order="-at", row_url=lambda row: case_url(row.case),
    exportable=False,
    columns=(
        Column(
            "title", _("Content"), cell=lambda row, scope: _title_cell(row.case, scope), phone="title", width="wide"
        ),
        Column("label", _("Matter"), "label"),
        Column("basis", _("Article"), "basis"),
        Column("from_agency", _("From"), lambda row: people.agency_name(row.from_agency_id)),
        Column("to_agency", _("To"), lambda row: people.agency_name(row.to_agency_id)),
        Column("at", _("On"), kind=Kind.MOMENT, sort="at", width="fit"),
    ),
    empty_title=_("Nothing has been referred upward"),
    empty_text=_("A case goes up only with the article that puts its matter above one's authority."),
    empty_icon="arrow-up",
)  # fmt: skip

#: More are not counted: the list itself shows them.
COUNTED = 999


def found_by(actor: Actor, query: str, now: datetime) -> str:
    """The number of cases the actor sees with this filter, at most “999+”."""
    scope = Scope(now=now, actor=actor, request=None)
    rows = tables.Listing(CASES, QueryDict(query), visible_to(actor), scope).filtered()
    assert isinstance(rows, QuerySet)
    n = rows.order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if n > COUNTED else str(n)


def matching(actor: Actor, query: str, now: datetime, request: HttpRequest) -> list[Case]:
    """All cases that match the filters of the list. Invalid for none and for more than one act may touch."""
    scope = Scope(now=now, actor=actor, request=request)
    found = tables.Listing(CASES, QueryDict(query), visible_to(actor), scope).all_rows()
    assert isinstance(found, QuerySet)
    ids = list(found.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        raise Invalid(
            str(_("More than %(most)d cases match the filters.") % {"most": MOST}),
            hint=str(_("Narrow the list with its filters and do it in parts.")),
        )
    return urging.chosen(actor, ids)
