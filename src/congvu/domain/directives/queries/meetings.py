"""Meetings as an actor may see them, and what their conclusions mean while they are typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.directives.models import Conclusion, Meeting, Participant, RoomAcceptance
from congvu.domain.directives.policy import resolving
from congvu.domain.directives.queries.review import limit_words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency
from congvu.kernel.ui import formats

READ, KEEP = "directives.meeting.read", "directives.meeting.keep"


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """Meetings kept where the actor reads them, and those his own units take part in."""
    if actor.is_system:
        return Meeting.objects.all()
    scope = actor.scope_of(READ)
    keeping = actor.scope_of(KEEP)
    if scope is None or keeping is None:
        return Meeting.objects.all()
    invited = Participant.objects.filter(meeting_id=OuterRef("pk"), agency_id__in=actor.agency_ids)
    condition = Q(owner_agency_id__in=scope | keeping)
    return Meeting.objects.filter(condition | Q(Exists(invited)) if actor.may(READ) else condition)


def get_for(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, or NotFound when it does not exist for the actor."""
    found = visible_to(actor).select_related("owner_agency", "directive__document").filter(pk=meeting_id).first()
    if found is None:
        raise NotFound(_("There is no such meeting, or it is not open to you."))
    return found


def list_of(actor: Actor) -> QuerySet[Meeting]:
    """The list of meetings, with the number of conclusions."""
    rows = visible_to(actor).select_related("owner_agency", "directive__document")
    return rows.annotate(conclusions_all=Count("conclusions"))


def units_of_conclusion(row: Conclusion, now: datetime) -> list[Agency]:
    """The units that lead a conclusion, by the names they were called."""
    today = people.local_date(now)
    found: dict[int, Agency] = {}
    for name in row.leads:
        for agency, _warning in _units(name, now):
            found.setdefault(agency.pk, agency)
    return [agency for agency in found.values() if people.is_valid_on(agency.pk, today)]


def _units(name: str, now: datetime) -> list[tuple[Agency, str]]:
    today = people.local_date(now)
    meant = resolving.resolve(name, today, today)
    agency = org.agency_by_id(meant.agency_id) if meant.agency_id is not None else None
    group = next((one.code for one in org.groups() if one.pk == meant.group_id), None) if meant.group_id else None
    return resolving.units_of(agency, group, today, today)


@dataclass(slots=True)
class Owner:
    """A unit that leads a conclusion: whether it accepted, who may be named, whether the actor is one of its people."""

    agency: Agency
    accepted: RoomAcceptance | None
    people: list[tuple[int, str]] = field(default_factory=list)
    is_mine: bool = False


@dataclass(slots=True)
class Typed:
    """A conclusion as the page shows it. `unknown` are names that mean no unit."""

    row: Conclusion
    owners: list[Owner]
    unknown: list[str]
    deadline: str

    @property
    def is_many(self) -> bool:
        """Whether it goes to so many units that acceptance in the room makes no sense."""
        return len(self.owners) > FEW


#: More owners than this do not accept in the room one by one.
FEW = 6


def typed_conclusions(actor: Actor, meeting: Meeting, now: datetime) -> list[Typed]:
    """Every conclusion with its units and who has accepted."""
    rows = list(meeting.conclusions.all())
    accepted = {
        (one.conclusion_id, one.agency_id): one
        for one in RoomAcceptance.objects.filter(conclusion__in=rows).select_related("official")
    }
    return [_typed(actor, row, accepted, now) for row in rows]


def _typed(actor: Actor, row: Conclusion, accepted: dict[tuple[int, int], RoomAcceptance], now: datetime) -> Typed:
    today = people.local_date(now)
    units = units_of_conclusion(row, now)
    owners = [
        Owner(
            unit, accepted.get((row.pk, unit.pk)),
            [(one.official_id, one.official.full_name) for one in org.officials_of(unit.pk, today)]
            if len(units) <= FEW else [],
            unit.pk in actor.agency_ids and actor.official_id is not None,
        )
        for unit in units
    ]  # fmt: skip
    unknown = [name for name in (*row.leads, *row.coordinators) if not _units(name, now)]
    return Typed(row, owners, unknown, deadline_words(row))


def deadline_words(row: Conclusion) -> str:
    """The deadline as the notice writes it; empty for none."""
    if row.due_on is not None:
        day = formats.day(row.due_on)
        return (_("before %(day)s") if row.due_exclusive else _("by %(day)s")) % {"day": day}
    return limit_words(row.due_limit)
