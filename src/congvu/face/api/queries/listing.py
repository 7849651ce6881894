"""Lọc công việc: the list of cases by the filters a machine names; the same meanings as on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.working_time import HANOI
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds, queries
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import states
from congvu.kernel.org import queries as org
from congvu.kernel.ui.tables.paging import Order

ORDERS = {
    "due_at": Order("due_at", descending=False, nullable=True),
    "-due_at": Order("due_at", descending=True, nullable=True),
    "opened_at": Order("opened_at", descending=False, nullable=False),
    "-opened_at": Order("opened_at", descending=True, nullable=False),
    "code": Order("code", descending=False, nullable=False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; None means: not narrowed by this."""

    q: str = ""
    kind: str | None = None
    phase: str | None = None
    state: str | None = None
    agency: str | None = None
    issuing: str | None = None
    holder: str | None = None
    parent: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    overdue: bool | None = None
    open: bool | None = None


def cases_for(actor: Actor, wanted: Wanted, now: datetime) -> QuerySet[Case]:
    """Cases the actor may see that fit. Invalid, naming the filter, for a kind, state, unit or person not known."""
    rows = queries.with_words(queries.visible_to(actor), wanted.q)
    if wanted.kind is not None:
        if wanted.kind not in {kind.code for kind in kinds.all_kinds()}:
            raise Invalid(_("There is no kind of this code."), field="kind")
        rows = rows.filter(kind=wanted.kind)
    if wanted.phase is not None:
        rows = rows.filter(phase=wanted.phase)
    if wanted.state is not None:
        rows = rows.filter(states.condition(wanted.state, now))
    if wanted.agency is not None:
        rows = rows.filter(accountable_agency_id__in=people.counted_under(agency_id_of(wanted.agency, "agency")))
    if wanted.issuing is not None:
        rows = rows.filter(issuing_agency_id__in=people.counted_under(agency_id_of(wanted.issuing, "issuing")))
    if wanted.holder is not None:
        rows = rows.filter(holder_official_id=official_id_of(wanted.holder, "holder"))
    if wanted.parent is not None:
        rows = rows.filter(parent=queries.get_for(actor, wanted.parent))
    return _by_time(rows, wanted, now)


def _by_time(rows: QuerySet[Case], wanted: Wanted, now: datetime) -> QuerySet[Case]:
    if wanted.due_from is not None:
        rows = rows.filter(due_at__gte=_midnight(wanted.due_from))
    if wanted.due_to is not None and wanted.due_to < date.max:
        rows = rows.filter(due_at__lt=_midnight(date.fromordinal(wanted.due_to.toordinal() + 1)))
    if wanted.overdue is not None:
        late = states.overdue(now)
        rows = rows.filter(late) if wanted.overdue else rows.exclude(pk__in=rows.filter(late).values("pk"))
    if wanted.open is not None:
        rows = rows.filter(closed_at__isnull=wanted.open)
    return rows


def _midnight(on: date) -> datetime:
    return datetime.combine(max(on, date(1900, 1, 1)), time(), HANOI)


def agency_id_of(code: str, field: str) -> int:
    """The id of a unit of any time by its code; Invalid naming the field for an unknown one."""
    try:
        return org.agency_by_code(code).pk
    except NotFound as unknown:
        raise Invalid(unknown.message, field=field) from unknown


def official_id_of(code: str, field: str) -> int:
    """The id of a person by code; Invalid naming the field for an unknown one."""
    try:
        return org.official_by_code(code).pk
    except NotFound as unknown:
        raise Invalid(unknown.message, field=field) from unknown
