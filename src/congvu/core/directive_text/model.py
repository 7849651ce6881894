"""What the reader says about a directive: frozen values, every one with its place in the text.

Offsets are code points of the text given to `read_directive`; ``text[span.start:span.end]`` is what was read.
Confidence is
a judgement between 0 and 1 made by rule (0.95 stated, 0.8 inferred from the nearest heading, 0.6 guessed), not a
probability.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points of the original text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A text value read from the document, with its place and the confidence of the reading."""

    text: str
    span: Span | None
    confidence: float


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date read from the document; `inferred` when a part (usually the year) came from elsewhere in the text."""

    on: date
    span: Span
    confidence: float
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """Thể thức văn bản: the components of NĐ 30/2020/NĐ-CP, Phụ lục I that a register needs. None: the text does not
    say."""

    kind: Fact | None = None
    number: Fact | None = None
    issued_on: DateFact | None = None
    issuer: Fact | None = None
    subject: Fact | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Viện dẫn. A mention of one specific document; `pinpoint` is the article or section named before it."""

    span: Span
    kind: str | None
    number: str | None
    issued_on: date | None
    year: int | None
    issuer: str | None
    confidence: float
    pinpoint: Span | None = None
    date_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Cơ quan, người được nêu. Its name as printed (a plural head distributed) and where it stands."""

    name: str
    span: Span | None
    confidence: float


class DeadlineKind(StrEnum):
    """How a deadline is phrased."""

    ABSOLUTE = "absolute"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RELATIVE = "relative"
    RECURRENT = "recurrent"
    BY_REFERENCE = "by_reference"
    URGENT_UNDATED = "urgent_undated"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Thời hạn. `on` is the last day, None where the text gives no date; "trước ngày D" is `exclusive` and still
    says D."""

    kind: DeadlineKind
    on: date | None
    text: str
    span: Span
    exclusive: bool
    confidence: float
    inferred: bool = False


class Nature(StrEnum):
    """What an operative clause asks for."""

    TASK = "task"
    STANDING = "standing"
    PROHIBITION = "prohibition"
    TARGET = "target"


class Mark(StrEnum):
    """The reader's proposal for one sentence or list item."""

    FURNITURE = "furniture"
    HEADING = "heading"
    BASIS = "basis"
    NARRATIVE = "narrative"
    CLAUSE = "clause"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Clause:
    """Nội dung giao. One operative clause: who must do what by when, each value with its place."""

    span: Span
    text: str
    nature: Nature
    verb: Fact | None
    leads: tuple[Party, ...]
    leads_inherited: bool
    coordinators: tuple[Party, ...]
    reports_to: tuple[Party, ...]
    through: tuple[Party, ...]
    deadline: Deadline | None
    recurrence: str | None
    heading: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Target:
    """Chỉ tiêu. A quantified goal; `clause` is the index of the clause it stands in."""

    span: Span
    text: str
    quantity: float | int
    quantity_max: float | int | None
    unit: str
    comparator: str
    of: str | None
    deadline: date | None
    clause: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item of the text with the reader's mark; `orders` where it gives an order by its form."""

    span: Span
    mark: Mark
    clause: int | None
    orders: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one directive."""

    facts: DocumentFacts
    addressees: tuple[Party, ...]
    citations: tuple[Citation, ...]
    clauses: tuple[Clause, ...]
    targets: tuple[Target, ...]
    sentences: tuple[Sentence, ...]
    is_directive: bool
    retelling: bool
    notes: tuple[str, ...] = field(default=())
