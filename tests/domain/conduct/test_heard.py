"""What applicants say of who did their dossiers, and samples taken again: they reach the proposals of the month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.domain.conduct.actions import praising
from congvu.domain.conduct.actions.praising import Praise
from congvu.domain.conduct.policy.praise import PROPOSE_PRAISE, READ_PRAISE
from congvu.domain.conduct.queries import praising as queries
from congvu.domain.conduct.queries.collectives import collectives, merits_of
from congvu.domain.conduct.queries.heard import heard_of, heard_of_units
from congvu.domain.conduct.queries.praise_panels import said_in_words
from congvu.domain.inspections.actions import resampling
from congvu.domain.inspections.models import Resample
from congvu.domain.onestop.actions import papers
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import notes
from congvu.kernel.casework.models import Case
from tests.domain.conduct.conftest import may
from tests.domain.inspections.aftermath import After, after
from tests.domain.onestop.conftest import shop
from tests.domain.onestop.shop import Shop, at
from tests.domain.onestop.test_settlement import _settled

__all__ = ["after", "shop"]

MONTH = date(2026, 11, 1)


def evaluated(shop: Shop, *marks: int, complaint: bool = False) -> list[Case]:
    """Dossiers done in the month, each with what its applicant said."""
    found = []
    for mark in marks:
        dossier = _settled(shop, at(9), at(10))
        papers.evaluate(actor=Actor.system(), case_id=dossier.case_id, satisfaction=mark, way="online",
                        complaint=complaint, now=at(13, 11))  # fmt: skip
        found.append(Case.objects.get(pk=dossier.case_id))
    return found


def test_enough_best_evaluations_are_a_reason_and_their_dossiers_the_merit(shop: Shop) -> None:
    cases = evaluated(shop, 5, 5, 4, 5)
    head = may(shop.chairman, PROPOSE_PRAISE, READ_PRAISE)
    (one,) = [row for row in queries.candidates(head, MONTH, at(20)) if row.official_id == shop.specialist.official_id]
    assert one.heard is not None
    assert (len(one.heard.best), one.heard.n) == (3, 4)
    assert set(one.codes) == {cases[n].code for n in (0, 1, 3)}
    figures = one.figures()
    assert (figures["best"], figures["evaluated"]) == (3, 4)
    assert any("3" in words and "4" in words for words in said_in_words(figures))


@pytest.mark.parametrize(("marks", "complaint"), [((5, 5, 4, 4), False), ((5, 5, 5), True)])
def test_too_few_or_with_a_complaint_are_no_reason(shop: Shop, marks: tuple[int, ...], complaint: bool) -> None:
    evaluated(shop, *marks, complaint=complaint)
    head = may(shop.chairman, PROPOSE_PRAISE)
    assert all(row.heard is None for row in queries.candidates(head, MONTH, at(20)))


def test_only_what_was_said_in_the_month_counts_and_nothing_of_what_few_may_see(shop: Shop) -> None:
    cases = evaluated(shop, 5)
    assert heard_of(date(2026, 10, 1), date(2026, 10, 31)) == {}
    assert heard_of(MONTH, date(2026, 11, 30))[shop.specialist.official_id or 0].n == 1
    notes.restrict(actor=may(shop.chairman, "casework.case.act"), case_id=cases[0].pk, confidentiality="restricted",
                   official_ids=(), reason="Có dữ liệu cá nhân nhạy cảm", now=at(14, 9))  # fmt: skip
    assert heard_of(MONTH, date(2026, 11, 30)) == {}


def sampled(after: After, faults: int) -> tuple[Resample, date]:
    """The sample of a concluded finding, taken again with so many faults of five; and its month."""
    after.whole()
    due, when = Resample.objects.get(), after.later(190)
    row = resampling.record_resample(actor=after.actor("member"), resample_id=due.pk, words="", size=5, faults=faults,
                                     now=when)  # fmt: skip
    return row, when.date().replace(day=1)


def over_all(actor: Actor) -> Actor:
    """The actor with the right to propose everywhere."""
    return replace(actor, grants={**actor.grants, PROPOSE_PRAISE: None})


def test_a_clean_sample_speaks_for_the_unit_and_is_praised_once(after: After) -> None:
    row, month = sampled(after, 0)
    unit = row.finding.unit_id
    head = over_all(after.actor("chair"))
    (one,) = collectives(head, month)
    assert (one.agency_id, one.figures()) == (unit, {"clean": 1, "sampled": 1})
    codes, named = merits_of(head, one)
    assert len(codes) + len(named) == 1
    parent = row.finding.unit.parent_id
    assert parent is not None
    form = queries.forms_given_by(parent, after.later(191).date(), to_person=False)[0]
    praising.propose_commendation(
        actor=head, authority_id=parent, now=after.later(191),
        praise_of=Praise(
            agency_id=unit, official_id=None, form=form, sort="merit", merit="Không tái diễn", origin="inspection",
            period_from=month, period_to=month + timedelta(days=27), codes=codes, papers=named, facts=one.figures(),
        ),
    )
    (again,) = collectives(head, month)
    assert again.free == []


def test_a_sample_with_faults_speaks_for_nobody(after: After) -> None:
    _row, month = sampled(after, 1)
    assert collectives(over_all(after.actor("chair")), month) == []
    (heard,) = heard_of_units(month, queries.end_of_month(month)).values()
    assert (heard.n, heard.best) == (1, [])
