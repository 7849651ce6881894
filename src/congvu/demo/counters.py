"""Quầy tiếp nhận của tỉnh Lam Giang: hours, windows and numbers of three desks; sheets posted; two delegations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from congvu.core.working_time import HANOI
from congvu.demo.accounts import Crew
from congvu.demo.catalogue import CONTROL
from congvu.demo.dates import office_day
from congvu.demo.organisation import Cast
from congvu.domain.counters.actions import opening, tickets, windows
from congvu.domain.counters.models import Service, Window
from congvu.domain.counters.queries.opening import is_open
from congvu.domain.onestop.actions import rating
from congvu.domain.procedures.actions import announcing, delegating, drafting, posting
from congvu.domain.procedures.actions.delegating import Delegation
from congvu.domain.procedures.models import Field, Procedure
from congvu.domain.procedures.queries.posting import postings_at
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Agency

#: Desk, who sets it up, and its windows: name and fields.
DESKS: tuple[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("xa-an-khanh-pvhcc", "xa-an-khanh", (("Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")), ("Đất đai, xây dựng",
     ("Đất đai", "Hoạt động xây dựng")), ("Lĩnh vực khác", ()))),
    ("phuong-lam-son-pvhcc", "phuong-lam-son", (("Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")),
     ("Lĩnh vực khác", ()))),
    ("ttpvhcc", "ttpvhcc", (("Đầu tư, kinh doanh", ("Đầu tư tại Việt Nam", "Đăng ký hộ kinh doanh")),
     ("Đất đai", ("Đất đai",)), ("Lĩnh vực khác", ()), ("Trả kết quả", ()))),
)  # fmt: skip
SERVICES = (
    ("A", "Hộ tịch, chứng thực", ("Hộ tịch", "Chứng thực")), ("B", "Đất đai, xây dựng", ("Đất đai",
     "Hoạt động xây dựng")), ("C", "Việc khác, nhận kết quả", ()),
)  # fmt: skip
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))
OPEN_SINCE = date(2025, 7, 1)
DAYS, A_DAY = 3, 22
RENEWED = "2.000815"
"""Chứng thực bản sao từ bản chính."""
_PART_OF_A_DAY = 5


def open_counters(cast: Cast, crew: Crew, now: datetime) -> int:
    """Set up the desks, play the last days at one of them, post sheets, delegate. How many numbers were taken."""
    _delegate(cast, crew, now)
    known = {one.name: one for one in Field.objects.all()}
    taken = 0
    for number, code in enumerate(cast.communes):
        _post(crew.head(code), cast.agency(f"{code}-pvhcc"), localdate(now), now, leave_out=number % 3)
    _renew(cast, crew, now)
    for number, (code, head, own) in enumerate(DESKS):
        desk, actor = cast.agency(code), crew.head(head)
        _hours(actor, desk, known, now)
        key = _windows(actor, desk, own, known, now)
        rating.add_device(actor=actor, desk_id=desk.pk, name="Trả kết quả", now=now)
        if number == 0:
            taken = _play(actor, desk, key, now)
    return taken


def _hours(actor: Actor, desk: Agency, known: dict[str, Field], now: datetime) -> None:
    """The week, and Saturday mornings for land alone."""
    given: dict[str, Any] = {"actor": actor, "desk_id": desk.pk, "from_on": OPEN_SINCE, "now": now}
    for starts, ends in (MORNING, AFTERNOON):
        opening.add_shifts(weekdays=range(5), starts=starts, ends=ends, basis="Nội quy tiếp công dân", **given)
    opening.add_shifts(
        weekdays=[5], starts=MORNING[0], ends=MORNING[1], field_id=known["Đất đai"].pk,
        basis="Thông báo làm việc sáng thứ Bảy", **given,
    )  # fmt: skip
    opening.set_day(
        actor=actor, desk_id=desk.pk, day=office_day(localdate(now), 20), starts=MORNING[0], ends=MORNING[1],
        reason="Buổi chiều tập huấn nghiệp vụ", now=now,
    )  # fmt: skip


def _windows(
    actor: Actor, desk: Agency, own: tuple[tuple[str, tuple[str, ...]], ...], known: dict[str, Field], now: datetime
) -> str:
    """Windows, services, kiosk; the kiosk's key."""
    given: dict[str, Any] = {"actor": actor, "desk_id": desk.pk, "now": now}
    for number, (name, fields) in enumerate(own, 1):
        windows.add_window(number=number, name=name, field_ids=[known[one].pk for one in fields], **given)
    for letter, name, fields in SERVICES:
        windows.add_service(letter=letter, name=name, field_ids=[known[one].pk for one in fields], **given)
    return windows.set_numbers(greeting="Xin chọn việc cần làm để lấy số", **given).kiosk_key


def _post(actor: Actor, desk: Agency, today: date, now: datetime, *, leave_out: int) -> None:
    """All sheets hang there but the last few."""
    ids = [row.version_id for row in postings_at(desk, today) if row.version_id is not None]
    kept = ids[: len(ids) - leave_out]
    if kept:
        posting.note_posted(
            actor=actor, desk_id=desk.pk, version_ids=kept, on=office_day(today, -60), by="Công chức Một cửa", now=now
        )


def _renew(cast: Cast, crew: Crew, now: datetime) -> None:
    """One procedure has a new version since a few days: one desk has put its sheet up, the others have not."""
    today, control = localdate(now), crew.actor(CONTROL)
    found = Procedure.objects.select_related("agency").get(stem=RENEWED)
    version = drafting.begin_version(actor=crew.head(found.agency.code), procedure_id=found.pk, now=now)
    announced = office_day(today, -8)
    announcing.announce(
        actor=control, version_id=version.pk, decision="Quyết định số 2410/QĐ-UBND (minh họa)", announced_on=announced,
        from_on=office_day(today, -5), now=now,
    )  # fmt: skip
    announcing.publish(actor=control, version_id=version.pk, on=announced, now=now)
    posting.note_posted(
        actor=crew.head(DESKS[0][1]), desk_id=cast.agency(DESKS[0][0]).pk, version_ids=[version.pk],
        on=office_day(today, -5), by="Công chức Một cửa", now=now,
    )  # fmt: skip


def _delegate(cast: Cast, crew: Crew, now: datetime) -> None:
    """One department settles for the chairman, one power ends soon."""
    control, today = crew.actor(CONTROL), localdate(now)
    root, departments = cast.agency("ubnd-tinh"), ("stc", "syt")
    for number, code in enumerate(departments):
        delegate = cast.agency("bqlkcn") if code == "stc" else cast.agency(code)
        ids = Procedure.objects.filter(agency=cast.agency(code)).order_by("pk").values_list("pk", flat=True)[:1]
        delegating.record_delegation(
            actor=control, now=now,
            given=Delegation(
                means=("delegated", "decentralised")[number], authority_id=root.pk, delegate_id=delegate.pk,
                procedure_ids=tuple(ids), from_on=office_day(today, -100), decision=(
                    f"Quyết định số {2926 + number}/QĐ-UBND (minh họa)"
                ),
                to_on=office_day(today, 45 + 700 * number), position=("Trưởng ban", "Giám đốc Sở Y tế")[number],
                place=("trong khu công nghiệp", "")[number],
                responsibility="Bên nhận chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả giải quyết",
            ),
        )  # fmt: skip


def _play(actor: Actor, desk: Agency, key: str, now: datetime) -> int:
    """The last days at the desk and today until now: people come, wait, are served."""
    rng = Random(f"counters/{desk.code}")
    own = list(Window.objects.filter(desk=desk).order_by("number"))
    services = list(Service.objects.filter(desk=desk).order_by("letter"))
    days = dict.fromkeys(office_day(localdate(now), -distance) for distance in range(DAYS, -1, -1))
    taken = 0
    for day in days:
        free = {one.pk: datetime.combine(day, MORNING[0], HANOI) for one in own}
        arrivals = [at for at in _arrivals(day, rng) if at < now and is_open(desk.pk, at).open]
        for at in arrivals:
            _serve(actor, own, free, at, rng)
            ground = rng.choice(("elderly", "disabled", "pregnant")) if rng.random() < 0.12 else ""
            tickets.take_ticket(
                kiosk_key=key, service_id=rng.choices(services, (5, 2, 3))[0].pk, ground=ground, now=at
            )
            taken += 1
        if day != localdate(now):
            _serve(actor, own, free, datetime.combine(day, AFTERNOON[1], HANOI), rng)
    return taken


def _arrivals(day: date, rng: Random) -> Iterator[datetime]:
    """Most people come in the morning."""
    opens = datetime.combine(day, MORNING[0], HANOI)
    minutes = sorted(int(rng.triangular(2, 235, 60)) for _number in range(A_DAY - _PART_OF_A_DAY))
    minutes += sorted(rng.randrange(362, 540) for _number in range(_PART_OF_A_DAY))
    for minute in minutes:
        yield opens + timedelta(minutes=minute)


def _serve(actor: Actor, own: list[Window], free: dict[int, datetime], until: datetime, rng: Random) -> None:
    """Windows that are free before a moment call the next numbers; somebody now and then does not come."""
    for window in own:
        while free[window.pk] < until:
            at = free[window.pk]
            ticket = tickets.call_next(actor=actor, window_id=window.pk, now=at)
            if ticket is None:
                free[window.pk] = until
            elif rng.random() < 0.05:
                free[window.pk] = at + timedelta(minutes=2)
                tickets.note_absent(actor=actor, ticket_id=ticket.pk, now=free[window.pk])
            else:
                free[window.pk] = max(at, ticket.taken_at) + timedelta(minutes=rng.randrange(9, 27))
