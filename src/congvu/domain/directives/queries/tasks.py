"""Tasks of one directive as an actor may see them, parents with their parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from congvu.domain.directives.models import Directive, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import visible


@dataclass(slots=True)
class Followed:
    """One issued clause: its task, and below it the parts of an umbrella or the coordinators."""

    task: Task
    case: Case
    parts: list[tuple[Task, Case]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(1 for _task, case in self.parts if case.closed_at is not None)


def tasks_of(actor: Actor, directive: Directive) -> list[Followed]:
    """Every task of the directive that exists for the actor; one statement."""
    rows = (
        Task.objects.filter(directive=directive, case__in=Case.objects.filter(visible(actor)))
        .select_related("case__accountable_agency", "case__holder_agency", "case__holder_official", "clause")
        .order_by("clause__start", "case_id")
    )
    tops: dict[int, Followed] = {}
    below: list[Task] = []
    for task in rows:
        if task.case.parent_id is None:
            tops[task.case_id] = Followed(task, task.case)
        else:
            below.append(task)
    loose: list[Followed] = []
    shown = {task.case_id for task in below}
    for task in below:
        top = tops.get(task.case.parent_id or 0)
        if top is None and task.case.parent_id in shown:
            continue  # a period of a duty below an umbrella, or a part of it: it stands on the page of the duty
        if top is None:
            loose.append(Followed(task, task.case))
        else:
            top.parts.append((task, task.case))
    return [*tops.values(), *loose]
