"""What the acts of the room have in common."""

from __future__ import annotations

import pytest

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.domain.programme.actions.drafts import submit_draft
from congvu.domain.programme.actions.stages import submit
from congvu.domain.programme.actions.steps import require_judge
from tests.domain.programme.conftest import Staff


def test_an_act_of_one_kind_is_refused_on_another(staff: Staff) -> None:
    item, draft = staff.register(), staff.draft()
    with pytest.raises(MoveRefused):
        submit_draft(actor=staff.chief, case_id=item.pk, now=staff.at)
    with pytest.raises(MoveRefused):
        submit(actor=staff.an, case_id=draft.pk, words="Trình", now=staff.at)


def test_a_judge_has_had_no_hand_in_it(staff: Staff) -> None:
    case = staff.draft()
    assert staff.desk.official_id is not None
    require_judge(staff.desk, staff.desk, case, "programme.draft.judge", frozenset())
    with pytest.raises(NotAllowed):
        require_judge(staff.desk, staff.desk, case, "programme.draft.judge", frozenset({staff.desk.official_id}))
