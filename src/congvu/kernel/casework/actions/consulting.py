"""Lấy ý kiến: a consultation is a child case held by the consulted body, with its own clock and a rule of silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import Limit, add
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import check_receiver, require_open
from congvu.kernel.casework.actions.engine import Change, ClockDraft, commit, locked, open_cases
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import holds, in_name_of, leads, people
from congvu.kernel.casework.queries.clocks import limit_of
from congvu.kernel.journal import queries as journal
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

KIND = "consultation"


@transaction.atomic
def consult(
    *, actor: Actor, case_id: int, agency_ids: Sequence[int], question: str, limit: Limit | None = None,
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> list[Case]:
    """Lấy ý kiến. Ask other bodies; each gets a child case with its own clock (rule `consultation.window`).

    The asker stays the holder and his own clock runs on. Invalid without a question or a body that exists.
    """
    who = in_name_of(actor, behalf, people.local_date(now))
    case = locked(who, case_id, expected_seq)
    require_open(case)
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case consults others."))
    if not question.strip():
        raise Invalid(_("Write what you ask."), field="question")
    if not agency_ids:
        raise Invalid(_("Choose whom to ask."), field="agencies")
    for agency_id in agency_ids:
        check_receiver(agency_id, None, now)
        if agency_id == case.holder_agency_id:
            raise Invalid(_("A unit does not consult itself."), field="agencies")
    window = limit or limit_of("consultation.window", people.local_date(now))
    series = kinds.get(KIND).series
    codes = allocate_codes(series, people.local_date(now).year, len(agency_ids))
    changes = [asked_change(case, agency_id, code, question.strip(), window, now)
               for agency_id, code in zip(agency_ids, codes, strict=True)]  # fmt: skip
    open_cases(changes, actor=actor, now=now)
    body = {"question": question.strip(), "asked": [people.agency_name(i) for i in agency_ids], "cases": codes}
    commit([Change(case, "case.consulted", body=body)], actor=actor, now=now)
    return [change.case for change in changes]


def asked_change(parent: Case, agency_id: int, code: str, question: str, window: Limit, now: datetime) -> Change:
    """The child case a question makes, and its first line."""
    due = add(org.calendar_of(agency_id), now, window)
    case = Case(
        code=code, kind=KIND, title=question[:500], skey=skey(f"{code} {question} {people.agency_name(agency_id)}"),
        law_on=parent.law_on, confidentiality=parent.confidentiality, parent=parent, phase="asked", station="answer",
        accountable_agency_id=agency_id, issuing_agency_id=parent.holder_agency_id, holder_agency_id=agency_id,
        whose_clock=Whose.CONSULTED, opened_at=now, first_due_at=due, due_at=due,
        due_basis={"limit": window.code, "rule": "consultation.window"},
    )  # fmt: skip
    start = ClockDraft("start", now, Whose.CONSULTED, limit=window.code, rule="consultation.window")
    return Change(case, "consultation.asked", clock=(start,), body={"question": question, "for": parent.code})


@transaction.atomic
def answer(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lời ý kiến. The consulted body answers; an answer that says nothing is none."""
    who = in_name_of(actor, behalf, people.local_date(now))
    case = _open_question(who, case_id, expected_seq)
    if not (holds(who, case) or leads(who, case.accountable_agency_id)):
        raise NotAllowed(_("Only the consulted body answers."))
    if not words.strip():
        raise Invalid(_("Write the opinion."), field="words")
    _end(case, "answered", "consultation.answered", actor, now, {"words": words.strip()}, who.official_id)
    return case


@transaction.atomic
def withdraw_question(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Rút câu hỏi. Who asked does not need the answer any more."""
    case = _open_question(actor, case_id, expected_seq)
    if not asked_it(actor, case):
        raise NotAllowed(_("Only who asked withdraws the question."))
    _end(case, "withdrawn", "consultation.withdrawn", actor, now, {"words": words}, case.holder_official_id)
    return case


def asked_it(actor: Actor, case: Case) -> bool:
    """Whether the actor holds the case for which the question was asked."""
    return case.parent is not None and holds(actor, case.parent)


def _open_question(who: Actor, case_id: int, expected_seq: int | None) -> Case:
    case = locked(who, case_id, expected_seq)
    if case.kind != KIND or case.phase != "asked":
        raise MoveRefused(_("This question has been answered or has ended."))
    return case


def _end(
    case: Case, outcome: str, verb: str, actor: Actor, now: datetime, body: dict[str, Any], official_id: int | None
) -> None:
    commit([ended_change(case, outcome, verb, now, body, official_id)], actor=actor, now=now)


def ended_change(
    case: Case, outcome: str, verb: str, now: datetime, body: dict[str, Any], official_id: int | None
) -> Change:
    """The end of a question: who answered did the work."""
    return Change(
        case, verb,
        {"phase": outcome, "outcome": outcome, "closed_at": now, "stopped_at": now,
         "holder_official_id": official_id, "doer_official_id": official_id},
        clock=(ClockDraft("stop", now, Whose.CONSULTED),), body=body,
    )  # fmt: skip


def end_silence(*, now: datetime) -> int:
    """Quá hạn không trả lời. Questions whose time is over; the silence rule of the day says what it means.

    Where silence counts as agreement the question ends; where it is only reminded of, it stays open and overdue.
    """
    if rules.rule("consultation.silence", people.local_date(now)).value != "agreement":
        return 0
    waiting = Case.objects.filter(kind=KIND, closed_at=None, due_at__lt=now).values_list("pk", flat=True)
    return sum(_end_one(pk, now) for pk in list(waiting[:5000]))


@transaction.atomic
def _end_one(case_id: int, now: datetime) -> bool:
    system = Actor.system()
    case = locked(system, case_id)
    if case.phase != "asked" or case.due_at is None or case.due_at >= now:
        return False
    body = {"rule": "consultation.silence", "meaning": "agreement"}
    _end(case, "silent", "consultation.fell_silent", system, now, body, case.holder_official_id)
    return True


def panel(_actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of the consultation's panel: the question, who asked, and the answer."""
    line = journal.of_stream(case.stream).filter(verb="consultation.answered").order_by("-seq").first()
    return {"question": case.title, "asker": people.agency_name(case.issuing_agency_id), "answer_line": line}
