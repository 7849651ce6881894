"""Acts written by hand: through the same functions that people's acts go through, with every check."""

from __future__ import annotations

from collections.abc import Callable

from congvu.demo.living.acts import Act
from congvu.domain.directives.actions import following
from congvu.kernel.casework.actions.consulting import answer, consult, withdraw_question
from congvu.kernel.casework.actions.custody import accept, deem_received, offer
from congvu.kernel.casework.actions.notes import explain, note
from congvu.kernel.casework.actions.requests import ask_extension, decide_request, propose_reassignment
from congvu.kernel.casework.models import Case
from congvu.kernel.org import queries as org


def _agency(code: str) -> int:
    return org.agency_by_code(code).pk


def _accept(act: Act) -> None:
    accept(actor=act.actor, case_id=act.case.pk, official_id=act.told["to"].official_id, now=act.at)


def _deem(act: Act) -> None:
    if not deem_received(case_id=act.case.pk, now=act.at):
        raise RuntimeError(f"{act.case.code}: nothing was waiting to be deemed received")


def _offer(act: Act) -> None:
    told = act.told
    offer(
        actor=act.actor, case_id=act.case.pk, to_agency_id=_agency(told["unit"]),
        to_official_id=told["to"].official_id, words=told["words"], now=act.at,
    )  # fmt: skip


def _progress(act: Act) -> None:
    note(
        actor=act.actor, case_id=act.case.pk, words=act.told["words"], progress=act.told.get("progress"), now=act.at
    )


def _explain(act: Act) -> None:
    explain(actor=act.actor, case_id=act.case.pk, words=act.told["words"], now=act.at)


def _extend(act: Act) -> None:
    ask_extension(actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)


def _propose(act: Act) -> None:
    propose_reassignment(actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)


def _decide(act: Act) -> None:
    decide_request(actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)


def _report(act: Act) -> None:
    following.report_done(actor=act.actor, case_id=act.case.pk, words=act.told["words"], now=act.at)


def _verify(act: Act) -> None:
    following.verify(actor=act.actor, case_id=act.case.pk, now=act.at)


def _return(act: Act) -> None:
    following.return_task(actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)


def _reopen(act: Act) -> None:
    following.reopen(actor=act.actor, case_id=act.case.pk, now=act.at, **act.told)


def _answer(act: Act) -> None:
    answer(actor=act.actor, case_id=act.case.pk, words=act.told["words"], now=act.at)


def _withdraw_question(act: Act) -> None:
    withdraw_question(actor=act.actor, case_id=act.case.pk, words=act.told["words"], now=act.at)


RUN: dict[str, Callable[[Act], None]] = {
    "accept": _accept, "take": _accept, "deem": _deem, "offer": _offer, "progress": _progress, "remind": _progress,
    "explain": _explain, "extend": _extend, "propose": _propose, "decide": _decide, "report": _report,
    "verify": _verify, "return": _return, "reopen": _reopen, "answer": _answer,
    "withdraw_question": _withdraw_question,
}  # fmt: skip


def write(act: Act) -> list[Case]:
    """Do one act; returns the child cases it opened. Raises what the action refuses."""
    if act.name == "consult":
        return consult(
            actor=act.actor, case_id=act.case.pk, agency_ids=[_agency(code) for code in act.told["units"]],
            question=act.told["question"], now=act.at,
        )  # fmt: skip
    RUN[act.name](act)
    return []
