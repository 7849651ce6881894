"""Hồ sơ sai, thiếu, trễ: what comes over the counter wrong is answered with a sentence, and nothing of it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, MoveRefused, NotFound, Refusal, StaleCase
from congvu.core.text import skey
from congvu.core.working_time import measure
from congvu.domain.onestop.actions import cash, ending, paying, receiving, submitting
from congvu.domain.onestop.actions.bulk_receiving import receive_many
from congvu.domain.onestop.actions.receiving import Brought, Paying
from congvu.domain.onestop.actions.setting_up import DeskFacts, set_up_desk
from congvu.domain.onestop.models import Applicant, Charge, Desk, Dossier, PaperState, Slip, Visit
from congvu.domain.onestop.policy.bulk_sheets import MOST, Person
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.people import clean_id, clean_name, clean_phone
from congvu.domain.onestop.queries.desks import desk_of
from congvu.domain.procedures.models import Version
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.journal.models import Line
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import HANOI, MONDAY, Shop, at

#: Every letter of Vietnamese, in a name each.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


def kept() -> tuple[int, ...]:
    """How many rows there are of everything a dossier consists of."""
    return tuple(model.objects.count() for model in (Dossier, Case, Visit, Slip, Charge, Applicant, Line))


def refused(shop: Shop, field: str = "", now: datetime = MONDAY, **given: Any) -> Refusal:
    """A reception that is refused in words, beside a field, with nothing kept; the next one still is number 1."""
    shop.variant("copy")
    before = kept()
    with pytest.raises(Refusal) as told:
        shop.receive(now=now, **given)
    assert kept() == before
    assert len(told.value.message) > 15
    if field:
        assert getattr(told.value, "field", "") == field
    return told.value


# The procedure


def test_a_procedure_nobody_knows(shop: Shop) -> None:
    with pytest.raises(NotFound, match="trường hợp"):
        receiving.receive_dossier(actor=shop.clerk, desk_id=shop.ward_desk_id, now=MONDAY,
                                  reception=replace(shop.reception(), variant_id=999_999))  # fmt: skip
    assert not Dossier.objects.exists()


def test_a_version_ends_with_the_change_of_day_and_not_a_moment_before(shop: Shop) -> None:
    variant = shop.variant("copy")
    Version.objects.filter(pk=variant.version_id).update(to_on=date(2026, 11, 10))
    last = datetime(2026, 11, 9, 23, 59, 59, 999_999, HANOI)
    assert shop.receive(now=last).case.code == "H99.18.05-261109-0001"
    told = refused(shop, "procedure", now=datetime(2026, 11, 10, tzinfo=HANOI))
    assert "10/11/2026" in told.message
    assert told.hint


def test_a_version_not_in_force_yet(shop: Shop) -> None:
    Version.objects.filter(pk=shop.variant("copy").version_id).update(from_on=date(2026, 11, 10))
    refused(shop, "procedure")


# Papers


@pytest.mark.parametrize(
    "brought",
    [
        [Brought(position=1, originals=-1), Brought(position=2, originals=1)],
        [Brought(position=1, copies=99_999), Brought(position=2, originals=1)],
        [Brought(position=1, state="bịa"), Brought(position=2, originals=1)],
        [Brought(position=1), Brought(position=2), Brought(name="Giấy khác", copies=10**9)],
        [Brought(position=1), Brought(position=2), Brought(name="Giấy khác", state="x" * 40)],
    ],
)
def test_papers_that_cannot_be(shop: Shop, brought: list[Brought]) -> None:
    refused(shop, "papers", papers=brought)


def test_a_missing_paper_is_named_and_the_way_out_is_said(shop: Shop) -> None:
    told = refused(shop, "papers", papers=[Brought(position=1), Brought(position=2, state=PaperState.MISSING)])
    assert "Bản chính giấy tờ" in told.message
    assert told.hint


# Who asks


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("personal", "12345678"), ("personal", "0010990000011"), ("personal", "00109900000A"), ("personal", ""),
        ("personal", "٠٠١٠٩٩٠٠٠٠٠١"), ("personal", "   "), ("personal", "²²²²²²²²²"),
        ("passport", "123456789"), ("passport", "ABC123456"), ("passport", "B12"), ("passport", "Đ1234567"),
        ("tax", "010010901"), ("tax", "01001090110"), ("tax", "0100109011-1"), ("tax", "010010९011"),
        ("decision", " "), ("decision", "Quyết định số 123/QĐ-UBND ngày 01 tháng 02 năm 2026 của UBND tỉnh"),
        ("bịa", "123456789"), ("", "123456789"),
    ],
)  # fmt: skip
def test_identification_of_the_wrong_form(shop: Shop, kind: str, number: str) -> None:
    refused(shop, "id_number", party=shop.party(id_kind=kind, id_number=number))


@pytest.mark.parametrize("phone", ["12345", "+84", "0912 345 67x", "09123456789012", "٠٩١٢٣٤٥٦٧٨", "1900-ABCD"])
def test_telephones_of_the_wrong_form(shop: Shop, phone: str) -> None:
    refused(shop, "phone", party=shop.party(phone=phone))


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200b", "\u202e", "\x00", "12", "…"])
def test_names_that_are_none(shop: Shop, name: str) -> None:
    refused(shop, "name", party=shop.party(name=name))


@pytest.mark.parametrize(
    ("given", "field"),
    [({"kind": "ma"}, "kind"), ({"born_on": date(2026, 11, 10)}, "born_on"), ({"born_on": date(1, 1, 1)}, "born_on"),
     ({"email": "không phải thư"}, "email"), ({"email": "a" * 300 + "@b.vn"}, "email")],
)  # fmt: skip
def test_other_facts_of_a_person_that_cannot_be(shop: Shop, given: dict[str, Any], field: str) -> None:
    refused(shop, field, party=shop.party(**given))


@pytest.mark.parametrize(
    ("given", "field"),
    [({"channel": "dieu"}, "channel"), ({"delivery": "bồ câu"}, "delivery"), ({"sets": 0}, "sets"),
     ({"sets": -3}, "sets"), ({"sets": 10**9}, "sets"), ({"settling_id": 987_654}, "settling_id")],
)  # fmt: skip
def test_a_reception_that_cannot_be(shop: Shop, given: dict[str, Any], field: str) -> None:
    refused(shop, field, **given)


def test_post_without_an_address(shop: Shop) -> None:
    refused(shop, "deliver_to", delivery="post", party=shop.party(address=" "))


def test_people_without_a_paper_at_hand_stay_different_people(shop: Shop) -> None:
    party = shop.party(id_kind="none", id_number="")
    first, second = shop.receive(party=party), shop.receive(party=party)
    assert first.applicant_id != second.applicant_id
    assert first.applicant.id_number is None
    assert first.secret != second.secret


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_vietnamese_letter_is_kept_and_found_however_it_was_typed(shop: Shop, form: str) -> None:
    typed = unicodedata.normalize(form, f"  {LETTERS}   {LETTERS.upper()} ")  # type: ignore[arg-type]
    row = shop.receive(party=shop.party(name=typed), content=typed)
    assert row.applicant_name == f"{LETTERS} {LETTERS.upper()}"
    assert row.content == row.applicant_name
    assert skey(row.applicant_name) in Case.objects.get(pk=row.pk).skey


@given(st.text(max_size=40))
def test_whatever_is_typed_is_clean_or_refused(typed: str) -> None:
    for clean in (
        clean_name, clean_phone, lambda text: clean_id("personal", text), lambda text: clean_id("tax", text),
        lambda text: clean_id("passport", text), lambda text: clean_id("decision", text),
    ):  # fmt: skip
        try:
            found = clean(typed)
        except Invalid:
            continue
        assert found is not None
        assert found == unicodedata.normalize("NFC", found)
        assert "\x00" not in found
        assert clean is clean_name or len(found) <= 30


# Fees


@pytest.mark.parametrize(
    "fees",
    [[Paying(position=1, count=-1)], [Paying(position=1, count=0)], [Paying(position=1, count=10**12)],
     [Paying(position=7)], [Paying(position=1, paid_by="vàng")],
     [Paying(position=1, exempt="Hộ nghèo", paid_by="cash")]],
)  # fmt: skip
def test_fees_that_cannot_be(shop: Shop, fees: list[Paying]) -> None:
    refused(shop, "fees", fees=fees)


def test_a_result_is_not_handed_over_before_it_is_paid_nor_before_there_is_one(shop: Shop) -> None:
    dossier = shop.receive()
    with pytest.raises(MoveRefused):
        ending.return_result(actor=shop.clerk, case_id=dossier.pk, now=at(9, 10))
    shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(dossier, shop.specialist, at(9, 14))
    ending.settle(actor=shop.chairman, case_id=dossier.pk, now=at(9, 15))
    before = kept()
    with pytest.raises(MoveRefused, match="10\\.000đ"):
        ending.return_result(actor=shop.clerk, case_id=dossier.pk, now=at(9, 16))
    assert kept() == before
    charge = Charge.objects.get()
    paying.collect(actor=shop.clerk, charge_id=charge.pk, paid_by="cash", now=at(9, 16))
    with pytest.raises(MoveRefused):
        paying.collect(actor=shop.clerk, charge_id=charge.pk, paid_by="cash", now=at(9, 16))
    ending.return_result(actor=shop.clerk, case_id=dossier.pk, now=at(9, 16, 30))
    with pytest.raises(Refusal):
        ending.return_result(actor=shop.clerk, case_id=dossier.pk, now=at(9, 16, 31))


# Hours and years


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(9, 17, 30), "13/11 07:00"), (at(9, 11, 45), "12/11 13:30"), (at(14, 9), "19/11 07:00"),
        (at(9, 3), "12/11 07:00"), (at(24, 10), "30/11 07:00"),
    ],
)  # fmt: skip
def test_what_comes_when_nobody_works_counts_from_the_next_opening(shop: Shop, now: datetime, due: str) -> None:
    case = Case.objects.get(pk=shop.receive(now=now).pk)
    assert case.due_at is not None
    said, began = case.due_at.astimezone(HANOI), case.opened_at.astimezone(HANOI)
    assert began == now
    assert f"{said:%d/%m %H:%M}" == due
    assert measure(calendar_for(case), now, case.due_at) == 3 * 8 * 3600


def test_numbers_begin_anew_at_midnight_of_the_year_in_viet_nam(shop: Shop) -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, 999_999, HANOI)
    first = datetime(2027, 1, 1, 0, 0, tzinfo=HANOI)
    paid = [Paying(position=1, paid_by="cash")]
    old = [shop.receive(now=last.astimezone(zone), fees=paid) for zone in (HANOI, UTC)]
    new = [shop.receive(now=first.astimezone(zone), fees=paid) for zone in (HANOI, UTC)]
    assert [one.case.code[-11:] for one in old] == ["261231-0001", "261231-0002"]
    assert [one.case.code[-11:] for one in new] == ["270101-0001", "270101-0002"]
    for group in (old, new):
        assert [one.register_no for one in group] == [1, 2]
        slips = [Slip.objects.get(dossier=one) for one in group]
        assert [slip.notation for slip in slips] == ["01/TN-TTPVHCC", "02/TN-TTPVHCC"]
        assert [Charge.objects.get(dossier=one).receipt_no for one in group] == [1, 2]


def test_books_of_the_last_day_and_the_first_are_two(shop: Shop) -> None:
    last, first = datetime(2026, 12, 31, 16, tzinfo=HANOI), datetime(2027, 1, 1, 8, tzinfo=HANOI)
    shop.receive(now=last, fees=[Paying(position=1, paid_by="cash")])
    closer = may(shop.clerk, "onestop.cash.close")
    old = cash.close_book(actor=closer, desk_id=shop.ward_desk_id, now=last.replace(hour=17))
    with pytest.raises(MoveRefused):
        cash.close_book(actor=closer, desk_id=shop.ward_desk_id, now=last.replace(hour=18))
    shop.receive(now=first, fees=[Paying(position=1, paid_by="cash")])
    new = cash.close_book(actor=closer, desk_id=shop.ward_desk_id, now=first.replace(hour=17))
    assert (old.amount, new.amount, old.day.year, new.day.year) == (10_000, 10_000, 2026, 2027)


def test_a_submission_of_the_last_night_is_registered_in_the_year_it_is_accepted(shop: Shop) -> None:
    night = datetime(2026, 12, 31, 23, 30, tzinfo=HANOI)
    row = submitting.submit_online(actor=shop.clerk.system(), desk_id=shop.ward_desk_id,
                                   reception=shop.reception(key="đêm"), now=night)  # fmt: skip
    assert row.case.code.endswith("261231-0001")
    submitting.accept_submission(actor=shop.clerk, case_id=row.pk, now=datetime(2027, 1, 4, 8, tzinfo=HANOI))
    row.refresh_from_db()
    assert row.register_no == 1
    assert shop.receive(now=datetime(2027, 1, 4, 9, tzinfo=HANOI)).register_no == 2


# Desks


def facts(shop: Shop, identifier: str) -> DeskFacts:
    return DeskFacts(identifier=identifier, serves_id=shop.ward.pk)


def test_a_desk_with_dossiers_keeps_its_identifier_and_one_without_uses_the_new_one_at_once(shop: Shop) -> None:
    editor = may(shop.office.chief, "onestop.desk.edit")
    desk = Desk.objects.create(agency=shop.office.snv, identifier="H99.01", serves=shop.office.vpubnd)
    assert desk_of(desk.pk).identifier == "H99.01"
    set_up_desk(actor=editor, agency_id=desk.pk, facts=facts(shop, "H99.02"), now=MONDAY)
    assert desk_of(desk.pk).identifier == "H99.02"
    clerk = may(editor, "onestop.dossier.receive")
    row = receiving.receive_dossier(actor=clerk, desk_id=desk.pk, now=MONDAY,
                                   reception=shop.reception(settling_id=shop.ward.pk))  # fmt: skip
    assert row.case.code == "H99.02-261109-0001"
    with pytest.raises(Invalid, match="mã"):
        set_up_desk(actor=editor, agency_id=desk.pk, facts=facts(shop, "H99.03"), now=MONDAY)
    with pytest.raises(Invalid):
        set_up_desk(actor=editor, agency_id=desk.pk, facts=facts(shop, "H99.18.05"), now=MONDAY)


def test_two_desks_count_for_themselves(shop: Shop) -> None:
    other = Desk.objects.create(agency=shop.office.snv, identifier="H99.01", serves=shop.office.vpubnd)
    clerk = may(shop.office.chief, "onestop.dossier.receive")
    first = shop.receive()
    second = receiving.receive_dossier(actor=clerk, desk_id=other.pk, now=MONDAY,
                                      reception=shop.reception(settling_id=shop.ward.pk))  # fmt: skip
    assert {first.case.code, second.case.code} == {"H99.18.05-261109-0001", "H99.01-261109-0001"}


# Two clerks, many rows


def test_the_slower_of_two_clerks_is_told_who_was_faster(shop: Shop) -> None:
    dossier = shop.receive()
    seen = Case.objects.get(pk=dossier.pk).seq
    shop.forward(dossier, shop.clerk, at(9, 10), expected_seq=seen)
    before = kept()
    with pytest.raises(StaleCase, match="clerk"):
        shop.forward(dossier, shop.second_clerk, at(9, 10), expected_seq=seen)
    assert kept() == before


def person(line: int, **given: Any) -> Person:
    """A row of the sheet."""
    values = {"id_kind": "personal", "id_number": f"0010990{line:05d}", "name": f"Người thứ {line}", "born_on": None,
              "address": "", "phone": "", "email": "", "content": "", "delivery": "counter",
              "deliver_to": ""}  # fmt: skip
    return Person(line, values | given)


def bulk(shop: Shop, persons: list[Person], key: str = "lô") -> Any:
    return receive_many(actor=shop.clerk, desk_id=shop.ward_desk_id, variant_id=shop.variant("copy").pk,
                        organisation="Công ty Minh Họa", persons=persons, key=key, now=MONDAY)  # fmt: skip


def test_a_thousand_rows_at_once_are_refused_with_the_way_out(shop: Shop) -> None:
    with pytest.raises(Invalid, match=str(MOST)):
        bulk(shop, [person(line) for line in range(1000)])
    assert not Dossier.objects.exists()


def test_one_bad_row_keeps_the_whole_lot_out_and_is_named(shop: Shop) -> None:
    with pytest.raises(Invalid, match="18"):
        bulk(shop, [person(line, **({"id_number": "12"} if line == 18 else {})) for line in range(2, 22)])
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()
    lot = bulk(shop, [person(line) for line in range(2, 22)])
    assert bulk(shop, [person(line) for line in range(2, 22)]).pk == lot.pk
    given = sorted(Case.objects.filter(kind=DOSSIER).values_list("code", flat=True))
    assert given == [f"H99.18.05-261109-{n:04d}" for n in range(1, 21)]
