"""Announcing tells the unit's head in a case of his own; a visit is put off or cancelled before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.working_time import HANOI
from congvu.domain.inspections.actions import calling_off, on_site, unit_reports, visits
from congvu.domain.inspections.actions.visits import Said
from congvu.domain.inspections.models import Visit, VisitNotice
from congvu.domain.inspections.queries import checklists
from congvu.domain.inspections.queries.consolidated import consolidated, spell_of
from congvu.domain.inspections.queries.findings import answers_for
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.policy import may_see
from congvu.kernel.casework.queries.cases import get_for
from congvu.kernel.casework.queries.states import condition
from congvu.kernel.journal.models import Line
from congvu.kernel.org.models import Agency
from tests.domain.inspections.stage import Stage, make_stage, stage
from tests.domain.inspections.test_announcing import DAY, planned
from tests.kernel.accounts.cast import give, make_account, make_official

__all__ = ["stage"]
GROUND, WORDS = "visit_change.overlap", "Trùng cuộc thanh tra của tỉnh."


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def with_chief(stage: Stage, unit: Agency) -> None:
    """A head for the unit."""
    stage.officials["chief"] = make_official("chief", "Giám đốc Sở Số 2", unit, is_head=True, title="Giám đốc")
    stage.accounts["chief"] = make_account("chief", stage.officials["chief"])
    give(stage.accounts["chief"], "department_head", unit)


@pytest.fixture
def announced(stage: Stage) -> Visit:
    """A check of the plan, announced to a unit with a head."""
    with_chief(stage, stage.units[1])
    said = Said("Kiểm tra giờ giấc, tiếp công dân.", "12/TB-SNV")
    return visits.announce_visit(actor=stage.actor("head"), plan_item_id=planned(stage).pk, visit_on=DAY, said=said,
                                 now=stage.now)  # fmt: skip


def notice(visit: Visit) -> VisitNotice:
    return VisitNotice.objects.select_related("case").get(visit=visit)


def journal(case: Case) -> list[str]:
    return list(Line.objects.filter(stream=case.stream).order_by("seq").values_list("verb", flat=True))


def test_the_head_of_the_unit_is_told_and_sees_the_notice_but_not_the_visit(stage: Stage, announced: Visit) -> None:
    row, chief = notice(announced), stage.actor("chief")
    assert (row.number, row.words) == ("12/TB-SNV", "Kiểm tra giờ giấc, tiếp công dân.")
    assert row.case.holder_official_id == chief.official_id
    assert row.case.due_at is not None
    assert timezone.localtime(row.case.due_at).date() == date(2026, 12, 4)  # two working days before the 8th
    assert may_see(chief, row.case)
    assert not may_see(chief, announced.case)
    with pytest.raises(NotFound):
        get_for(chief, announced.case.code)
    assert Link.objects.filter(case=row.case, other=announced.case).exists()


def test_the_report_is_handed_in_once_by_the_head_of_the_unit(stage: Stage, announced: Visit) -> None:
    row = notice(announced)
    with pytest.raises(NotAllowed):
        unit_reports.hand_in_report(actor=stage.actor("mai"), case_id=row.pk, words="Xong.", now=stage.now)
    with pytest.raises(Invalid):
        unit_reports.hand_in_report(actor=stage.actor("chief"), case_id=row.pk, words=" ", now=stage.now)
    unit_reports.hand_in_report(actor=stage.actor("chief"), case_id=row.pk, words="Đơn vị báo cáo.", now=stage.now)
    row = notice(announced)
    assert (row.report, row.case.phase, row.case.closed_at) == ("Đơn vị báo cáo.", "handed_in", stage.now)
    with pytest.raises(MoveRefused):
        unit_reports.hand_in_report(actor=stage.actor("chief"), case_id=row.pk, words="Lại.", now=stage.now)


def test_a_report_that_never_came_is_not_waited_for_after_the_minutes(stage: Stage, announced: Visit) -> None:
    unit_reports.stop_waiting(announced.pk, stage.now)
    assert notice(announced).case.phase == "lapsed"
    unit_reports.stop_waiting(announced.pk, stage.now)
    assert journal(notice(announced).case) == ["visit_notice.sent", "visit_notice.lapsed"]


def test_cancelling_needs_its_ground_and_who_may_and_ends_the_notice(stage: Stage, announced: Visit) -> None:
    for who, ground, words, refused in (
        ("mai", "", WORDS, Invalid), ("head", "nonsense", WORDS, Invalid), ("head", GROUND, " ", Invalid),
    ):  # fmt: skip
        with pytest.raises(refused):
            calling_off.cancel_visit(actor=stage.actor(who), case_id=announced.pk, ground=ground, words=words,
                                     now=stage.now)  # fmt: skip
    with pytest.raises(NotFound):
        calling_off.cancel_visit(actor=stage.actor("chief"), case_id=announced.pk, ground=GROUND, words=WORDS,
                                 now=stage.now)  # fmt: skip
    calling_off.cancel_visit(actor=stage.actor("chair"), case_id=announced.pk, ground=GROUND, words=WORDS,
                             now=stage.now)  # fmt: skip
    case = Case.objects.get(pk=announced.pk)
    assert (case.phase, case.outcome, case.closed_at) == ("withdrawn", "withdrawn", stage.now)
    assert notice(announced).case.phase == "withdrawn"
    ended = {announced.pk, notice(announced).case.pk}
    assert not Case.objects.filter(condition("done_in_time", stage.now), pk__in=ended).exists()
    line = Line.objects.get(stream=case.stream, verb="visit.cancelled")
    assert line.text is not None
    assert GROUND in line.text
    assert WORDS in line.text
    item = announced.plan_item_id
    assert item is not None
    again = visits.announce_visit(actor=stage.actor("head"), plan_item_id=item, visit_on=DAY, now=stage.now)
    assert again.pk != announced.pk


def test_postponing_moves_the_day_and_the_time_of_the_report(stage: Stage, announced: Visit) -> None:
    later = DAY + timedelta(days=7)
    before = notice(announced).case.due_at
    for day, refused in ((DAY, "after"), (None, "after"), (date(2020, 1, 1), "after")):
        with pytest.raises(Invalid, match=refused):
            calling_off.postpone_visit(actor=stage.actor("head"), case_id=announced.pk, new_due_on=day, ground=GROUND,
                                       words=WORDS, now=stage.now)  # fmt: skip
    calling_off.postpone_visit(actor=stage.actor("head"), case_id=announced.pk, new_due_on=later, ground=GROUND,
                               words=WORDS, now=stage.now)  # fmt: skip
    assert Visit.objects.get(pk=announced.pk).visit_on == later
    row = notice(announced)
    assert before is not None
    assert row.case.due_at == before + timedelta(days=7)
    assert row.case.first_due_at == before
    assert journal(row.case) == ["visit_notice.sent", "visit_notice.moved"]
    with pytest.raises(MoveRefused, match="announced for"):
        on_site.arrive(actor=stage.actor("head"), visit_id=announced.pk, place="Cổng",
                       now=stage.now.replace(month=12, day=8))  # fmt: skip


def test_nothing_is_put_off_or_cancelled_once_the_team_is_there(stage: Stage, announced: Visit) -> None:
    there = stage.now.replace(month=12, day=8)
    on_site.arrive(actor=stage.actor("head"), visit_id=announced.pk, place="Cổng", now=there)
    with pytest.raises(MoveRefused):
        calling_off.cancel_visit(actor=stage.actor("chair"), case_id=announced.pk, ground=GROUND, words=WORDS,
                                 now=there)  # fmt: skip
    with pytest.raises(MoveRefused):
        calling_off.postpone_visit(actor=stage.actor("head"), case_id=announced.pk, ground=GROUND, words=WORDS,
                                   new_due_on=DAY + timedelta(days=7), now=there)  # fmt: skip


def test_an_unscheduled_visit_is_announced_with_its_reason_and_linked_to_what_brought_it_about(
    stage: Stage, announced: Visit
) -> None:
    assert stage.team is not None
    given: dict[str, Any] = {
        "actor": stage.actor("head"), "team_id": stage.team.pk, "unit_id": stage.units[1].pk,
        "visit_on": stage.now.date(), "trigger": "tip", "said": Said("Đến ngay chiều nay."), "now": stage.now,
    }  # fmt: skip
    for wrong, field in (
        ({"reason": " "}, "reason"), ({"reason": "x", "trigger": "plan"}, "trigger"),
        ({"reason": "x", "unit_id": 0}, "unit"), ({"reason": "x", "team_id": 0}, "team"),
        ({"reason": "x", "visit_on": date(2026, 1, 5)}, "team"), ({"reason": "x", "cause": "PA-1"}, "cause"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            visits.announce_unscheduled(**{**given, **wrong})
        assert refused.value.field == field
    with pytest.raises(Invalid):
        visits.announce_unscheduled(**{**given, "actor": stage.actor("chief"), "reason": "Tin báo"})
    cause = announced.case.code.lower()
    made = visits.announce_unscheduled(**given, reason="Tin báo đường dây nóng", cause=cause)
    assert (made.sort, made.trigger, made.case.phase) == ("short_notice", "tip", "noticed")
    assert Link.objects.filter(case=made.case, other=announced.case, kind=Link.Kind.CAUSED_BY).exists()
    due = notice(made).case.due_at
    assert due is not None
    assert timezone.localtime(due).date() == stage.now.date()
    assert answers_for(stage.actor("chief"), made.unit_id, stage.now.date())


def test_who_forms_teams_follows_what_he_announced_but_not_at_his_own_unit(stage: Stage) -> None:
    with_chief(stage, stage.units[1])
    assert stage.team is not None
    house = Agency.objects.get(code="vpubnd")
    for name, unit in (("planner", house), ("insider", stage.units[1])):
        stage.officials[name] = make_official(name, f"Người lập {name}", unit)
        stage.accounts[name] = make_account(name, stage.officials[name])
        give(stage.accounts[name], "inspection_head", stage.top)
        made = visits.announce_unscheduled(
            actor=stage.actor(name), team_id=stage.team.pk, unit_id=stage.units[1].pk, visit_on=stage.now.date(),
            trigger="order", reason="Chỉ đạo", said=Said("Chiều nay."), now=stage.now,
        )
        assert may_see(stage.actor(name), made.case) is (name == "planner")
        if name == "planner":
            calling_off.cancel_visit(actor=stage.actor(name), case_id=made.pk, ground=GROUND, words=WORDS,
                                     now=stage.now)  # fmt: skip


def test_the_pages_of_announcing_and_postponing(db: None) -> None:
    """By the machine's clock: the pages ask it themselves."""
    now = timezone.localtime()
    here = make_stage(now)
    with_chief(here, here.units[1])
    assert here.team is not None
    browser = Client()
    browser.force_login(here.accounts["head"])
    with translation.override("vi"):
        sent = browser.post("/inspections/visits/new/", {
            "team": here.team.pk, "unit": here.units[1].pk, "visit_on": now.date().isoformat(), "trigger": "order",
            "reason": "Chỉ đạo của Chủ tịch", "checklist": _general(), "words": "Kiểm tra chiều nay.",
        })  # fmt: skip
        assert sent.status_code == 302, sent.content.decode()
        visit = Visit.objects.get()
        listed = browser.get("/inspections/visits/").content.decode()
        assert visit.case.code in listed
        assert "Đã thông báo" in listed
        front = browser.get("/inspections/").content.decode()
        assert sent["Location"] in front
        page = browser.get(sent["Location"]).content.decode()
        assert f"/inspections/visits/{visit.case.code}/postpone/" in page
        moved = browser.post(f"/inspections/visits/{visit.case.code}/postpone/", {
            "new_due_on": (now.date() + timedelta(days=3)).isoformat(), "ground": GROUND, "words": WORDS,
        })  # fmt: skip
        assert moved.status_code == 302, moved.content.decode()
        chief = Client()
        chief.force_login(here.accounts["chief"])
        told = chief.get(f"/cases/{notice(visit).case.code}/")
        assert told.status_code == 200
        assert "Kiểm tra chiều nay." in told.content.decode()
        assert chief.get(f"/inspections/visits/{visit.case.code}/papers/notice.docx").status_code == 200


def _general() -> int:
    return next(one.pk for one in checklists.all_in_force(timezone.localdate()) if not one.theme)


def test_the_next_step_stands_on_the_case_for_who_takes_it(db: None) -> None:
    """A visit of today: its members begin it there; the head of the unit is offered nothing of it."""
    now = timezone.localtime()
    here = make_stage(now)
    with_chief(here, here.units[1])
    assert here.team is not None
    visit = visits.announce_unscheduled(
        actor=here.actor("head"), team_id=here.team.pk, unit_id=here.units[1].pk, visit_on=now.date(), trigger="order",
        reason="Chỉ đạo", said=Said("Kiểm tra."), now=now,
    )
    arrive = f"/inspections/visits/{visit.case.code}/site/arrive/"
    for who, is_offered in (("head", True), ("mai", True), ("chair", False)):
        browser = Client()
        browser.force_login(here.accounts[who])
        page = browser.get(f"/cases/{visit.case.code}/").content.decode()
        assert (arrive in page) is is_offered, who
    chief = Client()
    chief.force_login(here.accounts["chief"])
    assert chief.get(f"/cases/{visit.case.code}/").status_code == 404


def test_a_check_counts_once_the_team_is_there(stage: Stage, announced: Visit) -> None:
    year = spell_of(DAY.year, 0)
    there = datetime.combine(DAY, time(7, 45), HANOI)
    assert consolidated(stage.actor("chair"), year, there).all_visits == 0
    on_site.arrive(actor=stage.actor("head"), visit_id=announced.pk, place="Trụ sở", now=there)
    assert consolidated(stage.actor("chair"), year, there).all_visits == 1
