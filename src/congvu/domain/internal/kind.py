"""The kind of case this room brings: work that walks a route of its agency."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.internal.actions import works
from congvu.domain.internal.queries.panels import route_of, work_panel
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, register
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds

ACT = "casework.case.act"


def _here(case: Case) -> int:
    return int(case.station[1:]) if case.station[1:].isdigit() else 0


def _stations(case: Case) -> int:
    return int(case.due_basis.get("stations", 0))


def _may(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and holds(actor, case)


def _may_forward(actor: Actor, case: Case) -> bool:
    return _here(case) < _stations(case) and _may(actor, case)


def _may_send_back(actor: Actor, case: Case) -> bool:
    return _here(case) > 1 and _may(actor, case)


def _may_finish(actor: Actor, case: Case) -> bool:
    return _here(case) == _stations(case) > 0 and not case.asking and _may(actor, case)


def _may_withdraw(actor: Actor, case: Case) -> bool:
    return not case.asking and _stations(case) > 0 and _may(actor, case)


MOVES = (
    Move(
        code="forward", sources=("running",), to=None, permission=ACT, verb="internal_work.forwarded",
        label_vi="Chuyển bước tiếp theo", label_en="Hand on to the next station",
    ),
    Move(
        code="send_back", sources=("running",), to=None, permission=ACT, verb="internal_work.sent_back",
        label_vi="Trả lại bước trước", label_en="Send back to the station before", ground="return",
    ),
    Move(
        code="finish", sources=("running",), to="done", permission=ACT, verb="internal_work.finished",
        label_vi="Kết thúc việc", label_en="Finish", clock=ClockEffect.STOP,
    ),
    Move(
        code="withdraw", sources=("running",), to="withdrawn", permission=ACT, verb="internal_work.withdrawn",
        label_vi="Thôi thực hiện", label_en="Withdraw", clock=ClockEffect.STOP, ground="withdrawal",
    ),
)  # fmt: skip

WORK = register(
    CaseKind(
        code="internal_work", series="CV", label_vi="Việc nội bộ", label_en="Internal work", plural_vi="Việc nội bộ",
        plural_en="Internal work",
        lifecycle=Lifecycle(
            (
                Phase(code="running", label_vi="Đang xử lý theo quy trình", label_en="On its route"),
                Phase(code="done", label_vi="Đã xong", label_en="Done", clock=ClockMode.STOPPED, ends=True),
                Phase(code="withdrawn", label_vi="Thôi thực hiện", label_en="Withdrawn", clock=ClockMode.STOPPED,
                ends=True),
            ),
            MOVES, "running",
        ),
        route=tuple(
            Station(code=f"s{n}", label_vi=f"Bước {n}", label_en=f"Station {n}") for n in range(1, 21)
        ),
        own_route=route_of,
        outcomes={"done": ("Đã xong", "Done"), "withdrawn": ("Thôi thực hiện", "Withdrawn")},
        panel_template="internal/_work_panel.html", panel_context=work_panel,
        acts={
            "forward": KindAct(run=works.forward, may=_may_forward, icon="arrow-right", rank="first", power="report"),
            "finish": KindAct(run=works.finish, may=_may_finish, icon="check", rank="first", power="report"),
            "send_back": KindAct(run=works.send_back, may=_may_send_back, icon="arrow-back-up", power="verify"),
            "withdraw": KindAct(run=works.withdraw, may=_may_withdraw, icon="ban", rank="grave", power="order"),
        },
        verbs={"internal_work.started": ("Bắt đầu việc theo quy trình", "Started on a route")},
    )
)  # fmt: skip
