"""Kiểm điểm trách nhiệm: the review of a collective or of a head."""

from __future__ import annotations

from typing import Any

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.conduct.actions import reviewing
from congvu.domain.conduct.kind.shared import WITHOUT, act, may_handle, note_look, paged
from congvu.domain.conduct.policy.codes import REVIEW
from congvu.domain.conduct.queries.files import HANDLE
from congvu.domain.conduct.queries.panels import review_panel
from congvu.domain.conduct.queries.reviews import may_explain
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, Follow, Station, register
from congvu.kernel.casework.models import Case

REVIEW_PHASES = (
    Phase(code="opened", label_vi="Đang xem xét trách nhiệm", label_en="Opened"),
    Phase(code="asked", label_vi="Chờ giải trình", label_en="Waiting for the explanation"),
    Phase(code="answered", label_vi="Đã giải trình", label_en="Explained"),
    Phase(code="concluded", label_vi="Đã kết luận, theo dõi thực hiện", label_en="Concluded, being followed up"),
    Phase(code="closed", label_vi="Đã kết thúc", label_en="Closed", clock=ClockMode.STOPPED, ends=True),
    Phase(code="dropped", label_vi="Thôi xem xét", label_en="Dropped", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip
_HEADS = "NĐ 157/2007/NĐ-CP"
REVIEW_MOVES = (
    Move(code="ask_explanation", sources=("opened",), to="asked", permission=HANDLE,
         verb="conduct_review.explanation_asked", label_vi="Yêu cầu giải trình", label_en="Ask for an explanation",
         legal_basis=_HEADS),
    Move(code="answer", sources=("asked", "answered"), to="answered", permission="casework.case.act",
         verb="conduct_review.explained", label_vi="Giải trình", label_en="Explain", legal_basis=_HEADS),
    Move(code="conclude", sources=("asked", "answered"), to="concluded", permission=HANDLE,
         verb="conduct_review.concluded", label_vi="Kết luận trách nhiệm", label_en="Conclude",
         clock=ClockEffect.NEXT_PHASE, legal_basis=_HEADS),
    Move(code="follow_up_done", sources=("concluded",), to=None, permission=HANDLE,
         verb="conduct_review.followed_up", label_vi="Ghi nhận việc đã làm xong", label_en="Note what was done"),
    Move(code="close", sources=("concluded",), to="closed", permission=HANDLE, verb="conduct_review.closed",
         label_vi="Kết thúc kiểm điểm", label_en="Close", clock=ClockEffect.STOP),
    Move(code="drop_review", sources=("opened", "asked", "answered"), to="dropped", permission=HANDLE,
         verb="conduct_review.dropped", label_vi="Thôi xem xét trách nhiệm", label_en="Drop the review",
         clock=ClockEffect.STOP, ground="review_drop"),
)  # fmt: skip


def _review_panel(actor: Actor, case: Case) -> dict[str, Any]:
    note_look(actor, case)
    return review_panel(actor, case)


def _reviews(actor: Actor, case: Case) -> bool:
    person = case.conduct_review.official_id
    own = actor.official_id is not None and person == actor.official_id
    return actor.may(HANDLE, case.accountable_agency_id) and not own


def _explains(actor: Actor, case: Case) -> bool:
    return may_explain(actor, case.conduct_review)


RESPONSIBILITY_REVIEW = register(
    CaseKind(
        code=REVIEW, series="KD", label_vi="Kiểm điểm trách nhiệm", label_en="Review of responsibility",
        plural_vi="Kiểm điểm trách nhiệm", plural_en="Reviews of responsibility",
        lifecycle=Lifecycle(REVIEW_PHASES, REVIEW_MOVES, "opened"),
        route=(Station(code="review", label_vi="Xem xét trách nhiệm", label_en="Review"),),
        outcomes={"closed": ("Đã kết thúc", "Closed"), "dropped": ("Thôi xem xét", "Dropped")},
        panel_template="conduct/_review_panel.html", panel_context=_review_panel, without=WITHOUT,
        verbs={"conduct_review.opened": ("Mở xem xét trách nhiệm", "Review opened")},
        acts={
            "ask_explanation": act(reviewing.ask_explanation, _reviews, "info-circle", "first"),
            "answer": act(reviewing.explain, _explains, "message", "first"),
            "conclude": paged(reviewing.conclude, _reviews, "gavel", "conclude", "first"),
            "follow_up_done": paged(reviewing.follow_up_done, _reviews, "check", "follow_up_done"),
            "close": act(reviewing.close_review, _reviews, "archive", "first"),
            "drop_review": act(reviewing.drop_review, _reviews, "ban", "grave"),
        },
        follow=Follow(page="conduct:new_review", label_vi="Mở kiểm điểm trách nhiệm",
                      label_en="Open a review of responsibility", may=may_handle, icon="scale"),
    )
)  # fmt: skip
