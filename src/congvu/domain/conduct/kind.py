"""The kinds of case this room brings: the disciplinary file of a person, the review of responsibility."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.conduct.actions import (
    after,
    deciding,
    meeting,
    opening,
    praising,
    proposing,
    reviewing,
    timing,
)
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.policy.codes import DISCIPLINE, REVIEW
from congvu.domain.conduct.queries.files import DECIDE, HANDLE
from congvu.domain.conduct.queries.panels import discipline_panel, review_panel
from congvu.domain.conduct.queries.praise_panels import praise_panel, proposal_panel
from congvu.domain.conduct.queries.praising import commendation_of
from congvu.domain.conduct.queries.progress import Progress, progress_of
from congvu.domain.conduct.queries.proposals import proposal_of
from congvu.domain.conduct.queries.reviews import may_explain
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, KindAct, Station, Undo, register
from congvu.kernel.casework.models import Case

ACT = "casework.case.act"
_LAW, _PRINCIPLES = "NĐ 172/2025/NĐ-CP, Điều 16", "NĐ 172/2025/NĐ-CP, Điều 2"
_COMPLAINT = "Luật Khiếu nại (chưa kiểm chứng điều, khoản)"

# --- Xử lý kỷ luật -------------------------------------------------------------------------------------------------

PHASES = (
    Phase(code="opened", label_vi="Đang xem xét kỷ luật", label_en="Being considered"),
    Phase(code="proposed", label_vi="Đã trình cấp có thẩm quyền", label_en="Before the deciding authority"),
    Phase(code="postponed", label_vi="Tạm dừng xem xét", label_en="Put off", clock=ClockMode.PAUSED),
    Phase(code="in_effect", label_vi="Quyết định đang có hiệu lực", label_en="Decision in effect",
          clock=ClockMode.PAUSED),
    Phase(code="complained", label_vi="Đang giải quyết khiếu nại", label_en="Complaint pending",
          clock=ClockMode.PAUSED),
    Phase(code="ended", label_vi="Hết hiệu lực quyết định", label_en="Effect has ended", clock=ClockMode.STOPPED,
          ends=True),
    Phase(code="dropped", label_vi="Thôi xem xét", label_en="Dropped", clock=ClockMode.STOPPED, ends=True),
    Phase(code="annulled", label_vi="Quyết định bị hủy bỏ", label_en="Annulled", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip


def _here(code: str, verb: str, vi: str, en: str, **more: Any) -> Move:
    """A step taken while the file is considered; the phase stays."""
    given: dict[str, Any] = {"sources": ("opened",), "to": None, "permission": HANDLE, "legal_basis": _LAW, **more}
    return Move(code=code, verb=f"discipline.{verb}", label_vi=vi, label_en=en, **given)


MOVES = (
    _here("add_breach", "breach_added", "Bổ sung hành vi vi phạm", "Add a breach", legal_basis=_PRINCIPLES),
    _here("hold_review", "reviewed", "Ghi biên bản họp kiểm điểm", "Record the review meeting"),
    _here("form_council", "council_formed", "Thành lập Hội đồng kỷ luật", "Set up the council", permission=DECIDE),
    _here("hold_council", "council_voted", "Ghi kết quả họp Hội đồng kỷ luật", "Record the council's vote"),
    _here("add_paper", "paper_added", "Đưa tài liệu vào hồ sơ", "Add a paper to the file"),
    _here("prolong", "prolonged", "Kéo dài thời hạn (vụ việc phức tạp)", "Prolong (complex matter)",
          sources=("opened", "proposed"), permission=DECIDE, clock=ClockEffect.EXTEND, ground="discipline_complex",
          legal_basis="NĐ 172/2025/NĐ-CP"),
    Move(code="send_file", sources=("opened",), to="proposed", permission=HANDLE, verb="discipline.file_sent",
         label_vi="Trình cấp có thẩm quyền", label_en="Send to the authority", legal_basis=_LAW),
    Move(code="return_file", sources=("proposed",), to="opened", permission=DECIDE, verb="discipline.file_returned",
         label_vi="Trả lại hồ sơ", label_en="Return the file", ground="return"),
    Move(code="postpone", sources=("opened", "proposed"), to="postponed", permission=HANDLE,
         verb="discipline.postponed", label_vi="Tạm dừng xem xét kỷ luật", label_en="Put off",
         clock=ClockEffect.PAUSE, ground="discipline_pause", legal_basis=_PRINCIPLES),
    Move(code="resume", sources=("postponed",), to="opened", permission=HANDLE, verb="discipline.resumed",
         label_vi="Tiếp tục xem xét kỷ luật", label_en="Go on", clock=ClockEffect.RESUME, legal_basis=_PRINCIPLES),
    Move(code="decide", sources=("proposed",), to="in_effect", permission=DECIDE, verb="discipline.decided",
         label_vi="Quyết định kỷ luật", label_en="Decide", clock=ClockEffect.PAUSE, legal_basis=_LAW),
    Move(code="drop", sources=("opened", "proposed"), to="dropped", permission=DECIDE, verb="discipline.dropped",
         label_vi="Thôi xem xét kỷ luật", label_en="Drop the file", clock=ClockEffect.STOP, ground="discipline_drop"),
    Move(code="complain", sources=("in_effect",), to="complained", permission=ACT, verb="discipline.complained",
         label_vi="Khiếu nại quyết định kỷ luật", label_en="Complain", legal_basis=_COMPLAINT),
    Move(code="uphold", sources=("complained",), to="in_effect", permission=DECIDE,
         verb="discipline.complaint_upheld", label_vi="Giữ nguyên quyết định", label_en="Uphold the decision",
         legal_basis=_COMPLAINT),
    Move(code="soften", sources=("complained",), to="in_effect", permission=DECIDE,
         verb="discipline.complaint_softened", label_vi="Sửa đổi, áp dụng hình thức nhẹ hơn",
         label_en="Change to a milder form", legal_basis=_COMPLAINT),
    Move(code="annul", sources=("complained",), to="annulled", permission=DECIDE,
         verb="discipline.complaint_annulled", label_vi="Hủy bỏ quyết định kỷ luật", label_en="Annul the decision",
         clock=ClockEffect.STOP, legal_basis=_COMPLAINT),
    Move(code="end_effect", sources=("in_effect",), to="ended", permission=DECIDE, verb="discipline.effect_ended",
         label_vi="Chấm dứt hiệu lực quyết định", label_en="End of the effect", clock=ClockEffect.STOP),
)  # fmt: skip


def _is_own(actor: Actor, case: Case) -> bool:
    """Whether the file is about the actor; the row comes with the case, asked for once."""
    return actor.official_id is not None and case.discipline.official_id == actor.official_id


def _handles(actor: Actor, case: Case) -> bool:
    return actor.may(HANDLE, case.accountable_agency_id) and not _is_own(actor, case)


def _decides(actor: Actor, case: Case) -> bool:
    return actor.may(DECIDE, case.issuing_agency_id) and not _is_own(actor, case)


def _when(who: Callable[[Actor, Case], bool], ready: Callable[[Progress], bool]) -> Callable[[Actor, Case], bool]:
    """Offered to whom, and only where the file has come so far."""
    return lambda actor, case: who(actor, case) and ready(progress_of(case))


def _concerned(actor: Actor, case: Case) -> bool:
    return _is_own(actor, case) or _handles(actor, case)


def _act(run: object, may: object, icon: str, rank: str = "more", **more: Any) -> KindAct:
    return KindAct(run=run, may=may, icon=icon, rank=rank, singly=True, **more)  # type: ignore[arg-type]


def _paged(run: object, may: object, icon: str, page: str, rank: str = "more", **more: Any) -> KindAct:
    return _act(run, may, icon, rank, page=f"conduct:act_{page}", **more)


_OPEN = ("opened",)
ACTS = {
    "write_self_review": _paged(
        meeting.write_self_review, _when(_is_own, lambda at: not at.reviewed), "edit", "write_self_review", "first",
        phases=_OPEN, label_vi="Viết bản tự kiểm điểm", label_en="Write one's own review",
    ),
    "invite": _paged(
        meeting.invite, _handles, "mail", "invite", phases=_OPEN, label_vi="Mời họp, triệu tập", label_en="Invite"
    ),
    "note_answer": _paged(
        meeting.note_answer, _when(_handles, lambda at: at.awaits_answer), "user-check", "note_answer", phases=_OPEN,
        label_vi="Ghi kết quả mời họp", label_en="Note who came",
    ),
    "hold_review": _paged(
        meeting.hold_review, _when(_handles, lambda at: not at.reviewed), "users", "hold_review", "first"
    ),
    "skip_review": _paged(
        meeting.skip_step, _when(_handles, lambda at: not at.reviewed), "arrow-forward-up", "skip_review", phases=_OPEN,
        ground="discipline_skip_review", label_vi="Không họp kiểm điểm", label_en="No review meeting",
    ),
    "form_council": _paged(
        meeting.form_council, _when(_decides, lambda at: at.reviewed and not at.has_council and not at.voted),
        "users-group", "form_council", "first",
    ),
    "skip_council": _paged(
        meeting.skip_step, _when(_handles, lambda at: not at.has_council and not at.voted), "arrow-forward-up",
        "skip_council", phases=_OPEN,
        ground="discipline_skip_council", label_vi="Không lập Hội đồng kỷ luật", label_en="No council",
    ),
    "hold_council": _paged(
        meeting.hold_council, _when(_handles, lambda at: at.has_council and not at.voted), "checks", "hold_council",
        "first",
    ),
    "conclude_breach": _paged(
        meeting.conclude_breach, _when(_handles, lambda at: not at.concluded), "gavel", "conclude_breach", phases=_OPEN,
        label_vi="Kết luận từng hành vi", label_en="Conclude on a breach",
    ),
    "add_breach": _paged(opening.add_breach, _handles, "plus", "add_breach"),
    "add_paper": _paged(deciding.add_paper, _handles, "file-plus", "add_paper"),
    "note_party": _paged(
        opening.note_party, _handles, "flag", "note_party", phases=_OPEN, label_vi="Ghi nhận kỷ luật đảng",
        label_en="Note a party sanction",
    ),
    "note_defence": _act(
        opening.note_defence, _handles, "shield-check", phases=("opened", "proposed"),
        label_vi="Ghi nhận căn cứ bảo vệ, miễn trách nhiệm", label_en="Note what speaks for the person",
    ),
    "receive_papers": _paged(
        opening.receive_papers, _when(_handles, lambda at: at.awaits_papers), "file-download", "receive_papers",
        phases=_OPEN, label_vi="Nhận hồ sơ cơ quan cũ bàn giao", label_en="Receive the former agency's papers",
    ),
    "prolong": _act(timing.prolong, _when(_decides, lambda at: not at.is_complex), "calendar-time"),
    "note_circumstance": _paged(
        timing.note_circumstance, _concerned, "user-question", "note_circumstance",
        phases=("opened", "proposed", "postponed"), label_vi="Ghi nhận trường hợp chưa xem xét kỷ luật",
        label_en="Note a circumstance that puts it off",
    ),
    "waive": _act(
        timing.waive,
        _when(lambda actor, case: _is_own(actor, case) or _decides(actor, case), lambda at: at.is_put_off),
        "player-play", phases=("opened", "proposed", "postponed"), label_vi="Vẫn xem xét kỷ luật",
        label_en="Go on all the same",
    ),
    "postpone": _act(
        timing.postpone,
        _when(lambda actor, case: _handles(actor, case) or _decides(actor, case), lambda at: at.is_put_off),
        "player-pause",
    ),
    "resume": _act(timing.resume, _handles, "player-play", "first"),
    "send_file": _act(
        deciding.send_file, _when(_handles, lambda at: at.reviewed and at.voted and at.concluded), "send", "first"
    ),
    "return_file": _act(deciding.return_file, _decides, "arrow-back-up"),
    "decide": _paged(deciding.decide, _decides, "gavel", "decide", "first"),
    "drop": _act(deciding.drop, _decides, "ban", "grave"),
    "complain": _paged(after.complain, _is_own, "message", "complain", "first"),
    "uphold": _paged(after.settle_complaint, _decides, "check", "uphold", "first"),
    "soften": _paged(after.settle_complaint, _decides, "arrow-down", "soften"),
    "annul": _paged(after.settle_complaint, _decides, "x", "annul", "grave"),
}

VERBS = {
    "discipline.opened": ("Lập hồ sơ xem xét kỷ luật", "File opened"),
    "discipline.invited": ("Mời họp, triệu tập", "Invited"),
    "discipline.invitation_answered": ("Ghi kết quả mời họp", "Attendance noted"),
    "discipline.self_reviewed": ("Nộp bản tự kiểm điểm", "Own review written"),
    "discipline.step_skipped": ("Bỏ qua bước theo quy định", "Step left out by law"),
    "discipline.breach_concluded": ("Kết luận hành vi vi phạm", "Breach concluded"),
    "discipline.party_noted": ("Ghi nhận kỷ luật đảng", "Party sanction noted"),
    "discipline.defence_noted": ("Ghi nhận căn cứ bảo vệ", "Defence noted"),
    "discipline.papers_received": ("Nhận hồ sơ cơ quan cũ bàn giao", "Former agency's papers received"),
    "discipline.circumstance_noted": ("Ghi nhận trường hợp chưa xem xét kỷ luật", "Circumstance noted"),
    "discipline.circumstance_waived": ("Xem xét dù thuộc trường hợp hoãn", "Circumstance waived"),
    "discipline.time_warned": ("Cảnh báo thời hạn xử lý kỷ luật", "Warned of the time"),
}
#: Times, referrals and access of a disciplinary file go by its own law.
WITHOUT = frozenset({
    "ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress", "consult",
    "refer_upward", "restrict",
})  # fmt: skip
_FINAL = Undo(
    final_vi="Quyết định đã ban hành; chỉ thay đổi qua khiếu nại.",
    final_en="The decision was issued; it changes by a complaint only.",
)


def _seen(actor: Actor, case: Case) -> None:
    """Looking at such a file is noted: who, which, when."""
    if actor.account_id is not None:
        record_view(actor=actor, what=f"conduct.{case.kind}", subject=f"case/{case.code}", now=timezone.now())


def _discipline_panel(actor: Actor, case: Case) -> dict[str, Any]:
    _seen(actor, case)
    return discipline_panel(actor, case, timezone.now())


def _review_panel(actor: Actor, case: Case) -> dict[str, Any]:
    _seen(actor, case)
    return review_panel(actor, case)


DISCIPLINARY_FILE = register(
    CaseKind(
        code=DISCIPLINE, series="KL", label_vi="Hồ sơ xử lý kỷ luật", label_en="Disciplinary file",
        plural_vi="Hồ sơ xử lý kỷ luật", plural_en="Disciplinary files", lifecycle=Lifecycle(PHASES, MOVES, "opened"),
        route=(
            Station(code="handle", label_vi="Kiểm điểm, Hội đồng kỷ luật", label_en="Review and council"),
            Station(code="decide", label_vi="Quyết định", label_en="Decision", holder="issuing"),
            Station(code="carry_out", label_vi="Thi hành", label_en="Carrying out"),
        ),
        outcomes={
            "ended": ("Hết hiệu lực quyết định", "Effect has ended"), "dropped": ("Thôi xem xét", "Dropped"),
            "annulled": ("Quyết định bị hủy bỏ", "Annulled"),
        },
        panel_template="conduct/_discipline_panel.html", panel_context=_discipline_panel, acts=ACTS, verbs=VERBS,
        without=WITHOUT, undo={"discipline.decided": _FINAL, "discipline.complaint_annulled": _FINAL},
    )
)  # fmt: skip

# --- Kiểm điểm trách nhiệm -----------------------------------------------------------------------------------------

REVIEW_PHASES = (
    Phase(code="opened", label_vi="Đang xem xét trách nhiệm", label_en="Opened"),
    Phase(code="asked", label_vi="Chờ giải trình", label_en="Waiting for the explanation"),
    Phase(code="answered", label_vi="Đã giải trình", label_en="Explained"),
    Phase(code="concluded", label_vi="Đã kết luận, theo dõi thực hiện", label_en="Concluded, being followed up",
          clock=ClockMode.PAUSED),
    Phase(code="closed", label_vi="Đã kết thúc", label_en="Closed", clock=ClockMode.STOPPED, ends=True),
    Phase(code="dropped", label_vi="Thôi xem xét", label_en="Dropped", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip
_HEADS = "NĐ 157/2007/NĐ-CP"
REVIEW_MOVES = (
    Move(code="ask_explanation", sources=("opened",), to="asked", permission=HANDLE,
         verb="conduct_review.explanation_asked", label_vi="Yêu cầu giải trình", label_en="Ask for an explanation",
         legal_basis=_HEADS),
    Move(code="answer", sources=("asked", "answered"), to="answered", permission=ACT, verb="conduct_review.explained",
         label_vi="Giải trình", label_en="Explain", legal_basis=_HEADS),
    Move(code="conclude", sources=("asked", "answered"), to="concluded", permission=HANDLE,
         verb="conduct_review.concluded", label_vi="Kết luận trách nhiệm", label_en="Conclude",
         clock=ClockEffect.PAUSE, legal_basis=_HEADS),
    Move(code="follow_up_done", sources=("concluded",), to=None, permission=HANDLE,
         verb="conduct_review.followed_up", label_vi="Ghi nhận việc đã làm xong", label_en="Note what was done"),
    Move(code="close", sources=("concluded",), to="closed", permission=HANDLE, verb="conduct_review.closed",
         label_vi="Kết thúc kiểm điểm", label_en="Close", clock=ClockEffect.STOP),
    Move(code="drop_review", sources=("opened", "asked", "answered"), to="dropped", permission=HANDLE,
         verb="conduct_review.dropped", label_vi="Thôi xem xét trách nhiệm", label_en="Drop the review",
         clock=ClockEffect.STOP, ground="review_drop"),
)  # fmt: skip


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
            "ask_explanation": _act(reviewing.ask_explanation, _reviews, "info-circle", "first"),
            "answer": _act(reviewing.explain, _explains, "message", "first"),
            "conclude": _paged(reviewing.conclude, _reviews, "gavel", "conclude", "first"),
            "follow_up_done": _paged(reviewing.follow_up_done, _reviews, "check", "follow_up_done"),
            "close": _act(reviewing.close_review, _reviews, "archive", "first"),
            "drop_review": _act(reviewing.drop_review, _reviews, "ban", "grave"),
        },
    )
)  # fmt: skip

# --- Khen thưởng; đề xuất đổi mới, sáng tạo ------------------------------------------------------------------------


def _praises(actor: Actor, case: Case) -> bool:
    row = commendation_of(case)
    own = actor.official_id is not None and row.official_id == actor.official_id
    return actor.may(praise.DECIDE_PRAISE, case.issuing_agency_id) and not own


def _is_author(actor: Actor, case: Case) -> bool:
    return actor.official_id is not None and proposal_of(case).official_id == actor.official_id


def _judges(actor: Actor, case: Case) -> bool:
    return actor.may(praise.DECIDE_PROPOSAL, case.issuing_agency_id) and not _is_author(actor, case)


CITATION = register(
    CaseKind(
        code=praise.COMMENDATION, series="TD", label_vi="Khen thưởng", label_en="Commendation",
        plural_vi="Khen thưởng", plural_en="Commendations", lifecycle=praise.PRAISE_LIFE,
        route=(Station(code="decide", label_vi="Quyết định", label_en="Decision", holder="issuing"),),
        outcomes={
            "published": ("Đã khen thưởng, công khai", "Granted and published"),
            "refused": ("Không khen thưởng", "Refused"), "cancelled": ("Đã hủy bỏ, thu hồi", "Cancelled"),
        },
        panel_template="conduct/_praise_panel.html", panel_context=praise_panel, without=WITHOUT,
        verbs={"commendation.proposed": ("Đề nghị khen thưởng", "Proposed")},
        acts={
            "grant": _paged(praising.grant, _praises, "certificate", "grant", "first"),
            "refuse_praise": _act(praising.refuse, _praises, "ban", "more"),
            "publish_praise": _act(praising.publish, _praises, "world", "first"),
            "cancel_granted": _paged(praising.cancel, _praises, "x", "cancel_granted", "grave"),
            "cancel_published": _paged(praising.cancel, _praises, "x", "cancel_published", "grave"),
        },
    )
)  # fmt: skip

INNOVATIVE_PROPOSAL = register(
    CaseKind(
        code=praise.INNOVATION, series="DX", label_vi="Đề xuất đổi mới, sáng tạo", label_en="Innovative proposal",
        plural_vi="Đề xuất đổi mới, sáng tạo", plural_en="Innovative proposals", lifecycle=praise.PROPOSAL_LIFE,
        route=(
            Station(code="appraise", label_vi="Thẩm định, quyết định", label_en="Appraisal", holder="issuing"),
            Station(code="carry_out", label_vi="Thực hiện, đánh giá", label_en="Carrying out"),
        ),
        outcomes={"closed": ("Đã đánh giá kết quả", "Result reviewed"), "rejected": ("Không chấp thuận", "Rejected")},
        panel_template="conduct/_proposal_panel.html", panel_context=proposal_panel, without=WITHOUT,
        verbs={"proposal.submitted": ("Nộp đề xuất, niêm phong nội dung", "Submitted and sealed")},
        acts={
            "revise": _paged(proposing.revise, _is_author, "edit", "revise"),
            "appraise": _paged(proposing.appraise, _judges, "checklist", "appraise", "first"),
            "ask_party": _paged(proposing.ask_party, _judges, "send", "ask_party", "first"),
            "note_opinion": _paged(proposing.note_opinion, _judges, "message", "note_opinion", "first"),
            "approve": _paged(proposing.approve, _judges, "check", "approve", "first"),
            "reject": _act(proposing.reject, _judges, "ban", "grave"),
            "start": _act(proposing.start_running, _is_author, "player-play", "first"),
            "adjust": _paged(proposing.adjust, _judges, "edit", "adjust"),
            "stop": _act(proposing.stop_running, _judges, "player-pause", "grave"),
            "ask_party_result": _paged(proposing.ask_party, _judges, "send", "ask_party_result", "first"),
            "note_result_opinion": _paged(
                proposing.note_opinion, _judges, "message", "note_result_opinion", "first"
            ),
            "review_result": _paged(proposing.review_result, _judges, "checks", "review_result", "first"),
        },
    )
)  # fmt: skip
