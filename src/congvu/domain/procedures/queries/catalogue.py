"""Danh mục: which procedures there are, which version holds on a day, what of it is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.procedures.models import Change, Procedure, Variant, Version
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind

READ, DRAFT, ANNOUNCE = (
    "procedures.procedure.read", "procedures.procedure.draft", "procedures.procedure.announce",
)  # fmt: skip


def in_force_on(on: date) -> Q:
    """Condition on Version: it holds on the day."""
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gt=on)) & ~Q(change=Change.ABOLISHED)


def version_in_force(procedure_id: int, on: date) -> Version | None:
    """The version a dossier received on the day is settled by."""
    return (
        Version.objects.filter(in_force_on(on), procedure_id=procedure_id)
        .select_related("procedure").order_by("-from_on", "-number").first()
    )  # fmt: skip


def state_of(version: Version, on: date) -> str:
    """draft, announced (not yet in force), in_force, ended, or abolished."""
    if version.from_on is None:
        return "draft"
    if version.change == Change.ABOLISHED:
        return "abolished" if version.from_on <= on else "announced"
    if on < version.from_on:
        return "announced"
    return "in_force" if version.to_on is None or on < version.to_on else "ended"


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure as listed on a day."""

    pk: int
    code: str
    name: str
    field: str
    agency: str
    scope: str
    settled_at: str
    online: str
    limit: str
    state: str
    published: bool
    draft: bool
    written: str
    sort_key: str


def procedures_for(actor: Actor) -> QuerySet[Procedure]:
    """Procedures open to the actor: public ones to whoever reads the catalogue, internal ones within his scope."""
    scope = actor.scope_of(READ)
    rows = Procedure.objects.select_related("field", "agency").order_by("field__sort_key", "stem", "pk")
    if scope is not None:
        rows = rows.filter(Q(scope="public") | Q(agency_id__in=scope))
    return rows


def rows_for(actor: Actor, on: date) -> list[ProcedureRow]:
    """The catalogue on a day. Three statements however long it is."""
    variants = Prefetch("variants", Variant.objects.only("pk", "version_id", "position", "limit"))
    kept: dict[int, list[Version]] = {}
    long = ("sequence", "ways", "result", "requirements", "legal_basis")
    for version in Version.objects.defer(*long).prefetch_related(variants).order_by("-number"):
        kept.setdefault(version.procedure_id, []).append(version)
    return [_row(one, kept.get(one.pk, []), on) for one in procedures_for(actor)]


def _row(procedure: Procedure, versions: list[Version], on: date) -> ProcedureRow:
    shown = next((one for one in versions if state_of(one, on) == "in_force"), versions[0] if versions else None)
    limits = [variant.limit for variant in shown.variants.all()] if shown else []
    return ProcedureRow(
        pk=procedure.pk, code=procedure.code, name=shown.name if shown else procedure.name, field=procedure.field.name,
        agency=procedure.agency.name, scope=procedure.scope, settled_at=shown.settled_at if shown else "",
        online=shown.online if shown else "", limit=" / ".join(dict.fromkeys(one for one in limits if one)),
        state=state_of(shown, on) if shown else "draft",
        published=bool(shown and shown.published_on), draft=any(one.announced_on is None for one in versions),
        written=procedure.written, sort_key=procedure.field.sort_key,
    )  # fmt: skip


def procedure_for(actor: Actor, procedure_id: int) -> Procedure:
    """One of them, or NotFound."""
    found = procedures_for(actor).filter(pk=procedure_id).first()
    if found is None:
        raise NotFound(_("There is no such procedure, or it is not open to you."))
    return found


def versions_of(procedure: Procedure) -> list[Version]:
    """All versions with everything in them, the newest first."""
    return list(
        Version.objects.filter(procedure=procedure)
        .order_by("-number")
        .prefetch_related("variants__papers", "variants__fees", "variants__groups", "variants__stations__agency")
    )


def version_for(actor: Actor, version_id: int) -> Version:
    """A version with everything in it, or NotFound."""
    found = (
        Version.objects.filter(pk=version_id).select_related("procedure__agency", "procedure__field")
        .prefetch_related("variants__papers", "variants__fees", "variants__groups", "variants__stations__agency")
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound(_("There is no such version of a procedure."))
    procedure_for(actor, found.procedure_id)
    return found


def version_of_case(variant_id: int) -> int:
    """The version a case belongs to, or NotFound."""
    found = Variant.objects.filter(pk=variant_id).values_list("version_id", flat=True).first()
    if found is None:
        raise NotFound(_("There is no such case of a procedure."))
    return found


def agencies_for(actor: Actor, permission: str, on: date) -> list[Agency]:
    """Agencies for which the actor may draft or announce, his own first; divisions, which answer for none, last."""
    scope = actor.scope_of(permission)
    found = [one for one in org.agencies_on(on) if scope is None or one.pk in scope]
    own = {one.parent_id for one in found if one.pk in actor.agency_ids} | actor.agency_ids
    return sorted(found, key=lambda one: (one.kind == AgencyKind.DIVISION, one.pk not in own))
