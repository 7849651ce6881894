"""The portal over HTTP, played by the stand-in: whatever it does to a request, both sides agree in the end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from congvu.demo.standin_portal import Mood, StandIn
from congvu.domain.onestop.actions import portal_sending, telling
from congvu.domain.onestop.kinds import portal as socket
from congvu.domain.onestop.kinds.portal import Answer, PortalDown, Told
from congvu.domain.onestop.models import Dossier, PortalMessage
from congvu.domain.onestop.queries import telling as queries
from congvu.face.connectors.kinds.portal import HttpPortal, configured
from tests.domain.onestop.shop import Shop, at, office, shop

__all__ = ["office", "shop"]
BAD = [mood for mood in Mood if mood is not Mood.GOOD]
Start = Callable[..., tuple[StandIn, HttpPortal]]


def _told(n: int, code: str = "H99.18.05-261109-0001", **more: Any) -> Told:
    return Told(f"{code}/{n}", {"MaHoSo": code, "TrangThaiHoSo": "2", "NgayTiepNhan": "20261109090000", **more})


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[StandIn] = []

    def begin(moods: list[Mood] | None = None, *, knows_refs: bool = True) -> tuple[StandIn, HttpPortal]:
        queue = list(moods or [])
        there = StandIn(mood=lambda _service: queue.pop(0) if queue else Mood.GOOD, knows_refs=knows_refs).start()
        there.patience = 0.6
        running.append(there)
        return there, HttpPortal(there.url, "H99", "tinh", "mật", timeout=0.3)

    yield begin
    for one in running:
        one.stop()


def test_dossiers_and_progress_are_told_and_looked_up(start: Start) -> None:
    there, portal = start()
    assert portal.push_dossiers([_told(1)], update=False) == [Answer("00")]
    assert portal.push_progress([_told(2)]) == [Answer("00")]
    assert portal.push_dossiers([_told(3, TrangThaiHoSo="4")], update=True) == [Answer("00")]
    assert portal.known(["H99.18.05-261109-0001", "H99.18.05-261109-0009"]) == {"H99.18.05-261109-0001"}
    (row,) = portal.said_of(at(9).date(), at(9).date())
    assert row["TrangThaiHoSo"] == "4"
    assert portal.said_of(at(10).date(), at(11).date()) == []
    assert len(there.store.progress) == 1


def test_a_look_up_by_period_reads_every_page(start: Start) -> None:
    there, portal = start()
    for n in range(1201):
        code = f"H99.18.05-261109-{n:04d}"
        there.store.dossiers[code] = _told(1, code).payload
    assert len(portal.said_of(at(9).date(), at(9).date())) == 1201


def test_the_same_message_again_is_no_second_dossier(start: Start) -> None:
    there, portal = start()
    for _again in range(3):
        assert portal.push_dossiers([_told(1)], update=False)[0].taken
        assert portal.push_progress([_told(2)])[0].taken
    assert there.store.created == {"H99.18.05-261109-0001": 1}
    assert len(there.store.progress) == 1


def test_a_session_that_ran_out_is_renewed_within_the_same_call(start: Start) -> None:
    there, portal = start()
    portal.push_dossiers([_told(1)], update=False)
    there.store.sessions.clear()
    assert portal.push_dossiers([_told(2)], update=True)[0].taken


@pytest.mark.parametrize(
    ("mood", "unclear"),
    [(Mood.DOWN, False), (Mood.BROKEN, True), (Mood.GARBAGE, True), (Mood.LOSE, True), (Mood.SLOW, True),
     (Mood.STUTTER, True), (Mood.RESTART, True)],
)  # fmt: skip
def test_no_answer_to_go_by_is_silence_and_says_whether_it_may_have_been_kept(
    start: Start, mood: Mood, unclear: bool
) -> None:
    _there, portal = start([mood])
    with pytest.raises(PortalDown) as down:
        portal.push_dossiers([_told(1)], update=False)
    assert down.value.unclear is unclear


def test_a_portal_that_is_not_there_has_certainly_kept_nothing() -> None:
    with pytest.raises(PortalDown) as down:
        HttpPortal("http://127.0.0.1:9", "H99", "x", "y", timeout=1).known(["a"])
    assert not down.value.unclear


def test_a_batch_refused_as_a_whole_is_told_again_one_by_one(start: Start) -> None:
    there, portal = start([Mood.REFUSE_ALL])
    told = [_told(1, f"H99.18.05-261109-000{n}") for n in range(1, 4)]
    there.store.poison = {"H99.18.05-261109-0002"}
    assert [answer.code for answer in portal.push_dossiers(told, update=False)] == ["00", "01", "00"]


@pytest.mark.parametrize("where", ["", "http://cong.example", "http://127.0.0.1.example.org/x", "nonsense"])
def test_nothing_is_connected_without_a_safe_address(where: str) -> None:
    with override_settings(CONGVU_PORTAL=where):
        assert configured() is None
    with override_settings(CONGVU_PORTAL="https://cong.example/api"):
        assert configured() is not None


class Office:
    """A counter that goes on working while the portal misbehaves."""

    def __init__(self, shop: Shop, portal: HttpPortal, there: StandIn) -> None:
        self.shop, self.portal, self.there, self.now = shop, portal, there, at(9)

    def receives(self, n: int) -> list[Dossier]:
        found = [self.shop.receive(now=self.now) for _one in range(n)]
        self.notes(found)
        return found

    def forwards(self, dossiers: list[Dossier]) -> None:
        for one in dossiers:
            self.shop.forward(one, self.shop.clerk, self.now)
        self.notes(dossiers)

    def notes(self, dossiers: list[Dossier]) -> None:
        telling.note_acts(case_ids=[one.pk for one in dossiers], now=self.now)

    def sends(self) -> None:
        portal_sending.send(portal=self.portal, now=self.now)
        self.now += timedelta(minutes=15)

    def until_quiet(self) -> None:
        for _run in range(400):
            if not PortalMessage.objects.filter(state="waiting").exists():
                return
            self.sends()
        pytest.fail("messages are still waiting")


def _agree(office: Office, dossiers: list[Dossier]) -> None:
    """Both sides say the same of every dossier, nothing is doubled, and progress stands in its order."""
    store = office.there.store
    ours = queries.accounts([one.pk for one in dossiers])
    assert set(store.dossiers) == {one.case.code for one in dossiers}
    assert set(store.created.values()) == {1}
    for one in dossiers:
        theirs = {key: value for key, value in store.dossiers[one.case.code].items() if key != "MaThongDiep"}
        assert theirs == ours[one.pk]
    told = PortalMessage.objects.filter(kind="progress").values_list("dossier__case__code", "number")
    assert set(store.progress) == {f"{code}/{number}" for code, number in told}
    for one in dossiers:
        kept = [ref for ref in store.order if ref.startswith(one.case.code)]
        for progress in (True, False):
            numbers = [int(ref.rpartition("/")[2]) for ref in kept if (ref in store.progress) == progress]
            assert numbers == sorted(numbers), "in the order of the office"


@pytest.mark.parametrize("knows_refs", [True, False])
@pytest.mark.parametrize("mood", [mood for mood in BAD if mood is not Mood.SLOW])
def test_after_every_misbehaviour_both_sides_agree(shop: Shop, start: Start, mood: Mood, knows_refs: bool) -> None:
    there, portal = start([mood, Mood.GOOD, mood, mood], knows_refs=knows_refs)
    office = Office(shop, portal, there)
    dossiers = office.receives(3)
    office.sends()
    office.forwards(dossiers[:2])
    office.until_quiet()
    _agree(office, dossiers)


@pytest.mark.parametrize("seed", range(6))
def test_a_portal_of_ever_changing_moods_ends_in_agreement(shop: Shop, start: Start, seed: int) -> None:
    chance = random.Random(seed)
    moods = [chance.choice([Mood.GOOD, *(one for one in BAD if one is not Mood.SLOW)]) for _n in range(60)]
    there, portal = start(moods, knows_refs=bool(seed % 2))
    office, dossiers, fresh = Office(shop, portal, there), list[Dossier](), list[Dossier]()
    for _turn in range(6):
        office.forwards([one for one in fresh if chance.random() < 0.7])
        fresh = office.receives(chance.randint(1, 4))
        dossiers += fresh
        for _send in range(chance.randint(0, 2)):
            office.sends()
    office.until_quiet()
    _agree(office, dossiers)
    assert not PortalMessage.objects.filter(state="dead").exists()


def test_one_poisoned_dossier_stops_nobody_else_and_flows_once_mended(shop: Shop, start: Start) -> None:
    there, portal = start()
    office = Office(shop, portal, there)
    dossiers = office.receives(4)
    bad = dossiers[1]
    there.store.poison = {bad.case.code}
    for _run in range(3):
        office.sends()
    office.forwards(dossiers)
    for _run in range(100):
        office.sends()
        office.now += timedelta(minutes=20)
    assert set(there.store.dossiers) == {one.case.code for one in dossiers if one is not bad}
    states = {one.dossier_id: one.state for one in PortalMessage.objects.filter(kind="dossier").order_by("number")}
    assert states == {one.pk: "dead" if one is bad else "sent" for one in dossiers}
    there.store.poison.clear()
    dead = PortalMessage.objects.filter(state="dead").values_list("pk", flat=True)
    telling.send_again(actor=shop.clerk.system(), message_ids=list(dead), now=office.now)
    office.until_quiet()
    _agree(office, dossiers)


def test_after_a_day_without_the_portal_hundreds_catch_up_run_by_run(shop: Shop, start: Start) -> None:
    there, portal = start([Mood.DOWN] * 96)
    office = Office(shop, portal, there)
    dossiers: list[Dossier] = []
    for hour in range(9, 15):
        office.now = at(9, hour)
        dossiers += office.receives(25)
        office.sends()
    asked = there.asked
    office.now = at(10, 15)
    office.until_quiet()
    _agree(office, dossiers)
    assert asked <= 6, "one request a run while the portal is away"


def test_the_socket_is_brought_by_the_face(shop: Shop, start: Start) -> None:
    there, _portal = start()
    with override_settings(CONGVU_PORTAL=there.url, CONGVU_PORTAL_USER="a", CONGVU_PORTAL_PASSWORD="b"):
        found = socket.portal()
    assert isinstance(found, HttpPortal)
    assert socket.portal() is None
