"""Phát hành giấy, phiếu. A statutory form gets its number and keeps what it said, so that a reprint is the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from congvu.core.refusals import NotFound
from congvu.core.working_time import HANOI
from congvu.domain.onestop.actions import numbers
from congvu.domain.onestop.models import Dossier, GivenPaper, Slip
from congvu.domain.onestop.papers.forms import FORMS, Form, FormCode, form_on
from congvu.domain.onestop.queries.counter import visible_to
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case


def form_of(code: str, on: date) -> Form:
    """The form of the law of a day; a kind of slip that law did not know yet is issued on the first form there was."""
    form = FormCode(code)
    try:
        return form_on(form, on)
    except NotFound:
        return min((one for one in FORMS if one.code is form), key=lambda one: one.valid_from)


def drafted(
    dossier: Dossier, case: Case, form: str, number: int, short: str, *, actor: Actor, now: datetime,
    content: dict[str, Any],
) -> Slip:  # fmt: skip
    """A slip under a number taken already; not saved yet. The form is that of the dossier's own law."""
    issued = form_of(form, case.law_on)
    return Slip(
        dossier=dossier, form=form, basis=issued.basis, number=number,
        notation=f"{number:02d}/{issued.symbol(short)}",
        issued_at=now, issued_by=actor.signature, content=content, line_seq=case.seq,
    )  # fmt: skip


def issue(
    dossier: Dossier, case: Case, form: str, *, actor: Actor, now: datetime, content: dict[str, Any]
) -> Slip:
    """Number and keep a slip, in the caller's transaction, after the act has written its line."""
    (number,) = numbers.take_numbers(dossier.desk_id, [(form_of(form, case.law_on).sign, numbers.year_of(now))])
    slip = drafted(dossier, case, form, number, dossier.desk.short, actor=actor, now=now, content=content)
    slip.save()
    return slip


def day(moment: datetime) -> str:
    """A moment as a slip keeps it: ISO, in the time of Viet Nam."""
    return moment.astimezone(HANOI).isoformat()


def brought(papers: Iterable[GivenPaper]) -> list[list[Any]]:
    """Papers as a slip keeps them, so that a reprint says what the first print said: name, originals, copies, state."""
    return [[one.name, one.originals, one.copies, one.state] for one in papers]


def note_printed(*, actor: Actor, slip_id: int) -> None:
    """In lại. Count a print of a slip; who may see the dossier may print it."""
    Slip.objects.filter(pk=slip_id, dossier__in=visible_to(actor)).update(prints=F("prints") + 1)
