"""The kinds of case this room brings. Each in a block of its own."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.inspections.policy.visits import (
    CANCELLED,
    CLOSED,
    CONCLUDED,
    KIND,
    NOTICED,
    ON_SITE,
    REPORTED,
    SIGNED,
)
from congvu.domain.inspections.queries.panels import visit_panel
from congvu.kernel.casework.kinds import CaseKind, Station, register

CONDUCT, SIGN = "inspections.visit.conduct", "inspections.conclusion.sign"

# --- Cuộc kiểm tra -------------------------------------------------------------------------------------------------

PHASES = (
    Phase(code=NOTICED, label_vi="Đã thông báo", label_en="Announced"),
    Phase(code=ON_SITE, label_vi="Đang kiểm tra tại đơn vị", label_en="On site"),
    Phase(code=SIGNED, label_vi="Đã lập biên bản, chờ báo cáo", label_en="Minutes made, report owed"),
    Phase(code=REPORTED, label_vi="Đã báo cáo, chờ kết luận", label_en="Reported, conclusion owed"),
    Phase(code=CONCLUDED, label_vi="Đã kết luận, theo dõi khắc phục", label_en="Concluded, remedies followed up",
          clock=ClockMode.PAUSED),
    Phase(code=CLOSED, label_vi="Đã kết thúc", label_en="Closed", clock=ClockMode.STOPPED, ends=True),
    Phase(code=CANCELLED, label_vi="Đã hủy", label_en="Cancelled", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip
MOVES = (
    Move(code="arrive", sources=(NOTICED,), to=ON_SITE, permission=CONDUCT, verb="visit.begun",
         label_vi="Bắt đầu kiểm tra tại đơn vị", label_en="Begin on site"),
    Move(code="sign_minutes", sources=(ON_SITE,), to=SIGNED, permission=CONDUCT, verb="visit.minutes_signed",
         label_vi="Hoàn tất biên bản", label_en="Complete the minutes"),
    Move(code="report", sources=(SIGNED,), to=REPORTED, permission=CONDUCT, verb="visit.reported",
         label_vi="Báo cáo kết quả", label_en="Report"),
    Move(code="conclude", sources=(REPORTED,), to=CONCLUDED, permission=SIGN, verb="visit.concluded",
         label_vi="Ký kết luận", label_en="Sign the conclusion", clock=ClockEffect.PAUSE),
    Move(code="close", sources=(CONCLUDED,), to=CLOSED, permission=SIGN, verb="visit.closed",
         label_vi="Kết thúc cuộc kiểm tra", label_en="Close", clock=ClockEffect.STOP),
    Move(code="cancel", sources=(NOTICED,), to=CANCELLED, permission=CONDUCT, verb="visit.cancelled",
         label_vi="Hủy cuộc kiểm tra", label_en="Cancel", clock=ClockEffect.STOP),
)  # fmt: skip

INSPECTION_VISIT = register(
    CaseKind(
        code=KIND, series="KT", label_vi="Cuộc kiểm tra công vụ", label_en="Public-duty inspection",
        plural_vi="Cuộc kiểm tra công vụ", plural_en="Public-duty inspections",
        lifecycle=Lifecycle(PHASES, MOVES, NOTICED),
        route=(Station(code="inspect", label_vi="Kiểm tra, báo cáo, kết luận", label_en="Check, report, conclude"),),
        outcomes={CLOSED: ("Đã kết thúc", "Closed"), CANCELLED: ("Đã hủy", "Cancelled")},
        panel_template="inspections/_visit_panel.html", panel_context=visit_panel,
        verbs={
            "visit.opened": ("Mở niêm phong tại cửa, bắt đầu kiểm tra", "Opened at the door"),
            "visit.noticed": ("Thông báo kiểm tra", "Announced"),
        },
        without=frozenset({
            "ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress", "consult",
            "refer_upward",
        }),
    )
)  # fmt: skip
