"""Kiểm điểm trách nhiệm: reviews the actor may see, and who may explain."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from congvu.core.refusals import NotFound
from congvu.domain.conduct.models import Review
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible

#: The five factors of the test of responsibility, in the order they are weighed.
FACTORS = ("work_split", "gravity", "damage", "circumstances", "link_to_management")
FACTOR_LABELS = {
    "work_split": _lazy("Split of work"), "gravity": _lazy("Nature and gravity of the breach"),
    "damage": _lazy("Actual damage"), "circumstances": _lazy("Aggravating and mitigating facts"),
    "link_to_management": _lazy("Link between the breach and the management"),
}  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews whose case exists for the actor."""
    return Review.objects.filter(case__in=Case.objects.filter(visible(actor))).select_related(
        "case", "agency", "official"
    )


def review_of(case: Case) -> Review:
    """The review behind a case; NotFound for a case that is none."""
    found = Review.objects.select_related("agency", "official", "cause", "case").filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such review, or it is not open to you."))
    return found


def may_explain(actor: Actor, review: Review) -> bool:
    """The person himself; for a collective its head."""
    if review.official_id is not None:
        return actor.official_id == review.official_id
    return review.agency_id in actor.head_of


def open_follow_ups(review: Review) -> int:
    """How many follow-ups are not done."""
    return review.follow_ups.filter(done_on=None).count()
