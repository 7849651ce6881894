"""Urging: all or nothing, with a ground, never one's own work, and not twice in a day without a word why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.domain.directives.actions import following
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.notices import announce
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Notice, Urging
from congvu.kernel.casework.policy.urging import MOST
from congvu.kernel.casework.queries import urging, visible_to
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries.verification import Findings
from congvu.kernel.org.actions import delegate
from congvu.kernel.org.models import Official
from tests.kernel.casework.office import Office, pk_of

HOUR = timedelta(hours=1)
GROUND = "urging.overdue"


def taken(office: Office, count: int = 1, **given: Any) -> list[Case]:
    """Cases in An's hands."""
    found = []
    for _one in range(count):
        case = office.case(**given)
        actions.accept(actor=office.chief, case_id=case.pk, official_id=pk_of(office.an), now=office.now)
        case.refresh_from_db()
        found.append(case)
    return found


def verified() -> list[str]:
    found = Findings()
    verify_cases(found)
    return [str(one) for one in found.problems]


def test_an_urging_is_a_line_that_counts_and_the_holder_hears_of_it(office: Office) -> None:
    (case,) = taken(office)
    urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, words="Báo cáo trước 10 giờ.", now=office.now + HOUR)
    case.refresh_from_db()
    line = journal.of_stream(case.stream).get(verb="case.urged")
    assert line.seq == case.seq
    assert "Báo cáo trước 10 giờ." in (line.text or "")
    assert urging.tally([case.pk])[case.pk] == urging.Tally(1, office.now + HOUR)
    announce(lines=[(case.pk, case.seq)], now=office.now + HOUR)
    assert Notice.objects.filter(official_id=pk_of(office.an), case=case, verb="case.urged").exists()
    assert verified() == []


def test_hundreds_are_urged_with_as_many_statements_as_three(office: Office) -> None:
    def cost(count: int) -> int:
        cases = taken(office, count)
        with CaptureQueriesContext(connection) as seen:
            urge(actor=office.desk, case_ids=[one.pk for one in cases], ground=GROUND, now=office.now + HOUR)
        # Once a second a process reads the stamps of what it remembers anew, in whichever act.
        return len([one for one in seen if 'stamp" WHERE' not in one["sql"] and 'FROM "org_stamp"' not in one["sql"]])

    cost(2)
    assert cost(3) == cost(40)
    assert Urging.objects.count() == 45


def test_what_cannot_be_urged_refuses_the_whole_selection(office: Office) -> None:
    good, closed = taken(office, 2)
    following.withdraw(
        actor=office.desk, case_id=closed.pk, ground="withdrawal.no_longer_needed", words="", now=office.now
    )
    with pytest.raises(MoveRefused) as refused:
        urge(actor=office.desk, case_ids=[good.pk, closed.pk], ground=GROUND, now=office.now + HOUR)
    assert closed.code in refused.value.message
    assert good.code not in refused.value.message
    assert not Urging.objects.exists()
    assert not journal.of_stream(good.stream).filter(verb="case.urged").exists()


def test_nobody_urges_his_own_work(office: Office) -> None:
    case = office.case(holder_agency_id=office.snv.pk, holder_official_id=pk_of(office.chief), phase="in_progress",
                       transfer_agency_id=None, transfer_at=None, transfer_due_at=None)  # fmt: skip
    with pytest.raises(MoveRefused):
        urge(actor=office.chief, case_ids=[case.pk], ground=GROUND, now=office.now + HOUR)
    nobodys = office.case(holder_agency_id=office.snv.pk, holder_official_id=None, phase="in_progress",
                          transfer_agency_id=None, transfer_at=None, transfer_due_at=None)  # fmt: skip
    with pytest.raises(MoveRefused):
        urge(actor=office.chief, case_ids=[nobodys.pk], ground=GROUND, now=office.now + HOUR)
    urge(actor=office.desk, case_ids=[case.pk, nobodys.pk], ground=GROUND, now=office.now + HOUR)


def test_a_head_urges_his_own_people_and_nobody_without_the_permission_urges(office: Office) -> None:
    (case,) = taken(office)
    urge(actor=office.chief, case_ids=[case.pk], ground=GROUND, now=office.now + HOUR)
    with pytest.raises(NotAllowed):
        urge(actor=office.an, case_ids=[case.pk], ground=GROUND, now=office.now + HOUR)


def test_cases_of_other_agencies_do_not_exist(office: Office) -> None:
    mine, other = taken(office, 2)
    foreign = office.case(
        accountable_agency_id=office.stc.pk, transfer_agency_id=office.stc.pk, issuing_agency_id=office.stc.pk,
        holder_agency_id=office.stc.pk, holder_official_id=office.rival.official_id,
    )  # fmt: skip
    with pytest.raises(NotFound):
        urge(actor=office.chief, case_ids=[mine.pk, foreign.pk], ground=GROUND, now=office.now + HOUR)
    assert not Urging.objects.exists()
    assert other.code


def test_a_second_urging_within_the_day_needs_a_word_why(office: Office) -> None:
    (case,) = taken(office)
    urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, now=office.now)
    with pytest.raises(Invalid) as refused:
        urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, now=office.now + HOUR)
    assert refused.value.field == "again"
    urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, again="Chủ tịch hỏi.", now=office.now + 2 * HOUR)
    urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, now=office.now + 72 * HOUR)
    assert urging.tally([case.pk])[case.pk].n == 3


@pytest.mark.parametrize("ground", ["", "urging.nonsense", "extension.scope_grew"])
def test_an_urging_cites_a_ground_of_urging(office: Office, ground: str) -> None:
    (case,) = taken(office)
    with pytest.raises(Invalid) as refused:
        urge(actor=office.desk, case_ids=[case.pk], ground=ground, now=office.now)
    assert refused.value.field == "ground"


def test_nothing_and_too_many_are_refused(office: Office) -> None:
    with pytest.raises(Invalid):
        urge(actor=office.desk, case_ids=[], ground=GROUND, now=office.now)
    with pytest.raises(Invalid):
        urge(actor=office.desk, case_ids=range(1, MOST + 2), ground=GROUND, now=office.now)
    with pytest.raises(Invalid):
        urging.chosen(office.desk, [str(one) for one in range(10_000)])
    for forged in (["1; DROP TABLE"], ["-1"], ["9" * 30], ["²"]):
        with pytest.raises(NotFound):
            urging.chosen(office.desk, forged)


def test_whoever_looked_at_an_older_state_is_told_so(office: Office) -> None:
    (case,) = taken(office)
    with pytest.raises(StaleCase):
        urge(actor=office.desk, case_ids=[case.pk], ground=GROUND, now=office.now, expected_seq=case.seq - 1)


def test_the_preview_says_who_will_be_told_and_what_is_left_out(office: Office) -> None:
    one, two, three = taken(office, 3)
    urge(actor=office.desk, case_ids=[two.pk], ground=GROUND, now=office.now)
    actions.offer(actor=office.an, case_id=three.pk, to_agency_id=office.stc.pk, now=office.now)
    three.refresh_from_db()
    closed = office.case(phase="completed", outcome="completed", closed_at=office.now, stopped_at=office.now,
                         transfer_agency_id=None, transfer_at=None, transfer_due_at=None)  # fmt: skip
    two.refresh_from_db()
    found = urging.preview(office.desk, [one, two, three, closed], office.now + HOUR)
    assert [line.case.code for line in found.ready] == [one.code, two.code, three.code]
    assert [line.case.code for line in found.recent] == [two.code]
    assert found.left_out[0].reason == "closed"
    assert dict(found.told) == {"Chuyên viên An": 2, "Giám đốc Sở Tài chính": 1}


def test_of_a_sealed_case_only_people_on_its_list_are_told(office: Office) -> None:
    (case,) = taken(office)
    Case.objects.filter(pk=case.pk)
    case.confidentiality = Confidentiality.SEALED
    assert urging.who_hears([case], office.now) == {case.pk: ()}
    CaseAccess.objects.create(
        case_id=case.pk, official_id=pk_of(office.an), granted_at=office.now, granted_by="desk"
    )
    assert urging.who_hears([case], office.now) == {case.pk: (pk_of(office.an),)}


def test_counts_stand_in_lists_and_statistics(office: Office) -> None:
    one, two = taken(office, 2)
    for hours in (0, 72):
        urge(actor=office.desk, case_ids=[one.pk], ground=GROUND, now=office.now + hours * HOUR)
    rows = {case.pk: case for case in urging.with_urgings(visible_to(office.desk))}
    assert rows[one.pk].times_urged == 2  # type: ignore[attr-defined]  # annotated
    assert rows[two.pk].times_urged == 0  # type: ignore[attr-defined]
    assert list(urging.urged(visible_to(office.desk))) == [one]
    (row,) = urging.by_agency(office.desk, office.now, office.now + 100 * HOUR)
    assert (row.agency_id, row.cases, row.urgings) == (office.snv.pk, 1, 2)
    assert urging.by_agency(office.stranger, office.now, office.now + 100 * HOUR) == []


def test_many_are_urged_in_the_name_of_a_leader_as_one_is(office: Office) -> None:
    cases = taken(office, 3)
    delegated(office, office.desk, office.second_desk, "Điều hành công việc của Văn phòng")
    assert urging.names_for(office.second_desk, cases, office.now) == [None, pk_of(office.desk)]
    urge(
        actor=office.second_desk, case_ids=[case.pk for case in cases], ground=GROUND, behalf=pk_of(office.desk),
        now=office.now + HOUR,
    )  # fmt: skip
    lines = [journal.of_stream(case.stream).get(verb="case.urged") for case in cases]
    assert {(line.actor, line.behalf) for line in lines} == {("desk2", "Chuyên viên 01")}
    assert set(Urging.objects.values_list("behalf", flat=True)) == {"Chuyên viên 01"}


def test_a_secretary_urges_in_the_leaders_name_only_if_that_was_given_to_him(office: Office) -> None:
    cases = taken(office, 2)
    delegated(office, office.desk, office.second_desk, "Ghi bút phê", secretary=True)
    assert urging.names_for(office.second_desk, cases, office.now) == [None]
    with pytest.raises(NotAllowed):
        urge(actor=office.second_desk, case_ids=[case.pk for case in cases], ground=GROUND,
             behalf=pk_of(office.desk), now=office.now + HOUR)  # fmt: skip
    assert not Urging.objects.exists()
    delegated(office, office.desk, office.second_desk, "Đôn đốc", secretary=True)
    assert urging.names_for(office.second_desk, cases, office.now) == [None, pk_of(office.desk)]


def delegated(office: Office, giver: Actor, to: Actor, scope: str, secretary: bool = False) -> None:
    """From today on the second may do in the name of the first what the scope says."""
    delegate(
        actor=Actor.system(), from_official=Official.objects.get(pk=pk_of(giver)),
        to_official=Official.objects.get(pk=pk_of(to)), scope=scope, basis="Quyết định số 12",
        from_on=office.now.date(), now=office.now, as_secretary=secretary,
    )  # fmt: skip
