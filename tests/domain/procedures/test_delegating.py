"""Who settles a dossier: by the procedure, and by what was decentralised or delegated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.procedures.actions import delegating
from congvu.domain.procedures.actions.delegating import Delegation
from congvu.domain.procedures.models import DelegatedSettling, Version
from congvu.domain.procedures.queries import delegated as queries
from congvu.domain.procedures.queries.catalogue import version_in_force
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.models import Agency
from tests.domain.procedures.conftest import Desk
from tests.domain.procedures.places import places
from tests.kernel.accounts.cast import give, make_account

__all__ = ["places"]

TODAY = date(2026, 11, 24)


def in_force(desk: Desk, **given: Any) -> Version:
    desk.complete()
    Version.objects.filter(pk=desk.version.pk).update(**given)
    desk.announce()
    found = version_in_force(desk.version.procedure_id, TODAY)
    assert found is not None
    return found


def decided(desk: Desk, authority: Agency, delegate: Agency | None, **given: Any) -> DelegatedSettling:
    row = Delegation(**{
        "means": "delegated", "authority_id": authority.pk, "delegate_id": delegate.pk if delegate else None,
        "procedure_ids": (desk.version.procedure_id,), "from_on": date(2026, 7, 1), "decision": "QĐ 2926/QĐ-UBND",
        **given,
    })  # fmt: skip
    return delegating.record_delegation(actor=desk.announcer, given=row, now=desk.office.now)


def who(version: Version, desk: Agency, on: date = TODAY) -> list[str]:
    found = queries.settling_agencies(version, desk.pk, on)
    return [Agency.objects.get(pk=one.agency_id).code for one in found]


def test_a_commune_settles_what_its_own_desk_receives(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="commune")
    assert who(version, places["an-desk"]) == ["xa-an"]
    assert who(version, places["centre"]) == []


def test_received_anywhere_every_commune_may_settle_the_own_one_first(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="commune", boundary_free=True)
    assert who(version, places["binh-desk"]) == ["xa-binh", "xa-an"]
    assert set(who(version, places["centre"])) == {"xa-an", "xa-binh"}


def test_the_province_s_procedures_belong_to_their_agency(desk: Desk, places: dict[str, Agency]) -> None:
    assert who(in_force(desk, settled_at="province"), places["an-desk"]) == ["snv"]


def test_both_levels_the_commune_first(desk: Desk, places: dict[str, Agency]) -> None:
    assert who(in_force(desk, settled_at="both"), places["an-desk"]) == ["xa-an", "snv"]


def test_a_delegation_takes_the_authority_s_place_while_it_holds(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    decided(desk, desk.office.snv, desk.office.stc, to_on=date(2027, 1, 1), position="Giám đốc Sở Tài chính")
    assert who(version, places["centre"]) == ["stc"]
    assert who(version, places["centre"], date(2026, 6, 30)) == ["snv"]
    assert who(version, places["centre"], date(2027, 1, 1)) == ["snv"]
    (found,) = queries.settling_agencies(version, places["centre"].pk, TODAY)
    assert found.basis == "QĐ 2926/QĐ-UBND, Giám đốc Sở Tài chính"
    assert queries.settles(version.procedure_id, desk.office.stc.pk, TODAY)
    assert not queries.settles(version.procedure_id, desk.office.snv.pk, TODAY)


def test_what_the_province_decentralises_leaves_its_departments(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    decided(desk, places["top"], None, means="decentralised")
    assert who(version, places["an-desk"]) == ["xa-an"]
    assert who(version, places["centre"]) == ["xa-an", "xa-binh"]


def test_beside_the_authority_both_settle(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    decided(desk, desk.office.snv, desk.office.stc, replaces=False)
    assert who(version, places["centre"]) == ["snv", "stc"]


def test_a_place_only_a_person_can_judge_leaves_both_to_choose_from(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    decided(desk, desk.office.snv, desk.office.stc, place="trong khu công nghiệp")
    assert who(version, places["centre"]) == ["snv", "stc"]
    assert queries.settling_agencies(version, places["centre"].pk, TODAY)[1].place == "trong khu công nghiệp"


def test_limited_to_communes_it_speaks_only_for_their_desks(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    decided(desk, desk.office.snv, desk.office.stc, within_ids=(places["an"].pk,))
    assert who(version, places["an-desk"]) == ["stc"]
    assert who(version, places["binh-desk"]) == ["snv"]


def test_it_is_ended_by_a_decision_and_then_rests(desk: Desk, places: dict[str, Agency]) -> None:
    version = in_force(desk, settled_at="province")
    row = decided(desk, desk.office.snv, desk.office.stc)
    end: dict[str, Any] = {"actor": desk.announcer, "delegation_id": row.pk, "now": desk.office.now}
    with pytest.raises(Invalid):
        delegating.end_delegation(decision=" ", on=date(2026, 12, 1), **end)
    with pytest.raises(Invalid):
        delegating.end_delegation(decision="QĐ 7", on=row.from_on, **end)
    delegating.end_delegation(decision="QĐ 7", on=date(2026, 12, 1), **end)
    assert who(version, places["centre"], date(2026, 11, 30)) == ["stc"]
    assert who(version, places["centre"], date(2026, 12, 1)) == ["snv"]
    with pytest.raises(MoveRefused):
        delegating.end_delegation(decision="QĐ 8", on=date(2026, 12, 2), **end)
    with pytest.raises(MoveRefused):
        delegating.correct_delegation(
            actor=desk.announcer, delegation_id=row.pk, now=desk.office.now,
            given=Delegation(means="delegated", authority_id=desk.office.snv.pk, delegate_id=desk.office.stc.pk,
                             procedure_ids=(version.procedure_id,), from_on=row.from_on, decision="QĐ 9"),
        )  # fmt: skip
    assert [line.verb for line in journal.of_stream(f"delegation/{row.pk}")] == [
        "delegation.recorded", "delegation.ended",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision": " "}, "decision"), ({"procedure_ids": ()}, "procedures"), ({"procedure_ids": (0,)}, "procedures"),
        ({"to_on": date(2026, 7, 1)}, "to_on"), ({"means": "given"}, "means"),
    ],
)  # fmt: skip
def test_what_is_not_said_is_asked_for(desk: Desk, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        decided(desk, desk.office.snv, desk.office.stc, **wrong)
    assert refused.value.field == field
    assert not DelegatedSettling.objects.exists()


def test_nobody_delegates_to_himself_or_without_the_right(desk: Desk) -> None:
    with pytest.raises(Invalid):
        decided(desk, desk.office.snv, desk.office.snv)
    with pytest.raises(NotAllowed):
        decided(replace(desk, announcer=desk.drafter), desk.office.snv, desk.office.stc)


@given(days=st.integers(-200, 400))
def test_the_state_follows_the_day(days: int) -> None:
    row = DelegatedSettling(from_on=date(2026, 7, 1), to_on=date(2026, 12, 31))
    on = date.fromordinal(TODAY.toordinal() + days)
    state = queries.state_of(row, on)
    assert (state == "coming") == (on < row.from_on)
    assert (state == "ended") == (on >= date(2026, 12, 31))
    assert (state == "ending") == (row.from_on <= on < date(2026, 12, 31) and on >= date(2026, 10, 2))


def test_the_decision_is_recorded_found_and_ended_on_screen(
    desk: Desk, places: dict[str, Agency], client: Client
) -> None:
    version = in_force(desk, settled_at="province")
    account = make_account("kstt")
    give(account, "par_officer", None)
    client.force_login(account)
    soon = date_of_day(day_number(timezone.localdate()) + 40)
    told = {
        "means": "delegated", "decision": "QĐ 432/QĐ-UBND", "authority": desk.office.snv.pk,
        "delegate": desk.office.stc.pk, "procedures": "2.000908", "replaces": "on", "place": "", "within": "",
        "from_on": "01/10/2026", "to_on": f"{soon:%d/%m/%Y}", "position": "",
        "responsibility": "Bên nhận chịu trách nhiệm",
    }  # fmt: skip
    assert client.post("/procedures/delegations/new/", {**told, "procedures": "9.999999"}).status_code == 422
    assert client.post("/procedures/delegations/new/", {**told, "within": "xã Không Có"}).status_code == 422
    page = client.post("/procedures/delegations/new/", told)["Location"]
    assert "Bên nhận chịu trách nhiệm" in client.get(page).content.decode()
    assert "432" in client.get("/procedures/delegations/", {"state": "ending"}).content.decode()
    assert "432" not in client.get("/procedures/delegations/", {"state": "ended"}).content.decode()
    assert "432" in client.get(f"/procedures/{version.procedure_id}/").content.decode()
    asked = client.get(f"/procedures/{version.procedure_id}/competence/", {"desk": places["centre"].pk})
    assert "Sở Tài chính" in asked.content.decode()
    assert client.post(f"{page}correct/", {**told, "decision": "QĐ 433/QĐ-UBND"}).status_code == 302
    assert client.post(f"{page}end/", {"decision": "QĐ 9", "on": f"{soon:%d/%m/%Y}"}).status_code == 302
    assert DelegatedSettling.objects.get().ended_by == "QĐ 9"
    for lost in ("999/", "999/end/", "999/correct/"):
        assert client.get(f"/procedures/delegations/{lost}").status_code == 404
