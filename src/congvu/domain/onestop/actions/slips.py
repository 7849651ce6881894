"""Phát hành giấy, phiếu. A statutory form gets its number and keeps what it said, so that a reprint is the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from congvu.core.working_time import HANOI
from congvu.domain.onestop.actions import numbers
from congvu.domain.onestop.models import Dossier, Slip
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case

#: Form → suffix of its number.
SUFFIX = {
    "receipt": "TN", "supplement": "PBS", "refusal": "PTC", "apology": "PXL", "stop": "TBD", "control": "PKS",
}  # fmt: skip
#: The instrument whose numbering a form follows, from which day.
NEW_FORMS = date(2025, 9, 15)


def basis_on(on: date) -> str:
    """The instrument that lays down the forms on a day."""
    return "TT 03/2025/TT-VPCP" if on >= NEW_FORMS else "TT 01/2018/TT-VPCP"


def drafted(
    dossier: Dossier, case: Case, form: str, number: int, short: str, *, actor: Actor, now: datetime,
    content: dict[str, Any],
) -> Slip:  # fmt: skip
    """A slip under a number taken already; not saved yet. The form is that of the dossier's own law."""
    return Slip(
        dossier=dossier, form=form, basis=basis_on(case.law_on), number=number,
        notation=f"{number:02d}/{SUFFIX[form]}-{short}",
        issued_at=now, issued_by=actor.signature, content=content, line_seq=case.seq,
    )  # fmt: skip


def issue(
    dossier: Dossier, case: Case, form: str, *, actor: Actor, now: datetime, content: dict[str, Any]
) -> Slip:
    """Number and keep a slip, in the caller's transaction, after the act has written its line."""
    (number,) = numbers.take_numbers(dossier.desk_id, [(SUFFIX[form], numbers.year_of(now))])
    slip = drafted(dossier, case, form, number, dossier.desk.short, actor=actor, now=now, content=content)
    slip.save()
    return slip


def day(moment: datetime) -> str:
    """A moment as a slip keeps it: ISO, in the time of Viet Nam."""
    return moment.astimezone(HANOI).isoformat()
