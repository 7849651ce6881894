"""Một cuộc kiểm tra từ đầu đến cuối."""

from __future__ import annotations

from congvu.demo.living.inspections.bench import Bench, Life
from congvu.demo.living.inspections.following import Aftermath
from congvu.demo.living.inspections.visiting import Asked, OnSite, noticed
from congvu.domain.inspections.actions import remedies
from congvu.domain.inspections.models import Visit


def whole(bench: Bench, asked: Asked, visit: Visit | None = None) -> Life:
    """The life of a visit; one that was opened at the door is there already."""
    if visit is None:
        visit = yield from noticed(bench, asked)
        if asked.again:
            remedies.name_remedies(actor=asked.crewed.head, visit_id=visit.pk, now=visit.case.opened_at,
                                   case_ids=[pk for pk, _item in asked.again])  # fmt: skip
    seen = yield from OnSite(bench, asked, visit).run()
    yield from Aftermath(bench, asked, seen).run()
