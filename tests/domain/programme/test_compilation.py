"""The compiled journal: every number is the size of a set of drafts that can be opened."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.domain.programme.actions.drafts import submit_draft
from congvu.domain.programme.actions.judging import Found, finish_draft, return_draft
from congvu.domain.programme.queries.compilation import Compilation, compiled, drafts_behind, figures_shown
from congvu.insight.measures import all_measures, figure
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import visible_to
from tests.domain.programme.conftest import Staff, draft_of, may

SINCE, UNTIL = date(2026, 10, 1), date(2026, 10, 31)


def three_rounds(staff: Staff, title: str) -> Case:
    """Submitted three times, the last time after the deadline, and issued."""
    case = staff.draft(title=title)
    for number, day in enumerate((5, 8, 20), 1):
        at = staff.at.replace(day=day)
        file = staff.paper(f"{title}, bản {number}")
        submit_draft(actor=staff.an, case_id=case.pk, file=file, file_name="ban.txt", now=at)
        if number < 3:
            errors = [Found("draft_error.form.layout", 2), Found("draft_error.content.facts")]
            return_draft(actor=staff.desk, case_id=case.pk, errors=errors, now=at + timedelta(hours=1))
    return finish_draft(
        actor=staff.desk, case_id=case.pk, words="15/KH-UBND", now=staff.at.replace(day=21)
    )


def book(staff: Staff, actor: Actor | None = None, since: date = SINCE, until: date = UNTIL) -> Compilation:
    return compiled(actor or staff.desk, since, until, staff.at.replace(month=11))


def test_rounds_returns_and_errors_are_counted_by_kind(staff: Staff) -> None:
    case = three_rounds(staff, "Kế hoạch một")
    found = book(staff)
    (row,) = found.units
    assert row.name == "Sở Nội vụ"
    told = {name: row.numbers[name] for name in ("drafts", "rounds", "returned", "form", "content", "finished", "late")}
    assert told == {"drafts": 1, "rounds": 3, "returned": 2, "form": 4, "content": 2, "finished": 1, "late": 1}
    assert (row.rounds_spread.median, row.rounds_spread.n) == (3, 1)
    assert row.late_spread.median == row.late_sum > 0
    assert drafts_behind(found, "form", staff.office.snv.pk) == {draft_of(case).pk}
    assert drafts_behind(found, "competence", None) == drafts_behind(found, "form", 0) == set()
    assert "other" not in figures_shown(found)


def test_a_division_counts_under_its_department(staff: Staff) -> None:
    binh = may(staff.office.binh, "programme.draft.write")
    staff.draft(actor=binh, agency_id=staff.office.division.pk, drafter_id=binh.official_id)
    case = Case.objects.get(kind="document_draft")
    submit_draft(actor=binh, case_id=case.pk, file=staff.paper("Bản"), file_name="b.txt", now=staff.at)
    assert [row.agency_id for row in book(staff).units] == [staff.office.snv.pk]


def test_what_happened_outside_the_period_is_not_counted(staff: Staff) -> None:
    three_rounds(staff, "Kế hoạch một")
    assert book(staff, since=date(2026, 9, 1), until=date(2026, 9, 30)).units == ()
    first = book(staff, until=date(2026, 10, 5)).total
    assert (first.numbers["rounds"], first.numbers["returned"], first.numbers["finished"]) == (1, 1, 0)


def test_opinions_asked_for_are_told_by_their_end(staff: Staff) -> None:
    case = staff.draft()
    (question,) = consult(
        actor=staff.an, case_id=case.pk, agency_ids=[staff.office.stc.pk], question="Cho ý kiến", now=staff.at
    )
    assert book(staff).total.numbers["asked"] == 1
    assert book(staff).total.numbers["answered_late"] == 1
    answer(actor=staff.rival, case_id=question.pk, words="Nhất trí.", now=staff.at + timedelta(hours=2))
    total = book(staff).total.numbers
    assert (total["asked"], total["answered"], total["answered_late"], total["silent"]) == (1, 1, 0, 0)


def test_nobody_counts_what_he_may_not_see(staff: Staff) -> None:
    three_rounds(staff, "Kế hoạch một")
    assert book(staff, staff.rival).total.numbers["drafts"] == 0
    assert book(staff, staff.an).total.numbers["drafts"] == 1


def test_the_cost_does_not_grow_with_the_drafts(staff: Staff) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            book(staff)
        return len(found)

    three_rounds(staff, "Kế hoạch một")
    cost()
    one = cost()
    three_rounds(staff, "Kế hoạch hai")
    three_rounds(staff, "Kế hoạch ba")
    assert cost() == one


def test_the_measures_say_what_the_compilation_says(staff: Staff) -> None:
    three_rounds(staff, "Kế hoạch một")
    cases, as_of = visible_to(staff.desk), staff.at.replace(month=11)
    assert figure("programme.drafts.finished", cases, as_of).numerator == 1
    assert figure("programme.drafts.median_rounds", cases, as_of).numerator == 3
    first = figure("programme.drafts.first_round_rate", cases, as_of)
    assert (first.numerator, first.denominator) == (0, 1)
    assert {m.name for m in all_measures()} >= {"programme.items.on_time_rate", "programme.items.on_time_baseline_rate"}


def test_items_are_measured_by_baseline_and_by_the_present_date(staff: Staff) -> None:
    staff.admitted()
    cases = visible_to(staff.desk)
    before, after = staff.at.replace(year=2027, month=5), staff.at.replace(year=2027, month=7)
    assert figure("programme.items.on_time_rate", cases, before).denominator == 0
    late = figure("programme.items.on_time_baseline_rate", cases, after)
    assert (late.numerator, late.denominator) == (0, 1)
    assert figure("programme.items.late", cases, after).numerator == 1
