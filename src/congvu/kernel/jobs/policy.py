"""Who may see and steer background work."""

from __future__ import annotations

from congvu.kernel.jobs.queue import kinds
from congvu.kernel.ui.access import Visitor


def may_see_all(actor: Visitor) -> bool:
    """Whether every failure is shown."""
    return actor.may("jobs.job.read")


def owned_names(actor: Visitor) -> list[str]:
    """Names of the jobs whose failures this person answers for."""
    return sorted(kind.name for kind in kinds().values() if actor.may(kind.owner_permission))


def may_see_any(actor: Visitor) -> bool:
    """Whether the page of failures has anything to show to this person."""
    return may_see_all(actor) or bool(owned_names(actor))


def may_retry(actor: Visitor, name: str) -> bool:
    """Whether this person may run the job `name` again or give it up: the operator, or the owner of such jobs."""
    kind = kinds().get(name)
    return actor.may("jobs.job.retry") or (kind is not None and actor.may(kind.owner_permission))
