"""The kind of case this room brings: the contribution of one unit to a report."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.reporting.actions import contributing
from congvu.domain.reporting.queries.panels import contribution_panel
from congvu.domain.reporting.queries.requests import KEEP
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, Undo, register
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds

ACT = "casework.case.act"
_REPORTS = "NĐ 09/2019/NĐ-CP (chưa kiểm chứng)"

PHASES = (
    Phase(code="assigned", label_vi="Chưa gửi báo cáo", label_en="Not handed in"),
    Phase(code="submitted", label_vi="Đã gửi, chờ tổng hợp", label_en="Handed in", clock=ClockMode.PAUSED),
    Phase(code="accepted", label_vi="Đã tiếp nhận báo cáo", label_en="Accepted", clock=ClockMode.STOPPED, ends=True),
    Phase(code="withdrawn", label_vi="Đã thu hồi yêu cầu", label_en="Withdrawn", clock=ClockMode.STOPPED, ends=True),
)
MOVES = (
    Move(
        code="submit", sources=("assigned",), to="submitted", permission=ACT, verb="report_contribution.submitted",
        label_vi="Gửi báo cáo", label_en="Hand in", clock=ClockEffect.PAUSE, legal_basis=_REPORTS,
    ),
    Move(
        code="return", sources=("submitted",), to="assigned", permission=KEEP, verb="report_contribution.returned",
        label_vi="Trả lại báo cáo", label_en="Return", clock=ClockEffect.RESUME, ground="return",
    ),
    Move(
        code="take", sources=("submitted",), to="accepted", permission=KEEP, verb="report_contribution.accepted",
        label_vi="Nhận báo cáo", label_en="Accept the report", clock=ClockEffect.STOP,
    ),
    Move(
        code="withdraw", sources=("assigned", "submitted"), to="withdrawn", permission=KEEP,
        verb="report_contribution.withdrawn", label_vi="Thu hồi yêu cầu báo cáo", label_en="Withdraw the request",
        clock=ClockEffect.STOP, ground="withdrawal",
    ),
)  # fmt: skip


def _may_submit(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and holds(actor, case)


def _may_judge(actor: Actor, case: Case) -> bool:
    did_it = case.doer_official_id is not None and case.doer_official_id == actor.official_id
    return actor.may(KEEP, case.issuing_agency_id) and not did_it


_CLOSED = Undo(
    final_vi="Báo cáo của đơn vị đã được tiếp nhận hoặc yêu cầu đã thu hồi, không hoàn tác được.",
    final_en="The contribution was accepted or the request withdrawn; this cannot be undone.",
)
UNDO = {
    "report_contribution.submitted": Undo(), "report_contribution.accepted": _CLOSED,
    "report_contribution.withdrawn": _CLOSED,
}  # fmt: skip

CONTRIBUTION = register(
    CaseKind(
        code="report_contribution", series="BC", label_vi="Báo cáo của đơn vị", label_en="Contribution to a report",
        plural_vi="Báo cáo của đơn vị", plural_en="Contributions to reports",
        lifecycle=Lifecycle(PHASES, MOVES, "assigned"),
        route=(
            Station(code="write", label_vi="Soạn báo cáo", label_en="Write"),
            Station(code="merge", label_vi="Tổng hợp", label_en="Merge", holder="issuing"),
        ),
        outcomes={
            "accepted": ("Đã tiếp nhận báo cáo", "Accepted"), "withdrawn": ("Đã thu hồi yêu cầu", "Withdrawn"),
        },
        panel_template="reporting/_panel.html", panel_context=contribution_panel, verification="take",
        undo=UNDO,
        verbs={"report_contribution.asked": ("Yêu cầu gửi báo cáo", "Asked to report")},
        acts={
            "submit": KindAct(run=contributing.submit, may=_may_submit, icon="send", rank="first", power="report"),
            "take": KindAct(
                run=contributing.accept_contribution, may=_may_judge, icon="check", rank="first", power="verify"
            ),
            "return": KindAct(
                run=contributing.return_contribution, may=_may_judge, icon="arrow-back-up", rank="first",
                power="verify",
            ),
            "withdraw": KindAct(
                run=contributing.withdraw_contribution, may=_may_judge, icon="ban", rank="grave", power="order"
            ),
        },
    )
)  # fmt: skip
