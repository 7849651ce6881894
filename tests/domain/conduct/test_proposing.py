"""Đề xuất đổi mới, sáng tạo: sealed, appraised, the party asked, approved, reviewed; a defence later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.conduct.actions import proposing
from congvu.domain.conduct.actions.proposing import Dossier
from congvu.domain.conduct.models import Proposal, ProposalVersion
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries import proposals
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.journal import queries as journal
from tests.domain.conduct.conftest import may
from tests.kernel.casework.office import Office, pk_of

ALL_MET = dict.fromkeys(proposals.CONDITIONS, True)


@pytest.fixture
def an(office: Office) -> Actor:
    return may(office.an, praise.SUBMIT)


@pytest.fixture
def head(office: Office) -> Actor:
    return may(office.chief, praise.DECIDE_PROPOSAL, praise.SUBMIT)


def dossier(**given: Any) -> Dossier:
    values: dict[str, Any] = {name: f"Nội dung phần {name}" for name in praise.FIELDS}
    return Dossier(**values | {"from_on": date(2027, 1, 1), "until_on": date(2027, 6, 30)} | given)


def submit(office: Office, an: Actor, **given: Any) -> Case:
    return proposing.submit_proposal(
        actor=an, agency_id=office.snv.pk, title="Trả kết quả tại nhà cho người cao tuổi", dossier=dossier(**given),
        now=office.now,
    )


def asked(office: Office, an: Actor, head: Actor, answer: str = "agreed") -> Case:
    """Appraised, with the opinion of the party committee noted."""
    case, on = submit(office, an), office.now.date()
    proposing.appraise(actor=head, case_id=case.pk, met=ALL_MET, words={}, now=office.now)
    proposing.ask_party(actor=head, case_id=case.pk, body="Đảng ủy Sở Nội vụ", asked_on=on, now=office.now)
    return proposing.note_opinion(
        actor=head, case_id=case.pk, answer=answer, number="12-CV/ĐU", answered_on=on, now=office.now
    )


def approved(office: Office, an: Actor, head: Actor) -> Case:
    case = asked(office, an, head)
    return proposing.approve(
        actor=head, case_id=case.pk, number="70/QĐ-SNV", decided_on=office.now.date(), now=office.now
    )


def test_a_proposal_is_sealed_when_it_is_handed_in(office: Office, an: Actor) -> None:
    case = submit(office, an)
    version = ProposalVersion.objects.get(proposal_id=case.pk)
    assert case.code.startswith("DX-")
    line = journal.of_stream(case.stream).get(verb="proposal.submitted")
    assert version.sha256 in str(line.text)
    assert proposals.broken_seals(Proposal.objects.get(pk=case.pk)) == []


def test_a_sealed_version_can_neither_be_changed_nor_deleted(office: Office, an: Actor) -> None:
    case = submit(office, an)
    rows = ProposalVersion.objects.filter(proposal_id=case.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(need="Khác")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    assert rows.get().need == "Nội dung phần need"


def test_a_change_is_a_new_version_with_a_reason(office: Office, an: Actor) -> None:
    case = submit(office, an)
    with pytest.raises(Invalid):
        proposing.revise(actor=an, case_id=case.pk, dossier=dossier(), why="Sửa", now=office.now)
    with pytest.raises(Invalid) as refused:
        proposing.revise(actor=an, case_id=case.pk, dossier=dossier(cons="Rủi ro"), why=" ", now=office.now)
    assert refused.value.field == "why"
    proposing.revise(actor=an, case_id=case.pk, dossier=dossier(cons="Rủi ro"), why="Bổ sung rủi ro", now=office.now)
    first, second = ProposalVersion.objects.filter(proposal_id=case.pk)
    assert (first.cons, second.cons) == ("Nội dung phần cons", "Rủi ro")
    assert proposals.broken_seals(Proposal.objects.get(pk=case.pk)) == []


@pytest.mark.parametrize("part", ["need", "tasks", "resources", "cons", "effect"])
def test_every_part_of_article_7_is_needed(office: Office, an: Actor, part: str) -> None:
    with pytest.raises(Invalid) as refused:
        submit(office, an, **{part: "  "})
    assert refused.value.field == part
    assert not Proposal.objects.exists()


def test_nothing_goes_to_the_party_while_a_condition_is_not_met(office: Office, an: Actor, head: Actor) -> None:
    case, on = submit(office, an), office.now.date()
    unmet = ALL_MET | {"authority": False}
    with pytest.raises(Invalid) as refused:
        proposing.appraise(actor=head, case_id=case.pk, met=unmet, words={}, now=office.now)
    assert refused.value.field == "words_authority"
    proposing.appraise(actor=head, case_id=case.pk, met=unmet, words={"authority": "Thuộc thẩm quyền bộ"},
                       now=office.now)  # fmt: skip
    with pytest.raises(MoveRefused):
        proposing.ask_party(actor=head, case_id=case.pk, body="Đảng ủy", asked_on=on, now=office.now)
    case = proposing.reject(actor=head, case_id=case.pk, ground="dare_refusal.authority", words="Không đúng thẩm quyền",
                            now=office.now)  # fmt: skip
    assert (case.phase, case.closed_at is not None) == ("rejected", True)


def test_nothing_is_approved_before_or_against_the_party_s_opinion(office: Office, an: Actor, head: Actor) -> None:
    case = asked(office, an, head, answer="against")
    with pytest.raises(MoveRefused):
        proposing.approve(actor=head, case_id=case.pk, number="1", decided_on=office.now.date(), now=office.now)


def test_a_new_version_has_to_be_appraised_anew(office: Office, an: Actor, head: Actor) -> None:
    case = submit(office, an)
    proposing.appraise(actor=head, case_id=case.pk, met=ALL_MET, words={}, now=office.now)
    proposing.revise(actor=an, case_id=case.pk, dossier=dossier(scope="Toàn tỉnh"), why="Mở rộng", now=office.now)
    with pytest.raises(MoveRefused):
        proposing.ask_party(actor=head, case_id=case.pk, body="Đảng ủy", asked_on=office.now.date(), now=office.now)


def test_nobody_decides_on_his_own_proposal_and_the_head_s_goes_to_the_level_above(
    office: Office, an: Actor, head: Actor
) -> None:
    case = submit(office, an)
    both = may(an, praise.DECIDE_PROPOSAL)
    with pytest.raises(NotAllowed):
        proposing.appraise(actor=both, case_id=case.pk, met=ALL_MET, words={}, now=office.now)
    own = proposing.submit_proposal(actor=head, agency_id=office.snv.pk, title="Của Giám đốc", dossier=dossier(),
                                    now=office.now)  # fmt: skip
    assert own.issuing_agency_id == office.snv.parent_id


def test_a_failure_says_whether_its_cause_is_objective_after_the_party_was_asked(
    office: Office, an: Actor, head: Actor
) -> None:
    case, on = approved(office, an, head), office.now.date()
    proposing.start_running(actor=an, case_id=case.pk, now=office.now)
    proposing.stop_running(actor=head, case_id=case.pk, ground="dare_stop.harm", words="Người dân phải chờ",
                           now=office.now)  # fmt: skip
    proposing.ask_party(actor=head, case_id=case.pk, body="Đảng ủy", asked_on=on, now=office.now)
    result: dict[str, Any] = {"result": "not_met", "cause": "", "words": "Bưu điện thay đổi tuyến", "now": office.now}
    with pytest.raises(MoveRefused):
        proposing.review_result(actor=head, case_id=case.pk, **result | {"cause": "objective"})
    proposing.note_opinion(actor=head, case_id=case.pk, answer="agreed", number="15-CV/ĐU", answered_on=on,
                           now=office.now)  # fmt: skip
    with pytest.raises(Invalid) as refused:
        proposing.review_result(actor=head, case_id=case.pk, **result)
    assert refused.value.field == "cause"
    case = proposing.review_result(actor=head, case_id=case.pk, **result | {"cause": "objective"})
    assert (case.phase, case.outcome) == ("closed", "closed")


def test_an_approved_proposal_speaks_for_its_author_from_its_approval_on(
    office: Office, an: Actor, head: Actor
) -> None:
    case, on = approved(office, an, head), office.now.date()
    (found,) = proposals.defences_of(pk_of(an), on + timedelta(days=20))
    assert (found.code, found.number, found.is_intact) == (case.code, "70/QĐ-SNV", True)
    assert proposals.defences_of(pk_of(an), on - timedelta(days=1)) == []
    assert proposals.defences_of(pk_of(head), on) == []


def test_what_was_only_handed_in_protects_nobody(office: Office, an: Actor) -> None:
    submit(office, an)
    assert proposals.defences_of(pk_of(an), office.now.date() + timedelta(days=1)) == []


def test_what_was_stopped_before_the_breach_protects_nobody(office: Office, an: Actor, head: Actor) -> None:
    case = approved(office, an, head)
    proposing.stop_running(actor=head, case_id=case.pk, ground="dare_stop.ruled", words="Đã có quy định",
                           now=office.now)  # fmt: skip
    assert proposals.defences_of(pk_of(an), office.now.date() + timedelta(days=1)) == []


def test_days_the_wrong_way_round_are_refused(office: Office, an: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        submit(office, an, until_on=date(2026, 12, 31))
    assert refused.value.field == "until_on"


def test_somebody_of_another_agency_hands_nothing_in_here(office: Office) -> None:
    rival = may(replace(office.rival, grants=office.chief.grants), praise.SUBMIT)
    with pytest.raises(NotAllowed):
        submit(office, rival)
