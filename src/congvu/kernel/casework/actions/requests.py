"""Đề nghị: what a unit under orders may ask of the office that gave the order — more time, or somebody else.

It never refuses: it asks with a coded ground and stays responsible until the office has decided.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.custody import (
    NO_OFFER,
    behalf_name,
    check_receiver,
    close_request,
    no_longer_higher,
    receiving,
    require_open,
)
from congvu.kernel.casework.actions.engine import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.steps import begin, require_no_request
from congvu.kernel.casework.models import Case, Request, Whose
from congvu.kernel.casework.policy import holds, may_take, orders, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.rules import queries as rules


def require_ground(act: str, code: str, now: datetime) -> None:
    """Invalid unless the coded ground exists for this act on the day. Words add to a ground, they never replace it."""
    if code not in {ground.code for ground in rules.grounds(act, people.local_date(now))}:
        raise Invalid(_("Choose the ground this rests on."), field="ground")


def _ask(
    case: Case,
    kind: str,
    actor: Actor,
    who: Actor,
    now: datetime,
    behalf: int | None,
    ground: str,
    words: str,
    **asked: Any,
) -> Request:
    require_no_request(case)
    offered = case.transfer_agency_id
    from_agency_id = offered if offered is not None and may_take(who, case) else case.holder_agency_id
    request = Request.objects.create(
        case=case,
        kind=kind,
        ground=ground,
        words=words,
        asked_at=now,
        asked_by=actor.signature,
        from_agency_id=from_agency_id,
        **asked,
    )
    body = {"ground": ground, "words": words, "from": people.agency_name(from_agency_id)}
    if "new_due_at" in asked:
        body["new_due_at"] = asked["new_due_at"].isoformat()
    if asked.get("to_agency_id"):
        body["to"] = people.agency_name(asked["to_agency_id"])
    next_event = due_after(
        case, kinds.get(case.kind).limit_rule(f"decide_{kind}"), now, agency_id=case.issuing_agency_id
    )
    expected = min(filter(None, (next_event, case.due_at))) if kind == Request.Kind.EXTENSION else next_event
    commit(
        [Change(case, f"{kind}.asked", {"asking": kind, "next_event_at": expected}, body=body)],
        actor=actor,
        now=now,
        behalf=behalf_name(behalf),
    )
    return request


@transaction.atomic
def ask_extension(
    *,
    actor: Actor,
    case_id: int,
    new_due_at: datetime,
    ground: str,
    words: str = "",
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Request:
    """Xin gia hạn. Ask for a later date, in writing and before the deadline, with a coded ground.

    Invalid when the new date is not later than the present one; MoveRefused after the deadline has passed.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="ask_extension")
    require_open(case)
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this case asks for an extension."))
    if case.due_at is None:
        raise MoveRefused(_("This case has no deadline that could be extended."))
    if case.stopped_at is not None:
        raise MoveRefused(_("This case is reported as done; there is nothing to extend."))
    if now > case.due_at:
        raise MoveRefused(
            _("The deadline has passed; an extension is asked for before it."),
            hint=_("Explain the delay instead, and report the result as soon as it is there."),
        )
    if new_due_at <= case.due_at:
        raise Invalid(_("The new date must be later than the present deadline."), field="new_due_on")
    require_ground("extension", ground, now)
    return _ask(case, Request.Kind.EXTENSION, actor, who, now, behalf, ground, words, new_due_at=new_due_at)


@transaction.atomic
def propose_reassignment(
    *,
    actor: Actor,
    case_id: int,
    ground: str,
    words: str = "",
    to_agency_id: int | None = None,
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Request:
    """Đề nghị giao lại. Say with a coded ground that the work belongs elsewhere; responsibility does not move yet."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="propose_reassignment")
    require_open(case)
    if not (may_take(who, case) or (case.transfer_agency_id is None and holds(who, case))):
        raise NotAllowed(_("Only the unit that holds this case or was offered it may propose a re-assignment."))
    if case.stopped_at is not None:
        raise MoveRefused(_("This case is reported as done; there is nothing to re-assign."))
    require_ground("reassignment", ground, now)
    if to_agency_id is not None:
        check_receiver(to_agency_id, None, now)
        if to_agency_id == (case.transfer_agency_id or case.holder_agency_id):
            raise Invalid(_("This is the unit that has the work now."), field="to_agency")
    return _ask(case, Request.Kind.REASSIGNMENT, actor, who, now, behalf, ground, words, to_agency_id=to_agency_id)


@transaction.atomic
def take_request_back(*, actor: Actor, case_id: int, words: str = "", now: datetime) -> Case:
    """Rút đề nghị. Who asked takes the request back before it is decided."""
    case = locked(actor, case_id)
    if not case.asking:
        raise NotFound(_("No request is waiting for this case."))
    if not (holds(actor, case) or may_take(actor, case)):
        raise NotAllowed(_("Only the unit that asked may take its request back."))
    kind = case.asking
    close_request(case, Request.Decision.TAKEN_BACK, actor, now, words)
    commit(
        [Change(case, f"{kind}.taken_back", {"asking": "", "next_event_at": case.transfer_due_at or case.due_at},
                body={"words": words})],
        actor=actor, now=now,
    )  # fmt: skip
    return case


@transaction.atomic
def decide_request(
    *,
    actor: Actor,
    case_id: int,
    grant: bool,
    ground: str = "",
    words: str = "",
    to_agency_id: int | None = None,
    new_due_at: datetime | None = None,
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Quyết định đề nghị. Grant or refuse what a unit asked for; a refusal cites a coded ground.

    The office may grant another unit or another date than was asked for. Who asked cannot decide.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="decide_request")
    require_open(case)
    if not orders(who, case):
        raise NotAllowed(_("Only the office that ordered this work decides."))
    request = Request.objects.filter(case=case, decision=Request.Decision.WAITING).first()
    if request is None:
        raise NotFound(_("No request is waiting for this case."))
    if request.asked_by == actor.signature:
        raise NotAllowed(_("Who asked cannot decide."))
    if not grant:
        require_ground(f"{request.kind}_refusal", ground, now)
    close_request(case, Request.Decision.GRANTED if grant else Request.Decision.REFUSED, actor, now, words)
    if request.kind == Request.Kind.EXTENSION:
        change = settled_extension(case, request, grant, new_due_at, now)
    else:
        change = settled_reassignment(case, request, grant, to_agency_id, now)
    change.set["asking"] = ""
    change.body |= {"asked_ground": request.ground, "ground": ground, "words": words, "asked_by": request.asked_by}
    commit([change], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


def settled_extension(
    case: Case, request: Request, grant: bool, new_due_at: datetime | None, now: datetime
) -> Change:
    """What the decision on an extension does to the case."""
    if not grant:
        return Change(case, "extension.refused", {"next_event_at": case.due_at})
    due = new_due_at or request.new_due_at
    if due is None or case.due_at is None or due <= case.due_at:
        raise Invalid(_("The new date must be later than the present deadline."), field="new_due_on")
    return Change(
        case,
        "extension.granted",
        {"due_at": due, "next_event_at": due},
        clock=(ClockDraft("extend", now, Whose.AGENCY, fixed_at=due, ground=request.ground),),
        body={"from": case.due_at.astimezone(UTC).isoformat(), "to": due.astimezone(UTC).isoformat()},
    )


def settled_reassignment(
    case: Case, request: Request, grant: bool, to_agency_id: int | None, now: datetime
) -> Change:
    """What the decision on a re-assignment does to the case."""
    if grant:
        target = to_agency_id or request.to_agency_id
        if target is None:
            raise Invalid(_("Choose the unit that gets the work."), field="to_agency")
        check_receiver(target, None, now)
        if target == case.holder_agency_id:
            return Change(case, "reassignment.granted", {**NO_OFFER, "next_event_at": case.due_at})
        due = due_after(case, kinds.get(case.kind).limit_rule("accept"), now, agency_id=target)
        values: dict[str, Any] = {
            **no_longer_higher(case), "transfer_agency_id": target, "transfer_official_id": None, "transfer_at": now,
            "transfer_due_at": due, "next_event_at": due, "accountable_agency_id": case.accountable_agency_id,
        }  # fmt: skip
        if case.holder_agency_id == case.issuing_agency_id:
            values["accountable_agency_id"] = target
        return Change(case, "reassignment.granted", values, body={"to": people.agency_name(target)})
    if case.transfer_agency_id is None:
        return Change(case, "reassignment.refused", {"next_event_at": case.due_at})
    head = case.transfer_official_id or people.head_id_of(case.transfer_agency_id, people.local_date(now))
    values = {**receiving(case, head), "next_event_at": case.due_at}
    return Change(case, "reassignment.refused", values, body={"holder": people.official_name(head)})
