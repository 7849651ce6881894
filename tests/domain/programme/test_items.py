"""Registering items."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, NotAllowed
from congvu.domain.programme.models import Consent, Item
from congvu.kernel.casework.models import Case
from tests.domain.programme.conftest import Staff


def test_an_item_is_held_by_its_drafter_and_waits_for_the_programme(staff: Staff) -> None:
    case = staff.register(partners=[staff.office.stc.pk])
    assert case.code.startswith("CT-2027-")
    assert (case.holder_agency_id, case.accountable_agency_id) == (staff.office.snv.pk, staff.office.snv.pk)
    assert case.holder_official_id == staff.chief.official_id
    assert case.next_event_at is not None
    assert not Consent.objects.exists()


def test_two_drafters_are_refused(staff: Staff) -> None:
    with pytest.raises(Invalid, match="2") as refused:
        staff.register(drafters=[staff.office.snv.pk, staff.office.stc.pk])
    assert refused.value.field == "drafter"
    with pytest.raises(Invalid):
        staff.register(drafters=[])
    assert not Case.objects.filter(kind="programme_item").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"), ({"nature": "song"}, "nature"), ({"submit_on": date(2028, 1, 5)}, "submit_on"),
        ({"submit_on": date(2026, 12, 31)}, "submit_on"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(staff: Staff, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        staff.register(**wrong)
    assert refused.value.field == field


def test_the_drafter_is_not_its_own_partner_and_nobody_helps_twice(staff: Staff) -> None:
    for partners in ([staff.office.snv.pk], [staff.office.stc.pk, staff.office.stc.pk]):
        with pytest.raises(Invalid):
            staff.register(partners=partners)


def test_a_name_stands_once_whatever_its_accents(staff: Staff) -> None:
    staff.register()
    with pytest.raises(Invalid, match="CT-2027"):
        staff.register(title="đề án  Số hoá hồ sơ")
    assert Item.objects.count() == 1


def test_a_unit_registers_its_own_items_only_and_the_keeper_anybodys(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        staff.register(actor=staff.rival)
    case = staff.register(actor=staff.desk)
    assert case.holder_official_id == staff.chief.official_id


def test_after_the_day_a_registration_needs_a_ground_and_waits_for_consent(staff: Staff) -> None:
    staff.at = staff.at.replace(month=11, day=15)
    with pytest.raises(Invalid) as refused:
        staff.register()
    assert refused.value.field == "ground"
    case = staff.register(ground="programme_change.new_need")
    assert case.asking == "consent"
    consent = Consent.objects.get(item__case=case)
    assert (consent.kind, consent.after_date, consent.decision) == ("add", True, "waiting")


def test_the_day_before_is_still_in_time(staff: Staff) -> None:
    staff.at = staff.at.replace(month=11, day=14, hour=23)
    assert staff.register().asking == ""


def test_once_approved_every_addition_needs_consent(staff: Staff) -> None:
    staff.admitted()
    case = staff.register(title="Đề án khác", ground="programme_change.instructed")
    assert Consent.objects.get(item__case=case).after_date is False
