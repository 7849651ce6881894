"""The organisation through the API, as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from congvu.kernel.org.models import Absence, Agency, AgencyGroup, Succession
from tests.face.api.conftest import Sign
from tests.kernel.accounts.cast import make_agency
from tests.kernel.casework.office import Office

ENDED = date(2026, 3, 1)


@pytest.fixture
def old(office: Office) -> Agency:
    """A department that ended on 1 March 2026; Sở Nội vụ took three quarters of it over, Sở Tài chính the rest."""
    agency = make_agency("sldtbxh", "Sở Lao động - Thương binh và Xã hội", office.vpubnd.parent)
    for heir, share in ((office.snv, "0.75"), (office.stc, "0.25")):
        Succession.objects.create(
            predecessor=agency, successor=heir, kind="split", on=ENDED, share=share, decision="NQ 1/NQ-HĐND"
        )
    Agency.objects.filter(pk=agency.pk).update(valid_to=ENDED)
    return agency


def test_agencies_as_of_a_day(office: Office, old: Agency, machine: Sign) -> None:
    an = machine("an")
    today = [row["code"] for row in an.get("/agencies")[1]["items"]]
    before = [row["code"] for row in an.get("/agencies", on="2026-02-28")[1]["items"]]
    assert set(before) - set(today) == {"sldtbxh"}
    assert [row["code"] for row in an.get("/agencies", q="so noi")[1]["items"]] == ["snv"]
    assert [row["code"] for row in an.get("/agencies", parent="snv")[1]["items"]] == ["snv-cchc"]
    assert [row["code"] for row in an.get("/agencies", kind="division")[1]["items"]] == ["snv-cchc"]
    assert an.get("/agencies", on="2020-01-01")[1]["items"] == []


def test_pages_of_agencies(office: Office, machine: Sign) -> None:
    an = machine("an")
    whole = [row["code"] for row in an.get("/agencies")[1]["items"]]
    first = an.get("/agencies", limit=3)[1]
    second = an.get("/agencies", limit=3, cursor=first["next"])[1]
    assert [row["code"] for row in first["items"] + second["items"]] == whole[:6]
    assert an.get("/agencies", cursor="forged")[1]["field"] == "cursor"


def test_one_agency_with_posts_heirs_and_predecessors(office: Office, old: Agency, machine: Sign) -> None:
    an = machine("an")
    _status, snv = an.get("/agencies/snv")
    assert snv["head"] == {"code": "chief", "name": "Giám đốc Sở Nội vụ"}
    assert {seat["official"]["code"] for seat in snv["posts"]} == {"chief", "an"}
    assert snv["units"] == [{"code": "snv-cchc", "name": "Phòng Cải cách hành chính"}]
    assert [row["agency"]["code"] for row in snv["predecessors"]] == ["sldtbxh"]
    _status, gone = an.get("/agencies/sldtbxh")
    assert gone["exists"] is False
    assert [(heir["agency"]["code"], float(heir["share"])) for heir in gone["heirs"]] == [("snv", 0.75), ("stc", 0.25)]
    assert an.get("/agencies/sldtbxh", on="2026-02-28")[1]["heirs"] == []
    assert an.get("/agencies/nowhere")[0] == 404


def test_officials_are_found_without_marks(office: Office, machine: Sign) -> None:
    official = office.binh.official_id
    assert official is not None
    Absence.objects.create(
        official_id=official, from_on=date(2026, 11, 20), to_on=date(2026, 11, 30), reason="leave",
        recorded_at=office.now,
    )
    an = machine("an")
    assert [row["code"] for row in an.get("/officials", q="chuyen vien binh")[1]["items"]] == ["binh"]
    assert {row["code"] for row in an.get("/officials", agency="snv")[1]["items"]} == {"chief", "an", "binh"}
    _status, binh = an.get("/officials/binh")
    assert (binh["is_away"], binh["appointments"][0]["agency"]["code"]) == (True, "snv-cchc")
    assert an.get("/officials/binh", on="2026-12-24")[1]["is_away"] is False
    assert an.get("/officials/nobody")[0] == 404


def test_a_group_means_the_units_of_the_day(office: Office, old: Agency, machine: Sign) -> None:
    AgencyGroup.objects.create(
        code="cac-so", name="Các sở", surfaces=["các sở, ban, ngành"], rule={"any": [{"kinds": ["department"]}]}
    )
    an = machine("an")
    assert "cac-so" in [row["code"] for row in an.get("/groups")[1]["items"]]
    today = {unit["code"] for unit in an.get("/groups/cac-so")[1]["agencies"]}
    before = {unit["code"] for unit in an.get("/groups/cac-so", on="2026-02-28")[1]["agencies"]}
    assert {"snv", "stc"} <= today
    assert before - today == {"sldtbxh"}
    assert an.get("/groups/nobody")[0] == 404


def test_reading_the_organisation_is_a_permission(office: Office, machine: Sign) -> None:
    assert machine("olga", "jobs.job.read").get("/agencies")[0] == 403
