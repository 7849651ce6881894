"""What a made-up directive is: its text, its entry in the register, and what the desk makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from congvu.demo.dates import office_day, render

ONE, EACH, READ = "one_lead", "each_of", "circulate"


@dataclass(frozen=True, slots=True)
class Again:
    """Định kỳ. `lasting` days after the document, or (0) as long as the document lasts, reviewed every `review`."""

    rhythm: str
    day: int
    month: int = 1
    lasting: int = 0
    review: str = "6 months"


@dataclass(frozen=True, slots=True)
class Order:
    """Nội dung giao. One order of a directive as the desk issues it.

    `words` is a piece of the text by which its clause is found. `leads` and `others` are codes of agencies, or of
    groups of addressees after a colon (":ubnd-cap-xa"). `due` is a distance (`dates.due_of`), a limit
    ("5 working days"), or empty. `again`: it comes again; `stands`: it stands, and is reviewed at this interval.
    """

    words: str
    mode: str
    leads: tuple[str, ...]
    others: tuple[str, ...] = ()
    due: str = ""
    report_to: str = ""
    again: Again | None = None
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Văn bản. `age` is how many days before the demo is loaded it was issued; `hours` how long it then waits for its
    registration, review and issue; `state`: issued, or in_review for one whose review is half done."""

    code: str
    number: str
    kind: str
    issuer: str
    subject: str
    age: int
    orders: tuple[Order, ...]
    signer: str = "Chủ tịch"
    urgency: str = "normal"
    state: str = "issued"

    def issued_on(self, today: date) -> date:
        """Its date, on a working day of the week."""
        return office_day(today, -self.age)

    def text(self, today: date, days: Mapping[str, date]) -> str:
        """Its text with the days of this load."""
        return render(raw_text(self.code), self.issued_on(today), days)


def raw_text(code: str) -> str:
    """The text of `directives/<code>.txt` as shipped."""
    return files("congvu.demo").joinpath("directives", f"{code}.txt").read_text(encoding="utf-8")
