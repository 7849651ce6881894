"""The at-risk board: every number opens a list of exactly that length; late without apology is its own figure."""

from __future__ import annotations

import re

from django.test import Client

from congvu.domain.onestop.actions import apologising, supplementing
from congvu.domain.onestop.queries import lists, risk
from congvu.kernel.casework.models import Case
from tests.domain.onestop.screens import sign_in
from tests.domain.onestop.shop import Shop, at


def _pks(shop: Shop, condition: object) -> set[int]:
    return set(lists.dossiers_for(shop.chairman).filter(condition).values_list("pk", flat=True))


def _apologised(shop: Shop) -> int:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    apologising.draft_apology(actor=shop.specialist, case_id=dossier.pk, ground="lateness.own_delay", words="Chờ",
                              new_due_on=at(16).date(), now=at(10))  # fmt: skip
    apologising.sign_apology(actor=shop.chairman, case_id=dossier.pk, now=at(10, 10))
    return int(dossier.pk)


def test_near_its_appointment_a_dossier_is_at_risk_then_late(shop: Shop) -> None:
    dossier = shop.receive("linked")
    assert _pks(shop, risk.at_risk(at(10))) == set()
    due = Case.objects.get(pk=dossier.pk).due_at
    assert due is not None
    assert _pks(shop, risk.at_risk(at(18))) == {dossier.pk}
    assert _pks(shop, risk.late(at(18))) == set()
    assert _pks(shop, risk.late(at(20))) == {dossier.pk}


def test_late_without_an_apology_is_a_figure_of_its_own(shop: Shop) -> None:
    apologised, plain = _apologised(shop), shop.receive().pk
    assert _pks(shop, risk.late(at(18))) == {apologised, plain}
    assert _pks(shop, risk.without_apology(at(18))) == {plain}


def test_while_the_applicant_brings_papers_the_agency_is_not_late(shop: Shop) -> None:
    dossier = shop.receive()
    shop.forward(dossier, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=dossier.pk, words="Ảnh", now=at(10))
    assert _pks(shop, risk.late(at(20))) == set()
    late = shop.receive()
    shop.forward(late, shop.clerk, at(9, 10))
    supplementing.ask_supplement(actor=shop.specialist, case_id=late.pk, words="Ảnh", now=at(17))
    assert _pks(shop, risk.late(at(20))) == {late.pk}
    assert _pks(shop, risk.on_clock_of("applicant")) == {dossier.pk, late.pk}


def test_every_clock_is_counted_once(shop: Shop) -> None:
    for _n in range(2):
        shop.forward(shop.receive(), shop.clerk, at(9, 10))
    everybody = _pks(shop, risk.BEING_SETTLED)
    split = [_pks(shop, risk.on_clock_of(whose)) for whose in risk.WHOSE]
    assert sum(map(len, split)) == len(everybody)
    for case in lists.dossiers_for(shop.chairman):
        assert case.pk in _pks(shop, risk.on_clock_of(risk.whose_of(case)))


def test_every_number_of_the_board_opens_a_list_of_exactly_that_length(shop: Shop, client: Client) -> None:
    _apologised(shop)
    for sort in ("copy", "copy", "linked"):
        shop.receive(sort)
    sign_in(client, shop, "chairman")
    page = client.get("/onestop/risk/").content.decode()
    links = re.findall(r'href="(/onestop/dossiers/\?[^"]+)">(?:<strong>)?([\d.]+)<', page)
    assert len(links) > 10
    for url, number in links:
        rows = client.get(url.replace("&amp;", "&")).content.decode().count("<tr data-row")
        assert rows == int(number.replace(".", "")), url
