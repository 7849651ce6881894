"""Who signs: the leader in charge of the matter is proposed for the head; nobody else may sign for the office."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.casework.queries.letters import signers_of
from congvu.kernel.org import actions
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.org.test_portfolios import TODAY, Leadership, led
from tests.kernel.org.test_standing_in import ME

__all__ = ["led"]


@pytest.fixture
def clerk(led: Leadership, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A clerk who composes papers of the committee; money and people are divided between the two deputies."""
    led.charge(led.money, now, field="tài chính, ngân sách")
    led.charge(led.people, now, field="cải cách hành chính, nội vụ")
    monkeypatch.setattr(timezone, "now", lambda: now)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)
    account = make_account("vt", led.writer)
    give(account, "clerk_records", led.ubnd)
    client = Client()
    client.force_login(account)
    return client


def proposed(clerk: Client, led: Leadership, about: str) -> tuple[str, str]:
    """(name, signs as) the form proposes for a paper about something."""
    page = clerk.get("/documents/compose/", {"agency": str(led.ubnd.pk), "subject": about}).content.decode()
    name = re.search(r'name="signer_name"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="signer_name"', page)
    way = re.search(r'<option value="([^"]*)" selected[^>]*>', page.partition('name="signs_as"')[2])
    assert name
    assert way
    return unescape(name[1] or name[2]), way[1]


def test_each_leader_is_proposed_for_his_own_portfolio_and_signs_for_the_head(clerk: Client, led: Leadership) -> None:
    assert proposed(clerk, led, "Giao dự toán ngân sách năm 2027") == ("Trần Thị Tiền", "KT.")
    assert proposed(clerk, led, "Đẩy mạnh cải cách hành chính") == ("Lê Văn Người", "KT.")


def test_what_lies_in_no_portfolio_is_signed_by_the_head(clerk: Client, led: Leadership) -> None:
    name, way = proposed(clerk, led, "Phòng, chống thiên tai")
    assert (name, way) == ("Nguyễn Văn Chủ", "TM.")


def test_after_a_portfolio_has_ended_its_leader_is_proposed_no_more(
    clerk: Client, led: Leadership, now: datetime
) -> None:
    row = led.charge(led.money, now, field="đất đai")
    assert proposed(clerk, led, "Thu hồi đất đai")[0] == "Trần Thị Tiền"
    actions.end_portfolio(actor=ME, portfolio=row, on=TODAY, reason="Phân công lại", now=now)
    assert proposed(clerk, led, "Thu hồi đất đai")[0] == "Nguyễn Văn Chủ"


def test_the_deputy_of_an_absent_leader_is_proposed_in_his_place(clerk: Client, led: Leadership, now: datetime) -> None:
    actions.record_absence(
        actor=ME, official=led.money, deputy=led.people, from_on=TODAY, to_on=TODAY + timedelta(days=3), now=now
    )
    assert proposed(clerk, led, "Giao dự toán ngân sách") == ("Lê Văn Người", "KT.")


def test_only_the_head_his_deputies_and_whom_he_authorised_may_sign(led: Leadership, now: datetime) -> None:
    signers = {name: authority for _pk, authority, _title, name in signers_of(led.ubnd.pk, TODAY)}
    assert signers == {"Nguyễn Văn Chủ": "", "Trần Thị Tiền": "KT. Chủ tịch", "Lê Văn Người": "KT. Chủ tịch"}
    actions.delegate(
        actor=ME, from_official=led.chairman, to_official=led.writer, scope="Ký thừa lệnh công văn đôn đốc",
        basis="Quyết định số 12", from_on=TODAY, now=now,
    )  # fmt: skip
    later = {name: authority for _pk, authority, _title, name in signers_of(led.ubnd.pk, TODAY)}
    assert later["Phạm Thư"] == "TL. Chủ tịch"
    assert "Phạm Thư" not in {name for *_rest, name in signers_of(led.ubnd.pk, date(2026, 11, 1))}
