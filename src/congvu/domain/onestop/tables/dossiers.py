"""Danh sách của Một cửa: dossiers, one's own, those to be signed, late ones with whose clock, desks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models import Channel, Dossier
from congvu.domain.onestop.policy.statuses import ENDED, NATIONAL, WORDS
from congvu.domain.onestop.queries import desks, lists, risk
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks, with_words
from congvu.kernel.org import queries as org
from congvu.kernel.ui import badges, formats, tables
from congvu.kernel.ui.tables import BulkAct, Column, Filter, FilterKind, Kind, Scope, View

Rows = QuerySet[Case]
Choices = list[tuple[str, str | Promise]]
_TONES = {1: "wait", 2: "info", 3: "neutral", 4: "info", 5: "paused", 6: "paused", 7: "neutral", 8: "neutral", 9: "ok",
          10: "ok"}  # fmt: skip
#: Phases in which the agencies' clock stands until the applicant has done his part.
_STANDS = ("supplement", "payment", "asked_before")


def dossier_of(case: Case) -> Dossier | None:
    """The dossier of a case, or the one it is a part of."""
    found: Dossier | None = getattr(case, "dossier", None)
    if found is None and case.parent_id is not None and case.parent is not None:
        found = getattr(case.parent, "dossier", None)
    return found


def of_dossier(name: str) -> Callable[[Case], Any]:
    """A value of the dossier behind a row; None where there is none."""

    def value(case: Case) -> Any:
        dossier = dossier_of(case)
        return getattr(dossier, name) if dossier is not None else None

    return value


def due_mark(case: Case, now: datetime) -> SafeString:
    """The appointment with the working time left; a clock that stands for the applicant says so."""
    if case.due_at is None:
        return badges.status(gettext("No appointment yet"), "wait") if case.closed_at is None else SafeString("—")
    left = clocks.working_minutes_left(case, now)
    state = "running"
    if case.closed_at is not None or case.phase == "settled":
        state = "stopped"
    elif case.phase in _STANDS:
        late = case.stopped_at is not None and case.stopped_at > case.due_at
        state = "running" if late else "paused"
    return badges.due(case.due_at, now, state, left, case.stopped_at, brief=True)


def _title_cell(case: Case, _scope: Scope) -> SafeString:
    title = case.title if len(case.title) <= 140 else f"{case.title[:137]}…"
    name = of_dossier("applicant_name")(case) or ""
    return format_html('{}<br><small><span class="code">{}</span> · {}</small>', title, case.code, name)


def _status_cell(case: Case, _scope: Scope) -> SafeString:
    code = NATIONAL.get(case.phase)
    if code is None:
        return badges.status(gettext("Part, side by side"), "info")
    return badges.status(f"{code}. {WORDS[code]}", _TONES[code])


def status_words(case: Case) -> str:
    """The national status in words, with its code."""
    code = NATIONAL.get(case.phase)
    return f"{code}. {WORDS[code]}" if code else ""


def holder_words(case: Case) -> str:
    """Who has a dossier now: person and unit, or where it is on its way to; empty for what has ended."""
    if case.closed_at is not None:
        return ""
    if case.transfer_agency_id is not None:
        return f"→ {people.agency_name(case.transfer_agency_id)}"
    person = people.official_name(case.holder_official_id)
    unit = people.agency_name(case.holder_agency_id)
    return f"{person}, {unit}" if person else unit


def _holder_cell(case: Case, _scope: Scope) -> SafeString:
    """Short, for a narrow column: the person alone, the unit where nobody is named; below it who settles."""
    named = case.closed_at is None and case.transfer_agency_id is None and case.holder_official_id is not None
    holder = people.official_name(case.holder_official_id) if named else holder_words(case)
    settling = people.agency_name(case.accountable_agency_id)
    if not holder or settling in holder:
        return format_html("{}", holder or settling)
    return format_html("{}<br><small>{}</small>", holder, settling)


def _whose(case: Case) -> str:
    return str(risk.WHOSE[risk.whose_of(case)]) if case.closed_at is None else ""


def _asked(case: Case) -> str:
    return str(of_dossier("supplements")(case) or "")


def _agencies(scope: Scope) -> Choices:
    today = people.local_date(scope.now)
    known = org.organisation().agencies.values()
    here = [one for one in known if people.top_unit_of(one.pk) == one.pk and people.is_valid_on(one.pk, today)]
    return [(str(one.pk), one.name) for one in here]


def _desks(_scope: Scope) -> Choices:
    return [(str(desk.pk), f"{desk.agency.name} ({desk.identifier})") for desk in desks.every_desk()]


def _fields(_scope: Scope) -> Choices:
    return [(str(pk), name) for pk, name in lists.fields()]


def _under(rows: Rows, value: str) -> Rows:
    return rows.filter(accountable_agency_id__in=people.counted_under(int(value)))


def _in_status(rows: Rows, value: str) -> Rows:
    phases = [phase for phase, code in NATIONAL.items() if code == int(value)]
    if not ENDED.intersection(phases):  # said for the index of open cases
        rows = rows.filter(closed_at=None)
    return rows.filter(phase__in=phases)


def _in_state(rows: Rows, value: str) -> Rows:
    return lists.in_state(rows, value, timezone.now())


def case_url(case: Case) -> str:
    """Address of the case's page."""
    return case_href(case.code)


COLUMNS = (
    Column("code", _("Code"), kind=Kind.CODE, on_screen=False),
    Column("title", _("Dossier"), cell=_title_cell, sort="code", phone="title", width="wide"),
    Column("applicant", _("Applicant"), of_dossier("applicant_name"), on_screen=False),
    Column("settling", _("Settled by"), lambda case: people.agency_name(case.accountable_agency_id), on_screen=False),
    Column("holder", _("Holder now"), holder_words, cell=_holder_cell),
    Column("status", _("Status"), status_words, cell=_status_cell),
    Column("due_at", _("Appointment"), kind=Kind.MOMENT, sort="due_at", nullable=True, width="fit",
           cell=lambda case, scope: due_mark(case, scope.now)),
    Column("received", _("Received on"), of_dossier("received_at"), kind=Kind.MOMENT, sort="pk", width="fit",
           cell=lambda case, _scope: formats.day(of_dossier("received_at")(case)) or "—"),
    Column("first_due_at", _("First promise"), kind=Kind.MOMENT, on_screen=False),
    Column("settled_at", _("Settled on"), of_dossier("settled_at"), kind=Kind.MOMENT, on_screen=False),
    Column("returned_at", _("Returned on"), of_dossier("returned_at"), kind=Kind.MOMENT, on_screen=False),
    Column("desk", _("One-stop desk"), lambda case: people.agency_name(case.issuing_agency_id), on_screen=False),
    Column("channel", _("Channel"), lambda case: Channel(of_dossier("channel")(case)).label, on_screen=False),
    Column("whose", _("Whose clock"), _whose, on_screen=False),
    Column("asked", _("Times asked for papers"), _asked, on_screen=False),
)  # fmt: skip

FILTERS = (
    Filter("q", _("Search"), apply=with_words, kind=FilterKind.SEARCH,
           placeholder=_("Code, applicant, procedure; accents are not needed")),
    Filter("state", _("State"), apply=_in_state, choices=[(code, label) for code, (label, _q) in risk.STATES.items()]),
    Filter("desk", _("One-stop desk"), choices=_desks,
           apply=lambda rows, value: rows.filter(issuing_agency_id=int(value))),
    Filter("settling", _("Settled by"), apply=_under, choices=_agencies),
    Filter("procedure", _("Code of the procedure"), apply=lists.in_procedure, kind=FilterKind.SEARCH, primary=False),
    Filter("field", _("Field"), apply=lambda rows, value: rows.filter(dossier__field_id=int(value)), choices=_fields,
           primary=False),
    Filter("status", _("National status"), apply=_in_status, primary=False,
           choices=[(str(code), words) for code, words in WORDS.items()]),
    Filter("channel", _("Channel"), apply=lambda rows, value: rows.filter(dossier__channel=value),
           choices=Channel.choices, primary=False),
    Filter("whose", _("Whose clock"), apply=lambda rows, value: rows.filter(risk.on_clock_of(value)),
           choices=list(risk.WHOSE.items()), primary=False),
    Filter("from", _("Received from"), apply=lists.received_from, kind=FilterKind.DATE, primary=False),
    Filter("to", _("Received until"), apply=lists.received_to, kind=FilterKind.DATE, primary=False),
    Filter("twice", _("Asked for papers more than once"), apply=lambda rows, _value: rows.filter(risk.asked_twice()),
           kind=FilterKind.FLAG, primary=False),
)  # fmt: skip

DOSSIERS = tables.Table(
    name="dossiers", caption=_("Dossiers"), order="due_at", row_url=case_url, columns=COLUMNS, filters=FILTERS,
    views=(
        View("open", _("Being settled"), {"state": "open"}),
        View("risk", _("At risk"), {"state": "at_risk"}),
        View("late", _("Late dossiers"), {"state": "late"}),
        View("waiting", _("Submitted online"), {"state": "waiting"}),
        View("all", _("All"), {}),
    ),
    empty_title=_("There is no dossier you could see yet"),
    empty_text=_("Dossiers appear here when they are received at a desk or come to your unit."), empty_icon="folder",
)  # fmt: skip


def _station_cell(case: Case, scope: Scope) -> SafeString:
    name, due = getattr(case, "station_name", "") or "", getattr(case, "station_due_at", None)
    if due is None:
        return format_html("{}", name)
    level = "late" if due < scope.now else "neutral"
    until = gettext("until %(at)s") % {"at": formats.moment(due)}
    return format_html("{}<br>{}", name, badges.status(until, level, "alert-triangle" if level == "late" else ""))


_STATION = Column("station", _("Station"), lambda case: getattr(case, "station_name", ""), cell=_station_cell)
_OWN = tuple(one for one in COLUMNS if one.name in ("code", "title", "applicant", "status", "due_at", "received"))
FORWARD = BulkAct("forward", _("Hand on to the next station"), "/onestop/dossiers/many/forward/", icon="arrow-right")

MINE = tables.Table(
    name="my-dossiers", caption=_("My dossiers"), order="due_at", row_url=case_url, acts=(FORWARD,),
    columns=(*_OWN[:3], _STATION, *_OWN[3:]), filters=FILTERS[:1],
    empty_title=_("You hold no dossier now"),
    empty_text=_("Dossiers come to you when the station before yours hands them on."), empty_icon="circle-check",
)  # fmt: skip


def _apology_cell(case: Case, _scope: Scope) -> SafeString:
    until = getattr(case, "apology_until", None)
    if until is not None:
        words = gettext("Apology to sign: new appointment %(day)s") % {"day": formats.day(until)}
        return badges.status(words, "soon", "signature")
    if case.asking:
        return badges.status(gettext("Second request for papers to approve"), "soon", "file-plus")
    return badges.status(gettext("The dossier stands with you"), "info", "map-pin")


SIGNING = replace(
    MINE, name="signing", caption=_("Waiting for your signature"),
    columns=(*_OWN[:3], Column("what", _("What is asked of you"), lambda _case: "", cell=_apology_cell, exported=False),
             _STATION, *_OWN[3:5]),
    acts=(BulkAct("sign_apology", _("Sign the apologies"), "/onestop/dossiers/many/sign_apology/", icon="signature"),
          FORWARD,
          BulkAct("settle", _("Record the results"), "/onestop/dossiers/many/settle/", icon="rubber-stamp")),
    empty_title=_("Nothing waits for your signature"), empty_text="",
)  # fmt: skip


def _apology(case: Case) -> str:
    return gettext("signed") if getattr(case, "signed", False) else gettext("no apology")


_LATE = tuple(
    replace(one, on_screen=False) if one.name in ("received", "status") else one
    for one in COLUMNS if one.name not in ("whose", "returned_at", "settled_at")
)  # fmt: skip
LATE = replace(
    DOSSIERS, name="late-dossiers", caption=_("Late dossiers"), views=(),
    columns=(*_LATE, Column("whose", _("Whose clock"), _whose, width="fit"),
             Column("apology", _("Apology"), _apology, width="fit")),
    filters=tuple(one for one in FILTERS if one.name in ("q", "desk", "settling", "procedure", "field", "whose")),
    empty_title=_("No dossier is late"), empty_text="", empty_icon="circle-check",
)  # fmt: skip

DESKS = tables.Table(
    name="one-stop-desks", caption=_("One-stop desks"), order="identifier",
    row_url=lambda desk: reverse("onestop:change_desk", args=[desk.pk]),
    columns=(
        Column("name", _("One-stop desk"), lambda desk: desk.agency.name, phone="title", width="wide"),
        Column("identifier", _("Electronic identifier"), kind=Kind.CODE, sort="identifier", width="fit"),
        Column("serves", _("Serves"), lambda desk: desk.serves.name),
        Column("account", _("Bank account"), lambda desk: f"{desk.bank_bin} {desk.account}".strip(), kind=Kind.CODE),
    ),
    empty_title=_("No one-stop desk is set up"), empty_icon="building",
)  # fmt: skip
