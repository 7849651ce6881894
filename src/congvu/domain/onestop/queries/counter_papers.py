"""Hồ sơ giấy: what is on its way to a desk, what should go out from it, what went out today."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from congvu.domain.onestop.models import Channel, Dossier, PaperMove
from congvu.domain.onestop.queries.counter import visible_to
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people


def coming(agency_ids: list[int]) -> QuerySet[PaperMove]:
    """Paper on its way to these agencies, the oldest first."""
    rows = PaperMove.objects.filter(to_agency_id__in=agency_ids, received_at=None)
    return rows.select_related("dossier__case", "from_agency", "to_agency").order_by("sent_at")


def to_send(actor: Actor, desk_id: int) -> list[tuple[Dossier, int, str]]:
    """Dossiers whose paper still lies at the desk while the work is elsewhere: (dossier, agency, its name)."""
    moved = PaperMove.objects.filter(dossier=OuterRef("pk"))
    rows = (
        visible_to(actor).filter(desk_id=desk_id, received_at__isnull=False, case__closed_at=None,
                                 case__phase__in=("processing", "supplement", "payment"))
        .exclude(channel=Channel.ONLINE).exclude(case__holder_agency_id=desk_id)
        .exclude(Exists(moved)).order_by("case__holder_agency_id", "received_at")
    )  # fmt: skip
    return [(row, row.case.holder_agency_id, people.agency_name(row.case.holder_agency_id)) for row in rows[:300]]


def sent_since(desk_id: int, to_agency_id: int, since: datetime) -> list[PaperMove]:
    """What went from the desk to an agency since a moment: the lines of a hand-over list."""
    rows = PaperMove.objects.filter(from_agency_id=desk_id, to_agency_id=to_agency_id, sent_at__gte=since)
    return list(rows.select_related("dossier__case", "to_agency").order_by("sent_at"))


def sent_to_since(desk_id: int, since: datetime) -> list[tuple[int, str, int]]:
    """To whom paper went since a moment: (agency, name, how many)."""
    rows = PaperMove.objects.filter(from_agency_id=desk_id, sent_at__gte=since).values_list("to_agency_id", flat=True)
    found: dict[int, int] = {}
    for agency_id in rows:
        found[agency_id] = found.get(agency_id, 0) + 1
    return [(pk, people.agency_name(pk), number) for pk, number in found.items()]
