"""Nộp trực tuyến: what may be filed, where, and a person's drafts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.citizens.models import Person
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.policy.plans import NeededPaper, Plan
from congvu.domain.onestop.queries import desks
from congvu.face.portal.models import DraftPaper, OnlineDraft


def drafts_of(person: Person) -> QuerySet[OnlineDraft]:
    """A person's drafts that were not sent, the newest first."""
    return OnlineDraft.objects.filter(person=person, sent_at=None, answers=None).select_related("variant__version")


def draft_of(person: Person, key: str) -> OnlineDraft:
    """One of a person's drafts, sent or not; NotFound for anybody else's."""
    found = (
        OnlineDraft.objects.filter(person=person, key=key)
        .select_related("variant__version__procedure", "answers__case").first()
    )  # fmt: skip
    if found is None:
        raise NotFound(_("There is no such draft."))
    return found


def desks_for(plan: Plan) -> list[Desk]:
    """Desks a submission may be sent to: of the level that settles it, by name."""
    rows = [one for one in desks.desks() if one.open_to_all]
    if plan.settled_at in ("province", "centre"):
        provincial = [one for one in rows if one.serves.level == "province"]
        rows = provincial or rows
    elif plan.settled_at == "commune":
        local = [one for one in rows if one.serves.level == "commune"]
        rows = local or rows
    return sorted(rows, key=lambda one: one.agency.sort_key)


@dataclass(frozen=True, slots=True)
class Place:
    """A paper of the checklist and what lies there."""

    needed: NeededPaper
    files: tuple[DraftPaper, ...]

    @property
    def is_open(self) -> bool:
        """Whether a mandatory paper is still missing here."""
        return self.needed.mandatory and not self.needed.held_by and not self.files


def places(draft: OnlineDraft, plan: Plan) -> tuple[list[Place], list[DraftPaper]]:
    """The checklist with its files, and the files besides it."""
    files: dict[int, list[DraftPaper]] = {}
    for one in draft.papers.select_related("file"):
        files.setdefault(one.position, []).append(one)
    known = {needed.position for needed in plan.papers}
    besides = [one for position, many in files.items() if position not in known for one in many]
    return [Place(needed, tuple(files.get(needed.position, ()))) for needed in plan.papers], besides
