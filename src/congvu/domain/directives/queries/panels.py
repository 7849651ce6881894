"""What the case page shows of a task: its directive and clause, its parts, and who has confirmed a reading."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q

from congvu.domain.directives.models import Confirmation, Duty, DutyPeriod, DutyReview, Task
from congvu.domain.directives.queries.review import limit_words
from congvu.domain.directives.queries.rhythms import rule_words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people, visible
from congvu.kernel.org import queries as org

#: So many periods stand on the page; the others are among the parts of the case.
PERIODS = 24


def task_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of the panel: `task`, its targets, whose comment it came from, and readings."""
    task = Task.objects.select_related("directive__document", "clause").filter(case=case).first()
    context: dict[str, Any] = {
        "task": task, "targets": list(task.clause.targets.all()) if task and task.clause else [],
    }
    if task is not None and task.directive is not None:
        context["routed"] = task.directive.facts.get("routed", {}).get(str(task.clause_id))
    if task is not None and task.part == Task.Part.UMBRELLA:
        context["shared_periods"] = _shared_periods(actor, case)
    if task is not None and task.part == Task.Part.READING:
        context |= _readers(case)
    return context


def duty_panel(actor: Actor, case: Case) -> dict[str, Any]:
    """Template context of a duty's panel: the task, the duty, its reviews, its periods as the actor may see them."""
    duty = Duty.objects.filter(case=case).first()
    periods = DutyPeriod.objects.filter(duty=duty, case__in=Case.objects.filter(visible(actor)))
    return task_panel(actor, case) | {
        "duty": duty, "rule": rule_words(duty) if duty is not None else "",
        "review_every": limit_words(duty.review_limit) if duty is not None else "",
        "periods": list(periods.select_related("case").order_by("-starts_on")[:PERIODS]),
        "reviews": list(DutyReview.objects.filter(duty=duty)),
    }


def _shared_periods(actor: Actor, case: Case) -> list[dict[str, Any]]:
    """Of a recurring duty of many units: in each period, how many of the units have done it, how many were late.

    Done is reported or closed, as the clock has it; withdrawn periods do not count. Newest first; one statement.
    """
    theirs = DutyPeriod.objects.filter(duty__case__parent=case, case__in=Case.objects.filter(visible(actor)))
    done = Q(case__stopped_at__isnull=False)
    rows = (
        theirs.exclude(case__outcome="withdrawn").values("key", "starts_on", "ends_on")
        .annotate(all=Count("pk"), done=Count("pk", filter=done),
                  late=Count("pk", filter=done & Q(case__stopped_at__gt=F("case__due_at"))))
        .order_by("-starts_on", "key")
    )
    return [dict(row) for row in rows[:PERIODS]]


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
