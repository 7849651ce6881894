"""A commune's one-stop desk with two windows, two services and a kiosk; a clerk who calls, a head who sets up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import pytest

from congvu.domain.counters.actions import opening, tickets, windows
from congvu.domain.counters.models import Service, Ticket, Window
from congvu.domain.procedures.models import Field
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.org.models import Agency
from tests.domain.procedures.places import make_unit
from tests.kernel.casework.office import Office, office

__all__ = ["office"]

CAN = ("counters.desk.read", "counters.desk.set", "counters.queue.serve")


@dataclass
class Counter:
    """The desk and who works there."""

    desk: Agency
    head: Actor
    clerk: Actor
    stranger: Actor
    land: Field
    papers: Field
    first: Window
    second: Window
    land_service: Service
    any_service: Service
    key: str
    now: datetime

    def take(self, service: Service | None = None, ground: str = "", at: datetime | None = None) -> Ticket:
        return tickets.take_ticket(
            kiosk_key=self.key, service_id=(service or self.any_service).pk, ground=ground, now=at or self.now
        )

    def call(self, window: Window | None = None, at: datetime | None = None) -> Ticket | None:
        return tickets.call_next(actor=self.clerk, window_id=(window or self.first).pk, now=at or self.now)

    def called(self, window: Window | None = None, at: datetime | None = None) -> Ticket:
        found = self.call(window, at)
        assert found is not None
        return found

    def shift(self, days: tuple[int, ...], hours: tuple[time, time], field: Field | None = None) -> None:
        opening.add_shifts(
            actor=self.head, desk_id=self.desk.pk, weekdays=days, starts=hours[0], ends=hours[1],
            field_id=field.pk if field else None, from_on=date(2026, 1, 1), now=self.now,
        )  # fmt: skip


@pytest.fixture
def counter(office: Office) -> Counter:
    """Window 1 serves everything, window 2 land alone; on a Tuesday morning at half past eight."""
    return make_counter(office)


def make_counter(office: Office) -> Counter:
    """The desk, for tests that commit too."""
    top = Agency.objects.get(code="ubnd")
    commune = make_unit("xa-an", "UBND xã An Khánh", top, "peoples_committee")
    desk = make_unit("xa-an-pvhcc", "Trung tâm Phục vụ hành chính công xã An Khánh", commune, "service_centre")
    head = replace(office.desk, grants=dict.fromkeys(CAN, frozenset({desk.pk})))
    clerk = replace(office.an, grants=dict.fromkeys(CAN[::2], frozenset({desk.pk})))
    land = Field.objects.create(name="Đất đai", sort_key="dat dai")
    papers = Field.objects.create(name="Chứng thực", sort_key="chung thuc")
    given: dict[str, Any] = {"actor": head, "desk_id": desk.pk, "now": office.now}
    return Counter(
        desk=desk, head=head, clerk=clerk, stranger=office.rival, land=land, papers=papers, now=office.now,
        first=windows.add_window(number=1, **given),
        second=windows.add_window(number=2, name="Đất đai", field_ids=[land.pk], **given),
        any_service=windows.add_service(letter="A", name="Hộ tịch, chứng thực", field_ids=[papers.pk], **given),
        land_service=windows.add_service(letter="B", name="Đất đai", field_ids=[land.pk], **given),
        key=windows.set_numbers(always_open=True, **given).kiosk_key,
    )  # fmt: skip
