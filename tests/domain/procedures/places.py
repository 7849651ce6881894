"""A province in small: its People's Committee, the provincial centre, two communes with their one-stop desks."""

from __future__ import annotations

import pytest

from congvu.kernel.org.models import Agency
from tests.domain.procedures.conftest import Desk
from tests.kernel.accounts.cast import SINCE


def make_unit(code: str, name: str, parent: Agency, kind: str, level: str = "commune") -> Agency:
    """An agency of any level."""
    agency = Agency(
        code=code, name=name, short_name=name, kind=kind, level=level, parent=parent, valid_from=SINCE
    ).fill_keys()
    agency.save()
    return agency


@pytest.fixture
def places(desk: Desk) -> dict[str, Agency]:
    """By short names: top, centre, an, an-desk, binh, binh-desk."""
    top = Agency.objects.get(code="ubnd")
    found = {
        "top": top,
        "centre": make_unit("ttpvhcc", "Trung tâm Phục vụ hành chính công tỉnh", top, "service_centre", "province"),
    }
    for code, name in (("an", "An Khánh"), ("binh", "Bình Minh")):
        found[code] = make_unit(f"xa-{code}", f"UBND xã {name}", top, "peoples_committee")
        found[f"{code}-desk"] = make_unit(
            f"xa-{code}-pvhcc", f"Trung tâm Phục vụ hành chính công xã {name}", found[code], "service_centre"
        )
    return found
