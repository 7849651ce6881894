"""Lấy số, gọi số: what happens to a number. Two clerks who call at the same moment never get the same one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound, StaleCase
from congvu.core.text import one_line
from congvu.domain.counters.models import QueueDay, Service, State, Ticket, Window
from congvu.domain.counters.queries.opening import is_open
from congvu.domain.counters.queries.queues import (
    SERVE,
    at_window,
    is_ordinary_turn,
    queue_for,
    setting_by_key,
    setting_of,
)
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people


@transaction.atomic
def take_ticket(*, kiosk_key: str, service_id: int, ground: str = "", now: datetime) -> Ticket:
    """Lấy số at the kiosk, whose secret key is the right to do so. Numbers run from 1 every day.

    Refused for a service that is gone, a ground the desk gives no priority on, and (unless the desk gives numbers at
    any hour) while the desk is closed for this service.
    """
    setting = setting_by_key(kiosk_key)
    service = Service.objects.filter(pk=service_id, desk=setting.desk_id, ended_on=None).first()
    if service is None:
        raise NotFound(_("This service is no longer offered here."), hint=_("Choose another one."))
    if ground and ground not in setting.grounds:
        raise Invalid(_("This desk gives no priority on that ground."), field="ground")
    if not setting.always_open:
        _open_for(service, now)
    day = people.local_date(now)
    QueueDay.objects.bulk_create([QueueDay(desk_id=setting.desk_id, day=day)], ignore_conflicts=True)
    head = QueueDay.objects.select_for_update(no_key=True).get(desk=setting.desk_id, day=day)
    head.last += 1
    head.save(update_fields=["last"])
    return Ticket.objects.create(
        desk_id=setting.desk_id, service=service, day=day, number=head.last, ground=ground, taken_at=now
    )


def _open_for(service: Service, now: datetime) -> None:
    general = is_open(service.desk_id, now)
    fields = [one.pk for one in service.fields.all()]
    if not general.open and not any(is_open(service.desk_id, now, pk).open for pk in fields):
        raise MoveRefused(_("No numbers are given now."), hint=general.words)


def _window(actor: Actor, window_id: int) -> Window:
    """The window, locked: one clerk at a time acts there."""
    rows = Window.objects.select_for_update(no_key=True, of=("self",)).prefetch_related("fields")
    row = rows.filter(pk=window_id, ended_on=None).first()
    if row is None:
        raise NotFound(_("There is no such window, or it is not open to you."))
    require(actor, SERVE, row.desk_id)
    return row


def _ticket(actor: Actor, ticket_id: int, *wanted: State) -> Ticket:
    """The number, locked, in one of these states; StaleCase naming who was faster."""
    rows = Ticket.objects.select_for_update(no_key=True, of=("self",)).select_related("service", "window")
    row = rows.filter(pk=ticket_id).first()
    if row is None:
        raise NotFound(_("There is no such number at this desk."))
    require(actor, SERVE, row.desk_id)
    if row.state not in wanted:
        raise StaleCase(
            _("Number %(code)s is no longer where you saw it: %(state)s.")
            % {"code": row.code, "state": row.get_state_display().lower()}, by=row.called_by,
        )  # fmt: skip
    return row


def _leave(ticket: Ticket, state: State, now: datetime) -> None:
    """The number leaves the window it stands at."""
    if ticket.state == State.CALLED and ticket.called_at is not None and state != State.NO_SHOW:
        ticket.served_seconds += max(0, int((now - ticket.called_at).total_seconds()))
    ticket.state = state
    if state in (State.DONE, State.NO_SHOW):
        ticket.ended_at = now
    ticket.save()


def _call(ticket: Ticket, window: Window, actor: Actor, now: datetime) -> Ticket:
    ticket.state, ticket.window, ticket.called_by = State.CALLED, window, actor.signature
    ticket.first_called_at = ticket.first_called_at or max(now, ticket.taken_at)
    ticket.called_at, ticket.calls, ticket.for_window = max(now, ticket.taken_at), ticket.calls + 1, None
    ticket.save()
    return ticket


def _finish_at(window: Window, now: datetime, reference: str = "") -> None:
    """Whoever stands at the window has been served; `reference` is the code of the case it led to."""
    rows = Ticket.objects.select_for_update(no_key=True, of=("self",)).filter(window=window, state=State.CALLED)
    for one in rows:
        one.reference = one_line(reference)[:60] or one.reference
        _leave(one, State.DONE, now)


@transaction.atomic
def call_next(
    *, actor: Actor, window_id: int, reference: str = "", seen: int | None = None, now: datetime
) -> Ticket | None:
    """Gọi số tiếp theo: the number whose turn it is at this window; None when nobody waits for it.

    The one being served there is done (`reference`: the code of the case it led to). `seen` is the number the clerk
    saw there, 0 for nobody: StaleCase when another stands there by now, so that two clicks call one. A number another
    clerk is taking at the same moment is passed over, not waited for.
    """
    window = _window(actor, window_id)
    there = at_window(window.pk)
    if seen is not None and seen != (there.pk if there is not None else 0):
        raise StaleCase(_("The window has changed since you looked; see who stands there now."))
    _finish_at(window, now, reference)
    day, setting = people.local_date(now), setting_of(window.desk_id)
    turn = setting is not None and is_ordinary_turn(window.desk_id, day, setting.ordinary_after)
    rows = queue_for(window, day, ordinary_first=turn)
    ticket = rows.select_for_update(skip_locked=True, no_key=True, of=("self",)).first()
    if ticket is None:
        return None
    ticket.service = Service.objects.get(pk=ticket.service_id)
    return _call(ticket, window, actor, now)


@transaction.atomic
def call_again(*, actor: Actor, ticket_id: int, window_id: int, now: datetime) -> Ticket:
    """Gọi lại: the number at the window once more, or one that was passed over; then whoever stands there is done."""
    window = _window(actor, window_id)
    ticket = _ticket(actor, ticket_id, State.CALLED, State.SKIPPED)
    if ticket.desk_id != window.desk_id:
        raise NotFound(_("There is no such number at this desk."))
    if ticket.state == State.CALLED and ticket.window_id != window.pk:
        raise StaleCase(_("Another window has called this number."), by=ticket.called_by)
    if ticket.state == State.SKIPPED:
        _finish_at(window, now)
    return _call(ticket, window, actor, now)


@transaction.atomic
def pass_over(*, actor: Actor, ticket_id: int) -> Ticket:
    """Bỏ qua: nobody came; the number may be called again today."""
    ticket = _ticket(actor, ticket_id, State.CALLED)
    ticket.state = State.SKIPPED
    ticket.save(update_fields=["state"])
    return ticket


@transaction.atomic
def finish(*, actor: Actor, ticket_id: int, reference: str = "", now: datetime) -> Ticket:
    """Xong: served; `reference` is the code of the case it led to."""
    ticket = _ticket(actor, ticket_id, State.CALLED)
    ticket.reference = one_line(reference)[:60] or ticket.reference
    _leave(ticket, State.DONE, now)
    return ticket


@transaction.atomic
def note_absent(*, actor: Actor, ticket_id: int, now: datetime) -> Ticket:
    """Khách vắng mặt: the number is called no more."""
    ticket = _ticket(actor, ticket_id, State.CALLED, State.SKIPPED)
    _leave(ticket, State.NO_SHOW, now)
    return ticket


@transaction.atomic
def send_on(*, actor: Actor, ticket_id: int, to_window_id: int, now: datetime) -> Ticket:
    """Chuyển quầy: the number is the next one at another window of the desk."""
    ticket = _ticket(actor, ticket_id, State.CALLED)
    there = Window.objects.filter(pk=to_window_id, desk=ticket.desk_id, ended_on=None).first()
    if there is None or there.pk == ticket.window_id:
        raise Invalid(_("Choose another window of this desk."), field="to")
    ticket.for_window = there
    _leave(ticket, State.WAITING, now)
    return ticket


@transaction.atomic
def link_ticket(*, actor: Actor, ticket_id: int, reference: str) -> Ticket:
    """Gắn hồ sơ: the code of the case the number led to."""
    ticket = _ticket(actor, ticket_id, State.CALLED, State.DONE)
    ticket.reference = one_line(reference)[:60]
    ticket.save(update_fields=["reference"])
    return ticket
