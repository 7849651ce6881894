"""What happens beside a dossier, in bulk: questions to others, work side by side, the paper on its way. See `pen`."""

from __future__ import annotations

from datetime import UTC

from congvu.core.working_time import WorkingHours, add
from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers import turning
from congvu.demo.living.dossiers.folder import Folder, Row
from congvu.demo.living.dossiers.pen import DossierPen, Write
from congvu.domain.onestop.actions.branches import ended_part, opened_part
from congvu.domain.onestop.models import PaperMove, Visit, Way
from congvu.domain.onestop.policy.codes import PART
from congvu.kernel.casework.actions import consulting
from congvu.kernel.casework.actions.engine import Change
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks


def consult(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `consulting.consult`."""
    asked = pen.questions.ask(act)
    pen.belong(asked, folder)
    return asked


def answer(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `consulting.answer`."""
    change = consulting.ended_change(
        act.case, "answered", "consultation.answered", act.at, {"words": act.told["words"]}, act.actor.official_id
    )
    pen.questions.end(change, by=act.actor.signature, at=act.at)
    return [folder.case]


def question_silent(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `silence.end_silence`."""
    pen.questions.fall_silent(act.case, act.at)
    return [folder.case]


def forward(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `routing.forward` and `branches.open_branches`: branches before the next stop are given out first, once."""
    stop = folder.plan.after(folder.stop.code)
    wanted = folder.plan.branches_before(stop.code) if stop is not None else {}
    if not wanted or folder.split is folder.visit:
        pen.forward(act, folder)
        return []
    case, at, folder.split, parts = folder.case, act.at, folder.visit, []
    for name, stops in wanted.items():
        taker = pen.ground.taker_of_part(folder.place, folder.plan, stops[0], people.local_date(at))
        code = pen.number(PART, people.local_date(at).year)
        change = opened_part(case, folder.plan, name, stops, taker, code, at)
        pen.histories.open(change, by=act.actor.signature, now=at)
        parts.append(change.case)
        due = add(pen.ground.calendar(taker.agency_id), at, WorkingHours(stops[0].minutes * 60)) if (
            stops[0].minutes) else None  # fmt: skip
        folder.parts_at[change.case.pk] = folder.add(
            Visit, case_id=change.case.pk, station=stops[0].code, name=stops[0].name, entered_at=at, due_at=due,
            unit_id=taker.agency_id, official_id=taker.official_id,
        )  # fmt: skip
    body = {"parts": [part.code for part in parts],
            "to": ", ".join(people.agency_name(part.holder_agency_id) for part in parts)}  # fmt: skip
    pen.act(folder, act, Change(case, "dossier.split", body=body))
    pen.belong(parts, folder)
    return parts


def part_done(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `branches.finish_part`."""
    words = act.told["words"]
    body = {"words": words, "late": _left(act, folder, words)}
    pen.histories.act(ended_part(act.case, "done", "dossier_part.finished", body, act.at), by=act.actor.signature,
                      now=act.at)  # fmt: skip
    return [folder.case]


def part_silent(pen: DossierPen, act: Act, folder: Folder) -> list[Case]:
    """See `branches.end_silent_parts`."""
    assert act.case.due_at is not None
    _left(act, folder, "")
    body: Row = {"due_at": act.case.due_at.astimezone(UTC).isoformat()}
    pen.histories.act(ended_part(act.case, "silent", "dossier_part.fell_silent", body, act.at),
                      by=pen.actor.signature, now=act.at)  # fmt: skip
    return [folder.case]


def _left(act: Act, folder: Folder, words: str) -> bool:
    """See `stations.leave`; a part that falls silent has left its station, too."""
    visit = folder.parts_at[act.case.pk]
    visit.update(left_at=act.at, way=Way.ENDED.value, words=words)
    return visit["due_at"] is not None and act.at > visit["due_at"]


def paper_sent(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `papers.send_paper`."""
    moves, to = folder.parts.get(PaperMove, []), act.told["to_agency_id"]
    here = moves[-1]["to_agency_id"] if moves else folder.place.desk.agency_id
    folder.add(
        PaperMove, dossier_id=folder.case.pk, from_agency_id=here, to_agency_id=to, sent_at=act.at,
        sent_by=act.actor.signature,
        due_at=clocks.due_after(folder.case, "onestop.paper_within", act.at, agency_id=here),
    )  # fmt: skip
    body = {"from": people.agency_name(here), "to": people.agency_name(to), "note": ""}
    pen.act(folder, act, Change(folder.case, "dossier.paper_sent", body=body))


def paper_received(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `papers.receive_paper`."""
    move = folder.last(PaperMove)
    move.update(received_at=act.at, received_by=act.actor.signature)
    body = {"at": people.agency_name(move["to_agency_id"]), "late": act.at > move["due_at"]}
    pen.act(folder, act, Change(folder.case, "dossier.paper_received", body=body))


RUN: dict[str, Write] = {
    **turning.RUN,
    "dossier.forward": forward, "dossier.consult": consult, "dossier.answer": answer,
    "dossier.question_silent": question_silent, "dossier.part_done": part_done, "dossier.part_silent": part_silent,
    "dossier.paper_sent": paper_sent, "dossier.paper_received": paper_received,
}  # fmt: skip
