"""The kinds of case this room brings: a dossier, and a part of one that another agency works on beside it."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.onestop.actions import (
    apologising,
    asking_again,
    branches,
    ending,
    paying,
    routing,
    submitting,
    supplementing,
)
from congvu.domain.onestop.policy import codes
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.lists import asked_of
from congvu.domain.onestop.queries.panels import allotted_by_unit, dossier_panel, part_panel, part_route, route_of
from congvu.domain.onestop.queries.said import evaluations_said
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, Undo, register
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, leads
from congvu.kernel.casework.queries.states import CONSENT

_NEW, _OLD = "NĐ 118/2025/NĐ-CP", "NĐ 61/2018/NĐ-CP"

PHASES = (
    Phase(code="submitted", label_vi="Mới đăng ký, chờ tiếp nhận", label_en="Submitted, waiting for acceptance",
          clock=ClockMode.NOT_STARTED),
    Phase(code="asked_before", label_vi="Yêu cầu bổ sung trước khi tiếp nhận",
          label_en="Supplement asked before acceptance", clock=ClockMode.NOT_STARTED),
    Phase(code="received", label_vi="Được tiếp nhận", label_en="Received"),
    Phase(code="processing", label_vi="Đang xử lý", label_en="In process"),
    Phase(code="supplement", label_vi="Chờ bổ sung giấy tờ", label_en="Waiting for papers", clock=ClockMode.PAUSED),
    Phase(code="payment", label_vi="Chờ thực hiện nghĩa vụ tài chính", label_en="Waiting for the financial obligation",
          clock=ClockMode.PAUSED),
    Phase(code="settled", label_vi="Đã xử lý xong, chờ trả kết quả", label_en="Processed, result to be returned",
          clock=ClockMode.PAUSED),
    Phase(code="returned", label_vi="Đã trả kết quả", label_en="Result returned", clock=ClockMode.STOPPED, ends=True),
    Phase(code="not_accepted", label_vi="Không được tiếp nhận", label_en="Not accepted", clock=ClockMode.STOPPED,
          ends=True),
    Phase(code="withdrawn", label_vi="Dừng theo yêu cầu của người nộp", label_en="Stopped at the applicant's wish",
          clock=ClockMode.STOPPED, ends=True),
    Phase(code="stopped", label_vi="Dừng xử lý, không bổ sung hồ sơ", label_en="Closed, never completed",
          clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip

ACT, RECEIVE, SIGN = "casework.case.act", desks.RECEIVE, desks.SIGN
RUNNING = ("received", "processing")
BEFORE_RESULT = ("submitted", "asked_before", "received", "processing", "supplement", "payment")

MOVES = (
    Move(code="accept_submission", sources=("submitted",), to="received", permission=RECEIVE, verb="dossier.accepted",
         label_vi="Tiếp nhận hồ sơ", label_en="Accept the submission", clock=ClockEffect.START, legal_basis=_NEW),
    Move(code="decline_submission", sources=("submitted",), to="not_accepted", permission=RECEIVE,
         verb="dossier.not_accepted", label_vi="Từ chối tiếp nhận", label_en="Decline the submission",
         clock=ClockEffect.STOP, ground="dossier_refusal", legal_basis=_NEW),
    Move(code="ask_before", sources=("submitted",), to="asked_before", permission=RECEIVE,
         verb="dossier.supplement_asked", label_vi="Yêu cầu bổ sung, hoàn thiện hồ sơ", label_en="Ask for papers",
         legal_basis=_NEW),
    Move(code="supplemented_before", sources=("asked_before",), to="submitted", permission=RECEIVE,
         verb="dossier.supplemented", label_vi="Nhận giấy tờ bổ sung", label_en="Take the papers in"),
    Move(code="forward", sources=RUNNING, to="processing", permission=ACT, verb="dossier.forwarded",
         label_vi="Chuyển bước tiếp theo", label_en="Hand on to the next station"),
    Move(code="send_back", sources=RUNNING, to="processing", permission=ACT, verb="dossier.sent_back",
         label_vi="Trả lại bước trước", label_en="Send back to the station before", ground="return"),
    Move(code="ask_supplement", sources=RUNNING, to="supplement", permission=ACT, verb="dossier.supplement_asked",
         label_vi="Yêu cầu bổ sung, hoàn thiện hồ sơ", label_en="Ask for papers", clock=ClockEffect.PAUSE,
         legal_basis=_NEW),
    Move(code="ask_again", sources=RUNNING, to="supplement", permission=SIGN, verb="dossier.supplement_asked",
         label_vi="Phê duyệt yêu cầu bổ sung thêm", label_en="Approve another request for papers",
         clock=ClockEffect.PAUSE, ground="second_supplement", legal_basis=_NEW),
    Move(code="receive_supplement", sources=("supplement",), to="processing", permission=ACT,
         verb="dossier.supplemented", label_vi="Nhận giấy tờ bổ sung", label_en="Take the papers in",
         clock=ClockEffect.RESTART, legal_basis=_OLD),
    Move(code="close_incomplete", sources=("asked_before", "supplement"), to="stopped", permission=ACT,
         verb="dossier.closed_incomplete", label_vi="Đóng hồ sơ không được bổ sung", label_en="Close, never completed",
         clock=ClockEffect.STOP, legal_basis=_NEW),
    Move(code="request_payment", sources=RUNNING, to="payment", permission=ACT, verb="dossier.payment_asked",
         label_vi="Yêu cầu thực hiện nghĩa vụ tài chính", label_en="Ask for the financial obligation",
         clock=ClockEffect.PAUSE),
    Move(code="confirm_payment", sources=("payment",), to="processing", permission=ACT, verb="dossier.paid",
         label_vi="Xác nhận đã nộp tiền", label_en="Confirm the payment", clock=ClockEffect.NEXT_PHASE),
    Move(code="draft_apology", sources=RUNNING, to=None, permission=ACT, verb="dossier.apology_drafted",
         label_vi="Dự thảo xin lỗi, hẹn lại ngày trả", label_en="Draft an apology", ground="lateness",
         legal_basis=_OLD),
    Move(code="sign_apology", sources=RUNNING, to=None, permission=SIGN, verb="dossier.apologised",
         label_vi="Ký văn bản xin lỗi", label_en="Sign the apology", clock=ClockEffect.EXTEND, legal_basis=_OLD),
    Move(code="settle", sources=RUNNING, to="settled", permission=ACT, verb="dossier.settled",
         label_vi="Có kết quả, chuyển trả", label_en="Record the result", clock=ClockEffect.PAUSE),
    Move(code="refuse", sources=RUNNING, to="settled", permission=ACT, verb="dossier.refused",
         label_vi="Từ chối giải quyết", label_en="Refuse", clock=ClockEffect.PAUSE, ground="dossier_refusal",
         legal_basis=_OLD),
    Move(code="return_result", sources=("settled",), to="returned", permission=RECEIVE, verb="dossier.returned",
         label_vi="Trả kết quả", label_en="Return the result", clock=ClockEffect.STOP, legal_basis=_NEW),
    Move(code="stop_at_wish", sources=BEFORE_RESULT, to="withdrawn", permission=RECEIVE, verb="dossier.withdrawn",
         label_vi="Dừng theo yêu cầu của người nộp", label_en="Stop at the applicant's wish", clock=ClockEffect.STOP,
         legal_basis=_NEW),
)  # fmt: skip


def _here(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and not case.asking and holds(actor, case)


def _at_desk(actor: Actor, case: Case) -> bool:
    """The desk that received the dossier orders it; whoever receives there speaks for the applicant."""
    return actor.may(RECEIVE, case.issuing_agency_id)


def _desk_or_holder(actor: Actor, case: Case) -> bool:
    return _at_desk(actor, case) or holds(actor, case)


def _signs(actor: Actor, case: Case) -> bool:
    return leads(actor, case.accountable_agency_id) and actor.may(SIGN, case.accountable_agency_id)


def _may_drop(actor: Actor, case: Case) -> bool:
    return case.asking == CONSENT and (_signs(actor, case) or holds(actor, case))


def _returns(actor: Actor, case: Case) -> bool:
    return actor.may(RECEIVE, case.holder_agency_id)


def _act(run: object, may: object, icon: str, rank: str = "more", **more: object) -> KindAct:
    return KindAct(run=run, may=may, icon=icon, rank=rank, **more)  # type: ignore[arg-type]


ACTS = {
    "accept_submission": _act(submitting.accept_submission, _at_desk, "check", "first"),
    "ask_before": _act(supplementing.ask_before, _at_desk, "file-plus", singly=True, page="onestop:act_ask_before"),
    "supplemented_before": _act(supplementing.supplemented_before, _at_desk, "file-check", "first", singly=True),
    "decline_submission": _act(submitting.decline_submission, _at_desk, "ban", "grave"),
    "forward": _act(routing.forward, _here, "arrow-right", "first", power="report", page="onestop:act_forward"),
    "settle": _act(ending.settle, _here, "rubber-stamp", "first", power="verify", page="onestop:act_settle"),
    "return_result": _act(ending.return_result, _returns, "checks", "first"),
    "receive_supplement": _act(supplementing.receive_supplement, _desk_or_holder, "file-check", "first", singly=True),
    "confirm_payment": _act(paying.confirm_payment, _desk_or_holder, "cash", "first", singly=True),
    "sign_apology": _act(apologising.sign_apology, _signs, "signature", "first", power="order"),
    "send_back": _act(routing.send_back, _here, "arrow-back-up", power="verify", page="onestop:act_send_back"),
    "ask_supplement": _act(supplementing.ask_supplement, _here, "file-plus", singly=True,
                           page="onestop:act_ask_supplement"),
    "ask_again": _act(supplementing.ask_again, _signs, "file-plus", singly=True, page="onestop:act_ask_again"),
    "drop_proposal": _act(asking_again.drop_proposal, _may_drop, "x", label_vi="Không yêu cầu bổ sung thêm",
                          label_en="Do not ask for papers again", phases=RUNNING, singly=True),
    "request_payment": _act(paying.request_payment, _here, "cash", singly=True, page="onestop:act_request_payment"),
    "draft_apology": _act(apologising.draft_apology, _here, "mail", singly=True, page="onestop:act_draft_apology"),
    "refuse": _act(ending.refuse, _here, "ban", "grave", singly=True, page="onestop:act_refuse"),
    "close_incomplete": _act(ending.close_incomplete, _desk_or_holder, "archive", "grave"),
    "stop_at_wish": _act(ending.stop_at_wish, _at_desk, "player-stop", "grave", singly=True),
}  # fmt: skip

#: A dossier has promises, apologies and requests of its own, laid down by law.
WITHOUT = frozenset({"ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress"})

_FINAL = Undo(
    final_vi="Việc này đã báo cho người nộp hồ sơ hoặc đã có giấy tờ phát hành, không hoàn tác được.",
    final_en="The applicant has been told, or a slip has been issued; this cannot be undone.",
)

DOSSIER = register(
    CaseKind(
        code=codes.DOSSIER, series="HS", label_vi="Hồ sơ thủ tục hành chính", label_en="Dossier",
        plural_vi="Hồ sơ thủ tục hành chính", plural_en="Dossiers", lifecycle=Lifecycle(PHASES, MOVES, "submitted"),
        route=(Station(code="desk", label_vi="Bộ phận Một cửa", label_en="One-stop desk"),), own_route=route_of,
        outcomes={
            "returned": ("Đã trả kết quả", "Result returned"), "granted": ("Đã giải quyết", "Granted"),
            "refused": ("Từ chối giải quyết", "Refused"), "not_accepted": ("Không được tiếp nhận", "Not accepted"),
            "withdrawn": ("Dừng theo yêu cầu của người nộp", "Stopped at the applicant's wish"),
            "stopped": ("Dừng, không bổ sung hồ sơ", "Closed, never completed"),
        },
        panel_template="onestop/_dossier_panel.html", panel_context=dossier_panel, allotted=allotted_by_unit,
        feed="onestop.feed_portal", waiting_for=asked_of,
        limits={"accept": "onestop.accept_within"}, acts=ACTS, without=WITHOUT,
        verbs={
            "dossier.received": ("Tiếp nhận hồ sơ", "Received"),
            "dossier.submitted": ("Nộp trực tuyến", "Submitted online"),
            "dossier.split": ("Giao xử lý song song", "Given to several agencies side by side"),
            "dossier.fee_taken": ("Thu phí, lệ phí", "Fee taken"),
            "dossier.fee_cancelled": ("Hủy biên lai", "Receipt cancelled"),
            "dossier.paper_sent": ("Chuyển hồ sơ giấy", "Paper sent"),
            "dossier.paper_received": ("Nhận hồ sơ giấy", "Paper received"),
            "dossier.evaluated": ("Người nộp đánh giá", "Evaluated by the applicant"),
            "dossier.evaluation_completed": ("Người nộp trả lời thêm", "Further answers of the applicant"),
            "dossier.rating_offered": ("Mời đánh giá trên thiết bị", "Asked to evaluate at a device"),
            "dossier.second_proposed": ("Đề nghị yêu cầu bổ sung thêm", "Another request for papers proposed"),
            "dossier.second_dropped": ("Không yêu cầu bổ sung thêm", "No further request for papers"),
            "dossier.collect_reminded": ("Nhắc người nộp đến nhận kết quả", "Reminded to fetch the result"),
            "dossier.payment_reminded": ("Nhắc thực hiện nghĩa vụ tài chính", "Reminded of the payment"),
            "dossier.close_proposed": ("Đề xuất đóng: quá hạn bổ sung hồ sơ", "Proposed to close: never completed"),
        },
        undo={"dossier.settled": _FINAL, "dossier.returned": _FINAL, "dossier.refused": _FINAL},
        says=evaluations_said,
    )
)  # fmt: skip

PART = register(
    CaseKind(
        code=codes.PART, series="HP", label_vi="Phần việc của hồ sơ", label_en="Part of a dossier",
        plural_vi="Phần việc của hồ sơ", plural_en="Parts of dossiers",
        lifecycle=Lifecycle(
            (
                Phase(code="running", label_vi="Đang xử lý song song", label_en="Worked on side by side"),
                Phase(code="done", label_vi="Đã xong", label_en="Done", clock=ClockMode.STOPPED, ends=True),
                Phase(code="silent", label_vi="Quá hạn không trả lời, coi như đồng ý",
                      label_en="Silent, counts as agreed", clock=ClockMode.STOPPED, ends=True),
                Phase(code="withdrawn", label_vi="Thôi thực hiện", label_en="Withdrawn", clock=ClockMode.STOPPED,
                      ends=True),
            ),
            (
                Move(code="hand_on_part", sources=("running",), to=None, permission=ACT, verb="dossier_part.handed_on",
                     label_vi="Chuyển bước tiếp theo", label_en="Hand on to the next station"),
                Move(code="finish_part", sources=("running",), to="done", permission=ACT, verb="dossier_part.finished",
                     label_vi="Hoàn thành phần việc", label_en="Finish the part", clock=ClockEffect.STOP),
                Move(code="fall_silent", sources=("running",), to="silent", permission=ACT,
                     verb="dossier_part.fell_silent", label_vi="Quá hạn không trả lời, coi như đồng ý",
                     label_en="No answer in time, counts as agreed", clock=ClockEffect.STOP),
                Move(code="take_part_back", sources=("running",), to="withdrawn", permission=ACT,
                     verb="dossier_part.taken_back", label_vi="Thu lại phần việc", label_en="Take the part back",
                     clock=ClockEffect.STOP, ground="withdrawal"),
            ),
            "running",
        ),
        route=(Station(code="part", label_vi="Xử lý", label_en="Work"),), own_route=part_route,
        outcomes={
            "done": ("Đã xong", "Done"), "withdrawn": ("Thôi thực hiện", "Withdrawn"),
            "silent": ("Im lặng, coi như đồng ý", "Silent, counts as agreed"),
        },
        panel_template="onestop/_part_panel.html", panel_context=part_panel, allotted=allotted_by_unit,
        limits={"accept": "onestop.accept_within"},
        acts={
            "hand_on_part": _act(branches.hand_on_part, _here, "arrow-right", "first", power="report"),
            "finish_part": _act(branches.finish_part, _here, "check", "first", power="report"),
            "take_part_back": _act(
                branches.take_part_back, lambda actor, case: actor.may(ACT, case.issuing_agency_id), "ban", "grave"
            ),
        },
        without=WITHOUT,
        verbs={"dossier_part.opened": ("Giao phần việc", "Part given")},
    )
)  # fmt: skip
