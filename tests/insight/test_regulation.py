"""Checks of the working regulation: late ones with their n, by the same policy, opened from the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from congvu.insight.regulation import Check, all_checks, register
from congvu.insight.regulation_checks import offers, requests
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.models import Confidentiality
from congvu.kernel.org.models import Official
from congvu.kernel.rules.queries import rule
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.casework.office import Office, office, pk_of

__all__ = ["office"]


def period(office: Office) -> tuple[date, date]:
    return office.now.date() - timedelta(days=30), office.now.date() + timedelta(days=30)


def test_an_offer_answered_in_time_counts_in_n_and_one_answered_late_is_late(office: Office) -> None:
    prompt, slow = office.case(), office.case()
    accept(actor=office.chief, case_id=prompt.pk, now=office.now + timedelta(minutes=30))
    accept(actor=office.chief, case_id=slow.pk, now=office.now + timedelta(days=9))
    found = {one.code: one for one in offers(office.desk, *period(office), office.now + timedelta(days=20))}
    assert found[prompt.code].minutes_late == 0
    assert found[slow.code].minutes_late > 0
    assert found[slow.code].unit_id == office.snv.pk


def test_an_offer_nobody_answers_counts_only_once_its_time_is_over(office: Office) -> None:
    case = office.case()
    assert offers(office.desk, *period(office), office.now) == []
    (one,) = offers(office.desk, *period(office), office.now + timedelta(days=9))
    assert (one.code, one.done) == (case.code, None)
    assert one.minutes_late > 0


def test_what_one_may_not_see_is_neither_listed_nor_counted(office: Office) -> None:
    office.case(confidentiality=Confidentiality.SEALED)
    office.case()
    later = office.now + timedelta(days=9)
    assert len(offers(office.desk, *period(office), later)) == 1
    assert offers(office.rival, *period(office), later) == []
    assert offers(replace(office.stranger), *period(office), later) == []
    assert list(requests(office.desk, *period(office), later)) == []


def test_a_name_stands_once_and_every_rule_asked_after_is_a_rule(office: Office) -> None:
    first = all_checks()[0]
    with pytest.raises(ValueError, match="two checks"):
        register(Check(name=first.name, rule="", label_vi="a", label_en="b", find=offers))
    assert {"opinions", "requests", "offers", "incoming", "drafts", "stations"} <= {one.name for one in all_checks()}
    for check in all_checks():
        assert not check.rule or rule(check.rule, date(2026, 11, 22)).words


def test_the_governments_times_are_dated_and_not_verified(db: None) -> None:
    found = rule("regulation.slip_answer_within", date(2026, 11, 22))
    assert (found.value, found.standing) == ("3 working days", "unverified")


def test_the_page_lists_them_as_a_question_and_opens_the_case(office: Office, client: Client) -> None:
    case = office.case()
    accept(actor=office.chief, case_id=case.pk, now=office.now + timedelta(days=9))
    account = make_account("vp", Official.objects.get(pk=pk_of(office.desk)))
    give(account, "directive_desk")
    client.force_login(account)
    since, until = period(office)
    address = f"/reports/regulation/?since={since:%d/%m/%Y}&until={until:%d/%m/%Y}"
    page = client.get(address).content.decode()
    assert case.code in page
    assert "chưa phải kết luận" in page
    assert f"/cases/{case.code}/" in page
    assert case.code in b"".join(client.get(address + "&export=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert client.get("/reports/regulation/?since=hôm+qua&until=01/01/2020").status_code == 200


def test_whoever_may_not_is_refused(office: Office, client: Client) -> None:
    account = make_account("an", Official.objects.get(pk=pk_of(office.an)))
    give(account, "official", office.snv)
    client.force_login(account)
    assert client.get("/reports/regulation/").status_code == 403
