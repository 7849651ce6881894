"""The kinds of case this room brings: a task, the umbrella over a task given to many, and a reading to confirm."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.directives.actions import duties, following, reading, umbrellas
from congvu.domain.directives.queries.panels import duty_panel, task_panel
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, Undo, register
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, leads, orders
from congvu.kernel.org import queries as org

#: Khoản 2 Điều 24 NĐ 30/2020/NĐ-CP: the leader names lead, coordinators and time limit.
_ASSIGNED = "NĐ 30/2020/NĐ-CP"
_FOLLOWED = "QĐ 42/2014/QĐ-TTg"

PHASES = (
    Phase(code="assigned", label_vi="Chưa thực hiện", label_en="Not started"),
    Phase(code="in_progress", label_vi="Đang thực hiện", label_en="In progress"),
    Phase(
        code="reported", label_vi="Đã báo cáo, chờ xác nhận", label_en="Reported, waiting for verification",
        clock=ClockMode.PAUSED,
    ),
    Phase(code="suspended", label_vi="Tạm dừng theo dõi", label_en="Suspended", clock=ClockMode.PAUSED),
    Phase(code="completed", label_vi="Hoàn thành", label_en="Completed", clock=ClockMode.STOPPED, ends=True),
    Phase(code="withdrawn", label_vi="Đã thu hồi", label_en="Withdrawn", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip

ACT, VERIFY, DECIDE = "casework.case.act", "directives.task.verify", "casework.request.decide"

MOVES = (
    Move(
        code="accept", sources=("assigned",), to="in_progress", permission=ACT, verb="case.accepted",
        label_vi="Tiếp nhận", label_en="Accept", legal_basis=_ASSIGNED,
    ),
    Move(
        code="report_done", sources=("in_progress",), to="reported", permission=ACT, verb="task.reported",
        label_vi="Báo cáo hoàn thành", label_en="Report as done", clock=ClockEffect.PAUSE, legal_basis=_FOLLOWED,
    ),
    Move(
        code="verify", sources=("reported",), to="completed", permission=VERIFY, verb="task.verified",
        label_vi="Xác nhận hoàn thành", label_en="Verify", clock=ClockEffect.STOP, legal_basis=_FOLLOWED,
    ),
    Move(
        code="return", sources=("reported",), to="in_progress", permission=VERIFY, verb="task.returned",
        label_vi="Trả lại, yêu cầu thực hiện lại", label_en="Return", clock=ClockEffect.RESUME, ground="return",
        legal_basis=_FOLLOWED,
    ),
    Move(
        code="suspend", sources=("in_progress",), to="suspended", permission=DECIDE, verb="task.suspended",
        label_vi="Tạm dừng theo dõi", label_en="Suspend", clock=ClockEffect.PAUSE, ground="pause",
    ),
    Move(
        code="resume", sources=("suspended",), to="in_progress", permission=DECIDE, verb="task.resumed",
        label_vi="Tiếp tục theo dõi", label_en="Resume", clock=ClockEffect.RESUME,
    ),
    Move(
        code="withdraw", sources=("assigned", "in_progress", "reported", "suspended"), to="withdrawn",
        permission=DECIDE, verb="task.withdrawn", label_vi="Thu hồi nhiệm vụ", label_en="Withdraw",
        clock=ClockEffect.STOP, ground="withdrawal",
    ),
    Move(
        code="reopen", sources=("completed", "withdrawn"), to="in_progress", permission=DECIDE, verb="task.reopened",
        label_vi="Mở lại nhiệm vụ", label_en="Reopen", clock=ClockEffect.REOPEN, ground="reopening",
    ),
)  # fmt: skip

ROUTE = (
    Station(code="carry_out", label_vi="Thực hiện", label_en="Carry out"),
    Station(code="verify", label_vi="Xác nhận", label_en="Verify", holder="issuing"),
)

LIMITS = {
    "accept": "directives.accept_within",
    "decide_extension": "directives.extension_decide_within",
    "decide_reassignment": "directives.reassignment_decide_within",
}


def _may_verify(actor: Actor, case: Case) -> bool:
    """The ordering office, and nobody who did the work himself."""
    did_it = case.doer_official_id is not None and case.doer_official_id == actor.official_id
    return actor.may(VERIFY, case.issuing_agency_id) and not did_it


def _may_report(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and holds(actor, case)


def _may_read(actor: Actor, case: Case) -> bool:
    """Somebody who serves in the unit the document was circulated to."""
    return not actor.agency_ids.isdisjoint(org.subtree_ids(case.accountable_agency_id))


def _may_confirm(actor: Actor, case: Case) -> bool:
    return leads(actor, case.accountable_agency_id)


WITHDRAW = {"withdraw": KindAct(run=following.withdraw, may=orders, icon="ban", rank="grave", power="order")}
TASK_ACTS = {
    "report_done": KindAct(run=following.report_done, may=_may_report, icon="send", rank="first", power="report"),
    "verify": KindAct(run=following.verify, may=_may_verify, icon="rubber-stamp", rank="first", power="verify"),
    "return": KindAct(run=following.return_task, may=_may_verify, icon="arrow-back-up", rank="first", power="verify"),
    "suspend": KindAct(run=following.suspend, may=orders, icon="player-pause", rank="grave", power="order"),
    "resume": KindAct(run=following.resume, may=orders, icon="player-play", rank="first", power="order"),
    **WITHDRAW,
    "reopen": KindAct(run=following.reopen, may=orders, icon="rotate", power="order"),
}
READING_ACTS = {
    "confirm_read": KindAct(
        run=reading.confirm_read, may=_may_read, phases=("assigned",), icon="eye", rank="first",
        label_vi="Xác nhận tôi đã đọc", label_en="Confirm that I have read it",
    ),
    "confirm_reading": KindAct(run=reading.confirm_reading, may=_may_confirm, icon="checks", rank="first"),
    **WITHDRAW,
}  # fmt: skip
READING_VERBS = {"reading.read": ("Xác nhận đã đọc", "Read")}

_CLOSED_VI = "Nhiệm vụ đã kết thúc, không hoàn tác được; muốn tiếp tục thì mở lại nhiệm vụ theo lý do có mã."
_CLOSED_EN = "The task has ended and this cannot be undone; reopen it on a coded ground if it has to go on."
_FINAL = Undo(final_vi=_CLOSED_VI, final_en=_CLOSED_EN)
UNDO = {
    "task.reported": Undo(after=following.forget_report), "task.suspended": Undo(), "task.resumed": Undo(),
    "task.verified": _FINAL, "task.withdrawn": _FINAL,
}  # fmt: skip

OUTCOMES = {
    "completed": ("Hoàn thành", "Completed"),
    "withdrawn": ("Đã thu hồi", "Withdrawn"),
}

TASK = register(
    CaseKind(
        code="directive_task", series="NV", label_vi="Nhiệm vụ", label_en="Task", plural_vi="Nhiệm vụ",
        plural_en="Tasks", lifecycle=Lifecycle(PHASES, MOVES, "assigned"), route=ROUTE, outcomes=OUTCOMES,
        panel_template="directives/_task_panel.html", panel_context=task_panel,
        limits=LIMITS, acts=TASK_ACTS, verification="verify", undo=UNDO,
    )
)  # fmt: skip

UMBRELLA = register(
    CaseKind(
        code="directive_umbrella", series="NC", label_vi="Nhiệm vụ chung", label_en="Umbrella task",
        plural_vi="Nhiệm vụ chung", plural_en="Umbrella tasks", umbrella=True,
        lifecycle=Lifecycle(
            (
                Phase(code="open", label_vi="Đang thực hiện", label_en="In progress"),
                Phase(code="completed", label_vi="Hoàn thành", label_en="Completed", clock=ClockMode.STOPPED,
                ends=True),
                Phase(code="withdrawn", label_vi="Đã thu hồi", label_en="Withdrawn", clock=ClockMode.STOPPED,
                ends=True),
            ),
            (
                Move(
                    code="complete", sources=("open",), to="completed", permission=DECIDE, verb="umbrella.completed",
                    label_vi="Kết thúc nhiệm vụ chung", label_en="Complete", clock=ClockEffect.STOP,
                    ground="withdrawal",
                ),
                Move(
                    code="withdraw", sources=("open",), to="withdrawn", permission=DECIDE, verb="umbrella.withdrawn",
                    label_vi="Thu hồi nhiệm vụ chung", label_en="Withdraw", clock=ClockEffect.STOP, ground="withdrawal",
                ),
                Move(
                    code="reopen", sources=("completed", "withdrawn"), to="open", permission=DECIDE,
                    verb="umbrella.reopened", label_vi="Mở lại", label_en="Reopen", clock=ClockEffect.REOPEN,
                    ground="reopening",
                ),
            ),
            "open",
        ),
        route=(Station(code="carry_out", label_vi="Thực hiện", label_en="Carry out", holder="issuing"),),
        outcomes=OUTCOMES, panel_template="directives/_task_panel.html", panel_context=task_panel, limits=LIMITS,
        acts={
            "complete": KindAct(
                run=umbrellas.complete_umbrella, may=orders, icon="checks", rank="grave", power="order"
            ),
            **WITHDRAW,
        },
    )
)  # fmt: skip

READING = register(
    CaseKind(
        code="directive_reading", series="QT", label_vi="Quán triệt", label_en="Reading to confirm",
        plural_vi="Quán triệt", plural_en="Readings to confirm",
        lifecycle=Lifecycle(
            (
                Phase(code="assigned", label_vi="Chưa xác nhận", label_en="Not confirmed"),
                Phase(code="confirmed", label_vi="Đã quán triệt", label_en="Confirmed",
                clock=ClockMode.STOPPED, ends=True),
                Phase(code="withdrawn", label_vi="Đã thu hồi", label_en="Withdrawn", clock=ClockMode.STOPPED,
                ends=True),
            ),
            (
                Move(
                    code="confirm_reading", sources=("assigned",), to="confirmed", permission=ACT,
                    verb="reading.confirmed", label_vi="Xác nhận đơn vị đã quán triệt", label_en="Confirm for the unit",
                    clock=ClockEffect.STOP,
                ),
                Move(
                    code="withdraw", sources=("assigned",), to="withdrawn", permission=DECIDE, verb="reading.withdrawn",
                    label_vi="Thu hồi", label_en="Withdraw", clock=ClockEffect.STOP, ground="withdrawal",
                ),
            ),
            "assigned",
        ),
        route=(Station(code="carry_out", label_vi="Quán triệt", label_en="Read"),),
        outcomes={"confirmed": ("Đã quán triệt", "Confirmed"), "withdrawn": ("Đã thu hồi", "Withdrawn")},
        panel_template="directives/_reading_panel.html", panel_context=task_panel, limits=LIMITS,
        acts=READING_ACTS, verbs=READING_VERBS,
    )
)  # fmt: skip

DUTY_OUTCOMES = {"completed": ("Đã kết thúc", "Ended"), "withdrawn": ("Đã thu hồi", "Withdrawn")}
DUTY_ACTS = {
    "confirm_valid": KindAct(run=duties.confirm_valid, may=orders, icon="checks", rank="first", power="order"),
    "ask_review": KindAct(run=duties.ask_review, may=orders, icon="help-circle", power="order"),
    "complete": KindAct(run=duties.end_duty, may=orders, icon="player-stop", rank="grave", power="order"),
    **WITHDRAW,
}
DUTY_ROUTE = (
    Station(code="carry_out", label_vi="Thực hiện", label_en="Carry out"),
    Station(code="review", label_vi="Rà soát hiệu lực", label_en="Review", holder="issuing"),
)
DUTY_VERBS = {
    "duty.period_opened": ("Mở kỳ mới", "Period opened"),
    "duty.looked_ahead": ("Xác định kỳ tiếp theo", "Next period reckoned"),
}


def _duty_moves(begun: str) -> tuple[Move, ...]:
    """The moves of what goes on until somebody ends it; `begun` is the phase in which it is in force."""
    return (
        Move(
            code="ask_review", sources=(begun,), to="in_review", permission=DECIDE, verb="duty.review_asked",
            label_vi="Rà soát hiệu lực", label_en="Review whether it is still valid",
        ),
        Move(
            code="confirm_valid", sources=("in_review",), to=begun, permission=DECIDE, verb="duty.confirmed",
            label_vi="Xác nhận còn hiệu lực", label_en="Confirm that it is still valid",
        ),
        Move(
            code="complete", sources=(begun, "in_review"), to="completed", permission=DECIDE, verb="duty.ended",
            label_vi="Kết thúc nhiệm vụ", label_en="End the duty", clock=ClockEffect.STOP, ground="withdrawal",
        ),
        Move(
            code="withdraw", sources=(begun, "in_review"), to="withdrawn", permission=DECIDE, verb="duty.withdrawn",
            label_vi="Thu hồi nhiệm vụ", label_en="Withdraw", clock=ClockEffect.STOP, ground="withdrawal",
        ),
    )  # fmt: skip


def _duty_phases(begun: Phase) -> tuple[Phase, ...]:
    return (
        begun,
        Phase(code="in_review", label_vi="Đang rà soát hiệu lực", label_en="Under review"),
        Phase(code="completed", label_vi="Đã kết thúc", label_en="Ended", clock=ClockMode.STOPPED, ends=True),
        Phase(code="withdrawn", label_vi="Đã thu hồi", label_en="Withdrawn", clock=ClockMode.STOPPED, ends=True),
    )


RECURRENCE = register(
    CaseKind(
        code="directive_recurrence", series="DK", label_vi="Nhiệm vụ định kỳ", label_en="Recurring duty",
        plural_vi="Nhiệm vụ định kỳ", plural_en="Recurring duties", umbrella=True,
        lifecycle=Lifecycle(
            _duty_phases(Phase(code="open", label_vi="Đang thực hiện theo kỳ", label_en="Under way")),
            _duty_moves("open"), "open",
        ),
        route=(Station(code="carry_out", label_vi="Theo dõi các kỳ", label_en="Follow the periods", holder="issuing"),
               DUTY_ROUTE[1]),
        outcomes=DUTY_OUTCOMES, panel_template="directives/_duty_panel.html", panel_context=duty_panel, limits=LIMITS,
        acts=DUTY_ACTS, verbs=DUTY_VERBS,
    )
)  # fmt: skip

STANDING = register(
    CaseKind(
        code="directive_standing", series="TX", label_vi="Nhiệm vụ thường xuyên", label_en="Standing duty",
        plural_vi="Nhiệm vụ thường xuyên", plural_en="Standing duties",
        lifecycle=Lifecycle(
            _duty_phases(Phase(code="in_force", label_vi="Đang thực hiện thường xuyên", label_en="In force")),
            (
                Move(
                    code="accept", sources=("in_force",), to="in_force", permission=ACT, verb="case.accepted",
                    label_vi="Tiếp nhận", label_en="Accept", legal_basis=_ASSIGNED,
                ),
                *_duty_moves("in_force"),
            ),
            "in_force",
        ),
        route=DUTY_ROUTE, outcomes=DUTY_OUTCOMES, panel_template="directives/_duty_panel.html",
        panel_context=duty_panel, limits=LIMITS, acts=DUTY_ACTS, verbs=DUTY_VERBS,
    )
)  # fmt: skip
