"""Reorganisations: who ends, who inherits, who goes on serving, and how a mistake is taken back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, NotAllowed
from congvu.kernel.documents.models import NumberSeries
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.actions.successions import checked_shares, equal_shares
from congvu.kernel.org.models import Agency, Appointment, Post, Succession
from tests.kernel.accounts.cast import give, make_account
from tests.kernel.org.conftest import BEGUN, HANOI, NOON, Person, Small, agency

MERGED_ON = date(2025, 3, 1)
DAY_BEFORE = date(2025, 2, 28)
TODAY = date(2026, 11, 20)


def verbs() -> list[str]:
    return list(Line.objects.filter(stream="org").order_by("seq").values_list("verb", flat=True))


def new_department(small: Small, code: str = "stc-moi", name: str = "Sở Tài chính và Đầu tư") -> actions.NewAgency:
    return actions.NewAgency(code=code, name=name, kind="department", level="province", parent=small.root)


def merge(small: Small, actor: Person) -> object:
    return actions.merge_agencies(
        actor=actor,
        agencies=[small.finance, small.planning],
        into=new_department(small),
        on=MERGED_ON,
        decision="Nghị quyết 01/NQ-HĐND",
        now=NOON,
    )


def test_merge_agencies_ends_both_with_their_units_and_posts(small: Small, owner: Person, jobs: None) -> None:
    merge(small, owner)
    heir = queries.agency_by_code("stc-moi")
    assert {row.code for row in queries.agencies_on(DAY_BEFORE)} == {
        "ubnd", "stc", "skhdt", "stc-ngan-sach", "phuong-an-hoa",
    }  # fmt: skip
    assert {row.code for row in queries.agencies_on(MERGED_ON)} == {"ubnd", "stc-moi", "phuong-an-hoa"}
    for old in (small.finance, small.planning, small.budget):
        assert [(row.agency, row.share) for row in queries.heirs_of(old, TODAY)] == [(heir, Decimal(1))]
        assert queries.heirs_of(old, DAY_BEFORE)[0].agency == old
    assert queries.head_of(small.finance.pk, DAY_BEFORE) == small.binh
    assert queries.appointments_of(small.binh.pk, MERGED_ON) == []
    assert not Post.objects.filter(agency__in=[small.finance, small.budget], valid_to=None).exists()
    assert verbs() == ["agencies.merged"]
    assert heir.pk not in queries.subtree_ids(small.finance.pk)
    assert Job.objects.filter(name="casework.follow_reorganisation").count() == 1


def test_split_agency_shares_its_affairs_exactly(small: Small, owner: Person, jobs: None) -> None:
    done = actions.split_agency(
        actor=owner,
        agency=small.planning,
        heirs=[(small.finance, Decimal("0.7")), (new_department(small, "sxd", "Sở Xây dựng"), Decimal("0.3"))],
        on=MERGED_ON,
        decision="Nghị quyết 02",
        now=NOON,
    )
    assert [row.code for row in done.heirs] == ["stc", "sxd"]
    found = {row.agency.code: row.share for row in queries.heirs_of(small.planning, TODAY)}
    assert found == {"stc": Decimal("0.7"), "sxd": Decimal("0.3")}


def test_heirs_of_follows_several_reorganisations(small: Small, owner: Person, jobs: None) -> None:
    test_split_agency_shares_its_affairs_exactly(small, owner, jobs)
    actions.rename_agency(
        actor=owner,
        agency=Agency.objects.get(code="sxd"),
        name="Sở Xây dựng và Giao thông",
        code="sxdgt",
        on=date(2026, 1, 1),
        decision="Nghị quyết 03",
        now=NOON,
    )
    heirs = queries.heirs_of(small.planning, TODAY)
    assert {row.agency.code: row.share for row in heirs} == {"stc": Decimal("0.7"), "sxdgt": Decimal("0.3")}
    assert [row.kind for row in heirs[1].via] == ["split", "rename"]
    assert {row.agency.code for row in queries.heirs_of(small.planning, date(2025, 6, 1))} == {"stc", "sxd"}


def test_rename_agency_keeps_people_posts_and_units(small: Small, owner: Person, jobs: None) -> None:
    actions.rename_agency(
        actor=owner,
        agency=small.finance,
        name="Sở Tài chính - Kế hoạch",
        code="stckh",
        on=MERGED_ON,
        decision="Nghị quyết 04",
        now=NOON,
    )
    renamed = queries.agency_by_code("stckh")
    assert queries.head_of(renamed.pk, TODAY) == small.binh
    assert [row.post.agency.code for row in queries.career_of(small.binh.pk)] == ["stckh", "stc"]
    assert [row.code for row in queries.units_of(renamed.pk, TODAY)] == ["stckh-ngan-sach"]
    assert queries.heirs_of(small.budget, TODAY)[0].agency.code == "stckh-ngan-sach"
    assert verbs() == ["agency.renamed"]
    assert queries.subtree_ids(small.finance.pk) >= {renamed.pk, queries.agency_by_code("stckh-ngan-sach").pk}
    assert small.finance.pk not in queries.subtree_ids(renamed.pk)


def test_transfer_agency_moves_it_below_another(small: Small, owner: Person, jobs: None) -> None:
    actions.transfer_agency(
        actor=owner,
        agency=small.budget,
        parent=small.planning,
        code="skhdt-ngan-sach",
        on=MERGED_ON,
        decision="Quyết định 05",
        now=NOON,
    )
    assert [row.code for row in queries.units_of(small.planning.pk, TODAY)] == ["skhdt-ngan-sach"]
    assert queries.units_of(small.finance.pk, TODAY) == []
    moved = queries.agency_by_code("skhdt-ngan-sach")
    assert moved.pk in queries.subtree_ids(small.budget.pk)
    assert moved.pk not in queries.subtree_ids(small.finance.pk)
    with pytest.raises(Invalid):
        actions.transfer_agency(
            actor=owner,
            agency=small.planning,
            parent=queries.agency_by_code("skhdt-ngan-sach"),
            code="x",
            on=TODAY,
            decision="Quyết định 06",
            now=NOON,
        )


def test_abolish_agency_needs_heirs_who_exist(small: Small, owner: Person, jobs: None) -> None:
    common: dict[str, Any] = {
        "actor": owner,
        "agency": small.ward,
        "on": MERGED_ON,
        "decision": "Nghị quyết 07",
        "now": NOON,
    }
    with pytest.raises(Invalid):
        actions.abolish_agency(**common, heirs=[])
    with pytest.raises(Invalid):
        actions.abolish_agency(**common, heirs=[(small.ward, Decimal(1))])
    late = agency("sau", "Sở Sau", small.root, valid_from=date(2026, 1, 1))
    with pytest.raises(Invalid):
        actions.abolish_agency(**common, heirs=[(late, Decimal(1))])
    with pytest.raises(Invalid):
        actions.abolish_agency(**common, heirs=[(small.root, Decimal("0.5")), (small.finance, Decimal("0.4"))])
    assert not Succession.objects.exists()
    assert verbs() == []
    actions.abolish_agency(**common, heirs=[(small.root, Decimal("0.5")), (small.finance, Decimal("0.5"))])
    assert {row.agency.code for row in queries.heirs_of(small.ward, TODAY)} == {"ubnd", "stc"}


@pytest.mark.parametrize("on", [BEGUN, date(2019, 1, 1)])
def test_an_agency_cannot_end_before_it_began(small: Small, owner: Person, on: date) -> None:
    with pytest.raises(Invalid):
        actions.merge_agencies(
            actor=owner,
            agencies=[small.finance, small.planning],
            into=new_department(small),
            on=on,
            decision="x",
            now=NOON,
        )
    assert Agency.objects.filter(valid_to=None).count() == 5


def test_an_ended_agency_cannot_be_reorganised_again(small: Small, owner: Person, jobs: None) -> None:
    merge(small, owner)
    with pytest.raises(Invalid, match=r".+"):
        actions.rename_agency(actor=owner, agency=small.finance, name="X", code="x", on=TODAY, decision="x", now=NOON)


def test_reorganising_refuses_who_may_not(small: Small, stranger: Person) -> None:
    with pytest.raises(NotAllowed):
        merge(small, stranger)
    only_finance = Person(grants={"org.agency.reorganise": frozenset({small.finance.pk})})
    with pytest.raises(NotAllowed):
        merge(small, only_finance)
    assert Agency.objects.count() == 5


def test_reorganising_needs_a_decision_and_a_free_code(small: Small, owner: Person) -> None:
    with pytest.raises(Invalid):
        actions.rename_agency(actor=owner, agency=small.finance, name="X", code="x", on=TODAY, decision=" ", now=NOON)
    with pytest.raises(Invalid):
        actions.rename_agency(
            actor=owner, agency=small.finance, name="X", code="skhdt", on=TODAY, decision="x", now=NOON
        )
    with pytest.raises(Invalid):
        actions.rename_agency(
            actor=owner, agency=small.finance, name="Sở Kế hoạch và Đầu tư", code="x", on=TODAY, decision="x", now=NOON
        )


def test_revoke_reorganisation_brings_back_what_was(small: Small, owner: Person, jobs: None) -> None:
    before = _state()
    merge(small, owner)
    assert _state() != before
    actions.revoke_reorganisation(actor=owner, agencies=[small.finance, small.planning], reason="Nhập nhầm", now=NOON)
    assert _state() == before
    assert verbs() == ["agencies.merged", "reorganisation.revoked"]
    actions.rename_agency(
        actor=owner, agency=Agency.objects.get(code="stc"), name="Sở T", code="st", on=TODAY, decision="x", now=NOON
    )
    actions.revoke_reorganisation(actor=owner, agencies=[Agency.objects.get(code="stc")], reason="Nhập nhầm", now=NOON)
    assert _state() == before


def test_revoke_reorganisation_refuses_when_heirs_were_reorganised_since(
    small: Small, owner: Person, jobs: None
) -> None:
    merge(small, owner)
    heir = Agency.objects.get(code="stc-moi")
    actions.rename_agency(actor=owner, agency=heir, name="Sở T", code="st", on=TODAY, decision="x", now=NOON)
    before = _state()
    with pytest.raises(Invalid):
        actions.revoke_reorganisation(
            actor=owner, agencies=[small.finance, small.planning], reason="Nhập nhầm", now=NOON
        )
    assert _state() == before


def test_revoke_reorganisation_refuses_when_somebody_stands_on_an_heir(small: Small, owner: Person, jobs: None) -> None:
    merge(small, owner)
    heir = Agency.objects.get(code="stc-moi")
    series = NumberSeries.objects.create(agency=heir, year=2026, series="di")
    before = _state()
    again: dict[str, Any] = {"actor": owner, "agencies": [small.finance, small.planning], "reason": "x", "now": NOON}
    with pytest.raises(Invalid):
        actions.revoke_reorganisation(**again)
    assert _state() == before
    series.delete()
    give(make_account("ke-toan", full_name="Kế toán"), "official", heir)
    with pytest.raises(Invalid):
        actions.revoke_reorganisation(**again)
    assert _state() == before


def test_cases_follow_on_the_day_of_the_reorganisation(small: Small, owner: Person, jobs: None) -> None:
    merge(small, owner)
    later = date(2027, 1, 1)
    actions.rename_agency(
        actor=owner, agency=small.ward, name="UBND phường Mới", code="moi", on=later, decision="x", now=NOON
    )
    first, second = Job.objects.filter(name="casework.follow_reorganisation").order_by("pk")
    assert first.run_at == NOON
    assert second.run_at == datetime(2027, 1, 1, tzinfo=HANOI)
    assert second.args == {"agency_ids": [small.ward.pk]}


def _state() -> list[object]:
    return [
        sorted(Agency.objects.values_list("code", "valid_from", "valid_to"), key=str),
        sorted(Post.objects.values_list("agency__code", "code", "valid_to"), key=str),
        sorted(Appointment.objects.values_list("official__code", "post__agency__code", "from_on", "to_on"), key=str),
        sorted(Succession.objects.values_list("predecessor__code", "successor__code", "share"), key=str),
    ]


@given(st.integers(min_value=1, max_value=400))
def test_equal_shares_sum_to_exactly_one(count: int) -> None:
    shares = equal_shares(count)
    assert len(shares) == count
    assert sum(shares) == 1
    assert max(shares) - min(shares) <= Decimal("0.00000001") * count
    assert checked_shares(shares) == shares


@pytest.mark.parametrize("shares", [[], ["0.5"], ["1.2"], ["1", "0"], ["1.5", "-0.5"], ["0.333333333", "0.666666667"]])
def test_checked_shares_refuses(shares: list[str]) -> None:
    with pytest.raises(Invalid):
        checked_shares([Decimal(share) for share in shares])
