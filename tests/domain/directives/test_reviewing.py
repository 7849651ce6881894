"""Review: every sentence gets an answer, nothing is invented, and the slower of two reviewers loses nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.domain.directives.actions import reviewing
from congvu.domain.directives.actions.checking import Chosen, Correction
from congvu.domain.directives.models import Clause, Directive, Passage
from congvu.domain.directives.queries.directives import coverage_of
from congvu.domain.directives.queries.review import cards_of, citations_of, passages_of, pieces_of
from congvu.kernel.org.models import Agency, Succession
from tests.kernel.accounts.cast import make_agency
from tests.kernel.casework.office import Office


def clause_with(directive: Directive, words: str) -> Clause:
    return next(clause for clause in directive.clauses.all() if words in clause.text)


def correction(**given: object) -> Correction:
    values: dict[str, object] = {"nature": "task", "mode": "one_lead", "leads": (Chosen(surface="Sở Nội vụ"),)}
    return Correction(**(values | given))  # type: ignore[arg-type]  # built by hand


def test_a_fresh_directive_has_seen_nothing_of_its_body(directive: Directive) -> None:
    coverage = coverage_of(directive.pk)
    assert coverage.seen == 0
    assert coverage.sentences >= 4
    assert coverage.proposed >= 3


def test_leads_coordinators_and_deadline_are_read_with_their_units(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "danh mục thủ tục hành chính nội bộ")
    assert (clause.due_on, clause.due_exclusive) == (date(2026, 12, 15), True)
    found = {(row.role, row.agency_id) for row in clause.assignees.all()}
    assert found == {("lead", office.snv.pk), ("coordinator", office.stc.pk)}


def test_a_period_becomes_a_limit(directive: Directive) -> None:
    assert clause_with(directive, "giải ngân").due_limit == "5 working days"


def test_accepting_a_clause_answers_its_sentences(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    clause.refresh_from_db()
    assert clause.state == "accepted"
    assert coverage_of(directive.pk).seen >= 1


def test_a_correction_is_kept_and_counted(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    edited = reviewing.edit_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, version=clause.version, now=office.now,
        correction=correction(due_on=date(2026, 12, 1), leads=(Chosen(surface="Sở Nội vụ"),)),
    )  # fmt: skip
    assert (edited.due_on, edited.due_limit, edited.state) == (date(2026, 12, 1), "", "accepted")
    assert [row.agency_id for row in edited.assignees.all()] == [office.snv.pk]


def test_the_slower_reviewer_is_told(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    given: dict[str, Any] = {
        "directive_id": directive.pk,
        "clause_id": clause.pk,
        "version": clause.version,
        "now": office.now,
    }
    reviewing.edit_clause(actor=office.desk, correction=correction(), **given)
    with pytest.raises(StaleCase):
        reviewing.edit_clause(actor=office.second_desk, correction=correction(), **given)


@pytest.mark.parametrize(
    "wrong",
    [
        {"due_on": date(2026, 11, 1)},
        {"due_on": date(2026, 12, 1), "due_limit": "5 working days"},
        {"due_limit": "một lúc nào đó"},
        {"leads": (Chosen(surface="Sở Nội vụ"), Chosen(surface="Sở Tài chính"))},
        {"nature": "wish"},
    ],
)
def test_an_impossible_correction_is_refused_and_nothing_changes(
    directive: Directive, office: Office, wrong: dict[str, object]
) -> None:
    clause = clause_with(directive, "giải ngân")
    with pytest.raises(Invalid):
        reviewing.edit_clause(
            actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, correction=correction(**wrong),
            now=office.now,
        )  # fmt: skip
    after = Clause.objects.get(pk=clause.pk)
    assert (after.version, after.state) == (0, "proposed")


def test_no_action_needs_a_reason(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giờ làm việc")
    given: dict[str, Any] = {
        "actor": office.desk,
        "directive_id": directive.pk,
        "clause_id": clause.pk,
        "now": office.now,
    }
    with pytest.raises(Invalid):
        reviewing.reject_clause(because=" ", **given)
    reviewing.reject_clause(because="Đã giao ở văn bản khác", **given)
    marks = set(
        Passage.objects.filter(directive=directive, start__lt=clause.end, end__gt=clause.start).values_list(
            "mark", flat=True
        )
    )
    assert marks == {"no_action"}


def test_split_and_merge_keep_the_words(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    at = clause.start + clause.text.index("báo cáo")
    words = clause.text
    first, second = reviewing.split_clause(
        actor=office.desk, directive_id=directive.pk, clause_id=clause.pk, at=at, now=office.now
    )
    assert second.text.startswith("báo cáo")
    assert [row.surface for row in second.assignees.all()] == [row.surface for row in first.assignees.all()]
    merged = reviewing.merge_clauses(
        actor=office.desk, directive_id=directive.pk, clause_id=first.pk, other_id=second.pk, now=office.now
    )
    assert merged.text == words


def test_a_marked_piece_of_text_becomes_a_clause(directive: Directive, office: Office) -> None:
    start = directive.text.index("Yêu cầu các đơn vị")
    made = reviewing.add_clause(
        actor=office.desk, directive_id=directive.pk, start=start - 1, end=start + 40, now=office.now
    )
    assert directive.text[made.start : made.end] == made.text
    assert made.text.startswith("Yêu cầu")


def test_sentences_of_an_accepted_clause_cannot_be_ticked_as_narrative(directive: Directive, office: Office) -> None:
    clause = clause_with(directive, "giải ngân")
    reviewing.accept_clauses(actor=office.desk, directive_id=directive.pk, clause_ids=[clause.pk], now=office.now)
    inside = [p.pk for p in passages_of(directive) if p.start < clause.end and p.end > clause.start]
    with pytest.raises(MoveRefused):
        reviewing.mark_passages(
            actor=office.desk, directive_id=directive.pk, passage_ids=inside, mark="narrative", now=office.now
        )


def test_the_pieces_on_the_screen_are_exactly_the_text(directive: Directive) -> None:
    pieces = pieces_of(directive, cards_of(directive), passages_of(directive), citations_of(directive))
    assert "".join(piece.text for piece in pieces) == directive.text


def test_only_the_desk_reviews(directive: Directive, office: Office) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        reviewing.accept_clauses(actor=office.an, directive_id=directive.pk, clause_ids=[], now=office.now)
    with pytest.raises(NotFound):
        reviewing.accept_clauses(actor=office.stranger, directive_id=directive.pk, clause_ids=[], now=office.now)


def test_a_name_is_confirmed_only_with_the_unit_that_was_shown(directive: Directive, office: Office) -> None:
    old = make_agency("skhdt", "Sở Kế hoạch và Đầu tư", office.stc.parent)
    Agency.objects.filter(pk=old.pk).update(valid_to=date(2026, 11, 10))
    Succession.objects.create(predecessor=old, successor=office.stc, kind="merge", on=date(2026, 11, 10), share=1)
    given: dict[str, Any] = {"actor": office.desk, "directive_id": directive.pk, "now": office.now}
    clause = clause_with(directive, "giải ngân")
    leads = (Chosen(surface="Sở Kế hoạch và Đầu tư", confirmed=True),)
    reviewing.edit_clause(clause_id=clause.pk, correction=correction(leads=leads), **given)
    (row,) = clause.assignees.all()
    assert (row.agency_id, row.confirmed) == (office.stc.pk, False)
    assert "Sở Tài chính" in row.warning
    reviewing.edit_clause(clause_id=clause.pk, correction=correction(leads=leads), **given)
    assert [row.confirmed for row in clause.assignees.all()] == [True]
    clause.assignees.update(confirmed=False)
    reviewing.accept_clauses(clause_ids=[clause.pk], confirm_units=True, **given)
    assert [row.confirmed for row in clause.assignees.all()] == [True]
