"""Gửi Cổng Dịch vụ công. In order for each dossier, in batches, ever later after a no, patiently through silence.

A message is handed over at least once and bears the same reference each time. Nothing is held open while the network
is waited for: messages are leased first, and what came of them is written afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from congvu.domain.onestop.kinds.portal import Answer, Portal, PortalDown, Told
from congvu.domain.onestop.models import PortalMessage, PortalRecord
from congvu.domain.onestop.policy import portal as policy
from congvu.domain.onestop.queries import telling as queries
from congvu.kernel.casework.policy import people

State, Kind = PortalMessage.State, PortalMessage.Kind
BATCH = 100
#: A run ends after so many batches, or messages, and leaves the rest to the next: other work has its turn.
ROUNDS, MOST = 40, 1000
#: Messages that may go without an answer in one run before it is left for the next.
PATIENCE = 3


@dataclass
class Run:
    """One run of the sender: what it took, what was silent, whether the portal has answered at all."""

    portal: Portal
    now: datetime
    pauses: tuple[int, ...]
    sent: int = 0
    refused: int = 0
    silent: int = 0
    alive: bool = False
    known: set[int] = field(default_factory=set)


def send(*, portal: Portal, now: datetime) -> tuple[Run, bool]:
    """Gửi. What is due now, as far as one run goes; returns the run, and whether more is due now."""
    run = Run(portal, now, queries.pauses_on(people.local_date(now)))
    for _round in range(ROUNDS):
        taken = _take(now)
        if not taken:
            return run, False
        for place, group in enumerate(groups := _grouped(taken)):
            _hand_over(run, *group)
            if run.silent >= PATIENCE or (run.silent and not run.alive):
                _give_back([one for _service, ones in groups[place + 1 :] for one in ones], now)
                return run, False
        if run.sent + run.refused >= MOST:
            break
    return run, queries.due(now).exists()


def _take(now: datetime) -> list[PortalMessage]:
    """The next batch, leased; another worker takes another one."""
    with transaction.atomic():
        rows = queries.due(now).select_for_update(skip_locked=True, no_key=True, of=("self",))[:BATCH]
        taken = list(rows)
        PortalMessage.objects.filter(pk__in=[one.pk for one in taken]).update(next_try_at=now + policy.LEASE)
    return taken


def _give_back(messages: Sequence[PortalMessage], now: datetime) -> None:
    PortalMessage.objects.filter(pk__in=[one.pk for one in messages], state=State.WAITING).update(next_try_at=now)


#: What a group is told by: a new dossier, a known one, progress; `ask` where the portal is asked first.
Group = tuple[str, list[PortalMessage]]


def _grouped(taken: Sequence[PortalMessage]) -> list[Group]:
    ids = {one.dossier_id for one in taken}
    known = set(
        PortalRecord.objects.filter(pk__in=ids, known_since__isnull=False).values_list("pk", flat=True)
    )
    found: dict[str, list[PortalMessage]] = {}
    for one in taken:
        if one.kind == Kind.PROGRESS:
            service = "progress"
        elif one.unclear:
            service = "ask"
        else:
            service = "update" if one.dossier_id in known else "create"
        found.setdefault(service, []).append(one)
    return sorted(found.items())


def _hand_over(run: Run, service: str, messages: Sequence[PortalMessage]) -> None:
    """One group; when the portal speaks but stays silent on this group, one by one, to find which message it is."""
    try:
        if service == "ask":
            _hand_over_asked(run, messages)
        else:
            _settle(run, messages, _push(run, service, messages))
            run.alive = True
    except PortalDown as down:
        if len(messages) > 1 and run.alive and service != "ask":
            for place, one in enumerate(messages):
                _hand_over(run, service, [one])
                if run.silent >= PATIENCE:
                    _give_back(messages[place + 1 :], run.now)
                    return
        else:
            _wait(run, messages, down)


def _hand_over_asked(run: Run, messages: Sequence[PortalMessage]) -> None:
    """Whether an attempt without a clear answer made the dossier known is asked before the next one."""
    there = run.portal.known([str(one.payload.get("MaHoSo", "")) for one in messages])
    run.alive = True
    for service in ("create", "update"):
        group = [one for one in messages if (one.payload.get("MaHoSo") in there) == (service == "update")]
        if group:
            _hand_over(run, service, group)


def _push(run: Run, service: str, messages: Sequence[PortalMessage]) -> list[Answer]:
    told = [Told(f"{one.payload.get('MaHoSo', one.dossier_id)}/{one.number}", one.payload) for one in messages]
    if service == "progress":
        answers = run.portal.push_progress(told)
    else:
        answers = run.portal.push_dossiers(told, update=service == "update")
    if len(answers) != len(told):
        raise PortalDown(f"{len(told)} messages, {len(answers)} answers", unclear=True)
    return answers


@transaction.atomic
def _settle(run: Run, messages: Sequence[PortalMessage], answers: Sequence[Answer]) -> None:
    """Write what the portal answered; what a person or another worker settled meanwhile stands."""
    pairs = list(zip(messages, answers, strict=True))
    taken = [one for one, answer in pairs if answer.taken]
    waiting = PortalMessage.objects.filter(state=State.WAITING)
    waiting.filter(pk__in=[one.pk for one in taken]).update(
        state=State.SENT, answered_at=run.now, next_try_at=None, last_error="", unclear=False
    )
    accounts = {one.dossier_id: one.number for one in taken if one.kind == Kind.DOSSIER}
    PortalRecord.objects.filter(pk__in=accounts, known_since=None).update(known_since=run.now)
    _drop_older(accounts)
    for one, answer in pairs:
        if not answer.taken:
            _refuse(run, one, answer)
    run.sent += len(taken)
    run.refused += len(pairs) - len(taken)


def _drop_older(accounts: dict[int, int]) -> None:
    """Accounts that were given up are out of date once a newer one was taken."""
    dead = PortalMessage.objects.filter(dossier_id__in=accounts, kind=Kind.DOSSIER, state=State.DEAD)
    older = [pk for pk, dossier, number in dead.values_list("pk", "dossier_id", "number") if number < accounts[dossier]]
    PortalMessage.objects.filter(pk__in=older).update(state=State.REPLACED)


def _refuse(run: Run, message: PortalMessage, answer: Answer) -> None:
    """The next try after the rule's pause, or the end of them; before it the portal is asked what it has."""
    tries = message.tries + 1
    pause = policy.pause_after(tries, run.pauses)
    PortalMessage.objects.filter(pk=message.pk, state=State.WAITING).update(
        tries=tries, silences=0, unclear=message.kind == Kind.DOSSIER,
        last_error=f"{answer.code} {answer.words}".strip()[:500],
        state=State.WAITING if pause else State.DEAD, next_try_at=run.now + pause if pause else None,
    )  # fmt: skip


@transaction.atomic
def _wait(run: Run, messages: Sequence[PortalMessage], down: PortalDown) -> None:
    """No answer costs no try: the message waits, ever longer, and is never given up for it."""
    run.silent += 1
    for silences in sorted({one.silences for one in messages}):
        ids = [one.pk for one in messages if one.silences == silences]
        pause = policy.pause_in_silence(silences + 1, run.pauses)
        unclear = {"unclear": True} if down.unclear and messages[0].kind == Kind.DOSSIER else {}
        PortalMessage.objects.filter(pk__in=ids, state=State.WAITING).update(
            silences=F("silences") + 1, next_try_at=run.now + pause, last_error=str(down)[:500], **unclear
        )
