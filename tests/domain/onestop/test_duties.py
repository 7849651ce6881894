"""Who takes which station, and what a desk is known by."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from congvu.core.refusals import Invalid, NotAllowed
from congvu.domain.onestop.actions.setting_up import DeskFacts, lay_down_duty, set_up_desk
from congvu.domain.onestop.models import Desk, Duty
from congvu.domain.onestop.queries.duties import lines_of
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.casework.models import Case
from congvu.kernel.journal.queries import of_stream
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at


def _station(shop: Shop, name: str) -> str:
    return next(stop.code for stop in plan_of(shop.variants["copy"].pk).stops if stop.name == name)


def test_a_dossier_goes_to_whom_the_station_was_given(shop: Shop) -> None:
    given: dict[str, Any] = {"agency_id": shop.ward.pk, "variant_id": shop.variants["copy"].pk,
                             "station": _station(shop, "Thẩm định")}  # fmt: skip
    lay_down_duty(actor=shop.chairman, official_id=shop.chairman.official_id, now=at(9), **given)
    case = shop.forward(shop.receive(), shop.clerk, at(9, 10))
    assert case.holder_official_id == shop.chairman.official_id
    lay_down_duty(actor=shop.chairman, official_id=None, now=at(9, 11), **given)
    assert shop.forward(shop.receive(), shop.clerk, at(9, 12)).holder_official_id == shop.specialist.official_id
    assert [line.verb for line in of_stream("onestop").order_by("seq")][-2:] == ["duty.laid_down", "duty.ended"]


def test_nobody_of_another_agency_takes_a_station(shop: Shop) -> None:
    given: dict[str, Any] = {"agency_id": shop.ward.pk, "variant_id": shop.variants["copy"].pk,
                             "station": _station(shop, "Thẩm định")}  # fmt: skip
    with pytest.raises(Invalid):
        lay_down_duty(actor=shop.chairman, official_id=shop.officer.official_id, now=at(9), **given)
    with pytest.raises(NotAllowed):
        lay_down_duty(actor=shop.specialist, official_id=shop.specialist.official_id, now=at(9), **given)
    with pytest.raises(Invalid):
        lay_down_duty(actor=shop.chairman, official_id=shop.clerk.official_id, now=at(9),
                      **{**given, "station": _station(shop, "Tiếp nhận")})  # fmt: skip
    assert not Duty.objects.exists()


def test_the_page_lays_down_and_counts(shop: Shop, client: Client) -> None:
    shop.receive()
    sign_in(client, shop, "chairman")
    page = client.get("/onestop/duties/", {"agency": shop.ward.pk}).content.decode()
    assert "2.000908" in page
    variant = shop.variants["copy"].pk
    url = f"/onestop/duties/{shop.ward.pk}/{variant}/"
    assert client.get(url).status_code == 200
    sent = client.post(url, {f"s-{_station(shop, 'Thẩm định')}": shop.specialist.official_id})
    assert sent.status_code == 302
    line = next(one for one in lines_of(shop.ward.pk, at(9).date()) if one.variant_id == variant)
    assert (line.laid_down, line.open) == (1, 1)
    assert sign_in(Client(), shop, "specialist").get("/onestop/duties/").status_code == 403


def _facts(shop: Shop, **given: object) -> DeskFacts:
    return DeskFacts(**{"identifier": "H99.18.05", "serves_id": shop.ward.pk, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"identifier": "abc"}, "identifier"), ({"bank_bin": "12"}, "bank_bin"),
        ({"bank_bin": "970436", "account": "12-3!"}, "account"), ({"short": "một cửa!"}, "short"),
        ({"bank_bin": "970436", "account": "0011223344"}, "account_name"),
    ],
)  # fmt: skip
def test_a_desk_refuses_what_cannot_be_right(shop: Shop, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_up_desk(actor=shop.chairman, agency_id=shop.desk.pk, facts=_facts(shop, **given), now=at(9))
    assert refusal.value.field == field


def test_the_identifier_stays_once_it_begins_codes(shop: Shop) -> None:
    set_up_desk(actor=shop.chairman, agency_id=shop.desk.pk, facts=_facts(shop, identifier="h99.18.06"), now=at(9))
    shop.desk.refresh_from_db()
    assert shop.desk.identifier == "H99.18.06"
    assert Case.objects.get(pk=shop.receive().pk).code.startswith("H99.18.06-")
    with pytest.raises(Invalid):
        set_up_desk(actor=shop.chairman, agency_id=shop.desk.pk, facts=_facts(shop), now=at(9))


def test_the_account_is_kept_as_banks_write_it(shop: Shop, client: Client) -> None:
    sign_in(client, shop, "chairman")
    assert "H99.18.05" in client.get("/onestop/desks/").content.decode()
    sent = client.post(f"/onestop/desks/{shop.desk.pk}/", {
        "identifier": "H99.18.05", "serves": shop.ward.pk, "short": "TTPVHCC", "bank_bin": "970436",
        "account": "0011 223344", "account_name": "ttpvhcc xa minh hoa", "open_to_all": "1",
    })  # fmt: skip
    assert sent.status_code == 302
    desk = Desk.objects.get(pk=shop.desk.pk)
    assert (desk.account, desk.account_name) == ("0011223344", "TTPVHCC XA MINH HOA")
    assert client.get("/onestop/desks/add/").status_code == 200
