"""What machines send about a directive: registration, review, issue."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from congvu.kernel.ui.wire import Code, Id, NeededWords, Sent, ShortWords, Words

Ids = Annotated[list[Id], Field(min_length=1, max_length=2000)]
Version = Annotated[
    int | None, Field(ge=0, le=2**31 - 1, description="version as it was read: 409 when changed since.")
]


class Registration(Sent):
    """A directive to enter: a ticket of POST /files or its text. What is left out is taken from what was read."""

    file: Annotated[str | None, Field(max_length=300, pattern=r"^[0-9A-Za-z_:\-]+$")] = None
    file_name: ShortWords = ""
    text: Annotated[str | None, Field(max_length=2_000_000, pattern=r"^[^\x00]*$")] = None
    agency: Annotated[Code | None, Field(description="Unit whose register it goes into; default your own.")] = None
    kind: Code | None = None
    code: ShortWords | None = None
    issued_on: date | None = None
    issuer: ShortWords | None = None
    subject: Annotated[str | None, Field(max_length=1000, pattern=r"^[^\x00]*$")] = None
    signer_name: Annotated[str | None, Field(max_length=120, pattern=r"^[^\x00]*$")] = None
    urgency: Literal["normal", "urgent", "very_urgent", "express"] = "normal"
    arrived_on: date | None = None
    confirm_duplicate: bool = False


class Acceptance(Sent):
    """Clauses that are taken as they were read."""

    clauses: Ids
    confirm_units: Annotated[bool, Field(description="Also confirm heirs proposed for units that have ended.")] = False


class Named(Sent):
    """A unit or group for a clause: a name as the text has it; code of the unit or group when it is known."""

    surface: Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
    agency: Code | None = None
    group: Code | None = None
    confirmed: bool = True


class ClauseCorrection(Sent):
    """The whole of a clause as the desk wants it; a corrected clause counts as accepted."""

    version: Version = None
    nature: Literal["task", "standing", "prohibition", "target"]
    mode: Literal["one_lead", "each_of", "circulate"]
    leads: Annotated[list[Named], Field(max_length=500)] = []
    coordinators: Annotated[list[Named], Field(max_length=500)] = []
    due_on: date | None = None
    due_exclusive: bool = False
    due_limit: Annotated[
        str, Field(max_length=80, pattern=r"^[^\x00]*$", description="05 ngày làm việc, 15 days …")
    ] = ""
    recurrence: Literal["", "continuous", "weekly", "monthly", "quarterly", "half_yearly", "yearly"] = ""
    recur_day: Annotated[int | None, Field(ge=1, le=31, description="Needed where it comes again.")] = None
    recur_month: Annotated[int | None, Field(ge=1, le=12)] = None
    recur_following: bool = False
    recur_until: Annotated[date | None, Field(description="Its last day; or recur_with_order and review_limit.")] = None
    recur_with_order: bool = False
    review_limit: Annotated[
        str, Field(max_length=80, pattern=r"^[^\x00]*$", description="06 tháng, 30 ngày làm việc …")
    ] = ""
    report_to: ShortWords = ""


class Cut(Sent):
    """Where a clause is cut in two."""

    version: Version = None
    at: Annotated[
        int, Field(ge=0, le=2**31 - 1, description="Offset into the text of the directive, inside the clause.")
    ]


class Merging(Sent):
    """Another clause of the directive that is taken into this one; it is gone afterwards."""

    version: Version = None
    other: Id


class Rejection(Sent):
    """Why a clause is no work."""

    version: Version = None
    because: NeededWords


class Marking(Sent):
    """What passages are; *no action* says why."""

    passages: Ids
    mark: Literal["narrative", "no_action", "heading", "unseen"]
    because: Words = ""


class Issue(Sent):
    """Clauses to be issued; all or none."""

    clauses: Ids
    confirm_past: Annotated[bool, Field(description="Issue also those whose deadline has passed.")] = False
