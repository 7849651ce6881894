"""The kinds of case this room brings: an item of a work programme, and a draft with its rounds."""

from __future__ import annotations

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.programme.actions import changes, drafts, judging, stages
from congvu.domain.programme.queries.panels import draft_panel, item_panel
from congvu.domain.programme.queries.programmes import asked_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, Undo, register
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, orders
from congvu.kernel.casework.queries.states import CONSENT

_REGULATION = "Quy chế làm việc của UBND tỉnh"
_RULES = "NĐ 191/2026/NĐ-CP"
ACT, DECIDE = "casework.case.act", "casework.request.decide"
VERIFY, CONSENTS, JUDGE = stages.VERIFY, changes.CONSENTS, judging.JUDGE
RUNNING = ("drafting", "consulting", "appraising")

ITEM_PHASES = (
    Phase(code="registered", label_vi="Đã đăng ký", label_en="Registered", clock=ClockMode.NOT_STARTED),
    Phase(code="drafting", label_vi="Đang soạn thảo", label_en="Drafting"),
    Phase(code="consulting", label_vi="Đang lấy ý kiến", label_en="In consultation"),
    Phase(code="appraising", label_vi="Đang thẩm định", label_en="In appraisal"),
    Phase(code="submitted", label_vi="Đã trình", label_en="Submitted", clock=ClockMode.PAUSED),
    Phase(code="issued", label_vi="Đã ban hành", label_en="Issued", clock=ClockMode.STOPPED, ends=True),
    Phase(code="withdrawn", label_vi="Đưa ra khỏi chương trình", label_en="Out of the programme",
          clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip

ITEM_MOVES = (
    Move(
        code="admit", sources=("registered",), to="drafting", permission=CONSENTS, verb="programme_item.admitted",
        label_vi="Đưa vào chương trình", label_en="Admit", clock=ClockEffect.START, legal_basis=_REGULATION,
    ),
    Move(
        code="decline", sources=("registered",), to="withdrawn", permission=CONSENTS, verb="programme_item.declined",
        label_vi="Không đưa vào chương trình", label_en="Leave out", clock=ClockEffect.STOP,
        ground="programme_refusal",
    ),
    Move(
        code="to_consultation", sources=("drafting",), to="consulting", permission=ACT,
        verb="programme_item.consulting", label_vi="Chuyển sang lấy ý kiến", label_en="Go to consultation",
    ),
    Move(
        code="to_appraisal", sources=("drafting", "consulting"), to="appraising", permission=ACT,
        verb="programme_item.appraising", label_vi="Chuyển sang thẩm định", label_en="Go to appraisal",
    ),
    Move(
        code="submit", sources=RUNNING, to="submitted", permission=ACT, verb="programme_item.submitted",
        label_vi="Trình", label_en="Submit", clock=ClockEffect.PAUSE, legal_basis=_RULES,
    ),
    Move(
        code="return", sources=("submitted",), to="drafting", permission=VERIFY, verb="programme_item.returned",
        label_vi="Trả lại hồ sơ", label_en="Return", clock=ClockEffect.RESUME, ground="return",
    ),
    Move(
        code="publish", sources=("submitted",), to="issued", permission=VERIFY, verb="programme_item.issued",
        label_vi="Xác nhận đã ban hành", label_en="Confirm it was issued", clock=ClockEffect.STOP,
    ),
    Move(
        code="ask_move", sources=RUNNING, to=None, permission=ACT, verb="programme_item.move_asked",
        label_vi="Đề nghị điều chỉnh thời gian", label_en="Ask to move the date", ground="programme_change",
        legal_basis=_RULES,
    ),
    Move(
        code="ask_stop", sources=RUNNING, to=None, permission=ACT, verb="programme_item.stop_asked",
        label_vi="Đề nghị đưa ra khỏi chương trình", label_en="Ask to stop the item", ground="programme_change",
        legal_basis=_RULES,
    ),
    Move(
        code="move", sources=RUNNING, to=None, permission=CONSENTS, verb="programme_item.moved",
        label_vi="Điều chỉnh thời gian trình", label_en="Date moved", clock=ClockEffect.EXTEND,
    ),
    Move(
        code="stop", sources=RUNNING, to="withdrawn", permission=CONSENTS, verb="programme_item.stopped",
        label_vi="Đưa ra khỏi chương trình", label_en="Stopped", clock=ClockEffect.STOP,
    ),
)  # fmt: skip


def _may_submit(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and not case.asking and holds(actor, case)


def _may_go_on(actor: Actor, case: Case) -> bool:
    return case.transfer_agency_id is None and holds(actor, case)


def _may_judge(permission: str, actor: Actor, case: Case) -> bool:
    did_it = case.doer_official_id is not None and case.doer_official_id == actor.official_id
    return actor.may(permission, case.issuing_agency_id) and not did_it


def _may_verify(actor: Actor, case: Case) -> bool:
    return _may_judge(VERIFY, actor, case)


def _may_judge_draft(actor: Actor, case: Case) -> bool:
    return _may_judge(JUDGE, actor, case)


def _may_ask(actor: Actor, case: Case) -> bool:
    return not case.asking and changes.may_ask(actor, case)


def _may_consent(actor: Actor, case: Case) -> bool:
    return case.asking == CONSENT and actor.may(CONSENTS, case.issuing_agency_id)


def _may_decline(actor: Actor, case: Case) -> bool:
    return not case.asking and actor.may(CONSENTS, case.issuing_agency_id)


def _may_take_back(actor: Actor, case: Case) -> bool:
    return case.asking == CONSENT and holds(actor, case)


_ASKABLE = ("registered", *RUNNING)
ITEM_ACTS = {
    "grant_consent": KindAct(
        run=changes.grant_consent, may=_may_consent, phases=_ASKABLE, icon="check", rank="first",
        label_vi="Đồng ý đề nghị", label_en="Consent",
        power="decide",
    ),
    "refuse_consent": KindAct(
        run=changes.refuse_consent, may=_may_consent, phases=_ASKABLE, icon="x", rank="first",
        ground="programme_refusal", label_vi="Không đồng ý", label_en="Do not consent",
        power="decide",
    ),
    "to_consultation": KindAct(run=stages.to_consultation, may=_may_go_on, icon="messages", power="report"),
    "to_appraisal": KindAct(run=stages.to_appraisal, may=_may_go_on, icon="scale", power="report"),
    "submit": KindAct(run=stages.submit, may=_may_submit, icon="send", rank="first", singly=True, power="report"),
    "return": KindAct(run=stages.return_item, may=_may_verify, icon="arrow-back-up", rank="first", power="verify"),
    "publish": KindAct(
        run=stages.publish, may=_may_verify, icon="rubber-stamp", rank="first", singly=True, power="verify"
    ),
    "ask_move": KindAct(run=changes.ask_move, may=_may_ask, icon="calendar-time", rank="more", power="report"),
    "ask_stop": KindAct(run=changes.ask_stop, may=_may_ask, icon="player-stop", rank="grave", power="report"),
    "take_consent_back": KindAct(
        run=changes.take_consent_back, may=_may_take_back, phases=_ASKABLE, icon="arrow-back-up", rank="more",
        label_vi="Rút đề nghị", label_en="Take the request back",
    ),
    "decline": KindAct(run=changes.decline, may=_may_decline, icon="ban", rank="grave"),
}  # fmt: skip

ITEM_VERBS = {
    "programme_item.registered": ("Đăng ký vào chương trình công tác", "Registered"),
    "programme_item.consent_refused": ("Không đồng ý điều chỉnh", "Change not consented to"),
    "programme_item.consent_taken_back": ("Rút đề nghị điều chỉnh", "Request for a change taken back"),
}

#: What the leader decided, or was issued, stands; the request or the date is changed by the acts made for it.
_ITEM_FINAL = Undo(
    final_vi="Mục đã ban hành hoặc đã đưa ra khỏi chương trình, không hoàn tác được; muốn làm lại thì đề nghị bổ sung "
    "vào chương trình.",
    final_en="The item was issued or taken out of the programme and this cannot be undone; ask for it to be added "
    "again.",
)
_DECIDED = Undo(
    final_vi="Ý kiến đồng ý hoặc trả lại của cấp có thẩm quyền không hoàn tác được; đề nghị điều chỉnh hoặc trình lại.",
    final_en="What the competent authority consented to or returned stands; ask for a change, or submit again.",
)
ITEM_UNDO = {
    "programme_item.consulting": Undo(after=stages.reopen_stages),
    "programme_item.appraising": Undo(after=stages.reopen_stages),
    "programme_item.submitted": Undo(after=stages.reopen_stages),
    "programme_item.issued": _ITEM_FINAL, "programme_item.stopped": _ITEM_FINAL,
    "programme_item.declined": _ITEM_FINAL, "programme_item.admitted": _DECIDED, "programme_item.moved": _DECIDED,
    "programme_item.returned": _DECIDED,
}  # fmt: skip

ITEM = register(
    CaseKind(
        code="programme_item", series="CT", label_vi="Mục chương trình công tác", label_en="Item of a work programme",
        plural_vi="Chương trình công tác", plural_en="Items of work programmes",
        lifecycle=Lifecycle(ITEM_PHASES, ITEM_MOVES, "registered"),
        route=(
            Station(code="register", label_vi="Đăng ký", label_en="Registration"),
            Station(code="draft", label_vi="Soạn thảo", label_en="Drafting"),
            Station(code="consult", label_vi="Lấy ý kiến", label_en="Consultation"),
            Station(code="appraise", label_vi="Thẩm định", label_en="Appraisal"),
            Station(code="submit", label_vi="Trình", label_en="Submission", holder="issuing"),
            Station(code="issue", label_vi="Ban hành", label_en="Issue", holder="issuing"),
        ),
        outcomes={
            "issued": ("Đã ban hành", "Issued"), "withdrawn": ("Đưa ra khỏi chương trình", "Out of the programme"),
        },
        panel_template="programme/_item_panel.html", panel_context=item_panel, acts=ITEM_ACTS,
        verification="publish", verbs=ITEM_VERBS, undo=ITEM_UNDO, waiting_for=asked_of,
        without=frozenset({"ask_extension", "propose_reassignment", "decide_request", "take_request_back"}),
    )
)  # fmt: skip

DRAFT_PHASES = (
    Phase(code="drafting", label_vi="Đang soạn thảo", label_en="Drafting"),
    Phase(code="submitted", label_vi="Đã trình, chờ thẩm tra", label_en="Submitted, being checked",
          clock=ClockMode.PAUSED),
    Phase(code="issued", label_vi="Đã ban hành", label_en="Issued", clock=ClockMode.STOPPED, ends=True),
    Phase(code="withdrawn", label_vi="Thôi soạn thảo", label_en="Withdrawn", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip

DRAFT_MOVES = (
    Move(
        code="submit", sources=("drafting",), to="submitted", permission=ACT, verb="draft.submitted",
        label_vi="Trình dự thảo", label_en="Submit the draft", clock=ClockEffect.PAUSE,
    ),
    Move(
        code="return", sources=("submitted",), to="drafting", permission=JUDGE, verb="draft.returned",
        label_vi="Trả lại dự thảo", label_en="Return the draft", clock=ClockEffect.RESUME, ground="draft_error",
    ),
    Move(
        code="finish", sources=("submitted",), to="issued", permission=JUDGE, verb="draft.finished",
        label_vi="Chấp nhận, ban hành", label_en="Accept and issue", clock=ClockEffect.STOP,
    ),
    Move(
        code="withdraw", sources=("drafting", "submitted"), to="withdrawn", permission=DECIDE, verb="draft.withdrawn",
        label_vi="Thôi soạn thảo", label_en="Withdraw", clock=ClockEffect.STOP, ground="withdrawal",
    ),
)  # fmt: skip

DRAFT_ACTS = {
    "submit": KindAct(run=drafts.submit_draft, may=_may_go_on, icon="send", rank="first", power="report"),
    "add_version": KindAct(
        run=drafts.add_version, may=_may_go_on, phases=("drafting",), icon="file-upload", rank="more",
        label_vi="Đưa phiên bản mới lên", label_en="Add a version",
    ),
    "return": KindAct(
        run=judging.return_for_one, may=_may_judge_draft, icon="arrow-back-up", rank="first",
        page="programme:draft_return",
        power="verify",
    ),
    "finish": KindAct(
        run=judging.finish_draft, may=_may_judge_draft, icon="rubber-stamp", rank="first",
        page="programme:draft_finish",
        power="verify",
    ),
    "withdraw": KindAct(run=judging.withdraw_draft, may=orders, icon="ban", rank="grave", power="order"),
}  # fmt: skip

_DRAFT_FINAL = Undo(
    final_vi="Việc trả lại, chấp nhận hoặc thôi soạn thảo đã ghi vào nhật ký tham mưu, không hoàn tác được.",
    final_en="A return, an acceptance or a withdrawal stands in the drafting journal and cannot be undone.",
)
DRAFT_UNDO = {
    "draft.submitted": Undo(after=drafts.forget_submission), "draft.returned": _DRAFT_FINAL,
    "draft.finished": _DRAFT_FINAL, "draft.withdrawn": _DRAFT_FINAL,
}  # fmt: skip

DRAFT = register(
    CaseKind(
        code="document_draft", series="DT", label_vi="Dự thảo văn bản", label_en="Draft", plural_vi="Dự thảo văn bản",
        plural_en="Drafts", lifecycle=Lifecycle(DRAFT_PHASES, DRAFT_MOVES, "drafting"),
        route=(
            Station(code="draft", label_vi="Soạn thảo", label_en="Drafting"),
            Station(code="check", label_vi="Thẩm tra", label_en="Check", holder="issuing"),
            Station(code="issue", label_vi="Ban hành", label_en="Issue", holder="issuing"),
        ),
        outcomes={"issued": ("Đã ban hành", "Issued"), "withdrawn": ("Thôi soạn thảo", "Withdrawn")},
        panel_template="programme/_draft_panel.html", panel_context=draft_panel, acts=DRAFT_ACTS,
        verification="finish", undo=DRAFT_UNDO,
        verbs={
            "draft.opened": ("Mở dự thảo", "Draft opened"),
            "draft.version_added": ("Đưa phiên bản mới lên", "Version added"),
        },
    )
)  # fmt: skip
