"""The kinds of case this room brings. Each in a block of its own."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.inspections.actions import (
    calling_off,
    concluding,
    explaining,
    on_site,
    rechecking,
    remedies,
    unit_reports,
)
from congvu.domain.inspections.policy import after
from congvu.domain.inspections.policy.visits import (
    CALLED_OFF,
    CANCELLED,
    CHANGE_GROUNDS,
    CLOSED,
    CONCLUDED,
    HANDED_IN,
    KIND,
    NEVER,
    NOTICE,
    NOTICED,
    ON_SITE,
    REPORTED,
    SIGNED,
    TOLD,
)
from congvu.domain.inspections.queries.after_panels import explanation_panel, may_report, may_verify, remedy_panel
from congvu.domain.inspections.queries.announcing import (
    may_cancel,
    may_hand_in,
    may_postpone,
    may_recheck,
    notice_panel,
)
from congvu.domain.inspections.queries.findings import may_answer
from congvu.domain.inspections.queries.following import told_of_explanation, told_of_visit
from congvu.domain.inspections.queries.panels import visit_panel
from congvu.domain.inspections.queries.resamples import resamples_said
from congvu.domain.inspections.queries.steps import may_arrive, may_conclude, may_report_result
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, register

CONDUCT, SIGN = "inspections.visit.conduct", "inspections.conclusion.sign"
ANSWER = "inspections.finding.answer"

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
         label_vi="Bắt đầu kiểm tra tại đơn vị", label_en="Begin on site", clock=ClockEffect.NEXT_PHASE),
    Move(code="sign_minutes", sources=(ON_SITE,), to=SIGNED, permission=CONDUCT, verb="visit.minutes_signed",
         label_vi="Hoàn tất biên bản", label_en="Complete the minutes", clock=ClockEffect.NEXT_PHASE),
    Move(code="report", sources=(SIGNED,), to=REPORTED, permission=CONDUCT, verb="visit.reported",
         label_vi="Báo cáo kết quả", label_en="Report", clock=ClockEffect.NEXT_PHASE),
    Move(code="conclude", sources=(REPORTED,), to=CONCLUDED, permission=SIGN, verb="visit.concluded",
         label_vi="Ký kết luận", label_en="Sign the conclusion", clock=ClockEffect.PAUSE),
    Move(code="close", sources=(CONCLUDED,), to=CLOSED, permission=SIGN, verb="visit.closed",
         label_vi="Kết thúc cuộc kiểm tra", label_en="Close", clock=ClockEffect.STOP),
    Move(code="cancel", sources=(NOTICED,), to=CANCELLED, permission=CONDUCT, verb="visit.cancelled",
         label_vi="Hủy cuộc kiểm tra", label_en="Cancel", clock=ClockEffect.STOP, ground=CHANGE_GROUNDS),
)  # fmt: skip

INSPECTION_VISIT = register(
    CaseKind(
        code=KIND, series="KT", label_vi="Cuộc kiểm tra công vụ", label_en="Public-duty inspection",
        plural_vi="Cuộc kiểm tra công vụ", plural_en="Public-duty inspections",
        lifecycle=Lifecycle(PHASES, MOVES, NOTICED),
        route=(Station(code="inspect", label_vi="Kiểm tra, báo cáo, kết luận", label_en="Check, report, conclude"),),
        outcomes={CLOSED: ("Đã kết thúc", "Closed"), CANCELLED: ("Đã hủy", "Cancelled")},
        panel_template="inspections/_visit_panel.html", panel_context=visit_panel, tells=told_of_visit,
        says=resamples_said,
        verbs={
            "visit.opened": ("Mở niêm phong tại cửa, bắt đầu kiểm tra", "Opened at the door"),
            "visit.noticed": ("Thông báo kiểm tra", "Announced"),
            "visit.postponed": ("Hoãn cuộc kiểm tra", "Visit postponed"),
            "visit.left": ("Kết thúc kiểm tra tại đơn vị", "Left the unit"),
            "visit.sample_drawn": ("Rút mẫu hồ sơ đối chiếu", "Sample drawn"),
            "visit.minutes_made": ("Lập biên bản", "Minutes made"),
            **after.VISIT_VERBS,
        },
        without=frozenset({
            "ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress", "consult",
            "refer_upward",
        }),
        acts={
            "arrive": KindAct(run=on_site.arrive, may=may_arrive, icon="map-pin", rank="first",
                              page="inspections:site_arrive", singly=True),
            "report": KindAct(run=concluding.report_result, may=may_report_result, icon="send", rank="first",
                              page="inspections:report", singly=True),
            "conclude": KindAct(run=concluding.conclude, may=may_conclude, icon="rubber-stamp", rank="first",
                                page="inspections:conclude", singly=True),
            "postpone": KindAct(run=calling_off.postpone_visit, may=may_postpone, label_vi="Hoãn cuộc kiểm tra",
                                label_en="Postpone the visit", phases=(NOTICED,), icon="calendar-event", rank="more",
                                ground=CHANGE_GROUNDS, page="inspections:postpone", singly=True),
            "cancel": KindAct(run=calling_off.cancel_visit, may=may_cancel, icon="ban", rank="grave",
                              ground=CHANGE_GROUNDS, singly=True),
            "recheck": KindAct(run=rechecking.make_recheck, may=may_recheck, label_vi="Lập cuộc phúc tra",
                               label_en="Make the re-check", phases=(CONCLUDED, CLOSED), icon="refresh", rank="more",
                               page="inspections:new_recheck", singly=True),
        },
    )
)  # fmt: skip

# --- Thông báo kiểm tra gửi đơn vị ---------------------------------------------------------------------------------

_OWN_WAY = frozenset({
    "ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress", "consult",
    "refer_upward", "restrict", "offer", "accept", "take_back",
})  # fmt: skip
NOTICE_PHASES = (
    Phase(code=TOLD, label_vi="Đã thông báo, chờ báo cáo của đơn vị", label_en="Told, report of the unit owed"),
    Phase(code=HANDED_IN, label_vi="Đã gửi báo cáo", label_en="Report handed in", clock=ClockMode.STOPPED, ends=True),
    Phase(code=NEVER, label_vi="Không gửi báo cáo", label_en="No report came", clock=ClockMode.STOPPED, ends=True),
    Phase(code=CALLED_OFF, label_vi="Cuộc kiểm tra đã hủy", label_en="Visit cancelled", clock=ClockMode.STOPPED,
          ends=True),
)  # fmt: skip
NOTICE_MOVES = (
    Move(code="hand_in", sources=(TOLD,), to=HANDED_IN, permission=ANSWER, verb="visit_notice.answered",
         label_vi="Gửi báo cáo theo đề cương", label_en="Hand in the report", clock=ClockEffect.STOP),
    Move(code="lapse", sources=(TOLD,), to=NEVER, permission=CONDUCT, verb="visit_notice.lapsed",
         label_vi="Kết thúc, đơn vị không gửi báo cáo", label_en="End without a report", clock=ClockEffect.STOP),
    Move(code="call_off", sources=(TOLD,), to=CALLED_OFF, permission=CONDUCT, verb="visit_notice.called_off",
         label_vi="Hủy thông báo cùng cuộc kiểm tra", label_en="Visit cancelled", clock=ClockEffect.STOP),
)  # fmt: skip

INSPECTION_NOTICE = register(
    CaseKind(
        code=NOTICE, series="TB", label_vi="Thông báo kiểm tra công vụ", label_en="Notice of inspection",
        plural_vi="Thông báo kiểm tra công vụ", plural_en="Notices of inspection",
        lifecycle=Lifecycle(NOTICE_PHASES, NOTICE_MOVES, TOLD),
        route=(Station(code="report", label_vi="Đơn vị chuẩn bị, báo cáo", label_en="The unit prepares, reports"),),
        outcomes={
            HANDED_IN: ("Đã gửi báo cáo", "Report handed in"), NEVER: ("Không gửi báo cáo", "No report came"),
            CALLED_OFF: ("Cuộc kiểm tra đã hủy", "Visit cancelled"),
        },
        panel_template="inspections/_notice_panel.html", panel_context=notice_panel,
        verbs={
            "visit_notice.sent": ("Thông báo kiểm tra", "Inspection announced"),
            "visit_notice.moved": ("Hoãn ngày kiểm tra", "Day of the inspection postponed"),
        },
        without=_OWN_WAY,
        acts={"hand_in": KindAct(run=unit_reports.hand_in_report, may=may_hand_in, icon="send", rank="first",
                                 singly=True)},
    )
)  # fmt: skip

# --- Giải trình phát hiện ------------------------------------------------------------------------------------------

EXPLANATION_PHASES = (
    Phase(code=after.ASKED, label_vi="Chờ giải trình", label_en="Explanation owed"),
    Phase(code=after.SILENT, label_vi="Quá hạn, chưa giải trình", label_en="No answer in time"),
    Phase(code=after.ANSWERED, label_vi="Đã giải trình", label_en="Explained", clock=ClockMode.STOPPED, ends=True),
    Phase(code=after.LAPSED, label_vi="Không giải trình", label_en="Never explained", clock=ClockMode.STOPPED,
          ends=True),
    Phase(code=after.WITHDRAWN, label_vi="Rút yêu cầu", label_en="Not needed any more", clock=ClockMode.STOPPED,
          ends=True),
)  # fmt: skip
EXPLANATION_MOVES = (
    Move(code="answer", sources=(after.ASKED, after.SILENT), to=after.ANSWERED, permission=ANSWER,
         verb="explanation.answered", label_vi="Giải trình", label_en="Explain", clock=ClockEffect.STOP),
    Move(code="note_silence", sources=(after.ASKED,), to=after.SILENT, permission=CONDUCT,
         verb="explanation.silence_noted", label_vi="Ghi nhận hết hạn, không giải trình",
         label_en="Note that nobody answered"),
    Move(code="lapse", sources=(after.SILENT,), to=after.LAPSED, permission=CONDUCT, verb="explanation.lapsed",
         label_vi="Kết thúc, không có giải trình", label_en="End without an answer", clock=ClockEffect.STOP),
    Move(code="withdraw", sources=(after.ASKED,), to=after.WITHDRAWN, permission=CONDUCT,
         verb="explanation.withdrawn", label_vi="Rút yêu cầu giải trình", label_en="Withdraw",
         clock=ClockEffect.STOP),
)  # fmt: skip

INSPECTION_EXPLANATION = register(
    CaseKind(
        code=after.EXPLANATION, series="GT", label_vi="Giải trình phát hiện kiểm tra",
        label_en="Explanation of a finding", plural_vi="Giải trình phát hiện kiểm tra",
        plural_en="Explanations of findings", lifecycle=Lifecycle(EXPLANATION_PHASES, EXPLANATION_MOVES, after.ASKED),
        route=(Station(code="explain", label_vi="Giải trình", label_en="Explain"),),
        outcomes={
            after.ANSWERED: ("Đã giải trình", "Explained"), after.LAPSED: ("Không giải trình", "Never explained"),
            after.WITHDRAWN: ("Rút yêu cầu", "Not needed any more"),
        },
        panel_template="inspections/_explanation_panel.html", panel_context=explanation_panel,
        tells=told_of_explanation,
        verbs=after.EXPLANATION_VERBS, without=_OWN_WAY,
        acts={"answer": KindAct(run=explaining.explain, may=may_answer, icon="message", rank="first", singly=True)},
    )
)  # fmt: skip

# --- Khắc phục kiến nghị -------------------------------------------------------------------------------------------

REMEDY_PHASES = (
    Phase(code=after.ASSIGNED, label_vi="Đang khắc phục", label_en="Being put right"),
    Phase(code=after.REMEDIED, label_vi="Đã báo cáo, chờ xác nhận", label_en="Reported, waiting for verification",
          clock=ClockMode.PAUSED),
    Phase(code=after.VERIFIED, label_vi="Đã khắc phục", label_en="Put right", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip
REMEDY_MOVES = (
    Move(code="report_remedy", sources=(after.ASSIGNED,), to=after.REMEDIED, permission="casework.case.act",
         verb="remedy.reported", label_vi="Báo cáo khắc phục", label_en="Report the remedy",
         clock=ClockEffect.PAUSE),
    Move(code="verify_remedy", sources=(after.REMEDIED,), to=after.VERIFIED, permission=CONDUCT,
         verb="remedy.verified", label_vi="Xác nhận đã khắc phục", label_en="Verify", clock=ClockEffect.STOP),
    Move(code="send_back", sources=(after.REMEDIED,), to=after.ASSIGNED, permission=CONDUCT, verb="remedy.returned",
         label_vi="Trả lại, yêu cầu khắc phục tiếp", label_en="Send back", clock=ClockEffect.RESUME, ground="return"),
)  # fmt: skip

INSPECTION_REMEDY = register(
    CaseKind(
        code=after.REMEDY, series="KN", label_vi="Khắc phục kiến nghị kiểm tra", label_en="Remedy of an inspection",
        plural_vi="Khắc phục kiến nghị kiểm tra", plural_en="Remedies of inspections",
        lifecycle=Lifecycle(REMEDY_PHASES, REMEDY_MOVES, after.ASSIGNED),
        route=(
            Station(code="carry_out", label_vi="Khắc phục", label_en="Put right"),
            Station(code="verify", label_vi="Xác nhận", label_en="Verify", holder="issuing"),
        ),
        outcomes={after.VERIFIED: ("Đã khắc phục", "Put right")},
        panel_template="inspections/_remedy_panel.html", panel_context=remedy_panel, verbs=after.REMEDY_VERBS,
        without=_OWN_WAY - {"offer", "accept", "take_back"},
        acts={
            "report_remedy": KindAct(run=remedies.report_remedy, may=may_report, icon="send", rank="first",
                                     singly=True),
            "verify_remedy": KindAct(run=remedies.verify_remedy, may=may_verify, icon="rubber-stamp", rank="first",
                                     singly=True),
            "send_back": KindAct(run=remedies.send_back, may=may_verify, icon="arrow-back-up"),
        },
    )
)  # fmt: skip
