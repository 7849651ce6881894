"""Refusals: what a screen and a machine need to know of one."""

from __future__ import annotations

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound, Refusal, StaleCase


@pytest.mark.parametrize(
    ("kind", "code", "status"),
    [
        (Refusal, "refused", 409),
        (NotAllowed, "not_allowed", 403),
        (NotFound, "not_found", 404),
        (Invalid, "invalid", 422),
        (StaleCase, "stale_case", 409),
        (MoveRefused, "move_refused", 409),
    ],
)
def test_every_refusal_has_a_code_and_a_status(kind: type[Refusal], code: str, status: int) -> None:
    refusal = kind("Hồ sơ đã đóng.", hint="Mở lại trước.")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.status) == (code, status)
    assert (refusal.message, refusal.hint) == ("Hồ sơ đã đóng.", "Mở lại trước.")
    assert str(refusal) == "Hồ sơ đã đóng. Mở lại trước."


def test_refusal_without_a_hint_is_only_its_message() -> None:
    assert str(NotFound("Không có.")) == "Không có."


def test_refusal_may_carry_a_code_of_its_own_without_changing_its_kind() -> None:
    assert Refusal("x", code="too_late").code == "too_late"
    assert Refusal("x").code == "refused"


def test_invalid_names_its_field_and_stale_case_who_was_faster() -> None:
    assert Invalid("x", field="due_on").field == "due_on"
    stale = StaleCase("x", by="Trần Văn Bình", verb="case.accepted")
    assert (stale.by, stale.verb) == ("Trần Văn Bình", "case.accepted")
