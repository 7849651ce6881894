"""The dossier on its page: whose time it took, what is masked, how often papers were asked for."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from congvu.core.working_time import measure
from congvu.domain.onestop.actions import ending, supplementing
from congvu.domain.onestop.models import Visit
from congvu.domain.onestop.queries.panels import allotted_by_unit, dossier_panel, visit_row
from congvu.domain.onestop.queries.plans import plan_of
from congvu.domain.onestop.queries.whose_time import next_step, shares, shares_of, whole
from congvu.kernel.accounts.models import AccessLog
from congvu.kernel.casework.models import Case, Custody
from congvu.kernel.casework.queries import custody_of
from congvu.kernel.casework.queries.clocks import calendar_for
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at


def _case(pk: int) -> Case:
    return Case.objects.get(pk=pk)


def _walked(shop: Shop) -> Case:
    """Received on Monday, asked on Tuesday, papers on Friday, settled on Monday after."""
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Ảnh 4x6", now=at(10))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.case_id, words="Đủ", now=at(13))
    shop.forward(dossier, shop.specialist, at(13, 15))
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(16))
    return _case(dossier.case_id)


def test_the_shares_of_a_dossiers_time_sum_to_the_whole(shop: Shop) -> None:
    case = _walked(shop)
    found = shares(case, at(17))
    rows = custody_of(case)
    assert sum(share.minutes for share in found) == whole(case, rows, at(17)) == measure(
        calendar_for(case), at(9), at(17)
    ) // 60
    by = {share.whose: share for share in found}
    assert by["applicant"].minutes == measure(calendar_for(case), at(10), at(13)) // 60
    assert by["collecting"].minutes == measure(calendar_for(case), at(16), at(17)) // 60
    assert "Phòng Kinh tế" in {share.words for share in found if share.whose == "agency"}


@pytest.mark.django_db
@given(
    cuts=st.lists(st.integers(0, 20 * 24 * 60), max_size=6),
    kinds=st.lists(st.sampled_from(["agency", "applicant", "transfer", "consulted", "outage"]), min_size=7, max_size=7),
)
def test_however_time_is_divided_the_shares_sum_to_the_whole(cuts: list[int], kinds: list[str]) -> None:
    start = at(2)
    moments = [start, *(datetime.fromtimestamp(start.timestamp() + 60 * cut, start.tzinfo) for cut in sorted(cuts))]
    now = at(23)
    case = Case(phase="processing", opened_at=start, station="x")
    rows = [
        Custody(station="x", state="in_transfer" if whose == "transfer" else "holding",
                whose_clock=whose, from_at=since, to_at=until)
        for whose, since, until in zip(kinds, moments, [*moments[1:], None], strict=False)
    ]  # fmt: skip
    found = shares_of(case, rows, now)
    assert sum(share.minutes for share in found) == whole(case, rows, now)
    assert all(share.minutes >= 0 for share in found)


def test_the_next_step_is_told_at_every_turn(shop: Shop) -> None:
    dossier = shop.receive()
    assert next_step(_case(dossier.case_id)) == "Đang ở bước: Tiếp nhận; tiếp theo: Thẩm định."
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Ảnh 4x6", now=at(10))
    assert "02/12/2026" in next_step(_case(dossier.case_id))
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.case_id, words="Đủ", now=at(13))
    shop.forward(dossier, shop.specialist, at(13, 15))
    ending.settle(actor=shop.chairman, case_id=dossier.case_id, now=at(16))
    assert "Trung tâm Phục vụ hành chính công" in next_step(_case(dossier.case_id))


def test_each_unit_was_given_the_time_of_its_stations(shop: Shop) -> None:
    given = allotted_by_unit(_walked(shop))
    assert sorted(given.values()) == [4 * 60, 4 * 60, 16 * 60]


def test_the_panel_tells_stations_used_and_late(shop: Shop) -> None:
    case = _walked(shop)
    panel = dossier_panel(shop.specialist, case)
    rows = {row["stop"].name: row for row in panel["stops"]}
    assert [one["holder"] for one in rows["Thẩm định"]["visits"]] == ["Chuyên viên Kinh tế 01"]
    calendar = calendar_for(case)
    used = measure(calendar, at(9, 10), at(10)) + measure(calendar, at(13), at(13, 15))
    assert (rows["Thẩm định"]["visits"][0]["used"], rows["Thẩm định"]["visits"][0]["late"]) == (used // 60, 0)
    assert rows["Ký"]["visits"][0]["allotted"] == 4 * 60
    assert rows["Trả kết quả"]["is_here"]
    assert panel["id_masked"].endswith("001")
    assert "099" not in panel["id_masked"]


def test_while_the_applicant_brings_papers_no_station_uses_time(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.case_id, words="Ảnh 4x6", now=at(9, 14))
    plan = plan_of(dossier.variant_id)
    visit = Visit.objects.get(case_id=dossier.pk, left_at=None)
    assert visit.due_at == at(11, 10)
    row = visit_row(visit, plan, at(13), [(at(9, 14), at(13))])
    worked = measure(calendar_for(_case(dossier.pk)), at(9, 10), at(9, 14)) // 60
    assert (row["used"], row["late"]) == (worked, 0)
    supplementing.receive_supplement(actor=shop.clerk, case_id=dossier.case_id, words="Đủ", now=at(13))
    visit.refresh_from_db()
    calendar = calendar_for(_case(dossier.pk))
    assert visit.due_at is not None
    assert measure(calendar, at(13), visit.due_at) == measure(calendar, at(9, 14), at(11, 10))


def test_the_page_masks_the_number_until_somebody_asks_and_that_is_recorded(shop: Shop, client: Client) -> None:
    case = _walked(shop)
    sign_in(client, shop, "specialist")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert "001099000001" not in page
    assert not AccessLog.objects.filter(what="onestop.applicant").exists()
    shown = client.get(f"/onestop/dossiers/{case.code}/applicant/", headers={"HX-Request": "true"}).content.decode()
    assert "001099000001" in shown
    assert AccessLog.objects.get(what="onestop.applicant").subject == f"case/{case.code}"


def test_a_stranger_sees_neither_dossier_nor_data(shop: Shop, client: Client) -> None:
    case = _walked(shop)
    sign_in(client, shop, "officer")
    assert client.get(f"/cases/{case.code}/").status_code == 404
    assert client.get(f"/onestop/dossiers/{case.code}/applicant/").status_code == 404
    assert client.get(f"/onestop/dossiers/{case.pk}/papers/1/").status_code == 404
    assert not AccessLog.objects.filter(what="onestop.applicant").exists()
