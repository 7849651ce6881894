"""Một thủ tục như một bản ghi: what a version says, as values that travel in files and can be compared.

A source need not say everything: `stated` names the parts it speaks of, and only those are compared or taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from congvu.core.text import skey
from congvu.domain.procedures import models
from congvu.domain.procedures.policy.comparing import pair

#: Parts a version says as a whole, by the names of its columns.
FACTS = (
    "name", "settled_at", "settled_by", "subjects", "sequence", "ways", "support", "sets", "result", "requirements",
    "legal_basis", "boundary_free", "interlinked", "online", "online_reason",
)  # fmt: skip
#: What a decision of announcement lays down.
DECIDED = (
    "decision", "announcer", "fast_track", "enacted_on", "announced_on", "published_on", "from_on", "to_on",
)  # fmt: skip
#: Parts that stand in its cases: "limit" is which cases there are and their limits, "terms" what else is said of a
#: limit (phases, notes, extension), "route" stations and their groups.
IN_CASES = ("limit", "terms", "papers", "fees", "route")
PARTS = frozenset((*FACTS, *IN_CASES))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """Thành phần hồ sơ."""

    name: str
    form: str = ""
    originals: int = 0
    copies: int = 0
    mandatory: bool = True
    when_needed: str = ""
    held_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRecord:
    """Phí, lệ phí, in đồng."""

    name: str
    amount: int
    per: str = ""
    collected: str = models.Collected.RECEPTION
    free_when: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRecord:
    """Nhóm bước dùng chung thời hạn."""

    code: str
    name: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StationRecord:
    """Bước của quy trình. `agency` is the full name of the agency named, where `who` is "named"."""

    code: str
    name: str
    who: str = models.Who.SETTLING
    agency: str = ""
    post: str = ""
    minutes: int | None = None
    group: str = ""
    counted: bool = True
    back_to: tuple[str, ...] = ()
    branch: str = ""
    product: str = ""
    phase: str = ""
    kind: str = models.StationKind.WORK
    aside_limit: str = ""
    silence_agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRecord:
    """Giai đoạn của thời hạn."""

    code: str
    name: str
    limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """Trường hợp, with its limit, papers, fees and route."""

    name: str = ""
    limit: str = ""
    limit_note: str = ""
    hours_a_day: int = 8
    phases: tuple[PhaseRecord, ...] = ()
    refusal_limit: str = ""
    extension_limit: str = ""
    same_day: bool = False
    supplement_policy: str = ""
    papers: tuple[PaperRecord, ...] = ()
    fees: tuple[FeeRecord, ...] = ()
    groups: tuple[GroupRecord, ...] = ()
    stations: tuple[StationRecord, ...] = ()


#: What "terms" means of a case, and with "limit" everything that is not in rows of its own.
TERMS = (
    "limit_note", "hours_a_day", "phases", "refusal_limit", "extension_limit", "same_day", "supplement_policy",
)  # fmt: skip
LIMIT_FACTS = ("name", "limit", *TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRecord:
    """Thủ tục. `written` is the code as the source wrote it; `agency` the full name of who answers for its content."""

    code: str = ""
    written: str = ""
    scope: str = models.Scope.PUBLIC
    field: str = ""
    agency: str = ""
    name: str
    settled_at: str = models.SettledAt.PROVINCE
    settled_by: str = ""
    subjects: tuple[str, ...] = ()
    sequence: str = ""
    ways: str = ""
    support: str = ""
    sets: int = 1
    result: str = ""
    requirements: str = ""
    legal_basis: str = ""
    boundary_free: bool = False
    interlinked: bool = False
    online: str = models.OnlineLevel.INFORMATION
    online_reason: str = ""
    change: str = models.Change.NEW
    decision: str = ""
    announcer: str = models.Announcer.PROVINCE
    fast_track: bool = False
    enacted_on: date | None = None
    announced_on: date | None = None
    published_on: date | None = None
    from_on: date | None = None
    to_on: date | None = None
    cases: tuple[CaseRecord, ...] = (CaseRecord(),)
    stated: frozenset[str] = PARTS

    @property
    def key(self) -> tuple[str, str]:
        """Under which a procedure is known: its code, or agency and name of one without."""
        return (self.code, "") if self.code else (skey(self.agency), skey(self.name))


def in_order(subjects: Iterable[str]) -> tuple[str, ...]:
    """Subjects once each, in the order of the law's list; unknown ones stay, at the end."""
    known = list(models.Subject.values)
    return tuple(sorted(dict.fromkeys(subjects), key=lambda one: known.index(one) if one in known else len(known)))


def _plain(row: Any, record: type[Any], **given: Any) -> Any:
    names = [one.name for one in fields(record) if one.name not in given]
    return record(**{name: getattr(row, name) for name in names}, **given)


def case_record(row: models.Variant) -> CaseRecord:
    """A case of ours with everything in it (its rows should be prefetched)."""
    return CaseRecord(
        **{name: getattr(row, name) for name in LIMIT_FACTS if name != "phases"},
        phases=tuple(PhaseRecord(**one) for one in row.phases),
        papers=tuple(_plain(one, PaperRecord) for one in row.papers.all()),
        fees=tuple(_plain(one, FeeRecord) for one in row.fees.all()),
        groups=tuple(_plain(one, GroupRecord) for one in sorted(row.groups.all(), key=lambda one: one.code)),
        stations=tuple(
            _plain(one, StationRecord, agency=one.agency.full_name if one.agency else "", back_to=tuple(one.back_to))
            for one in row.stations.all()
        ),
    )  # fmt: skip


def record_of(row: models.Version) -> ProcedureRecord:
    """A version of ours as a record."""
    known = row.procedure
    days = ("change", *DECIDED)
    facts = {name: getattr(row, name) for name in (*FACTS, *days) if name != "subjects"}
    return ProcedureRecord(
        code=known.code, written=known.written, scope=known.scope, field=known.field.name,
        agency=known.agency.full_name, subjects=in_order(row.subjects), **facts,
        cases=tuple(case_record(one) for one in row.variants.all()),
    )  # fmt: skip


def merged(ours: ProcedureRecord | None, theirs: ProcedureRecord) -> ProcedureRecord:
    """Ours with the parts that theirs states; cases are paired by name, a lone one with a lone one."""
    if ours is None:
        return replace(theirs, stated=PARTS)
    facts = {name: getattr(theirs, name) for name in FACTS if name in theirs.stated}
    return replace(ours, **facts, cases=_merged_cases(ours, theirs))


Pairs = list[tuple[CaseRecord | None, CaseRecord | None]]


def paired(ours: Sequence[CaseRecord], theirs: Sequence[CaseRecord]) -> Pairs:
    """Cases of the same name beside each other, in the order of theirs."""
    if len(ours) == len(theirs) == 1:
        return [(ours[0], theirs[0])]
    return pair(ours, theirs)


def _merged_cases(ours: ProcedureRecord, theirs: ProcedureRecord) -> tuple[CaseRecord, ...]:
    if not theirs.stated & set(IN_CASES):
        return ours.cases
    found = []
    for was, now in paired(ours.cases, theirs.cases):
        if now is None:
            if "limit" not in theirs.stated and was is not None:
                found.append(was)
            continue
        if was is None:
            if "limit" in theirs.stated:
                found.append(now)
            continue
        taken: dict[str, Any] = {}
        if "limit" in theirs.stated:
            taken |= {"name": now.name, "limit": now.limit}
        if "terms" in theirs.stated:
            taken |= {name: getattr(now, name) for name in TERMS}
        for part in ("papers", "fees"):
            if part in theirs.stated:
                taken[part] = getattr(now, part)
        if "route" in theirs.stated:
            taken |= {"groups": now.groups, "stations": now.stations}
        found.append(replace(was, **taken))
    return tuple(found)


def same_content(one: ProcedureRecord, other: ProcedureRecord) -> bool:
    """Whether two records say the same as a whole and in every case."""
    return one.cases == other.cases and all(getattr(one, name) == getattr(other, name) for name in FACTS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One part side by side; `case` is the name of the case it stands in. `change`: added, removed or other."""

    part: str
    case: str
    ours: Any
    theirs: Any
    change: str


def differences(ours: ProcedureRecord, theirs: ProcedureRecord) -> list[Difference]:
    """What the parts theirs states say otherwise than ours, part by part; nothing for what it is silent about."""
    then = merged(ours, theirs)
    found = [
        Difference(name, "", getattr(ours, name), getattr(then, name), "other")
        for name in FACTS if getattr(ours, name) != getattr(then, name)
    ]  # fmt: skip
    for was, now in paired(ours.cases, then.cases):
        case = (now or was or CaseRecord()).name
        before, after = was or CaseRecord(), now or CaseRecord()
        if was is None or now is None:
            found.append(Difference("limit", case, was, now, "added" if was is None else "removed"))
        else:
            found += [
                Difference(name, case, getattr(was, name), getattr(now, name), "other")
                for name in LIMIT_FACTS if name != "name" and getattr(was, name) != getattr(now, name)
            ]  # fmt: skip
        for part in ("papers", "fees", "groups", "stations"):
            found += _rows(part, case, getattr(before, part), getattr(after, part))
    return found


def _rows(part: str, case: str, ours: Iterable[Any], theirs: Iterable[Any]) -> list[Difference]:
    return [
        Difference(part, case, was, now, "added" if was is None else "removed" if now is None else "other")
        for was, now in pair(list(ours), list(theirs)) if was != now
    ]  # fmt: skip
