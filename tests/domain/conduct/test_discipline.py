"""The disciplinary file: clock from the discovery, steps, council, decision, and everything the law refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.conduct.actions import deciding, meeting, opening, timing
from congvu.domain.conduct.models import Breach, Circumstance, Invitation, Sanction, TimeWarning, Vote
from congvu.domain.conduct.queries import files
from congvu.kernel.casework.models import Case, CaseAccess, Link
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.models import Appointment
from tests.domain.conduct.conftest import Room, file_of, fresh, may
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import pk_of


def due_on(case: Case) -> date:
    due = fresh(case).due_at
    assert due is not None
    return people.local_date(due)


# --- opening: discovery, clock, who sees -----------------------------------------------------------------------------


def test_the_ninety_days_run_from_the_discovery_not_from_the_opening(room: Room) -> None:
    case = room.open(discovered=-20)
    assert case.code.startswith("KL-")
    wanted = room.day(-20 + 90)
    while wanted.weekday() > 4:
        wanted += timedelta(days=1)
    assert due_on(case) == wanted
    assert clocks.reckoned_due(case, clocks.events_of(case)) == fresh(case).due_at


def test_discovered_on_a_day_off_the_days_are_counted_from_that_very_day(room: Room) -> None:
    """31 August 2026 was given in exchange for another day: ninety days end on Sunday 29 November, so on Monday."""
    case = room.open(discovered=(date(2026, 8, 31) - room.today).days)
    assert due_on(case) == date(2026, 11, 30)
    assert clocks.reckoned_due(case, clocks.events_of(case)) == fresh(case).due_at


def test_only_few_see_it_and_the_person_himself(room: Room) -> None:
    case = room.open()
    assert may_see(room.an, case)
    assert may_see(room.clerk, case)
    assert may_see(room.chief, case)
    for other in (room.office.binh, room.office.rival, room.office.stranger):
        assert not may_see(other, case)
    assert room.office.an.name not in case.title
    assert "Chuyên viên An" not in case.title + case.skey
    assert CaseAccess.objects.filter(case=case).count() == 3


def test_it_is_linked_to_the_case_it_comes_from(room: Room) -> None:
    cause = room.office.case(holder_agency_id=room.office.snv.pk, transfer_agency_id=None, transfer_at=None,
                             transfer_due_at=None)  # fmt: skip
    case = room.open(cause_code=cause.code.lower(), source="")
    assert file_of(case).cause_id == cause.pk
    assert Link.objects.get(case=case).other_id == cause.pk


def test_a_cause_nobody_may_see_or_none_at_all_is_refused(room: Room) -> None:
    with pytest.raises(Invalid):
        room.open(source=" ")
    with pytest.raises(NotFound):
        room.open(cause_code="NV-2026-999999")


def test_what_was_not_discovered_yet_is_refused(room: Room) -> None:
    with pytest.raises(Invalid):
        room.open(discovered=1)
    with pytest.raises(Invalid):
        room.open(discovered=-40, breaches=[room.found(-30)])


def test_nobody_without_the_permission_and_nobody_about_himself(room: Room) -> None:
    given: dict[str, Any] = {
        "agency_id": room.office.snv.pk, "official_id": pk_of(room.an), "category": "civil_servant",
        "discovered_on": room.today, "discovery": "minutes", "source": "x", "breaches": [room.found()],
        "now": room.now,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        opening.open_discipline(actor=room.office.rival, **given)
    with pytest.raises(Invalid):
        opening.open_discipline(actor=room.clerk, **given | {"official_id": pk_of(room.clerk)})


def test_a_person_who_moved_is_handled_by_the_new_agency(room: Room) -> None:
    with pytest.raises(Invalid, match="Điều 2 khoản 10"):
        room.open(official_id=pk_of(room.office.rival))
    moved = make_official("moved", "Chuyên viên mới chuyển đến", room.office.snv)
    case = room.open(official_id=moved.pk, former_agency_id=room.office.stc.pk)
    meeting.skip_step(actor=room.clerk, case_id=case.pk, step="review", ground="discipline_skip_review.moved",
                      now=room.now)  # fmt: skip
    assert "hồ sơ do cơ quan cũ bàn giao" in files.missing_papers(file_of(case), room.today)
    opening.receive_papers(actor=room.clerk, case_id=case.pk, on=room.today, now=room.now)
    assert "hồ sơ do cơ quan cũ bàn giao" not in files.missing_papers(file_of(case), room.today)


def test_no_step_is_left_out_on_a_ground_that_does_not_hold(room: Room) -> None:
    case = room.open()
    for step, ground in (("review", "discipline_skip_review.moved"), ("council", "discipline_skip_council.cadre"),
                         ("council", "discipline_skip_council.party_sanction"), ("review", "no.such")):  # fmt: skip
        with pytest.raises(Invalid):
            meeting.skip_step(actor=room.clerk, case_id=case.pk, step=step, ground=ground, now=room.now)


def test_the_retired_are_covered_and_the_head_goes_to_the_level_above(room: Room) -> None:
    gone = make_official("gone", "Nguyên chuyên viên", room.office.snv)
    Appointment.objects.filter(official=gone).update(to_on=room.day(-5))
    with pytest.raises(Invalid):
        room.open(official_id=gone.pk)
    case = room.open(official_id=gone.pk, standing="retired", post="Nguyên chuyên viên")
    assert file_of(case).standing == "retired"
    with pytest.raises(Invalid):
        room.open(official_id=pk_of(room.chief))


# --- limitation ------------------------------------------------------------------------------------------------------


def test_a_breach_after_its_limitation_is_refused_with_the_rule(room: Room) -> None:
    old = -5 * 366
    with pytest.raises(MoveRefused, match="Luật Cán bộ, công chức"):
        room.open(breaches=[room.found(old)])
    assert room.open(breaches=[room.found(old, "heavier")]).pk
    exempt = room.found(-11 * 366, "heavier", "Dùng bằng giả", exempt="discipline_exempt.fake_papers")
    assert room.open(breaches=[exempt]).pk
    with pytest.raises(Invalid):
        room.open(breaches=[room.found(old, exempt="no.such")])


def test_a_decision_after_the_limitation_is_refused(room: Room) -> None:
    committed = date(room.today.year - 5, room.today.month, room.today.day)
    case = room.open(breaches=[room.found((committed - room.today).days)])
    room.sent(case)
    with pytest.raises(MoveRefused, match=r"thời hiệu|limitation"):
        room.decide(case, at=room.at(1))
    assert not Sanction.objects.exists()
    assert room.decide(case).phase == "in_effect"


def test_the_limitation_is_that_of_the_form_that_was_concluded(room: Room) -> None:
    """Opened as heavier, concluded at reprimand level: five years count, not ten."""
    case = room.open(breaches=[room.found(-6 * 366, "heavier")])
    room.sent(case, "reprimand")
    with pytest.raises(MoveRefused):
        room.decide(case)


def test_that_the_limitation_is_over_is_concluded_only_when_it_is(room: Room) -> None:
    case = room.open(breaches=[room.found(-6 * 366, "heavier"), room.found(-20)])
    old, new = Breach.objects.filter(discipline_id=case.pk)
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk, "now": room.now}
    with pytest.raises(Invalid):
        meeting.conclude_breach(**given, breach_id=new.pk, finding="time_barred")
    with pytest.raises(MoveRefused):
        meeting.conclude_breach(**given, breach_id=new.pk, finding="established", form="reprimand")
    meeting.conclude_breach(**given, breach_id=old.pk, finding="time_barred")
    assert Breach.objects.get(pk=old.pk).finding == "time_barred"


# --- steps -----------------------------------------------------------------------------------------------------------


def test_the_meeting_waits_for_the_review_or_for_two_invitations(room: Room) -> None:
    case = room.open(discovered=-30)
    held = meeting.Held(room.today, "Chủ trì", "Thư ký", 5, 0, "Nội dung")
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk, "now": room.now}
    with pytest.raises(MoveRefused):
        meeting.hold_review(**given, held=held)
    absent = meeting.Held(room.today, "Chủ trì", "Thư ký", 5, 0, "Nội dung", in_absence=True)
    for n in (1, 2):
        with pytest.raises(MoveRefused, match="112/2020"):
            meeting.hold_review(**given, held=absent)
        meeting.invite(**given, meeting="review", sent_on=room.day(-12 + n), meets_on=room.day(-5 + n))
        with pytest.raises(MoveRefused):
            meeting.invite(**given, meeting="review", sent_on=room.today, meets_on=room.today)
        row = Invitation.objects.get(discipline_id=case.pk, number=n)
        meeting.note_answer(**given, invitation_id=row.pk, answer="absent")
    meeting.hold_review(**given, held=absent)
    with pytest.raises(MoveRefused):
        meeting.hold_review(**given, held=absent)


def test_only_the_person_writes_his_review_and_he_handles_nothing_of_it(room: Room) -> None:
    case = room.open()
    with pytest.raises(NotAllowed):
        meeting.write_self_review(actor=room.clerk, case_id=case.pk, words="…", now=room.now)
    himself = may(room.an, "conduct.discipline.handle", "conduct.discipline.decide")
    with pytest.raises(NotAllowed):
        deciding.add_paper(actor=himself, case_id=case.pk, code="evidence", words="x", now=room.now)
    with pytest.raises(NotFound):
        meeting.write_self_review(actor=room.office.binh, case_id=case.pk, words="…", now=room.now)


def test_the_council_has_its_seats_and_never_the_person(room: Room) -> None:
    case = room.open()
    given: dict[str, Any] = {"actor": room.chief, "case_id": case.pk, "decision": "30/QĐ", "set_up_on": room.today,
                             "now": room.now}  # fmt: skip
    seats = room.seats()
    own = [*seats[:1], meeting.Seat("An", "member", pk_of(room.an)), *seats[2:]]
    for wrong in (seats[:4], [*seats[:4], meeting.Seat("Hai", "chair")], own):
        with pytest.raises(Invalid):
            meeting.form_council(**given, seats=wrong)
    with pytest.raises(NotAllowed):
        meeting.form_council(**given | {"actor": room.clerk}, seats=seats)
    meeting.form_council(**given, seats=seats)
    with pytest.raises(Invalid, match="112/2020"):
        meeting.invite(actor=room.clerk, case_id=case.pk, meeting="council", sent_on=room.today,
                       meets_on=room.day(3), now=room.now)  # fmt: skip


def test_the_secret_vote_counts_every_ballot_and_needs_more_than_half(room: Room) -> None:
    case = room.open(breaches=[room.found(-30), room.found(-29)])
    room.reviewed(case)
    first, second = Breach.objects.filter(discipline_id=case.pk)
    meeting.form_council(actor=room.chief, case_id=case.pk, decision="30/QĐ", set_up_on=room.day(-14),
                         seats=room.seats(), now=room.now)  # fmt: skip
    vote: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk, "met_on": room.today, "present": 5, "minutes": "…",
            "now": room.now}  # fmt: skip
    with pytest.raises(MoveRefused):
        meeting.hold_council(**vote, ballots={})
    meeting.invite(actor=room.clerk, case_id=case.pk, meeting="council", sent_on=room.day(-12), meets_on=room.today,
                   now=room.now)  # fmt: skip
    for ballots in (
        {first.pk: {"reprimand": 5}}, {first.pk: {"reprimand": 6}, second.pk: {"reprimand": 5}},
        {first.pk: {"reprimand": 2, "warning": 2, "": 1}, second.pk: {"": 5}},
        {first.pk: {"removal": 5}, second.pk: {"": 5}}, {first.pk: {"demotion": 5}, second.pk: {"": 5}},
    ):
        with pytest.raises(Invalid):
            meeting.hold_council(**vote, ballots=ballots)
    with pytest.raises(Invalid):
        meeting.hold_council(**vote | {"present": 2}, ballots={})
    meeting.hold_council(**vote, ballots={first.pk: {"warning": 4, "reprimand": 1}, second.pk: {"": 5}})
    assert [(row.finding, row.form) for row in Breach.objects.filter(discipline_id=case.pk)] == [
        ("established", "warning"), ("not_established", ""),
    ]  # fmt: skip
    assert sum(Vote.objects.values_list("ballots", flat=True)) == 10


def test_an_incomplete_file_is_not_sent_and_says_what_is_missing(room: Room) -> None:
    case = room.open()
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk, "now": room.now}
    with pytest.raises(MoveRefused):
        deciding.send_file(**given)
    room.reviewed(case)
    with pytest.raises(MoveRefused):
        deciding.send_file(**given)
    room.council(case)
    with pytest.raises(Invalid, match="sơ yếu lý lịch, tài liệu chứng minh, báo cáo đề xuất"):
        deciding.send_file(**given)
    room.papers(case)
    assert deciding.send_file(**given).phase == "proposed"
    deciding.return_file(actor=room.chief, case_id=case.pk, ground=_a_return(room), words="Bổ sung chứng cứ",
                         now=room.now)  # fmt: skip
    back = fresh(case)
    assert (back.phase, back.times_returned, file_of(case).sent_at) == ("opened", 1, None)


def _a_return(room: Room) -> str:
    from congvu.kernel.rules.queries import grounds

    return grounds("return", room.today)[0].code


# --- decision --------------------------------------------------------------------------------------------------------


def test_a_whole_file_ends_in_a_decision_with_its_effect(room: Room) -> None:
    case = room.decided()
    sanction = Sanction.objects.get(discipline_id=case.pk)
    assert (sanction.form, sanction.decided_on, sanction.effective_on) == ("reprimand", room.today, room.today)
    assert sanction.effect_until == date(room.today.year + 1, room.today.month, room.today.day)
    done = fresh(case)
    assert (done.phase, done.stopped_at, done.closed_at) == ("in_effect", room.now, None)
    verbs = list(of_stream(case.stream).order_by("seq").values_list("verb", flat=True))
    assert verbs[0] == "discipline.opened"
    assert verbs[-1] == "discipline.decided"
    lines = of_stream(case.stream).order_by("seq")
    assert not [line for line in lines if "Chuyên viên An" in (line.text or "")]


@pytest.mark.parametrize("form", ["removal", "demotion", "salary_lowering", "dismissal"])
def test_forms_that_are_not_for_this_person_are_refused(room: Room, form: str) -> None:
    case = room.open()
    room.sent(case)
    with pytest.raises(Invalid, match="172/2025"):
        room.decide(case, form, reasons="Lý do")


def test_a_leader_may_be_removed(room: Room) -> None:
    case = room.open(is_leader=True)
    room.sent(case, "removal")
    assert room.decide(case, "removal").phase == "in_effect"


def test_several_breaches_lead_to_one_decision_with_the_gravest_form(room: Room) -> None:
    case = room.open(breaches=[room.found(-30), room.found(-29)])
    room.reviewed(case)
    first, second = Breach.objects.filter(discipline_id=case.pk)
    meeting.form_council(actor=room.chief, case_id=case.pk, decision="30/QĐ", set_up_on=room.day(-14),
                         seats=room.seats(), now=room.now)  # fmt: skip
    meeting.invite(actor=room.clerk, case_id=case.pk, meeting="council", sent_on=room.day(-12), meets_on=room.today,
                   now=room.now)  # fmt: skip
    meeting.hold_council(
        actor=room.clerk, case_id=case.pk, met_on=room.today, present=5, minutes="…", now=room.now,
        ballots={first.pk: {"reprimand": 5}, second.pk: {"warning": 5}},
    )  # fmt: skip
    room.papers(case)
    deciding.send_file(actor=room.clerk, case_id=case.pk, now=room.now)
    with pytest.raises(Invalid, match="Điều 2"):
        room.decide(case, "reprimand", reasons="Nhẹ hơn")
    room.decide(case, "warning")
    assert Sanction.objects.get().form == "warning"


def test_another_form_than_concluded_needs_its_reasons(room: Room) -> None:
    case = room.open()
    room.sent(case)
    with pytest.raises(Invalid):
        room.decide(case, "warning")
    room.decide(case, "warning", reasons="Tình tiết tăng nặng")
    assert Sanction.objects.get().reasons == "Tình tiết tăng nặng"


@pytest.mark.parametrize(
    ("running", "new", "wanted"),
    [("reprimand", "reprimand", "warning"), ("warning", "reprimand", "forced_resignation"),
     ("reprimand", "warning", "forced_resignation")],
)  # fmt: skip
def test_a_new_breach_during_a_sanction_leads_one_step_above(
    room: Room, running: str, new: str, wanted: str
) -> None:
    room.decided(running)
    case = room.open(breaches=[room.found(-15)])
    room.sent(case, new)
    with pytest.raises(Invalid, match="41/QĐ-SNV"):
        room.decide(case, new, number="42/QĐ-SNV", reasons="Cùng mức")
    room.decide(case, wanted, number="42/QĐ-SNV")
    last = Sanction.objects.get(discipline_id=case.pk)
    assert (last.form, last.aggravated_from) == (wanted, new)


def test_one_breach_is_sanctioned_once(room: Room) -> None:
    room.decided()
    with pytest.raises(MoveRefused, match="Điều 2"):
        room.open(breaches=[room.found(rule="điều 8  QUY CHẾ làm việc của Sở")])
    assert Case.objects.filter(code__startswith="KL").count() == 1


def test_a_decision_before_the_file_was_sent_or_in_the_future_is_refused(room: Room) -> None:
    case = room.open()
    room.sent(case)
    for on in (room.day(-1), room.day(1)):
        with pytest.raises(Invalid):
            deciding.decide(actor=room.chief, case_id=case.pk, decision=room.decision(on=on), now=room.now)
    with pytest.raises(NotAllowed):
        deciding.decide(actor=room.clerk, case_id=case.pk, decision=room.decision(), now=room.now)


def test_after_the_handling_period_nothing_is_decided_unless_it_was_prolonged_before(room: Room) -> None:
    late, complex_one = room.open(discovered=-85), room.open(discovered=-85, breaches=[room.found(-87)])
    for case in (late, complex_one):
        room.sent(case)
    given: dict[str, Any] = {"actor": room.chief, "ground": "discipline_complex.complex",
                             "words": "Nhiều người liên quan"}  # fmt: skip
    with pytest.raises(Invalid):
        timing.prolong(**given | {"ground": "no.such"}, case_id=complex_one.pk, now=room.now)
    timing.prolong(**given, case_id=complex_one.pk, now=room.now)
    wanted = room.day(-85 + 150)
    while wanted.weekday() > 4:
        wanted += timedelta(days=1)
    assert due_on(complex_one) == wanted
    with pytest.raises(MoveRefused):
        timing.prolong(**given, case_id=complex_one.pk, now=room.now)
    with pytest.raises(MoveRefused):
        timing.prolong(**given, case_id=late.pk, now=room.at(10))
    with pytest.raises(MoveRefused, match="172/2025"):
        room.decide(late, at=room.at(10))
    assert room.decide(complex_one, at=room.at(10)).phase == "in_effect"
    deciding.drop(actor=room.chief, case_id=late.pk, ground="discipline_drop.out_of_time", words="Quá thời hạn",
                  now=room.at(11))  # fmt: skip
    assert fresh(late).outcome == "dropped"


# --- what puts it off ------------------------------------------------------------------------------------------------


def on_leave(room: Room, case: Case, born: date | None = None) -> None:
    timing.note_circumstance(
        actor=room.an, case_id=case.pk, ground="discipline_pause.maternity", from_on=room.day(-1),
        child_born_on=born or room.day(-1), evidence="Giấy chứng sinh", now=room.now,
    )


def test_nobody_is_sanctioned_on_maternity_leave(room: Room) -> None:
    case = room.open()
    room.sent(case)
    on_leave(room, case)
    with pytest.raises(MoveRefused, match=r"thai sản|maternity|Pregnancy"):
        room.decide(case)
    assert not Sanction.objects.exists()


def test_put_off_the_clock_stands_and_goes_on_afterwards(room: Room) -> None:
    case = room.open(discovered=-10)
    before = due_on(case)
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk}
    with pytest.raises(MoveRefused):
        timing.postpone(**given, ground="discipline_pause.illness", now=room.now)
    timing.note_circumstance(**given, ground="discipline_pause.illness", from_on=room.today,
                             evidence="Bệnh án số 5", now=room.now)  # fmt: skip
    timing.postpone(**given, ground="discipline_pause.illness", now=room.now)
    assert fresh(case).phase == "postponed"
    timing.resume(**given, now=room.at(30))
    assert fresh(case).phase == "opened"
    assert room.day(-10 + 90 + 30) <= due_on(case) <= room.day(-10 + 90 + 30 + 4)
    assert due_on(case) > before
    row = Circumstance.objects.get()
    assert (row.resumed_at, row.until_on) == (room.at(30), room.day(29))


def test_with_the_childs_birth_it_lasts_twelve_months_unless_she_asks(room: Room) -> None:
    case = room.open()
    on_leave(room, case, born=room.day(-10))
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk}
    timing.postpone(**given, ground="discipline_pause.maternity", now=room.now)
    with pytest.raises(MoveRefused):
        timing.resume(**given, now=room.at(100))
    with pytest.raises(NotAllowed):
        timing.waive(actor=room.chief, case_id=case.pk, words="Vẫn xem xét", now=room.at(101))
    timing.waive(actor=room.an, case_id=case.pk, words="Tôi đề nghị được xem xét", now=room.at(101))
    timing.resume(**given, now=room.at(101))
    assert fresh(case).phase == "opened"
    assert Circumstance.objects.get().until_on == room.day(-10).replace(year=room.day(-10).year + 1)


def test_illness_cannot_be_waived_and_a_prosecution_only_by_the_authority(room: Room) -> None:
    case = room.open()
    given: dict[str, Any] = {"case_id": case.pk, "now": room.now}
    timing.note_circumstance(actor=room.clerk, ground="discipline_pause.illness", from_on=room.today,
                             until_on=room.day(5), evidence="Bệnh án", **given)  # fmt: skip
    for who in (room.an, room.chief):
        with pytest.raises(MoveRefused):
            timing.waive(actor=who, words="Vẫn xem xét", **given)
    other = room.open(breaches=[room.found(-12)])
    given["case_id"] = other.pk
    timing.note_circumstance(actor=room.clerk, ground="discipline_pause.prosecution", from_on=room.today,
                             evidence="Quyết định khởi tố", **given)  # fmt: skip
    with pytest.raises(NotAllowed):
        timing.waive(actor=room.an, words="Vẫn xem xét", **given)
    timing.waive(actor=room.chief, words="Quyết định tiếp tục", **given)


# --- warnings --------------------------------------------------------------------------------------------------------


def test_warnings_come_at_their_days_and_once(room: Room) -> None:
    case = room.open(discovered=-58)
    assert timing.warn_of_time(now=room.at(1)) == 0
    assert timing.warn_of_time(now=room.at(2)) == 1
    assert timing.warn_of_time(now=room.at(2)) == 0
    assert timing.warn_of_time(now=room.at(28)) == 2
    assert list(TimeWarning.objects.order_by("day").values_list("day", flat=True)) == [60, 75, 85]
    timing.prolong(actor=room.chief, case_id=case.pk, ground="discipline_complex.complex", words="Phức tạp",
                   now=room.at(29))  # fmt: skip
    assert timing.warn_of_time(now=room.at(90)) == 2


# --- the database ----------------------------------------------------------------------------------------------------


def copy_of(sanction: Sanction, **given: Any) -> None:
    sanction.pk = None
    for name, value in {"number": "99/QĐ", **given}.items():
        setattr(sanction, name, value)
    with transaction.atomic():
        sanction.save(force_insert=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {}, {"annulled": True, "decided_on": "late"}, {"annulled": True, "barred_after": "before"},
        {"annulled": True, "barred_after": None}, {"annulled": True, "form": "removal"},
        {"annulled": True, "form": "dismissal"}, {"annulled": True, "sent_on": "after"},
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_not_be(room: Room, wrong: dict[str, Any]) -> None:
    case = room.decided()
    sanction = Sanction.objects.get(discipline_id=case.pk)
    given: dict[str, Any] = dict(wrong)
    if given.pop("annulled", False):
        given |= {"annulled_at": room.now, "annulled_why": "thử"}
    days = {"late": sanction.handle_by + timedelta(days=1), "before": room.day(-1), "after": room.day(1)}
    given = {name: days.get(str(value), value) for name, value in given.items()}
    if given.get("decided_on"):
        given["effective_on"] = given["decided_on"]
    with pytest.raises(IntegrityError):
        copy_of(sanction, **given)


def test_the_database_takes_the_same_rows_where_they_are_right(room: Room) -> None:
    case = room.decided()
    sanction = Sanction.objects.get(discipline_id=case.pk)
    copy_of(sanction, annulled_at=room.now, annulled_why="đã thay")
    assert Sanction.objects.count() == 2


def test_the_database_keeps_a_breach_of_a_person_once(room: Room) -> None:
    row = Breach.objects.get(discipline_id=room.open().pk)
    row.pk, row.position = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.is_void = True
    row.save(force_insert=True)
