"""Hồ sơ xử lý kỷ luật: its phases, moves, and which act is offered to whom when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import timezone

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.domain.conduct.actions import after, deciding, meeting, opening, suspending, timing
from congvu.domain.conduct.kind.shared import WITHOUT, act, may_handle, note_look, paged
from congvu.domain.conduct.policy.codes import DISCIPLINE
from congvu.domain.conduct.queries.files import DECIDE, HANDLE
from congvu.domain.conduct.queries.panels import discipline_panel
from congvu.domain.conduct.queries.progress import Progress, progress_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, Follow, Station, Undo, register
from congvu.kernel.casework.models import Case

_LAW, _PRINCIPLES = "NĐ 172/2025/NĐ-CP, Điều 16", "NĐ 172/2025/NĐ-CP, Điều 2"
_SUSPENSION = "Luật Cán bộ, công chức; Luật Viên chức (chưa kiểm chứng điều, khoản)"
_COMPLAINT = "Luật Khiếu nại (chưa kiểm chứng điều, khoản)"

PHASES = (
    Phase(code="opened", label_vi="Đang xem xét kỷ luật", label_en="Being considered"),
    Phase(code="proposed", label_vi="Đã trình cấp có thẩm quyền", label_en="Before the deciding authority"),
    Phase(code="postponed", label_vi="Tạm dừng xem xét", label_en="Put off", clock=ClockMode.PAUSED),
    Phase(code="in_effect", label_vi="Quyết định đang có hiệu lực", label_en="Decision in effect"),
    Phase(code="complained", label_vi="Đang giải quyết khiếu nại", label_en="Complaint pending"),
    Phase(code="ended", label_vi="Hết hiệu lực quyết định", label_en="Effect has ended", clock=ClockMode.STOPPED,
          ends=True),
    Phase(code="dropped", label_vi="Thôi xem xét", label_en="Dropped", clock=ClockMode.STOPPED, ends=True),
    Phase(code="annulled", label_vi="Quyết định bị hủy bỏ", label_en="Annulled", clock=ClockMode.STOPPED, ends=True),
)  # fmt: skip


_UNDECIDED = ("opened", "proposed", "postponed")


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
    _here("suspend", "suspended", "Tạm đình chỉ công tác", "Suspend from work", sources=_UNDECIDED, permission=DECIDE,
          ground="discipline_suspend", legal_basis=_SUSPENSION),
    _here("prolong_suspension", "suspension_prolonged", "Kéo dài tạm đình chỉ công tác", "Make the suspension longer",
          sources=_UNDECIDED, permission=DECIDE, legal_basis=_SUSPENSION),
    _here("lift_suspension", "suspension_lifted", "Chấm dứt tạm đình chỉ công tác", "Lift the suspension",
          sources=_UNDECIDED, permission=DECIDE, ground="suspension_lift", legal_basis=_SUSPENSION),
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
         label_vi="Quyết định kỷ luật", label_en="Decide", clock=ClockEffect.NEXT_PHASE, legal_basis=_LAW),
    Move(code="drop", sources=("opened", "proposed"), to="dropped", permission=DECIDE, verb="discipline.dropped",
         label_vi="Thôi xem xét kỷ luật", label_en="Drop the file", clock=ClockEffect.STOP, ground="discipline_drop"),
    Move(code="complain", sources=("in_effect",), to="complained", permission="casework.case.act",
         verb="discipline.complained", label_vi="Khiếu nại quyết định kỷ luật", label_en="Complain",
         clock=ClockEffect.NEXT_PHASE, legal_basis=_COMPLAINT),
    Move(code="uphold", sources=("complained",), to="in_effect", permission=DECIDE,
         verb="discipline.complaint_upheld", label_vi="Giữ nguyên quyết định", label_en="Uphold the decision",
         clock=ClockEffect.NEXT_PHASE, legal_basis=_COMPLAINT),
    Move(code="soften", sources=("complained",), to="in_effect", permission=DECIDE,
         verb="discipline.complaint_softened", label_vi="Sửa đổi, áp dụng hình thức nhẹ hơn",
         label_en="Change to a milder form", clock=ClockEffect.NEXT_PHASE, legal_basis=_COMPLAINT),
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


_OPEN = ("opened",)
ACTS = {
    "write_self_review": paged(
        meeting.write_self_review, _when(_is_own, lambda at: not at.reviewed), "edit", "write_self_review", "first",
        phases=_OPEN, label_vi="Viết bản tự kiểm điểm", label_en="Write one's own review",
    ),
    "invite": paged(
        meeting.invite, _handles, "mail", "invite", phases=_OPEN, label_vi="Mời họp, triệu tập", label_en="Invite"
    ),
    "note_answer": paged(
        meeting.note_answer, _when(_handles, lambda at: at.awaits_answer), "user-check", "note_answer", phases=_OPEN,
        label_vi="Ghi kết quả mời họp", label_en="Note who came",
    ),
    "hold_review": paged(
        meeting.hold_review, _when(_handles, lambda at: not at.reviewed), "users", "hold_review", "first"
    ),
    "skip_review": paged(
        partial(meeting.skip_step, step="review"), _when(_handles, lambda at: not at.reviewed), "arrow-forward-up",
        "skip_review", phases=_OPEN,
        ground="discipline_skip_review", label_vi="Không họp kiểm điểm", label_en="No review meeting",
    ),
    "form_council": paged(
        meeting.form_council, _when(_decides, lambda at: at.reviewed and not at.has_council and not at.voted),
        "users-group", "form_council", "first",
    ),
    "skip_council": paged(
        partial(meeting.skip_step, step="council"),
        _when(_handles, lambda at: not at.has_council and not at.voted), "arrow-forward-up",
        "skip_council", phases=_OPEN,
        ground="discipline_skip_council", label_vi="Không lập Hội đồng kỷ luật", label_en="No council",
    ),
    "hold_council": paged(
        meeting.hold_council, _when(_handles, lambda at: at.has_council and not at.voted), "checks", "hold_council",
        "first",
    ),
    "conclude_breach": paged(
        meeting.conclude_breach, _when(_handles, lambda at: not at.concluded), "gavel", "conclude_breach", phases=_OPEN,
        label_vi="Kết luận từng hành vi", label_en="Conclude on a breach",
    ),
    "add_breach": paged(opening.add_breach, _handles, "plus", "add_breach"),
    "add_paper": paged(deciding.add_paper, _handles, "file-plus", "add_paper"),
    "note_party": paged(
        opening.note_party, _handles, "flag", "note_party", phases=_OPEN, label_vi="Ghi nhận kỷ luật đảng",
        label_en="Note a party sanction",
    ),
    "note_defence": act(
        opening.note_defence, _handles, "shield-check", phases=("opened", "proposed"),
        label_vi="Ghi nhận căn cứ bảo vệ, miễn trách nhiệm", label_en="Note what speaks for the person",
    ),
    "receive_papers": paged(
        opening.receive_papers, _when(_handles, lambda at: at.awaits_papers), "file-download", "receive_papers",
        phases=_OPEN, label_vi="Nhận hồ sơ cơ quan cũ bàn giao", label_en="Receive the former agency's papers",
    ),
    "prolong": act(timing.prolong, _when(_decides, lambda at: not at.is_complex), "calendar-time"),
    "suspend": paged(suspending.suspend, _when(_decides, lambda at: not at.was_suspended), "player-pause", "suspend"),
    "prolong_suspension": paged(
        suspending.prolong_suspension, _when(_decides, lambda at: at.may_be_longer), "calendar-time",
        "prolong_suspension",
    ),
    "lift_suspension": paged(
        suspending.lift_suspension, _when(_decides, lambda at: at.is_suspended), "player-play", "lift_suspension"
    ),
    "note_circumstance": paged(
        timing.note_circumstance, _concerned, "user-question", "note_circumstance",
        phases=_UNDECIDED, label_vi="Ghi nhận trường hợp chưa xem xét kỷ luật",
        label_en="Note a circumstance that puts it off",
    ),
    "waive": act(
        timing.waive,
        _when(lambda actor, case: _is_own(actor, case) or _decides(actor, case), lambda at: at.is_put_off),
        "player-play", phases=_UNDECIDED, label_vi="Vẫn xem xét kỷ luật",
        label_en="Go on all the same",
    ),
    "postpone": act(
        timing.postpone,
        _when(lambda actor, case: _handles(actor, case) or _decides(actor, case), lambda at: at.is_put_off),
        "player-pause",
    ),
    "resume": act(timing.resume, _handles, "player-play", "first"),
    "send_file": act(
        deciding.send_file, _when(_handles, lambda at: at.reviewed and at.voted and at.concluded), "send", "first"
    ),
    "return_file": act(deciding.return_file, _decides, "arrow-back-up"),
    "decide": paged(deciding.decide, _decides, "gavel", "decide", "first"),
    "drop": act(deciding.drop, _decides, "ban", "grave"),
    "complain": paged(after.complain, _is_own, "message", "complain", "first"),
    "uphold": paged(partial(after.settle_complaint, move="uphold"), _decides, "check", "uphold", "first"),
    "soften": paged(partial(after.settle_complaint, move="soften"), _decides, "arrow-down", "soften"),
    "annul": paged(partial(after.settle_complaint, move="annul"), _decides, "x", "annul", "grave"),
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
    "discipline.suspension_warned": ("Sắp hết hạn tạm đình chỉ công tác", "Suspension ends soon"),
    "discipline.suspension_over": ("Hết hạn tạm đình chỉ công tác", "Suspension is over"),
    "discipline.time_warned": ("Cảnh báo thời hạn xử lý kỷ luật", "Warned of the time"),
}
_FINAL = Undo(
    final_vi="Quyết định đã ban hành; chỉ thay đổi qua khiếu nại.",
    final_en="The decision was issued; it changes by a complaint only.",
)


def _discipline_panel(actor: Actor, case: Case) -> dict[str, Any]:
    note_look(actor, case)
    return discipline_panel(actor, case, timezone.now())


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
        follow=Follow(page="conduct:new_file", label_vi="Mở hồ sơ kỷ luật", label_en="Open a disciplinary file",
                      may=may_handle, icon="gavel"),
    )
)  # fmt: skip
