"""Quầy, nhóm dịch vụ, thiết lập lấy số."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line
from congvu.domain.counters.actions.guards import line, settable
from congvu.domain.counters.models import Ground, QueueSetting, Service, State, Ticket, Window
from congvu.domain.procedures.models import Field
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people


def _fields(ids: Sequence[int]) -> list[Field]:
    found = list(Field.objects.filter(pk__in=set(ids)))
    if len(found) != len(set(ids)):
        raise Invalid(_("There is no such field."), field="fields")
    return found


@transaction.atomic
def add_window(
    *, actor: Actor, desk_id: int, number: int, name: str = "", field_ids: Sequence[int] = (), now: datetime
) -> Window:
    """Mở quầy. Journal: `window.added`."""
    desk = settable(actor, desk_id, now)
    fields = _fields(field_ids)
    if number < 1:
        raise Invalid(_("Windows are numbered from 1."), field="number")
    if Window.objects.filter(desk=desk, number=number, ended_on=None).exists():
        raise Invalid(_("There is a window with this number already."), field="number")
    row = Window.objects.create(desk=desk, number=number, name=one_line(name)[:120])
    row.fields.set(fields)
    line(desk, "window.added", actor, now, {"number": number, "fields": [one.name for one in fields]})
    return row


@transaction.atomic
def change_window(
    *, actor: Actor, window_id: int, name: str = "", field_ids: Sequence[int] = (), now: datetime
) -> Window:
    """What a window is called and serves. Journal: `window.changed`."""
    row = _window(actor, window_id, now)
    fields = _fields(field_ids)
    row.name = one_line(name)[:120]
    row.save(update_fields=["name"])
    row.fields.set(fields)
    line(row.desk, "window.changed", actor, now, {"number": row.number, "fields": [one.name for one in fields]})
    return row


def _window(actor: Actor, window_id: int, now: datetime) -> Window:
    rows = Window.objects.select_for_update(no_key=True, of=("self",)).select_related("desk")
    row = rows.filter(pk=window_id, ended_on=None).first()
    if row is None:
        raise NotFound(_("There is no such window, or it is not open to you."))
    settable(actor, row.desk_id, now)
    return row


@transaction.atomic
def end_window(*, actor: Actor, window_id: int, now: datetime) -> Window:
    """Đóng quầy for good. Numbers sent on to it wait for any window again. Journal: `window.ended`."""
    row = _window(actor, window_id, now)
    if row.tickets.filter(state=State.CALLED).exists():
        raise MoveRefused(_("Somebody is being served at this window."), hint=_("Finish that number first."))
    row.ended_on = people.local_date(now)
    row.save(update_fields=["ended_on"])
    Ticket.objects.filter(for_window=row, state=State.WAITING).update(for_window=None)
    line(row.desk, "window.ended", actor, now, {"number": row.number})
    return row


@transaction.atomic
def add_service(
    *, actor: Actor, desk_id: int, letter: str, name: str, field_ids: Sequence[int] = (), now: datetime
) -> Service:
    """Thêm nhóm dịch vụ on the kiosk. Journal: `service.added`."""
    desk = settable(actor, desk_id, now)
    sign, words, fields = one_line(letter).upper()[:2], one_line(name)[:120], _fields(field_ids)
    if not sign.isalnum():
        raise Invalid(_("Give one letter, such as A."), field="letter")
    if not words:
        raise Invalid(_("Give it a name."), field="name")
    there = Service.objects.filter(desk=desk, ended_on=None)
    if there.filter(letter=sign).exists():
        raise Invalid(_("There is a service with this letter already."), field="letter")
    row = Service.objects.create(desk=desk, letter=sign, name=words, position=there.count() + 1)
    row.fields.set(fields)
    line(desk, "service.added", actor, now, {"letter": sign, "name": words, "fields": [one.name for one in fields]})
    return row


@transaction.atomic
def end_service(*, actor: Actor, service_id: int, now: datetime) -> Service:
    """The button goes; numbers already taken are still called. Journal: `service.ended`."""
    rows = Service.objects.select_for_update(no_key=True, of=("self",)).select_related("desk")
    row = rows.filter(pk=service_id, ended_on=None).first()
    if row is None:
        raise NotFound(_("There is no such service."))
    settable(actor, row.desk_id, now)
    if row.tickets.filter(state=State.WAITING, day=people.local_date(now)).exists():
        raise MoveRefused(_("People are still waiting for this service."), hint=_("Call their numbers first."))
    row.ended_on = people.local_date(now)
    row.save(update_fields=["ended_on"])
    line(row.desk, "service.ended", actor, now, {"letter": row.letter, "name": row.name})
    return row


@transaction.atomic
def set_numbers(
    *, actor: Actor, desk_id: int, grounds: Sequence[str] = tuple(Ground.values), ordinary_after: int = 3,
    always_open: bool = False, greeting: str = "", new_key: bool = False, now: datetime,
) -> QueueSetting:  # fmt: skip
    """Thiết lập lấy số: whom the desk gives priority, how often an ordinary number goes between, the kiosk's address.

    `new_key` makes the old address useless. Journal: `numbers.set`; the key is not written there.
    """
    desk = settable(actor, desk_id, now)
    if not set(grounds) <= set(Ground.values):
        raise Invalid(_("Choose one of the list."), field="grounds")
    if not 0 <= ordinary_after <= 50:
        raise Invalid(_("Between 0 and 50."), field="ordinary_after")
    row = QueueSetting.objects.select_for_update(no_key=True, of=("self",)).filter(desk=desk).first()
    row = row or QueueSetting(desk=desk)
    row.grounds, row.ordinary_after = [one for one in Ground.values if one in grounds], ordinary_after
    row.always_open, row.greeting = always_open, one_line(greeting)[:300]
    if new_key or not row.kiosk_key:
        row.kiosk_key = secrets.token_urlsafe(24)
    row.save()
    line(desk, "numbers.set", actor, now, {
        "grounds": row.grounds, "ordinary_after": ordinary_after, "always_open": always_open, "new_key": new_key,
    })  # fmt: skip
    return row
