"""Hand-over in two steps: offered, then accepted or answered with a coded ground. A case always has one holder."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.lifecycle import ClockMode
from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.engine import Change, commit, locked
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.models import Case, Request, Whose
from congvu.kernel.casework.policy import holds, leads, may_take, orders, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.org import queries as org

NO_OFFER = {"transfer_agency_id": None, "transfer_official_id": None, "transfer_at": None, "transfer_due_at": None}


def no_longer_higher(case: Case) -> dict[str, object]:
    """The clock runs on the agency's side again where a case that was referred upward goes another way."""
    paused = kinds.get(case.kind).lifecycle.phase(case.phase).clock is ClockMode.PAUSED
    return {"whose_clock": Whose.AGENCY} if case.whose_clock == Whose.HIGHER and not paused else {}


def behalf_name(behalf: int | None) -> str:
    """The name the journal gives the official in whose name somebody acts; empty when he acts for himself."""
    return people.official_name(behalf) if behalf is not None else ""


def require_open(case: Case) -> None:
    """MoveRefused when the case is closed."""
    if case.closed_at is not None:
        raise MoveRefused(_("This case is closed."), hint=_("Reopen it first, if it has to go on."))


def _require_no_offer(case: Case) -> None:
    if case.transfer_agency_id is not None:
        raise MoveRefused(
            _("This case is on its way to %(unit)s already.") % {"unit": people.agency_name(case.transfer_agency_id)},
            hint=_("Wait for the answer, or take the offer back."),
        )


def check_receiver(agency_id: int, official_id: int | None, now: datetime) -> None:
    """Invalid when the unit does not exist on the day, or the person has no post there or is away without a deputy."""
    on = people.local_date(now)
    if not people.is_valid_on(agency_id, on):
        heirs = ", ".join(heir.agency.name for heir in org.heirs_of(agency_id, on))
        raise Invalid(
            _("%(unit)s does not exist any more.") % {"unit": people.agency_name(agency_id)},
            field="to_agency",
            hint=_("Its work went to: %(heirs)s.") % {"heirs": heirs} if heirs else "",
        )
    if official_id is None:
        return
    if not people.works_in(official_id, agency_id, on):
        raise Invalid(_("This person has no post in the receiving unit."), field="to_official")
    if org.acting_official(official_id, on) is None:
        raise Invalid(
            _("%(name)s is away on that day.") % {"name": people.official_name(official_id)},
            field="to_official",
            hint=_("Nobody was named to act meanwhile: choose somebody else."),
        )


def who_takes(official_id: int | None, now: datetime) -> int | None:
    """The person an offer really goes to: the one named, or his deputy while he is away; see `check_receiver`."""
    acting = org.acting_official(official_id, people.local_date(now)) if official_id is not None else None
    return acting.pk if acting is not None else official_id


def instead_of(named: int | None, taking: int | None) -> dict[str, str]:
    """What the journal says when the deputy of an absent person gets the work: both names."""
    return {"instead_of": people.official_name(named)} if named is not None and named != taking else {}


@transaction.atomic
def offer(
    *,
    actor: Actor,
    case_id: int,
    to_agency_id: int,
    to_official_id: int | None = None,
    words: str = "",
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chuyển giao. Offer the case to a unit or person; the giver stays accountable until they answer.

    Only the holder, his head, or the ordering office may. Inside one's own unit the receiver still has to accept.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="offer")
    require_open(case)
    if not (holds(who, case) or orders(who, case)):
        raise NotAllowed(_("Only the holder of this case or the head of the unit may hand it over."))
    _require_no_offer(case)
    if case.stopped_at is not None:
        raise MoveRefused(_("This case is waiting for verification and cannot be handed over."))
    if (to_agency_id, to_official_id) == (case.holder_agency_id, case.holder_official_id):
        raise Invalid(_("This unit holds the case already."), field="to_agency")
    check_receiver(to_agency_id, to_official_id, now)
    named, to_official_id = to_official_id, who_takes(to_official_id, now)
    if (to_agency_id, to_official_id) == (case.holder_agency_id, case.holder_official_id):
        raise Invalid(
            _("%(name)s is away, and you act meanwhile: this work is yours already.")
            % {"name": people.official_name(named)},
            field="to_official",
        )
    commit(
        [Change(
            case, "case.offered",
            {**no_longer_higher(case), "transfer_agency_id": to_agency_id, "transfer_official_id": to_official_id,
             "transfer_at": now, "transfer_due_at": due_after(case, kinds.get(case.kind).limit_rule("accept"), now,
             agency_id=to_agency_id)},
            body={"to": people.agency_name(to_agency_id), "to_official": people.official_name(to_official_id),
                  "words": words, **instead_of(named, to_official_id)},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def take_back(
    *,
    actor: Actor,
    case_id: int,
    words: str = "",
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Rút lại việc chuyển giao. The giver takes an unanswered offer back (undo, by an act of its own)."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="take_back")
    if case.transfer_agency_id is None:
        raise MoveRefused(_("Nothing is on its way: the offer has been answered."))
    if not (holds(who, case) or orders(who, case)):
        raise NotAllowed(_("Only who offered the case may take the offer back."))
    if case.phase == kinds.get(case.kind).lifecycle.initial:
        raise MoveRefused(
            _("A task that was issued cannot be taken back by hand-over."), hint=_("Withdraw it instead.")
        )
    if case.asking:
        raise MoveRefused(_("The receiver has proposed a re-assignment; the ordering office decides first."))
    commit(
        [Change(case, "case.offer_taken_back", {**NO_OFFER, **no_longer_higher(case)}, body={"words": words})],
        actor=actor,
        now=now,
        behalf=behalf_name(behalf),
    )
    return case


def receiving(case: Case, official_id: int | None) -> dict[str, object]:
    """Column values of a case that its receiver now holds; accountability follows out of one's own unit.

    A hand-over down inside the accountable unit leaves that unit accountable; one to another unit moves it there.
    """
    agency_id = case.transfer_agency_id
    assert agency_id is not None
    values: dict[str, object] = {**NO_OFFER, "holder_agency_id": agency_id, "holder_official_id": official_id}
    if agency_id not in org.subtree_ids(case.accountable_agency_id) and case.holder_agency_id != case.issuing_agency_id:
        values["accountable_agency_id"] = agency_id
    for move in kinds.get(case.kind).lifecycle.moves:
        if move.code == "accept" and case.phase in move.sources:
            values["phase"] = move.target(case.phase)
    return values


def close_request(case: Case, decision: str, actor: Actor, now: datetime, words: str) -> Request:
    """Mark the waiting request of the case as decided; the act that calls this writes the journal line."""
    request = Request.objects.select_for_update(no_key=True, of=("self",)).get(
        case=case, decision=Request.Decision.WAITING
    )
    request.decision, request.decided_at, request.decided_by = decision, now, actor.signature
    request.decision_words = words
    request.save(update_fields=["decision", "decided_at", "decided_by", "decision_words"])
    return request


@transaction.atomic
def accept(
    *,
    actor: Actor,
    case_id: int,
    official_id: int | None = None,
    words: str = "",
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tiếp nhận. Take over what was offered; from here on the receiver is the accountable holder.

    `official_id` names the person who will do it; by default the person it was offered to, else the actor when he
    works in the unit.
    """
    who, case = begin(actor, case_id, now, expected_seq, behalf, act="accept")
    require_open(case)
    if case.transfer_agency_id is None:
        raise MoveRefused(_("This case is not being offered to anybody."))
    if not may_take(who, case):
        raise NotAllowed(_("This case was offered to somebody else."))
    named = official_id or case.transfer_official_id
    if named is None and case.transfer_agency_id in who.agency_ids:
        named = who.official_id
    if official_id is not None and official_id != who.official_id:
        if not leads(who, case.transfer_agency_id):
            raise NotAllowed(_("Only the head of the unit names the person who will do it."))
        check_receiver(case.transfer_agency_id, official_id, now)
    taking = who_takes(named, now) if named != who.official_id else named
    values = receiving(case, taking)
    if case.asking:
        close_request(case, Request.Decision.TAKEN_BACK, actor, now, _("Accepted after all."))
        values["asking"] = ""
    commit(
        [Change(
            case, "case.accepted", values,
            body={"holder": people.official_name(taking), "words": words, **instead_of(named, taking)},
        )],
        actor=actor,
        now=now,
        behalf=behalf_name(behalf),
    )
    return case


@transaction.atomic
def deem_received(*, case_id: int, now: datetime) -> bool:
    """Coi như đã tiếp nhận. Nobody answered in time: the case goes to the head of the receiving unit.

    Does nothing when somebody answered meanwhile, or when a proposal of re-assignment waits for the office.
    """
    system = Actor.system()
    case = locked(system, case_id)
    if case.transfer_agency_id is None or case.transfer_due_at is None or case.transfer_due_at > now:
        return False
    if case.asking:
        return False
    on = people.local_date(now)
    head = who_takes(case.transfer_official_id, now) or people.head_id_of(case.transfer_agency_id, on)
    commit(
        [Change(case, "case.deemed_received", receiving(case, head), body={"holder": people.official_name(head)})],
        actor=system,
        now=now,
    )
    return True
