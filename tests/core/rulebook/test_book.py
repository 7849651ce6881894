"""Legal values by date: what holds when, where the book contradicts itself, what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.refusals import Invalid, NotFound
from congvu.core.rulebook import ChangeKind, Rule, Rulebook, RulebookUnsound, Value


def rule(value: Value, since: str, until: str | None = None, code: str = "supplement.return", **facts: object) -> Rule:
    known: dict[str, object] = {"unit": "working days", "standing": "unverified", **facts}
    return Rule(
        code=code,
        value=value,
        in_force_from=date.fromisoformat(since),
        in_force_to=None if until is None else date.fromisoformat(until),
        **known,  # type: ignore[arg-type]
    )


OLD = rule(3, "2018-06-21", "2025-07-01", source="NĐ 61/2018/NĐ-CP", article="Điều 19.4", standing="verified")
NEW = rule(2, "2025-07-01", source="NĐ 118/2025/NĐ-CP", standing="verified")
LOCAL = rule(1, "2025-10-01", "2026-01-01", source="QĐ 138/2025", standing="local")
BOOK = Rulebook([NEW, LOCAL, OLD])


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2018-06-21", OLD),
        ("2025-06-30", OLD),
        ("2025-07-01", NEW),
        ("2025-10-01", LOCAL),
        ("2025-12-31", LOCAL),
        ("2026-01-01", NEW),
        ("2040-01-01", NEW),
    ],
)
def test_the_value_is_that_of_its_day_and_the_local_rule_goes_first(on: str, expected: Rule) -> None:
    assert BOOK.at("supplement.return", date.fromisoformat(on)) is expected


def test_before_the_law_there_is_no_value() -> None:
    assert BOOK.find("supplement.return", date(2018, 6, 20)) is None
    with pytest.raises(NotFound, match="21/06/2018"):
        BOOK.at("supplement.return", date(2018, 6, 20))
    with pytest.raises(NotFound, match="none of this code"):
        BOOK.at("khong.co", date(2026, 1, 1))


def test_values_are_asked_by_their_type() -> None:
    book = BOOK.with_rules(rule("15 calendar days", "2020-01-01", code="post", unit=""))
    assert book.whole("supplement.return", date(2026, 6, 1)) == 2
    assert book.text("post", date(2026, 6, 1)) == "15 calendar days"
    with pytest.raises(Invalid):
        book.whole("post", date(2026, 6, 1))
    with pytest.raises(Invalid):
        book.text("supplement.return", date(2026, 6, 1))
    with pytest.raises(Invalid):
        Rulebook([rule(True, "2020-01-01", code="yes")]).whole("yes", date(2026, 6, 1))


def test_a_book_that_contradicts_itself_is_refused() -> None:
    assert BOOK.conflicts() == ()
    assert BOOK.checked() is BOOK
    twice = BOOK.with_rules(rule(4, "2024-01-01", "2024-02-01"))
    (conflict,) = twice.conflicts()
    assert {conflict.first.value, conflict.second.value} == {3, 4}
    assert str(conflict) == "supplement.return: 3 and 4 both hold from 2024-01-01"
    with pytest.raises(RulebookUnsound) as caught:
        twice.checked()
    assert caught.value.conflicts == (conflict,)


def test_a_conflict_with_a_rule_that_began_long_before_is_found() -> None:
    book = Rulebook([rule(1, "2000-01-01"), rule(2, "2010-01-01", "2011-01-01"), rule(3, "2020-01-01")])
    assert [(c.first.value, c.second.value) for c in book.conflicts()] == [(1, 2), (1, 3)]


def test_days_on_which_nothing_holds_are_found() -> None:
    assert BOOK.gaps() == ()
    book = Rulebook([rule(1, "2020-01-01", "2021-01-01"), rule(2, "2021-03-01")])
    (gap,) = book.gaps()
    assert (gap.start, gap.end) == (date(2021, 1, 1), date(2021, 3, 1))
    assert "nothing holds from 2021-01-01 until 2021-03-01" in str(gap)


def test_what_changed_between_two_dates() -> None:
    book = Rulebook(
        [
            OLD,
            NEW,
            rule(5, "2018-01-01", "2024-01-01", code="went"),
            rule(6, "2026-01-01", code="came"),
            rule(7, "2018-01-01", code="same"),
            rule(8, "2018-01-01", "2025-01-01", code="moved", source="NĐ 61"),
            rule(8, "2025-01-01", code="moved", source="NĐ 118"),
        ]
    )
    changes = {change.code: change for change in book.diff(date(2020, 1, 1), date(2026, 6, 1))}
    assert {code: change.kind for code, change in changes.items()} == {
        "supplement.return": ChangeKind.VALUE,
        "went": ChangeKind.WENT,
        "came": ChangeKind.CAME,
        "moved": ChangeKind.SOURCE,
    }
    assert changes["supplement.return"].before is OLD
    assert changes["supplement.return"].after is NEW
    assert changes["went"].after is None
    assert book.diff(date(2026, 6, 1), date(2026, 6, 1)) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": ""},
        {"value": 1.5},
        {"standing": "sure"},
        {"in_force_to": date(2020, 1, 1)},
        {"standing": "verified", "source": ""},
    ],
)
def test_a_rule_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    facts: dict[str, object] = {"code": "x", "value": Decimal("0.5"), "in_force_from": date(2020, 1, 1), **wrong}
    with pytest.raises(Invalid):
        Rule(**facts)  # type: ignore[arg-type]


def test_a_citation_is_source_and_article() -> None:
    assert OLD.citation == "NĐ 61/2018/NĐ-CP, Điều 19.4"
    assert NEW.citation == "NĐ 118/2025/NĐ-CP"
    assert LOCAL.is_local


def test_a_book_is_its_rules_in_order() -> None:
    assert list(BOOK) == [OLD, NEW, LOCAL]
    assert len(BOOK) == 3
    assert BOOK.codes == ("supplement.return",)
    assert BOOK.history("khong.co") == ()


days = st.integers(0, 3000).map(lambda number: date.fromordinal(date(2018, 1, 1).toordinal() + number))


@given(st.lists(st.tuples(days, st.none() | st.integers(1, 900)), min_size=1, max_size=8), days)
def test_a_book_without_conflicts_has_at_most_one_value_a_day_and_gaps_have_none(
    spans: list[tuple[date, int | None]], on: date
) -> None:
    rules = [
        Rule(
            code="x",
            value=number,
            in_force_from=since,
            in_force_to=None if length is None else date.fromordinal(since.toordinal() + length),
        )
        for number, (since, length) in enumerate(spans)
    ]
    book = Rulebook(rules)
    holding = [r for r in rules if r.holds_on(on)]
    if not book.conflicts():
        assert len(holding) <= 1
    in_gap = any(gap.start <= on < gap.end for gap in book.gaps())
    first = min(r.in_force_from for r in rules)
    last = max(r.in_force_to or date.max for r in rules)
    assert in_gap == (not holding and first <= on < last)
