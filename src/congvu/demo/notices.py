"""Notices of the last days: what people would find unread if they had been away since."""

from __future__ import annotations

from datetime import datetime

from congvu.core.working_time import WorkingDays, subtract
from congvu.kernel.casework.actions.notices import announce
from congvu.kernel.jobs.models import Job
from congvu.kernel.org import queries as org

ANNOUNCE = "casework.announce"
#: Acts older than this were read long ago.
UNREAD = WorkingDays(3)


def tell_of(now: datetime) -> int:
    """Write the notices of recent acts at once instead of leaving thousands of jobs to the worker; returns how many
    lines were told of."""
    root = next(iter(org.organisation().units[None]))
    since = subtract(org.calendar_of(root.pk), now, UNREAD)
    waiting = Job.objects.filter(name=ANNOUNCE)
    recent = waiting.filter(created_at__gte=since).order_by("pk").values_list("args", flat=True)
    lines = [(case_id, seq) for args in recent for case_id, seq in args["lines"]]
    waiting.delete()
    return announce(lines=lines, now=now) if lines else 0
