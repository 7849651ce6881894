"""Tables of the organisation: what exists, from when to when, and who took over.

Every end in this room is exclusive: `valid_to`, `to_on` and `known_to` name the first day (or moment) on which the
fact no longer holds, which is the day the successor begins ("kể từ ngày").
"""

from congvu.kernel.org.models.agencies import (
    Agency,
    AgencyGroup,
    AgencyKind,
    Level,
    PlaceKind,
    Succession,
    SuccessionKind,
)
from congvu.kernel.org.models.calendars import (
    Calendar,
    CalendarDay,
    CalendarShift,
    CalendarYear,
    DayKind,
    Outage,
    ShiftUse,
    Standing,
)
from congvu.kernel.org.models.orders import Intake, Reform, ReformMoves
from congvu.kernel.org.models.people import Absence, Appointment, Delegation, Official, Post
from congvu.kernel.org.models.portfolios import Portfolio, Secretary
from congvu.kernel.org.models.stamps import OrgStamp

__all__ = [
    "Absence",
    "Agency",
    "AgencyGroup",
    "AgencyKind",
    "Appointment",
    "Calendar",
    "CalendarDay",
    "CalendarShift",
    "CalendarYear",
    "DayKind",
    "Delegation",
    "Intake",
    "Level",
    "Official",
    "OrgStamp",
    "Outage",
    "PlaceKind",
    "Portfolio",
    "Post",
    "Reform",
    "ReformMoves",
    "Secretary",
    "ShiftUse",
    "Standing",
    "Succession",
    "SuccessionKind",
]
