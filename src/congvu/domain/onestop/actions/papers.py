"""Chuyển hồ sơ giấy, đánh giá. The paper follows the file by a scan; the applicant says what he thought of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.models import Dossier, Evaluation, PaperMove
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.steps import begin
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks


@transaction.atomic
def send_paper(*, actor: Actor, case_id: int, to_agency_id: int, note: str = "", now: datetime) -> PaperMove:
    """Chuyển hồ sơ giấy. From the actor's unit to another, due there by the rule. Journal: `dossier.paper_sent`."""
    _who, case = begin(actor, case_id, now, kind=DOSSIER)
    dossier = Dossier.objects.get(case=case)
    here = paper_at(dossier)
    if here not in actor.agency_ids and not actor.may("onestop.dossier.receive", here):
        raise NotAllowed(_("The paper of this dossier does not lie with you."))
    if PaperMove.objects.filter(dossier=dossier, received_at=None).exists():
        raise MoveRefused(_("The paper is on its way already."))
    if to_agency_id == here:
        raise Invalid(_("The paper lies there already."), field="to_agency_id")
    due = clocks.due_after(case, "onestop.paper_within", now, agency_id=here)
    move = PaperMove.objects.create(
        dossier=dossier, from_agency_id=here, to_agency_id=to_agency_id, sent_at=now, sent_by=actor.signature,
        due_at=due, note=note.strip()[:300],
    )  # fmt: skip
    body = {"from": people.agency_name(here), "to": people.agency_name(to_agency_id), "note": note.strip()}
    commit([Change(case, "dossier.paper_sent", body=body)], actor=actor, now=now)
    return move


@transaction.atomic
def receive_paper(*, actor: Actor, case_id: int, now: datetime) -> PaperMove:
    """Nhận hồ sơ giấy: the code on the slip was scanned where it was sent. Journal: `dossier.paper_received`."""
    _who, case = begin(actor, case_id, now, kind=DOSSIER)
    move = PaperMove.objects.filter(dossier_id=case.pk, received_at=None).first()
    if move is None:
        raise MoveRefused(_("No paper of this dossier is on its way."))
    if move.to_agency_id not in actor.agency_ids and not actor.may("casework.case.act", move.to_agency_id):
        raise NotAllowed(_("The paper was sent to somebody else."))
    move.received_at, move.received_by = now, actor.signature
    move.save(update_fields=["received_at", "received_by"])
    late = move.due_at is not None and now > move.due_at
    body = {"at": people.agency_name(move.to_agency_id), "late": late}
    commit([Change(case, "dossier.paper_received", body=body)], actor=actor, now=now)
    return move


def paper_at(dossier: Dossier) -> int:
    """Where the paper lies: where it was last received, else at the desk that took it."""
    last = PaperMove.objects.filter(dossier=dossier, received_at__isnull=False).order_by("-received_at").first()
    return last.to_agency_id if last is not None else dossier.desk_id


@transaction.atomic
def evaluate(
    *, actor: Actor, case_id: int, satisfaction: int, way: str, contacts: int | None = None,
    agencies: int | None = None, attitude: int | None = None, complaint: bool = False, words: str = "", now: datetime,
) -> Evaluation:
    """Đánh giá. Once a dossier, after it was received. Journal: `dossier.evaluated` (the marks, not the words)."""
    _who, case = begin(actor, case_id, now, kind=DOSSIER)
    dossier = Dossier.objects.get(case=case)
    if dossier.received_at is None:
        raise MoveRefused(_("A dossier is evaluated after it has been received."))
    if Evaluation.objects.filter(dossier=dossier).exists():
        raise MoveRefused(_("This dossier has been evaluated already; thank you."), code="evaluated")
    if not 1 <= satisfaction <= 5:
        raise Invalid(_("Choose from 1 (very dissatisfied) to 5 (very satisfied)."), field="satisfaction")
    row = Evaluation.objects.create(
        dossier=dossier, at=now, way=way, satisfaction=satisfaction, contacts=contacts, agencies=agencies,
        attitude=attitude, complaint=complaint, words=words.strip()[:2000],
    )  # fmt: skip
    body = {"satisfaction": satisfaction, "way": way, "complaint": complaint}
    commit([Change(case, "dossier.evaluated", body=body)], actor=actor, now=now)
    return row
