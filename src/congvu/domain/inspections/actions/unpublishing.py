"""Đính chính, gỡ công khai kết luận: on a coded ground, approved by who signs; the public page says so and when.

What was public stays in the journal of the visit. A conclusion itself does not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import one_line
from congvu.domain.inspections.actions.after_steps import At, start
from congvu.domain.inspections.actions.concluding import check_public
from congvu.domain.inspections.models import Conclusion, PublicationChange
from congvu.domain.inspections.policy.after import SIGN
from congvu.domain.inspections.policy.visits import CLOSED, CONCLUDED
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import needed_words

GROUND = "inspection_publication"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to become of the public words: sort, ground, why (for everybody), and the corrected words."""

    sort: str
    ground: str
    words: str
    public_words: str = ""
    confirmed: bool = False


@transaction.atomic
def change_publication(*, actor: Actor, visit_id: int, wanted: Wanted, now: datetime) -> PublicationChange:
    """Đề nghị đính chính hoặc gỡ công khai. By the head of the team, his deputy or the secretary; who signs approves
    it, and does it at once where he asks for it himself.

    Journal: `visit.publication_change_asked`, then as of `decide_change`.
    """
    at = start(actor, visit_id, now, (CONCLUDED, CLOSED))
    signs = at.who.may(SIGN, at.case.issuing_agency_id)
    if not signs:
        at.head()
    conclusion = _public(at)
    if conclusion.changes.filter(decided_at=None).exists():
        raise MoveRefused(_("A change of what is public is waiting for its approval already."))
    if wanted.sort not in PublicationChange.Sort.values:
        raise Invalid(_("Choose whether it is corrected or removed."), field="sort")
    require_ground(GROUND, wanted.ground, now)
    why = needed_words(one_line(wanted.words), "words", _("Say why, in words everybody may read."), 1000)
    check_public(at.visit, why, confirmed=wanted.confirmed)
    said = ""
    if wanted.sort == PublicationChange.Sort.CORRECTION:
        said = needed_words(wanted.public_words, "public_words", _("Write the corrected words."), 10_000)
        if said == conclusion.public_words:
            raise Invalid(_("These are the words that are public now."), field="public_words")
        check_public(at.visit, said, confirmed=wanted.confirmed)
    change = PublicationChange.objects.create(
        conclusion=conclusion, sort=wanted.sort, ground=wanted.ground, words=why, public_words=said, proposed_at=now,
        proposed_by=actor.signature,
    )
    at.write("visit.publication_change_asked", sort=wanted.sort, ground=wanted.ground)
    if signs:
        _carry_out(at, conclusion, change)
    return change


@transaction.atomic
def decide_change(*, actor: Actor, visit_id: int, change_id: int, approve: bool, now: datetime) -> PublicationChange:
    """Duyệt hoặc không duyệt. By who signs, not by who asked. Journal: `visit.publication_corrected`,
    `visit.publication_removed` (with the words that were public) or `visit.publication_kept`."""
    at = start(actor, visit_id, now, (CONCLUDED, CLOSED))
    require(at.who, SIGN, at.case.issuing_agency_id)
    conclusion = _public(at)
    change = conclusion.changes.filter(pk=change_id, decided_at=None).first()
    if change is None:
        raise MoveRefused(_("Nothing is waiting for approval here; somebody may have decided already."))
    if change.proposed_by == actor.signature:
        raise NotAllowed(_("Nobody approves what he asked for himself."))
    if approve:
        _carry_out(at, conclusion, change)
        return change
    change.decided_at, change.decided_by, change.approved = now, actor.signature, False
    change.save(update_fields=["decided_at", "decided_by", "approved"])
    at.write("visit.publication_kept", sort=change.sort, ground=change.ground)
    return change


def _public(at: At) -> Conclusion:
    conclusion = Conclusion.objects.select_for_update(no_key=True).filter(visit=at.visit).first()
    if conclusion is None or conclusion.published_at is None or conclusion.withdrawn_at is not None:
        raise MoveRefused(_("Nothing of this visit is public."))
    return conclusion


def _carry_out(at: At, conclusion: Conclusion, change: PublicationChange) -> None:
    was = conclusion.public_words
    change.decided_at, change.decided_by, change.approved = at.now, at.actor.signature, True
    change.save(update_fields=["decided_at", "decided_by", "approved"])
    if change.sort == PublicationChange.Sort.CORRECTION:
        conclusion.public_words = change.public_words
        conclusion.save(update_fields=["public_words"])
        verb = "visit.publication_corrected"
    else:
        conclusion.withdrawn_at = at.now
        conclusion.save(update_fields=["withdrawn_at"])
        verb = "visit.publication_removed"
    at.write(verb, ground=change.ground, words=change.words, was=was, asked_by=change.proposed_by)
