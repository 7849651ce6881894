"""Kế hoạch giải quyết của một trường hợp, read from the catalogue; what is announced does not change and is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.onestop.policy.plans import NeededPaper, OwedFee, Phase, Plan, Stop
from congvu.domain.procedures import models as catalogue

#: The parts of a variant that a plan consists of.
_Parts = tuple[tuple[NeededPaper, ...], tuple[OwedFee, ...], tuple[Stop, ...], tuple[tuple[str, int], ...]]


def plan_of(variant_id: int) -> Plan:
    """The plan of a variant. One statement once it has been read; NotFound for a variant that is not there."""
    mark, delegated = _mark(variant_id)
    return _announced(variant_id, mark, delegated) if mark else _read(variant_id)


#: Which writing of its rows a variant stands in (transaction and place on the disk: never the same twice), where it has
#: been announced, and whether any decision names its procedure: narrow, where the rows themselves carry long texts.
_MARK = """
SELECT concat_ws(' ', va.xmin, va.ctid, ve.xmin, ve.ctid, p.xmin, p.ctid, ve.made_at),
  EXISTS (SELECT 1 FROM procedures_delegatedsettling_procedures d WHERE d.procedure_id = p.id)
FROM procedures_variant va JOIN procedures_version ve ON ve.id = va.version_id
  JOIN procedures_procedure p ON p.id = ve.procedure_id
WHERE va.id = %s AND ve.announced_on IS NOT NULL
"""


def _mark(variant_id: int) -> tuple[str, bool]:
    """What a kept plan is known by; empty where none is kept: for a draft, and on SQLite, which marks no row."""
    if connection.vendor != "postgresql":
        return "", True
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [variant_id])
        return cursor.fetchone() or ("", True)


@lru_cache(maxsize=2048)
def _announced(variant_id: int, mark: str, delegated: bool) -> Plan:
    del mark
    return replace(_read(variant_id), delegated=delegated)


def _read(variant_id: int) -> Plan:
    row = (
        catalogue.Variant.objects.select_related("version__procedure").filter(pk=variant_id).first()
    )
    if row is None:
        raise NotFound(_("There is no such case of a procedure."))
    return planned(row)


def planned(row: catalogue.Variant) -> Plan:
    """The plan of a variant that was read with its version and procedure."""
    version = row.version
    if version.announced_on is None:
        papers, fees, stops, groups = _parts(row.pk)
    else:
        mark = f"{version.made_at.timestamp()} {version.decision} {version.name} {row.limit}"
        papers, fees, stops, groups = _kept(row.pk, mark)
    procedure = version.procedure
    return Plan(
        variant_id=row.pk, version_id=version.pk, procedure_id=procedure.pk, field_id=procedure.field_id,
        agency_id=procedure.agency_id, code=procedure.code, name=version.name, case_name=row.name,
        scope=procedure.scope, settled_at=version.settled_at, boundary_free=version.boundary_free,
        interlinked=version.interlinked, online=version.online, sets=version.sets, result=version.result,
        from_on=version.from_on, to_on=version.to_on, hours_a_day=row.hours_a_day, limit=row.limit,
        phases=tuple(Phase(one["code"], one.get("name", ""), one["limit"]) for one in row.phases),
        refusal_limit=row.refusal_limit, same_day=row.same_day, supplement_policy=row.supplement_policy,
        papers=papers, fees=fees, stops=stops, groups=dict(groups),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _kept(variant_id: int, announced: str) -> _Parts:
    del announced  # tells one database, and one announcement, from another
    return _parts(variant_id)


def _parts(variant_id: int) -> _Parts:
    papers = tuple(
        NeededPaper(one.position, one.name, one.mandatory, one.originals, one.copies, one.held_by, one.form,
                    one.when_needed)
        for one in catalogue.Paper.objects.filter(variant_id=variant_id)
    )  # fmt: skip
    fees = tuple(
        OwedFee(one.position, one.name, one.amount, one.per, one.collected, one.free_when)
        for one in catalogue.Fee.objects.filter(variant_id=variant_id)
    )
    stops = tuple(_stop(one) for one in catalogue.Station.objects.filter(variant_id=variant_id))
    groups = tuple(catalogue.StationGroup.objects.filter(variant_id=variant_id).values_list("code", "minutes"))
    return papers, fees, stops, groups


def _stop(row: catalogue.Station) -> Stop:
    return Stop(
        code=row.code, name=row.name, who=row.who, agency_id=row.agency_id, post=row.post, minutes=row.minutes,
        group=row.group, counted=row.counted, back_to=tuple(row.back_to), branch=row.branch, phase=row.phase,
        kind=row.kind, silence_agrees=row.silence_agrees, product=row.product,
    )  # fmt: skip


def receivable(variant_id: int, on: date) -> Plan:
    """The plan of a variant that dossiers may be received under on a day.

    Invalid for a procedure whose version is not in force then, saying since when it is not and what to do.
    """
    return in_force(plan_of(variant_id), on)


def in_force(plan: Plan, on: date) -> Plan:
    """The plan itself where dossiers may be received under it on a day; see `receivable`."""
    if plan.from_on is None or on < plan.from_on:
        raise Invalid(
            _("This version of “%(name)s” is not in force yet.") % {"name": plan.name}, field="procedure",
            hint=_("Choose the version in force from the catalogue."), code="procedure_not_in_force",
        )  # fmt: skip
    if plan.to_on is not None and on >= plan.to_on:
        raise Invalid(
            _("“%(name)s” has not been in force since %(day)s.") % {"name": plan.name, "day": f"{plan.to_on:%d/%m/%Y}"},
            field="procedure", hint=_("Look for the procedure that replaces it in the catalogue."),
            code="procedure_ended",
        )  # fmt: skip
    if not plan.stops:
        raise Invalid(_("This case of the procedure has no route yet."), field="procedure", code="procedure_no_route")
    return plan
