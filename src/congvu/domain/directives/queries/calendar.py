"""Cuộc họp trong lịch cá nhân: the meetings a person has to be at, for his calendar feed."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI
from congvu.domain.directives.models import Meeting, Participant
from congvu.domain.directives.queries.meetings import visible_to
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy.calendar_entries import CalendarEntry

LONGEST = 300


def meetings_of(actor: Actor, from_on: date, to_on: date) -> list[CalendarEntry]:
    """Meetings his own units are invited to or keep, and those he chairs, as far as he may see them; not cancelled
    ones. One statement."""
    invited = Participant.objects.filter(agency_id__in=actor.agency_ids).values("meeting_id")
    mine = Q(pk__in=invited) | Q(owner_agency_id__in=actor.agency_ids) | Q(chair_name=actor.name)
    first, last = datetime.combine(from_on, time.min, HANOI), datetime.combine(to_on, time.max, HANOI)
    found = visible_to(actor).filter(mine, starts_at__gte=first, starts_at__lte=last)
    found = found.exclude(state=Meeting.State.CANCELLED).order_by("starts_at", "pk")
    return [_entry(meeting) for meeting in found[:LONGEST]]


def _entry(meeting: Meeting) -> CalendarEntry:
    said = [_("Chaired by %(name)s") % {"name": f"{meeting.chair_title} {meeting.chair_name}"}, *meeting.agenda]
    return CalendarEntry(
        key=f"meeting-{meeting.pk}", title=_("Meeting: %(title)s") % {"title": meeting.title},
        starts=meeting.starts_at, made_at=meeting.recorded_at, place=meeting.place, text="\n".join(said),
        url=reverse("directives:meeting", args=[meeting.pk]), version=meeting.version,
    )  # fmt: skip
