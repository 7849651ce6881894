"""Adding agencies and posts; groups of addressees as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.kernel.journal.models import Line
from congvu.kernel.org import actions, queries
from congvu.kernel.org.models import Agency, AgencyGroup, Post
from tests.kernel.org.conftest import BEGUN, NOON, Person, Small

ON = date(2026, 1, 1)


def test_add_agency_writes_the_row_and_one_line(small: Small, owner: Person) -> None:
    new = actions.NewAgency("syt", "  Sở   Y tế ", "department", "province", small.root, aliases=("Sở YT",))
    made = actions.add_agency(actor=owner, new=new, valid_from=ON, decision="QĐ 1", now=NOON, behalf="Giám đốc")
    assert made.name == "Sở Y tế"
    assert made.skey == "so y te | so yt"
    assert [row.code for row in queries.agencies_on(ON) if row.code == "syt"] == ["syt"]
    assert "syt" not in {row.code for row in queries.agencies_on(date(2025, 12, 31))}
    line = Line.objects.get(stream="org")
    assert (line.verb, line.behalf) == ("agency.added", "Giám đốc")
    assert '"code":"syt"' in str(line.text)


@pytest.mark.parametrize(
    "bad",
    [
        ("stc", "Sở Khác", "department", ON),
        ("Bad Code", "Sở Khác", "department", ON),
        ("x" * 61, "Sở Khác", "department", ON),
        ("khac", " ", "department", ON),
        ("khac", "Sở Khác", "castle", ON),
        ("khac", "SỞ TÀI CHÍNH", "department", ON),
        ("khac", "Sở Khác", "department", date(2019, 1, 1)),
    ],
)
def test_add_agency_refuses(small: Small, owner: Person, bad: tuple[str, str, str, date]) -> None:
    code, name, kind, on = bad
    new = actions.NewAgency(code, name, kind, "province", small.root)
    with pytest.raises(Invalid):
        actions.add_agency(actor=owner, new=new, valid_from=on, decision="x", now=NOON)
    assert Agency.objects.count() == 5
    assert not Line.objects.exists()


def test_add_agency_refuses_who_may_not_there(small: Small) -> None:
    elsewhere = Person(grants={"org.agency.add": frozenset({small.ward.pk})})
    new = actions.NewAgency("syt", "Sở Y tế", "department", "province", small.root)
    with pytest.raises(NotAllowed):
        actions.add_agency(actor=elsewhere, new=new, valid_from=ON, decision="x", now=NOON)


def test_add_post_allows_one_head_at_a_time(small: Small, owner: Person) -> None:
    common: dict[str, Any] = {"actor": owner, "agency": small.finance, "title": "Giám đốc", "now": NOON}
    with pytest.raises(Invalid):
        actions.add_post(**common, code="gd-2", valid_from=ON, is_head=True)
    with pytest.raises(Invalid):
        actions.add_post(**common, code="pgd", valid_from=ON)
    made = actions.add_post(**common, code="pgd-2", valid_from=ON, is_deputy=True)
    assert [row.code for row in queries.posts_of(small.finance.pk, ON)] == ["gd", "pgd", "pgd-2"]
    assert [row.code for row in queries.posts_of(small.finance.pk, BEGUN)] == ["gd", "pgd"]
    ended = actions.end_post(actor=owner, post=made, on=date(2026, 6, 1), now=NOON)
    assert ended.valid_to == date(2026, 6, 1)
    with pytest.raises(Invalid):
        actions.end_post(
            actor=owner, post=Post.objects.get(agency=small.finance, code="gd"), on=date(2026, 6, 1), now=NOON
        )


def test_expand_group_takes_any_alternative_and_all_conditions(small: Small) -> None:
    AgencyGroup.objects.create(
        code="g",
        name="G",
        surfaces=["các sở và phường"],
        rule={
            "any": [
                {"kinds": ["department"], "under": "ubnd", "except_codes": ["skhdt"]},
                {"place_kinds": ["ward"], "levels": ["commune"]},
                {"kinds": ["division"], "levels": ["commune"]},
            ]
        },
    )
    assert {row.code for row in queries.expand_group("g", ON)} == {"stc", "phuong-an-hoa"}
    assert queries.expand_group("g", date(2019, 1, 1)) == []
    with pytest.raises(NotFound):
        queries.expand_group("none", ON)


def test_reads_answer_for_the_day_asked(small: Small) -> None:
    assert queries.agency_by_code("stc") == small.finance
    assert queries.subtree_ids(small.finance.pk) == {small.finance.pk, small.budget.pk}
    assert queries.subtree_ids(10**9) == frozenset()
    assert queries.head_of(small.finance.pk, BEGUN) == small.binh
    assert queries.head_of(small.finance.pk, date(2019, 12, 31)) is None
    assert queries.head_of(small.budget.pk, ON) is None
    served = queries.officials_of(small.root.pk, ON, with_units=True)
    assert {row.official.code for row in served} == {"binh", "cuc", "dao"}
    assert queries.officials_of(small.root.pk, ON) == []
    with pytest.raises(NotFound):
        queries.agency_by_id(10**9)
    with pytest.raises(NotFound):
        queries.official_by_id(10**9)
