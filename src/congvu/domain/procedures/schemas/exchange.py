"""Tệp trao đổi với Cơ sở dữ liệu quốc gia về TTHC: one versioned JSON file; what we write, and what we can read.

The shape is told in docs/procedure-file.md. Of a foreign answer the names of public integration code are read too
(MaTTHC, TenTTHC …): nobody has confirmed them, so what they say is compared and never trusted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from congvu.core.refusals import Invalid
from congvu.domain.procedures.policy.records import FACTS, TERMS, ProcedureRecord
from congvu.domain.procedures.schemas import columns
from congvu.domain.procedures.schemas.cells import Unreadable, value_of
from congvu.domain.procedures.schemas.sheets import MAX_ROWS, Fault, Read, read_workbook

FORMAT, VERSION = "congvu.procedures", 1
_ZIP = b"PK\x03\x04"
#: Names of a foreign answer → ours.
_FOREIGN = {
    "MaTTHC": "code", "TenTTHC": "name", "LinhVuc": "field", "TenLinhVuc": "field", "CoQuanThucHien": "settled_by",
    "CapThucHien": "settled_at", "MucDo": "online", "LienThong": "interlinked", "LaPhiDiaGioi": "boundary_free",
    "ThoiGianGiaiQuyet": "limit", "LoaiTTHC": "scope",
}  # fmt: skip


def write_file(records: Sequence[ProcedureRecord], *, on: date, now: datetime) -> bytes:
    """The file of these procedures as they stand on a day."""
    told = [{name: value for name, value in asdict(one).items() if name != "stated"} for one in records]
    head = {"format": FORMAT, "version": VERSION, "as_of": on.isoformat(), "made_at": now.isoformat(),
            "count": len(records)}  # fmt: skip
    return json.dumps({**head, "procedures": told}, ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[ProcedureRecord]:
    return TypeAdapter(ProcedureRecord)


def json_schema() -> dict[str, Any]:
    """What one procedure of the file looks like, as JSON Schema."""
    schema = _adapter().json_schema()
    schema["properties"].pop("stated")
    return schema


def read_any(content: bytes) -> Read:
    """A file of exchange: JSON, or the workbook. Invalid when it is neither."""
    if content.startswith(_ZIP):
        return read_workbook(content)
    return read_file(content) if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") else read_workbook(content)


def read_file(content: bytes) -> Read:
    """The procedures of a JSON file, ours or another's; each fault with the place of its procedure in the file."""
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as broken:
        raise Invalid(
            _("This file is no readable JSON."), field="file", hint=_("Save it as UTF-8 and send it again.")
        ) from broken
    found = Read()
    for place, one in enumerate(_listed(whole), 1):
        try:
            found.records.append(_record(one))
            found.lines.append(place)
        except ValidationError as wrong:
            found.faults += [Fault("", place, _place(error["loc"]), _words(error)) for error in wrong.errors()]
        except Unreadable as wrong:
            found.faults.append(Fault("", place, "", str(wrong)))
    return found


def _listed(whole: Any) -> list[dict[str, Any]]:
    if isinstance(whole, dict):
        if whole.get("format") == FORMAT and whole.get("version") != VERSION:
            raise Invalid(
                _("This file is of version %(theirs)s; version %(ours)d is known here.")
                % {"theirs": str(whole.get("version"))[:20], "ours": VERSION}, field="file",
            )  # fmt: skip
        whole = next((whole[name] for name in ("procedures", "result", "data") if name in whole), None)
    if not isinstance(whole, list) or not whole or not all(isinstance(one, dict) for one in whole):
        raise Invalid(_("The file names no procedures."), field="file")
    if len(whole) > MAX_ROWS:
        raise Invalid(_("The sheet has more than %(n)d rows; cut it in parts.") % {"n": MAX_ROWS}, field="file")
    return whole


def _record(said: Mapping[str, Any]) -> ProcedureRecord:
    ours = dict(said) if "name" in said or "code" in said else _foreign(said)
    cases = ours.get("cases")
    inner = {name for one in cases if isinstance(one, dict) for name in one} if isinstance(cases, list) else set()
    stated = {name for name in FACTS if name in ours} | (inner & {"limit", "papers", "fees"})
    stated |= {"terms"} if inner & set(TERMS) else set()
    stated |= {"route"} if "stations" in inner else set()
    names = {one.name for one in fields(ProcedureRecord)} - {"stated"}
    kept = {name: value for name, value in ours.items() if name in names}
    return _adapter().validate_python({"name": "", **kept, "stated": frozenset(stated)})


def _foreign(said: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, code in _FOREIGN.items():
        value = said.get(name)
        if value in (None, ""):
            continue
        kind = columns.KINDS.get(code, "text")
        found[code] = value if isinstance(value, bool) else value_of(code, str(value)) if kind != "text" else str(value)
    if "limit" in found:
        found["cases"] = [{"limit": found.pop("limit")}]
    return found


def _place(path: Sequence[int | str]) -> str:
    words = [str(one + 1) if isinstance(one, int) else _HEADINGS.get(one, one) for one in path]
    return " › ".join(words)


_HEADINGS = {
    **{one.code: one.heading for sheet in reversed(columns.SHEETS.values()) for one in sheet.columns},
    "cases": "Trường hợp", "papers": "Thành phần hồ sơ", "fees": "Phí, lệ phí", "stations": "Quy trình",
}  # fmt: skip


def _words(error: Any) -> str:
    kind = str(error["type"])
    if kind == "missing":
        return _("This must be filled.")
    if kind.startswith(("int", "decimal", "float")):
        return _("A whole number must stand here.")
    if kind.startswith("bool"):
        return _("true or false must stand here.")
    if kind.startswith("date"):
        return _("A day must stand here, as 2026-01-31.")
    return _("A value of another kind must stand here.")


