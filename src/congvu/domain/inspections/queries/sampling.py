"""Mẫu kiểm tra: what was drawn, what was found, and what it says about the whole; a case as the system knows it."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.refusals import NotFound
from congvu.core.sampling import Interval, in_list
from congvu.domain.inspections.models import Sample, Visit
from congvu.domain.inspections.policy.language import shown_language
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Confidentiality, Custody
from congvu.kernel.journal import queries as journal
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

RESULTS = {
    "same": gettext_lazy("As the paper says"), "differs": gettext_lazy("Paper and system differ"),
    "missing": gettext_lazy("The paper is missing"),
}  # fmt: skip
_CODE = re.compile(r"[A-ZĐ]{2,4}-\d{4}-\d{4,9}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample of one kind: how it was drawn, its cases, the faults among those looked at, and between which rates the
    true one lies. No rate while nothing was looked at."""

    purpose: str
    label: str
    population: int
    size: int
    confidence: float
    margin: float
    seed: str
    list_hash: str
    rows: list[Sample]
    checked: int
    faults: int
    interval: Interval | None

    @property
    def rate_words(self) -> str:
        """Faults among those compared, in percent."""
        return formats.percent(self.faults, self.checked)

    @property
    def low_words(self) -> str:
        """The lower end of the interval, in percent."""
        return _percent(self.interval.low) if self.interval is not None else ""

    @property
    def high_words(self) -> str:
        """The upper end of the interval, in percent."""
        return _percent(self.interval.high) if self.interval is not None else ""

    @property
    def confidence_words(self) -> str:
        """The confidence, in percent."""
        return _percent(self.confidence, 0)


def _percent(share: float, places: int = 1) -> str:
    return f"{formats.number(round(share * 100, places), places)}%"


def drawn_of(visit: Visit) -> dict[str, Drawn]:
    """The samples of a visit by kind, with their error rates so far."""
    lines = journal.of_stream(visit.case.stream).filter(verb="visit.sample_drawn").order_by("seq")
    rows: dict[str, list[Sample]] = {}
    for one in visit.samples.all():
        one.result_words = RESULTS.get(one.result, _("Not compared yet"))  # type: ignore[attr-defined]  # for the page alone
        rows.setdefault(one.purpose, []).append(one)
    drawn: list[dict[str, Any]] = [json.loads(text) for text in lines.values_list("text", flat=True) if text]
    return {body["purpose"]: _drawn(body, rows.get(body["purpose"], [])) for body in drawn}


def _drawn(body: dict[str, Any], rows: list[Sample]) -> Drawn:
    found = Counter(one.result for one in rows)
    checked = sum(found[code] for code in RESULTS)
    faults = found["differs"] + found["missing"]
    interval = in_list(body["population"], faults, checked, body["confidence"]) if checked else None
    label = next((one.plural_vi for one in kinds.all_kinds() if one.code == body["purpose"]), body["purpose"])
    return Drawn(
        body["purpose"], label, body["population"], body["size"], body["confidence"], body["margin"], body["seed"],
        body["list"], rows, checked, faults, interval,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the system says about a case of the unit: as it stands, and as it stood when the unit's data were frozen."""

    code: str
    kind: str
    title: str
    station: str
    state: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    then_station: str
    then_state: str


def look_up(visit: Visit, words: str) -> Known:
    """The case of the inspected unit whose code stands in what was read from a QR or typed; NotFound for others.

    Only cases the unit answers for or holds, never sealed ones.
    """
    found = _CODE.search(words.upper())
    units = org.subtree_ids(visit.unit_id)
    case = Case.objects.filter(code=found[0]).first() if found else None
    if case is None or case.confidentiality == Confidentiality.SEALED or units.isdisjoint(
        {case.accountable_agency_id, case.holder_agency_id}
    ):  # fmt: skip
        raise NotFound(_("The unit has no case with this code."),
                       hint=_("Look at the paper: the code stands below the QR code."))  # fmt: skip
    kind = kinds.get(case.kind)
    then = None
    if visit.as_of is not None:
        then = Custody.objects.filter(case=case, from_at__lte=visit.as_of).order_by("-from_at", "-pk").first()
    last = Custody.objects.filter(case=case, to_at=None).first()
    return Known(
        case.code, kind.label(shown_language()), case.title, _station(case, case.station), _state(last),
        case.opened_at, case.due_at,
        case.closed_at, _station(case, then.station) if then else "", _state(then),
    )  # fmt: skip


def _station(case: Case, code: str) -> str:
    stations = kinds.get(case.kind).route_for(case)
    return next((one.label(shown_language()) for one in stations if one.code == code), "")


def _state(one: Custody | None) -> str:
    return str(Custody.State(one.state).label) if one is not None else ""
