"""Khen thưởng: proposed on facts, decided by who may, one merit once, published, cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.conduct.actions import praising
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.models import Commendation, Merit
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries import praising as queries
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, Custody, Link
from tests.domain.conduct.conftest import Room, may
from tests.kernel.casework.office import Office, open_case, pk_of

PROPOSE, DECIDE, READ = praise.PROPOSE_PRAISE, praise.DECIDE_PRAISE, praise.READ_PRAISE


@pytest.fixture
def head(office: Office) -> Actor:
    """Proposes and decides in Sở Nội vụ."""
    return may(office.chief, PROPOSE, DECIDE, READ)


def propose(office: Office, head: Actor, **given: Any) -> Case:
    values: dict[str, Any] = {
        "agency_id": office.snv.pk, "official_id": pk_of(office.an), "form": "certificate", "sort": "merit",
        "merit": "Hoàn thành rà soát thủ tục nội bộ trước hạn", "period_from": date(office.now.year, 1, 1),
        "period_to": office.now.date(), "papers": ["Báo cáo số 15/BC-SNV"],
    } | given  # fmt: skip
    return praising.propose_commendation(
        actor=head, authority_id=office.snv.pk, praise_of=Praise(**values), now=office.now
    )


def grant(office: Office, head: Actor, case: Case, **given: Any) -> Case:
    values: dict[str, Any] = {
        "form": "certificate", "number": "45/QĐ-SNV", "signed_by": "Giám đốc Sở Nội vụ",
        "decided_on": office.now.date(),
    } | given  # fmt: skip
    return praising.grant(actor=head, case_id=case.pk, now=office.now, **values)


def test_a_commendation_goes_from_the_proposal_to_the_public_list(office: Office, head: Actor) -> None:
    evidence = open_case(office)
    case = propose(office, head, codes=[evidence.code.lower()])
    assert case.code.startswith("TD-")
    assert case.phase == "proposed"
    assert case.due_at is not None
    assert Link.objects.filter(case=case, other=evidence).exists()
    grant(office, head, case)
    assert not queries.public_on(office.now.date()).exists()
    case = praising.publish(actor=head, case_id=case.pk, now=office.now)
    assert case.closed_at is not None
    (row,) = queries.public_on(office.now.date())
    assert (row.number, row.signed_by) == ("45/QĐ-SNV", "Giám đốc Sở Nội vụ")


def test_one_merit_is_praised_once(office: Office, head: Actor) -> None:
    evidence = open_case(office)
    first = propose(office, head, codes=[evidence.code])
    with pytest.raises(MoveRefused, match=first.code):
        propose(office, head, codes=[evidence.code], papers=[])
    assert Commendation.objects.count() == 1


def test_the_database_itself_refuses_a_second_reward_for_one_merit(office: Office, head: Actor) -> None:
    propose(office, head)
    second = propose(office, head, papers=["Báo cáo số 16/BC-SNV"])
    row = Merit.objects.get(commendation_id=second.pk)
    taken = Merit.objects.exclude(pk=row.pk).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Merit.objects.filter(pk=row.pk).update(key=taken.key)


def test_the_same_paper_written_otherwise_is_the_same_merit(office: Office, head: Actor) -> None:
    propose(office, head)
    with pytest.raises(MoveRefused):
        propose(office, head, papers=["báo  cáo số 15/bc-snv"])


def test_two_people_may_be_praised_for_one_case(office: Office, head: Actor) -> None:
    evidence = open_case(office)
    propose(office, head, codes=[evidence.code])
    propose(office, head, codes=[evidence.code], official_id=pk_of(office.binh))
    assert Merit.objects.filter(key=evidence.code).count() == 2


def test_a_merit_that_was_refused_may_be_proposed_again(office: Office, head: Actor) -> None:
    case = propose(office, head)
    praising.refuse(actor=head, case_id=case.pk, ground="praise_refusal.wrong_form", words="Đề nghị hình thức khác",
                    now=office.now)  # fmt: skip
    assert propose(office, head).pk != case.pk


def test_a_proposal_without_any_merit_leaves_nothing_behind(office: Office, head: Actor) -> None:
    with pytest.raises(Invalid):
        propose(office, head, papers=[])
    assert not Commendation.objects.exists()
    assert not Case.objects.filter(kind="conduct_commendation").exists()


@pytest.mark.parametrize(
    ("form", "official"), [("merit_certificate", True), ("advanced_collective", True), ("nonsense", True)]
)
def test_a_department_gives_only_what_the_law_lets_it_give(
    office: Office, head: Actor, form: str, official: bool
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(office, head, form=form)
    assert refused.value.field == "form"


def test_nobody_proposes_or_decides_his_own_commendation(office: Office, head: Actor) -> None:
    with pytest.raises(NotAllowed):
        propose(office, head, official_id=pk_of(head))
    an = may(office.an, PROPOSE, DECIDE)
    case = propose(office, head)
    with pytest.raises(NotAllowed):
        grant(office, an, case)


def test_somebody_without_the_right_proposes_nobody(office: Office) -> None:
    with pytest.raises(NotAllowed):
        propose(office, office.binh)


def test_nobody_is_praised_while_his_discipline_is_considered(room: Room, head: Actor) -> None:
    room.open()
    with pytest.raises(MoveRefused):
        propose(room.office, head)


def test_a_discipline_opened_after_the_proposal_holds_the_decision_up(room: Room, head: Actor) -> None:
    case = propose(room.office, head)
    room.open()
    with pytest.raises(MoveRefused):
        grant(room.office, head, case)


def test_a_published_commendation_is_taken_back_on_a_ground_of_the_law(office: Office, head: Actor) -> None:
    case = propose(office, head)
    grant(office, head, case)
    praising.publish(actor=head, case_id=case.pk, now=office.now)
    given: dict[str, Any] = {
        "move": "cancel_published", "number": "60/QĐ-SNV", "cancelled_on": office.now.date(),
        "words": "Số liệu báo cáo không đúng",
    }  # fmt: skip
    with pytest.raises(Invalid):
        praising.cancel(actor=head, case_id=case.pk, ground="praise_refusal.not_enough", now=office.now, **given)
    case = praising.cancel(actor=head, case_id=case.pk, ground="praise_cancel.false_claims", now=office.now, **given)
    assert (case.phase, case.outcome) == ("cancelled", "cancelled")
    assert not queries.public_on(office.now.date()).exists()
    assert propose(office, head).pk != case.pk


def test_a_decision_before_the_proposal_or_in_the_future_is_refused(office: Office, head: Actor) -> None:
    case = propose(office, head)
    for days in (-3, 3):
        with pytest.raises(Invalid) as refused:
            grant(office, head, case, decided_on=office.now.date() + timedelta(days=days))
        assert refused.value.field == "decided_on"


def test_thanks_are_entered_once_with_their_source(office: Office, head: Actor) -> None:
    given: dict[str, Any] = {
        "actor": head, "agency_id": office.snv.pk, "official_id": pk_of(office.an),
        "received_on": office.now.date(), "channel": "letter", "source": "Thư số 3", "words": "Cảm ơn chị An",
        "now": office.now,
    }  # fmt: skip
    row = praising.enter_thanks(**given)
    with pytest.raises(Invalid):
        praising.enter_thanks(**given)
    with pytest.raises(Invalid) as refused:
        praising.enter_thanks(**given | {"channel": "rating", "source": "Đánh giá"})
    assert refused.value.field == "case_code"
    case = propose(office, head, papers=[], thanks=[row.pk])
    assert Merit.objects.get(commendation_id=case.pk).thanks == row


def test_the_figures_of_a_month_name_who_took_over_stuck_work(office: Office, head: Actor) -> None:
    """A case lay sixty days with Bình, An took it over and finished it."""
    old = office.now - timedelta(days=70)
    case = open_case(office, holder_agency_id=office.snv.pk, holder_official_id=pk_of(office.binh),
                     transfer_agency_id=None, transfer_at=None, transfer_due_at=None, due=office.now)  # fmt: skip
    first = Custody.objects.get(case=case)
    taken_at = office.now - timedelta(days=5)
    Custody.objects.filter(pk=first.pk).update(from_at=old, to_at=taken_at)
    Custody.objects.create(
        case=case, line_seq=first.line_seq + 1, agency=office.snv, official_id=pk_of(office.an), station="carry_out",
        state="holding", whose_clock="agency", from_at=taken_at,
    )  # fmt: skip
    month = taken_at.date().replace(day=1)
    (taken,) = queries.taken_over(month, queries.end_of_month(month), office.now)[pk_of(office.an)]
    assert (taken.code, taken.days, taken.is_done) == (case.code, 65, False)
    assert queries.candidates(head, month, office.now) == []
