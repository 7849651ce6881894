"""Chọn mẫu và ghi kết quả. Cases of the unit drawn from its frozen listing, compared with the paper one by one."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.lot import PROTOCOL
from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.sampling import draw_cases, list_hash, size_for_margin
from congvu.domain.inspections.actions.on_site import begin, corrected, frozen, words_of
from congvu.domain.inspections.models import Opening, Sample, Snapshot, Visit
from congvu.domain.inspections.policy.visits import ON_SITE
from congvu.domain.inspections.queries.sampling import RESULTS, drawn_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.queries.as_of import stood
from congvu.kernel.org import queries as org

MOST = 1_000


def seed_of(visit: Visit, snapshot: Snapshot) -> bytes:
    """Hạt giống. Of the opened slot where there is one, else of the case's code and the digest of the frozen listing:
    nobody chooses it, and anybody with the listing draws the same."""
    opening = Opening.objects.filter(slot_id=visit.slot_id).first() if visit.slot_id else None
    secret = opening.secret if opening is not None else ""
    bound = "|".join((PROTOCOL, "visit", visit.case.code, secret, snapshot.listing_hash))
    return hashlib.sha256(bound.encode()).digest()


@transaction.atomic
def draw_sample(
    *, actor: Actor, visit_id: int, purpose: str, confidence: float, margin: float, now: datetime
) -> list[Sample]:
    """Rút mẫu. Cases of one kind (`purpose`) from the frozen listing, as many as the confidence and margin ask for.

    Once for each kind. Journal: `visit.sample_drawn` with size, list hash and seed, from which it is drawn again.
    """
    case, visit = begin(actor, visit_id, now, ON_SITE)
    known = {kind.code for kind in kinds.all_kinds()}
    if purpose not in known:
        raise Invalid(_("Choose what the sample is drawn from."), field="purpose")
    if drawn_of(visit).get(purpose):
        raise MoveRefused(_("This sample has been drawn already; it is not drawn until it pleases."))
    snapshot = frozen(visit, now)
    rows = stood(org.subtree_ids(visit.unit_id), snapshot.as_of, datetime.fromisoformat(snapshot.figures["since"]))
    codes = [one.code for one in rows if one.kind == purpose]
    if not codes:
        raise Invalid(_("The unit had no such cases at that moment."), field="purpose")
    size = size_for_margin(len(codes), confidence, margin)
    if size > MOST:
        raise Invalid(_("%(n)d cases would have to be looked at; allow a larger margin.") % {"n": size}, field="margin")
    seed = seed_of(visit, snapshot)
    drawn = draw_cases(codes, size, seed, purpose)
    found = Sample.objects.bulk_create(
        [Sample(visit=visit, purpose=purpose, position=place, case_code=code) for place, code in enumerate(drawn, 1)]
    )
    body = {
        "purpose": purpose, "population": len(codes), "size": size, "confidence": confidence, "margin": margin,
        "list": list_hash(codes), "seed": seed.hex(),
    }  # fmt: skip
    commit([Change(case, "visit.sample_drawn", body=body)], actor=actor, now=now)
    return found


@transaction.atomic
def note_result(
    *, actor: Actor, visit_id: int, purpose: str, case_code: str, result: str, words: str = "", checked_at: datetime,
    skew: int = 0, now: datetime,
) -> Sample:  # fmt: skip
    """Ghi kết quả đối chiếu. As the paper says, differs (with words), or missing; of two, the later one stands."""
    _case, visit = begin(actor, visit_id, now, ON_SITE)
    found = Sample.objects.filter(visit=visit, purpose=purpose, case_code=case_code).first()
    if found is None:
        raise Invalid(_("This case is not in the sample."), field="code")
    if result not in RESULTS:
        raise Invalid(_("Choose a result."), field="result")
    said, at = words_of(words, 1000, "words"), corrected(visit, checked_at, skew, now)
    if result == "differs" and not said:
        raise Invalid(_("Say in what the paper and the system differ."), field="words")
    if found.checked_at is None or found.checked_at <= at:
        found.result, found.words, found.checked_at = result, said, at
        found.save(update_fields=["result", "words", "checked_at"])
    return found
