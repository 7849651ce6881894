"""Lists of dossiers: who sees what, by which filter, at which cost; exports; acts on many."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from congvu.domain.onestop.actions import apologising, ending
from congvu.domain.onestop.models import Reappointment
from congvu.domain.onestop.queries import lists
from congvu.kernel.accounts.models import AccessLog
from congvu.kernel.casework.actions import bulk
from congvu.kernel.casework.models import Case
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at

LIST = "/onestop/dossiers/"


def _page(client: Client, **query: str | int) -> str:
    answer = client.get(LIST, {"view": "all", **query})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_opens_with_what_is_being_settled(shop: Shop, client: Client) -> None:
    running, ended = shop.receive(), shop.receive()
    ending.stop_at_wish(actor=shop.clerk, case_id=ended.pk, words="Đề nghị tại quầy", now=at(9, 11))
    sign_in(client, shop, "clerk")
    page = client.get(LIST).content.decode()
    assert Case.objects.get(pk=running.pk).code in page
    assert Case.objects.get(pk=ended.pk).code not in page
    assert Case.objects.get(pk=ended.pk).code in _page(client)


def test_a_dossier_is_found_by_code_and_by_name_without_accents(shop: Shop, client: Client) -> None:
    shop.receive()
    shop.receive(party=shop.party(name="Trần Thị Đào", id_number="001099000002"))
    sign_in(client, shop, "clerk")
    found = _page(client, q="tran thi dao")
    assert "-0002" in found
    assert "-0001" not in found
    assert "-0001" in _page(client, q="H99.18.05-261109-0001")
    assert "-0001" not in _page(client, q="nguyen thi dao")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"channel": "counter"}, True), ({"channel": "online"}, False), ({"status": "2"}, True),
        ({"status": "4"}, False), ({"from": "09/11/2026", "to": "09/11/2026"}, True), ({"to": "08/11/2026"}, False),
        ({"procedure": "2.000908"}, True),
        ({"procedure": "1.012817"}, False), ({"whose": "agency"}, True), ({"whose": "applicant"}, False),
        ({"twice": "1"}, False), ({"state": "open"}, True), ({"state": "late"}, True), ({"state": "no_apology"}, True),
        ({"state": "ended"}, False), ({"state": "waiting"}, False),
    ],
)  # fmt: skip
def test_each_filter_narrows_to_what_it_says(shop: Shop, client: Client, query: dict[str, str], there: bool) -> None:
    shop.receive()
    sign_in(client, shop, "clerk")
    assert ("-0001" in _page(client, **query)) is there


def test_who_sees_the_province_finds_by_day_what_a_ward_finds(shop: Shop) -> None:
    first, second = shop.receive(now=at(9)), shop.receive(now=at(11))
    everywhere = replace(shop.chairman, grants=dict.fromkeys(shop.chairman.grants))
    for actor in (shop.chairman, everywhere):
        rows = lists.received_from(lists.dossiers_for(actor), at(10).date())
        assert list(rows.values_list("pk", flat=True)) == [second.pk]
        rows = lists.received_to(lists.dossiers_for(actor), at(10).date())
        assert list(rows.values_list("pk", flat=True)) == [first.pk]


def test_desk_agency_and_field_narrow_too(shop: Shop, client: Client) -> None:
    dossier = shop.receive()
    sign_in(client, shop, "clerk")
    assert "-0001" in _page(client, desk=shop.ward_desk_id, settling=shop.ward.pk, field=dossier.field_id)
    assert "-0001" not in _page(client, settling=shop.department.pk)


def test_a_stranger_sees_none_of_it(shop: Shop, client: Client) -> None:
    shop.receive()
    sign_in(client, shop, "officer")
    assert "-0001" not in _page(client)
    assert "-0001" not in client.get("/onestop/dossiers/late/").content.decode()


def test_a_list_is_as_cheap_with_many_rows_as_with_one(
    shop: Shop, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, shop, "clerk")
    shop.receive()
    _page(client)
    with django_assert_max_num_queries(30) as one:
        _page(client)
    for _n in range(3):
        shop.receive()
    with django_assert_max_num_queries(30) as many:
        _page(client)
    assert len(many.captured_queries) == len(one.captured_queries)
    with django_assert_max_num_queries(30):
        client.get(f"{LIST}mine/")


def test_only_who_may_export_takes_the_list_away(shop: Shop, client: Client) -> None:
    shop.receive()
    sign_in(client, shop, "clerk")
    assert client.get(LIST, {"export": "csv"}).status_code == 403
    head = sign_in(Client(), shop, "chairman")
    answer = head.get(LIST, {"export": "csv", "view": "all"})
    assert answer.streaming
    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Nguyễn Văn Minh Họa" in lines[1]
    book = load_workbook(io.BytesIO(b"".join(head.get("/onestop/dossiers/late/", {"export": "xlsx"}))))
    cells = [cell.value for cell in next(book.worksheets[0].iter_rows(min_row=2))]
    assert "Cơ quan" in cells


def test_what_i_hold_is_mine_by_time_left(shop: Shop, client: Client) -> None:
    first, second = shop.receive(now=at(9)), shop.receive(now=at(9, 10))
    for dossier in (second, first):
        shop.forward(dossier, shop.clerk, at(9, 11))
    assert [case.pk for case in lists.held_by(shop.specialist).order_by("due_at")] == [first.pk, second.pk]
    assert not lists.held_by(shop.officer).exists()
    sign_in(client, shop, "specialist")
    assert "Thẩm định" in client.get(f"{LIST}mine/").content.decode()


def test_the_heads_list_holds_what_stands_with_him_and_apologies_to_sign(shop: Shop, client: Client) -> None:
    signing, drafted, other = shop.receive(), shop.receive(), shop.receive()
    for dossier in (signing, drafted, other):
        shop.forward(dossier, shop.clerk, at(9, 10))
    shop.forward(signing, shop.specialist, at(10))
    apologising.draft_apology(actor=shop.specialist, case_id=drafted.pk, ground="lateness.own_delay", words="Chờ",
                              new_due_on=at(17).date(), now=at(10))  # fmt: skip
    assert set(lists.to_sign(shop.chairman).values_list("pk", flat=True)) == {signing.pk, drafted.pk}
    sign_in(client, shop, "chairman")
    page = client.get(f"{LIST}signing/").content.decode()
    assert "17/11/2026" in page
    (asked,) = lists.asked_of(shop.chairman)
    assert (asked.case.pk, asked.by) == (drafted.pk, shop.specialist.signature)
    assert lists.asked_of(shop.specialist) == []
    assert "17/11/2026" in client.get("/").content.decode()


def test_an_inspector_reads_the_lists_and_what_he_opens_of_a_person_is_recorded(shop: Shop, client: Client) -> None:
    dossier = shop.receive()
    sign_in(client, shop, "inspector")
    assert dossier.case.code in _page(client)
    assert client.get("/onestop/receive/").status_code == 403
    case = Case.objects.get(pk=dossier.pk)
    client.post(f"{LIST}many/forward/", {"step": "do", "seqs": [f"{case.pk}.{case.seq}"]})
    assert Case.objects.get(pk=dossier.pk).seq == case.seq
    opened = AccessLog.objects.filter(what="onestop.applicant")
    assert not opened.exists()
    assert client.get(f"{LIST}{dossier.case.code}/applicant/").status_code == 200
    assert opened.get().subject == f"case/{dossier.case.code}"


def test_acts_on_many_are_rehearsed_before_they_are_done(shop: Shop, client: Client) -> None:
    first, second = shop.receive(), shop.receive()
    sign_in(client, shop, "clerk")
    ids = {"ids": [first.pk, second.pk]}
    assert "forward" in client.post(f"{LIST}many/", ids).content.decode()
    preview = client.post(f"{LIST}many/forward/", ids)
    assert "Chuyên viên Kinh tế 01" in preview.content.decode()
    assert set(Case.objects.values_list("station", flat=True)) == {Case.objects.get(pk=first.pk).station}
    seqs = [f"{pk}.{Case.objects.get(pk=pk).seq}" for pk in ids["ids"]]
    shop.forward(second, shop.clerk, at(9, 12))  # somebody was faster
    done = client.post(f"{LIST}many/forward/", {"step": "do", "seqs": seqs}).content.decode()
    assert "Từ chối" in done
    assert Case.objects.get(pk=first.pk).holder_official_id == shop.specialist.official_id


def test_an_act_that_needs_its_own_page_is_no_act_on_many(shop: Shop, client: Client) -> None:
    dossier = shop.receive()
    sign_in(client, shop, "clerk")
    assert client.post(f"{LIST}many/refuse/", {"ids": [dossier.pk]}).status_code == 403


def test_views_are_kept_and_dropped(shop: Shop, client: Client) -> None:
    sign_in(client, shop, "clerk")
    kept = client.post(f"{LIST}views/", {"name": "Việc riêng của tôi"}, headers={"Referer": f"http://testserver{LIST}?state=late"})
    assert "state=late" in kept["Location"]
    assert "Việc riêng của tôi" in _page(client)
    pk = kept["Location"].rpartition("my-")[2]
    client.post(f"{LIST}views/{pk}/drop/")
    assert "Việc riêng của tôi" not in _page(client, state="ended")


def test_many_apologies_are_signed_at_once(shop: Shop) -> None:
    drafted = [shop.receive(), shop.receive()]
    for dossier in drafted:
        shop.forward(dossier, shop.clerk, at(9, 10))
        apologising.draft_apology(actor=shop.specialist, case_id=dossier.pk, ground="lateness.own_delay", words="Chờ",
                                  new_due_on=at(17).date(), now=at(10))  # fmt: skip
    waiting = list(lists.drafted_apologies(shop.chairman))
    assert {case.pk for case in waiting} == {dossier.pk for dossier in drafted}
    seqs = {case.pk: case.seq for case in waiting}
    rows = bulk.carry_out(actor=shop.chairman, code="sign_apology", seqs=seqs, values={"words": ""}, now=at(10, 14))
    assert all(row.done for row in rows)
    assert not lists.drafted_apologies(shop.chairman).exists()
    assert Reappointment.objects.filter(signed_at__isnull=False, in_time=True).count() == 2
