"""What the case page shows of a task: its directive and clause, its parts, and who has confirmed a reading."""

from __future__ import annotations

from typing import Any

from congvu.domain.directives.models import Confirmation, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org


def task_panel(_actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of the panel: `task`, its targets, and readings."""
    task = Task.objects.select_related("directive__document", "clause").filter(case=case).first()
    context: dict[str, Any] = {
        "task": task, "targets": list(task.clause.targets.all()) if task and task.clause else [],
    }
    if task is not None and task.part == Task.Part.READING:
        context |= _readers(case)
    return context


def _readers(case: Case) -> dict[str, Any]:
    read = dict(Confirmation.objects.filter(case=case).values_list("official_id", "confirmed_at"))
    staff = {
        appointment.official_id: appointment.official
        for appointment in org.officials_of(case.accountable_agency_id, people.local_date(case.opened_at))
    }
    return {
        "has_read": [(staff[i].full_name if i in staff else people.official_name(i), at) for i, at in read.items()],
        "has_not_read": [official.full_name for i, official in staff.items() if i not in read],
    }
