"""Returning a draft with its errors, and accepting it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.programme.actions.drafts import submit_draft
from congvu.domain.programme.actions.judging import Found, finish_draft, finish_with, return_draft, withdraw_draft
from congvu.domain.programme.models import Round, RoundError
from congvu.kernel.casework.models import Case
from congvu.kernel.documents.models import Document
from congvu.kernel.journal import queries as journal
from tests.domain.programme.conftest import Staff, draft_of, may

LAYOUT, FACTS = Found("draft_error.form.layout", 3, "Điều 2"), Found("draft_error.content.facts")


def submitted(staff: Staff, text: str = "Bản một", case: Case | None = None) -> Case:
    case = case or staff.draft()
    staff.at += timedelta(hours=1)
    return submit_draft(actor=staff.an, case_id=case.pk, file=staff.paper(text), file_name="ban.txt", now=staff.at)


def returned(staff: Staff, case: Case) -> Case:
    staff.at += timedelta(hours=1)
    return return_draft(actor=staff.desk, case_id=case.pk, errors=[LAYOUT, FACTS], words="Sửa lại", now=staff.at)


def test_a_return_names_its_errors_and_begins_a_round(staff: Staff) -> None:
    case = returned(staff, submitted(staff))
    assert (case.phase, case.holder_official_id, case.times_returned) == ("drafting", staff.an.official_id, 1)
    first, second = Round.objects.filter(draft=draft_of(case)).order_by("number")
    assert (first.result, second.result) == ("returned", "open")
    assert [(e.category, e.count) for e in RoundError.objects.filter(round=first)] == [("form", 3), ("content", 1)]
    line = journal.of_stream(case.stream).order_by("-seq").first()
    assert line is not None
    assert line.verb == "draft.returned"


@pytest.mark.parametrize(
    "errors",
    [[], [LAYOUT, LAYOUT], [Found("return.insufficient")], [Found("draft_error.form.layout", 0)],
     [Found("draft_error.form.layout", 100)]],
)  # fmt: skip
def test_a_return_without_a_countable_error_is_none(staff: Staff, errors: list[Found]) -> None:
    case = submitted(staff)
    with pytest.raises(Invalid):
        return_draft(actor=staff.desk, case_id=case.pk, errors=errors, now=staff.at)
    assert not RoundError.objects.exists()
    assert Round.objects.count() == 1


def test_nobody_judges_what_he_drafted_uploaded_or_submitted(staff: Staff) -> None:
    case = submitted(staff)
    drafter = may(staff.an, "programme.draft.judge", everywhere=True)
    with pytest.raises(NotAllowed):
        return_draft(actor=drafter, case_id=case.pk, errors=[LAYOUT], now=staff.at)
    with pytest.raises(NotAllowed):
        finish_draft(actor=drafter, case_id=case.pk, words="12/KH-UBND", now=staff.at)


def test_the_unit_does_not_judge_its_own_draft(staff: Staff) -> None:
    case = submitted(staff)
    with pytest.raises(NotAllowed):
        return_draft(actor=staff.chief, case_id=case.pk, errors=[LAYOUT], now=staff.at)


def test_three_rounds_and_the_document_in_the_register(staff: Staff) -> None:
    case = submitted(staff)
    for text in ("Bản hai", "Bản ba"):
        case = submitted(staff, text, returned(staff, case))
    keeper = may(staff.desk, "documents.document.register", everywhere=True)
    case = finish_with(
        actor=keeper, case_id=case.pk, code="15/KH-UBND", issued_on=date(2026, 10, 1), register=True, now=staff.at
    )
    draft = draft_of(case)
    assert draft.final_document is not None
    assert (draft.final_document.code, draft.final_document.kind) == ("15/KH-UBND", "ke_hoach")
    assert [row.result for row in draft.rounds.all()] == ["returned", "returned", "accepted"]
    assert case.outcome == "issued"


def test_a_document_that_is_registered_is_linked_not_doubled(staff: Staff) -> None:
    keeper = may(staff.desk, "documents.document.register", everywhere=True)
    first = finish_with(actor=keeper, case_id=submitted(staff).pk, code="15/KH-UBND", issued_on=date(2026, 10, 1),
                        register=True, now=staff.at)  # fmt: skip
    second = finish_with(actor=keeper, case_id=submitted(staff, "Khác").pk, code="15/KH-UBND",
                         issued_on=date(2026, 10, 1), register=True, now=staff.at)  # fmt: skip
    assert draft_of(first).final_document_id == draft_of(second).final_document_id
    assert Document.objects.count() == 1


def test_without_register_number_and_date_stand_in_the_journal(staff: Staff) -> None:
    case = submitted(staff)
    with pytest.raises(Invalid):
        finish_with(actor=staff.desk, case_id=case.pk, code="15/KH-UBND", issued_on=date(2027, 1, 1), now=staff.at)
    with pytest.raises(Invalid):
        finish_draft(actor=staff.desk, case_id=case.pk, now=staff.at)
    case = finish_with(actor=staff.desk, case_id=case.pk, code="15/KH-UBND", issued_on=date(2026, 10, 1), now=staff.at)
    assert draft_of(case).final_document is None
    assert Round.objects.get().words.startswith("15/KH-UBND, 01/10/2026")


def test_a_draft_nobody_needs_ends_its_round(staff: Staff) -> None:
    case = staff.draft()
    with pytest.raises(NotAllowed):
        withdraw_draft(actor=staff.an, case_id=case.pk, ground="withdrawal.no_longer_needed", now=staff.at)
    case = withdraw_draft(actor=staff.desk, case_id=case.pk, ground="withdrawal.no_longer_needed", now=staff.at)
    assert (case.outcome, Round.objects.get().result) == ("withdrawn", "ended")
    with pytest.raises(MoveRefused):
        return_draft(actor=staff.desk, case_id=case.pk, errors=[LAYOUT], now=staff.at)
