"""Hành vi as machines ask for them: one message for each act, with exactly the fields its form has on the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from congvu.face.api.schemas.cases import CaseRow
from congvu.face.api.schemas.further import fields_of
from congvu.face.api.schemas.organisation import OfficialRef
from congvu.kernel.casework import kinds
from congvu.kernel.casework.queries.acts import KERNEL, accepts
from congvu.kernel.ui.wire import CaseCode, Code, NeededWords, Said, Sent, ShortWords, Words

Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]
Ticket = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[0-9A-Za-z_:\-]+$")]


class GroundRow(Said):
    """A coded ground that may be cited."""

    code: str
    label: str


class OpenAct(Said):
    """An act that is open to the actor now."""

    code: str
    label: str
    rank: str = Field(description="first: the next step; more; quiet: adds without moving; grave: ends or limits.")
    fields: list[str]
    page_only: bool = Field(description="Asks for more than a message can say: it is done on its page of the desk.")
    words_needed: bool
    grounds: list[GroundRow]
    in_name_of: list[OfficialRef] = Field(description="Officials in whose name it may be done too (behalf).")
    for_oneself: bool
    legal_basis: str


class OpenActs(Said):
    """Acts open now, the next step first."""

    case: str
    seq: int
    items: list[OpenAct]


class Done(Said):
    """What an act has made of the case; `case` is null when it is no longer open to who acted."""

    act: str
    code: str
    seq: int
    leaf: str = Field(description="Leaf hash of the case's last journal line, hex.")
    case: CaseRow | None


class FileTicket(Said):
    """A file that was checked and kept. The ticket names it in an act or a registration, for a day, for its bringer."""

    ticket: str
    name: str
    sha256: str
    size: int
    kind: str
    pages: int | None
    text_found: bool


_Field = tuple[Any, Any]

#: Field of a form → type and default, with what a machine has to know about it.
FIELDS: dict[str, _Field] = {
    "ground": (
        Annotated[Code | None, Field(description="Coded ground; GET …/acts lists those that may be cited.")],
        None,
    ),
    "decision": (Literal["grant", "refuse"], ...),
    "to_agency": (Annotated[Code | None, Field(description="Code of the receiving unit.")], None),
    "to_official": (Annotated[Code | None, Field(description="Code of the receiving person.")], None),
    "official": (Annotated[Code | None, Field(description="Code of who will do it; only the head names one.")], None),
    "new_due_on": (Annotated[date | None, Field(description="The new deadline ends with this working day.")], None),
    "progress": (Annotated[int, Field(ge=0, le=100, description="Per cent done.")], ...),
    "file": (Annotated[Ticket | None, Field(description="Ticket of POST /files.")], None),
    "file_name": (
        Annotated[ShortWords, Field(description="Name of the file in the case; default: as it was sent.")],
        "",
    ),
    "role": (Literal["source", "evidence", "result"], "evidence"),
    "other": (Annotated[CaseCode, Field(description="Code of the other case.")], ...),
    "link_kind": (Literal["caused_by", "answers", "same_matter"], ...),
    "confidentiality": (Literal["public", "internal", "restricted", "sealed"], ...),
    "officials": (
        Annotated[list[Code], Field(max_length=200, description="Codes of the people on the access list.")],
        [],
    ),
    "agencies": (
        Annotated[list[Code], Field(min_length=1, max_length=100, description="Codes of the units to ask.")],
        ...,
    ),
    "question": (NeededWords, ...),
    "asked_matter": (
        Annotated[str, Field(max_length=60, description="Matter whose window and silence hold; empty: the general.")],
        "",
    ),
    "matter": (
        Annotated[str, Field(max_length=60, description="Matter of the authority matrix that lies above the holder.")],
        ...,
    ),
    "again": (Annotated[Words, Field(description="Why a case that was urged a short time ago is urged again.")], ""),
}
#: Fields that a certain act cannot do without, although others can.
NEEDED: dict[str, dict[str, _Field]] = {
    "offer": {"to_agency": (Code, ...)},
    "ask_extension": {"new_due_on": (date, ...), "ground": (Code, ...)},
    "propose_reassignment": {"ground": (Code, ...)},
    "attach": {"file": (Ticket, ...)}, "refer_upward": {"ground": (Code, ...)},
    "urge": {"ground": (Code, ...)},
}  # fmt: skip


def known_acts() -> dict[str, type[Sent]]:
    """The message of every act a machine can ask for, by the act's code: those of the kernel, and those of installed
    kinds whose function takes nothing but what a message can say."""
    found: dict[str, type[Sent]] = {}
    for code, row in KERNEL.items():
        found[code] = _message(code, row.fields, words_needed=row.words_needed, behalf=row.behalf)
    takes: dict[str, list[dict[str, bool]]] = {}
    more: dict[str, dict[str, _Field]] = {}
    for kind in kinds.all_kinds():
        for code, own in kind.acts.items():
            said = fields_of(own)
            if said is not None:
                takes.setdefault(code, []).append(accepts(own))
                more.setdefault(code, {}).update(said)
    for code, many in takes.items():
        fields = tuple(name for name in ("ground", "words", "file") if any(name in one for one in many))
        needed = all(one.get("words", False) for one in many)
        behalf = any("behalf" in one for one in many)
        found[code] = _message(code, fields, words_needed=needed, behalf=behalf, more=more[code])
    return found


def _message(
    code: str, names: tuple[str, ...], *, words_needed: bool, behalf: bool, more: Mapping[str, _Field] | None = None
) -> type[Sent]:
    fields: dict[str, _Field] = {
        "expected_seq": (
            Annotated[Seq | None, Field(description="seq of the case as it was read: 409 when somebody was faster.")],
            None,
        )
    }
    if behalf:
        said = "Code of the official in whose name the act is done (delegation or absence)."
        fields["behalf"] = (Annotated[Code | None, Field(description=said)], None)
    for name in names:
        if name == "words":
            fields[name] = (NeededWords, ...) if words_needed else (Words, "")
        else:
            fields[name] = NEEDED.get(code, {}).get(name) or FIELDS[name]
        if name == "file":
            fields["file_name"] = FIELDS["file_name"]
    fields |= more or {}
    name = "".join(part.capitalize() for part in code.split("_"))
    make: Any = create_model  # its overloads do not take a mapping
    made: type[Sent] = make(f"{name}Act", __base__=Sent, **fields)
    return made


def scopes_of(code: str) -> tuple[str, ...]:
    """The scopes of which a token needs one for this act: those the kinds' moves name, else the general ones."""
    if code in ("decide_request", "restrict"):
        return ("casework.request.decide",)
    found: set[str] = set()
    for kind in kinds.all_kinds():
        if code in kind.acts:
            found |= {move.permission for move in kind.lifecycle.moves if move.code == code} or {"casework.case.act"}
    return tuple(sorted(found)) if found and code not in KERNEL else ("casework.case.act",)
