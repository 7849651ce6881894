"""Drafting a procedure: codes as annexes write them, papers, fees, limits, and routes row by row."""

from __future__ import annotations

from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.procedures.actions import contents, drafting
from congvu.domain.procedures.models import Procedure, Station, Version
from congvu.domain.procedures.policy.comparing import compare
from congvu.domain.procedures.policy.parts import Part, missing_parts
from congvu.domain.procedures.policy.routes import faults_of
from congvu.kernel.journal.queries import of_stream
from tests.domain.procedures.conftest import Desk, facts


def add(desk: Desk, code: str, **given: Any) -> Version:
    return drafting.add_procedure(
        actor=desk.drafter, agency_id=desk.office.snv.pk, code=code,
        **{"field": "Hộ tịch", "facts": facts(name="Đăng ký khai sinh"), **given}, now=desk.office.now,
    )  # fmt: skip


def test_a_dirty_code_is_read_and_kept_as_it_was_written(desk: Desk) -> None:
    found = add(desk, "1.013.788. H42").procedure
    assert (found.code, found.written) == ("1.013788.H42", "1.013.788. H42")


@pytest.mark.parametrize(
    ("field", "code", "given"),
    [
        ("code", "BTP-12", {}), ("code", "", {}), ("code", "2.000908", {}), ("code", "2000908", {}),
        ("field", "1.001193", {"field": "  "}), ("name", "1.001193", {"facts": facts(name=" ")}),
        ("scope", "1.001193", {"scope": "secret"}), ("sets", "1.001193", {"facts": facts(sets=0)}),
        ("subjects", "1.001193", {"facts": facts(subjects=("alien",))}),
    ],
)  # fmt: skip
def test_what_makes_no_procedure_is_refused_and_nothing_is_kept(
    desk: Desk, field: str, code: str, given: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        add(desk, code, **given)
    assert refused.value.field == field
    assert Procedure.objects.count() == 1


def test_an_internal_procedure_needs_no_national_code(desk: Desk) -> None:
    assert add(desk, "", scope="internal").procedure.code == ""
    add(desk, "", scope="internal")  # and there may be several without one


def test_a_fresh_draft_says_which_mandatory_parts_it_lacks(desk: Desk) -> None:
    assert missing_parts(desk.version, [desk.case]) == (Part.PAPERS, Part.LIMIT)
    desk.complete()
    assert missing_parts(desk.version, [desk.case]) == ()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}), ("amount", {"amount": -1}), ("amount", {"amount": 10**14}),
        ("collected", {"collected": "never"}),
    ],
)  # fmt: skip
def test_a_fee_that_cannot_be_is_refused(desk: Desk, field: str, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        contents.add_fee(
            actor=desk.drafter, variant_id=desk.case.pk, **{"name": "Lệ phí", "amount": 8000, **given},
            now=desk.office.now,
        )  # fmt: skip
    assert refused.value.field == field


def test_a_paper_that_is_not_always_needed_says_when(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.paper("Giấy ủy quyền", mandatory=False)
    assert refused.value.field == "when_needed"
    desk.paper("Giấy ủy quyền", mandatory=False, when_needed="Nộp thay")


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("time", {"time": "một lúc"}), ("group", {"group": "nowhere"}), ("back_to", {"back_to": "nowhere"}),
        ("who", {"who": "named"}), ("who", {"who": "somebody"}), ("name", {"name": ""}),
    ],
)  # fmt: skip
def test_a_station_that_makes_no_sense_is_refused(desk: Desk, field: str, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        desk.station(**{"name": "Tiếp nhận", **given})
    assert refused.value.field == field
    assert not Station.objects.exists()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("kind", {"kind": "holiday"}), ("phase", {"phase": "2"}), ("aside_limit", {"aside_limit": "lâu"}),
        ("time", {"kind": "payment", "time": "1 ngày"}), ("time", {"kind": "posting", "time": "15 ngày"}),
        ("aside_limit", {"time": "1 ngày", "aside_limit": "15 ngày"}), ("silence_agrees", {"silence_agrees": True}),
    ],
)  # fmt: skip
def test_a_station_whose_kind_denies_its_time_is_refused(desk: Desk, field: str, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        desk.station(**{"name": "Nộp tiền", **given})
    assert refused.value.field == field
    assert not Station.objects.exists()


def test_a_limit_in_phases_is_their_sum_and_stations_stand_in_one_of_them(desk: Desk) -> None:
    phases = [("Bổ nhiệm", "20 ngày làm việc"), ("Cấp thẻ", "10 ngày làm việc")]
    case = contents.set_variant(
        actor=desk.drafter, variant_id=desk.case.pk, limit="", phases=phases, refusal_limit="03 ngày làm việc",
        now=desk.office.now,
    )  # fmt: skip
    assert (case.limit, case.refusal_limit) == ("20 working days + 10 working days", "3 working days")
    desk.station("Xét", "20 ngày")
    desk.station("Niêm yết", kind="posting", aside_limit="15 ngày")
    desk.station("Cấp thẻ", "10 ngày", phase="2")
    assert faults_of(desk.case) == ()
    assert [row.counted for row in desk.case.stations.all()] == [True, False, True]
    desk.station("Trả thẻ", "1 ngày", phase="2")
    assert {fault.where for fault in faults_of(desk.case)} == {"Cấp thẻ", ""}


def test_a_comparison_tells_what_changed_beside_the_limit(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    draft = drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)
    contents.set_variant(
        actor=desk.drafter, variant_id=draft.variants.get().pk, limit="03 ngày làm việc", same_day=True,
        extension_limit="02 ngày làm việc", now=desk.office.now,
    )  # fmt: skip
    (line,) = [one for one in compare(desk.version, draft) if one.part == "terms"]
    assert (line.before, line.change) == ("", "added")
    assert "15 giờ" in line.after
    assert "02 ngày làm việc" in line.after


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("phases", {"phases": [("Một", "3 ngày")]}), ("phases", {"phases": [("", "3 ngày"), ("Hai", "3 ngày")]}),
        ("phases", {"phases": [("Một", "sớm"), ("Hai", "3 ngày")]}), ("refusal_limit", {"refusal_limit": "sớm"}),
        ("extension_limit", {"extension_limit": "sớm"}), ("supplement_policy", {"supplement_policy": "guess"}),
    ],
)  # fmt: skip
def test_what_is_no_term_of_a_limit_is_refused(desk: Desk, field: str, given: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        contents.set_variant(actor=desk.drafter, variant_id=desk.case.pk, limit="5 ngày", **given, now=desk.office.now)
    assert refused.value.field == field


def test_rows_change_places_and_close_up_when_one_is_taken_out(desk: Desk) -> None:
    for name in ("Đơn", "Bản sao", "Ảnh"):
        desk.paper(name)
    case = desk.case
    given: dict[str, Any] = {"actor": desk.drafter, "variant_id": case.pk, "kind": "paper", "now": desk.office.now}
    contents.move_row(position=3, up=True, **given)
    assert [(row.position, row.name) for row in case.papers.all()] == [(1, "Đơn"), (2, "Ảnh"), (3, "Bản sao")]
    contents.move_row(position=1, up=True, **given)  # the first stays first
    contents.remove_row(position=1, **given)
    assert [(row.position, row.name) for row in case.papers.all()] == [(1, "Ảnh"), (2, "Bản sao")]


def test_no_station_sends_work_back_to_one_that_was_taken_out(desk: Desk) -> None:
    desk.station("Tiếp nhận", "4 giờ")
    desk.station("Thẩm định", "1 ngày", back_to=desk.case.stations.get().code)
    contents.remove_row(actor=desk.drafter, variant_id=desk.case.pk, kind="station", position=1, now=desk.office.now)
    assert desk.case.stations.get().back_to == []


def test_a_second_case_begins_as_a_copy_and_is_its_own(desk: Desk) -> None:
    desk.complete()
    first = desk.case
    second = contents.add_variant(
        actor=desk.drafter, version_id=desk.version.pk, name="Cấp nhiều bản", copy_of=first.pk, now=desk.office.now
    )
    assert [row.name for row in second.stations.all()] == [row.name for row in first.stations.all()]
    contents.remove_row(actor=desk.drafter, variant_id=second.pk, kind="paper", position=1, now=desk.office.now)
    assert (first.papers.count(), second.papers.count()) == (1, 0)
    contents.remove_variant(actor=desk.drafter, variant_id=second.pk, now=desk.office.now)
    with pytest.raises(MoveRefused):
        contents.remove_variant(actor=desk.drafter, variant_id=first.pk, now=desk.office.now)


def test_only_the_agency_that_answers_for_it_drafts(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        contents.add_paper(actor=desk.announcer, variant_id=desk.case.pk, name="Đơn", originals=1, now=desk.office.now)
    with pytest.raises(NotAllowed):
        drafting.fill_draft(actor=desk.office.an, version_id=desk.version.pk, facts=facts(), now=desk.office.now)


def test_every_change_of_a_draft_is_a_line_and_no_change_is_none(desk: Desk) -> None:
    desk.paper()
    drafting.fill_draft(actor=desk.drafter, version_id=desk.version.pk, facts=facts(), now=desk.office.now)
    drafting.fill_draft(actor=desk.drafter, version_id=desk.version.pk, facts=facts(sets=2), now=desk.office.now)
    lines = of_stream(f"procedure/{desk.version.procedure_id}").order_by("seq")
    assert list(lines.values_list("verb", flat=True)) == [
        "procedure.added", "procedure.paper_added", "procedure.draft_filled",
    ]  # fmt: skip


def test_where_people_are_helped_to_file_is_a_part_of_its_own(desk: Desk) -> None:
    given: dict[str, Any] = {"actor": desk.drafter, "now": desk.office.now}
    drafting.fill_draft(version_id=desk.version.pk, facts=facts(support="  Bưu cục  xã \nNhà văn hóa thôn"), **given)
    desk.complete()
    first = desk.announce()
    assert first.support == "Bưu cục xã\nNhà văn hóa thôn"
    second = drafting.begin_version(procedure_id=first.procedure_id, **given)
    assert second.support == first.support
    drafting.fill_draft(version_id=second.pk, facts=facts(support="Bưu cục xã"), **given)
    second.refresh_from_db()
    (line,) = (one for one in compare(first, second) if one.part == "support")
    assert (line.before, line.after, line.change) == ("Bưu cục xã\nNhà văn hóa thôn", "Bưu cục xã", "other")
