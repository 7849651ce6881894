"""Routes as drawings: downloaded, read back into a draft after a dry run, refused in words, shown with their table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from congvu.core.bpmn import NoRoute
from congvu.core.refusals import Invalid, MoveRefused
from congvu.domain.procedures.actions import contents
from congvu.domain.procedures.actions.routes import take_route
from congvu.domain.procedures.models import Station, Variant
from congvu.domain.procedures.policy.drawings import bpmn_file
from congvu.domain.procedures.policy.routes import faults_of
from congvu.kernel.accounts.models import Account
from congvu.kernel.journal.queries import of_stream
from congvu.kernel.org.models import Official
from tests.domain.procedures.conftest import Desk
from tests.kernel.accounts.cast import give, make_account


@pytest.fixture
def head(desk: Desk) -> Account:
    account = make_account("gd", Official.objects.get(code="chief"))
    give(account, "department_head", desk.office.snv)
    return account


@pytest.fixture
def full(desk: Desk) -> Variant:
    """A route with everything a draft can say: groups, phases, branches, a way back, posting, a named agency."""
    given: dict[str, Any] = {"actor": desk.drafter, "variant_id": desk.case.pk, "now": desk.office.now}
    phases = [("Xét", "6 ngày làm việc"), ("Cấp", "2 ngày làm việc")]
    contents.set_variant(limit="", phases=phases, **given)
    desk.station("Tiếp nhận", "0,5 ngày", who="desk", post="Công chức Một cửa")
    desk.station("Thẩm định", "2 ngày", back_to=desk.case.stations.get().code, product="Phiếu thẩm định")
    desk.station("Hỏi xây dựng", "2 ngày", branch="Xây dựng", kind="consult", silence_agrees=True)
    desk.station("Hỏi Sở", "1 ngày", branch="Sở", who="named", agency_id=desk.office.snv.pk, kind="consult")
    group = contents.add_group(name="Khối Ủy ban", time="1,5 ngày", **given).code
    for name in ("Văn phòng nhận", "Lãnh đạo ký"):
        desk.station(name, group=group, who="above")
    desk.station("Niêm yết", kind="posting", aside_limit="15 ngày")
    desk.station("Nộp tiền", kind="payment", who="desk")
    desk.station("In, trả kết quả", "2 ngày", phase="2", kind="return", who="desk")
    assert faults_of(desk.case) == ()
    return desk.case


def rows(variant: Variant) -> list[tuple[Any, ...]]:
    skip = {"id", "variant_id"}
    names = [one.attname for one in Station._meta.concrete_fields if one.attname not in skip]
    return [tuple(getattr(row, name) for name in names) for row in variant.stations.all()]


def test_a_route_downloaded_and_taken_into_another_case_is_the_same_row_by_row(desk: Desk, full: Variant) -> None:
    empty = contents.add_variant(actor=desk.drafter, version_id=desk.version.pk, name="Bản sao", now=desk.office.now)
    empty.limit = full.limit
    empty.save()
    taken = take_route(actor=desk.drafter, variant_id=empty.pk, raw=bpmn_file(full, "Thử"), now=desk.office.now)
    taken = Variant.objects.get(pk=taken.pk)
    assert rows(taken) == rows(full)
    assert taken.phases == full.phases
    assert [(one.name, one.minutes) for one in taken.groups.all()] == [("Khối Ủy ban", 720)]
    assert faults_of(taken) == ()
    assert of_stream(f"procedure/{desk.version.procedure_id}").order_by("-seq")[0].verb == "procedure.route_read"


@pytest.mark.parametrize(
    ("swap", "words"),
    [
        (("Sở Nội vụ", "Sở Trên Trời"), "Sở Trên Trời"),
        (('time="16 working hours"', 'time="2 calendar days"'), "tròn phút"),
    ],
)
def test_what_a_draft_has_no_place_for_is_refused_with_its_station(
    desk: Desk, full: Variant, swap: tuple[str, str], words: str
) -> None:
    raw = bpmn_file(full, "Thử").decode().replace(*swap).encode()
    with pytest.raises(Invalid, match=words):
        take_route(actor=desk.drafter, variant_id=full.pk, raw=raw, now=desk.office.now)
    assert full.stations.count() == 9


def test_a_file_that_is_no_route_changes_nothing_and_an_announced_route_stays(desk: Desk) -> None:
    desk.complete()
    raw = bpmn_file(desk.case, "Thử")
    with pytest.raises(NoRoute):
        take_route(actor=desk.drafter, variant_id=desk.case.pk, raw=b"<a/>", now=desk.office.now)
    assert desk.case.stations.count() == 3
    desk.announce()
    with pytest.raises(MoveRefused):
        take_route(actor=desk.drafter, variant_id=desk.case.pk, raw=raw, now=desk.office.now)


def test_the_drawing_has_a_table_beside_it_and_a_file_behind_it(
    desk: Desk, full: Variant, head: Account, client: Client
) -> None:
    client.force_login(head)
    page = client.get(f"/procedures/cases/{full.pk}/route/").content.decode()
    assert re.search(r'data-sign="t1"[^>]*data-time="', page)
    for words in ("Hỏi xây dựng", "Khối Ủy ban", "coi là đồng ý", "Giai đoạn 2, Cấp", "kéo dài 15 ngày", "route-"):
        assert words in page, words
    answer = client.get(f"/procedures/cases/{full.pk}/route.bpmn")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == bpmn_file(full, full.version.name)


def upload(client: Client, variant: Variant, raw: bytes) -> Any:
    given = SimpleUploadedFile("quy-trinh.bpmn", raw)
    return client.post(f"/procedures/cases/{variant.pk}/route/read/", {"file": given})


def test_a_drawing_is_tried_first_and_taken_only_when_confirmed(
    desk: Desk, full: Variant, head: Account, client: Client
) -> None:
    client.force_login(head)
    raw = bpmn_file(full, "Thử").decode().replace('name="Thẩm định"', 'name="Thẩm định lại"').encode()
    page = upload(client, full, raw).content.decode()
    assert "Thẩm định lại" in page
    assert "khớp với thời hạn" in page
    assert not full.stations.filter(name="Thẩm định lại").exists()
    found = re.search(r'name="xml" value="([^"]+)"', page)
    assert found
    client.post(f"/procedures/cases/{full.pk}/route/read/", {"xml": found[1]})
    assert full.stations.filter(name="Thẩm định lại").exists()
    shorter = raw.decode().replace('time="16 working hours"', 'time="8 working hours"', 1).encode()
    assert "thời hạn" in upload(client, full, shorter).content.decode()


def test_refusals_name_the_element_its_id_and_what_to_do(
    desk: Desk, full: Variant, head: Account, client: Client
) -> None:
    client.force_login(head)
    timer = '<bpmn:boundaryEvent id="cho-3-ngay" name="Chờ 3 ngày" attachedToRef="t1" />'
    raw = bpmn_file(full, "Thử").decode().replace("</bpmn:process>", f"{timer}</bpmn:process>").encode()
    answer = upload(client, full, raw)
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("“Chờ 3 ngày”", "boundaryEvent", "id cho-3-ngay", "Hãy ghi thời gian ở bước"):
        assert words in page, words
    for bad in (b"", b"\xff\xfe", b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>', b"<a>" * 100):
        assert upload(client, full, bad).status_code == 422
    assert client.post(f"/procedures/cases/{full.pk}/route/read/", {"xml": "không phải"}).status_code == 302
    assert full.stations.count() == 9


def test_who_may_not_draft_sees_the_drawing_and_cannot_replace_it(desk: Desk, full: Variant, client: Client) -> None:
    account = make_account("xem", Official.objects.get(code="an"))
    give(account, "official", desk.office.snv)
    client.force_login(account)
    assert client.get(f"/procedures/cases/{full.pk}/route/").status_code == 200
    assert upload(client, full, b"<a/>").status_code == 403
