"""What we say and what the portal says: every difference classified, with the journal lines that speak for us."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.onestop.actions import ending, reconciling, supplementing
from congvu.domain.onestop.actions.portal_sending import send
from congvu.domain.onestop.extract.appeals import SHEET as APPEAL_SHEET
from congvu.domain.onestop.extract.appeals import appeal_pack
from congvu.domain.onestop.extract.portal_lists import read_list, said_by
from congvu.domain.onestop.kinds.portal import PortalDown
from congvu.domain.onestop.models import Difference, Dossier, Reconciliation
from congvu.domain.onestop.queries import reconciling as queries
from congvu.domain.onestop.queries.telling import KEEP
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.policy import entry_bytes, leaf_of
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import Shop, at
from tests.domain.onestop.telling import Ear, ear, work

__all__ = ["ear"]
NOW = at(20, 10)
PERIOD = {"from_on": at(9).date(), "to_on": at(19).date()}
Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def keeper(shop: Shop) -> Actor:
    return may(shop.chairman, KEEP)


def settled(shop: Shop, ear: Ear, now: datetime) -> Dossier:
    """Received on Monday the 9th, due on the 12th at 9, settled at `now`, and told to the portal."""
    one = shop.receive(now=at(9))
    shop.forward(one, shop.clerk, at(9, 10))
    shop.forward(one, shop.specialist, at(10, 10))
    ending.settle(actor=shop.chairman, case_id=one.case_id, now=now)
    told(ear, now)
    return one


def told(ear: Ear, now: datetime) -> None:
    work(now)
    while send(portal=ear, now=now)[1]:
        continue


def differences(keeper: Actor, ear: Ear, change: Change | None = None, *, said_at: datetime = NOW) -> list[Difference]:
    """The portal's account, changed, beside ours."""
    rows = json.loads(json.dumps(ear.said_of(**PERIOD)))
    for row in rows:
        if change is not None:
            change(row)
    found = reconciling.reconcile_file(actor=keeper, name="cong.json", content=json.dumps(rows).encode(), now=NOW,
                                       said_at=said_at, **PERIOD)  # fmt: skip
    return list(queries.differences(keeper, found).order_by("kind"))


def _said(rows: list[Difference]) -> list[tuple[str, str]]:
    return [(one.kind, one.cause) for one in rows]


def test_both_sides_agree_once_everything_is_told(shop: Shop, ear: Ear, keeper: Actor) -> None:
    settled(shop, ear, at(11))
    found = reconciling.reconcile_fetched(actor=keeper, now=NOW, **PERIOD)
    assert (found.ours, found.theirs, found.agreed) == (1, 1, 1)
    assert (found.on_time_here, found.on_time_there) == (1, 1)
    assert not found.differences.exists()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"TrangThaiHoSo": "4"}, [("status", "portal", "9", "4")]),
        ({"NgayHenTra": "20261113090000"}, [("due", "portal", "12/11/2026 09:00", "13/11/2026 09:00")]),
        ({"NgayKetThucXuLy": "20261111163000"}, [("ended", "portal", "11/11/2026 09:00", "11/11/2026 16:30")]),
        ({"DanhSachHoSoBoSung": [{}]}, [("asked", "portal", "0", "1")]),
        ({"DungHan": "0"}, [("verdict", "portal", "on_time", "late")]),
        ({"NgayKetThucXuLy": ""}, [("ended", "portal", "11/11/2026 09:00", "–"),
                                   ("verdict", "portal", "on_time", "late")]),
        ({"NgayHenTra": "12/11/2026"}, []),
        ({"DungHan": "Trước hạn"}, []),
    ],
)  # fmt: skip
def test_every_kind_of_difference_is_found(
    shop: Shop, ear: Ear, keeper: Actor, change: dict[str, Any], expected: list[tuple[str, str, str, str]]
) -> None:
    settled(shop, ear, at(11))
    rows = differences(keeper, ear, lambda row: row.update(change))
    assert [(one.kind, one.cause, one.ours, one.theirs) for one in rows] == expected
    assert all(one.evidence for one in rows)


def test_the_evidence_is_the_line_with_its_leaf(shop: Shop, ear: Ear, keeper: Actor) -> None:
    settled(shop, ear, at(11))
    (one,) = differences(keeper, ear, lambda row: row.update({"NgayKetThucXuLy": "20261111163000"}))
    (line,) = one.evidence
    assert (line["verb"], line["at"]) == ("dossier.settled", "2026-11-11T02:00:00.000000Z")
    assert len(line["leaf"]) == 64


def test_a_dossier_one_side_lacks_is_a_difference(shop: Shop, ear: Ear, keeper: Actor) -> None:
    one = settled(shop, ear, at(11))
    rows = differences(keeper, ear, lambda row: row.update({"MaHoSo": "H99.18.05-261109-9999"}))
    assert [(row.code, row.kind, row.cause) for row in rows] == [
        ("H99.18.05-261109-9999", "missing_here", "unknown"), (one.case.code, "missing_there", "portal"),
    ]  # fmt: skip


def test_the_day_is_kept_although_the_hour_was_not(shop: Shop, ear: Ear, keeper: Actor) -> None:
    """Settled in the afternoon of the due day: late by law, on time by the index."""
    settled(shop, ear, at(12, 16))
    assert _said(differences(keeper, ear, lambda row: row.update({"DungHan": "0"}))) == [("verdict", "by_day")]


def test_the_applicants_time_counted_as_ours_is_named(shop: Shop, ear: Ear, keeper: Actor) -> None:
    one = shop.receive(now=at(9))
    supplementing.ask_supplement(actor=shop.clerk, case_id=one.case_id, words="Bản sao", now=at(9, 14))
    supplementing.receive_supplement(actor=shop.clerk, case_id=one.case_id, words="Đủ", now=at(17))
    told(ear, at(18))
    assert _said(differences(keeper, ear, lambda row: row.update({"DungHan": "Trễ hạn"}))) == [("verdict", "applicant")]


def test_a_late_dossier_the_portal_calls_on_time_is_the_agencys(shop: Shop, ear: Ear, keeper: Actor) -> None:
    settled(shop, ear, at(16))
    assert _said(differences(keeper, ear, lambda row: row.update({"DungHan": "1"}))) == [("verdict", "agency")]


def test_what_the_portal_cannot_know_yet_is_no_fault_of_its(shop: Shop, ear: Ear, keeper: Actor) -> None:
    settled(shop, ear, at(11))
    before = {"TrangThaiHoSo": "4", "NgayKetThucXuLy": ""}
    causes = {one.cause for one in differences(keeper, ear, lambda row: row.update(before), said_at=at(10, 12))}
    assert causes == {"after"}
    late = shop.receive(now=at(19))
    assert ("missing_there", "ours_waits") in _said(differences(keeper, ear))
    work(at(19))
    assert {one.cause for one in differences(keeper, ear) if one.code == late.case.code} == {"ours_waits"}


def test_a_sheet_downloaded_from_the_portal_is_read(shop: Shop, ear: Ear, keeper: Actor) -> None:
    one = settled(shop, ear, at(11))
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["Danh sách hồ sơ"])
    page.append(["STT", "Mã hồ sơ", "Trạng thái", "Ngày hẹn trả", "Đúng hạn"])
    page.append([1, one.case.code, "Đang xử lý", datetime(2026, 11, 12, 9, 0), "Đúng hạn"])
    raw = io.BytesIO()
    book.save(raw)
    found = reconciling.reconcile_file(actor=keeper, name="cong.xlsx", content=raw.getvalue(), said_at=NOW, now=NOW,
                                       **PERIOD)  # fmt: skip
    assert _said(list(found.differences.all())) == [("status", "portal")]


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b'[{"MaHoSo": ""}]', b'[{"MaHoSo": "a", "NgayHenTra": "h\xc3\xb4m qua"}]', b"[" * 9999],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid):
        read_list("cong.json", content)


def test_statuses_are_read_as_numbers_and_as_words() -> None:
    assert said_by({"MaHoSo": "a", "TrangThaiHoSo": "Yêu cầu bổ sung giấy tờ"}).status == 5
    assert said_by({"MaHoSo": "a", "TrangThaiHoSo": 10}).status == 10
    assert said_by({"MaHoSo": "a"}).told == {"MaHoSo"}


def test_a_portal_that_is_away_refuses_the_comparison_and_says_what_to_do(
    shop: Shop, ear: Ear, keeper: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_period: object) -> list[dict[str, Any]]:
        raise PortalDown("Connection refused")

    monkeypatch.setattr(ear, "said_of", away)
    with pytest.raises(MoveRefused, match="Connection refused"):
        reconciling.reconcile_fetched(actor=keeper, now=NOW, **PERIOD)
    with pytest.raises(Invalid):
        reconciling.reconcile_fetched(actor=keeper, now=NOW, from_on=at(9).date(), to_on=at(8).date())
    with pytest.raises(NotAllowed):
        reconciling.reconcile_fetched(actor=shop.clerk, now=NOW, **PERIOD)
    assert not Reconciliation.objects.exists()


def test_an_appeal_can_be_checked_without_us_and_says_nothing_of_persons(
    shop: Shop, ear: Ear, keeper: Actor
) -> None:
    one = settled(shop, ear, at(11))
    rows = differences(keeper, ear, lambda row: row.update({"TrangThaiHoSo": "4", "DungHan": "0"}))
    appeals = queries.appeals(keeper, rows[0].reconciliation, [row.pk for row in rows])
    pack = zipfile.ZipFile(io.BytesIO(appeal_pack(appeals)))
    assert sorted(pack.namelist()) == [
        "KIEM-TRA.txt", "danh-sach.xlsx", f"giay-dien-giai/{one.case.code}.txt", f"nhat-ky/{one.case.code}.json",
    ]  # fmt: skip
    chain = json.loads(pack.read(f"nhat-ky/{one.case.code}.json"))
    before = "0" * 64
    for line in chain:
        entry = entry_bytes(line["stream"], line["seq"], line["at"], line["verb"], line["actor"], line["behalf"],
                            bytes.fromhex(line["prev"]), bytes.fromhex(line["commitment"]))  # fmt: skip
        assert leaf_of(entry).hex() == line["leaf"]
        assert line["prev"] == before
        before = line["leaf"]
    assert before == bytes(Case.objects.get(pk=one.case_id).head).hex()
    everything = b"".join(pack.read(name) for name in pack.namelist()).decode("utf-8", "ignore")
    assert "001099000001" not in everything
    assert "Nguyễn Văn" not in everything
    sheet: Any = openpyxl.load_workbook(io.BytesIO(pack.read("danh-sach.xlsx"))).active
    assert [cell.value for cell in sheet[1]] == [column.heading for column in APPEAL_SHEET.columns]
    assert sheet.max_row == 3
    with pytest.raises(Invalid):
        queries.appeals(keeper, rows[0].reconciliation, [])
