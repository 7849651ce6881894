"""Bản ghi còn trên máy: phones say what they have not sent; nothing is signed over it; what comes late is a supplement.

A phone without a network can say nothing: what is known is what it said when it was last in touch.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotFound
from congvu.domain.inspections.actions.on_site import begin
from congvu.domain.inspections.models import PhoneLeft, Visit
from congvu.domain.inspections.policy.visits import SIGNED
from congvu.domain.inspections.queries import on_site
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.policy import people

MOST = 100_000


@transaction.atomic
def tell_left(*, actor: Actor, visit_id: int, device: UUID, unsent: int, now: datetime) -> PhoneLeft:
    """Máy báo số bản ghi chưa gửi. By a member of the team, from his device; the newest word stands."""
    _case, visit = begin(actor, visit_id, now)
    count = min(max(unsent, 0), MOST)
    values = {"name": actor.name, "unsent": count, "told_at": now}
    if count:
        values |= {"given_up_at": None, "given_up_by": "", "because": ""}
    return PhoneLeft.objects.update_or_create(visit=visit, device=device, defaults=values)[0]


@transaction.atomic
def give_up_phone(*, actor: Actor, visit_id: int, phone_id: int, because: str, now: datetime) -> PhoneLeft:
    """Không chờ bản ghi trên một máy nữa (mất, hỏng). By the head, his deputy or the secretary, with the reason.

    Journal: `visit.phone_given_up` with whose it is and how many records it had.
    """
    case, visit = begin(actor, visit_id, now)
    on_site.require_head(actor, visit, people.local_date(now))
    phone = visit.phones.filter(pk=phone_id, unsent__gt=0, given_up_at=None).first()
    if phone is None:
        raise NotFound(_("No such phone is waited for."))
    phone.because = needed_words(because, "because", _("Say why its records are not waited for."), 500)
    phone.given_up_at, phone.given_up_by = now, actor.signature
    phone.save(update_fields=["because", "given_up_at", "given_up_by"])
    body = {"name": phone.name, "unsent": phone.unsent, "words": phone.because}
    commit([Change(case, "visit.phone_given_up", body=body)], actor=actor, now=now)
    return phone


@transaction.atomic
def open_supplement(*, actor: Actor, visit_id: int, because: str, now: datetime) -> Visit:
    """Mở phụ lục biên bản. After the minutes were signed, before the report: records left on phones may come.

    By the head, his deputy or the secretary. What comes stands in a supplement that is read and signed like the
    minutes; those stay as they were signed. Journal: `visit.supplement_opened`.
    """
    case, visit = begin(actor, visit_id, now, SIGNED)
    on_site.require_head(actor, visit, people.local_date(now))
    if visit.supplement_at is not None:
        raise MoveRefused(_("A supplement is open already."))
    why = needed_words(because, "because", _("Say what comes late, and why."), 500)
    visit.supplement_at = now
    visit.save(update_fields=["supplement_at"])
    commit([Change(case, "visit.supplement_opened", body={"words": why})], actor=actor, now=now)
    return visit
