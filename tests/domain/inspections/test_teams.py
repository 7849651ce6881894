"""Teams: roles, cards, recusals, and that nobody inspects his own house."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import teams
from congvu.domain.inspections.models import Member, MemberRole, Recusal, Team
from congvu.domain.inspections.papers.teams import rules_paper
from congvu.domain.inspections.queries import teams as queries
from congvu.domain.inspections.shipped.working_rules import MODEL
from congvu.kernel.documents.papers import to_docx
from congvu.kernel.journal.queries import of_stream
from tests.domain.inspections.conftest import Room
from tests.kernel.casework.office import pk_of

TODAY, MARCH = date(2026, 11, 24), date(2026, 3, 10)


def test_a_team_has_one_head_and_each_person_once(room: Room) -> None:
    team = room.crew()
    with pytest.raises(Invalid) as refused:
        room.join(team, room.rival, MemberRole.HEAD)
    assert refused.value.field == "role"
    with pytest.raises(Invalid) as refused:
        room.join(team, room.binh)
    assert refused.value.field == "official"
    assert [one.role for one in queries.members_on(team, TODAY)] == ["head", "member"]


def test_who_left_may_come_back_and_the_next_head_may_begin(room: Room) -> None:
    team = room.crew()
    head = team.members.get(role="head")
    teams.let_leave(actor=room.planner, member_id=head.pk, on=date(2026, 6, 1), reason="Chuyển công tác", now=room.now)
    with pytest.raises(MoveRefused):
        teams.let_leave(actor=room.planner, member_id=head.pk, on=TODAY, reason="Lần nữa", now=room.now)
    room.join(team, room.rival, MemberRole.HEAD)
    room.join(team, room.an)
    assert queries.card_of(head.card, TODAY).state == "left"  # type: ignore[union-attr]
    assert queries.card_of(head.card, date(2026, 5, 31)).state == "in_force"  # type: ignore[union-attr]


def test_only_observers_come_from_outside(room: Room) -> None:
    team = room.team()
    values: dict[str, Any] = {"actor": room.planner, "team_id": team.pk, "from_on": TODAY, "now": room.now}
    with pytest.raises(Invalid) as refused:
        teams.add_member(role=MemberRole.MEMBER, name="Trần Văn X", body="Báo Lam Giang", **values)
    assert refused.value.field == "role"
    with pytest.raises(Invalid) as refused:
        teams.add_member(role=MemberRole.OBSERVER, name="Trần Văn X", **values)
    assert refused.value.field == "body"
    seen = teams.add_member(role=MemberRole.OBSERVER, name="Trần Văn X", body="Báo Lam Giang", **values)
    assert seen.official_id is None
    assert seen not in queries.inspectors_on(team, TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Member.objects.filter(pk=seen.pk).update(role=MemberRole.MEMBER)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decision": " "}, "decision"), ({"name": ""}, "name"), ({"decided_on": date(2027, 1, 1)}, "decided_on"),
        ({"valid_from": date(2026, 1, 19)}, "valid_from"), ({"valid_to": date(2026, 1, 31)}, "valid_to"),
        ({"ordered_by_id": 999_999}, "ordered_by"), ({"rules": "x" * 20_001}, "rules"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(room: Room, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        room.team(**given)
    assert refused.value.field == field


def test_one_decision_forms_one_team(room: Room) -> None:
    room.team()
    with pytest.raises(Invalid):
        room.team(name="Đoàn khác")


def test_teams_are_formed_only_with_the_permission(room: Room) -> None:
    with pytest.raises(NotAllowed):
        teams.form_team(
            actor=room.chief, agency_id=room.top.pk, name="Đoàn", decision="1/QĐ", decided_on=TODAY,
            ordered_by_id=pk_of(room.chairman), valid_from=TODAY, now=room.now,
        )  # fmt: skip


def test_a_card_says_whether_it_holds_and_a_lost_one_is_void(room: Room) -> None:
    team = room.crew()
    member = team.members.get(role="head")
    old = member.card
    assert len(old) == 43
    assert queries.card_of(old, TODAY).state == "in_force"  # type: ignore[union-attr]
    assert queries.card_of(old, date(2026, 1, 31)).state == "not_yet"  # type: ignore[union-attr]
    assert queries.card_of(old, date(2027, 1, 1)).state == "ended"  # type: ignore[union-attr]
    assert queries.card_of("", TODAY) is None
    teams.renew_card(actor=room.planner, member_id=member.pk, reason="Mất thẻ", now=room.now)
    assert queries.card_of(old, TODAY) is None
    lines = [str(line.text) for line in of_stream(f"inspection_team/{team.pk}")]
    member.refresh_from_db()
    assert len(lines) == 4
    assert not any(secret in line for line in lines for secret in (old, member.card))


def test_a_team_that_ended_takes_nobody_more(room: Room) -> None:
    team = room.crew()
    teams.end_team(actor=room.planner, team_id=team.pk, on=TODAY, reason="Xong nhiệm vụ", now=room.now)
    team.refresh_from_db()
    assert queries.is_in_force(team, TODAY)
    assert not queries.is_in_force(team, date(2026, 11, 25))
    over = room.team("3/QĐ", decided_on=date(2026, 1, 5), valid_from=date(2026, 1, 6), valid_to=date(2026, 3, 1))
    with pytest.raises(MoveRefused):
        room.join(over, room.rival)


def test_nobody_inspects_his_own_unit_or_what_stands_above_it(room: Room) -> None:
    team = room.crew()
    for unit in (room.office.snv, room.office.division):
        with pytest.raises(Invalid) as refused:
            queries.check_may_inspect(team, unit.pk, MARCH)
        assert "Chuyên viên" in str(refused.value)
    queries.check_may_inspect(team, room.office.stc.pk, MARCH)


def test_a_recused_member_stays_away_while_the_team_goes(room: Room) -> None:
    team = room.crew()
    room.join(team, room.rival)
    with pytest.raises(Invalid):
        queries.check_may_inspect(team, room.office.stc.pk, MARCH)
    teams.declare_recusal(actor=room.rival, official_id=pk_of(room.rival), unit_id=room.office.stc.pk,
                          reason="Đang công tác tại đây", now=room.now)  # fmt: skip
    queries.check_may_inspect(team, room.office.stc.pk, MARCH)
    assert queries.recused_pairs(team, [room.office.stc.pk, room.health.pk], MARCH) == [
        (pk_of(room.rival), room.office.stc.pk)
    ]


def test_a_recused_head_and_a_team_of_which_nobody_is_left_are_refused(room: Room) -> None:
    team = room.crew()
    teams.declare_recusal(actor=room.an, official_id=pk_of(room.an), unit_id=room.health.pk, reason="Người thân",
                          now=room.now)  # fmt: skip
    with pytest.raises(Invalid) as refused:
        queries.check_may_inspect(team, room.health.pk, MARCH)
    assert refused.value.field == "team"
    alone = room.team("9/QĐ-UBND")
    room.join(alone, room.an)
    with pytest.raises(Invalid):
        queries.check_may_inspect(alone, room.health.pk, MARCH)


def test_a_recusal_is_declared_by_the_person_or_who_orders_and_never_deleted(room: Room) -> None:
    values: dict[str, Any] = {
        "official_id": pk_of(room.an), "unit_id": room.health.pk, "reason": "Người thân", "now": room.now,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        teams.declare_recusal(actor=room.binh, **values)
    made = teams.declare_recusal(actor=room.chairman, **values)
    with pytest.raises(Invalid):
        teams.declare_recusal(actor=room.an, **values)
    with pytest.raises(NotAllowed):
        teams.end_recusal(actor=room.an, recusal_id=made.pk, reason="Hết", now=room.now)
    with pytest.raises(DatabaseError), transaction.atomic():
        Recusal.objects.filter(pk=made.pk).delete()
    teams.end_recusal(actor=room.chairman, recusal_id=made.pk, reason="Đã chuyển công tác", now=room.now)
    with pytest.raises(MoveRefused):
        teams.end_recusal(actor=room.chairman, recusal_id=made.pk, reason="Lần nữa", now=room.now)
    assert not queries.is_recused(pk_of(room.an), room.health.pk)
    verbs = [line.verb for line in of_stream(f"inspection_recusal/{made.pk}")]
    assert verbs == ["inspection.recusal_declared", "inspection.recusal_ended"]


def test_what_one_declared_of_oneself_one_may_end(room: Room) -> None:
    made = teams.declare_recusal(actor=room.an, official_id=pk_of(room.an), unit_id=room.office.snv.pk, reason="Ở đây",
                                 now=room.now)  # fmt: skip
    assert queries.is_recused(pk_of(room.an), room.office.division.pk)
    assert not queries.is_recused(pk_of(room.an), room.health.pk)
    assert queries.may_end(room.an, made)
    assert not queries.may_end(room.binh, made)
    assert queries.own_recusals(room.an) == [made]
    assert queries.recusals_for(room.binh) == []


def test_a_member_sees_his_team_and_others_do_not(room: Room) -> None:
    team = room.crew()
    assert queries.team_for(room.an, team.pk) == team
    for who in (room.chief, room.rival, room.office.stranger):
        with pytest.raises(NotFound):
            queries.team_for(who, team.pk)
    assert [card.state for card in queries.memberships_of(room.an, TODAY)] == ["in_force"]


def test_the_model_of_working_rules_is_printed_with_the_members(room: Room) -> None:
    team = room.crew(rules=MODEL)
    assert Team.objects.get(pk=team.pk).rules == MODEL.strip()
    paper = rules_paper(agency="UBND tỉnh", team=team.name, decision=team.decision, decided_on=team.decided_on,
                        rules=team.rules, members=[("Chuyên viên An", "Sở Nội vụ", "Trưởng đoàn")])  # fmt: skip
    assert sum(type(block).__name__ == "Item" for block in paper.body) == 9
    assert to_docx(paper)[:2] == b"PK"
