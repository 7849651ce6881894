"""When a unit ends its open cases go to the heir, with a journal line; nothing closed is touched."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import MoveRefused
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.notes import note
from congvu.kernel.casework.actions.reorganising import (
    carry_out_reform,
    move_to_heirs,
    start_reform,
    undo_reform,
)
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.heirs import Dealer
from congvu.kernel.casework.queries.reorganising import flows_of, moves_under
from congvu.kernel.casework.queries.replay import verify_cases
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.journal.queries.verification import verify_journal
from congvu.kernel.org import actions as organising
from congvu.kernel.org import queries as org
from congvu.kernel.org.actions import abolish_agency
from congvu.kernel.org.models import Agency, Reform
from tests.kernel.casework.office import Office

DAY = timedelta(hours=24)


def test_the_cases_of_an_abolished_unit_move_to_its_heir(office: Office) -> None:
    held, offered = office.case(), office.case()
    actions.accept(actor=office.an, case_id=held.pk, now=office.now)
    on = people.local_date(office.now + DAY)
    abolish_agency(
        actor=Actor.system(), agency=office.snv, heirs=[(office.stc, Decimal(1))], on=on, decision="NQ 12/NQ-HĐND",
        now=office.now,
    )  # fmt: skip
    assert Job.objects.filter(name="casework.follow_reorganisation").exists()
    assert move_to_heirs(agency_ids=[office.snv.pk], now=office.now) == 0
    assert move_to_heirs(agency_ids=[office.snv.pk], now=office.now + 2 * DAY) == 2
    held.refresh_from_db()
    offered.refresh_from_db()
    assert (held.accountable_agency_id, held.holder_agency_id) == (office.stc.pk, office.stc.pk)
    assert held.holder_official_id == office.rival.official_id
    assert offered.transfer_agency_id == office.stc.pk
    assert Line.objects.filter(verb="case.moved_to_heir").count() == 2
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


def reform_of(office: Office, on: date, **more: Any) -> Reform:
    """Sở Nội vụ is split between two new departments, six to four."""
    lines = [
        {"agency": "snv", "act": "split", "heir": code, "share": share, "line": 2, **more}
        for code, share in (("snv-a", "0.6"), ("snv-b", "0.4"))
    ]
    founded = [
        {"code": code, "name": name, "kind": "department", "level": "province", "parent": "ubnd", "line": 2}
        for code, name in (("snv-a", "Sở Nội vụ A"), ("snv-b", "Sở Nội vụ B"))
    ]
    return organising.draft_reform(
        actor=Actor.system(), name="Tách", decision="NQ 12/NQ-HĐND", on=on, lines=lines, founded=founded, now=office.now
    )


def carried_out(office: Office, on: date, **more: Any) -> tuple[Reform, int]:
    """The act, and how many cases followed."""
    reform = reform_of(office, on, **more)
    start_reform(actor=Actor.system(), reform=reform, now=office.now)
    carry_out_reform(reform_id=reform.pk, account_id=None, now=office.now)
    job = Job.objects.filter(name="casework.follow_reorganisation").latest("pk")
    moved = move_to_heirs(**job.args, now=office.now + 2 * DAY)
    reform.refresh_from_db()
    return reform, moved


def check_everything() -> None:
    """One holder for every open case, no gap in any strip, and rows that are what the journal says."""
    for case in Case.objects.filter(closed_at=None):
        strip = list(Custody.objects.filter(case=case).order_by("line_seq"))
        assert [row.to_at for row in strip[:-1]] == [row.from_at for row in strip[1:]]
        assert strip[-1].to_at is None
        assert strip[-1].agency_id == case.holder_agency_id
        assert org.agency_by_id(case.holder_agency_id).valid_to is None
    findings = verify_journal(None)
    verify_cases(findings)
    assert findings.problems == []


@pytest.mark.slow
def test_hundreds_of_cases_follow_by_share_with_one_holder_and_no_gap(office: Office) -> None:
    for number in range(600):
        case = office.case()
        if number % 3 == 0:
            actions.accept(actor=office.an, case_id=case.pk, now=office.now)
    reform = reform_of(office, people.local_date(office.now + DAY), rule="by_share")
    plan = org.plan_of(reform)
    planned = moves_under(Actor.system(), plan.heirs_by_id(), frozenset({office.snv.pk}), {})
    assert {(flow.heir, flow.why): flow.count for flow in flows_of(planned)} == {
        ("snv-a", "by_share"): 360, ("snv-b", "by_share"): 240,
    }  # fmt: skip
    start_reform(actor=Actor.system(), reform=reform, now=office.now)
    carry_out_reform(reform_id=reform.pk, account_id=None, now=office.now)
    job = Job.objects.filter(name="casework.follow_reorganisation").latest("pk")
    assert move_to_heirs(**job.args, now=office.now + 2 * DAY) == 600
    reform.refresh_from_db()
    assert (reform.to_move, reform.moved) == (600, 600)
    now_at = {code: org.agency_by_id(pk).code for code, pk in Case.objects.values_list("code", "accountable_agency_id")}
    then_at = dict(Case.objects.exclude(transfer_agency=None).values_list("code", "transfer_agency__code"))
    for move in planned:
        assert move.heir in (now_at[move.code], then_at.get(move.code))
    check_everything()
    assert move_to_heirs(**job.args, now=office.now + 2 * DAY) == 0


def test_a_named_case_goes_where_the_act_says(office: Office) -> None:
    cases = [office.case() for _number in range(4)]
    reform = reform_of(office, people.local_date(office.now + DAY))
    Reform.objects.filter(pk=reform.pk).update(pins={cases[2].code: "snv-b"})
    carry_out_reform(reform_id=reform.pk, account_id=None, now=office.now)
    assert not Agency.objects.filter(code="snv-b").exists()  # nobody had started it
    reform.refresh_from_db()
    start_reform(actor=Actor.system(), reform=reform, now=office.now)
    with pytest.raises(MoveRefused):
        start_reform(actor=Actor.system(), reform=reform, now=office.now)
    carry_out_reform(reform_id=reform.pk, account_id=None, now=office.now)
    move_to_heirs(agency_ids=[office.snv.pk], reform_id=reform.pk, now=office.now + 2 * DAY)
    found = [org.agency_by_id(Case.objects.get(pk=case.pk).transfer_agency_id or 0).code for case in cases]
    assert found == ["snv-a", "snv-a", "snv-b", "snv-a"]


def test_an_act_that_is_refused_is_a_draft_again_and_says_why(office: Office) -> None:
    reform = reform_of(office, people.local_date(office.now + DAY))
    start_reform(actor=Actor.system(), reform=reform, now=office.now)
    carry_out_reform(reform_id=reform.pk, account_id=999, now=office.now)  # the account is gone meanwhile
    reform.refresh_from_db()
    assert reform.is_draft
    assert reform.fault


def test_undo_reform_brings_cases_and_organisation_back(office: Office) -> None:
    cases = [office.case() for _number in range(5)]
    actions.accept(actor=office.an, case_id=cases[0].pk, now=office.now)
    columns = ("accountable_agency_id", "holder_agency_id", "holder_official_id", "transfer_agency_id")
    before = list(Case.objects.order_by("pk").values_list(*columns))
    reform, moved = carried_out(office, people.local_date(office.now + DAY))
    assert moved == 5
    assert list(Case.objects.order_by("pk").values_list(*columns)) != before
    assert undo_reform(actor=Actor.system(), reform=reform, reason="Nhập nhầm", now=office.now + 3 * DAY) == 5
    assert list(Case.objects.order_by("pk").values_list(*columns)) == before
    check_everything()
    today = people.local_date(office.now + 3 * DAY)
    assert office.snv.code in {row.code for row in org.agencies_on(today)}
    assert not {"snv-a", "snv-b"} & {row.code for row in org.agencies_on(today)}
    assert people.works_in(office.an.official_id or 0, office.snv.pk, today)


def test_undo_reform_refuses_after_somebody_acted(office: Office) -> None:
    case = office.case()
    reform, _moved = carried_out(office, people.local_date(office.now + DAY))
    note(actor=office.desk, case_id=case.pk, words="Đã trao đổi", now=office.now + 2 * DAY)
    with pytest.raises(MoveRefused):
        undo_reform(actor=Actor.system(), reform=reform, reason="Nhập nhầm", now=office.now + 3 * DAY)
    assert Agency.objects.filter(code="snv-a", valid_to=None).exists()
    check_everything()


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6), st.integers(0, 200))
def test_dealing_by_share_is_never_off_by_a_whole_case(weights: list[int], count: int) -> None:
    whole = sum(weights)
    heirs = [(place, Decimal(weight) / whole) for place, weight in enumerate(weights)]
    dealer = Dealer(heirs, by_share=True)
    found = [dealer.choose(str(number))[0] for number in range(count)]
    assert len(found) == count
    for place, share in heirs:
        assert abs(found.count(place) - share * count) <= len(heirs)
