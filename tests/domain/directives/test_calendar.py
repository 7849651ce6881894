"""Meetings in a person's calendar feed: those of his own units and those he chairs, as far as he may see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from congvu.domain.directives.actions.meetings import MeetingFacts, arrange_meeting, cancel_meeting, change_meeting
from congvu.domain.directives.models import Meeting
from congvu.domain.directives.queries.calendar import meetings_of
from congvu.domain.directives.queries.meetings import KEEP, READ
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries.feeds import entries_of
from tests.kernel.casework.office import Office


def facts(office: Office, **more: object) -> MeetingFacts:
    given = {
        "title": "Giải ngân vốn đầu tư công", "starts_at": office.now + timedelta(days=3), "place": "Phòng họp số 1",
        "chair_name": "Nguyễn Văn A", "chair_title": "Chủ tịch UBND tỉnh", "agenda": ("Báo cáo",),
        "participants": ("Sở Nội vụ",),
    } | more  # fmt: skip
    return MeetingFacts(**given)  # type: ignore[arg-type]  # fields of its own


@pytest.fixture
def meeting(office: Office) -> Meeting:
    office.desk = replace(office.desk, grants={**office.desk.grants, READ: None, KEEP: None})
    return arrange_meeting(actor=office.desk, agency_id=office.vpubnd.pk, facts=facts(office), now=office.now)


def reading(actor: Actor) -> Actor:
    return replace(actor, grants={**actor.grants, READ: actor.agency_ids})


def titles(actor: Actor, office: Office) -> list[str]:
    return [entry.title for entry in entries_of(actor, office.now)]


def test_a_meeting_stands_in_the_calendars_of_those_invited_and_of_who_keeps_it(
    office: Office, meeting: Meeting
) -> None:
    for actor in (reading(office.an), office.desk):
        (entry,) = entries_of(actor, office.now)
        assert (entry.key, entry.starts, entry.place) == (f"meeting-{meeting.pk}", meeting.starts_at, "Phòng họp số 1")
        assert "Nguyễn Văn A" in entry.text
        assert entry.url.endswith(f"/{meeting.pk}/")


def test_nobody_finds_a_meeting_there_that_he_may_not_read_or_has_no_part_in(office: Office, meeting: Meeting) -> None:
    assert titles(reading(office.rival), office) == []
    assert titles(office.stranger, office) == []
    assert titles(office.an, office) == [], "invited, but without the permission to read meetings"
    everywhere = replace(office.rival, grants={**office.rival.grants, READ: None})
    assert titles(everywhere, office) == [], "what one may read is not yet in one's calendar"
    assert titles(replace(everywhere, name="Nguyễn Văn A"), office) == ["Họp: Giải ngân vốn đầu tư công"]


def test_a_moved_meeting_keeps_its_key_and_a_cancelled_one_is_gone(office: Office, meeting: Meeting) -> None:
    (before,) = entries_of(office.desk, office.now)
    change_meeting(actor=office.desk, meeting_id=meeting.pk, now=office.now,
                   facts=facts(office, starts_at=office.now + timedelta(days=4)))
    (after,) = entries_of(office.desk, office.now)
    assert (after.key, after.version > before.version, after.starts) == (
        before.key, True, office.now + timedelta(days=4))
    cancel_meeting(actor=office.desk, meeting_id=meeting.pk, because="Trùng lịch", now=office.now)
    assert entries_of(office.desk, office.now) == []


def test_only_the_days_asked_for_are_read(office: Office, meeting: Meeting) -> None:
    on = meeting.starts_at.date()
    assert len(meetings_of(office.desk, on, on)) == 1
    assert meetings_of(office.desk, date(2026, 1, 1), on - timedelta(days=1)) == []
