"""Kiểu dữ liệu cho máy. What every room that answers machines in JSON shares: field types, pages, marks of doors.

Moments leave with the offset of Viet Nam; texts come in without the character that no database keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from congvu.core.refusals import Invalid
from congvu.core.working_time import HANOI
from congvu.kernel.ui.tables import paging

Function = TypeVar("Function", bound=Callable[..., Any])
Row = TypeVar("Row")

LARGEST_PAGE = 200
_SALT = "congvu.ui.wire"
_NO_NUL = r"^[^\x00]*$"
#: The same for texts that must say something.
_SAYS = r"^[^\x00]*[^\s\x00][^\x00]*$"

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(HANOI).isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
#: The id of a row; larger than any that will be given.
Id = Annotated[int, Field(ge=1, le=2**53)]
Words = Annotated[str, Field(max_length=5000, pattern=_NO_NUL)]
NeededWords = Annotated[str, Field(min_length=1, max_length=5000, pattern=_SAYS)]
ShortWords = Annotated[str, Field(max_length=300, pattern=_NO_NUL)]
#: A code of an agency, an official, a rule or a ground.
Code = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[0-9A-Za-z_.\-]+$")]
CaseCode = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[0-9A-Za-zĐđ.\-]+$")]
Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE)]
Cursor = Annotated[str, Field(max_length=500, pattern=_NO_NUL)]


class Said(BaseModel):
    """Base of what is answered: built by us, so nothing is looked up on rows while it is written."""


class Sent(BaseModel):
    """Base of what a machine sends: a name that is not known is a mistake and is said to be one."""

    model_config = ConfigDict(extra="forbid")


def needs(*permissions: str) -> Callable[[Function], Function]:
    """Leave on an operation the scopes of which a token must carry one. What a person may do is for the policy."""

    def mark(function: Function) -> Function:
        function.needs = permissions  # type: ignore[attr-defined]  # read by the door and by the contract
        return function

    return mark


def _cursor_refused() -> Invalid:
    return Invalid(
        _("This cursor does not belong to this list."),
        field="cursor",
        hint=_("Take the cursor from the page before, with the same order, or leave it out."),
    )


def page_of(rows: QuerySet[Any], order: paging.Order, limit: int, cursor: str | None) -> tuple[list[Any], str | None]:
    """Rows after the cursor and the cursor of the next page (None at the end). One statement."""
    if cursor and not paging.is_cursor(cursor, order):
        raise _cursor_refused()
    found = paging.page(rows, order, limit, cursor or "", "")
    return found.rows, found.after or None


def slice_of(rows: Sequence[Row], limit: int, cursor: str | None) -> tuple[list[Row], str | None]:
    """The same for rows in memory, in their own order."""
    start = 0
    if cursor:
        try:
            start = int(signing.loads(cursor, salt=_SALT))
        except (signing.BadSignature, ValueError, TypeError):
            raise _cursor_refused() from None
    end = start + limit
    return list(rows[start:end]), signing.dumps(end, salt=_SALT) if end < len(rows) else None
