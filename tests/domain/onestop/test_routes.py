"""Routes of every sort: two phases with a payment between them, other agencies, side by side, the same day."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from congvu.core.refusals import MoveRefused
from congvu.domain.onestop.actions import branches, ending, papers, paying, routing
from congvu.domain.onestop.models import Dossier, Duty
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import HANOI, SIGN, WORK, Shop, at


def _case(dossier: Dossier) -> Case:
    return Case.objects.get(pk=dossier.case_id)


def _local(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(HANOI).strftime("%d/%m %H:%M")


def _gap_free(case: Case) -> None:
    spans = list(Custody.objects.filter(case=case).order_by("line_seq").values_list("from_at", "to_at"))
    assert all(end == begin for (_a, end), (begin, _b) in pairwise(spans))


def test_a_financial_obligation_splits_the_appointment_in_two(shop: Shop) -> None:
    dossier = shop.receive("land")
    assert _local(_case(dossier).due_at) == "12/11 09:00"
    shop.forward(dossier, shop.clerk, at(9, 10))
    with pytest.raises(MoveRefused, match="nghĩa vụ tài chính"):
        shop.forward(dossier, shop.specialist, at(11))
    paying.request_payment(actor=shop.specialist, case_id=dossier.case_id, words="Thuế 2.000.000đ", now=at(11))
    case = _case(dossier)
    assert (case.phase, case.whose_clock) == ("payment", "applicant")
    paying.confirm_payment(actor=shop.clerk, case_id=dossier.case_id, words="Giấy nộp tiền", now=at(20))
    case = _case(dossier)
    assert (case.phase, _local(case.due_at), _local(case.first_due_at)) == ("processing", "25/11 09:00", "12/11 09:00")
    assert case.due_at == clocks.reckoned_due(case, clocks.events_of(case))
    assert people.official_name(case.holder_official_id) == "Chủ tịch 01"
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(23, 10))
    _gap_free(case)


def test_after_the_holiday_of_november_the_second_phase_ends_a_day_later(shop: Shop) -> None:
    dossier = shop.receive("land")
    shop.forward(dossier, shop.clerk, at(9, 10))
    paying.request_payment(actor=shop.specialist, case_id=dossier.case_id, words="Thuế", now=at(11))
    paying.confirm_payment(actor=shop.clerk, case_id=dossier.case_id, now=at(23))
    assert _local(_case(dossier).due_at) == "26/11 09:00"


def test_another_agency_is_offered_the_dossier_and_the_giver_answers_for_it_until_it_accepts(shop: Shop) -> None:
    dossier = shop.receive("linked")
    shop.forward(dossier, shop.clerk, at(9, 10))
    case = shop.forward(dossier, shop.specialist, at(11))
    assert case.transfer_agency_id == shop.department.pk
    assert case.accountable_agency_id == shop.ward.pk
    accept(actor=shop.officer, case_id=case.pk, now=at(11, 14))
    case = _case(dossier)
    assert (case.holder_agency_id, case.accountable_agency_id) == (shop.department.pk, shop.department.pk)
    ending.settle(actor=shop.officer, case_id=case.pk, now=at(13))
    case = _case(dossier)
    assert (case.phase, case.holder_agency_id) == ("settled", shop.desk.agency_id)
    _gap_free(case)


def test_agencies_work_side_by_side_and_the_dossier_waits_for_all_of_them(shop: Shop) -> None:
    dossier = shop.receive("parallel")
    shop.forward(dossier, shop.clerk, at(9, 10))
    parts = list(Case.objects.filter(parent_id=dossier.case_id).order_by("code"))
    assert [people.agency_name(part.holder_agency_id) for part in parts] == ["Sở Tài chính", "Sở Nội vụ"]
    with pytest.raises(MoveRefused, match="HP-2026"):
        shop.forward(dossier, shop.clerk, at(10))
    holders = {shop.department.pk: shop.director, shop.office.snv.pk: may(shop.office.chief, *SIGN)}
    for part in parts:
        branches.finish_part(
            actor=_as_holder(part, holders[part.holder_agency_id]), case_id=part.pk, words="Thống nhất", now=at(11)
        )
    case = shop.forward(dossier, shop.clerk, at(11, 10))
    assert people.official_name(case.holder_official_id) == "Chủ tịch 01"


def test_where_silence_is_agreement_a_body_that_says_nothing_does_not_hold_the_dossier_up(shop: Shop) -> None:
    dossier = shop.receive("parallel")
    shop.forward(dossier, shop.clerk, at(9, 10))
    asked, silent = Case.objects.filter(parent_id=dossier.case_id).order_by("code")
    branches.finish_part(actor=_as_holder(asked, shop.director), case_id=asked.pk, words="Thống nhất", now=at(11))
    assert branches.end_silent_parts(now=at(11, 10)) == 0
    assert branches.end_silent_parts(now=at(12, 10)) == 1
    silent.refresh_from_db()
    assert (silent.phase, silent.outcome) == ("silent", "silent")
    assert shop.forward(dossier, shop.clerk, at(12, 11)).station != dossier.case.station


def test_silence_is_agreement_only_where_the_route_says_so(shop: Shop) -> None:
    dossier = shop.receive("parallel")
    shop.forward(dossier, shop.clerk, at(9, 10))
    assert branches.end_silent_parts(now=at(27)) == 1
    with pytest.raises(MoveRefused):
        shop.forward(dossier, shop.clerk, at(27, 10))


def _as_holder(part: Case, actor: Actor) -> Actor:
    assert actor.is_system or part.holder_agency_id in actor.agency_ids
    return actor


def test_what_comes_in_after_three_is_promised_for_the_next_working_day(shop: Shop) -> None:
    assert _local(_case(shop.receive("sameday", now=at(9, 9))).due_at) == "09/11 17:00"
    assert _local(_case(shop.receive("sameday", now=at(9, 15, 1))).due_at) == "10/11 17:00"
    assert _local(_case(shop.receive("sameday", now=at(23, 16))).due_at) == "25/11 17:00"


def test_a_question_to_others_must_be_answered_before_the_dossier_goes_on(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    asked = consult(actor=shop.specialist, case_id=dossier.case_id, agency_ids=[shop.department.pk], question="Ý kiến?",
                    now=at(9, 11))  # fmt: skip
    with pytest.raises(MoveRefused, match=asked[0].code):
        shop.forward(dossier, shop.specialist, at(10))
    answer(actor=shop.director, case_id=asked[0].pk, words="Đồng ý", now=at(10, 10))
    case = shop.forward(dossier, shop.specialist, at(10, 11))
    assert people.official_name(case.holder_official_id) == "Chủ tịch 01"


def test_a_taker_chosen_once_is_proposed_again(shop: Shop) -> None:
    first = shop.receive()
    routing.forward(actor=shop.clerk, case_id=first.case_id, to_official_id=shop.chairman.official_id, now=at(9, 10))
    assert Duty.objects.get().official_id == shop.chairman.official_id
    second = shop.receive()
    assert shop.forward(second, shop.clerk, at(9, 11)).holder_official_id == shop.chairman.official_id


def test_the_paper_follows_the_file_by_a_scan(shop: Shop) -> None:
    dossier = shop.receive("linked")
    papers.send_paper(actor=shop.clerk, case_id=dossier.case_id, to_agency_id=shop.department.pk, now=at(9, 11))
    shop.forward(dossier, shop.clerk, at(9, 12))
    shop.forward(dossier, shop.specialist, at(10))
    move = papers.receive_paper(actor=may(shop.officer, *WORK), case_id=dossier.case_id, now=at(10, 9))
    assert move.received_by
