"""Hàng đợi: who waits, who is called where, what the kiosk and the big screen show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey, typed_number
from congvu.domain.counters.models import QueueSetting, Service, State, Ticket, Window
from congvu.domain.counters.queries.opening import Opening, hours_of_all, is_open, opening_at
from congvu.domain.procedures.models import Field
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency, AgencyKind

READ, SET, SERVE = "counters.desk.read", "counters.desk.set", "counters.queue.serve"


def desk_for(agency_id: int, on: date) -> Agency:
    """The one-stop desk, or NotFound."""
    found = next((one for one in org.agencies_on(on) if one.pk == agency_id), None)
    if found is None or found.kind != AgencyKind.SERVICE_CENTRE:
        raise NotFound(_("There is no such one-stop desk."))
    return found


def setting_of(agency_id: int) -> QueueSetting | None:
    """How the desk gives numbers; None where it gives none."""
    return QueueSetting.objects.filter(desk=agency_id).select_related("desk").first()


def setting_by_key(key: str) -> QueueSetting:
    """The desk whose kiosk this is. Raises NotFound."""
    found = QueueSetting.objects.filter(kiosk_key=key).select_related("desk").first()
    if found is None:
        raise NotFound(_("There is no kiosk at this address."), hint=_("Ask the desk for its present address."))
    return found


def windows_of(agency_id: int) -> list[Window]:
    """The windows of a desk that are in use."""
    return list(Window.objects.filter(desk=agency_id, ended_on=None).prefetch_related("fields"))


def services_of(agency_id: int) -> list[Service]:
    """The buttons of a desk's kiosk."""
    return list(Service.objects.filter(desk=agency_id, ended_on=None).prefetch_related("fields"))


def window_for(actor: Actor, window_id: int) -> Window:
    """A window in use of a desk at which the actor serves, or NotFound."""
    found = Window.objects.filter(pk=window_id, ended_on=None).select_related("desk").first()
    if found is None or not actor.may(SERVE, found.desk_id):
        raise NotFound(_("There is no such window, or it is not open to you."))
    return found


def window_to_set(actor: Actor, window_id: int) -> Window:
    """A window in use of a desk the actor sets up, or NotFound."""
    found = Window.objects.filter(pk=window_id, ended_on=None).prefetch_related("fields").first()
    if found is None or not actor.may(SET, found.desk_id):
        raise NotFound(_("There is no such window, or it is not open to you."))
    return found


def served_at(window: Window, services: Iterable[Service]) -> list[Service]:
    """The services a window serves: those that share a field with it; a side without fields takes all."""
    own = {one.pk for one in window.fields.all()}
    found = []
    for service in services:
        wanted = {one.pk for one in service.fields.all()}
        if not own or not wanted or own & wanted:
            found.append(service)
    return found


def queue_for(window: Window, on: date, *, ordinary_first: bool = False) -> QuerySet[Ticket]:
    """Numbers that wait for a window, in the order they will be called: sent on to it, with priority, as taken."""
    services = [one.pk for one in served_at(window, services_of(window.desk_id))]
    rows = Ticket.objects.filter(desk=window.desk_id, day=on, state=State.WAITING)
    mine = Q(for_window=window.pk)
    rows = rows.filter(mine | Q(for_window=None, service__in=services))
    rank = Case(When(mine, then=Value(0)), When(~Q(ground=""), then=Value(3 if ordinary_first else 1)),
                default=Value(2))  # fmt: skip
    return rows.annotate(rank=rank).order_by("rank", "number")


def is_ordinary_turn(agency_id: int, on: date, ordinary_after: int) -> bool:
    """Whether so many with priority were called in a row that an ordinary number has its turn."""
    if ordinary_after == 0:
        return False
    rows = Ticket.objects.filter(desk=agency_id, day=on).exclude(first_called_at=None)
    last = list(rows.order_by("-first_called_at", "-pk").values_list("ground", flat=True)[:ordinary_after])
    return len(last) == ordinary_after and all(last)


def at_window(window_id: int) -> Ticket | None:
    """Who is being served at a window."""
    rows = Ticket.objects.filter(window=window_id, state=State.CALLED).select_related("service", "window")
    return rows.first()


def skipped_on(agency_id: int, on: date) -> list[Ticket]:
    """Numbers passed over today that may still be called again."""
    rows = Ticket.objects.filter(desk=agency_id, day=on, state=State.SKIPPED).select_related("service", "window")
    return list(rows.order_by("number"))


def ticket_at(setting: QueueSetting, ticket_id: int) -> Ticket:
    """A number of the kiosk's desk, or NotFound."""
    found = Ticket.objects.filter(pk=ticket_id, desk=setting.desk_id).select_related("service").first()
    if found is None:
        raise NotFound(_("There is no such number at this desk."))
    return found


def ahead_of(ticket: Ticket) -> int:
    """How many wait for the same service before it: everybody with priority, then those who came earlier."""
    rows = Ticket.objects.filter(desk=ticket.desk_id, day=ticket.day, service=ticket.service_id, state=State.WAITING)
    earlier = Q(number__lt=ticket.number)
    before = earlier & ~Q(ground="") if ticket.ground else earlier | ~Q(ground="")
    return rows.filter(before).exclude(pk=ticket.pk).count()


@dataclass(frozen=True, slots=True)
class Call:
    """A number on the big screen: where it goes, and whether it was called since the screen last looked."""

    pk: int
    code: str
    window: int
    window_name: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What the big screen shows. `stamp` is handed back at the next look."""

    desk: Agency
    opening: Opening
    calls: tuple[Call, ...]
    recent: tuple[Call, ...]
    waiting: tuple[tuple[str, str, int], ...]
    stamp: str
    rings: bool


def board_of(agency_id: int, now: datetime, since: str = "") -> Board:
    """The board of a desk; calls after `since` (seconds of an earlier look) ring."""
    today = people.local_date(now)
    desk = desk_for(agency_id, today)
    seen = typed_number(since)
    rows = Ticket.objects.filter(desk=agency_id, day=today).exclude(called_at=None)
    shown = rows.filter(state__in=(State.CALLED, State.DONE, State.SKIPPED)).select_related("service", "window")
    calls: list[Call] = []
    recent: list[Call] = []
    for one in shown.order_by("-called_at", "-pk")[:20]:
        if one.window is None or one.called_at is None:
            continue
        is_new = seen is not None and one.called_at.timestamp() >= seen
        call = Call(one.pk, one.code, one.window.number, one.window.name, one.called_at, is_new)
        (calls if one.state == State.CALLED else recent).append(call)
    counts = dict(
        Ticket.objects.filter(desk=agency_id, day=today, state=State.WAITING)
        .values_list("service").annotate(n=Count("pk"))
    )  # fmt: skip
    waiting = tuple((one.letter, one.name, counts.get(one.pk, 0)) for one in services_of(agency_id))
    rings = any(one.is_new for one in calls)
    return Board(
        desk, is_open(agency_id, now), tuple(calls), tuple(recent[:6]), waiting, str(int(now.timestamp())), rings
    )


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk in the list: is it open, who waits, how many windows call."""

    pk: int
    desk: str
    open: bool
    words: str
    windows: int
    busy: int
    waiting: int
    served: int
    numbers: bool


def desks_for(actor: Actor, now: datetime) -> list[DeskRow]:
    """The one-stop desks open to the actor as they stand now: those with windows or numbers first."""
    scope, today = actor.scope_of(READ), people.local_date(now)
    desks = [one for one in org.agencies_on(today) if one.kind == AgencyKind.SERVICE_CENTRE]
    desks = [one for one in desks if scope is None or one.pk in scope]
    ids = [one.pk for one in desks]
    windows = dict(
        Window.objects.filter(desk__in=ids, ended_on=None).values_list("desk").annotate(n=Count("pk"))
    )
    numbers = set(QueueSetting.objects.filter(desk__in=ids).values_list("desk", flat=True))
    states: dict[int, dict[str, int]] = {}
    counted = Ticket.objects.filter(desk__in=ids, day=today).values_list("desk", "state").annotate(n=Count("pk"))
    for desk_id, state, n in counted:
        states.setdefault(desk_id, {})[state] = n
    used = [one for one in desks if one.pk in windows or one.pk in numbers]
    hours = hours_of_all([one.pk for one in used])
    opening = {one.pk: opening_at(hours[one.pk], now) for one in used}
    found = []
    for desk in used:
        now_there = states.get(desk.pk, {})
        found.append(
            DeskRow(
                pk=desk.pk, desk=desk.name, open=opening[desk.pk].open, words=opening[desk.pk].words,
                windows=windows.get(desk.pk, 0), busy=now_there.get(State.CALLED, 0),
                waiting=now_there.get(State.WAITING, 0), served=now_there.get(State.DONE, 0),
                numbers=desk.pk in numbers,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.waiting, skey(one.desk)))


def desks_without(actor: Actor, on: date) -> list[Agency]:
    """Desks the actor may set up that have neither windows nor numbers yet."""
    scope = actor.scope_of(SET)
    there = set(Window.objects.filter(ended_on=None).values_list("desk", flat=True))
    there |= set(QueueSetting.objects.values_list("desk", flat=True))
    desks = [one for one in org.agencies_on(on) if one.kind == AgencyKind.SERVICE_CENTRE]
    return [one for one in desks if (scope is None or one.pk in scope) and one.pk not in there]


def field_choices() -> list[tuple[str, str]]:
    """The fields of procedures, to choose from."""
    return [(str(pk), name) for pk, name in Field.objects.order_by("sort_key").values_list("pk", "name")]
