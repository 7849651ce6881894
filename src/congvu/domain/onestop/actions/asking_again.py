"""Đề nghị yêu cầu bổ sung thêm. A second request is the head's alone: whoever works on the dossier proposes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.actions.stations import start
from congvu.domain.onestop.actions.supplementing import items_of
from congvu.domain.onestop.queries import desks
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, leads
from congvu.kernel.casework.queries.states import CONSENT


@transaction.atomic
def propose_again(
    *, actor: Actor, case_id: int, words: str, ground: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Đề nghị thủ trưởng duyệt yêu cầu bổ sung thêm. The clock runs on and the holder answers for it until the head has
    decided. MoveRefused before the first request. Journal: `dossier.second_proposed`, with what is to be asked."""
    at = start(actor, case_id, "ask_supplement", now, expected_seq, behalf)
    if not at.dossier.supplements:
        raise MoveRefused(_("The applicant has not been asked for papers yet: ask for everything at once."))
    require_ground("second_supplement", ground, now)
    body = {"items": items_of(words), "ground": ground}
    commit([Change(at.case, "dossier.second_proposed", {"asking": CONSENT}, body=body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    return at.case


@transaction.atomic
def drop_proposal(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None, behalf: int | None = None
) -> Case:
    """Không yêu cầu bổ sung thêm. The head does not approve, or the holder takes his proposal back; the work goes on
    with the papers there are. Journal: `dossier.second_dropped`."""
    at = start(actor, case_id, "", now, expected_seq, behalf, holder=False)
    if at.case.asking != CONSENT:
        raise MoveRefused(_("Nothing has been proposed for this dossier."))
    if not (decides(at.who, at.case) or holds(at.who, at.case)):
        raise NotAllowed(_("Only the head of the agency decides about another request for papers."))
    if not words.strip():
        raise Invalid(_("Write the reason."), field="words")
    commit([Change(at.case, "dossier.second_dropped", {"asking": ""}, body={"words": words.strip()})], actor=actor,
           now=now, behalf=behalf_name(behalf))  # fmt: skip
    return at.case


def decides(actor: Actor, case: Case) -> bool:
    """Whether the actor signs for the agency that settles."""
    return leads(actor, case.accountable_agency_id) and actor.may(desks.SIGN, case.accountable_agency_id)
