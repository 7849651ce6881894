"""What people rely on: announced complete, in force from a day, published, replaced, abolished."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.procedures.actions import announcing, contents, drafting
from congvu.domain.procedures.models import Version
from congvu.domain.procedures.policy.comparing import compare
from congvu.domain.procedures.queries.catalogue import state_of, version_in_force
from congvu.domain.procedures.queries.deadlines import coverage_for
from tests.domain.procedures.conftest import FIRST, Desk, facts

SECOND = date(2026, 10, 1)


def holds(desk: Desk, on: date) -> int | None:
    found = version_in_force(desk.version.procedure_id, on)
    return found.number if found else None


def test_a_procedure_without_a_mandatory_part_is_not_announced(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.announce()
    assert "thành phần" in str(refused.value)
    assert holds(desk, FIRST) is None


def test_a_route_that_does_not_sum_to_the_limit_is_not_announced(desk: Desk) -> None:
    desk.complete()
    desk.limit("05 ngày làm việc")
    with pytest.raises(Invalid) as refused:
        desk.announce()
    assert "3 ngày làm việc" in str(refused.value)
    assert "5 ngày làm việc" in str(refused.value)


def test_a_partial_online_service_says_why(desk: Desk) -> None:
    desk.complete()
    drafting.fill_draft(
        actor=desk.drafter, version_id=desk.version.pk, facts=facts(online="partial"), now=desk.office.now
    )
    with pytest.raises(Invalid) as refused:
        desk.announce()
    assert refused.value.field == "online_reason"


def test_a_new_version_ends_the_one_before_on_its_first_day(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    draft = drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)
    assert draft.variants.get().stations.count() == 3
    desk.announce(SECOND, draft)
    assert [holds(desk, on) for on in (date(2026, 1, 4), FIRST, date(2026, 9, 30), SECOND)] == [None, 1, 1, 2]


def test_a_version_may_hold_for_a_limited_time_only(desk: Desk) -> None:
    desk.complete()
    desk.announce(to_on=SECOND)
    assert (holds(desk, date(2026, 9, 30)), holds(desk, SECOND)) == (1, None)


def test_what_is_announced_is_never_changed(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    with pytest.raises(MoveRefused):
        desk.paper("Thêm một giấy")
    with pytest.raises(MoveRefused):
        desk.announce()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("decision", {"decision": " "}), ("announced_on", {"announced_on": date(2030, 1, 1)}),
        ("to_on", {"to_on": FIRST}),
    ],
)  # fmt: skip
def test_a_decision_that_makes_no_sense_is_refused(desk: Desk, field: str, given: dict[str, object]) -> None:
    desk.complete()
    with pytest.raises(Invalid) as refused:
        desk.announce(**given)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_second_version_begins_later_than_the_first(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    draft = drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)
    with pytest.raises(Invalid) as refused:
        desk.announce(FIRST, draft)
    assert refused.value.field == "from_on"


def test_the_drafter_does_not_announce(desk: Desk) -> None:
    desk.complete()
    with pytest.raises(NotAllowed):
        announcing.announce(
            actor=desk.drafter, version_id=desk.version.pk, decision="QĐ 1", announced_on=FIRST, from_on=FIRST,
            now=desk.office.now,
        )  # fmt: skip


def test_publication_is_counted_by_agency_with_what_is_missing(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    on = desk.office.now.date()
    (before,) = coverage_for(desk.announcer, on)
    assert (before.in_force, before.published, [row.code for row in before.missing]) == (1, 0, ["2.000908"])
    announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=FIRST, now=desk.office.now)
    (after,) = coverage_for(desk.announcer, on)
    assert (after.share, after.missing) == (1.0, [])


def test_nothing_is_published_before_it_is_announced_or_in_the_future(desk: Desk) -> None:
    desk.complete()
    with pytest.raises(MoveRefused):
        announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=FIRST, now=desk.office.now)
    desk.announce()
    for on in (date(2026, 1, 4), date(2030, 1, 1)):
        with pytest.raises(Invalid):
            announcing.publish(actor=desk.announcer, version_id=desk.version.pk, on=on, now=desk.office.now)


def test_an_abolished_procedure_has_no_version_in_force(desk: Desk) -> None:
    desk.complete()
    desk.announce()
    announcing.abolish(
        actor=desk.announcer, procedure_id=desk.version.procedure_id, decision="QĐ 99", on=SECOND, now=desk.office.now
    )
    assert (holds(desk, date(2026, 9, 30)), holds(desk, SECOND)) == (1, None)
    assert [state_of(one, SECOND) for one in Version.objects.order_by("number")] == ["ended", "abolished"]
    with pytest.raises(MoveRefused):
        drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)


def test_two_versions_side_by_side_say_what_became_simpler(desk: Desk) -> None:
    desk.complete()
    desk.paper("Bản sao chứng thực")
    desk.announce()
    draft = drafting.begin_version(actor=desk.drafter, procedure_id=desk.version.procedure_id, now=desk.office.now)
    case = draft.variants.get()
    given: dict[str, Any] = {"actor": desk.drafter, "variant_id": case.pk, "now": desk.office.now}
    contents.remove_row(kind="paper", position=2, **given)
    contents.set_variant(limit="02 ngày làm việc", **given)
    contents.add_fee(name="Lệ phí", amount=8000, **given)
    changes = {(line.part, line.change) for line in compare(desk.version, draft) if line.change != "same"}
    assert changes == {("papers", "removed"), ("limit", "shorter"), ("fees", "added")}


def test_a_sum_is_told_in_the_days_of_the_route_itself(desk: Desk) -> None:
    desk.complete()
    contents.set_variant(
        actor=desk.drafter, variant_id=desk.case.pk, limit="05 ngày làm việc", hours_a_day=7, now=desk.office.now
    )
    with pytest.raises(Invalid) as refused:
        desk.announce()
    assert "5 ngày làm việc" in str(refused.value)
