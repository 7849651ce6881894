"""Lấy ý kiến: a consultation is a child case held by the consulted body, with its own clock and a rule of silence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import Limit, add
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name, check_receiver, require_open
from congvu.kernel.casework.actions.engine import Change, ClockDraft, commit, locked, open_cases
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, Custody, RuleStanding, Silence, Whose
from congvu.kernel.casework.policy import holds, leads, people
from congvu.kernel.casework.queries.competence import Term, term_on
from congvu.kernel.journal import queries as journal
from congvu.kernel.org import queries as org

KIND = "consultation"
#: Station of a case while others are being asked about it.
CONSULTING = "consulting"


@transaction.atomic
def consult(
    *, actor: Actor, case_id: int, agency_ids: Sequence[int], question: str, limit: Limit | None = None,
    matter: str = "", now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> list[Case]:
    """Lấy ý kiến. Ask other bodies; each gets a child case with its own clock.

    Window and meaning of silence are those laid down for the `matter` on the day, else the general rules
    (`consultation.window`, `consultation.silence`); the questions keep them. The asker stays the holder and his own
    clock runs on; his case stands at the station *consulting* until every question has ended. Invalid without a
    question or a body that exists.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="consult")
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
    term = term_on(matter, people.local_date(now))
    window = limit or term.window
    series = kinds.get(KIND).series
    codes = allocate_codes(series, people.local_date(now).year, len(agency_ids))
    changes = [asked_change(case, agency_id, code, question.strip(), window, term, now)
               for agency_id, code in zip(agency_ids, codes, strict=True)]  # fmt: skip
    open_cases(changes, actor=actor, now=now)
    body = {"question": question.strip(), "asked": [people.agency_name(i) for i in agency_ids], "cases": codes,
            "silence": term.silence, "rule": term.source}  # fmt: skip
    station = {"station": CONSULTING} if case.station != CONSULTING else {}
    commit([Change(case, "case.consulted", station, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    return [change.case for change in changes]


def asked_change(
    parent: Case, agency_id: int, code: str, question: str, window: Limit, term: Term, now: datetime
) -> Change:
    """The child case a question makes, and its first line."""
    due = add(org.calendar_of(agency_id), now, window)
    case = Case(
        code=code, kind=KIND, title=question[:500], skey=skey(f"{code} {question} {people.agency_name(agency_id)}"),
        law_on=parent.law_on, confidentiality=parent.confidentiality, parent=parent, phase="asked", station="answer",
        accountable_agency_id=agency_id, issuing_agency_id=parent.holder_agency_id, holder_agency_id=agency_id,
        whose_clock=Whose.CONSULTED, opened_at=now, first_due_at=due, due_at=due,
        due_basis={"limit": window.code, "rule": term.rule, "matter": term.matter, "silence": term.silence,
                   "source": term.source, "standing": term.standing},
    )  # fmt: skip
    start = ClockDraft("start", now, Whose.CONSULTED, limit=window.code, rule=term.rule)
    body = {"question": question, "for": parent.code, "matter": term.label, "rule": term.source}
    return Change(case, "consultation.asked", clock=(start,), body=body)


@transaction.atomic
def answer(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lời ý kiến. The consulted body answers; an answer that says nothing is none."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="answer")
    _require_open_question(case)
    if not (holds(who, case) or leads(who, case.accountable_agency_id)):
        raise NotAllowed(_("Only the consulted body answers."))
    if not words.strip():
        raise Invalid(_("Write the opinion."), field="words")
    end(case, "answered", "consultation.answered", actor, now, {"words": words.strip()}, who.official_id,
        behalf=behalf_name(behalf))
    return case


@transaction.atomic
def withdraw_question(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Rút câu hỏi. Who asked does not need the answer any more."""
    case = locked(actor, case_id, expected_seq)
    _require_open_question(case)
    if not asked_it(actor, case):
        raise NotAllowed(_("Only who asked withdraws the question."))
    end(case, "withdrawn", "consultation.withdrawn", actor, now, {"words": words}, case.holder_official_id)
    return case


def asked_it(actor: Actor, case: Case) -> bool:
    """Whether the actor holds the case for which the question was asked."""
    return case.parent is not None and holds(actor, case.parent)


def _require_open_question(case: Case) -> None:
    if case.kind != KIND or case.phase != "asked":
        raise MoveRefused(_("This question has been answered or has ended."))


def end(
    case: Case, outcome: str, verb: str, actor: Actor, now: datetime, body: dict[str, Any], official_id: int | None,
    *, phase: str = "", behalf: str = "",
) -> None:
    """End a question; when it was the last one, the station *consulting* of the case it was asked for ends too."""
    commit([ended_change(case, outcome, verb, now, body, official_id, phase)], actor=actor, now=now, behalf=behalf)
    _end_station(case, now)


def ended_change(
    case: Case, outcome: str, verb: str, now: datetime, body: dict[str, Any], official_id: int | None, phase: str = ""
) -> Change:
    """The end of a question: who answered did the work."""
    return Change(
        case, verb,
        {"phase": phase or outcome, "outcome": outcome, "closed_at": now, "stopped_at": now,
         "holder_official_id": official_id, "doer_official_id": official_id},
        clock=(ClockDraft("stop", now, Whose.CONSULTED),), body=body,
    )  # fmt: skip


def _end_station(question: Case, now: datetime) -> None:
    """Give the asking case its former station back when all its questions have ended; the system says so."""
    if question.parent_id is None:
        return
    parent = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=question.parent_id)
    asked = Case.objects.filter(parent=parent, kind=KIND)
    if parent.station != CONSULTING or parent.closed_at is not None or asked.filter(closed_at=None).exists():
        return
    before = Custody.objects.filter(case=parent).exclude(station=CONSULTING).order_by("-line_seq").first()
    station = before.station if before is not None else kinds.get(parent.kind).route[0].code
    found = dict(asked.values_list("outcome").annotate(n=Count("pk")))
    commit(
        [Change(parent, "case.opinions_in", {"station": station}, body={"outcomes": found, "last": question.code})],
        actor=Actor.system(), now=now,
    )  # fmt: skip


def panel(_actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of the consultation's panel: the question, who asked, and the answer."""
    line = journal.of_stream(case.stream).filter(verb="consultation.answered").order_by("-seq").first()
    basis = case.due_basis
    meaning = dict(Silence.choices).get(basis.get("silence", ""), "")
    return {
        "question": case.title, "asker": people.agency_name(case.issuing_agency_id), "answer_line": line,
        "silence": meaning, "silence_source": basis.get("source", "") if meaning else "",
        "silence_unverified": meaning != "" and basis.get("standing") == RuleStanding.UNVERIFIED,
    }  # fmt: skip
