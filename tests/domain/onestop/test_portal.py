"""What the portal is told: everything every act changed, in order, once, and patiently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.domain.onestop import kind as kinds_of_the_room
from congvu.domain.onestop.actions import (
    apologising,
    ending,
    papers,
    paying,
    portal_sending,
    routing,
    submitting,
    supplementing,
    telling,
)
from congvu.domain.onestop.actions.portal_sending import send
from congvu.domain.onestop.actions.receiving import Paying
from congvu.domain.onestop.extract.stamps import read_stamp, stamp
from congvu.domain.onestop.kinds.portal import PortalDown
from congvu.domain.onestop.models import Charge, Dossier, PortalMessage, PortalRecord
from congvu.domain.onestop.policy import portal as policy
from congvu.domain.onestop.queries import telling as queries
from congvu.domain.onestop.tasks import check_portal, send_to_portal
from congvu.kernel.casework.models import Case
from congvu.kernel.jobs.models import Job
from congvu.kernel.journal import queries as journal
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import MONDAY, Shop, at
from tests.domain.onestop.telling import Ear, ear, work

__all__ = ["ear"]
State = PortalMessage.State
WORDS = "Theo đề nghị của người nộp"


def _told(dossier: Dossier, kind: str = "dossier") -> list[PortalMessage]:
    return list(PortalMessage.objects.filter(dossier=dossier, kind=kind).order_by("number"))


def _is_told(dossier: Dossier) -> None:
    """The portal's account, once everything waiting is sent, is what stands here."""
    case = Case.objects.get(pk=dossier.case_id)
    record = PortalRecord.objects.get(pk=dossier.pk)
    assert record.line_seq == case.seq
    assert _told(dossier)[-1].payload == queries.accounts([dossier.pk])[dossier.pk]


def _send_all(ear: Ear, now: datetime) -> None:
    while send(portal=ear, now=now)[1]:
        continue


class Walk:
    """Acts on a dossier, each of them told before the next; it remembers which moves it has made."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.done = shop, set[str]()

    def act(
        self, dossier: Dossier, run: Callable[..., Any], who: Any, now: datetime, move: str = "", **given: Any
    ) -> None:
        run(actor=who, case_id=dossier.case_id, now=now, **given)
        self.done.add(move or run.__name__)
        work(now)
        _is_told(dossier)

    def received(self, now: datetime = MONDAY) -> Dossier:
        dossier = self.shop.receive(now=now)
        work(now)
        _is_told(dossier)
        return dossier

    def submitted(self, key: str, now: datetime = MONDAY) -> Dossier:
        shop = self.shop
        dossier = submitting.submit_online(
            actor=shop.clerk.system(), desk_id=shop.ward_desk_id, reception=shop.reception(key=key), now=now
        )
        work(now)
        _is_told(dossier)
        return dossier


def _to_the_end(walk: Walk) -> None:
    shop, one = walk.shop, walk.received()
    walk.act(one, _forward, shop.clerk, at(9, 10), "forward")
    walk.act(one, _send_back, shop.specialist, at(9, 11), "send_back")
    walk.act(one, _forward, shop.clerk, at(9, 14), "forward")
    walk.act(one, supplementing.ask_supplement, shop.specialist, at(10), words="Bản sao")
    walk.act(one, supplementing.receive_supplement, shop.clerk, at(11), words="Đã nộp")
    walk.act(one, supplementing.ask_again, shop.chairman, at(11, 10), words="Ảnh", ground="second_supplement.new_fact")
    walk.act(one, supplementing.receive_supplement, shop.clerk, at(12), words="Đã nộp")
    walk.act(one, paying.request_payment, shop.specialist, at(12, 10), words="Nộp 100.000 đồng")
    walk.act(one, paying.confirm_payment, shop.clerk, at(12, 15))
    given = {"ground": "lateness.own_delay", "words": "Chờ xác minh"}
    walk.act(one, apologising.draft_apology, shop.specialist, at(12, 16), new_due_on=at(20).date(), **given)
    walk.act(one, apologising.sign_apology, shop.chairman, at(12, 16, 30))
    walk.act(one, _forward, shop.specialist, at(13), "forward")
    walk.act(one, ending.settle, shop.chairman, at(13, 10))
    charge = Charge.objects.get(dossier=one)
    paying.collect(actor=shop.clerk, charge_id=charge.pk, paid_by="online", now=at(13, 14))
    work(at(13, 14))
    _is_told(one)
    walk.act(one, papers.send_paper, shop.clerk, at(13, 14, 30), to_agency_id=shop.department.pk)
    walk.act(one, ending.return_result, shop.clerk, at(13, 15))


def _forward(*, actor: Any, case_id: int, now: datetime) -> None:
    routing.forward(actor=actor, case_id=case_id, now=now)


def _send_back(*, actor: Any, case_id: int, now: datetime) -> None:
    routing.send_back(actor=actor, case_id=case_id, ground="return.insufficient", words="Thiếu chữ ký", now=now)


def _other_ends(walk: Walk) -> None:
    shop = walk.shop
    two = walk.submitted("k1")
    walk.act(two, supplementing.ask_before, shop.clerk, at(9, 10), words="Bản sao")
    walk.act(two, supplementing.supplemented_before, shop.clerk, at(9, 11))
    walk.act(two, submitting.accept_submission, shop.clerk, at(9, 14))
    walk.act(two, _forward, shop.clerk, at(9, 15), "forward")
    refusal = {"ground": "dossier_refusal.not_entitled", "words": "Không đủ điều kiện"}
    walk.act(two, ending.refuse, shop.specialist, at(9, 16), **refusal)
    three = walk.submitted("k2")
    walk.act(three, submitting.decline_submission, shop.clerk, at(9, 10), **refusal)
    walk.act(walk.received(), ending.stop_at_wish, shop.clerk, at(10), words=WORDS)
    four = walk.submitted("k3")
    walk.act(four, supplementing.ask_before, shop.clerk, at(9, 10), words="Bản sao")
    walk.act(four, ending.close_incomplete, shop.clerk, at(9, 10, month=12))


def test_every_act_of_the_kind_is_told(shop: Shop, ear: Ear) -> None:
    """A new act of the table has to be walked here too; that it is told needs nothing of it."""
    walk = Walk(shop)
    _to_the_end(walk)
    _other_ends(walk)
    moves = {move.code for move in kinds_of_the_room.DOSSIER.lifecycle.moves}
    assert moves <= walk.done, f"not walked: {moves - walk.done}"
    statuses = set(PortalMessage.objects.filter(kind="dossier").values_list("status", flat=True))
    assert statuses == {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
    _send_all(ear, at(9, 11, month=12))
    assert not PortalMessage.objects.filter(state=State.WAITING).exists()
    for dossier in Dossier.objects.all():
        latest = [payload for service, _ref, payload in ear.told
                  if service != "progress" and payload["MaHoSo"] == dossier.case.code][-1]  # fmt: skip
        assert latest == queries.accounts([dossier.pk])[dossier.pk]


def _received(shop: Shop, now: datetime = MONDAY) -> Dossier:
    dossier = shop.receive(now=now)
    work(now)
    return dossier


def test_the_account_says_what_the_interface_asks(shop: Shop, ear: Ear) -> None:
    one = shop.receive(fees=[Paying(position=1, paid_by="online")], now=MONDAY)
    shop.forward(one, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=one.case_id, words="Bản sao\nẢnh", now=at(10))
    supplementing.receive_supplement(actor=shop.clerk, case_id=one.case_id, words="Đủ", now=at(13))
    said = queries.accounts([one.pk])[one.pk]
    assert {key: said[key] for key in ("MaHoSo", "MaTTHC", "KenhThucHien", "LoaiDoiTuong", "NgayTiepNhan", "NgayHenTra",
                                       "TrangThaiHoSo", "NgayTra", "DuocThanhToanTrucTuyen", "DonViXuLy")} == {
        "MaHoSo": "H99.18.05-261109-0001", "MaTTHC": "2.000908", "KenhThucHien": "1", "LoaiDoiTuong": "0",
        "NgayTiepNhan": "20261109090000", "NgayHenTra": "20261118090000", "TrangThaiHoSo": "4", "NgayTra": "",
        "DuocThanhToanTrucTuyen": "1", "DonViXuLy": "Ủy ban nhân dân xã Minh Họa",
    }  # fmt: skip
    (asked,) = said["DanhSachHoSoBoSung"]
    assert (asked["NoiDungBoSung"], asked["NgayBoSung"], asked["NgayTiepNhanBoSung"], asked["NgayHenTraTruoc"],
            asked["NgayHenTraMoi"], asked["NguoiYeuCauBoSung"]) == (
        "Bản sao\nẢnh", "20261110090000", "20261113090000", "20261112090000", "20261118090000",
        shop.specialist.name)  # fmt: skip
    assert [fee["Gia"] for fee in said["DanhSachLePhi"]] == ["10000"]
    assert said["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "001099000001"}]
    assert "Thôn 1" not in str(said), "the interface has no field for an address"


def test_progress_names_step_person_and_moment_but_nobodys_own_words(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    shop.forward(one, shop.clerk, at(9, 10), words="Ông Nguyễn Văn Minh Họa đang nợ thuế")
    work(at(9, 10))
    first, second = [message.payload for message in _told(one, "progress")]
    assert (first["NoiDungXuLy"], first["TrangThai"]) == ("Tiếp nhận hồ sơ", "2")
    assert first["ThoiDiemXuLy"] == "20261109090000"
    assert (second["NoiDungXuLy"], second["TrangThai"], second["PhongBanXuLy"]) == (
        "Chuyển bước tiếp theo", "4", "Phòng Kinh tế")  # fmt: skip
    assert second["NgayKetThucTheoQuyDinh"] == "20261111100000"
    assert "thuế" not in str(second)


def test_the_same_lines_become_messages_once(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    before = PortalMessage.objects.count()
    assert telling.note_acts(case_ids=[one.pk, one.pk, 10**9], now=MONDAY) == 0
    assert PortalMessage.objects.count() == before == 2


def test_what_a_lost_job_left_behind_is_found_in_the_night(shop: Shop, ear: Ear) -> None:
    one = shop.receive(now=MONDAY)
    Job.objects.filter(name="casework.announce").delete()
    check_portal(now=at(10, 3))
    work(at(10, 3), "onestop.feed_portal")
    _is_told(one)
    check_portal(now=at(11, 3))
    assert not Job.objects.filter(name="onestop.feed_portal").exists()


def test_without_a_portal_nothing_piles_up_and_everything_is_told_once_there_is_one(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = _received(shop)
    assert not PortalMessage.objects.exists()
    send_to_portal(now=MONDAY)
    monkeypatch.setattr("congvu.domain.onestop.kinds.portal._Socket.factory", Ear)
    check_portal(now=at(10, 3))
    work(at(10, 3), "onestop.feed_portal")
    _is_told(one)


def test_messages_of_a_dossier_go_in_order_and_the_account_first(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    shop.forward(one, shop.clerk, at(9, 10))
    work(at(9, 10))
    send(portal=ear, now=at(9, 11))
    code = one.case.code
    assert [(service, ref) for service, ref, _payload in ear.told] == [
        ("create", f"{code}/1"), ("progress", f"{code}/2"), ("update", f"{code}/3"), ("progress", f"{code}/4"),
    ]  # fmt: skip
    assert PortalRecord.objects.get(pk=one.pk).known_since == at(9, 11)


def test_an_account_that_was_never_tried_gives_way_to_a_newer_one(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    send(portal=ear, now=at(9, 9, 5))
    for hour, who in ((10, shop.clerk), (11, shop.specialist)):
        shop.forward(one, who, at(9, hour))
        work(at(9, hour))
    supplementing.ask_supplement(actor=shop.chairman, case_id=one.case_id, words="Bản sao", now=at(9, 14))
    work(at(9, 14))
    assert [message.state for message in _told(one)] == ["sent", "replaced", "waiting"]
    _send_all(ear, at(9, 15))
    assert [payload["TrangThaiHoSo"] for service, _ref, payload in ear.told if service != "progress"] == ["2", "5"]


def test_a_mended_dossier_is_told_at_once_in_place_of_the_refused_account(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    ear.no[one.case.code] = "Sai mã lĩnh vực"
    moment = MONDAY
    for minutes in (0, 1, 5, 15):
        moment += timedelta(minutes=minutes)
        send(portal=ear, now=moment)
    ear.no.clear()
    shop.forward(one, shop.clerk, at(9, 10))
    work(at(9, 10))
    _send_all(ear, at(9, 10))
    assert [message.state for message in _told(one)] == ["replaced", "sent"]
    assert [service for service, _ref, _payload in ear.told] == ["create", "progress", "progress"]


def test_a_day_without_the_portal_costs_no_message_a_try_and_it_catches_up(shop: Shop, ear: Ear) -> None:
    dossiers = [shop.receive(now=MONDAY) for _one in range(3)]
    work(MONDAY)
    ear.down = PortalDown("Connection refused")
    moment = MONDAY
    while moment < at(10, 10):
        send_to_portal(now=moment)
        moment += timedelta(minutes=10)
    states = set(PortalMessage.objects.values_list("state", "tries"))
    assert states == {("waiting", 0)}
    ear.down = None
    _send_all(ear, at(10, 11, 30))
    assert set(PortalMessage.objects.values_list("state", flat=True)) == {"sent"}
    assert ear.there == {one.case.code for one in dossiers}


def test_a_silent_portal_is_asked_once_a_run_not_once_a_message(shop: Shop, ear: Ear) -> None:
    for _one in range(5):
        shop.receive(now=MONDAY)
    work(MONDAY)
    ear.down = PortalDown("Connection refused")
    send(portal=ear, now=MONDAY)
    assert ear.calls == 1


def test_a_refused_message_is_tried_ever_later_then_waits_for_its_owner(shop: Shop, ear: Ear) -> None:
    bad, good = _received(shop), _received(shop)
    ear.no[bad.case.code] = "Thiếu mã lĩnh vực"
    moments, now = [], MONDAY
    for _try in range(9):
        _send_all(ear, now)
        message = _told(bad)[0]
        moments.append(message.next_try_at)
        now = message.next_try_at or now
    waits = [(later - earlier).total_seconds() / 60 for earlier, later in zip([MONDAY, *moments], moments, strict=False)
             if later is not None and earlier is not None]  # fmt: skip
    assert waits == list(policy.PAUSES)
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("dead", "01 Thiếu mã lĩnh vực")
    assert _told(good)[0].state == "sent", "others go on"
    ear.no.clear()
    keeper = may(shop.chairman, queries.KEEP)
    assert telling.send_again(actor=keeper, message_ids=[message.pk], now=now) == 1
    _send_all(ear, now)
    message.refresh_from_db()
    assert message.state == "sent"
    assert journal.of_stream("portal").get().verb == "portal.sent_again"
    with pytest.raises(MoveRefused):
        telling.send_again(actor=keeper, message_ids=[message.pk], now=now)


def test_only_who_keeps_the_exchange_sees_messages_and_only_of_his_desks(shop: Shop, ear: Ear) -> None:
    _received(shop)
    message = PortalMessage.objects.first()
    assert message is not None
    with pytest.raises(NotAllowed):
        queries.get_for(shop.clerk, message.pk)
    with pytest.raises(MoveRefused):
        telling.send_again(actor=may(shop.director, queries.KEEP), message_ids=[message.pk], now=MONDAY)


def test_after_an_attempt_without_an_answer_the_portal_is_asked_what_it_has(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    ear.down = PortalDown("timed out", unclear=True)
    send(portal=ear, now=MONDAY)
    assert _told(one)[0].unclear
    ear.down = None
    ear.there.add(one.case.code)  # it had kept it
    _send_all(ear, at(9, 11))
    assert ear.told[0][0] == "update"


def test_a_run_ends_and_leaves_the_rest_behind_other_work(
    shop: Shop, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_sending, "MOST", 2)
    monkeypatch.setattr(portal_sending, "BATCH", 2)
    for _one in range(3):
        _received(shop)
    send_to_portal(now=MONDAY)
    assert PortalMessage.objects.filter(state="sent").count() == 2
    assert Job.objects.filter(name="onestop.send_to_portal").exists()


def test_old_contents_are_forgotten_and_what_waits_is_kept(shop: Shop, ear: Ear) -> None:
    one = _received(shop)
    send(portal=ear, now=MONDAY)
    shop.forward(one, shop.clerk, at(9, 10))
    work(at(9, 10))
    year_on = MONDAY.replace(year=2027)
    assert telling.forget_contents(now=year_on) == 2
    assert {message.state for message in PortalMessage.objects.exclude(payload={})} == {"waiting"}


def test_a_screen_shows_only_the_end_of_what_identifies_a_person() -> None:
    said = policy.masked({"ChuHoSo": "A", "SoDienThoai": "0912345678", "DinhDanhCHS": [{"SoDinhDanh": "001099000001"}],
                          "Email": ""})  # fmt: skip
    assert said == {"ChuHoSo": "A", "SoDienThoai": "•••••••678", "DinhDanhCHS": [{"SoDinhDanh": "•••••••••001"}],
                    "Email": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [("1 5 15", (1, 5, 15)), ("2, 30; 60 phút", (2, 30, 60)), ("", policy.PAUSES), ("không", policy.PAUSES)],
)
def test_pauses_are_read_from_the_rule(said: str, expected: tuple[int, ...]) -> None:
    assert policy.pauses(said) == expected


@pytest.mark.parametrize(
    "text",
    ["20261109093000", "09/11/2026 09:30", "2026-11-09T09:30:00", "09/11/2026 09:30:00", " 2026-11-09 09:30:00 "],
)
def test_moments_are_read_as_portals_and_sheets_write_them(text: str) -> None:
    assert read_stamp(text) == at(9, 9, 30)
    assert stamp(read_stamp(text)) == "20261109093000"
    assert read_stamp("hôm qua") is None
    assert read_stamp("99999999999999") is None
