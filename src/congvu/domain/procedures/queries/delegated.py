"""Thẩm quyền giải quyết: who settles a procedure on a day, by law and by what was decentralised or delegated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.core.working_time.moments import date_of_day, day_number
from congvu.domain.procedures.models import DelegatedSettling, Procedure, SettledAt, Version
from congvu.domain.procedures.queries.catalogue import procedures_for, version_in_force
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind, Level

SOON = 90
"""Days before its end from which a delegation is listed as ending."""
_COMMUNES = (SettledAt.COMMUNE, SettledAt.BOTH)


@dataclass(frozen=True, slots=True)
class Competent:
    """Cơ quan có thẩm quyền. `basis` empty: by the procedure itself; else the decision, with place and position.

    `place` is a limit only a person can judge: whoever receives has to choose.
    """

    agency_id: int
    basis: str = ""
    place: str = ""
    position: str = ""
    delegation_id: int | None = None


def in_force_on(on: date) -> Q:
    """Condition on DelegatedSettling: it holds on the day."""
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gt=on))


def commune_of(agency_id: int) -> Agency | None:
    """Ủy ban nhân dân cấp xã the agency is or stands below; None for one of the province."""
    at: Agency | None = org.agency_by_id(agency_id)
    while at is not None:
        if at.kind == AgencyKind.PEOPLES_COMMITTEE:
            return at if at.level == Level.COMMUNE else None
        at = org.agency_by_id(at.parent_id) if at.parent_id else None
    return None


def communes_on(on: date) -> list[Agency]:
    """Every People's Committee of a commune on that day."""
    wanted = (AgencyKind.PEOPLES_COMMITTEE, Level.COMMUNE)
    return [one for one in org.agencies_on(on) if (one.kind, one.level) == wanted]


def receiving_desks(on: date) -> list[Agency]:
    """The one-stop desks of a day, where dossiers are received."""
    return [one for one in org.agencies_on(on) if one.kind == AgencyKind.SERVICE_CENTRE]


def settling_agencies(
    version: Version, received_at_agency_id: int, on: date, *, delegated: bool = True
) -> list[Competent]:
    """Who is competent for a dossier received at a desk that day, the likeliest first.

    Commune level: the People's Committee the desk belongs to and, received anywhere in the province, every other one
    after it. Otherwise the agency of the procedure, or its heirs of the day. A delegation that replaces takes the
    place of whoever it was taken from; one that holds for places only a person can judge is offered second.
    Where the caller knows that no decision names the procedure (`delegated` false), none is looked for.
    """
    own = commune_of(received_at_agency_id)
    found = _by_law(version, own, on)
    for row in _delegations(version.procedure_id, on) if delegated else ():
        found = _after(found, row, own, received_at_agency_id, on)
    first: dict[int, Competent] = {}
    for one in found:
        first.setdefault(one.agency_id, one)
    return list(first.values())


def _by_law(version: Version, own: Agency | None, on: date) -> list[Competent]:
    found = []
    if version.settled_at in _COMMUNES:
        found += [Competent(own.pk)] if own is not None else []
        if version.boundary_free:
            found += [Competent(one.pk) for one in communes_on(on) if own is None or one.pk != own.pk]
    if version.settled_at != SettledAt.COMMUNE:
        found += [Competent(heir.agency.pk) for heir in org.heirs_of(version.procedure.agency_id, on)]
    return found


def _delegations(procedure_id: int, on: date) -> list[DelegatedSettling]:
    rows = DelegatedSettling.objects.filter(in_force_on(on), procedures=procedure_id).prefetch_related("within")
    return list(rows.order_by("from_on", "pk"))


def _after(
    found: list[Competent], row: DelegatedSettling, own: Agency | None, desk_id: int, on: date
) -> list[Competent]:
    """The list once a delegation has spoken."""
    within = {one.pk for one in row.within.all()}
    if within and not within & set(_line_up(desk_id)):
        return found
    if row.delegate_id is not None:
        delegates = [heir.agency.pk for heir in org.heirs_of(row.delegate_id, on)]
    else:
        delegates = [own.pk] if own is not None else [one.pk for one in communes_on(on)]
    named = [Competent(pk, _basis(row), row.place, row.position, row.pk) for pk in delegates]
    if not row.replaces:
        return found + named
    if row.place:
        return found[:1] + named + found[1:]
    taken = _taken_from(row, found, on)
    return named + [one for one in found if one.agency_id not in taken or one.agency_id in delegates]


def _line_up(agency_id: int) -> Iterable[int]:
    """The agency and everything above it."""
    at: int | None = agency_id
    while at is not None:
        yield at
        at = org.agency_by_id(at).parent_id


def _taken_from(row: DelegatedSettling, found: list[Competent], on: date) -> set[int]:
    """Whose competence a replacing delegation takes: the authority's; the province's, from whoever exercises it."""
    authority = org.agency_by_id(row.authority_id)
    taken = {heir.agency.pk for heir in org.heirs_of(authority, on)}
    if authority.kind == AgencyKind.PEOPLES_COMMITTEE and authority.level == Level.PROVINCE:
        taken |= {one.agency_id for one in found if org.agency_by_id(one.agency_id).level == Level.PROVINCE}
    return taken


def _basis(row: DelegatedSettling) -> str:
    return ", ".join(one for one in (row.decision, row.position, row.place) if one)


def settles(procedure_id: int, agency_id: int, on: date, *, received_at: int | None = None) -> bool:
    """Whether an agency may settle the procedure that day, for what is received at itself (or at `received_at`)."""
    version = version_in_force(procedure_id, on)
    if version is None:
        return False
    return any(one.agency_id == agency_id for one in settling_agencies(version, received_at or agency_id, on))


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation as listed on a day. `state`: in_force, ending (within 90 days), coming or ended."""

    pk: int
    means: str
    authority: str
    delegate: str
    position: str
    procedures: tuple[tuple[int, str, str], ...]
    place: str
    replaces: bool
    from_on: date
    to_on: date | None
    decision: str
    ended_by: str
    responsibility: str
    state: str
    editable: bool


def state_of(row: DelegatedSettling, on: date) -> str:
    """in_force, ending, coming or ended."""
    if on < row.from_on:
        return "coming"
    if row.to_on is None:
        return "in_force"
    if on >= row.to_on:
        return "ended"
    return "ending" if row.to_on <= date_of_day(day_number(on) + SOON) else "in_force"


def delegations_for(actor: Actor, on: date, *, procedure_id: int | None = None) -> list[DelegationRow]:
    """Delegations of the procedures open to the actor, those that end soonest first."""
    rows: QuerySet[DelegatedSettling] = DelegatedSettling.objects.select_related("authority", "delegate")
    if procedure_id is not None:
        rows = rows.filter(procedures=procedure_id)
    visible = set(procedures_for(actor).values_list("pk", flat=True))
    found = [_row(one, visible, actor, on) for one in rows.prefetch_related("procedures", "within")]
    kept = [one for one in found if one.procedures]
    return sorted(kept, key=lambda one: (_ORDER[one.state], one.to_on or date.max, skey(one.decision)))


_ORDER = {"ending": 0, "in_force": 1, "coming": 2, "ended": 3}


def _row(row: DelegatedSettling, visible: set[int], actor: Actor, on: date) -> DelegationRow:
    places = [row.place, *(one.short_name or one.name for one in row.within.all())]
    return DelegationRow(
        pk=row.pk, means=row.means, authority=row.authority.name,
        delegate=row.delegate.full_name if row.delegate else _("People's Committees of the communes"),
        position=row.position, replaces=row.replaces,
        procedures=tuple(sorted((one.pk, one.code, one.name) for one in row.procedures.all() if one.pk in visible)),
        place="; ".join(one for one in places if one), from_on=row.from_on, to_on=row.to_on, decision=row.decision,
        ended_by=row.ended_by, responsibility=row.responsibility, state=state_of(row, on),
        editable=actor.may("procedures.procedure.announce", row.authority_id),
    )  # fmt: skip


def delegation_for(actor: Actor, delegation_id: int) -> DelegatedSettling:
    """One of them, or NotFound."""
    row = DelegatedSettling.objects.filter(pk=delegation_id).prefetch_related("procedures", "within").first()
    if row is None or not procedures_for(actor).filter(pk__in=[one.pk for one in row.procedures.all()]).exists():
        raise NotFound(_("There is no such decision on settling."))
    return row


def procedures_by_code(typed: str) -> tuple[list[int], list[str]]:
    """Ids of the procedures whose codes stand in a text, and what was not found."""
    found: list[int] = []
    unknown: list[str] = []
    known = {one.code: one.pk for one in Procedure.objects.exclude(stem="").only("pk", "stem", "top")}
    for word in dict.fromkeys(typed.replace(",", " ").replace(";", " ").split()):
        pk = known.get(word)
        if pk is None:
            unknown.append(word)
        else:
            found.append(pk)
    return found, unknown
