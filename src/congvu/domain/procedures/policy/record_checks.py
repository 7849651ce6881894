"""Kiểm tra một bản ghi: what of a procedure as a file brings it cannot stand, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid
from congvu.core.routes import check
from congvu.core.working_time import read_limit
from congvu.domain.procedures import models
from congvu.domain.procedures.policy.records import CaseRecord, GroupRecord, ProcedureRecord, StationRecord
from congvu.domain.procedures.policy.routes import limit_of, phases_of, route_of
from congvu.domain.procedures.policy.words import fault_words

MOST_SETS, MOST_ROWS, MOST_DONG, MOST_TEXT = 20, 200, 10**13, 20_000
_LENGTHS = {
    "name": 1000, "field": 200, "settled_by": 300, "online_reason": 500, "decision": 200, "sequence": MOST_TEXT,
    "ways": MOST_TEXT, "support": MOST_TEXT, "result": MOST_TEXT, "requirements": MOST_TEXT, "legal_basis": MOST_TEXT,
}  # fmt: skip
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)

#: A part's name and what is wrong with it.
Problem = tuple[str, str]


def problems_of(record: ProcedureRecord, today: date) -> list[Problem]:
    """Everything about a record that keeps it out of the catalogue, whatever stands there already."""
    return [*_identity(record), *_lengths(record), *_choices(record), *_days(record, today), *_cases(record)]


def _identity(record: ProcedureRecord) -> Iterator[Problem]:
    if not record.name:
        yield "name", _("Name the procedure.")
    if not record.field:
        yield "field", _("Name the field.")
    if record.code and read_procedure_code(record.code) is None:
        yield "code", _("“%(code)s” is not a code of a procedure.") % {"code": record.code}
    if not record.code and record.scope == models.Scope.PUBLIC:
        yield "code", _("A procedure for people and enterprises needs its national code.")


def _lengths(record: ProcedureRecord) -> Iterator[Problem]:
    for name, most in _LENGTHS.items():
        if len(getattr(record, name)) > most:
            yield name, _("At most %(n)d characters.") % {"n": most}
    if not 1 <= record.sets <= MOST_SETS:
        yield "sets", _("Between 1 and %(n)d sets of papers.") % {"n": MOST_SETS}


def _choices(record: ProcedureRecord) -> Iterator[Problem]:
    lists = (
        ("scope", models.Scope.values), ("settled_at", models.SettledAt.values), ("online", models.OnlineLevel.values),
        ("change", models.Change.values), ("announcer", models.Announcer.values),
    )  # fmt: skip
    for name, known in lists:
        if getattr(record, name) not in known:
            yield name, _("Choose from the list.")
    if not set(record.subjects) <= set(models.Subject.values):
        yield "subjects", _("Choose from the list.")


def _days(record: ProcedureRecord, today: date) -> Iterator[Problem]:
    days = (record.announced_on, record.from_on, record.to_on, record.published_on, record.enacted_on)
    if any(day is not None and not _FIRST_DAY <= day <= _LAST_DAY for day in days):
        yield "from_on", _("A day lies outside the years of the catalogue.")
    said = (record.decision, record.announced_on, record.from_on)
    if any(said) and not all(said):
        yield "decision", _("A decision needs its words, its day and the first day in force, all three.")
    if record.announced_on and record.announced_on > today:
        yield "announced_on", _("The decision cannot be of a later day than today.")
    if record.fast_track and record.enacted_on is None:
        yield "enacted_on", _("Give the day the instrument was enacted: the time to announce it begins there.")
    if record.enacted_on and record.announced_on and record.enacted_on > record.announced_on:
        yield "enacted_on", _("The instrument cannot be enacted after the decision that announces it.")
    if record.to_on and (record.from_on is None or record.to_on <= record.from_on):
        yield "to_on", _("It must end after it begins.")
    if record.published_on and (
        record.announced_on is None or not record.announced_on <= record.published_on <= today
    ):
        yield "published_on", _("It is published between the day of the decision and today.")
    if record.announced_on and record.online == models.OnlineLevel.PARTIAL and not record.online_reason:
        yield "online_reason", _("A partial online service says why it is not full.")


def _cases(record: ProcedureRecord) -> Iterator[Problem]:
    if not record.cases:
        yield "limit", _("A procedure has at least one case.")
    for case in record.cases:
        named = f"{case.name}: " if case.name else ""
        for part, words in (*_case(case), *_rows(case)):
            yield part, named + words
        if record.announced_on and case.stations:
            for fault in _route(case):
                yield "route", named + fault


def _case(case: CaseRecord) -> Iterator[Problem]:
    limits = (case.limit, case.refusal_limit, case.extension_limit, *(one.limit for one in case.phases),
              *(one.aside_limit for one in case.stations))  # fmt: skip
    for limit in limits:
        if limit and not _readable(limit):
            yield "limit", _("“%(text)s” is not a time limit.") % {"text": limit}
    if len(case.name) > 300 or len(case.limit_note) > 1000 or not 1 <= case.hours_a_day <= 24:
        yield "limit", _("The name, the note or the hours of a day of this case are out of bounds.")
    if case.supplement_policy not in models.SupplementPolicy.values:
        yield "limit", _("Choose from the list.")


def _readable(limit: str) -> bool:
    try:
        return len(read_limit(limit).code) <= 200
    except Invalid:
        return False


def _rows(case: CaseRecord) -> Iterator[Problem]:
    for part in ("papers", "fees", "stations"):
        rows = getattr(case, part)
        if len(rows) > MOST_ROWS:
            yield part, _("A list has at most %(n)d rows.") % {"n": MOST_ROWS}
        if any(not row.name for row in rows):
            yield part, _("A row has no name.")
    for paper in case.papers:
        if not (0 <= paper.originals <= 99 and 0 <= paper.copies <= 99):
            yield "papers", _("Between 0 and 99 pieces.")
        if len(paper.name) > 1000 or len(paper.form) > 200 or len(paper.when_needed) > 500 or len(paper.held_by) > 200:
            yield "papers", _("A text of “%(name)s” is too long.") % {"name": paper.name[:80]}
    for fee in case.fees:
        if not 0 <= fee.amount <= MOST_DONG:
            yield "fees", _("A fee is zero or more, in whole đồng.")
        if fee.collected not in models.Collected.values:
            yield "fees", _("Choose from the list.")
        if len(fee.name) > 300 or len(fee.per) > 60 or len(fee.free_when) > 1000 or len(fee.basis) > 300:
            yield "fees", _("A text of “%(name)s” is too long.") % {"name": fee.name[:80]}
    yield from _stations(case)


def _stations(case: CaseRecord) -> Iterator[Problem]:
    codes = [one.code for one in case.stations]
    if len(set(codes)) != len(codes) or len({one.code for one in case.groups}) != len(case.groups):
        yield "route", _("Two stations, or two groups, have one code.")
    timed: list[StationRecord | GroupRecord] = [*case.stations, *case.groups]
    for one in timed:
        if not one.code or len(one.code) > 40 or (one.minutes is not None and not 0 < one.minutes <= 10**6):
            yield "route", _("Code or time of “%(name)s” cannot be.") % {"name": one.name}
    for station in case.stations:
        if station.who not in models.Who.values or station.kind not in models.StationKind.values:
            yield "route", _("Choose from the list.")
        if (station.who == models.Who.NAMED) != bool(station.agency):
            yield "route", _("Say whose station it is.")
        if len(station.name) > 300 or len(station.post) > 200 or len(station.product) > 300:
            yield "route", _("A text of “%(name)s” is too long.") % {"name": station.name[:80]}
        if max(map(len, (station.branch, station.phase, station.group))) > 40:
            yield "route", _("Code or time of “%(name)s” cannot be.") % {"name": station.name[:80]}


def _route(case: CaseRecord) -> Iterator[str]:
    rows = [station_row(one, None, at) for at, one in enumerate(case.stations, 1)]
    variant = variant_row(case, 1)
    groups = [models.StationGroup(code=one.code, name=one.name, minutes=one.minutes) for one in case.groups]
    try:
        faults = check(route_of(rows, groups, phases_of(variant)), limit_of(variant), case.hours_a_day)
    except Invalid as refusal:
        yield str(refusal)
        return
    for fault in faults:
        yield fault_words(fault, case.hours_a_day)


def variant_row(case: CaseRecord, position: int) -> models.Variant:
    """A case as a row that is not kept yet."""
    phases = [{"code": one.code, "name": one.name, "limit": read_limit(one.limit).code} for one in case.phases]
    return models.Variant(
        position=position, name=case.name, limit=_code(case.limit), limit_note=case.limit_note,
        hours_a_day=case.hours_a_day, phases=phases, refusal_limit=_code(case.refusal_limit),
        extension_limit=_code(case.extension_limit), same_day=case.same_day, supplement_policy=case.supplement_policy,
    )  # fmt: skip


def station_row(one: object, agency_id: int | None, position: int) -> models.Station:
    """A station as a row that is not kept yet."""
    names = [field.attname for field in models.Station._meta.concrete_fields]
    same = {name: getattr(one, name) for name in names if hasattr(one, name)}
    return models.Station(**{**same, "back_to": list(same["back_to"])}, position=position, agency_id=agency_id)


def _code(limit: str) -> str:
    return read_limit(limit).code if limit else ""
