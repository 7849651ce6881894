"""The screens of the catalogue, walked as the people of an office walk them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from congvu.domain.procedures.actions import drafting
from congvu.domain.procedures.models import Procedure, Version
from congvu.kernel.accounts.models import Account
from congvu.kernel.org.models import Official
from tests.domain.procedures.conftest import Desk, facts
from tests.kernel.accounts.cast import give, make_account

FACTS = {
    "name": "Cấp giấy phép xây dựng nhà ở", "settled_at": "commune", "settled_by": "UBND xã", "subjects": ["citizen"],
    "sequence": "Nộp\nNhận", "ways": "Trực tuyến", "sets": "1", "result": "", "requirements": "", "legal_basis": "",
    "online": "full", "online_reason": "",
}  # fmt: skip


@pytest.fixture
def head(desk: Desk) -> Account:
    account = make_account("gd", Official.objects.get(code="chief"))
    give(account, "department_head", desk.office.snv)
    return account


@pytest.fixture
def officer(desk: Desk) -> Account:
    account = make_account("kstt", Official.objects.get(code="desk"))
    give(account, "par_officer", None)
    return account


def test_a_procedure_is_drafted_announced_published_and_found(
    desk: Desk, client: Client, head: Account, officer: Account
) -> None:
    client.force_login(head)
    new = {**FACTS, "agency": desk.office.snv.pk, "code": "1.013225", "scope": "public", "field": "Xây dựng"}
    assert client.post("/procedures/new/", {**new, "code": "một"}).status_code == 422
    case = client.post("/procedures/new/", new)["Location"]
    limit = {"name": "", "limit": "07 ngày làm việc", "limit_note": "", "hours_a_day": "8"}
    assert client.post(case, {**limit, "limit": "bảy ngày gì đó"}).status_code == 422
    assert client.post(case, limit).status_code == 302
    paper = {"name": "Đơn", "originals": "1", "copies": "0", "mandatory": "on"}
    assert client.post(f"{case}add/paper/", paper).status_code == 302
    station = {"name": "Tiếp nhận", "who": "desk", "time": "0,5 ngày"}
    assert client.post(f"{case}add/station/", station).status_code == 302
    assert client.post(f"{case}add/station/", {**station, "name": "Thẩm định", "time": "nhanh"}).status_code == 422
    assert "Tổng".lower() in client.get(case).content.decode().lower()  # the sum is wrong, and said
    client.post(f"{case}add/station/", {"name": "Thẩm định", "who": "settling", "time": "6,5 ngày"})
    procedure = Procedure.objects.get(stem="1.013225")
    version = procedure.versions.get()
    announced = {"decision": "QĐ 5", "announced_on": "01/09/2026", "from_on": "15/09/2026", "to_on": ""}
    assert client.post(f"/procedures/versions/{version.pk}/announce/", announced).status_code == 403

    client.force_login(officer)
    assert client.post(f"/procedures/versions/{version.pk}/announce/", announced).status_code == 302
    assert "1.013225" in client.get("/procedures/coverage/").content.decode()
    assert client.post(f"/procedures/versions/{version.pk}/publish/", {"on": "02/09/2026"}).status_code == 302
    for typed in ("1.013225", "1013225", "cap giay phep xay dung", "xây dựng sở nội vụ"):
        assert "Cấp giấy phép" in client.get("/procedures/", {"q": typed}).content.decode(), typed
    assert "Cấp giấy phép" not in client.get("/procedures/", {"q": "hộ tịch"}).content.decode()
    page = client.get(f"/procedures/{procedure.pk}/").content.decode()
    assert "07 ngày làm việc" in page
    assert "Thẩm định" in page


def test_two_versions_are_shown_side_by_side(desk: Desk, client: Client, head: Account) -> None:
    desk.complete()
    desk.announce()
    client.force_login(head)
    begun = client.post(f"/procedures/{desk.version.procedure_id}/begin/")
    client.post(begun["Location"], {**FACTS, "name": facts().name, "settled_at": "province", "settled_by": "Sở Nội vụ",
                                    "sets": "2", "sequence": facts().sequence, "ways": facts().ways})  # fmt: skip
    page = client.get(f"/procedures/{desk.version.procedure_id}/compare/").content.decode()
    assert "Số lượng hồ sơ" in page
    assert "Trình tự thực hiện" not in page  # unchanged, unless everything is asked for
    page = client.get(f"/procedures/{desk.version.procedure_id}/compare/?all=1").content.decode()
    assert "Trình tự thực hiện" in page
    again = client.post(f"/procedures/{desk.version.procedure_id}/begin/", follow=True).content.decode()
    assert "đã có bản dự thảo" in again


def test_rows_are_moved_and_taken_out_from_the_keyboard(desk: Desk, client: Client, head: Account) -> None:
    desk.complete()
    desk.paper("Bản sao")
    client.force_login(head)
    change = f"/procedures/cases/{desk.case.pk}/change/"
    client.post(change, {"kind": "paper", "position": "2", "do": "up"})
    assert [row.name for row in desk.case.papers.all()] == ["Bản sao", "Đơn đề nghị"]
    client.post(change, {"kind": "paper", "position": "1", "do": "remove"})
    assert [row.name for row in desk.case.papers.all()] == ["Đơn đề nghị"]
    for wrong in ({"kind": "people", "position": "1", "do": "remove"}, {"kind": "paper", "position": "x", "do": "up"},
                  {"kind": "paper", "position": "1", "do": "burn"}, {}):  # fmt: skip
        assert client.post(change, wrong).status_code == 302
    assert desk.case.papers.count() == 1


def test_an_internal_procedure_is_open_only_to_its_agency(desk: Desk, client: Client) -> None:
    hidden = drafting.add_procedure(
        actor=desk.drafter, agency_id=desk.office.snv.pk, code="", scope="internal", field="Công vụ",
        facts=facts(name="Điều động công chức"), now=desk.office.now,
    )  # fmt: skip
    stranger = make_account("la", Official.objects.get(code="rival"))
    give(stranger, "official", desk.office.stc)
    client.force_login(stranger)
    assert "Điều động" not in client.get("/procedures/").content.decode()
    assert client.get(f"/procedures/{hidden.procedure_id}/").status_code == 404
    assert client.get(f"/procedures/{desk.version.procedure_id}/").status_code == 200


@pytest.mark.parametrize("address", ["999/", "999/compare/", "versions/999/", "cases/999/", "cases/999/add/paper/"])
def test_what_does_not_exist_is_not_found(client: Client, head: Account, address: str) -> None:
    client.force_login(head)
    assert client.get(f"/procedures/{address}").status_code == 404


def test_the_catalogue_costs_the_same_however_long_it_is(
    desk: Desk, client: Client, head: Account, django_assert_max_num_queries: object
) -> None:
    client.force_login(head)
    client.get("/procedures/")
    for number in range(3):
        drafting.add_procedure(
            actor=desk.drafter, agency_id=desk.office.snv.pk, code=f"1.00119{number}", field="Hộ tịch",
            facts=facts(name=f"Thủ tục {number}"), now=desk.office.now,
        )  # fmt: skip
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's
        client.get("/procedures/")
    assert Version.objects.filter(from_on=date(2026, 1, 5)).count() == 0
