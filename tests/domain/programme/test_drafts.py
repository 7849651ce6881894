"""Drafts: opened, their versions, submitted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.domain.programme.actions.drafts import add_version, submit_draft
from congvu.domain.programme.models import Round, Version
from congvu.domain.programme.queries.drafts import compared, drafts_for, drafts_for_case
from congvu.kernel.casework.models import CaseAccess, CaseDocument, Link
from tests.domain.programme.conftest import Staff, draft_of, may


def test_a_draft_is_held_by_its_drafter_from_the_first_moment(staff: Staff) -> None:
    case = staff.draft()
    assert case.code.startswith("DT-2026-")
    assert (case.phase, case.holder_official_id) == ("drafting", staff.an.official_id)
    assert case.due_at is not None
    assert Round.objects.get(draft__case=case).number == 1


def test_without_a_deadline_the_rulebook_gives_one(staff: Staff) -> None:
    case = staff.draft(due_on=None)
    assert case.due_at is not None
    assert case.due_at.date() == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"), ({"document_kind": "bai_tho"}, "document_kind"),
        ({"requested_on": date(2026, 10, 2)}, "requested_on"), ({"due_on": date(2026, 9, 30)}, "due_on"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field(staff: Staff, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        staff.draft(**wrong)
    assert refused.value.field == field


def test_the_drafter_works_in_the_unit_and_the_unit_is_ones_own(staff: Staff) -> None:
    with pytest.raises(Invalid):
        staff.draft(drafter_id=staff.rival.official_id)
    with pytest.raises(Invalid):
        staff.draft(to_agency_id=staff.office.snv.pk)
    with pytest.raises(NotAllowed):
        staff.draft(actor=staff.rival)


def test_a_draft_is_linked_to_what_orders_it(staff: Staff) -> None:
    item = staff.register()
    case = staff.draft(for_code=item.code.lower())
    assert Link.objects.get(case=case).other_id == item.pk
    assert [draft.case_id for draft in drafts_for_case(staff.chief, item)] == [case.pk]
    with pytest.raises(NotFound):
        staff.draft(for_code="NV-2026-999999")
    with pytest.raises(Invalid):
        staff.draft(for_code=case.code)


def test_a_draft_is_as_restricted_as_what_orders_it(staff: Staff) -> None:
    task = staff.office.case(confidentiality="restricted")
    chief = may(staff.chief, "casework.case.read_restricted")
    assert staff.draft(actor=chief, for_code=task.code).confidentiality == "restricted"


def test_a_draft_for_a_sealed_case_exists_for_the_same_people(staff: Staff) -> None:
    task = staff.office.case(confidentiality="sealed")
    listed = {"official_id": staff.chief.official_id, "granted_at": staff.at, "granted_by": "x"}
    CaseAccess.objects.create(case=task, **listed)
    case = staff.draft(actor=staff.chief, for_code=task.code)
    assert {row.official_id for row in CaseAccess.objects.filter(case=case)} == {
        staff.chief.official_id, staff.an.official_id
    }
    assert drafts_for(staff.desk).count() == 0
    assert drafts_for(staff.an).count() == 1


def test_nothing_is_submitted_without_a_new_version(staff: Staff) -> None:
    case = staff.draft()
    with pytest.raises(Invalid) as refused:
        submit_draft(actor=staff.an, case_id=case.pk, now=staff.at)
    assert refused.value.field == "file"
    case = submit_draft(
        actor=staff.an, case_id=case.pk, file=staff.paper("Bản một"), file_name="ban-1.txt", now=staff.at
    )
    assert (case.phase, case.holder_agency_id, case.stopped_at) == ("submitted", staff.office.vpubnd.pk, staff.at)
    assert CaseDocument.objects.filter(case=case).count() == 1


def test_the_same_file_is_no_new_version_and_strangers_add_none(staff: Staff) -> None:
    case = staff.draft()
    one = staff.paper("Bản một")
    add_version(actor=staff.an, case_id=case.pk, file=one, file_name="1.txt", now=staff.at)
    with pytest.raises(Invalid, match="1"):
        add_version(actor=staff.an, case_id=case.pk, file=one, now=staff.at)
    with pytest.raises(Invalid):
        add_version(actor=staff.an, case_id=case.pk, file=None, now=staff.at)
    with pytest.raises(NotAllowed):
        add_version(actor=staff.desk, case_id=case.pk, file=staff.paper("Bản hai"), now=staff.at)
    assert Version.objects.count() == 1


def test_two_versions_are_compared_from_their_texts(staff: Staff) -> None:
    case = staff.draft()
    for text in ("Điều 1. Kiểm tra sở.\nĐiều 2. Giao Sở Nội vụ.", "Điều 1. Kiểm tra xã.\nĐiều 2. Giao Sở Nội vụ."):
        add_version(actor=staff.an, case_id=case.pk, file=staff.paper(text), now=staff.at)
    found = compared(draft_of(case), 2, 1)
    assert (found.older.number, found.newer.number) == (1, 2)
    assert (found.result.gone, found.result.new) == (1, 1)
    for pair in ((1, 1), (1, 9)):
        with pytest.raises(NotFound):
            compared(draft_of(case), *pair)


def test_a_stranger_finds_no_draft(staff: Staff) -> None:
    staff.draft()
    assert drafts_for(staff.an).count() == 1
    assert drafts_for(staff.rival).count() == 0
