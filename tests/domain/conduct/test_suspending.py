"""Suspension from work: once, within the rule's days, by who decides; over by its day or with the file."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time import HANOI
from congvu.domain.conduct.actions import after, deciding, suspending, timing
from congvu.domain.conduct.actions.suspending import Order, watch_suspensions
from congvu.domain.conduct.models import Suspension
from congvu.domain.conduct.queries.panels import discipline_panel
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.models import Official
from tests.domain.conduct.conftest import Room, fresh
from tests.domain.conduct.test_screens import dmy, words_of
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import pk_of


def order(room: Room, **given: Any) -> Order:
    values: dict[str, Any] = {
        "ground": "discipline_suspend.hinders", "words": "Để bảo đảm khách quan khi xác minh", "number": "44/QĐ-SNV",
        "signed_by": "Giám đốc Sở Nội vụ", "decided_on": room.today,
    }  # fmt: skip
    return Order(**values | given)


def suspended(room: Room, case: Case | None = None, **given: Any) -> Case:
    case = case or room.open()
    return suspending.suspend(actor=room.chief, case_id=case.pk, order=order(room, **given), now=room.now)


def longer(room: Room, case: Case, days: int, at: int = 10) -> Case:
    return suspending.prolong_suspension(
        actor=room.chief, case_id=case.pk, until_on=room.day(days), number="52/QĐ-SNV", signed_by="Giám đốc",
        words="Chưa xác minh xong", now=room.at(at),
    )


def test_it_lasts_as_long_as_the_rule_allows_and_says_what_is_paid(room: Room) -> None:
    case = suspended(room)
    row = Suspension.objects.get()
    assert (row.from_on, row.until_on, row.latest_on) == (room.today, room.day(14), room.day(29))
    assert row.pay_percent == 50
    looked_at = fresh(case).next_event_at
    assert looked_at is not None
    assert people.local_date(looked_at) == room.day(14)
    shown = discipline_panel(room.chief, fresh(case), room.now)["suspension"]
    assert shown is not None
    assert "chưa kiểm chứng" in shown["rule"]


@pytest.mark.parametrize(("given", "field"), [
    ({"until_on": 15}, "until_on"), ({"from_on": -1}, "from_on"), ({"decided_on": 1}, "decided_on"),
    ({"decided_on": -11}, "decided_on"), ({"until_on": -1}, "until_on"), ({"words": " "}, "words"),
    ({"number": ""}, "number"),
])  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(room: Room, given: dict[str, Any], field: str) -> None:
    days: dict[str, Any] = {
        name: room.day(value) if isinstance(value, int) else value for name, value in given.items()
    }
    with pytest.raises(Invalid) as refused:
        suspended(room, None, **days)
    assert refused.value.field == field
    assert not Suspension.objects.exists()


def test_once_in_a_file_by_who_decides_and_never_oneself(room: Room) -> None:
    case = room.open()
    for actor in (room.clerk, room.an):
        with pytest.raises(NotAllowed):
            suspending.suspend(actor=actor, case_id=case.pk, order=order(room), now=room.now)
    suspended(room, case)
    with pytest.raises(MoveRefused):
        suspended(room, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.create(**{
            name: getattr(Suspension.objects.get(), name) for name in
            ("discipline_id", "agency_id", "ground", "words", "number", "signed_by", "decided_on", "from_on",
             "until_on", "latest_on", "pay_percent", "decided_at", "decided_by")
        })  # fmt: skip


def test_nobody_is_suspended_who_is_not_at_work(room: Room) -> None:
    case = room.open()
    timing.note_circumstance(actor=room.clerk, case_id=case.pk, ground=timing.MATERNITY, from_on=room.today,
                             evidence="Giấy chứng sinh", now=room.now)  # fmt: skip
    with override("vi"), pytest.raises(MoveRefused, match="không đi làm"):
        suspended(room, case)


def test_the_database_refuses_days_beyond_what_the_rules_allow(room: Room) -> None:
    suspended(room)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suspension.objects.update(until_on=room.day(30))


def test_it_is_made_longer_once_before_it_ends(room: Room) -> None:
    case = suspended(room)
    for days in (14, 30):
        with pytest.raises(Invalid):
            longer(room, case, days)
    longer(room, case, 29)
    row = Suspension.objects.get()
    assert (row.first_until_on, row.until_on) == (room.day(14), room.day(29))
    with pytest.raises(MoveRefused):
        longer(room, case, 29, at=11)


def test_after_its_last_day_nothing_is_made_longer_and_it_is_over_by_itself(room: Room) -> None:
    case = suspended(room)
    assert watch_suspensions(now=room.at(5, 7)) == 0
    assert watch_suspensions(now=room.at(12, 7)) == 1
    assert watch_suspensions(now=room.at(13, 7)) == 0
    with pytest.raises(MoveRefused):
        longer(room, case, 20, at=15)
    assert watch_suspensions(now=room.at(15, 7)) == 1
    row = Suspension.objects.get()
    assert (row.end, row.ended_on) == ("over", room.day(14))
    assert fresh(case).next_event_at == fresh(case).due_at
    verbs = [line.verb for line in journal.of_stream(case.stream)]
    assert verbs[-2:] == ["discipline.suspension_warned", "discipline.suspension_over"]
    assert watch_suspensions(now=room.at(16, 7)) == 0


def test_lifted_the_person_is_back_at_work(room: Room) -> None:
    case = suspended(room)
    suspending.lift_suspension(actor=room.chief, case_id=case.pk, ground="suspension_lift.no_need", number="60/QĐ-SNV",
                               signed_by="Giám đốc", now=room.at(4))  # fmt: skip
    row = Suspension.objects.get()
    assert (row.end, row.ended_on) == ("lifted", room.day(4))
    with pytest.raises(MoveRefused):
        longer(room, case, 20)


def test_a_decision_ends_it_and_what_was_dropped_gives_the_rest_of_the_pay(room: Room) -> None:
    case = room.open()
    suspended(room, case)
    deciding.drop(actor=room.chief, case_id=case.pk, ground="discipline_drop.no_breach", words="Không có vi phạm",
                  now=room.at(6))  # fmt: skip
    row = Suspension.objects.get()
    assert (row.end, row.ended_on) == ("dropped", room.day(6))
    assert discipline_panel(room.chief, fresh(case), room.at(6))["suspension"]["back"] == 100


def test_a_sanction_ends_it_without_the_rest_until_it_is_annulled(room: Room) -> None:
    case = room.open()
    suspended(room, case)
    room.sent(case)
    room.decide(case)
    assert Suspension.objects.get().end == "decided"
    assert discipline_panel(room.chief, fresh(case), room.now)["suspension"]["back"] == 0
    after.complain(actor=room.an, case_id=case.pk, words="Tôi không đồng ý.", now=room.at(2))
    after.settle_complaint(actor=room.chief, case_id=case.pk, move="annul", number="50/QĐ-SNV", words="Oan",
                           now=room.at(9))  # fmt: skip
    assert discipline_panel(room.chief, fresh(case), room.at(9))["suspension"]["back"] == 100


def test_on_screen_with_its_papers_and_nothing_lost_when_refused(room: Room, client: Client) -> None:
    room.office.now = datetime.combine(timezone.localdate(), time(0, 5), HANOI)
    account = make_account("gd", Official.objects.get(pk=pk_of(room.chief)))
    give(account, "department_head", room.office.snv)
    client.force_login(account)
    case = room.open()
    page = words_of(client.get(f"/conduct/case/{case.code}/suspend/"))
    assert "15 ngày" in page
    form = {"expected_seq": str(case.seq), "ground": "discipline_suspend.hinders", "words": "Bảo đảm khách quan",
            "number": "44/QĐ-SNV", "signed_by": "Giám đốc", "decided_on": dmy(room),
            "until_on": dmy(room, 20)}  # fmt: skip
    wrong = client.post(f"/conduct/case/{case.code}/suspend/", form)
    assert wrong.status_code == 422
    assert "Chỉ được kéo dài đến hết ngày" in words_of(wrong)
    assert "Bảo đảm khách quan" in words_of(wrong)
    assert client.post(f"/conduct/case/{case.code}/suspend/", form | {"until_on": ""}).status_code == 302
    paper = client.get(f"/conduct/discipline/{case.code}/suspension.pdf")
    assert paper.status_code == 200
    assert client.get(f"/conduct/discipline/{case.code}/lifted-suspension.pdf").status_code == 404
    seq = fresh(case).seq
    form = {"expected_seq": str(seq), "until_on": dmy(room, 20), "number": "50/QĐ-SNV", "signed_by": "Giám đốc",
            "words": "Chưa xác minh xong"}  # fmt: skip
    assert client.post(f"/conduct/case/{case.code}/prolong_suspension/", form).status_code == 302
    form = {"expected_seq": str(fresh(case).seq), "ground": "suspension_lift.no_need", "number": "55/QĐ-SNV",
            "signed_by": "Giám đốc", "words": ""}  # fmt: skip
    assert client.post(f"/conduct/case/{case.code}/lift_suspension/", form).status_code == 302
    for which in ("longer-suspension", "lifted-suspension"):
        assert client.get(f"/conduct/discipline/{case.code}/{which}.docx").status_code == 200
    assert watch_suspensions(now=room.now + timedelta(days=60)) == 0
