"""The journal's pages: lines with filters, one stream, bills with their files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client

from congvu.kernel.accounts.models import Account
from congvu.kernel.journal.actions import record
from congvu.kernel.journal.actions.sealing import seal
from congvu.kernel.journal.models import Bill
from tests.kernel.accounts.cast import Cast, cast, give

__all__ = ["cast"]


@pytest.fixture
def auditor(cast: Cast) -> Client:
    """A client signed in as somebody who reads the whole journal."""
    give(cast.olga, "auditor")
    client = Client()
    client.force_login(Account.objects.get(pk=cast.olga.pk))
    return client


def test_lines_are_filtered_by_stream_act_and_day(auditor: Client, now: datetime) -> None:
    record(stream="rules", verb="rule.chosen", at=now, actor="Oanh", body={"words": "chín ngày"})
    record(stream="org", verb="agency.added", at=now, actor="Oanh", body={"name": "Sở mới"})
    text = auditor.get("/journal/").content.decode()
    assert "chín ngày" in text
    assert "Sở mới" in text
    for query in ("of=rules", "verb=rule.", "q=rules"):
        text = auditor.get(f"/journal/?{query}").content.decode()
        assert "chín ngày" in text, query
        assert "Sở mới" not in text, query
    assert "chín ngày" not in auditor.get("/journal/?until=2026-11-01").content.decode()
    assert "chín ngày" in auditor.get("/journal/streams/rules/").content.decode()
    assert auditor.get("/journal/streams/nothing/").status_code == 404


def test_bills_are_downloaded_as_they_were_signed(auditor: Client, now: datetime, tmp_path: Path) -> None:
    record(stream="rules", verb="rule.chosen", at=now, actor="Oanh", body={})
    bill = seal(day=date(2026, 11, 24), keys=tmp_path / "keys", bills=tmp_path / "bills", now=now)
    assert bill.key_id in auditor.get("/journal/bills/").content.decode()
    assert auditor.get("/journal/bills/2026-11-24.bill").content.decode() == Bill.objects.get().text
    assert auditor.get("/journal/bills/2026-11-24.sig").content == bytes(Bill.objects.get().signature)
    assert auditor.get("/journal/bills/2026-11-25.bill").status_code == 404
    assert auditor.get("/journal/bills/2026-13-45.bill").status_code == 404


def test_the_journal_is_closed_to_those_without_the_permission(cast: Cast) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=cast.bob.pk))
    assert client.get("/journal/").status_code == 403
