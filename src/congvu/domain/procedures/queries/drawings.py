"""Đọc bản vẽ: what a BPMN 2.0 file would become in a case, with the agencies of the day for its lanes."""

from __future__ import annotations

from collections import Counter
from datetime import date

from congvu.core.bpmn import read
from congvu.core.routes import Fault, check
from congvu.core.text import skey
from congvu.domain.procedures.models import Variant
from congvu.domain.procedures.policy.drawings import Plan, plan, units_by_name
from congvu.domain.procedures.policy.routes import limit_of, phases_of
from congvu.kernel.org import queries as org


def plan_for(variant: Variant, raw: bytes, on: date) -> Plan:
    """The dry run. NoRoute, with every trouble, for a file that is no route."""
    agencies = org.agencies_on(on)
    often = Counter(skey(one.name) for one in agencies)
    names = {one.name: one.pk for one in agencies if often[skey(one.name)] == 1}
    names.update({one.full_name: one.pk for one in agencies})
    return plan(read(raw), variant.hours_a_day, units_by_name(names))


def faults_of_plan(variant: Variant, found: Plan) -> tuple[Fault, ...]:
    """What keeps the planned route from being announced: its sums against the limit and its phases included."""
    route = found.route
    if not route.phases and variant.phases:
        route = type(route)(route.stations, route.groups, phases_of(variant))
    return check(route, limit_of(variant), variant.hours_a_day)
