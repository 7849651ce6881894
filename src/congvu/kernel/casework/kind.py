"""The kernel's own kind: a consultation, one body asking another for its opinion within a time."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.kernel.casework.actions import consulting
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, register
from congvu.kernel.casework.policy import holds

CONSULTATION = register(
    CaseKind(
        code="consultation", series="LYK", label_vi="Lấy ý kiến", label_en="Consultation", plural_vi="Lấy ý kiến",
        plural_en="Consultations",
        lifecycle=Lifecycle(
            (
                Phase(code="asked", label_vi="Chờ ý kiến", label_en="Waiting for an answer"),
                Phase(code="answered", label_vi="Đã trả lời", label_en="Answered", clock=ClockMode.STOPPED, ends=True),
                Phase(code="silent", label_vi="Không trả lời", label_en="Silent", clock=ClockMode.STOPPED, ends=True),
                Phase(code="withdrawn", label_vi="Đã thu hồi", label_en="Withdrawn", clock=ClockMode.STOPPED,
                ends=True),
            ),
            (
                Move(
                    code="answer", sources=("asked",), to="answered", permission="casework.case.act",
                    verb="consultation.answered", label_vi="Trả lời ý kiến", label_en="Answer", clock=ClockEffect.STOP,
                ),
                Move(
                    code="fall_silent", sources=("asked",), to="silent", permission="casework.case.act",
                    verb="consultation.fell_silent", label_vi="Quá hạn không trả lời", label_en="No answer in time",
                    clock=ClockEffect.STOP,
                ),
                Move(
                    code="withdraw_question", sources=("asked",), to="withdrawn", permission="casework.case.act",
                    verb="consultation.withdrawn", label_vi="Rút câu hỏi", label_en="Withdraw the question",
                    clock=ClockEffect.STOP,
                ),
            ),
            "asked",
        ),
        route=(
            Station(code="answer", label_vi="Cho ý kiến", label_en="Give an opinion"),
            Station(code="escalated", label_vi="Thủ trưởng cơ quan được hỏi", label_en="Head of the body asked"),
        ),
        outcomes={
            "answered": ("Đã trả lời", "Answered"), "silent": ("Không trả lời", "Silent"),
            "withdrawn": ("Đã thu hồi", "Withdrawn"),
            "consented": ("Im lặng, coi như đồng ý", "Silent, counts as consent"),
        },
        panel_template="casework/_consultation_panel.html", panel_context=consulting.panel,
        acts={
            "answer": KindAct(run=consulting.answer, may=holds, power="opinion"),
            "withdraw_question": KindAct(run=consulting.withdraw_question, may=consulting.asked_it),
        },
        verbs={
            "consultation.asked": ("Hỏi ý kiến", "Asked for an opinion"),
            "consultation.escalated": (
                "Quá hạn không trả lời, chuyển thủ trưởng", "No answer in time, put before the head",
            ),
        },
    )
)  # fmt: skip
