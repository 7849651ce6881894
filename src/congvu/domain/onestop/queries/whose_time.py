"""Thời gian do ai sử dụng. A dossier's working time divided among those it lay with, for staff and applicant alike.

Minutes are differences of one running count since the dossier was handed in, so that the shares sum to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.working_time import measure
from congvu.domain.onestop.models import Dossier, Supplement, Visit
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.onestop.queries.risk import CONSULTING
from congvu.kernel.casework.models import Case, Custody, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import custody_of
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.ui import formats

COLLECTING = "collecting"
WORDS: dict[str, str | Promise] = {
    Whose.APPLICANT: gettext_lazy("The applicant: papers or payment"),
    Whose.CONSULTED: gettext_lazy("Bodies that were consulted"),
    Whose.HIGHER: gettext_lazy("The higher level"),
    Whose.OUTAGE: gettext_lazy("System outage"),
    Whose.TRANSFER: gettext_lazy("On the way between agencies"),
    COLLECTING: gettext_lazy("Result ready, waiting to be collected"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """Phần thời gian. `whose`: agency, transfer, consulted, higher, applicant, collecting or outage; `words` name the
    unit for agency time; `minutes` are working minutes."""

    whose: str
    words: str
    minutes: int


def shares(case: Case, now: datetime) -> list[Share]:
    """Who used how much of a dossier's time until now (or until it ended), in the order they came. One statement."""
    return shares_of(case, custody_of(case), now)


def whole(case: Case, rows: Sequence[Custody], now: datetime) -> int:
    """Working minutes from the first moment to now, or to the end of the dossier."""
    if not rows:
        return 0
    end = _end(case, now)
    return measure(calendar_for(case), rows[0].from_at, end) // 60 if end > rows[0].from_at else 0


def shares_of(case: Case, rows: Sequence[Custody], now: datetime) -> list[Share]:
    """The shares from rows of custody that were read already. No statement."""
    calendar, until = calendar_for(case), _end(case, now)
    found: dict[tuple[str, str], int] = {}
    before = 0
    for row in rows:
        end = min(row.to_at or until, until)
        count = measure(calendar, rows[0].from_at, end) // 60 if end > rows[0].from_at else 0
        if count > before or end > row.from_at:
            key = _account(case, row)
            found[key] = found.get(key, 0) + max(count - before, 0)
            before = max(count, before)
    return [Share(whose, words, minutes) for (whose, words), minutes in found.items()]


def _end(case: Case, now: datetime) -> datetime:
    return min(case.closed_at, now) if case.closed_at is not None else now


def _account(case: Case, row: Custody) -> tuple[str, str]:
    """On whose account an interval goes, and in which words."""
    if row.state == Custody.State.IN_TRANSFER or row.whose_clock == Whose.TRANSFER:
        return Whose.TRANSFER, str(WORDS[Whose.TRANSFER])
    if row.whose_clock == Whose.AGENCY and row.station == CONSULTING:
        return Whose.CONSULTED, str(WORDS[Whose.CONSULTED])
    if row.whose_clock == Whose.AGENCY:
        return Whose.AGENCY, people.agency_name(row.agency_id)
    if row.whose_clock == Whose.APPLICANT and _has_result(case, row):
        return COLLECTING, str(WORDS[COLLECTING])
    return row.whose_clock, str(WORDS[row.whose_clock])


def _has_result(case: Case, row: Custody) -> bool:
    """Whether an interval of the applicant's lies after the result: the dossier then stood at its last station."""
    ready = case.phase in ("settled", "returned") and case.stopped_at is not None
    return ready and case.stopped_at is not None and row.from_at >= case.stopped_at


def next_step(case: Case) -> str:
    """What happens next, in words for the applicant and for whoever looks on."""
    words = _AFTER.get(case.phase)
    if words is not None:
        return words(case)
    dossier = Dossier.objects.filter(pk=case.pk).only("variant_id").first()
    return _next_station(case, plan_of(dossier.variant_id)) if dossier is not None else ""


def _next_station(case: Case, plan: Plan) -> str:
    if case.transfer_agency_id is not None:
        unit = people.agency_name(case.transfer_agency_id)
        until = formats.moment(case.transfer_due_at)
        return _("%(unit)s takes the dossier over by %(until)s.") % {"unit": unit, "until": until}
    visit = Visit.objects.filter(case=case, left_at=None).first()
    here = visit.name if visit is not None else ""
    stop = plan.after(visit.station) if visit is not None else None
    if case.station == CONSULTING:
        return _("Now: %(here)s, waiting for the opinion of others.") % {"here": here}
    if stop is None:
        return _("Now: %(here)s.") % {"here": here} if here else ""
    return _("Now: %(here)s; then: %(next)s.") % {"here": here, "next": stop.name}


def _before_acceptance(case: Case) -> str:
    by = formats.moment(case.next_event_at)
    return _("The desk accepts the dossier, asks for papers or refuses it by %(by)s.") % {"by": by}


def _papers(case: Case) -> str:
    asked = Supplement.objects.filter(dossier_id=case.pk, answered_at=None).order_by("-number").first()
    if asked is None or asked.answer_by is None:
        return _("The applicant brings the papers that were asked for.")
    by = formats.day(asked.answer_by)
    return _("The applicant brings the papers that were asked for by %(by)s.") % {"by": by}


def _result(case: Case) -> str:
    desk = people.agency_name(case.holder_agency_id)
    return _("The result is ready at %(desk)s.") % {"desk": desk}


_AFTER: dict[str, Callable[[Case], str]] = {
    "submitted": _before_acceptance, "asked_before": _papers, "supplement": _papers,
    "payment": lambda _case: _(
        "The applicant pays what he owes; the second appointment runs from the proof of payment."
    ),
    "settled": _result,
    "returned": lambda _case: _("The result has been handed over."),
    "not_accepted": lambda _case: _("The dossier was not accepted; the slip gives the reasons."),
    "withdrawn": lambda _case: _("The dossier was stopped at the applicant's wish."),
    "stopped": lambda _case: _("The dossier was closed because the papers never came."),
}  # fmt: skip
