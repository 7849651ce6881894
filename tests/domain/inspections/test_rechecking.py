"""A visit has a time for each step; one with a grave finding is re-checked, and its team is told when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time import add
from congvu.domain.inspections.actions import minutes, on_site, rechecking, visits
from congvu.domain.inspections.actions.remedies import Asked
from congvu.domain.inspections.models import Visit, VisitSort
from congvu.domain.inspections.queries import front, rechecks
from congvu.kernel.accounts.policy import actor_of
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.queries.clocks import events_of, reckoned_due
from congvu.kernel.journal.models import Line
from congvu.kernel.org import queries as org
from congvu.kernel.org.queries import forget
from congvu.kernel.rules import queries as rules
from tests.domain.inspections.aftermath import After, after, make_after
from tests.domain.inspections.stage import Stage, stage
from tests.domain.inspections.test_announcing import DAY, planned

__all__ = ["after", "stage"]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def case_of(visit: Visit) -> Case:
    return Case.objects.get(pk=visit.pk)


def due_by(case: Case, rule: str, since: datetime) -> datetime:
    return add(org.calendar_of(case.issuing_agency_id), since, rules.limit(rule, since.date()))


def stands(case: Case) -> bool:
    """Whether the due moment is what the events of the clock say."""
    return reckoned_due(case, events_of(case)) == case.due_at


def test_every_step_of_an_announced_visit_has_its_time(stage: Stage) -> None:
    visit = visits.announce_visit(actor=stage.actor("head"), plan_item_id=planned(stage).pk, visit_on=DAY,
                                  now=stage.now)  # fmt: skip
    case, first = case_of(visit), case_of(visit).first_due_at
    assert case.due_at is not None
    assert first is not None
    assert timezone.localtime(case.due_at).date() == DAY
    assert first > case.due_at
    assert stands(case)
    there = timezone.localtime(stage.now).replace(month=12, day=8, hour=8)
    head = actor_of(stage.accounts["head"], there.date())
    on_site.arrive(actor=head, visit_id=visit.pk, place="Cổng", now=there)
    case = case_of(visit)
    assert case.due_at == due_by(case, "inspections.on_site_within", there)
    assert stands(case)
    left = there.replace(hour=15)
    on_site.leave(actor=head, visit_id=visit.pk, now=left)
    made = minutes.make_minutes(actor=head, visit_id=visit.pk, now=left.replace(minute=10))
    minutes.refuse_to_sign(actor=head, visit_id=visit.pk, number=made.number, who="Trưởng phòng", witness="Ông A",
                           now=left.replace(minute=20))  # fmt: skip
    case = case_of(visit)
    assert case.due_at == due_by(case, "inspections.report_within", left)
    assert case.first_due_at == first
    assert stands(case)


def test_the_conclusion_is_owed_by_who_ordered_and_goes_back_to_the_team(after: After) -> None:
    after.settle(after.told(1))
    after.report()
    case = case_of(after.visit)
    assert case.holder_official_id == after.officials["chair"].pk
    assert stands(case)
    (row,) = front.visit_rows(after.actor("head"), after.now)
    assert not row.is_late
    assert case.due_at is not None
    (row,) = front.visit_rows(after.actor("head"), case.due_at + timedelta(minutes=1))
    assert row.is_late
    after.conclude()
    case = case_of(after.visit)
    assert case.holder_official_id == after.officials["head"].pk
    assert case.stopped_at is not None


def test_a_grave_finding_asks_for_a_recheck_and_a_minor_one_does_not(after: After) -> None:
    after.whole(severity=1)
    assert rechecks.rows_for(after.actor("head"), after.now) == []


@pytest.fixture
def grave(after: After) -> After:
    after.whole(severity=3)
    return after


def test_the_team_is_told_once_before_the_recheck_is_due(grave: After) -> None:
    (row,) = rechecks.rows_for(grave.actor("head"), grave.now)
    assert row.state == "due"
    assert rechecking.remind(now=grave.now) == 0
    soon = row.due_at - timedelta(days=19)
    assert rechecking.remind(now=soon) == 1
    assert rechecking.remind(now=soon + timedelta(days=1)) == 0
    case = case_of(grave.visit)
    assert Line.objects.filter(stream=case.stream, verb="visit.recheck_due").count() == 1
    (row,) = rechecks.rows_for(grave.actor("head"), row.due_at + timedelta(minutes=1))
    assert row.state == "late"


def test_the_recheck_is_a_visit_linked_to_the_first_with_its_remedies(grave: After) -> None:
    assert grave.team is not None
    day, now = date(2026, 12, 21), grave.later(4)
    given = {"actor": grave.actor("head"), "visit_id": grave.visit.pk, "team_id": grave.team.pk, "visit_on": day}
    with pytest.raises(Invalid) as refused:
        rechecking.make_recheck(**{**given, "team_id": 0}, now=now)
    assert refused.value.field == "team"
    with pytest.raises(Invalid) as refused:
        rechecking.make_recheck(**{**given, "visit_on": now.date() + timedelta(days=1)}, now=now)
    assert refused.value.field == "visit_on"
    made = rechecking.make_recheck(**given, now=now)
    assert (made.sort, made.first_id, made.unit_id) == (VisitSort.RECHECK, grave.visit.pk, grave.visit.unit_id)
    assert set(made.rechecked.all()) == set(grave.visit.recommendations.all())
    assert Link.objects.filter(case=made.case, other_id=grave.visit.pk).exists()
    (row,) = rechecks.rows_for(grave.actor("head"), now)
    assert (row.state, row.made) == ("announced", made)
    with pytest.raises(MoveRefused, match="announced already"):
        rechecking.make_recheck(**given, now=now)
    assert rechecking.remind(now=row.due_at) == 0


def test_a_visit_without_a_conclusion_is_not_rechecked(after: After) -> None:
    assert after.team is not None
    for language, phase in (("en", "Minutes made, report owed"), ("vi", "Đã lập biên bản, chờ báo cáo")):
        with translation.override(language), pytest.raises(MoveRefused, match=phase):
            rechecking.make_recheck(actor=after.actor("head"), visit_id=after.visit.pk, team_id=after.team.pk,
                                    visit_on=date(2026, 12, 21), now=after.now)  # fmt: skip


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("head", "/inspections/visits/"), ("head", "/inspections/rechecks/"), ("head", "/inspections/"),
        ("head", "/inspections/remedies/"), ("head", "/inspections/resamples/"), ("chief", "/inspections/told/"),
        ("chief", "/inspections/remedies/"), ("head", "/inspections/conclusions/"),
    ],
)  # fmt: skip
def test_a_list_is_as_cheap_with_three_visits_as_with_one(db: None, who: str, address: str) -> None:
    here = make_after(timezone.now() - timedelta(days=3))
    client = Client()
    client.force_login(here.accounts[who])

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def concluded(number: str) -> None:
        finding = here.settle(here.told(1, severity=3))
        here.report()
        here.conclude(Asked("Chấn chỉnh giờ làm việc.", finding.pk), number=number)

    concluded("33/TB-UBND")
    forget()
    cost()
    cost()
    one = cost()
    for number in ("34/TB-UBND", "35/TB-UBND"):
        here.visit = here.another()
        concluded(number)
    forget()  # what was written of the organisation is read again now, not in the middle of the count
    cost()
    assert cost() == one


def test_an_official_without_a_right_in_the_room_finds_what_is_asked_of_him(after: After) -> None:
    client = Client()
    client.force_login(after.accounts["an"])
    front = client.get("/", follow=True).content.decode()
    assert "/inspections/told/" in front
    assert 'href="/inspections/"' not in front
    assert client.get("/inspections/told/").status_code == 200
