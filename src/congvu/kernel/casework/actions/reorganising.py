"""Chuyển công việc cho đơn vị kế thừa: when a unit ends, its open cases go to its heirs, each with a journal line.

Closed cases keep the units of their day; custody and history stay as they were. Cases move some hundred at a time,
each stretch in a transaction of its own: a job that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, Refusal
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework.actions.engine import BATCH, Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.heirs import Dealer
from congvu.kernel.jobs.queue import enqueue
from congvu.kernel.org import actions as organising
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Reform

#: Columns that name a unit, and the column of the person who belongs to it.
SIDES = {
    "accountable_agency_id": "", "issuing_agency_id": "", "holder_agency_id": "holder_official_id",
    "transfer_agency_id": "transfer_official_id",
}  # fmt: skip
#: What an undo puts back, in the order in which it is kept.
KEPT = (*SIDES, "holder_official_id", "transfer_official_id")
#: Rows that only remember where a case was; they do not keep an act from being taken back.
HISTORY = ("casework.Custody",)


def heir_of(agency_id: int, on: date) -> int | None:
    """The heir with the largest share on the day; None while the unit exists or when it has no heir."""
    dealer = _dealers([agency_id], on, None).get(agency_id)
    return None if dealer is None else dealer.choose("")[0]


def _dealers(agency_ids: Sequence[int], on: date, reform: Reform | None) -> dict[int, Dealer[int]]:
    """By ended unit: who deals its cases. Units that exist, and those without an heir, are left out."""
    by_share = _dealt_by_share(reform)
    pins = _pins(reform)
    found: dict[int, Dealer[int]] = {}
    for pk in agency_ids:
        if people.is_valid_on(pk, on):
            continue
        heirs = sorted(org.heirs_of(pk, on), key=lambda heir: (-heir.share, heir.agency.pk))
        if heirs:
            found[pk] = Dealer([(heir.agency.pk, heir.share) for heir in heirs], pk in by_share, pins)
    return found


def _dealt_by_share(reform: Reform | None) -> frozenset[int]:
    """Units whose cases the act deals out by share: those its lines say so of, and all below them."""
    if reform is None:
        return frozenset()
    known = org.organisation()
    codes = {row.get("agency") for row in reform.lines if row.get("rule") == "by_share"}
    units = [known.by_code[code] for code in codes if code in known.by_code]
    return frozenset().union(*(org.subtree_ids(unit.pk) for unit in units))


def _pins(reform: Reform | None) -> Mapping[str, int]:
    known = org.organisation().by_code
    pins = reform.pins if reform is not None else {}
    return {code: known[heir].pk for code, heir in pins.items() if heir in known}


def open_on(agency_ids: Sequence[int]) -> Q:
    """Open cases in which one of these units has a stake."""
    condition = Q(pk__in=[])
    for side in SIDES:
        condition |= Q(**{f"{side}__in": list(agency_ids)})
    return condition & Q(closed_at=None)


def move_to_heirs(*, agency_ids: Sequence[int], now: datetime, reform_id: int | None = None) -> int:
    """Move the open cases of units that have ended; those of living units stay. Returns how many moved."""
    on = people.local_date(now)
    reform = org.reform_by_id(reform_id) if reform_id is not None else None
    dealers = _dealers(agency_ids, on, reform)
    ids = list(Case.objects.filter(open_on(list(dealers))).order_by("pk").values_list("pk", flat=True))
    if reform is not None:
        organising.note_to_move(reform_id=reform.pk, count=len(ids))
    return sum(_move(ids[start : start + BATCH], dealers, on, now, reform) for start in range(0, len(ids), BATCH))


@transaction.atomic
def _move(
    ids: Sequence[int], dealers: Mapping[int, Dealer[int]], on: date, now: datetime, reform: Reform | None
) -> int:
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=ids, closed_at=None).order_by("pk")
    changes, before = [], []
    for case in rows:
        was = [getattr(case, column) for column in KEPT]
        change = _change(case, dealers, on)
        if change.set:
            if reform is not None:
                change.body["decision"] = reform.decision
            changes.append(change)
            before.append(was)
    if changes:
        commit(changes, actor=Actor.system(), now=now)
    if reform is not None:
        moves = [(change.case.pk, change.case.seq, was) for change, was in zip(changes, before, strict=True)]
        organising.note_moved(reform_id=reform.pk, moves=moves)
    return len(changes)


def _change(case: Case, dealers: Mapping[int, Dealer[int]], on: date) -> Change:
    change = Change(case, "case.moved_to_heir")
    chosen: dict[int, tuple[int, str]] = {}
    for side, person in SIDES.items():
        old = getattr(case, side)
        if old not in dealers:
            continue
        heir, why = chosen.setdefault(old, dealers[old].choose(case.code)) if old not in chosen else chosen[old]
        change.set[side] = heir
        change.body[side.removesuffix("_id")] = {
            "from": people.agency_name(old), "to": people.agency_name(heir), "why": why,
        }  # fmt: skip
        official = getattr(case, person) if person else None
        if official is not None and not people.works_in(official, heir, on):
            change.set[person] = people.head_id_of(heir, on) if person == "holder_official_id" else None
    return change


# --- an act of reorganisation with its cases ---------------------------------------------------------------------


def start_reform(*, actor: Actor, reform: Reform, now: datetime) -> None:
    """Thực hiện đợt sắp xếp: check the act, mark it as running and have it carried out in the background.

    Raises NotAllowed, MoveRefused, Invalid with the first problems.
    """
    with transaction.atomic():
        organising.begin_reform(actor=actor, reform=reform)
        enqueue("casework.carry_out_reform", {"reform_id": reform.pk, "account_id": actor.account_id}, now=now)


def carry_out_reform(*, reform_id: int, account_id: int | None, now: datetime) -> None:
    """Carry out an act that was started; when it is refused, it is a draft again and says why.

    Its open cases follow at once when its day has come; else the job that waits for the day moves them.
    """
    reform = org.reform_by_id(reform_id)
    if reform.state == Reform.State.RUNNING:
        try:
            organising.apply_reform(actor=_actor(account_id, now), reform=reform, now=now)
        except Refusal as refusal:
            organising.give_up(reform_id=reform_id, why=str(refusal))


def _actor(account_id: int | None, now: datetime) -> Actor:
    if account_id is None:
        return Actor.system()
    account = Account.objects.select_related("official").filter(pk=account_id, is_active=True).first()
    return actor_of(account, people.local_date(now)) if account is not None else Actor.nobody()


@transaction.atomic
def undo_reform(*, actor: Actor, reform: Reform, reason: str, now: datetime) -> int:
    """Thu hồi đợt sắp xếp cùng công việc đã chuyển: a compensating act while nothing has happened since.

    Every case the act moved goes back with a line of its own, if nobody has acted on it; then the organisation.
    Raises NotAllowed, Invalid, MoveRefused when somebody acted or the heirs got work of their own. Returns how many
    cases went back.
    """
    moves = {pk: (seq, was) for row in reform.moves.order_by("pk") for pk, seq, was in row.moves}
    ids = sorted(moves)
    changes = []
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        for case in Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=some).order_by("pk"):
            seq, was = moves[case.pk]
            if case.seq != seq:
                raise MoveRefused(
                    _("People have acted since on cases that moved; the act can no longer be taken back."),
                    hint=_("Enter a new reorganisation instead."),
                )
            changes.append(_back(case, was, reason))
    commit(changes, actor=actor, now=now)
    organising.revoke_reform(actor=actor, reform=reform, reason=reason, now=now, history=HISTORY)
    return len(changes)


def _back(case: Case, was: Sequence[Any], reason: str) -> Change:
    before = dict(zip(KEPT, was, strict=True))
    change = Change(case, "case.moved_back", body={"reason": reason})
    for column, value in before.items():
        if getattr(case, column) != value:
            change.set[column] = value
            if column in SIDES:
                change.body[column.removesuffix("_id")] = {
                    "from": people.agency_name(getattr(case, column)), "to": people.agency_name(value)
                }  # fmt: skip
    return change
