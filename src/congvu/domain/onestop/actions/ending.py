"""Kết thúc hồ sơ: the result, a refusal with its reasons, a stop at the applicant's wish, a dossier never completed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.actions import branches, slips
from congvu.domain.onestop.actions.stations import (
    Standing,
    enter,
    keep_file,
    leave,
    require_nothing_open,
    start,
)
from congvu.domain.onestop.models import Charge, Delivery, ResultReturn, Supplement, Taker, Way
from congvu.domain.onestop.policy.plans import RETURN
from congvu.domain.onestop.policy.statuses import WAITING
from congvu.domain.onestop.queries import desks
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case, Whose
from congvu.kernel.casework.policy import holds
from congvu.kernel.casework.queries import clocks
from congvu.kernel.documents.models import StoredFile

GRANTED, REFUSED = "granted", "refused"


@transaction.atomic
def settle(
    *, actor: Actor, case_id: int, words: str = "", file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Có kết quả. The work has ended and the clock stops; the result goes to the desk that returns it.

    Only at the last station before the return. Journal: `dossier.settled`.
    """
    at = start(actor, case_id, "settle", now, expected_seq, behalf)
    if not at.plan.is_last_work(at.stop.code):
        raise MoveRefused(
            _("The dossier has not reached the last station yet."), hint=_("Hand it on to the next step.")
        )
    require_nothing_open(at.case)
    return _settle(at, True, "dossier.settled", {"words": words.strip()}, actor, file, file_name, now, behalf)


@transaction.atomic
def refuse(
    *, actor: Actor, case_id: int, ground: str, words: str, file: StoredFile | None = None, file_name: str = "",
    now: datetime, expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Từ chối giải quyết. A refusal after appraisal is a result: in writing, with reasons, within the limit
    (NĐ 61/2018 art. 19.8). Slip 03 is issued. Journal: `dossier.refused`."""
    at = start(actor, case_id, "refuse", now, expected_seq, behalf)
    require_ground("dossier_refusal", ground, now)
    if not words.strip():
        raise Invalid(_("Write the reasons: the applicant has a right to them."), field="words")
    said = {"words": words.strip(), "ground": ground}
    case = _settle(at, False, "dossier.refused", said, actor, file, file_name, now, behalf)
    slips.issue(at.dossier, case, "refusal", actor=actor, now=now, content={"reason": words.strip(), "ground": ground})
    return case


def _settle(
    at: Standing, granted: bool, verb: str, body: dict[str, Any], actor: Actor, file: StoredFile | None, name: str,
    now: datetime, behalf: int | None,
) -> Case:
    late = leave(at.visit, Way.ENDED, now, words=str(body.get("words", "")))
    desk_id = at.dossier.returns_id
    stop = next((one for one in at.plan.line if one.kind == RETURN), at.plan.line[-1])
    values: dict[str, Any] = {
        "phase": "settled", "station": stop.code, "holder_agency_id": desk_id, "holder_official_id": None,
        "doer_official_id": at.case.holder_official_id, "stopped_at": now, "whose_clock": Whose.APPLICANT,
        "next_event_at": clocks.due_after(at.case, "onestop.collect_within", now),
    }  # fmt: skip
    overdue = at.case.due_at is not None and now > at.case.due_at
    said = {**body, "file": name, "late": late, "overdue": overdue, **({"sha256": file.sha256} if file else {})}
    clock = ClockDraft("pause", now, Whose.APPLICANT, rule="onestop.result", ground=WAITING)
    commit([Change(at.case, verb, values, clock=(clock,), body=said)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    at.dossier.settled_at, at.dossier.granted = now, granted
    at.dossier.save(update_fields=["settled_at", "granted"])
    branches.end_parts(at.case, actor, now)
    enter(at, stop, desk_id, None, now)
    keep_file(at.case, file, name, "result", actor, now)
    return at.case


@transaction.atomic
def return_result(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None, taken: ResultReturn | None = None,
) -> Case:
    """Trả kết quả. The applicant has the result; `words` say who took it. Refused while a fee is still owed.

    Who took it is kept: as in `taken` (not saved yet), else the applicant in person, or online where that was chosen.

    Journal: `dossier.returned`. Legal basis: NĐ 61/2018/NĐ-CP, art. 20; NĐ 118/2025/NĐ-CP.
    """
    at = start(actor, case_id, "return_result", now, expected_seq, behalf, holder=False)
    if not at.who.may(desks.RECEIVE, at.dossier.returns_id):
        raise NotAllowed(_("Only the desk that returns the result hands it over."))
    owed = list(Charge.objects.filter(dossier=at.dossier, paid_at=None, exempt="").values_list("name", "amount"))
    if owed and at.dossier.granted:
        what = "; ".join(f"{name}: {amount:,}đ".replace(",", ".") for name, amount in owed)
        raise MoveRefused(
            _("Not paid yet: %(what)s.") % {"what": what}, hint=_("Take the fee first, then hand the result over."),
            code="fee_owed",
        )
    leave(at.visit, Way.ENDED, now, words=words)
    outcome = GRANTED if at.dossier.granted else REFUSED
    # The promise was about the result, not about when it is fetched: the due moment stays where it was.
    values = {"phase": "returned", "closed_at": now, "outcome": outcome, "due_at": at.case.due_at}
    body = {"words": words.strip(), "delivery": at.dossier.delivery}
    commit([Change(at.case, "dossier.returned", values, clock=(ClockDraft("stop", now),), body=body)], actor=actor,
           now=now, behalf=behalf_name(behalf))  # fmt: skip
    at.dossier.returned_at = now
    at.dossier.save(update_fields=["returned_at"])
    alone = Taker.ONLINE if at.dossier.delivery == Delivery.ONLINE else Taker.APPLICANT
    row = taken or ResultReturn(taker=alone, name=at.dossier.applicant_name)
    row.dossier, row.at, row.by = at.dossier, now, actor.signature
    row.save(force_insert=True)
    return at.case


@transaction.atomic
def stop_at_wish(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Dừng theo yêu cầu của người nộp: at any time before there is a result (NĐ 118/2025 art. 21). Form 05 is issued.

    `words` say when and how the applicant asked. Journal: `dossier.withdrawn`.
    """
    at = start(actor, case_id, "stop_at_wish", now, expected_seq, behalf, holder=False)
    if not (actor.is_system or at.who.may(desks.RECEIVE, at.dossier.desk_id)):
        raise NotAllowed(_("The applicant asks the desk that received the dossier."))
    if not words.strip():
        raise Invalid(_("Write when and how the applicant asked to stop."), field="words")
    return close(at, "withdrawn", "dossier.withdrawn", {"words": words.strip()}, actor, now, behalf)


@transaction.atomic
def close_incomplete(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Đóng hồ sơ không được bổ sung. Only when the time the applicant had is over.

    Journal: `dossier.closed_incomplete`.
    """
    at = start(actor, case_id, "close_incomplete", now, expected_seq, behalf, holder=False)
    if not (holds(at.who, at.case) or at.who.may(desks.RECEIVE, at.dossier.desk_id)):
        raise NotAllowed(_("Only the desk or the holder of this dossier closes it."))
    asked = Supplement.objects.filter(dossier=at.dossier, answered_at=None).order_by("-number").first()
    if asked is None or (asked.answer_by is not None and now <= asked.answer_by):
        raise MoveRefused(_("The applicant still has time to bring the papers."), code="time_left")
    return close(at, "stopped", "dossier.closed_incomplete", {"words": words.strip()}, actor, now, behalf)


def close(
    at: Standing, phase: str, verb: str, body: dict[str, Any], actor: Actor, now: datetime, behalf: int | None,
    form: str = "stop",
) -> Case:
    """End a dossier without a result, with its slip; what ran beside it ends too."""
    leave(at.visit, Way.ENDED, now, words=str(body.get("words", "")))
    values: dict[str, Any] = {"phase": phase, "closed_at": now, "stopped_at": now, "outcome": phase}
    if at.case.transfer_agency_id is not None:
        values |= {"transfer_agency_id": None, "transfer_official_id": None, "transfer_at": None,
                   "transfer_due_at": None}  # fmt: skip
    running = at.dossier.received_at is not None
    clock = (ClockDraft("stop", now),) if running else ()
    kept = Charge.objects.filter(dossier=at.dossier, paid_at__isnull=False, cancelled_at=None)
    paid = sum(one.amount for one in kept)
    commit([Change(at.case, verb, values, clock=clock, body={**body, "paid": paid})], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    if running:
        at.dossier.settled_at = now
        at.dossier.save(update_fields=["settled_at"])
    branches.end_parts(at.case, actor, now)
    content = {"reason": str(body.get("words", "")), "ground": str(body.get("ground", "")), "paid": paid,
               "channel": str(body.get("channel", "counter")), "station": at.stop.name}  # fmt: skip
    slips.issue(at.dossier, at.case, form, actor=actor, now=now, content=content)
    return at.case


