"""Bộ chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg): what the national index would say of a dossier.

The rules follow a public description of the computation that was not checked against the instrument: whoever shows
a figure made by them says so. What the law says of a deadline is `core.clock`'s.
"""

from __future__ import annotations

from congvu.core.service_index.progress import (
    Course,
    Request,
    Verdict,
    Why,
    average_days,
    judged,
    on_time_by_law,
    share_on_time,
)
from congvu.core.service_index.shares import points, share

__all__ = [
    "Course",
    "Request",
    "Verdict",
    "Why",
    "average_days",
    "judged",
    "on_time_by_law",
    "points",
    "share",
    "share_on_time",
]
