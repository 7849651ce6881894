"""Items of the programme in a person's calendar feed: the day of submission as it stands now, sealed ones never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from congvu.domain.programme.actions import stages
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.calendar_entries import CalendarEntry
from congvu.kernel.casework.queries.feeds import entries_of
from tests.domain.programme.conftest import Staff


def item_entries(staff: Staff, actor: Actor) -> list[CalendarEntry]:
    found = entries_of(actor, staff.at)
    return [entry for entry in found if entry.key.startswith("programme-")]


def changed(staff: Staff, case: Case, **values: object) -> None:
    """Another state of the case, with its line, as an act would write it."""
    case.refresh_from_db()
    commit([Change(case, "case.noted", values)], actor=staff.desk, now=staff.at)


def with_chief(staff: Staff, case: Case) -> None:
    changed(staff, case, holder_official_id=staff.chief.official_id)


def test_the_drafting_unit_has_the_day_of_submission_in_its_calendars(staff: Staff) -> None:
    case = staff.admitted(submit_on=date(2027, 6, 18))
    with_chief(staff, case)
    (entry,) = item_entries(staff, staff.an)
    assert (entry.starts, entry.title) == (date(2027, 6, 18), "Trình: Đề án số hóa hồ sơ")
    assert case.code in entry.text
    assert item_entries(staff, staff.rival) == []
    assert item_entries(staff, staff.chief) == [], "who holds it has its due date there already"
    assert [one.key for one in entries_of(staff.chief, staff.at)] == [case.code]


def test_what_is_not_admitted_yet_or_was_submitted_is_no_date(staff: Staff) -> None:
    case = staff.register()
    assert item_entries(staff, staff.an) == []
    case = staff.admitted(title="Kế hoạch chuyển đổi số")
    assert item_entries(staff, staff.an) != []
    stages.submit(actor=staff.chief, case_id=case.pk, words="Tờ trình", now=staff.at)
    assert all(case.code not in entry.key for entry in item_entries(staff, staff.an))


def test_sealed_items_are_never_in_it_and_restricted_ones_by_their_code_alone(staff: Staff) -> None:
    case = staff.admitted()
    with_chief(staff, case)
    changed(staff, case, confidentiality="restricted")
    assert item_entries(staff, staff.an) == [], "he may not see restricted cases"
    reader = replace(
        staff.an, grants={**staff.an.grants, "casework.case.read_restricted": staff.an.agency_ids}
    )
    (entry,) = item_entries(staff, reader)
    assert "số hóa" not in f"{entry.title} {entry.text}"
    assert case.code in entry.title
    changed(staff, case, confidentiality="sealed")
    assert item_entries(staff, reader) == []
