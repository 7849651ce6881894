"""Cơ quan, đơn vị, công chức as machines see them; names come from the organisation in memory."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyGroup, Official, Post
from congvu.kernel.ui.wire import Said


class AgencyRef(Said):
    """A unit by its code and name."""

    code: str
    name: str

    @classmethod
    def of(cls, agency_id: int) -> AgencyRef:
        """The unit of this id, ended or not."""
        agency = org.agency_by_id(agency_id)
        return cls(code=agency.code, name=agency.name)

    @classmethod
    def maybe(cls, agency_id: int | None) -> AgencyRef | None:
        """The same, or None for none."""
        return None if agency_id is None else cls.of(agency_id)


class OfficialRef(Said):
    """A person by code and name."""

    code: str
    name: str

    @classmethod
    def maybe(cls, official_id: int | None) -> OfficialRef | None:
        """The person of this id; None for none."""
        if official_id is None:
            return None
        official = org.official_by_id(official_id)
        return cls(code=official.code, name=official.full_name)


class AgencyRow(Said):
    """A unit as of a day: `valid_from` is its first day, `valid_to` the first day it no longer exists."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str | None
    valid_from: date
    valid_to: date | None

    @classmethod
    def of(cls, agency: Agency) -> AgencyRow:
        """The row of a unit."""
        return cls(
            code=agency.code, name=agency.name, short_name=agency.short_name, kind=agency.kind, level=agency.level,
            parent=agency.parent.code if agency.parent is not None else None, valid_from=agency.valid_from,
            valid_to=agency.valid_to,
        )  # fmt: skip


class AgencyPage(Said):
    """Units in the order of the organisation; `next` is the cursor of the next page."""

    on: date
    items: list[AgencyRow]
    next: str | None


class SeatRow(Said):
    """A post on the day and who fills it."""

    code: str
    title: str
    is_head: bool
    is_deputy: bool
    official: OfficialRef | None
    since: date | None
    is_away: bool

    @classmethod
    def of(cls, seat: org.Seat) -> SeatRow:
        """The row of a seat."""
        post: Post = seat.post
        return cls(
            code=post.code, title=post.title, is_head=post.is_head, is_deputy=post.is_deputy,
            official=OfficialRef.maybe(seat.official.pk if seat.official is not None else None),
            since=seat.appointment.from_on if seat.appointment is not None else None, is_away=seat.absence is not None,
        )  # fmt: skip


class HeirRow(Said):
    """Who answers for what a unit had, and for which share of it."""

    agency: AgencyRef
    share: Decimal


class SuccessionRow(Said):
    """How affairs went from one unit to another."""

    agency: AgencyRef
    kind: str
    on: date
    share: Decimal
    decision: str


class AgencyPaper(AgencyRow):
    """One unit on a day: posts with their holders, units below, where it came from and who inherits."""

    on: date
    exists: bool
    address: str
    phone: str
    email: str
    head: OfficialRef | None
    posts: list[SeatRow]
    units: list[AgencyRef]
    heirs: list[HeirRow]
    predecessors: list[SuccessionRow]
    successors: list[SuccessionRow]

    @classmethod
    def on_day(cls, agency: Agency, on: date) -> AgencyPaper:
        """Everything about the unit on the day."""
        head = org.head_of(agency.pk, on)
        exists = agency.valid_from <= on and (agency.valid_to is None or on < agency.valid_to)
        return cls(
            **AgencyRow.of(agency).model_dump(), on=on, exists=exists, address=agency.address, phone=agency.phone,
            email=agency.email, head=OfficialRef.maybe(head.pk if head is not None else None),
            posts=[SeatRow.of(seat) for seat in org.seats_of(agency.pk, on)],
            units=[AgencyRef(code=unit.code, name=unit.name) for unit in org.units_of(agency.pk, on)],
            heirs=[] if exists else [
                HeirRow(agency=AgencyRef.of(heir.agency.pk), share=heir.share) for heir in org.heirs_of(agency, on)
            ],
            predecessors=[
                SuccessionRow(agency=AgencyRef.of(row.predecessor_id), kind=row.kind, on=row.on, share=row.share,
                              decision=row.decision) for row in org.predecessors_of(agency)
            ],
            successors=[
                SuccessionRow(agency=AgencyRef.of(row.successor_id), kind=row.kind, on=row.on, share=row.share,
                              decision=row.decision) for row in org.successions_of(agency)
            ],
        )  # fmt: skip


class AppointmentRow(Said):
    """Where a person serves."""

    agency: AgencyRef
    post: str
    title: str
    from_on: date
    to_on: date | None


class OfficialRow(Said):
    """A person and the posts of the day."""

    code: str
    name: str
    is_active: bool
    is_away: bool
    appointments: list[AppointmentRow]

    @classmethod
    def on_day(cls, official: Official, on: date) -> OfficialRow:
        """The person on the day."""
        return cls(
            code=official.code, name=official.full_name, is_active=official.is_active,
            is_away=org.absence_of(official.pk, on) is not None,
            appointments=[
                AppointmentRow(agency=AgencyRef.of(row.post.agency_id), post=row.post.code, title=row.post.title,
                               from_on=row.from_on, to_on=row.to_on)
                for row in org.appointments_of(official.pk, on)
            ],
        )  # fmt: skip


class OfficialPage(Said):
    """People in the order of the alphabet."""

    on: date
    items: list[OfficialRow]
    next: str | None


class GroupRow(Said):
    """A group of addressees and the prints by which documents name it."""

    code: str
    name: str
    surfaces: list[str]

    @classmethod
    def of(cls, group: AgencyGroup) -> GroupRow:
        """The row of a group."""
        return cls(code=group.code, name=group.name, surfaces=list(group.surfaces))


class GroupList(Said):
    """All groups, in their order."""

    items: list[GroupRow]


class GroupPaper(GroupRow):
    """The units a group meant on a day."""

    on: date
    agencies: list[AgencyRef]
