"""Đồng bộ Cổng Dịch vụ công. What acts left in the journal becomes messages; a person sends again what was given up.

The outbox is the journal itself: an act writes its line in its own transaction, and the case's number is that of its
last line. Whatever lies behind that number has not been told yet, so no act can be forgotten, a new one least of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused
from congvu.domain.onestop.models import PortalMessage, PortalRecord
from congvu.domain.onestop.policy import portal as policy
from congvu.domain.onestop.queries import telling as queries
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.jobs.queue import enqueue_many
from congvu.kernel.journal.actions import record

State, Kind = PortalMessage.State, PortalMessage.Kind
STREAM = "portal"
#: Dossiers whose acts become messages in one transaction.
CHUNK = 200
#: Messages a person sends again at once.
MOST = 1000


def note_acts(*, case_ids: Sequence[int], now: datetime) -> int:
    """Ghi gói tin. Messages for every line of these dossiers that has none yet; returns how many. Done twice it writes
    nothing more, done late it writes what was missed."""
    made = 0
    for start in range(0, len(case_ids), CHUNK):
        with transaction.atomic():
            made += _note(case_ids[start : start + CHUNK], now)
    return made


def _note(case_ids: Sequence[int], now: datetime) -> int:
    ids = list(queries.behind(case_ids).values_list("pk", flat=True))
    PortalRecord.objects.bulk_create([PortalRecord(dossier_id=pk) for pk in ids], ignore_conflicts=True)
    locked = PortalRecord.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    records = {one.pk: one for one in locked}
    # The numbers are read before the accounts: an account may be newer than its number, never older.
    cases = list(Case.objects.filter(pk__in=ids).order_by("pk"))
    accounts = queries.accounts(ids)
    messages = []
    for case in cases:
        if case.pk in accounts and records[case.pk].line_seq < case.seq:
            messages += _messages(case, records[case.pk], accounts[case.pk], now)
    PortalMessage.objects.bulk_create(messages)
    PortalRecord.objects.bulk_update(records.values(), ["line_seq", "digest", "numbered"])
    return len(messages)


def _messages(case: Case, known: PortalRecord, account: dict[str, object], now: datetime) -> list[PortalMessage]:
    """The account first, if it says anything new: progress is told of dossiers the portal knows."""
    found = []
    digest = policy.digest(account)
    if digest != known.digest:
        _replace_waiting(known, now)
        status = int(str(account["TrangThaiHoSo"]))
        found.append(_message(known, Kind.DOSSIER, case.seq, status, account, now))
    for step in queries.steps(case, known.line_seq):
        found.append(_message(known, Kind.PROGRESS, step.seq, step.status, step.payload, now))
    known.line_seq, known.digest = case.seq, digest
    return found


def _message(
    known: PortalRecord, kind: str, seq: int, status: int, payload: dict[str, object], now: datetime
) -> PortalMessage:
    # An account before this one may have been kept although the portal said no, or nothing: it is asked first.
    tried = kind == Kind.DOSSIER and known.known_since is None and known.numbered > 0
    known.numbered += 1
    return PortalMessage(dossier_id=known.pk, number=known.numbered, kind=kind, line_seq=seq, status=status,
                         payload=payload, created_at=now, next_try_at=now, unclear=tried)  # fmt: skip


def _replace_waiting(known: PortalRecord, now: datetime) -> None:
    """Accounts need not be sent any more that were never tried, or were refused: the new one says it all.

    The first account of a dossier is kept, for progress stands behind it. One that may be on its way is left alone:
    it must not arrive after the new one.
    """
    accounts = PortalMessage.objects.filter(dossier_id=known.pk, kind=Kind.DOSSIER, state=State.WAITING)
    here = Q(next_try_at__lte=now) | Q(next_try_at__gt=now + policy.LEASE)
    if known.known_since is None:
        here &= Q(tries__gt=0)
    accounts.filter(here, silences=0).update(state=State.REPLACED, next_try_at=None)


def check_all(*, now: datetime) -> int:
    """Rà soát. Ask for messages of every dossier that lies behind; returns how many there are. For the night, and for
    the day a portal is connected."""
    ids = list(queries.told_since(queries.behind(), now).values_list("pk", flat=True))
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    if chunks:
        enqueue_many("onestop.feed_portal", [{"case_ids": chunk} for chunk in chunks], now=now)
    return len(ids)


def forget_contents(*, now: datetime) -> int:
    """Xóa nội dung gói tin cũ. What the portal took long ago is kept without its contents; returns how many."""
    old = PortalMessage.objects.filter(
        state__in=[State.SENT, State.REPLACED], created_at__lt=queries.keep_until(now)
    ).exclude(payload={})  # fmt: skip
    return old.update(payload={})


@transaction.atomic
def send_again(*, actor: Actor, message_ids: Sequence[int], now: datetime) -> int:
    """Gửi lại. Messages that were given up begin anew; those that wait are tried at once. Returns how many.

    MoveRefused when none of them is given up or waiting. Journal: `portal.sent_again`.
    """
    open_to = queries.visible_to(actor).filter(pk__in=list(message_ids)[:MOST], state__in=[State.DEAD, State.WAITING])
    rows = list(open_to.select_for_update(of=("self",)).order_by("dossier_id", "number"))
    if not rows:
        raise MoveRefused(
            _("None of these messages was given up or is waiting."),
            hint=_("Reload the list: the portal may have them."),
        )
    PortalMessage.objects.filter(pk__in=[one.pk for one in rows]).update(
        state=State.WAITING, tries=0, silences=0, next_try_at=now
    )
    refs = [f"{one.dossier.case.code}/{one.number}" for one in rows]
    record(stream=STREAM, verb="portal.sent_again", at=now, actor=actor.signature, body={"messages": refs})
    return len(rows)
