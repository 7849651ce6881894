"""Sổ ghi tại chỗ: results, head counts and comparisons, by their acts or as the rows those acts write.

They are many, each asks again who may record here, and none of them leaves a line in the journal: a province of some
size writes them together, once a visit. What they say is the same.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from congvu.domain.inspections.actions import on_site, sampling
from congvu.domain.inspections.models import Answer, ChecklistItem, HeadCount, Sample, Visit
from congvu.domain.inspections.queries.on_site import Expected
from congvu.kernel.accounts.policy import Actor


class Notebook:
    """By hand: each record through its own act."""

    def __init__(self, actor: Actor, visit: Visit) -> None:
        self._actor, self._visit = actor, visit

    def answer(self, item: ChecklistItem, value: str, note: str, uid: UUID, at: datetime) -> None:
        """The result of an item; see `on_site.answer_item`."""
        on_site.answer_item(actor=self._actor, visit_id=self._visit.pk, uid=uid, item=item.code, value=value, note=note,
                            noted_at=at, now=at)  # fmt: skip

    def head(self, one: Expected, presence: str, uid: UUID, at: datetime) -> None:
        """A line of the head count; see `on_site.count_head`."""
        on_site.count_head(
            actor=self._actor, visit_id=self._visit.pk, uid=uid, official=one.official.code, presence=presence,
            reason=one.away, proved=bool(one.away) or None, noted_at=at, now=at,
        )  # fmt: skip

    def compared(self, one: Sample, result: str, words: str, at: datetime) -> None:
        """A case of the sample laid beside its paper; see `sampling.note_result`."""
        sampling.note_result(
            actor=self._actor, visit_id=self._visit.pk, purpose=one.purpose, case_code=one.case_code, result=result,
            words=words, checked_at=at, now=at,
        )  # fmt: skip

    def put_down(self) -> None:
        """Everything stands already."""


class Together(Notebook):
    """The same rows, kept in memory and written at once."""

    def __init__(self, actor: Actor, visit: Visit) -> None:
        super().__init__(actor, visit)
        self._answers: list[Answer] = []
        self._heads: list[HeadCount] = []
        self._samples: list[Sample] = []

    def answer(self, item: ChecklistItem, value: str, note: str, uid: UUID, at: datetime) -> None:
        """The row of a result."""
        self._answers.append(Answer(
            visit=self._visit, item=item, value=value, note=note, by=self._actor.signature, noted_at=at,
            received_at=at, uid=uid,
        ))  # fmt: skip

    def head(self, one: Expected, presence: str, uid: UUID, at: datetime) -> None:
        """The row of a line of the head count."""
        self._heads.append(HeadCount(
            visit=self._visit, official=one.official, name=one.official.full_name, post=one.post, presence=presence,
            reason=one.away, proved=bool(one.away) or None, noted_at=at, uid=uid,
        ))  # fmt: skip

    def compared(self, one: Sample, result: str, words: str, at: datetime) -> None:
        """What was found of a case of the sample."""
        one.result, one.words, one.checked_at = result, words, at
        self._samples.append(one)

    def put_down(self) -> None:
        """Write what has come together."""
        Answer.objects.bulk_create(self._answers)
        HeadCount.objects.bulk_create(self._heads)
        Sample.objects.bulk_update(self._samples, ["result", "words", "checked_at"])
        self._answers, self._heads, self._samples = [], [], []


def pen_of(actor: Actor, visit: Visit, *, by_hand: bool) -> Notebook:
    """How a visit is written down."""
    return Notebook(actor, visit) if by_hand else Together(actor, visit)
