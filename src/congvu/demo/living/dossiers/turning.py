"""The turns a dossier's life may take, in bulk: papers and payment, apologies, and other ends. See `pen`."""

from __future__ import annotations

from datetime import datetime

from congvu.core.working_time import WorkingHours, add, measure, subtract
from congvu.demo.living.acts import Act
from congvu.demo.living.dossiers import pen as plain
from congvu.demo.living.dossiers.folder import Folder, Row
from congvu.demo.living.dossiers.pen import DossierPen, Write
from congvu.domain.onestop.actions import slips
from congvu.domain.onestop.actions.paying import GROUND as FINANCIAL
from congvu.domain.onestop.actions.supplementing import GROUND, SHIFT, items_of
from congvu.domain.onestop.models import Reappointment, Supplement, Way
from congvu.domain.onestop.policy.plans import PAYMENT
from congvu.domain.onestop.policy.promises import same_day_until
from congvu.kernel.casework.actions.engine import Change, ClockDraft
from congvu.kernel.casework.models import Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.rules import queries as rules


def ask_payment(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `paying.request_payment`."""
    case, at, words = folder.case, act.at, act.told["words"]
    stop, late = folder.plan.after(folder.stop.code), False
    values: Row = {
        "phase": "payment", "whose_clock": Whose.APPLICANT, "stopped_at": at,
        "next_event_at": clocks.due_after(case, "onestop.payment_reminder", at),
    }  # fmt: skip
    if stop is not None and stop.kind == PAYMENT:
        late = pen.leave(folder, Way.FORWARD.value, at, words=words)
        values["station"] = stop.code
        pen.enter(folder, stop, case.holder_agency_id, case.holder_official_id, at)
    body = {"words": words, "stage": folder.dossier["stage"], "late": late}
    clock = ClockDraft("pause", at, Whose.APPLICANT, rule="onestop.financial", ground=FINANCIAL)
    pen.act(folder, act, Change(case, "dossier.payment_asked", values, clock=(clock,), body=body))


def paid(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `paying.confirm_payment`."""
    case, plan, dossier, at, words = folder.case, folder.plan, folder.dossier, act.at, act.told["words"]
    stop = plan.after(folder.stop.code) if folder.stop.kind == PAYMENT else None
    values: Row = {"phase": "processing", "whose_clock": Whose.AGENCY, "stopped_at": None}
    stage = plan.phase_of(stop) if stop is not None else dossier["stage"] + 1
    if dossier["stage"] < stage <= len(plan.phases):
        clock = ClockDraft("next_phase", at, limit=plan.limit_of_stage(stage), rule="onestop.procedure")
        dossier["stage"] = stage
    else:
        clock = ClockDraft("resume", at, rule="onestop.financial")
    values["due_at"] = clocks.reckoned_due(case, [*folder.events, clock])
    values["next_event_at"] = values["due_at"]
    if stop is None:
        _go_on(pen, folder, at)
    if stop is not None:
        pen.leave(folder, Way.FORWARD.value, at, words=words)
        taker = pen.ground.taker(folder.place, plan, stop)
        values["station"] = stop.code
        if people.top_unit_of(taker.agency_id) == people.top_unit_of(case.holder_agency_id):
            values |= {"holder_agency_id": taker.agency_id, "holder_official_id": taker.official_id}
    body = {"words": words, "stage": dossier["stage"]}
    pen.act(folder, act, Change(case, "dossier.paid", values, clock=(clock,), body=body))
    if stop is not None:
        pen.enter(folder, stop, case.holder_agency_id, case.holder_official_id, at)


def ask_supplement(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `supplementing.ask_supplement`."""
    case, dossier, at, items = folder.case, folder.dossier, act.at, items_of(act.told["words"])
    answer_by = clocks.due_after(case, "onestop.supplement_within", at)
    values = {"phase": "supplement", "whose_clock": Whose.APPLICANT, "stopped_at": at, "next_event_at": answer_by,
              "asking": ""}  # fmt: skip
    clock = ClockDraft("pause", at, Whose.APPLICANT, rule="onestop.supplement", ground=GROUND)
    body = {"items": items, "number": 1, "reason": ""}
    pen.act(folder, act, Change(case, "dossier.supplement_asked", values, clock=(clock,), body=body))
    folder.add(
        Supplement, dossier_id=case.pk, number=1, asked_at=at, asked_by=act.actor.signature, items=items,
        answer_by=answer_by, old_due_at=case.due_at,
    )  # fmt: skip
    dossier.update(supplements=1, answer_by=None)
    content = {"items": items.splitlines(), "reason": "", "answer_by": slips.day(answer_by)}
    pen.slip(folder, "supplement", 0, act, content)


def supplemented(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `supplementing.receive_supplement`."""
    case, plan, at, words = folder.case, folder.plan, act.at, act.told["words"]
    policy = plan.supplement_policy or rules.rule("onestop.supplement_policy", case.law_on).value
    left = folder.visit is not None and folder.visit["station"] != plan.line[0].code
    clock = _resumed(pen, folder, policy, at)
    _go_on(pen, folder, at)
    due = clocks.reckoned_due(case, [*folder.events, clock])
    values = {"whose_clock": Whose.AGENCY, "stopped_at": None, "phase": "processing" if left else "received",
              "due_at": due, "next_event_at": due}  # fmt: skip
    body = {"words": words, "files": [], "policy": policy}
    pen.act(folder, act, Change(case, "dossier.supplemented", values, clock=(clock,), body=body))
    folder.last(Supplement).update(answered_at=at, words=words, policy=policy, new_due_at=case.due_at)


def _go_on(pen: DossierPen, folder: Folder, at: datetime) -> None:
    """See `stations.resume`."""
    visit, since = folder.visit, folder.case.stopped_at
    if visit is None or since is None or visit["due_at"] is None or visit["due_at"] <= since:
        return
    calendar = pen.ground.calendar(visit["unit_id"])
    left = measure(calendar, since, visit["due_at"])
    visit["due_at"] = add(calendar, at, WorkingHours(left)) if left else at


def _resumed(pen: DossierPen, folder: Folder, policy: str, at: datetime) -> ClockDraft:
    """See `supplementing._resumed`."""
    if policy == SHIFT:
        return ClockDraft("resume", at, rule="onestop.supplement_policy")
    limit = folder.plan.limit_of_stage(folder.dossier["stage"])
    if folder.plan.same_day:
        limit = same_day_until(at, clocks.calendar_for(folder.case), pen.ground.cut_off(at))
    return ClockDraft("restart", at, limit=limit, rule="onestop.supplement_policy")


def close_incomplete(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `ending.close_incomplete`."""
    pen.closed(act, folder, "stopped", "dossier.closed_incomplete", {"words": act.told["words"]})


def stop(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `ending.stop_at_wish`."""
    pen.closed(act, folder, "withdrawn", "dossier.withdrawn", {"words": act.told["words"]})


def refuse(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `ending.refuse`."""
    words, ground = act.told["words"], act.told["ground"]
    pen.settled(act, folder, False, "dossier.refused", {"words": words, "ground": ground})
    pen.slip(folder, "refusal", 0, act, {"reason": words, "ground": ground})


def draft_apology(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `apologising.draft_apology`."""
    case, told = folder.case, act.told
    new_due = clocks.close_of(clocks.calendar_for(case), told["new_due_on"])
    folder.add(
        Reappointment, dossier_id=case.pk, reason=told["words"], ground=told["ground"], drafted_at=act.at,
        drafted_by=act.actor.signature, old_due_at=case.due_at, new_due_at=new_due,
    )  # fmt: skip
    body = {"ground": told["ground"], "words": told["words"], "new_due_at": slips.day(new_due)}
    pen.act(folder, act, Change(case, "dossier.apology_drafted", body=body))


def sign_apology(pen: DossierPen, act: Act, folder: Folder) -> None:
    """See `apologising.sign_apology`."""
    case, draft, at = folder.case, folder.last(Reappointment), act.at
    assert case.due_at is not None
    limit = clocks.limit_of("onestop.apology_before", case.law_on)
    in_time = at <= subtract(clocks.calendar_for(case), case.due_at, limit)
    draft.update(signed_at=at, signed_by=act.actor.signature, in_time=in_time)
    clock = ClockDraft("extend", at, fixed_at=draft["new_due_at"], rule="onestop.reappointment",
                       ground=draft["ground"], words=draft["reason"][:500])  # fmt: skip
    values = {"due_at": draft["new_due_at"], "next_event_at": draft["new_due_at"]}
    body = {"ground": draft["ground"], "reason": draft["reason"], "in_time": in_time, "words": ""}
    pen.act(folder, act, Change(case, "dossier.apologised", values, clock=(clock,), body=body))
    content = {"reason": draft["reason"], "old_due": slips.day(draft["old_due_at"]),
               "new_due": slips.day(draft["new_due_at"])}  # fmt: skip
    pen.slip(folder, "apology", 0, act, content)


RUN: dict[str, Write] = {
    **plain.RUN,
    "dossier.ask_payment": ask_payment, "dossier.paid": paid, "dossier.ask_supplement": ask_supplement,
    "dossier.supplemented": supplemented, "dossier.close_incomplete": close_incomplete, "dossier.stop": stop,
    "dossier.refuse": refuse, "dossier.draft_apology": draft_apology, "dossier.sign_apology": sign_apology,
}  # fmt: skip
