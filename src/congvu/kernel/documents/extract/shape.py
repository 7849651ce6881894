"""What comes out of a file, whatever its type."""

from __future__ import annotations

from dataclasses import dataclass, field

from congvu.core.refusals import Invalid


@dataclass(slots=True)
class Extracted:
    """Nội dung trích xuất. `method`: pdf-text, docx, xlsx, html, txt; `notes` are codes, some with ": value"."""

    text: str
    method: str
    pages: int = 0
    recognised: bool = False
    notes: list[str] = field(default_factory=list)


def unreadable(error: Exception) -> Invalid:
    """The refusal of a file that its reader cannot open."""
    return Invalid(
        "The file is damaged or cut off and cannot be opened.", field="file", code="unreadable",
        hint=f"({type(error).__name__})",
    )
