"""Tỉnh Lam Giang: the province on both sides of 1 July 2025, and what names in documents mean there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from congvu.demo import reforms
from congvu.demo.organisation import Cast, build, known_cast
from congvu.domain.inspections.queries.choices import is_usually_drawn
from congvu.kernel.journal.models import Line
from congvu.kernel.org import queries
from congvu.kernel.org.actions import apply_reform, draft_reform
from congvu.kernel.org.models import Agency, Appointment, Official, Post, Succession
from congvu.kernel.org.queries import NameMatch

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=HANOI)
EVE, REFORM, TODAY = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 24)
BEFORE_MERGER = date(2024, 10, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return build(NOW)


def count(code: str, on: date) -> int:
    return len(queries.expand_group(code, on))


def one(text: str, on: date) -> NameMatch:
    found = queries.resolve_name(text, on)
    assert len(found) == 1, [match.name for match in found]
    return found[0]


def test_the_province_has_the_numbers_it_should(cast: Cast) -> None:
    assert count("ubnd-cap-huyen", EVE) == 10
    assert count("ubnd-cap-xa", EVE) == 160
    assert count("ubnd-cap-xa", REFORM) == 60
    assert len(cast.departments) == 14
    assert 280 <= Official.objects.count() <= 320
    assert queries.expand_group("ubnd-cap-huyen", REFORM) == []


def test_each_agency_that_ended_has_heirs_whose_shares_sum_to_one(cast: Cast) -> None:
    ended = Agency.objects.exclude(valid_to=None)
    assert ended.count() >= 170
    for agency in ended:
        heirs = queries.heirs_of(agency, TODAY)
        assert sum(heir.share for heir in heirs) == 1, agency.code
        assert all(heir.agency.valid_to is None for heir in heirs)
        direct = Succession.objects.filter(predecessor=agency).values_list("share", flat=True)
        assert sum(direct) == 1


def test_every_new_commune_inherits_from_old_ones_of_one_district(cast: Cast) -> None:
    for code in cast.communes:
        forebears = queries.predecessors_of(cast.agency(code))
        communes = [row for row in forebears if row.predecessor.level == "commune"]
        districts = {row.predecessor.pk for row in forebears if row.predecessor.level == "district"}
        assert len(communes) >= 2
        assert {row.predecessor.parent_id for row in communes} == districts
        assert len(districts) == 1


def test_ten_old_communes_were_divided_between_two_new_ones(cast: Cast) -> None:
    divided = [row for row in Succession.objects.filter(kind="split") if row.predecessor.level == "commune"]
    assert len({row.predecessor_id for row in divided}) == 10
    assert {row.share for row in divided} == {Decimal("0.6"), Decimal("0.4")}


def test_no_fact_holds_outside_its_agency(cast: Cast) -> None:
    for post in Post.objects.select_related("agency"):
        assert post.valid_from >= post.agency.valid_from
        assert post.valid_to == post.agency.valid_to
    for row in Appointment.objects.select_related("post"):
        assert row.from_on >= row.post.valid_from
        assert row.post.valid_to is None or (row.to_on is not None and row.to_on <= row.post.valid_to)
    for agency in Agency.objects.exclude(parent=None).select_related("parent"):
        assert agency.parent is not None
        assert agency.parent.valid_from <= agency.valid_from
        assert agency.parent.valid_to is None or (
            agency.valid_to is not None and agency.valid_to <= agency.parent.valid_to
        )


def test_every_standing_agency_of_the_province_has_a_head(cast: Cast) -> None:
    for code in (*cast.departments, *cast.communes, "ubnd-tinh", "ttpvhcc"):
        assert queries.head_of(cast.agency(code).pk, TODAY) == cast.head(code), code
    chair = cast.head("xa-an-khanh")
    assert [row.post.agency.code for row in queries.career_of(chair.pk)] == ["xa-an-khanh", "huyen-an-khanh"]
    with pytest.raises(KeyError):
        cast.head("huyen-an-khanh")


def test_groups_expand_as_of_the_day_of_the_document(cast: Cast) -> None:
    assert count("cac-so", BEFORE_MERGER) > count("cac-so", TODAY)
    assert count("cac-dia-phuong", EVE) == 10
    assert count("cac-dia-phuong", REFORM) == 60
    assert {row.code for row in queries.expand_group("cac-so", TODAY)} == {*cast.departments, "bqlkcn"}


@pytest.mark.parametrize(
    ("text", "on", "code", "role"),
    [
        ("Sở Kế hoạch và Đầu tư", BEFORE_MERGER, "skhdt", ""),
        ("sở kế hoạch & đầu tư", BEFORE_MERGER, "skhdt", ""),
        ("Sở KH&ĐT", BEFORE_MERGER, "skhdt", ""),
        ("Giám đốc Sở Tài chính", TODAY, "stc", "head"),
        ("Giám đốc Sở Tài chính", BEFORE_MERGER, "stc-cu", "head"),
        ("Phó Giám đốc Sở Nội vụ tỉnh Lam Giang", TODAY, "snv", "deputy"),
        ("Chủ tịch UBND xã An Khánh", TODAY, "xa-an-khanh", "head"),
        ("ubnd xa an khanh", TODAY, "xa-an-khanh", ""),
        ("chu tich uy ban nhan dan xa an khanh", TODAY, "xa-an-khanh", "head"),
        ("Chủ tịch UBND huyện An Khánh", EVE, "huyen-an-khanh", "head"),
        ("Chánh Văn phòng UBND tỉnh", TODAY, "vpubnd", "head"),
        ("Chánh Thanh tra tỉnh", TODAY, "ttt", "head"),
        ("Chủ tịch UBND tỉnh", TODAY, "ubnd-tinh", "head"),
        ("Sở Văn hóa, Thể thao và Du lịch", TODAY, "svhttdl", ""),
        ("Phòng Tổng hợp thuộc Văn phòng UBND tỉnh", TODAY, "vpubnd-phong-tong-hop", ""),
        ("xã Tân Hưng, huyện Đông Lạc", EVE, "xa-tan-hung-dong-lac-cu", ""),
    ],
)
def test_a_name_means_the_agency_of_its_day(cast: Cast, text: str, on: date, code: str, role: str) -> None:
    match = one(text, on)
    assert match.agency is not None
    assert (match.agency.code, match.role, match.warnings) == (code, role, ())


def test_an_ended_agency_in_a_new_document_is_shown_with_its_heirs(cast: Cast) -> None:
    match = one("Giám đốc Sở Kế hoạch và Đầu tư", TODAY)
    assert (match.agency, match.code, match.ended_on) == (None, "skhdt", date(2025, 3, 1))
    assert [heir.agency.code for heir in match.heirs] == ["stc"]
    assert len(match.warnings) == 1
    labour = one("Sở LĐTB&XH", TODAY)
    assert [(heir.agency.code, heir.share) for heir in labour.heirs] == [
        ("snv", Decimal("0.6")), ("syt", Decimal("0.25")), ("sgddt", Decimal("0.15")),
    ]  # fmt: skip


def test_a_group_that_ended_is_shown_with_its_heirs(cast: Cast) -> None:
    match = one("Chủ tịch UBND các huyện, thành phố, thị xã", TODAY)
    assert (match.kind, match.agencies, match.role, match.ended_on) == ("group", (), "head", REFORM)
    assert {agency.code for agency in match.targets} == set(cast.communes)
    assert abs(sum((heir.share for heir in match.heirs), Decimal(-1))) < Decimal("1e-6")
    assert len(one("UBND các huyện, thị xã, thành phố", EVE).agencies) == 10


def test_an_agency_before_its_time_and_a_namesake_are_warned_about(cast: Cast) -> None:
    early = one("Sở Nông nghiệp và Môi trường", BEFORE_MERGER)
    assert (early.agencies, early.heirs) == ((), ())
    assert len(early.warnings) == 1
    twins = one("UBND xã Tân Hưng", EVE)
    assert (twins.ambiguous, len(twins.agencies), twins.agency) == (True, 2, None)
    assert len(twins.warnings) == 1


def test_several_names_in_one_address(cast: Cast) -> None:
    def codes(text: str) -> list[tuple[str, str]]:
        return [(match.code, match.role) for match in queries.resolve_name(text, TODAY)]

    assert codes("Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường") == [
        ("cac-so-ban-nganh", "head"), ("ubnd-cap-xa", "head"),
    ]  # fmt: skip
    assert codes("Giám đốc các Sở: Nội vụ, Tài chính, Văn hóa, Thể thao và Du lịch") == [
        ("snv", "head"), ("stc", "head"), ("svhttdl", "head"),
    ]  # fmt: skip
    assert codes("UBND các xã: An Khánh, Đông Lạc và UBND phường Lam Sơn") == [
        ("xa-an-khanh", ""), ("xa-dong-lac", ""), ("phuong-lam-son", ""),
    ]  # fmt: skip
    assert codes("Sở Nội vụ, Sở Nội vụ phối hợp với Công an tỉnh") == [("snv", ""), ("ca-tinh", "")]
    assert codes("Ngân hàng trên mặt trăng") == []
    assert codes("") == []


def test_calendars_differ_by_agency_and_by_what_was_known(cast: Cast) -> None:
    office = queries.calendar_of(cast.agency("vpubnd-phong-tong-hop").pk)
    ward = queries.calendar_of(cast.agency("phuong-lam-son").pk)
    usual = queries.calendar_of(cast.agency("snv").pk)
    day, saturday = date(2026, 11, 25), date(2026, 11, 28)
    assert [str(shift) for shift in office.shifts_on(day)] == ["07:30-11:30", "13:30-17:30"]
    assert [str(shift) for shift in usual.shifts_on(day)] == ["07:00-11:30", "13:30-17:00"]
    assert ward.reception is not None
    assert ward.reception.is_working_day(saturday)
    assert not ward.is_working_day(saturday)
    assert usual.working_days_in(2026) == office.working_days_in(2026) == 249
    in_june = datetime(2026, 6, 1, tzinfo=HANOI)
    assert queries.calendar_of(cast.agency("snv").pk, in_june).working_days_in(2026) == 250


def test_absences_and_a_delegation_surround_the_day(cast: Cast) -> None:
    away, deputy = cast.official("snv-deputy-02"), cast.official("snv-deputy-01")
    assert queries.acting_official(away.pk, TODAY) == deputy
    assert queries.delegations_to(cast.official("vpubnd-deputy-01").pk, TODAY)[0].from_official == cast.head("vpubnd")


def test_build_writes_in_bulk_and_each_reform_is_one_act(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of agencies end and begin by two acts: statements go with lines of the journal and stretches of rows."""
    acts: list[int] = []

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def one(**given: Any) -> Any:
            with CaptureQueriesContext(connection) as statements:
                done = act(**given)
            acts.append(len(statements))
            return done

        return one

    monkeypatch.setattr(reforms, "draft_reform", counted(draft_reform))
    monkeypatch.setattr(reforms, "apply_reform", counted(apply_reform))
    with CaptureQueriesContext(connection) as statements:
        build(NOW)
    mergers_drafted, mergers, two_tiers_drafted, two_tiers = acts
    assert mergers_drafted == two_tiers_drafted < 10
    assert mergers < 65
    assert two_tiers < 100
    changed = Agency.objects.filter(Q(valid_to=REFORM) | Q(valid_from=REFORM))
    assert changed.count() > 450
    assert len(statements) - sum(acts) < 45, "what stood before, and everybody who works there"


def test_build_is_always_the_same(db: None) -> None:
    cast = build(NOW)
    again = known_cast()
    assert set(again.agencies) == set(cast.agencies)
    assert set(again.officials) == set(cast.officials)
    lines = list(Line.objects.order_by("pk").values_list("stream", "verb"))
    assert lines[-1] == ("org", "organisation.taken_over")
    assert {stream for stream, _verb in lines} == {"org"}
    assert [verb for _stream, verb in lines].count("reform.applied") == 2, "what lies behind it, act by act"
    names = [official.full_name for official in cast.officials.values()]
    assert len(names) == len(set(names))
    assert cast.official("snv-cv-03").full_name == "Chuyên viên 03 – Sở Nội vụ"


def test_a_draw_is_held_among_departments_and_communes_unless_others_are_ticked(cast: Cast) -> None:
    drawn = {code for code, unit in cast.agencies.items() if is_usually_drawn(unit.pk)}
    assert {*cast.departments, *cast.communes} <= drawn
    assert drawn.isdisjoint({"ubnd-tinh", "bchqs"})
