"""Cơ quan giải quyết. Who is competent for what a desk receives on a day: by the procedure, and by delegation."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.policy.plans import Plan
from congvu.domain.procedures.models import Procedure, SettledAt, Version
from congvu.domain.procedures.queries.delegated import Competent, commune_of, settling_agencies


def competent_agencies(plan: Plan, desk: Desk, on: date) -> list[Competent]:
    """Every agency that may settle what the desk receives that day, the likeliest first. At most two statements."""
    version = Version(
        pk=plan.version_id, settled_at=plan.settled_at, boundary_free=plan.boundary_free,
        procedure=Procedure(pk=plan.procedure_id, agency_id=plan.agency_id),
    )
    return settling_agencies(version, desk.agency_id, on, delegated=plan.delegated)


def must_choose(plan: Plan, desk: Desk) -> bool:
    """Whether nobody but the person at the counter can tell who settles it: a commune's work received elsewhere."""
    return plan.settled_at == SettledAt.COMMUNE and commune_of(desk.agency_id) is None


def likely(plan: Plan, desk: Desk, found: list[Competent], chosen: int | None = None) -> int:
    """The agency whose calendar an appointment is reckoned by before everything is known: the one chosen where it is
    competent, the one `settling_for` would take, else the agency the desk serves."""
    ids = [one.agency_id for one in found]
    if chosen is not None and chosen in ids:
        return chosen
    return desk.serves_id if not ids or must_choose(plan, desk) else ids[0]


def settling_for(plan: Plan, desk: Desk, on: date, chosen: int | None = None) -> int:
    """The agency that settles; one that was chosen must be competent. Invalid (field settling_id) otherwise."""
    found = [one.agency_id for one in competent_agencies(plan, desk, on)]
    if chosen is not None:
        if chosen not in found:
            raise Invalid(
                _("This agency is not competent for the procedure."), field="settling_id",
                hint=_("Choose from the list, or hand the dossier in at the desk of the competent commune."),
            )
        return chosen
    if not found or must_choose(plan, desk):
        raise Invalid(_("Choose the commune that settles this dossier."), field="settling_id", code="choose_settling")
    return found[0]
