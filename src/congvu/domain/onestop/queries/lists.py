"""Danh sách hồ sơ. Rows of the lists: everything one may see, what one holds, what waits for a head's signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from congvu.core.working_time import HANOI
from congvu.domain.onestop.models import Dossier, Reappointment, Visit
from congvu.domain.onestop.policy.codes import DOSSIER, PART
from congvu.domain.onestop.queries import desks, risk
from congvu.domain.procedures.models import Field, Procedure
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Asked
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy.access import READ, OnList
from congvu.kernel.casework.queries import exportable_to, visible_to
from congvu.kernel.casework.queries.seen import FEW, Seen
from congvu.kernel.ui import formats

KINDS = (DOSSIER, PART)


def dossiers_for(actor: Actor, *, to_export: bool = False) -> QuerySet[Case]:
    """Hồ sơ được xem. The dossiers that exist for a person, each with its row; no more statements than the page."""
    rows = exportable_to(actor) if to_export else visible_to(actor)
    return rows.filter(kind=DOSSIER).select_related("dossier")


def held_by(actor: Actor) -> QuerySet[Case]:
    """Hồ sơ của tôi. Open dossiers and parts the person holds, or his desk or unit holds without naming anybody, each
    with `station_due_at`: when the time of its station runs out."""
    mine = Q(holder_official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    nobodys = Q(holder_official=None, holder_agency_id__in=actor.agency_ids)
    rows = visible_to(actor).filter(mine | nobodys, kind__in=KINDS, closed_at=None).exclude(phase="settled")
    return with_station(rows)


def with_station(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with the name of the station it stands at, and until when it may."""
    here = Visit.objects.filter(case_id=OuterRef("pk"), left_at=None)
    return rows.select_related("dossier", "parent__dossier").annotate(
        station_due_at=Subquery(here.values("due_at")[:1]), station_name=Subquery(here.values("name")[:1])
    )


def led_by(actor: Actor) -> frozenset[int]:
    """The agencies for which a person signs."""
    return frozenset(pk for pk in actor.head_of if actor.may(desks.SIGN, pk))


def drafted_apologies(actor: Actor) -> QuerySet[Case]:
    """Văn bản xin lỗi chờ ký: drafted for the person's agencies, the appointment not passed yet, the nearest first."""
    drafts = Reappointment.objects.filter(signed_at=None).values("dossier_id")
    return with_station(
        visible_to(actor).filter(risk.RUNNING, pk__in=drafts, accountable_agency_id__in=led_by(actor), kind=DOSSIER)
    )


def asked_of(actor: Actor) -> list[Asked]:
    """What was asked of a head: apologies drafted for his agencies, oldest first; never what he drafted himself."""
    if not led_by(actor):
        return []
    drafts = {row.dossier_id: row for row in Reappointment.objects.filter(dossier__case__in=drafted_apologies(actor))}
    cases = Case.objects.in_bulk(drafts)
    found = [
        Asked(case=cases[pk], at=row.drafted_at, by=row.drafted_by,
              words=_("Apology to sign: new appointment %(day)s") % {"day": formats.day(row.new_due_at)})
        for pk, row in drafts.items() if row.drafted_by != actor.signature
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at)


def to_sign(actor: Actor) -> QuerySet[Case]:
    """Hồ sơ trình ký. What stands with the person himself, what his unit holds unnamed, and drafted apologies."""
    drafts = Reappointment.objects.filter(signed_at=None, dossier_id=OuterRef("pk")).values("new_due_at")[:1]
    mine = Q(holder_official_id=actor.official_id) if actor.official_id is not None else Q(pk__in=[])
    nobodys = Q(holder_official=None, holder_agency_id__in=actor.head_of)
    asked = Q(asking="consent") | Q(pk__in=Reappointment.objects.filter(signed_at=None).values("dossier_id"))
    signing = Q(accountable_agency_id__in=led_by(actor)) & asked
    rows = visible_to(actor).filter(risk.RUNNING | Q(kind=PART, closed_at=None), kind__in=KINDS)
    return with_station(rows.annotate(apology_until=Subquery(drafts)).filter(mine | nobodys | signing))


def midnight(on: date) -> datetime:
    """The moment a day begins."""
    return datetime.combine(on, time(), HANOI)


def received_from(rows: QuerySet[Case], on: date) -> QuerySet[Case]:
    """Received on a day or later."""
    if not _of_everything(rows):
        return rows.filter(dossier__received_at__gte=midnight(on))
    since = Dossier.objects.filter(received_at__gte=midnight(on)).values("pk")
    return rows.filter(Q(OnList(F("pk"), Subquery(since))))


def _of_everything(rows: QuerySet[Case]) -> bool:
    """Whether these are the dossiers of many agencies, on PostgreSQL: what came in lately is then picked out by the
    day first. The database, which cannot know that it is due late too, would walk through all older appointments."""
    actor = rows.seen_by if isinstance(rows, Seen) else None
    scope = actor.scope_of(READ) if actor is not None else frozenset()
    return connection.vendor == "postgresql" and (scope is None or len(scope) > FEW)


def received_to(rows: QuerySet[Case], on: date) -> QuerySet[Case]:
    """Received on a day or before."""
    return rows.filter(dossier__received_at__lt=midnight(date.fromordinal(on.toordinal() + 1)))


def in_procedure(rows: QuerySet[Case], typed: str) -> QuerySet[Case]:
    """Dossiers of a procedure, named by its code (or by its number, as the board links to it)."""
    wanted = typed.strip().upper()
    if wanted.isdigit() and len(wanted) < 18:
        return rows.filter(dossier__procedure_id=int(wanted))
    stem, top = wanted[:8], wanted[8:].lstrip(".")
    found = Procedure.objects.filter(stem=stem, **({"top": top} if top else {}))
    # Asked for first: the database then knows which they are and how many dossiers to expect.
    return rows.filter(dossier__procedure_id__in=list(found.values_list("pk", flat=True)))


def in_state(rows: QuerySet[Case], state: str, now: datetime) -> QuerySet[Case]:
    """Dossiers in one of `risk.STATES`."""
    return rows.filter(risk.STATES[state][1](now))


def fields() -> list[tuple[int, str]]:
    """Fields of procedures to choose from, by name."""
    return list(Field.objects.order_by("name").values_list("pk", "name"))


def names_of_procedures(ids: Iterable[int]) -> dict[int, str]:
    """Procedure → its code and name. One statement."""
    return {row.pk: f"{row.code} {row.name}".strip() for row in Procedure.objects.filter(pk__in=list(ids))}
