"""Rà soát hằng ngày: nothing hangs in silence. Heads hear of cases nobody has in hand or nothing is expected of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Notice
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import inbox
from congvu.kernel.journal.actions import record

STREAM = "sweep"
NAMELESS, SILENT = "case.left_nameless", "case.left_silent"


@transaction.atomic
def sweep(*, now: datetime) -> dict[str, int]:
    """Tell the head of each unit of its cases without a named person for too long and of those without a next event.

    The journal keeps how many there were each day; sealed cases are told of to people on their list only, and are in
    no count.
    """
    system = Actor.system()
    nameless = list(inbox.all_nameless(system, now))
    silent = list(inbox.without_next_event(system, now))
    Notice.objects.bulk_create(
        [*_notices(nameless, NAMELESS, now), *_notices(silent, SILENT, now)], ignore_conflicts=True
    )
    counts = {"nameless": _counted(nameless), "silent": _counted(silent)}
    record(stream=STREAM, verb="sweep.done", at=now, actor=system.signature, body=counts)
    return counts


def _counted(cases: Iterable[Case]) -> int:
    return sum(1 for case in cases if case.confidentiality != Confidentiality.SEALED)


def _notices(cases: list[Case], verb: str, now: datetime) -> Iterable[Notice]:
    on = people.local_date(now)
    sealed = [case.pk for case in cases if case.confidentiality == Confidentiality.SEALED]
    listed = set(CaseAccess.objects.filter(case_id__in=sealed).values_list("case_id", "official_id"))
    for case in cases:
        head = people.head_id_of(case.holder_agency_id, on)
        hidden = case.confidentiality == Confidentiality.SEALED and (case.pk, head) not in listed
        if head is not None and not hidden:
            yield Notice(official_id=head, case=case, line_seq=case.seq, verb=verb, by="system", at=now)
