"""Absence and delegation planned ahead: no circle, no authority twice, ended ones kept, screens for both."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from congvu.core.refusals import Invalid
from congvu.kernel.org import actions
from congvu.kernel.org.models import Absence, Delegation, Official
from tests.kernel.accounts.cast import give, make_account, make_agency, make_official

FROM, TO = date(2026, 12, 1), date(2026, 12, 11)


class Anybody:
    """Who may do everything in this room."""

    name, login, official_id = "Quản trị", "quan-tri", None

    def may(self, permission: str, agency_id: int | None = None) -> bool:
        return True


ME = Anybody()


@pytest.fixture
def four(db: object) -> list[Official]:
    unit = make_agency("snv", "Sở Nội vụ")
    names = ("An", "Bình", "Chi", "Dũng")
    return [make_official(f"n{i}", f"Nguyễn Văn {name}", unit) for i, name in enumerate(names)]


def away(who: Official, deputy: Official | None, now: datetime, days: tuple[date, date] = (FROM, TO)) -> Absence:
    return actions.record_absence(actor=ME, official=who, deputy=deputy, from_on=days[0], to_on=days[1], now=now)


def give_authority(giver: Official, receiver: Official, now: datetime, scope: str = "Ký công văn") -> Delegation:
    return actions.delegate(
        actor=ME, from_official=giver, to_official=receiver, scope=scope, basis="Giấy ủy quyền số 3", from_on=FROM,
        to_on=TO, now=now,
    )  # fmt: skip


def test_deputies_in_a_circle_are_refused_and_named(four: list[Official], now: datetime) -> None:
    an, binh, chi, _dung = four
    away(an, binh, now)
    away(binh, chi, now)
    with pytest.raises(Invalid, match="Nguyễn Văn Chi → Nguyễn Văn An → Nguyễn Văn Bình → Nguyễn Văn Chi"):
        away(chi, an, now)
    assert Absence.objects.count() == 2


def test_deputies_on_other_days_are_no_circle(four: list[Official], now: datetime) -> None:
    an, binh, _chi, _dung = four
    away(an, binh, now)
    away(binh, an, now, (TO, TO + timedelta(days=5)))
    assert Absence.objects.count() == 2


def test_a_withdrawn_absence_no_longer_closes_a_circle(four: list[Official], now: datetime) -> None:
    an, binh, _chi, _dung = four
    first = away(an, binh, now)
    actions.withdraw_absence(actor=ME, absence=first, now=now)
    away(binh, an, now)
    assert Absence.objects.filter(withdrawn_at=None).count() == 1


def test_delegation_in_a_circle_is_refused_with_who_is_in_it(four: list[Official], now: datetime) -> None:
    an, binh, chi, _dung = four
    give_authority(an, binh, now)
    give_authority(binh, chi, now)
    with pytest.raises(Invalid, match="Nguyễn Văn Chi → Nguyễn Văn An → Nguyễn Văn Bình → Nguyễn Văn Chi"):
        give_authority(chi, an, now)
    with pytest.raises(Invalid, match="Bình → Nguyễn Văn An → Nguyễn Văn Bình"):
        give_authority(binh, an, now, "Khác")
    assert Delegation.objects.count() == 2


def test_one_authority_is_not_delegated_twice_on_one_day(four: list[Official], now: datetime) -> None:
    an, binh, chi, _dung = four
    row = give_authority(an, binh, now)
    with pytest.raises(Invalid, match="Nguyễn Văn Bình"):
        give_authority(an, chi, now, "ký  CÔNG VĂN")
    give_authority(an, chi, now, "Ký giấy đi đường")
    actions.withdraw_delegation(actor=ME, delegation=row, now=now)
    give_authority(an, chi, now)
    assert Delegation.objects.count() == 3, "the one that ended is kept"


@pytest.fixture
def head(four: list[Official]) -> Client:
    unit = four[0].appointments.get().post.agency
    chief = make_official("chief", "Trần Thị Giám Đốc", unit, is_head=True)
    account = make_account("chief", chief)
    give(account, "department_head", unit)
    client = Client()
    client.force_login(account)
    return client


def test_the_head_plans_an_absence_of_somebody_and_sees_it(head: Client, four: list[Official]) -> None:
    sent = {
        "official": "n0", "from_on": "2027-01-04", "last_day": "2027-01-08", "deputy": "n1", "reason": "Nghỉ phép",
    }  # fmt: skip
    assert head.post("/org/standing-in/absences/new/", sent).status_code == 302
    page = head.get("/org/standing-in/").content.decode()
    assert "Nguyễn Văn An" in page
    assert "Nguyễn Văn Bình" in page
    again = head.post("/org/standing-in/absences/new/", sent)
    assert again.status_code == 422
    assert Absence.objects.count() == 1


def test_the_head_delegates_with_a_paper_and_takes_it_back(head: Client, four: list[Official]) -> None:
    sent = {
        "from_official": "chief", "to_official": "n1", "scope": "Ký công văn", "basis": "", "from_on": "2027-01-04",
    }  # fmt: skip
    assert head.post("/org/standing-in/delegations/new/", sent).status_code == 422
    assert head.post("/org/standing-in/delegations/new/", {**sent, "basis": "Giấy 1"}).status_code == 302
    row = Delegation.objects.get()
    assert head.post(f"/org/delegations/{row.pk}/withdraw/").status_code == 302
    assert "Giấy 1" in head.get("/org/standing-in/").content.decode(), "it stays in the list"


def test_people_of_other_agencies_cannot_be_chosen(head: Client, four: list[Official]) -> None:
    other = make_agency("stc", "Sở Tài chính")
    make_official("stranger", "Lê Văn Lạ", other)
    sent = {"official": "stranger", "from_on": "2027-01-04", "last_day": "2027-01-08"}
    assert head.post("/org/standing-in/absences/new/", sent).status_code == 422
    assert "Lê Văn Lạ" not in head.get("/org/standing-in/").content.decode()
