"""Chuẩn hoá một bản ghi: one way of writing for what files write in many, so that the same content compares equal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from congvu.core.codes import read_procedure_code
from congvu.core.refusals import Invalid
from congvu.core.text import nfc, one_line
from congvu.core.working_time import read_limit
from congvu.domain.procedures.policy.records import (
    FACTS,
    CaseRecord,
    FeeRecord,
    GroupRecord,
    PaperRecord,
    ProcedureRecord,
    StationRecord,
    in_order,
)

_Row = TypeVar("_Row", PaperRecord, FeeRecord, GroupRecord, StationRecord)
_ONE_LINE = frozenset({"name", "settled_by", "online_reason", "field", "agency", "decision"})


def tidied(record: ProcedureRecord, agency_name: Callable[[str], str]) -> ProcedureRecord:
    """In normal form: code as it should be written and beside it as it was, limits as codes, agencies by full name."""
    read = read_procedure_code(record.code) if record.code else None
    texts: dict[str, Any] = {}
    for name in (*FACTS, "field", "agency", "decision"):
        value = getattr(record, name)
        if isinstance(value, str):
            texts[name] = one_line(value) if name in _ONE_LINE else _lines(value)
    return replace(
        record, **texts, code=read.text if read else one_line(record.code), subjects=in_order(record.subjects),
        written=one_line(record.written or record.code)[:80],
        cases=tuple(_case(one, agency_name) for one in record.cases),
    )  # fmt: skip


def _lines(text: str) -> str:
    return "\n".join(" ".join(one.split()) for one in nfc(text).replace("\x00", "").strip().splitlines())


def _limit(text: str) -> str:
    try:
        return read_limit(text).code if text.strip() else ""
    except Invalid:
        return one_line(text)


def _case(case: CaseRecord, agency_name: Callable[[str], str]) -> CaseRecord:
    stations = (
        replace(one, agency=agency_name(one.agency) if one.agency else "", aside_limit=_limit(one.aside_limit))
        for one in _rows(case.stations)
    )
    return replace(
        case, name=one_line(case.name), limit=_limit(case.limit), limit_note=one_line(case.limit_note),
        refusal_limit=_limit(case.refusal_limit), extension_limit=_limit(case.extension_limit),
        phases=tuple(replace(one, name=one_line(one.name), limit=_limit(one.limit)) for one in case.phases),
        papers=_rows(case.papers), fees=_rows(case.fees), stations=tuple(stations),
        groups=tuple(sorted(_rows(case.groups), key=lambda one: one.code)),
    )  # fmt: skip


def _rows(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    return tuple(replace(one, **_texts(one)) for one in rows)


def _texts(row: Any) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in type(row).__dataclass_fields__}
    return {name: one_line(value) for name, value in found.items() if type(value) is str}
