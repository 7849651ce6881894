"""Thông điệp edXML (QCVN 102:2016/BTTTT): what two systems tell each other about a document.

The names of the fields are those of the format; codes are kept as strings because they have leading zeros. The field
list follows integrations in use; what only memory vouches for is marked *unverified*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from congvu.core.refusals import Refusal


class BadMessage(Refusal):
    """Thông điệp không hợp lệ. The message cannot be taken; `code` says why, the sentence says what to do."""

    code = "edxml_bad_message"
    status = 422


class StatusCode(StrEnum):
    """Trạng thái xử lý văn bản, as the national axis codes it."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    IN_PROCESS = "05"
    FINISHED = "06"
    RECALL_ASKED = "13"
    RECALL_AGREED = "15"
    RECALL_REFUSED = "16"


class Business(StrEnum):
    """Loại nghiệp vụ (BussinessDocType). 0 is verified; 1 to 3 are *unverified*."""

    NEW = "0"
    RECALL = "1"
    UPDATE = "2"
    REPLACE = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Cơ quan, tổ chức. `organ_id` is the dotted identifier, kept as it is written (H56.01, 000.00.01.H56)."""

    organ_id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Tệp đính kèm, unpacked. `content_id` ties it to its reference in the manifest."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    content_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """Vết xử lý: through whose system the message went, and when."""

    organ_id: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTo:
    """Văn bản được trả lời: the document a message answers or reports about."""

    organ_id: str
    code: str
    promulgated_on: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMessage:
    """Văn bản điện tử: one document with its files on the way from one organisation to others.

    `number` and `notation` are the two halves of "12/UBND-VX"; `due_on` is the day an answer is asked for.
    """

    sender: Organisation
    receivers: tuple[Organisation, ...]
    document_id: str
    number: str = ""
    notation: str = ""
    place: str = ""
    promulgated_on: date | None = None
    kind_name: str = ""
    subject: str = ""
    content: str = ""
    signer_competence: str = ""
    signer_position: str = ""
    signer_name: str = ""
    due_on: date | None = None
    to_places: tuple[str, ...] = ()
    priority: str = "0"
    pages: int | None = None
    copies: int | None = None
    answers: tuple[AnswerTo, ...] = ()
    trace: tuple[TraceStep, ...] = ()
    business: str = Business.NEW
    business_reason: str = ""
    parcels: tuple[Parcel, ...] = ()

    @property
    def code(self) -> str:
        """Number and symbol as printed: "12/UBND-VX"."""
        if not self.notation or self.notation.startswith(f"{self.number}/"):
            return self.notation or self.number
        return f"{self.number}/{self.notation}" if self.number else self.notation


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMessage:
    """Thông điệp trạng thái: what became of a document at the receiver's."""

    about: AnswerTo
    sender: Organisation
    receivers: tuple[Organisation, ...] = ()
    status: str
    description: str = ""
    at: datetime | None = None
    department: str = ""
    staff: str = ""
