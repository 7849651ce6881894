"""Who settles what a desk receives: the desk's own commune, another one that is named, never a guess."""

from __future__ import annotations

import pytest

from congvu.core.refusals import Invalid
from congvu.domain.onestop.actions.receiving import receive_dossier
from congvu.domain.onestop.models import Desk
from congvu.domain.onestop.queries.competence import competent_agencies, likely
from congvu.domain.onestop.queries.counter_promises import appointment
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel.org import actions as org
from congvu.kernel.org import queries as org_queries
from congvu.kernel.org.models import Agency
from tests.domain.internal.conftest import may
from tests.domain.onestop.shop import COUNTER, MONDAY, Shop, at
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


def test_the_appointment_on_the_screen_is_the_one_that_is_promised(shop: Shop) -> None:
    """Another commune is chosen, which does not work on the Tuesday: its calendar counts, before and after."""
    other = make_agency("xa-khac", "Ủy ban nhân dân xã Khác", shop.ward.parent, kind="peoples_committee")
    Agency.objects.filter(pk=other.pk).update(level="commune")
    org_queries.forget()
    owner = may(shop.office.desk, "org.calendar.edit")
    calendar = org.give_own_calendar(actor=owner, agency=other, code="xa-khac", name="Lịch xã", now=at(2))
    day = at(10).date()
    org.announce_day(actor=owner, calendar=calendar, day=day, kind="off", source="QĐ 1", label="Di dời", now=at(2))
    plan = plan_of(shop.variant("copy").pk)
    found = competent_agencies(plan, shop.desk, MONDAY.date())
    shown = [appointment(plan, shop.desk, likely(plan, shop.desk, found, one), MONDAY).due for one in (None, other.pk)]
    assert shown[0] != shown[1]
    assert shop.receive().case.due_at == shown[0]
    assert shop.receive(settling_id=other.pk, key="2").case.due_at == shown[1]


def test_where_the_commune_must_be_named_the_desks_own_agency_is_reckoned_by(shop: Shop, centre: Desk) -> None:
    plan = plan_of(shop.variant("copy").pk)
    found = competent_agencies(plan, centre, MONDAY.date())
    assert likely(plan, centre, found) == centre.serves_id
    assert likely(plan, centre, found, shop.ward.pk) == shop.ward.pk
    assert likely(plan, centre, found, shop.department.pk) == centre.serves_id
