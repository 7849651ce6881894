"""A reorganisation as one act: districts end, communes merge and split, offices are renamed; all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.casework.queries.as_now import as_now
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Agency, Appointment, Post, Reform, Succession
from congvu.kernel.org.queries.lineage import origins_on
from tests.kernel.org.conftest import NOON, Person, Small, agency, official, seat

DAY = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)
TODAY = date(2026, 11, 20)
DECISION = "Nghị quyết 202/2025/QH15"


@dataclass
class Old:
    """A district with three communes, beside the small province."""

    district: Agency
    one: Agency
    two: Agency
    three: Agency


@pytest.fixture
def old(small: Small) -> Old:
    district = agency("huyen-a", "Ủy ban nhân dân huyện A", small.root, "peoples_committee", level="district")
    agency("huyen-a-vp", "Văn phòng", district, "office", level="district")
    rows = [
        agency(f"xa-{n}", f"Ủy ban nhân dân xã {n}", district, "peoples_committee", level="commune")
        for n in ("1", "2", "3")
    ]
    seat(rows[0], "ct", "Chủ tịch", official("ct-1", "Nguyễn Một"), is_head=True)
    return Old(district, *rows)


def line(code: str, act: str, heir: str, share: str = "", number: int = 2, **more: str) -> dict[str, Any]:
    return {"agency": code, "act": act, "heir": heir, "share": share, "line": number, **more}


def new(code: str, name: str, parent: str = "ubnd", number: int = 2, **more: str) -> dict[str, Any]:
    values = {"code": code, "name": name, "parent": parent, "kind": "peoples_committee", "level": "commune"}
    return {**values, "line": number, **more}


LINES = [
    line("huyen-a", "abolish", "moi-1", "0.6"),
    line("huyen-a", "abolish", "moi-2", "0.4"),
    line("xa-1", "merge", "moi-1"),
    line("xa-2", "split", "moi-1", "0.7"),
    line("xa-2", "split", "moi-2", "0.3"),
    line("xa-3", "merge", "moi-2"),
    line("stc", "rename", "stc-moi"),
    line("skhdt", "merge", "stc"),
]
FOUNDED = [
    new("moi-1", "Ủy ban nhân dân xã Mới Một"),
    new("moi-1-vp", "Văn phòng", "moi-1", kind="office"),
    new("moi-2", "Ủy ban nhân dân xã Mới Hai"),
    new("stc-moi", "Sở Tài chính và Đầu tư", kind="department", level="province"),
]
STAFF = [{"official": "ct-1", "agency": "moi-1", "title": "Chủ tịch", "post": "ct", "seat": "head", "line": 2}]


def drafted(
    owner: Person, lines: list[dict[str, Any]], founded: list[dict[str, Any]] | None = None, **more: Any
) -> Reform:
    values: dict[str, Any] = {"name": "Sắp xếp 2025", "decision": DECISION, "on": DAY, "now": NOON, **more}
    return actions.draft_reform(actor=owner, lines=lines, founded=founded or [], **values)


def texts(reform: Reform) -> str:
    with translation.override("en"):
        return " | ".join(problem.text for problem in queries.plan_of(reform).problems)


def test_apply_reform_does_all_lines_in_one_act(old: Old, small: Small, owner: Person, jobs: None) -> None:
    reform = drafted(owner, LINES, FOUNDED, staff=STAFF)
    assert queries.plan_of(reform).problems == []
    actions.apply_reform(actor=owner, reform=reform, now=NOON)
    codes = {row.code for row in queries.agencies_on(DAY)}
    assert {"moi-1", "moi-1-vp", "moi-2", "stc-moi", "stc-moi-ngan-sach"} <= codes
    assert not codes & {"huyen-a", "huyen-a-vp", "xa-1", "xa-2", "xa-3", "stc", "skhdt"}
    assert {"huyen-a", "xa-1", "xa-2", "xa-3", "stc", "skhdt"} <= {row.code for row in queries.agencies_on(BEFORE)}
    heirs = {row.agency.code: row.share for row in queries.heirs_of(old.two, TODAY)}
    assert heirs == {"moi-1": Decimal("0.7"), "moi-2": Decimal("0.3")}
    office = Agency.objects.get(code="huyen-a-vp")
    assert {row.agency.code: row.share for row in queries.heirs_of(office, TODAY)} == {
        "moi-1": Decimal("0.6"), "moi-2": Decimal("0.4"),
    }  # fmt: skip
    head = queries.head_of(queries.agency_by_code("moi-1").pk, DAY)
    assert head is not None
    assert head.code == "ct-1"
    assert queries.head_of(queries.agency_by_code("stc-moi").pk, DAY) == small.binh
    verbs = list(Line.objects.filter(stream="org").order_by("seq").values_list("verb", flat=True))
    assert verbs[:2] == ["reform.drafted", "reform.applied"]
    assert sorted(verbs[2:]) == [
        "agencies.founded", "agencies.founded", "agencies.merged", "agency.abolished", "agency.renamed", "agency.split",
        "officials.appointed",
    ]  # fmt: skip
    reform.refresh_from_db()
    assert reform.is_applied
    with pytest.raises(MoveRefused):
        actions.apply_reform(actor=owner, reform=reform, now=NOON)


def test_a_chain_of_heirs_within_one_act_is_resolved(old: Old, small: Small, owner: Person, jobs: None) -> None:
    """skhdt goes into stc, which is renamed the same day: the heir of skhdt is the renamed one."""
    reform = drafted(owner, LINES, FOUNDED)
    (ending,) = [ending for ending in queries.plan_of(reform).endings if ending.agency.code == "skhdt"]
    assert (ending.heirs, ending.through) == ([("stc-moi", Decimal(1))], ["stc"])
    actions.apply_reform(actor=owner, reform=reform, now=NOON)
    assert [row.agency.code for row in queries.heirs_of(small.planning, TODAY)] == ["stc-moi"]
    assert Succession.objects.get(predecessor=small.planning).successor.code == "stc-moi"


def test_a_long_chain_multiplies_its_shares(old: Old, owner: Person) -> None:
    lines = [
        line("xa-1", "split", "xa-2", "0.5"),
        line("xa-1", "split", "xa-3", "0.5"),
        line("xa-2", "split", "xa-3", "0.4"),
        line("xa-2", "split", "phuong-an-hoa", "0.6"),
    ]
    plan = queries.plan_of(drafted(owner, lines))
    assert dict(plan.endings[0].heirs) == {"xa-3": Decimal("0.7"), "phuong-an-hoa": Decimal("0.3")}
    assert plan.problems == []


@pytest.mark.parametrize(
    ("lines", "founded", "words"),
    [
        ([line("xa-1", "merge", "xa-1")], [], "into itself"),
        ([line("xa-1", "merge", "xa-2"), line("xa-2", "merge", "xa-3"), line("xa-3", "merge", "xa-1")], [], "circle"),
        ([line("xa-1", "abolish", "")], [], "nobody takes over"),
        ([line("xa-1", "merge", "khong-co")], [], "nobody knows the heir"),
        ([line("khong-co", "merge", "xa-1")], [], "no agency with the code"),
        ([line("xa-1", "split", "xa-2", "0.5"), line("xa-1", "split", "xa-3", "0.4")], [], "sum to 0.9"),
        ([line("xa-1", "split", "xa-2", "NaN"), line("xa-1", "split", "xa-3", "0.4")], [], "share must be"),
        ([line("xa-1", "split", "xa-2", "một"), line("xa-1", "split", "xa-3", "0.4")], [], "share must be"),
        ([line("xa-1", "merge", "xa-2"), line("xa-1", "split", "xa-3")], [], "one kind of act"),
        ([line("xa-1", "eat", "xa-2")], [], "one kind of act"),
        ([line("xa-1", "merge", "xa-2"), line("xa-1", "merge", "xa-2")], [], "named twice"),
        ([line("xa-1", "rename", "xa-2")], [], "must be a new agency"),
        ([line("huyen-a", "abolish", "xa-1")], [], "unit of what ends"),
        ([line("xa-1", "merge", "moi")], [new("moi", "A"), new("moi", "B")], "two rows"),
        ([line("xa-1", "merge", "moi")], [new("moi", "A", "khong-co")], "no agency with the code"),
        ([line("xa-1", "merge", "moi")], [new("moi", "A", "xa-1")], "ends with this act"),
        ([line("xa-1", "merge", "a")], [new("a", "A", "b"), new("b", "B", "a")], "below itself"),
        ([], [], "ends no agency"),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_row(
    old: Old, owner: Person, lines: list[dict[str, Any]], founded: list[dict[str, Any]], words: str
) -> None:
    reform = drafted(owner, lines, founded)
    assert words in texts(reform)
    before = _state()
    with pytest.raises(Invalid):
        actions.apply_reform(actor=owner, reform=reform, now=NOON)
    with pytest.raises(Invalid):
        actions.begin_reform(actor=owner, reform=reform)
    assert _state() == before


def test_an_act_before_an_agency_began_or_after_it_ended_is_a_problem(old: Old, owner: Person, jobs: None) -> None:
    assert "before it began" in texts(drafted(owner, [line("xa-1", "merge", "xa-2")], on=date(2019, 1, 1)))
    actions.apply_reform(actor=owner, reform=drafted(owner, [line("xa-1", "merge", "xa-2")]), now=NOON)
    again = drafted(owner, [line("xa-1", "merge", "xa-3"), line("xa-2", "merge", "xa-1")], on=TODAY)
    assert "ended already" in texts(again)
    assert "does not exist on that day" in texts(again)


def test_apply_reform_refuses_who_may_not(old: Old, owner: Person, stranger: Person) -> None:
    reform = drafted(owner, LINES, FOUNDED)
    for person in (stranger, Person(grants={"org.agency.reorganise": frozenset({old.one.pk})})):
        with pytest.raises(NotAllowed):
            actions.apply_reform(actor=person, reform=reform, now=NOON)
    with pytest.raises(NotAllowed):
        drafted(stranger, LINES)
    assert not Agency.objects.filter(valid_to__isnull=False).exists()


def test_a_mistake_in_the_middle_leaves_nothing_behind(old: Old, owner: Person, jobs: None) -> None:
    """The name of the second new agency is taken under the same parent: found out only while writing."""
    twins = [new("moi-1", "Ủy ban nhân dân xã Mới"), new("moi-2", "UBND xã Mới"), *FOUNDED[1:2], FOUNDED[3]]
    reform = drafted(owner, LINES, twins)
    before = _state()
    with pytest.raises(Invalid):
        actions.apply_reform(actor=owner, reform=reform, now=NOON)
    assert _state() == before
    actions.begin_reform(actor=owner, reform=drafted(owner, LINES, FOUNDED))


def test_revoke_reform_brings_back_what_was(old: Old, owner: Person, jobs: None) -> None:
    before = _state()
    reform = drafted(owner, LINES, FOUNDED, staff=STAFF)
    actions.apply_reform(actor=owner, reform=reform, now=NOON)
    assert _state() != before
    with pytest.raises(Invalid):
        actions.revoke_reform(actor=owner, reform=reform, reason=" ", now=NOON)
    actions.revoke_reform(actor=owner, reform=reform, reason="Nhập nhầm", now=NOON)
    assert _state() == before
    assert Line.objects.filter(stream="org").order_by("-seq").first().verb == "reform.revoked"  # type: ignore[union-attr]


def test_revoke_reform_refuses_after_an_appointment_or_another_act(old: Old, owner: Person, jobs: None) -> None:
    reform = drafted(owner, LINES, FOUNDED)
    actions.apply_reform(actor=owner, reform=reform, now=NOON)
    post = seat(Agency.objects.get(code="moi-2"), "ct", "Chủ tịch", official("ct-2", "Trần Hai"), is_head=True)
    with pytest.raises(Invalid):
        actions.revoke_reform(actor=owner, reform=reform, reason="x", now=NOON)
    Appointment.objects.filter(post=post).delete()
    later = drafted(owner, [line("moi-1", "merge", "moi-2")], on=TODAY)
    actions.apply_reform(actor=owner, reform=later, now=NOON)
    with pytest.raises(Invalid):
        actions.revoke_reform(actor=owner, reform=reform, reason="x", now=NOON)


def test_a_draft_is_changed_and_dropped_and_only_a_draft(old: Old, owner: Person, jobs: None) -> None:
    reform = drafted(owner, LINES[:1])
    actions.draft_reform(actor=owner, reform=reform, name="B", decision="QĐ 1", on=DAY, lines=LINES, founded=FOUNDED,
                         now=NOON)  # fmt: skip
    actions.apply_reform(actor=owner, reform=reform, now=NOON)
    with pytest.raises(MoveRefused):
        actions.drop_draft(actor=owner, reform=reform, now=NOON)
    other = drafted(owner, LINES[:1])
    actions.drop_draft(actor=owner, reform=other, now=NOON)
    assert not Reform.objects.filter(pk=other.pk).exists()
    actions.give_up(reform_id=reform.pk, why="x")
    reform.refresh_from_db()
    assert reform.is_applied


def test_what_is_touched_lists_posts_people_and_groups(old: Old, small: Small, owner: Person) -> None:
    reform = drafted(owner, LINES, FOUNDED)
    touched = queries.touched_by(queries.plan_of(reform), reform)
    assert {row.official.code for row in touched.unplaced} == {"ct-1", "dao"}
    assert {post.title for post in touched.posts} == {"Chủ tịch", "Giám đốc"}


def _state() -> list[object]:
    return [
        sorted(Agency.objects.values_list("code", "name", "valid_from", "valid_to"), key=str),
        sorted(Post.objects.values_list("agency__code", "code", "valid_to"), key=str),
        sorted(Appointment.objects.values_list("official__code", "post__agency__code", "from_on", "to_on"), key=str),
        sorted(Succession.objects.values_list("predecessor__code", "successor__code", "share"), key=str),
    ]


def test_figures_of_any_time_are_those_of_a_day_and_the_way_back(
    old: Old, small: Small, owner: Person, jobs: None
) -> None:
    actions.apply_reform(actor=owner, reform=drafted(owner, LINES, FOUNDED), now=NOON)
    ids = {code: Agency.objects.get(code=code).pk for code in ("moi-1", "moi-2", "stc-moi")}
    rows = [
        {"accountable_agency_id": old.one.pk, "name": "x", "total": 10, "late": 1},
        {"accountable_agency_id": old.two.pk, "name": "x", "total": 10, "late": 0},
        {"accountable_agency_id": old.three.pk, "name": "x", "total": 3, "late": 3},
        {"accountable_agency_id": ids["moi-1"], "name": "x", "total": 1, "late": 0},
        {"accountable_agency_id": small.planning.pk, "name": "x", "total": 7, "late": 0},
    ]
    now, divided = as_now(rows, TODAY)
    found = {row["accountable_agency_id"]: (row["total"], row["late"]) for row in now}
    assert found == {ids["moi-1"]: (18, 1), ids["moi-2"]: (6, 3), ids["stc-moi"]: (7, 0)}
    assert divided
    then, divided = as_now(rows[:3], BEFORE)
    assert [row["total"] for row in then] == [10, 10, 3]
    assert not divided
    back = {part.agency.code: part.share for part in origins_on(ids["moi-1"], BEFORE)}
    assert back == {"huyen-a": Decimal("0.6"), "huyen-a-vp": Decimal("0.6"), "xa-1": 1, "xa-2": Decimal("0.7")}
    assert {part.agency.code for part in origins_on(ids["stc-moi"], BEFORE)} == {"stc", "skhdt"}
    assert as_now([], TODAY) == ([], False)
