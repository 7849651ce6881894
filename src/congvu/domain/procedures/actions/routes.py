"""Nhập quy trình từ bản vẽ: a BPMN 2.0 file takes the place of a draft's route."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.procedures.actions.guards import drafted_variant, line
from congvu.domain.procedures.models import Station, StationGroup, Variant
from congvu.domain.procedures.queries.drawings import plan_for
from congvu.kernel.accounts.policy import Actor


@transaction.atomic
def take_route(*, actor: Actor, variant_id: int, raw: bytes, now: datetime) -> Variant:
    """Thay quy trình of a draft's case by what the file says. Journal: `procedure.route_read`.

    NoRoute for a drawing that is no route; Invalid where a draft has no place for what it says. Papers, fees and the
    limit stay; phases are the file's where it has any.
    """
    version, variant = drafted_variant(actor, variant_id)
    plan = plan_for(variant, raw, localdate(now))
    if plan.problems:
        raise Invalid(plan.problems[0], field="file", hint=_("Mend the drawing and choose it again."))
    variant.stations.all().delete()
    variant.groups.all().delete()
    if plan.phases:
        variant.phases = plan.phases
        variant.save(update_fields=["phases"])
    StationGroup.objects.bulk_create(
        StationGroup(variant=variant, code=code, name=name, minutes=minutes) for code, name, minutes in plan.groups
    )
    Station.objects.bulk_create(
        Station(
            variant=variant, position=place, code=row.code, name=row.name, who=row.who, agency_id=row.agency_id,
            post=row.post, minutes=row.minutes, group=row.group, counted=row.counted, back_to=list(row.back_to),
            branch=row.branch, product=row.product, phase=row.phase, kind=row.kind, aside_limit=row.aside_limit,
            silence_agrees=row.silence_agrees,
        )
        for place, row in enumerate(plan.stations, 1)
    )  # fmt: skip
    body = {"version": version.number, "case": str(variant), "stations": len(plan.stations), "groups": len(plan.groups)}
    line(version.procedure, "procedure.route_read", actor, now, body)
    return variant
