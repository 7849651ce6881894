"""A directive whose document was recalled is frozen: nothing more is reviewed or issued of it, on no way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from congvu.core.refusals import MoveRefused
from congvu.domain.directives.actions import reviewing
from congvu.domain.directives.actions.ending import end_directive
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.actions.lineage import declare_answer
from congvu.domain.directives.models import Clause, Directive
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.actions import recall_document
from tests.domain.directives.test_meetings import HOUR, desk, issued, meeting, office, typed
from tests.kernel.casework.office import Office

__all__ = ["desk", "meeting", "office"]

GROUND = "recall.content_error"


@pytest.fixture
def recalled(office: Office, meeting: Any) -> Directive:
    """The notice of conclusions of a meeting, numbered by the Office, its tasks issued; then taken back."""
    typed(office, meeting)
    directive = issued(office, meeting).directive
    assert directive is not None
    recall_document(actor=office.desk, document_id=directive.document_id, ground=GROUND, now=office.now + 2 * HOUR)
    return directive


ACTS: dict[str, Callable[[dict[str, Any], Clause], object]] = {
    "accept": lambda who, clause: reviewing.accept_clauses(**who, clause_ids=[clause.pk]),
    "reject": lambda who, clause: reviewing.reject_clause(**who, clause_id=clause.pk, because="Không phải việc"),
    "add": lambda who, clause: reviewing.add_clause(**who, start=clause.start, end=clause.end),
    "split": lambda who, clause: reviewing.split_clause(**who, clause_id=clause.pk, at=clause.start + 5),
    "merge": lambda who, clause: reviewing.merge_clauses(**who, clause_id=clause.pk, other_id=clause.pk),
    "mark": lambda who, _clause: reviewing.mark_passages(**who, passage_ids=[1], mark="heading"),
    "issue": lambda who, clause: issue_directive(**who, clause_ids=[clause.pk]),
    "answer": lambda who, _clause: declare_answer(**who, above_id=who["directive_id"]),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_act_of_review_or_issue_is_possible_any_more(office: Office, recalled: Directive, act: str) -> None:
    clause = recalled.clauses.get()
    before = (clause.state, clause.version, Case.objects.count())
    who = {"actor": office.desk, "directive_id": recalled.pk, "now": office.now + 3 * HOUR}
    with pytest.raises(MoveRefused, match="thu hồi"):
        ACTS[act](who, clause)
    clause.refresh_from_db()
    assert (clause.state, clause.version, Case.objects.count()) == before


def test_another_directive_does_not_answer_a_recalled_one(
    office: Office, recalled: Directive, directive: Directive
) -> None:
    with pytest.raises(MoveRefused, match="thu hồi"):
        declare_answer(
            actor=office.desk, directive_id=directive.pk, above_id=recalled.pk, now=office.now + 3 * HOUR
        )


def test_what_the_recalled_document_left_can_still_be_ended(office: Office, recalled: Directive) -> None:
    ended = end_directive(
        actor=office.desk, directive_id=recalled.pk, ground="withdrawal.order_replaced", now=office.now + 3 * HOUR
    )
    assert ended.ended_on == office.now.date()


def test_the_page_of_the_directive_says_that_it_was_recalled_and_offers_no_review(
    office: Office, recalled: Directive, desk: Client
) -> None:
    for address in (f"/directives/{recalled.pk}/", f"/directives/{recalled.pk}/review/"):
        page = desk.get(address).content.decode()
        assert "Văn bản đã bị thu hồi" in page
    assert f"/directives/{recalled.pk}/review/" not in desk.get(f"/directives/{recalled.pk}/").content.decode()
