"""Cuộc họp: a meeting is arranged, its conclusions are typed once, owners accept in the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, StaleCase
from congvu.core.text import skey
from congvu.domain.directives.models import Clause, Conclusion, Meeting, Participant, RoomAcceptance
from congvu.domain.directives.policy import resolving
from congvu.domain.directives.policy.concluding import deadline_of, propose
from congvu.domain.directives.queries.meetings import KEEP, units_of_conclusion, visible_to
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record

MOST_CONCLUSIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What is known of a meeting before it begins. `participants` are names as they are called, one each."""

    title: str
    starts_at: datetime
    chair_name: str
    chair_title: str
    place: str = ""
    agenda: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A conclusion as it was typed. What is left empty is read from the sentence."""

    text: str
    leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: str = ""
    each_of: bool = False


def locked_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, locked; refusals for one that is not open to the actor or has been issued."""
    found = visible_to(actor).filter(pk=meeting_id).select_for_update(no_key=True, of=("self",)).first()
    if found is None:
        raise NotFound(_("There is no such meeting, or it is not open to you."))
    if found.state != Meeting.State.PLANNED:
        raise MoveRefused(
            _("The conclusions of this meeting have been issued, or it was cancelled."),
            hint=_("Act on the tasks instead: withdraw or extend them."),
        )
    return found


def _note(meeting: Meeting, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=meeting.stream, verb=verb, at=now, actor=actor.signature, body=body)


def _filled(meeting: Meeting, facts: MeetingFacts) -> None:
    if not facts.title.strip():
        raise Invalid(_("Say what the meeting is about."), field="title")
    if not facts.chair_name.strip() or not facts.chair_title.strip():
        raise Invalid(_("Name who chairs the meeting, and in which office."), field="chair_name")
    meeting.title, meeting.starts_at, meeting.place = facts.title.strip(), facts.starts_at, facts.place.strip()
    meeting.chair_name, meeting.chair_title = facts.chair_name.strip(), facts.chair_title.strip()
    meeting.agenda = [line.strip() for line in facts.agenda if line.strip()]
    meeting.skey = skey(f"{meeting.title} {meeting.chair_name} {meeting.place}")


def _invite(meeting: Meeting, names: Sequence[str], now: datetime) -> None:
    meeting.participants.all().delete()
    today = people.local_date(now)
    rows = []
    for position, name in enumerate(dict.fromkeys(one.strip() for one in names if one.strip())):
        found = resolving.resolve(name, today, today)
        rows.append(Participant(meeting=meeting, agency_id=found.agency_id, name=name[:300], position=position))
    Participant.objects.bulk_create(rows)


@transaction.atomic
def arrange_meeting(*, actor: Actor, agency_id: int, facts: MeetingFacts, now: datetime) -> Meeting:
    """Lập cuộc họp. Title, time, chair, agenda and participants; conclusions are typed while it lasts."""
    require(actor, KEEP, agency_id)
    meeting = Meeting(owner_agency_id=agency_id, recorded_at=now, recorded_by=actor.signature)
    _filled(meeting, facts)
    meeting.save()
    _invite(meeting, facts.participants, now)
    _note(meeting, "meeting.arranged", actor, now, {"title": meeting.title, "participants": list(facts.participants)})
    return meeting


@transaction.atomic
def change_meeting(*, actor: Actor, meeting_id: int, facts: MeetingFacts, now: datetime) -> Meeting:
    """Sửa cuộc họp. Time, place, chair, agenda and participants, until the conclusions are issued."""
    meeting = locked_meeting(actor, meeting_id)
    require(actor, KEEP, meeting.owner_agency_id)
    _filled(meeting, facts)
    meeting.version += 1
    meeting.save()
    _invite(meeting, facts.participants, now)
    _note(meeting, "meeting.changed", actor, now, {"title": meeting.title, "participants": list(facts.participants)})
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting_id: int, because: str, now: datetime) -> Meeting:
    """Hủy cuộc họp. It stays in the list with the reason; nothing is issued of it."""
    meeting = locked_meeting(actor, meeting_id)
    require(actor, KEEP, meeting.owner_agency_id)
    if not because.strip():
        raise Invalid(_("Say why the meeting is cancelled."), field="because")
    meeting.state = Meeting.State.CANCELLED
    meeting.save(update_fields=["state"])
    _note(meeting, "meeting.cancelled", actor, now, {"because": because.strip()})
    return meeting


@transaction.atomic
def conclude(
    *, actor: Actor, meeting_id: int, said: Said, now: datetime, conclusion_id: int | None = None,
    version: int | None = None,
) -> Conclusion:  # fmt: skip
    """Ghi kết luận. One conclusion, typed once; what is left empty is read from its own sentence.

    A conclusion that is changed has to be accepted anew. StaleCase when two people type at the same one.
    """
    meeting = locked_meeting(actor, meeting_id)
    require(actor, KEEP, meeting.owner_agency_id)
    text = said.text.strip()
    if not text:
        raise Invalid(_("Type the conclusion."), field="text")
    row = _row(meeting, conclusion_id, version)
    today = people.local_date(now)
    proposed = propose(text, today)
    typed = deadline_of(said.deadline, today)
    deadline = typed if typed.on is not None or typed.limit else (proposed.deadline if not row.pk else typed)
    if deadline.on is not None and deadline.on < people.local_date(meeting.starts_at):
        raise Invalid(_("The deadline lies before the day of the meeting."), field="deadline")
    row.text = text
    row.leads = [name for name in (said.leads or proposed.leads) if name.strip()]
    row.coordinators = [name for name in (said.coordinators or (() if row.pk else proposed.coordinators)) if name]
    row.mode = _mode(row, said)
    row.due_on, row.due_exclusive, row.due_limit = deadline.on, deadline.exclusive, deadline.limit
    row.due_text, row.edited_by = deadline.text[:300], actor.signature
    row.version += 1
    row.save()
    gone = row.acceptances.count()
    row.acceptances.all().delete()
    _note(meeting, "conclusion.changed" if conclusion_id else "conclusion.typed", actor, now,
          {"conclusion": row.pk, "text": text, "leads": row.leads, "coordinators": row.coordinators,
           "due_on": str(row.due_on or ""), "limit": row.due_limit, "acceptances_dropped": gone})  # fmt: skip
    return row


def _row(meeting: Meeting, conclusion_id: int | None, version: int | None) -> Conclusion:
    if conclusion_id is None:
        last = meeting.conclusions.aggregate(last=Max("position"))["last"] or 0
        if last >= MOST_CONCLUSIONS:
            raise Invalid(_("A meeting has at most %(n)d conclusions.") % {"n": MOST_CONCLUSIONS}, field="text")
        return Conclusion(meeting=meeting, position=last + 1)
    row = meeting.conclusions.filter(pk=conclusion_id).first()
    if row is None:
        raise NotFound(_("There is no such conclusion."))
    if version is not None and version != row.version:
        raise StaleCase(
            _("%(name)s was faster: this conclusion has changed since you opened it.") % {"name": row.edited_by},
            by=row.edited_by, hint=_("Nothing of yours was written. Look at the conclusion again."),
        )
    return row


def _mode(row: Conclusion, said: Said) -> str:
    """One unit leads; several, or a group, each answer for themselves unless a single lead is named."""
    return Clause.Mode.EACH_OF if said.each_of or len(row.leads) > 1 else Clause.Mode.ONE_LEAD


@transaction.atomic
def remove_conclusion(*, actor: Actor, meeting_id: int, conclusion_id: int, now: datetime) -> None:
    """Bỏ kết luận. Take a conclusion off before it is issued; the journal keeps its text."""
    meeting = locked_meeting(actor, meeting_id)
    require(actor, KEEP, meeting.owner_agency_id)
    row = _row(meeting, conclusion_id, None)
    _note(meeting, "conclusion.removed", actor, now, {"conclusion": row.pk, "text": row.text})
    row.delete()


@transaction.atomic
def accept_in_room(
    *, actor: Actor, meeting_id: int, conclusion_id: int, agency_id: int, official_id: int | None = None,
    now: datetime,
) -> RoomAcceptance:  # fmt: skip
    """Nhận nhiệm vụ tại cuộc họp. A person of the unit accepts it, on his own device or on the secretary's screen.

    The secretary names the person who spoke; the unit's own people accept for themselves. NotAllowed for others.
    """
    meeting = locked_meeting(actor, meeting_id)
    row = _row(meeting, conclusion_id, None)
    if agency_id not in {unit.pk for unit in units_of_conclusion(row, now)}:
        raise Invalid(_("This unit does not lead this conclusion."), field="agency")
    own = actor.official_id is not None and agency_id in actor.agency_ids and official_id in (None, actor.official_id)
    if not own and not actor.may(KEEP, meeting.owner_agency_id):
        raise NotAllowed(_("Only people of the unit, or who keeps the meeting, accept in the room."))
    who = actor.official_id if own else official_id
    if who is None or not people.works_in(who, agency_id, people.local_date(now)):
        raise Invalid(_("Choose the person of the unit who accepts."), field="official")
    accepted, new = RoomAcceptance.objects.get_or_create(
        conclusion=row, agency_id=agency_id,
        defaults={"official_id": who, "accepted_at": now, "entered_by": "" if own else actor.signature},
    )  # fmt: skip
    if not new:
        raise MoveRefused(_("This unit has accepted already."))
    _note(meeting, "conclusion.accepted_in_room", actor, now,
          {"conclusion": row.pk, "unit": people.agency_name(agency_id), "by": people.official_name(who),
           "on_own_device": own})  # fmt: skip
    return accepted
