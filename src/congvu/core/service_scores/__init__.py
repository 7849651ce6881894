"""Đánh giá việc giải quyết thủ tục hành chính: the nine indicators of TT 01/2018, scored exactly."""

from __future__ import annotations

from congvu.core.service_scores.indicators import (
    attitude,
    contacts,
    feedback_handling,
    online_service,
    publicity,
    reception,
    time_against,
    visited_agencies,
)
from congvu.core.service_scores.totals import (
    AGENCY_GRADES,
    STAFF_INDICATORS,
    STAFF_SHARES,
    AgencyGrade,
    Scores,
    StaffShare,
    agency_grade,
    mean,
    staff_share,
)

__all__ = [
    "AGENCY_GRADES",
    "STAFF_INDICATORS",
    "STAFF_SHARES",
    "AgencyGrade",
    "Scores",
    "StaffShare",
    "agency_grade",
    "attitude",
    "contacts",
    "feedback_handling",
    "mean",
    "online_service",
    "publicity",
    "reception",
    "staff_share",
    "time_against",
    "visited_agencies",
]
