"""A dossier's life: received, handed on, supplemented, apologised for, settled, returned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.actions import apologising, ending, paying, receiving, routing, submitting, supplementing
from congvu.domain.onestop.actions.receiving import Brought, Paying
from congvu.domain.onestop.models import Charge, Dossier, Reappointment, Slip, Supplement, Visit
from congvu.domain.onestop.policy.statuses import status_of
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from tests.domain.onestop.shop import HANOI, MONDAY, Shop, at


def _case(dossier: Dossier) -> Case:
    return Case.objects.get(pk=dossier.case_id)


def _local(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(HANOI).strftime("%d/%m %H:%M")


def test_a_dossier_is_received_with_code_promise_register_and_receipt(shop: Shop) -> None:
    dossier = shop.receive(fees=[Paying(position=1, paid_by="cash")])
    case = _case(dossier)
    assert case.code == "H99.18.05-261109-0001"
    assert _local(case.due_at) == "12/11 09:00"
    assert case.first_due_at == case.due_at
    assert (dossier.register_no, status_of(case.phase)) == (1, 2)
    assert Slip.objects.get(dossier=dossier).notation == "01/TN-TTPVHCC"
    assert Charge.objects.get(dossier=dossier).receipt_no == 1
    assert shop.receive().case.code == "H99.18.05-261109-0002"


def test_the_same_form_sent_twice_is_one_dossier(shop: Shop) -> None:
    first = shop.receive(key="abc")
    assert shop.receive(key="abc").case_id == first.case_id


def test_a_missing_mandatory_paper_is_named_and_nothing_is_kept(shop: Shop) -> None:
    with pytest.raises(Invalid, match="Bản chính giấy tờ"):
        shop.receive(papers=[Brought(position=1)])
    assert not Dossier.objects.exists()
    assert shop.receive().case.code.endswith("-0001")


def test_it_walks_its_route_and_the_result_is_handed_over_after_the_fee(shop: Shop) -> None:
    dossier = shop.receive()
    case = shop.forward(dossier, shop.clerk, at(9, 10))
    assert people.official_name(case.holder_official_id) == "Chuyên viên Kinh tế 01"
    assert status_of(case.phase) == 4
    case = shop.forward(dossier, shop.specialist, at(10, 10))
    assert people.official_name(case.holder_official_id) == "Chủ tịch 01"
    with pytest.raises(MoveRefused):
        shop.forward(dossier, shop.chairman, at(10, 11))
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(10, 11))
    case = _case(dossier)
    assert (case.phase, case.holder_agency_id) == ("settled", shop.desk.agency_id)
    with pytest.raises(MoveRefused, match="10\\.000"):
        ending.return_result(actor=shop.second_clerk, case_id=dossier.case_id, now=at(10, 14))
    charge = Charge.objects.get(dossier=dossier)
    paying.collect(actor=shop.second_clerk, charge_id=charge.pk, paid_by="cash", now=at(10, 14))
    ending.return_result(actor=shop.second_clerk, case_id=dossier.case_id, now=at(10, 15))
    case = _case(dossier)
    assert (case.phase, case.outcome) == ("returned", "granted")
    assert (dossier.result_return.taker, dossier.result_return.name) == ("applicant", dossier.applicant_name)
    assert _local(case.due_at) == "12/11 09:00"
    assert [visit.way for visit in Visit.objects.filter(case=case)] == ["forward", "forward", "ended", "ended"]


def test_after_a_supplement_the_limit_begins_anew_and_a_second_request_is_refused(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(
        actor=shop.specialist, case_id=dossier.case_id, words="Bản sao hộ khẩu\nẢnh 4x6", now=at(10, 9)
    )
    case = _case(dossier)
    assert (case.phase, case.whose_clock) == ("supplement", "applicant")
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.case_id, words="Đã nộp đủ", now=at(13, 9))
    case = _case(dossier)
    assert (case.phase, _local(case.due_at)) == ("processing", "18/11 09:00")
    assert _local(case.first_due_at) == "12/11 09:00"
    assert clocks.reckoned_due(case, clocks.events_of(case)) == case.due_at
    with pytest.raises(MoveRefused, match="một lần"):
        supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Thêm", now=at(13, 10))
    with pytest.raises(NotAllowed):
        supplementing.ask_again(actor=shop.specialist, case_id=dossier.case_id, words="Thêm",
                                ground="second_supplement.new_fact", now=at(13, 10))  # fmt: skip
    supplementing.ask_again(actor=shop.chairman, case_id=dossier.case_id, words="Thêm",
                            ground="second_supplement.new_fact", now=at(13, 11))  # fmt: skip
    assert Supplement.objects.get(dossier=dossier, number=2).approved_by


def test_the_head_signs_one_apology_before_the_due_day(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    given: dict[str, Any] = {"case_id": dossier.case_id, "ground": "lateness.own_delay", "words": "Chờ xác minh"}
    apologising.draft_apology(actor=shop.specialist, new_due_on=at(17).date(), now=at(10), **given)
    with pytest.raises(NotAllowed):
        apologising.sign_apology(actor=shop.specialist, case_id=dossier.case_id, now=at(10))
    apologising.sign_apology(actor=shop.chairman, case_id=dossier.case_id, now=at(10, 10))
    case = _case(dossier)
    assert _local(case.due_at) == "17/11 17:00"
    assert _local(case.first_due_at) == "12/11 09:00"
    assert Reappointment.objects.get(dossier=dossier).in_time
    with pytest.raises(MoveRefused, match="một lần"):
        apologising.draft_apology(actor=shop.specialist, new_due_on=at(20).date(), now=at(11), **given)


def test_an_online_submission_has_its_own_clock_until_it_is_accepted(shop: Shop) -> None:
    system = shop.clerk.system()
    dossier = submitting.submit_online(
        actor=system, desk_id=shop.ward_desk_id, reception=shop.reception(key="k1"), now=at(9, 16, 30)
    )
    case = _case(dossier)
    assert (case.phase, case.due_at) == ("submitted", None)
    assert _local(dossier.answer_by) == "10/11 17:00"
    submitting.accept_submission(actor=shop.clerk, case_id=case.pk, now=at(10, 9))
    case = _case(dossier)
    assert (case.phase, _local(case.first_due_at)) == ("received", "13/11 09:00")
    assert case.holder_official_id == shop.clerk.official_id


def test_the_applicant_may_stop_it_until_there_is_a_result(shop: Shop) -> None:
    dossier = shop.receive()
    ending.stop_at_wish(actor=shop.clerk, case_id=dossier.case_id, words="Đề nghị tại quầy", now=at(9, 11))
    case = _case(dossier)
    assert (case.phase, case.outcome, status_of(case.phase)) == ("withdrawn", "withdrawn", 7)
    assert Slip.objects.filter(dossier=dossier, form="stop").exists()
    with pytest.raises(MoveRefused):
        routing.forward(actor=shop.clerk, case_id=dossier.case_id, now=at(9, 12))


def test_a_stranger_receives_nothing(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        receiving.receive_dossier(
            actor=shop.stranger, desk_id=shop.ward_desk_id, reception=shop.reception(), now=MONDAY
        )
