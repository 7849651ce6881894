"""Reviews of responsibility: explanation with its deadline, the test of five factors, follow-ups."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.conduct.actions import reviewing
from congvu.domain.conduct.models import FollowUp, Review
from congvu.domain.conduct.queries.reviews import FACTORS
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see
from tests.domain.conduct.conftest import Room, fresh, may
from tests.kernel.casework.office import pk_of

WEIGHED = dict.fromkeys(FACTORS, "Đã xem xét")


def opened(room: Room, **given: Any) -> Case:
    values: dict[str, Any] = {
        "keeper_id": room.office.snv.pk, "subject": "head", "agency_id": room.office.division.pk,
        "official_id": pk_of(room.office.binh), "matter": "Để hồ sơ trễ hạn kéo dài", "source": "Kết luận số 8/KL-SNV",
        "now": room.now,
    } | given  # fmt: skip
    return reviewing.open_review(actor=room.clerk, **values)


def conclude(room: Room, case: Case, days: int = 0, **given: Any) -> Case:
    values: dict[str, Any] = {"factors": WEIGHED, "responsibility": "joint", "result": "Kiểm điểm rút kinh nghiệm"}
    return reviewing.conclude(actor=room.clerk, case_id=case.pk, now=room.at(days), **values | given)


def asked(room: Room) -> Case:
    case = opened(room)
    return reviewing.ask_explanation(actor=room.clerk, case_id=case.pk, words="Giải trình", now=room.now)


def test_it_goes_from_question_to_answer_to_result_to_end(room: Room) -> None:
    case = opened(room)
    assert case.code.startswith("KD-")
    given: dict[str, Any] = {"actor": room.clerk, "case_id": case.pk, "now": room.now}
    with pytest.raises(MoveRefused):
        conclude(room, case)
    reviewing.ask_explanation(**given, words="Giải trình nguyên nhân")
    with pytest.raises(MoveRefused):
        conclude(room, case)
    reviewing.explain(actor=room.office.binh, case_id=case.pk, words="Do thiếu người", now=room.at(1))
    conclude(room, case, 2, follow_ups=[("Phân công lại công việc", room.day(20))])
    assert fresh(case).phase == "concluded"
    with pytest.raises(MoveRefused):
        reviewing.close_review(actor=room.clerk, case_id=case.pk, now=room.at(3))
    row = FollowUp.objects.get()
    reviewing.follow_up_done(actor=room.clerk, case_id=case.pk, follow_up_id=row.pk, words="Đã phân công",
                             now=room.at(3))  # fmt: skip
    reviewing.close_review(actor=room.clerk, case_id=case.pk, now=room.at(4))
    assert fresh(case).outcome == "closed"


def test_silence_lets_it_be_concluded_only_after_the_deadline(room: Room) -> None:
    case = asked(room)
    with pytest.raises(MoveRefused):
        conclude(room, case, 6)
    conclude(room, case, 8)
    assert Review.objects.get().responsibility == "joint"


def test_a_late_explanation_is_still_taken_in(room: Room) -> None:
    case = asked(room)
    reviewing.explain(actor=room.office.binh, case_id=case.pk, words="Muộn", now=room.at(12))
    assert fresh(case).phase == "answered"


def test_only_who_was_asked_explains_and_nobody_reviews_himself(room: Room) -> None:
    case = asked(room)
    with pytest.raises(NotAllowed):
        reviewing.explain(actor=room.chief, case_id=case.pk, words="…", now=room.now)
    himself = may(room.office.binh, "conduct.discipline.handle")
    with pytest.raises(NotAllowed):
        reviewing.conclude(actor=himself, case_id=case.pk, factors=WEIGHED, responsibility="none", result="x",
                           now=room.at(9))  # fmt: skip
    with pytest.raises(NotAllowed):
        opened(room, official_id=pk_of(room.clerk))
    assert not may_see(room.office.rival, case)
    assert may_see(room.office.binh, case)


def test_every_factor_is_weighed(room: Room) -> None:
    case = asked(room)
    for name in FACTORS:
        with pytest.raises(Invalid):
            conclude(room, case, 9, factors=WEIGHED | {name: " "})
    for wrong in ("open", "none such"):
        with pytest.raises(Invalid):
            conclude(room, case, 9, responsibility=wrong)


def test_a_collective_is_explained_by_its_head(room: Room) -> None:
    case = opened(room, subject="collective", agency_id=room.office.snv.pk, official_id=None)
    reviewing.ask_explanation(actor=room.clerk, case_id=case.pk, words="Giải trình", now=room.now)
    with pytest.raises(NotAllowed):
        reviewing.explain(actor=room.clerk, case_id=case.pk, words="…", now=room.now)
    reviewing.explain(actor=room.chief, case_id=case.pk, words="Tập thể nhận trách nhiệm", now=room.now)


def test_dropped_with_its_ground(room: Room) -> None:
    case = asked(room)
    with pytest.raises(Invalid):
        reviewing.drop_review(actor=room.clerk, case_id=case.pk, ground="no.such", words="…", now=room.now)
    reviewing.drop_review(actor=room.clerk, case_id=case.pk, ground="review_drop.no_responsibility", words="Không có",
                          now=room.now)  # fmt: skip
    assert fresh(case).outcome == "dropped"


@pytest.mark.parametrize("wrong", [{"source": " "}, {"subject": "nobody"}, {"subject": "deputy", "official_id": None},
                                   {"matter": ""}])  # fmt: skip
def test_what_is_opened_has_person_matter_and_cause(room: Room, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        opened(room, **wrong)


def test_the_database_takes_no_conclusion_before_the_question(room: Room) -> None:
    review = Review.objects.get(pk=opened(room).pk)
    review.responsibility, review.concluded_on, review.result = "direct", room.today, "x"
    for name in FACTORS:
        setattr(review, name, "x")
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save()
