"""Scores of a year: counted under the agency or its heir, capped, doubled; small units are not compared."""

from __future__ import annotations

from decimal import Decimal

from congvu.domain.inspections.models import Severity
from congvu.domain.inspections.queries import scores
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.org.models import Agency, Succession
from congvu.kernel.rules.actions import choose_rule
from tests.domain.inspections.aftermath import After, after
from tests.kernel.accounts.cast import give, make_account

__all__ = ["after"]


def _only(after: After) -> scores.Score:
    (found,) = scores.scores(2026, after.later(30).date())
    return found


def test_a_year_adds_up(after: After) -> None:
    after.answers(28, 6)
    after.settle(after.told(severity=Severity.MEDIUM))
    after.settle(after.told(2, severity=Severity.MINOR))
    dropped = after.told(3, severity=Severity.VERY_GRAVE)
    after.settle(dropped, keep=False)
    found = _only(after)
    assert (found.reckoned.score, found.grade.name) == (Decimal("94.5"), "A")
    assert (found.visits, found.items, found.faults, found.mix) == (1, 34, 6, {2: 1, 1: 1})
    assert found.interval is not None
    assert found.interval.low < 6 / 34 < found.interval.high
    assert not found.is_small


def test_a_grave_finding_caps_and_a_very_grave_one_closes_titles(after: After) -> None:
    after.settle(after.told(severity=Severity.GRAVE))
    found = _only(after)
    assert (found.reckoned.score, found.grade.name, found.grade.by_score) == (Decimal(90), "B", "A")
    assert scores.gate_of(found, after.now.date()).emulation
    after.settle(after.told(2, severity=Severity.VERY_GRAVE))
    worse = _only(after)
    gate = scores.gate_of(worse, after.now.date())
    assert worse.grade.name == "D"
    assert (gate.emulation, gate.best_rating) == (False, "completed")
    assert len(gate.because) == 2


def test_small_units_are_left_out_of_the_funnel(after: After) -> None:
    after.answers(10, 2)
    assert _only(after).is_small
    assert scores.compared([_only(after)]) == (None, [])
    other = after.another()
    after.answers(25, 3, other)
    whole, points = scores.compared([_only(after)])
    assert whole == 5 / 40
    assert [point.n for point in points] == [40]


def test_an_ended_unit_counts_under_its_heir(after: After) -> None:
    after.settle(after.told())
    heir = Agency.objects.get(code="stc")
    ended = after.later(5).date()
    Agency.objects.filter(pk=after.unit.pk).update(valid_to=ended)
    Succession.objects.create(predecessor=after.unit, successor=heir, kind="merge", on=ended, share=1)
    assert _only(after).agency_id == heir.pk


def test_the_province_replaces_points_by_its_own(after: After) -> None:
    after.settle(after.told(severity=Severity.MINOR))
    assert _only(after).reckoned.score == 98.5
    owner = make_account("owner", full_name="Quản trị Oanh")
    give(owner, "system_owner")
    day = after.now.date()
    choose_rule(actor=actor_of(owner, day), code="inspections.points.1", value="2,25", source="QĐ 01/2026/QĐ-UBND",
                from_on=day, now=after.now)  # fmt: skip
    assert _only(after).reckoned.score == 97.75


def test_only_who_may_reads_scores_of_others(after: After) -> None:
    after.settle(after.told())
    today = after.later(30).date()
    assert len(scores.scores_for(after.actor("chair"), 2026, today)) == 1
    assert len(scores.scores_for(after.actor("chief"), 2026, today)) == 1
    assert scores.scores_for(after.actor("an"), 2026, today) == []
