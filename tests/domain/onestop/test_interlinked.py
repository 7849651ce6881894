"""Hồ sơ liên thông: one submission through commune, department and province, and everything about it adds up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from congvu.core.settlement_form import faults
from congvu.core.working_time import measure
from congvu.domain.onestop.actions import apologising, ending, supplementing
from congvu.domain.onestop.actions.receiving import Paying
from congvu.domain.onestop.models import Dossier, Slip, Visit
from congvu.domain.onestop.queries.settlement import Period, behind, report
from congvu.domain.onestop.queries.slip_contents import leaf_of
from congvu.domain.onestop.queries.whose_time import shares, whole
from congvu.face.portal.queries.dossiers import certificate_lines
from congvu.face.portal.queries.verifying import verify
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import accept
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks, custody_of
from congvu.kernel.journal.actions import seal
from tests.domain.internal.conftest import may
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import HANOI, SIGN, WORK, Shop, announce, at

CODE = "2.002755"
STATIONS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("Tiếp nhận", "desk", "Công chức Một cửa", "0,5 ngày", {}),
    ("Thẩm tra tại xã", "settling", "Chuyên viên", "2 ngày", {}),
    ("Thẩm định tại sở", "named", "Chuyên viên", "2,5 ngày", {"agency_id": "stc"}),
    ("Quyết định của tỉnh", "named", "Chuyên viên", "3 ngày", {"agency_id": "vpubnd"}),
    ("Trả kết quả", "desk", "Công chức Một cửa", "", {"kind": "return"}),
)
#: The commune, the department and the province, as a reader of the strip sees them.
COMMUNE, DEPARTMENT, PROVINCE = "Phòng Kinh tế", "Sở Tài chính", "Văn phòng UBND tỉnh"


@dataclass
class Walk:
    """A dossier that has gone the whole way."""

    shop: Shop
    dossier: Dossier
    promised: datetime

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.dossier.pk)

    @property
    def strip(self) -> list[Custody]:
        return list(custody_of(self.case))


@pytest.fixture
def walk(shop: Shop) -> Walk:
    """Received on Monday 9; papers asked for on the 11th, brought on the 13th; the department is a day late and the
    head has apologised before the promise broke; decided by the province on the 27th, fetched on 1 December."""
    shop.variants["whole way"] = announce(shop, "whole way", code=CODE, limit="08 ngày làm việc", fee=50_000,
                                          stations=STATIONS)  # fmt: skip
    dossier = shop.receive("whole way", fees=[Paying(position=1, paid_by="cash")])
    pk = dossier.pk
    shop.forward(dossier, shop.clerk, at(9, 10))
    (asked,) = consult(actor=shop.specialist, case_id=pk, agency_ids=[shop.office.snv.pk], now=at(9, 14),
                       question="Đề nghị cho ý kiến về vị trí")  # fmt: skip
    answer(actor=may(shop.office.chief, *SIGN), case_id=asked.pk, words="Thống nhất", now=at(10, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=pk, words="Bản vẽ mặt bằng", now=at(11))
    supplementing.receive_supplement(actor=shop.clerk, case_id=pk, words="Đã nộp đủ", now=at(13))
    promised = Case.objects.get(pk=pk).due_at
    assert promised is not None
    shop.forward(dossier, shop.specialist, at(13, 10))
    accept(actor=shop.officer, case_id=pk, now=at(13, 14))
    apologising.draft_apology(actor=shop.officer, case_id=pk, ground="lateness.own_delay", now=at(19),
                              words="Chờ xác minh thực địa", new_due_on=date(2026, 12, 1))  # fmt: skip
    apologising.sign_apology(actor=shop.director, case_id=pk, now=at(20))
    shop.forward(dossier, shop.officer, at(23, 15))
    province = may(shop.office.desk, *WORK)
    accept(actor=province, case_id=pk, now=at(23, 16))
    ending.settle(actor=province, case_id=pk, words="Quyết định 45/QĐ-UBND", now=at(27, 14))
    ending.return_result(actor=shop.second_clerk, case_id=pk, words="Người nộp nhận", now=at(1, 9, month=12))
    dossier.refresh_from_db()
    return Walk(shop, dossier, promised)


def test_somebody_has_it_at_every_moment_and_the_moments_sum_to_the_whole(walk: Walk) -> None:
    rows = walk.strip
    assert all(before.to_at == after.from_at for before, after in pairwise(rows))
    assert (rows[0].from_at, rows[-1].to_at) == (at(9), None)
    assert rows[-1].from_at == walk.case.closed_at == at(1, 9, month=12)
    spans = [row.to_at - row.from_at for row in rows if row.to_at is not None]
    assert sum(spans, timedelta()) == at(1, 9, month=12) - at(9)
    holders = [people.agency_name(row.agency_id) for row in rows]
    assert [COMMUNE in holders, DEPARTMENT in holders, PROVINCE in holders] == [True] * 3
    assert walk.case.holder_agency_id == walk.shop.desk.agency_id


def test_whose_time_it_was_sums_to_the_whole(walk: Walk) -> None:
    case, now = walk.case, at(2, 9, month=12)
    found = shares(case, now)
    calendar = clocks.calendar_for(case)
    everything = measure(calendar, at(9), at(1, 9, month=12)) // 60
    assert sum(share.minutes for share in found) == whole(case, walk.strip, now) == everything
    by = {(share.whose, share.words if share.whose == "agency" else ""): share.minutes for share in found}
    assert by["applicant", ""] == measure(calendar, at(11), at(13)) // 60
    assert by["collecting", ""] == measure(calendar, at(27, 14), at(1, 9, month=12)) // 60
    way = [(at(13, 10), at(13, 14)), (at(23, 15), at(23, 16))]
    assert by["transfer", ""] == sum(measure(calendar, begin, end) // 60 for begin, end in way)
    assert by["agency", DEPARTMENT] == measure(calendar, at(13, 14), at(23, 15)) // 60
    assert by["agency", PROVINCE] == measure(calendar, at(23, 16), at(27, 14)) // 60
    consulted = measure(calendar, at(9, 14), at(10, 10)) // 60
    assert by["agency", COMMUNE] + by.get(("consulted", ""), consulted) >= consulted


def test_one_station_was_late_and_the_applicants_time_is_not_laid_to_the_commune(walk: Walk) -> None:
    visits = Visit.objects.filter(case_id=walk.dossier.pk)
    late = [row.name for row in visits if row.due_at and row.left_at and row.left_at > row.due_at]
    assert late == ["Thẩm định tại sở"]


def test_the_certificate_tells_the_whole_derivation(walk: Walk) -> None:
    case = walk.case
    lines, _hash, _rule = certificate_lines(case)
    told = "\n".join(lines)
    assert case.first_due_at is not None
    assert case.due_at is not None
    for moment in (at(9), at(11), at(13), case.due_at):
        assert f"{moment.astimezone(HANOI):%d/%m/%Y}" in told, moment
    assert f"{case.first_due_at.astimezone(HANOI):%d/%m}" == "19/11"
    assert f"{walk.promised.astimezone(HANOI):%d/%m}" == "26/11"
    assert f"{case.due_at.astimezone(HANOI):%d/%m}" == "01/12"
    assert lines[-1] == "Hạn: 17:00 Thứ Ba 01/12/2026."
    staff = clocks.certificate_of(case, clocks.events_of(case))
    assert staff is not None
    assert staff.due == case.due_at


@pytest.mark.parametrize("by", ["field", "agency", "desk", "procedure"])
def test_form_06_counts_it_once_and_adds_up(walk: Walk, by: str) -> None:
    reader: Actor = may(walk.shop.chairman, "onestop.report.read")
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    found = report(reader, november, by)
    assert faults([line.tally for line in found.lines], found.whole) == ()
    tally = found.whole
    assert (tally.received, tally.counter, tally.settled, tally.late_apology, tally.open) == (1, 1, 1, 1, 0)
    assert [row.pk for row in behind(reader, november, "late_apology", by)] == [walk.dossier.pk]


def test_its_slips_are_in_the_journal_and_after_the_days_bill_the_proof_holds(walk: Walk, tmp_path: Path) -> None:
    slips = list(Slip.objects.filter(dossier=walk.dossier).order_by("pk"))
    assert [slip.form for slip in slips] == ["receipt", "supplement", "apology"]
    code = walk.case.code
    for slip in slips:
        at_once = verify(code, bytes.fromhex(leaf_of(slip)))
        assert (at_once.found, at_once.proof, at_once.holds) == (True, None, False)
    bills = tmp_path / "bills"
    seal(day=date(2026, 12, 1), keys=tmp_path / "keys", bills=bills, now=at(2, 0, 5, month=12))
    for slip in slips:
        proved = verify(code, bytes.fromhex(leaf_of(slip)))
        assert proved.holds
        assert proved.bill_day == date(2026, 12, 1)
        assert proved.root in proved.bill_text
    assert not verify(code, b"\x00" * 32).found
    said = StringIO()
    call_command("verify", bills=bills, quiet=True, stdout=said)
    assert "✗" not in said.getvalue()


def test_whom_it_was_handed_to_finds_the_button_to_take_it_over(shop: Shop, client: Client) -> None:
    dossier = shop.receive("linked")
    shop.forward(dossier, shop.clerk, at(9, 10))
    case = shop.forward(dossier, shop.specialist, at(9, 11))
    sign_in(client, shop, "officer")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert f"/cases/{case.code}/acts/accept/" in page
    answer = client.post(f"/cases/{case.code}/acts/accept/", {"expected_seq": case.seq, "words": ""})
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).holder_agency_id == shop.department.pk
