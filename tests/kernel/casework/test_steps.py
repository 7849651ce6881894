"""What every act begins with: the kind, the move, the holder; and what a secretary may do in a leader's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from congvu.core.refusals import MoveRefused, NotAllowed, StaleCase
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions, kinds
from congvu.kernel.casework.actions import consulting, notes
from congvu.kernel.casework.actions.steps import (
    begin,
    doer_still_there,
    require_holder,
    require_move,
    require_no_request,
    require_office,
    require_other_hands,
)
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.powers import OF_ACT
from congvu.kernel.casework.queries.acts import KERNEL, acts_open_to
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.actions import delegate
from congvu.kernel.org.models import Delegation, Official
from congvu.kernel.org.policy import SECRETARY_POWERS, secretary_powers_in
from tests.kernel.casework.office import Office, pk_of


def held(office: Office) -> Case:
    """A task that Sở Nội vụ has accepted: its head holds it."""
    return actions.accept(actor=office.chief, case_id=office.case().pk, now=office.now)


def secretary(office: Office, scope: str, to: Actor | None = None, until: date | None = None) -> Delegation:
    """`an` (or another) writes for the head of Sở Nội vụ."""
    return delegate(
        actor=Actor.system(), from_official=Official.objects.get(pk=pk_of(office.chief)),
        to_official=Official.objects.get(pk=pk_of(to or office.an)), scope=scope, basis="Quyết định số 12",
        from_on=office.now.date() - timedelta(days=2), to_on=until, now=office.now, as_secretary=True,
    )  # fmt: skip


def test_an_act_of_another_kind_is_refused(office: Office) -> None:
    with pytest.raises(MoveRefused, match=r"loại công việc|kind of work"):
        begin(office.chief, held(office).pk, office.now, kind="consultation")


def test_who_looked_at_an_older_line_is_told_who_was_faster(office: Office) -> None:
    case = held(office)
    with pytest.raises(StaleCase):
        begin(office.chief, case.pk, office.now, case.seq - 1)


@pytest.mark.parametrize("move", ["verify", "no_such_move"])
def test_a_move_the_table_does_not_allow_now_is_refused_in_the_language_of_the_screen(
    office: Office, move: str
) -> None:
    case = held(office)
    require_move(case, "report_done")
    phase = kinds.get(case.kind).lifecycle.phase(case.phase)
    for language, words in (("vi", phase.label_vi), ("en", phase.label_en)):
        with translation.override(language), pytest.raises(MoveRefused) as refused:
            require_move(case, move)
        assert words in refused.value.message


def test_only_the_holder_acts_and_not_while_the_work_is_on_its_way(office: Office) -> None:
    case = held(office)
    require_holder(office.chief, case)
    with pytest.raises(NotAllowed):
        require_holder(office.rival, case)
    offered = actions.offer(actor=office.chief, case_id=case.pk, to_agency_id=office.stc.pk, now=office.now)
    with pytest.raises(MoveRefused):
        require_holder(office.chief, offered)


def test_the_right_is_asked_for_the_office_that_ordered_it(office: Office) -> None:
    case = held(office)
    require_office(office.desk, case, "directives.task.verify", "nein")
    with pytest.raises(NotAllowed, match="nein"):
        require_office(office.chief, case, "directives.task.verify", "nein")


def test_nobody_verifies_his_own_work_not_even_in_another_name(office: Office) -> None:
    case = held(office)
    require_other_hands(office.desk, office.desk, case)
    case.doer_official_id = office.an.official_id
    with pytest.raises(NotAllowed):
        require_other_hands(office.an, office.an, case)
    with pytest.raises(NotAllowed):
        require_other_hands(replace(office.an, official_id=office.chief.official_id), office.an, case)


def test_a_waiting_request_is_decided_first(office: Office) -> None:
    case = held(office)
    require_no_request(case)
    case.asking = "extension"
    with pytest.raises(MoveRefused):
        require_no_request(case)


def test_what_is_returned_goes_back_to_who_did_it_while_he_is_there(office: Office) -> None:
    case = held(office)
    assert doer_still_there(case, office.now) is None
    case.doer_official_id = office.an.official_id
    assert doer_still_there(case, office.now) == office.an.official_id
    case.doer_official_id = office.rival.official_id
    assert doer_still_there(case, office.now) is None


def test_each_kind_of_act_on_the_paper_is_read_as_itself() -> None:
    for code, (words, _en, _phrases) in SECRETARY_POWERS.items():
        assert secretary_powers_in(words) == {code}
        assert secretary_powers_in(words.upper()) == {code}
    assert secretary_powers_in("Ghi bút phê, nhập ý kiến vào phiếu trình") == {"comment", "opinion"}
    assert secretary_powers_in("Pha trà") == frozenset()


def test_every_act_that_may_be_done_for_another_says_which_kind_of_act_it_is() -> None:
    assert {code for code, row in KERNEL.items() if row.behalf} <= OF_ACT.keys()
    known = SECRETARY_POWERS.keys()
    for kind in kinds.all_kinds():
        for code, act in kind.acts.items():
            assert not act.power or act.power in known, (kind.code, code)


def test_a_secretary_does_in_the_leaders_name_what_he_was_given_and_both_names_stand_on_the_line(
    office: Office,
) -> None:
    case = held(office)
    secretary(office, "Nhập ý kiến, giải trình")
    notes.explain(
        actor=office.an, case_id=case.pk, words="Đang chờ số liệu", behalf=pk_of(office.chief), now=office.now
    )
    line = of_stream(case.stream).order_by("-seq").first()
    assert line is not None
    assert (line.actor, line.behalf) == ("an", "Giám đốc Sở Nội vụ")


def test_what_a_secretary_was_not_given_is_refused_and_its_button_is_not_there(office: Office) -> None:
    case = held(office)
    secretary(office, "Nhập ý kiến, giải trình")
    chief = pk_of(office.chief)
    with pytest.raises(NotAllowed, match="Giám đốc Sở Nội vụ") as refused:
        actions.offer(
            actor=office.an, case_id=case.pk, to_agency_id=office.stc.pk, behalf=chief, now=office.now
        )
    assert "giải trình" in refused.value.hint
    with pytest.raises(NotAllowed):
        urge(actor=office.an, case_ids=[case.pk], ground="urging.due", behalf=chief, now=office.now)
    open_now = {act.code: act.names for act in acts_open_to(office.an, case, office.now)}
    assert chief in open_now["explain"]
    assert chief not in open_now.get("offer", ())
    assert Case.objects.get(pk=case.pk).seq == case.seq


def test_a_secretary_of_one_leader_does_nothing_for_another_nor_after_his_last_day(office: Office) -> None:
    case = held(office)
    secretary(office, "Nhập ý kiến, giải trình", until=office.now.date())
    for leader in (office.chief, office.rival):
        with pytest.raises(NotAllowed):
            notes.explain(
                actor=office.an, case_id=case.pk, words="Đang làm", behalf=pk_of(leader), now=office.now
            )


def test_two_assignments_of_one_secretary_add_up(office: Office) -> None:
    case = held(office)
    secretary(office, "Nhập ý kiến, giải trình")
    secretary(office, "Giao, chuyển, tiếp nhận công việc")
    offered = actions.offer(
        actor=office.an, case_id=case.pk, to_agency_id=office.stc.pk, behalf=pk_of(office.chief), now=office.now
    )
    assert offered.transfer_agency_id == office.stc.pk


def test_authority_that_was_delegated_is_not_cut_to_the_acts_of_a_secretary(office: Office) -> None:
    case = held(office)
    delegate(
        actor=Actor.system(), from_official=Official.objects.get(pk=pk_of(office.chief)),
        to_official=Official.objects.get(pk=pk_of(office.an)), scope="Điều hành công việc của Sở",
        basis="Giấy ủy quyền số 3", from_on=office.now.date(), now=office.now,
    )  # fmt: skip
    offered = actions.offer(
        actor=office.an, case_id=case.pk, to_agency_id=office.stc.pk, behalf=pk_of(office.chief), now=office.now
    )
    assert offered.transfer_agency_id == office.stc.pk


def test_an_answer_given_in_a_leaders_name_carries_both_names(office: Office) -> None:
    case = held(office)
    (question,) = consulting.consult(
        actor=office.chief, case_id=case.pk, agency_ids=[office.stc.pk], question="Có đủ nguồn không?",
        now=office.now,
    )  # fmt: skip
    delegate(
        actor=Actor.system(), from_official=Official.objects.get(pk=pk_of(office.rival)),
        to_official=Official.objects.get(pk=pk_of(office.second_desk)), scope="Nhập ý kiến", basis="Quyết định số 12",
        from_on=office.now.date(), now=office.now, as_secretary=True,
    )  # fmt: skip
    consulting.answer(
        actor=office.second_desk, case_id=question.pk, words="Đủ", behalf=pk_of(office.rival), now=office.now
    )
    line = of_stream(question.stream).order_by("-seq").first()
    assert line is not None
    assert (line.actor, line.behalf) == ("desk2", "Giám đốc Sở Tài chính")
