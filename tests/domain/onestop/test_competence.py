"""Who settles what a desk receives: the desk's own commune, another one that is named, never a guess."""

from __future__ import annotations

import pytest

from congvu.core.refusals import Invalid
from congvu.domain.onestop.actions.receiving import receive_dossier
from congvu.domain.onestop.models import Desk
from congvu.kernel.org.models import Agency
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import COUNTER, MONDAY, Shop
from tests.kernel.accounts.cast import make_agency


@pytest.fixture
def centre(shop: Shop) -> Desk:
    """The province's centre, which serves no commune."""
    agency = make_agency("ttpvhcc", "Trung tâm Phục vụ hành chính công tỉnh", shop.ward.parent, kind="service_centre")
    assert shop.ward.parent is not None
    return Desk.objects.create(agency=agency, identifier="H99.01", serves=shop.ward.parent)


def test_a_ward_settles_what_its_own_desk_receives(shop: Shop) -> None:
    assert shop.receive().settling_id == shop.ward.pk


def test_the_provinces_centre_has_to_name_the_commune(shop: Shop, centre: Desk) -> None:
    clerk = may(shop.office.desk, *COUNTER)
    with pytest.raises(Invalid, match="Chọn xã, phường"):
        receive_dossier(actor=clerk, desk_id=centre.pk, reception=shop.reception(), now=MONDAY)
    reception = shop.reception(settling_id=shop.ward.pk)
    dossier = receive_dossier(actor=clerk, desk_id=centre.pk, reception=reception, now=MONDAY)
    assert (dossier.settling_id, dossier.desk_id) == (shop.ward.pk, centre.pk)
    assert dossier.case.code.startswith("H99.01-")


def test_an_agency_that_is_not_competent_is_refused(shop: Shop) -> None:
    with pytest.raises(Invalid, match="không có thẩm quyền"):
        shop.receive(settling_id=shop.department.pk)
    other = make_agency("xa-khac", "Ủy ban nhân dân xã Khác", shop.ward.parent, kind="peoples_committee")
    Agency.objects.filter(pk=other.pk).update(level="commune")
    assert shop.receive(settling_id=other.pk).settling_id == other.pk
