"""Notices: who hears of an act. The holder, the one it is offered to, who did the work, the head while nobody is
named, and those who watch — as far as they may see the case, and never who acted himself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseAccess, Confidentiality, Notice, Watch
from congvu.kernel.casework.policy import people
from congvu.kernel.journal import queries as journal


@transaction.atomic
def announce(*, lines: Sequence[tuple[int, int]], now: datetime) -> int:
    """Write the notices of these acts; done twice it writes nothing more. Returns how many lines were looked at."""
    cases = Case.objects.in_bulk([case_id for case_id, _seq in lines])
    watchers: dict[int, set[int]] = {}
    for case_id, official_id in Watch.objects.filter(case_id__in=cases).values_list("case_id", "official_id"):
        watchers.setdefault(case_id, set()).add(official_id)
    rows = []
    for case_id, seq in lines:
        case = cases.get(case_id)
        if case is None:
            continue
        line = journal.of_stream(case.stream).filter(seq=seq).values("verb", "actor", "at").first()
        if line is None:
            continue
        for official_id in sorted(_who(case, watchers.get(case_id, set()), now)):
            if people.official_name(official_id) and line["actor"].startswith(people.official_name(official_id)):
                continue
            rows.append(
                Notice(
                    official_id=official_id, case=case, line_seq=seq, verb=line["verb"], by=line["actor"], at=line["at"]
                )
            )
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(lines)


def _who(case: Case, watching: set[int], now: datetime) -> set[int]:
    on = people.local_date(now)
    found = {i for i in (case.holder_official_id, case.transfer_official_id, case.doer_official_id) if i is not None}
    for agency_id, official_id in (
        (case.holder_agency_id, case.holder_official_id), (case.transfer_agency_id, case.transfer_official_id),
    ):  # fmt: skip
        head = people.head_id_of(agency_id, on) if agency_id is not None and official_id is None else None
        if head is not None:
            found.add(head)
    found |= watching
    if case.confidentiality == Confidentiality.SEALED:
        listed = set(CaseAccess.objects.filter(case=case).values_list("official_id", flat=True))
        return found & listed
    return found


@transaction.atomic
def mark_read(*, actor: Actor, now: datetime, notice_ids: Sequence[int] | None = None) -> int:
    """Đánh dấu đã xem. The actor's own notices only; all of them when none is named."""
    if actor.official_id is None:
        return 0
    rows = Notice.objects.filter(official_id=actor.official_id, read_at=None)
    if notice_ids is not None:
        rows = rows.filter(pk__in=notice_ids)
    return rows.update(read_at=now)
