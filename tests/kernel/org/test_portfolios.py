"""Leaders' portfolios and their secretaries: dated, journalled, never two in charge, proposed where they are needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org import actions
from congvu.kernel.org.models import Agency, Appointment, Delegation, Official, Portfolio, Post
from congvu.kernel.org.queries import powers_for
from congvu.kernel.org.queries.portfolios import divided_by, leader_for
from tests.kernel.accounts.cast import SINCE, give, make_account, make_agency, make_official
from tests.kernel.org.test_standing_in import ME

TODAY = date(2026, 11, 22)
BASIS = "Quyết định số 1510/QĐ-UBND ngày 03/7/2025"


class Leadership:
    """A committee with a chairman and two deputies, its Office, and a department with a division."""

    def __init__(self) -> None:
        self.ubnd = make_agency("ubnd", "Ủy ban nhân dân tỉnh", kind="peoples_committee")
        self.office = make_agency("vp", "Văn phòng UBND tỉnh", self.ubnd)
        self.stc = make_agency("stc", "Sở Tài chính", self.ubnd)
        self.division = make_agency("stc-ns", "Phòng Ngân sách", self.stc, kind="division")
        self.snv = make_agency("snv", "Sở Nội vụ", self.ubnd)
        self.chairman = make_official("ct", "Nguyễn Văn Chủ", self.ubnd, is_head=True, title="Chủ tịch")
        self.money = self.deputy("pct1", "Trần Thị Tiền")
        self.people = self.deputy("pct2", "Lê Văn Người")
        self.writer = make_official("tk", "Phạm Thư", self.office)

    def deputy(self, code: str, name: str) -> Official:
        official = Official(code=code, full_name=name).fill_keys()
        official.save()
        post = Post.objects.create(
            agency=self.ubnd, code=code, title="Phó Chủ tịch", is_deputy=True, valid_from=SINCE
        )
        Appointment.objects.create(official=official, post=post, from_on=SINCE)
        return official

    def charge(
        self, leader: Official, now: datetime, unit: Agency | None = None, field: str = "",
        from_on: date = date(2025, 7, 3),
    ) -> Portfolio:
        return actions.assign_portfolio(
            actor=ME, agency=self.ubnd, leader=leader, unit=unit, field=field, from_on=from_on, basis=BASIS, now=now
        )


@pytest.fixture
def led(db: object) -> Leadership:
    return Leadership()


def test_a_unit_and_all_below_it_belong_to_the_leader_in_charge(led: Leadership, now: datetime) -> None:
    led.charge(led.money, now, unit=led.stc)
    found = leader_for(led.ubnd.pk, TODAY, unit_id=led.division.pk)
    assert found is not None
    assert (found.official, found.title, found.of) == (led.money, "Phó Chủ tịch", "Sở Tài chính")
    assert leader_for(led.ubnd.pk, TODAY, unit_id=led.snv.pk) is None


def test_the_office_that_divides_nothing_asks_the_committee_above_it(led: Leadership, now: datetime) -> None:
    led.charge(led.money, now, unit=led.stc)
    found = leader_for(led.office.pk, TODAY, unit_id=led.stc.pk)
    assert found is not None
    assert found.official == led.money


def test_a_field_is_found_in_the_words_without_marks_and_the_longest_phrase_wins(
    led: Leadership, now: datetime
) -> None:
    led.charge(led.people, now, field="cải cách hành chính, nội vụ")
    led.charge(led.money, now, field="hành chính, ngân sách nhà nước")
    found = leader_for(led.ubnd.pk, TODAY, text="Về việc đẩy mạnh CẢI CÁCH HÀNH CHÍNH năm 2027")
    assert found is not None
    assert found.official == led.people
    assert leader_for(led.ubnd.pk, TODAY, text="Về phòng, chống thiên tai") is None


def test_before_its_first_day_and_after_its_end_nobody_is_in_charge(led: Leadership, now: datetime) -> None:
    row = led.charge(led.money, now, unit=led.stc, from_on=date(2026, 1, 1))
    assert leader_for(led.ubnd.pk, date(2025, 12, 31), unit_id=led.stc.pk) is None
    actions.end_portfolio(actor=ME, portfolio=row, on=date(2026, 11, 1), reason="Phân công lại", now=now)
    assert leader_for(led.ubnd.pk, date(2026, 10, 31), unit_id=led.stc.pk) is not None
    assert leader_for(led.ubnd.pk, date(2026, 11, 1), unit_id=led.stc.pk) is None
    assert [line.state for line in divided_by(led.ubnd.pk, TODAY)] == ["ended"]


def test_while_the_leader_is_away_his_deputy_is_proposed(led: Leadership, now: datetime) -> None:
    led.charge(led.money, now, unit=led.stc)
    actions.record_absence(
        actor=ME, official=led.money, deputy=led.people, from_on=TODAY, to_on=TODAY + timedelta(days=3), now=now
    )
    found = leader_for(led.ubnd.pk, TODAY, unit_id=led.stc.pk)
    assert found is not None
    assert found.official == led.people


def test_two_leaders_are_never_in_charge_of_the_same_on_one_day(led: Leadership, now: datetime) -> None:
    first = led.charge(led.money, now, unit=led.stc)
    with pytest.raises(Invalid, match="Trần Thị Tiền"):
        led.charge(led.people, now, unit=led.stc, from_on=date(2026, 1, 1))
    led.charge(led.people, now, field="Nội vụ")
    with pytest.raises(Invalid, match="Lê Văn Người"):
        led.charge(led.money, now, field="nội  vụ")
    actions.end_portfolio(actor=ME, portfolio=first, on=date(2026, 1, 1), reason="Phân công lại", now=now)
    led.charge(led.people, now, unit=led.stc, from_on=date(2026, 1, 1))
    assert Portfolio.objects.count() == 3


@pytest.mark.parametrize("wrong", ["both", "neither", "no leader", "itself"])
def test_an_assignment_that_makes_no_sense_is_refused(led: Leadership, now: datetime, wrong: str) -> None:
    given = {
        "both": (led.money, led.stc, "Tài chính"), "neither": (led.money, None, "  "),
        "no leader": (led.writer, led.stc, ""), "itself": (led.money, led.ubnd, ""),
    }[wrong]  # fmt: skip
    with pytest.raises(Invalid):
        led.charge(given[0], now, unit=given[1], field=given[2])
    assert not Portfolio.objects.exists()


def test_each_assignment_and_end_is_a_line_of_the_journal(led: Leadership, now: datetime) -> None:
    row = led.charge(led.money, now, unit=led.stc)
    actions.end_portfolio(actor=ME, portfolio=row, on=TODAY, reason="Phân công lại", now=now)
    verbs = list(of_stream("org").order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == ["portfolio.assigned", "portfolio.ended"]


def test_only_those_who_may_divide_the_work(led: Leadership, now: datetime) -> None:
    class Nobody:
        name, login, official_id = "Khách", "khach", None

        def may(self, permission: str, agency_id: int | None = None) -> bool:
            return False

    with pytest.raises(NotAllowed):
        actions.assign_portfolio(
            actor=Nobody(), agency=led.ubnd, leader=led.money, field="Nội vụ", from_on=TODAY, basis=BASIS, now=now
        )


def secretary(led: Leadership, now: datetime, leader: Official, to: Official | None = None) -> Delegation:
    return actions.delegate(
        actor=ME, from_official=leader, to_official=to or led.writer, scope="Ghi bút phê", basis="Quyết định số 12",
        from_on=TODAY, now=now, as_secretary=True,
    )  # fmt: skip


def test_a_secretary_acts_for_the_leader_by_the_one_mechanism_of_delegation(led: Leadership, now: datetime) -> None:
    assert not people.may_stand_in(led.writer.pk, led.money.pk, TODAY)
    row = secretary(led, now, led.money)
    assert people.may_stand_in(led.writer.pk, led.money.pk, TODAY)
    actions.withdraw_delegation(actor=ME, delegation=row, now=now)
    assert not people.may_stand_in(led.writer.pk, led.money.pk, TODAY)
    verbs = list(of_stream("org").order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == ["secretary.assigned", "secretary.ended"]


def test_a_leader_may_have_two_secretaries_but_no_one_twice(led: Leadership, now: datetime) -> None:
    secretary(led, now, led.money)
    secretary(led, now, led.money, led.chairman)
    with pytest.raises(Invalid):
        secretary(led, now, led.money)


def test_the_page_shows_the_division_and_takes_a_new_one(led: Leadership, now: datetime, client: Client) -> None:
    account = make_account("ct", led.chairman)
    give(account, "leader")
    client.force_login(account)
    led.charge(led.money, now, unit=led.stc)
    secretary(led, now, led.money)
    page = client.get("/org/portfolios/?agency=ubnd").content.decode()
    assert "Trần Thị Tiền" in page
    assert "Sở Tài chính" in page
    assert "Phạm Thư" in page
    sent = {"leader": "pct2", "field": "Nội vụ", "unit": "", "basis": BASIS, "from_on": "03/07/2025", "last_day": ""}
    assert client.post("/org/portfolios/ubnd/new/", sent).status_code == 302
    assert Portfolio.objects.get(field="Nội vụ").leader == led.people
    assert client.post("/org/portfolios/ubnd/new/", sent | {"leader": "pct1"}).status_code == 422


def test_whoever_only_reads_is_offered_no_act(led: Leadership, client: Client) -> None:
    account = make_account("tk", led.writer)
    give(account, "official")
    client.force_login(account)
    assert "/org/portfolios/ubnd/new/" not in client.get("/org/portfolios/?agency=ubnd").content.decode()
    assert client.get("/org/portfolios/ubnd/new/").status_code == 403


def test_the_assignment_of_a_secretary_names_acts_that_can_be_done_here(led: Leadership, now: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        actions.delegate(
            actor=ME, from_official=led.money, to_official=led.writer, scope="Pha trà", basis="Quyết định số 12",
            from_on=TODAY, now=now, as_secretary=True,
        )  # fmt: skip
    assert refused.value.field == "scope"
    assert "Ghi bút phê" in refused.value.hint
    assert powers_for(led.writer.pk, led.money.pk, TODAY) == frozenset()


def test_what_a_secretary_may_do_is_ticked_on_the_form_and_kept_in_the_words_of_the_office(
    led: Leadership, now: datetime, client: Client
) -> None:
    account = make_account("ct", led.chairman)
    give(account, "leader")
    client.force_login(account)
    sent = {
        "from_official": "pct1", "to_official": led.writer.code, "scope": ["comment", "urge"],
        "basis": "Quyết định số 12", "from_on": f"{TODAY:%d/%m/%Y}", "last_day": "",
    }  # fmt: skip
    assert client.post("/org/portfolios/ubnd/secretaries/new/", sent | {"scope": []}).status_code == 422
    assert client.post("/org/portfolios/ubnd/secretaries/new/", sent).status_code == 302
    assert Delegation.objects.get(secretary__isnull=False).scope == "Ghi bút phê; Đôn đốc"
    assert powers_for(led.writer.pk, led.money.pk, TODAY) == frozenset({"comment", "urge"})
