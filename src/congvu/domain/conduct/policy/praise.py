"""Vòng đời của khen thưởng và của đề xuất đổi mới, sáng tạo; words of forms and sorts as the rulebook writes them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from congvu.core.lifecycle import ClockEffect, ClockMode, Lifecycle, Move, Phase
from congvu.core.text import nfc

COMMENDATION, INNOVATION = "conduct_commendation", "conduct_proposal"
READ_PRAISE, PROPOSE_PRAISE = "conduct.commendation.read", "conduct.commendation.propose"
DECIDE_PRAISE, SUBMIT, DECIDE_PROPOSAL = (
    "conduct.commendation.decide", "conduct.proposal.submit", "conduct.proposal.decide",
)  # fmt: skip
READ_WORK, WEIGH_WORK = "conduct.work.read", "rules.rule.edit"

#: Kinds of this room, which are no work that is praised or counted; levels of access whose cases may stand in lists.
OWN, OPEN = "conduct_", ("public", "internal")

#: Hình thức, danh hiệu → code; those for persons only, those for collectives only.
FORMS_OF_PRAISE = {
    "Giấy khen": "certificate", "Bằng khen": "merit_certificate", "Lao động tiên tiến": "advanced_worker",
    "Chiến sĩ thi đua cơ sở": "grassroots_fighter", "Chiến sĩ thi đua cấp tỉnh": "provincial_fighter",
    "Tập thể lao động tiên tiến": "advanced_collective", "Tập thể lao động xuất sắc": "excellent_collective",
    "Cờ thi đua cấp tỉnh": "provincial_flag",
}  # fmt: skip
FOR_PERSONS = ("advanced_worker", "grassroots_fighter", "provincial_fighter")
FOR_COLLECTIVES = ("advanced_collective", "excellent_collective", "provincial_flag")
SORTS = {
    "theo công trạng": "merit", "đột xuất": "unscheduled", "theo phong trào": "movement",
    "quá trình cống hiến": "service", "theo niên hạn": "years", "đối ngoại": "foreign",
}  # fmt: skip
UNSCHEDULED = "unscheduled"

PROPOSED, GRANTED, PUBLISHED, REFUSED, CANCELLED = "proposed", "granted", "published", "refused", "cancelled"
_LAW = "Luật Thi đua, khen thưởng 2022 (06/2022/QH15)"

PRAISE_LIFE = Lifecycle(
    (
        Phase(code=PROPOSED, label_vi="Đã đề nghị, chờ quyết định", label_en="Proposed, to be decided"),
        Phase(code=GRANTED, label_vi="Đã quyết định khen thưởng", label_en="Granted"),
        Phase(code=PUBLISHED, label_vi="Đã công khai", label_en="Published", clock=ClockMode.STOPPED, ends=True),
        Phase(code=REFUSED, label_vi="Không khen thưởng", label_en="Refused", clock=ClockMode.STOPPED, ends=True),
        Phase(code=CANCELLED, label_vi="Đã hủy bỏ, thu hồi", label_en="Cancelled and taken back",
              clock=ClockMode.STOPPED, ends=True),
    ),
    (
        Move(code="grant", sources=(PROPOSED,), to=GRANTED, permission=DECIDE_PRAISE, verb="commendation.granted",
             label_vi="Quyết định khen thưởng", label_en="Grant", clock=ClockEffect.NEXT_PHASE,
             legal_basis=_LAW),
        Move(code="refuse_praise", sources=(PROPOSED,), to=REFUSED, permission=DECIDE_PRAISE,
             verb="commendation.refused", label_vi="Không khen thưởng", label_en="Refuse", clock=ClockEffect.STOP,
             ground="praise_refusal"),
        Move(code="publish_praise", sources=(GRANTED,), to=PUBLISHED, permission=DECIDE_PRAISE,
             verb="commendation.published", label_vi="Công khai khen thưởng", label_en="Publish",
             clock=ClockEffect.STOP, legal_basis=_LAW),
        Move(code="cancel_granted", sources=(GRANTED,), to=CANCELLED, permission=DECIDE_PRAISE,
             verb="commendation.cancelled", label_vi="Hủy bỏ, thu hồi khen thưởng", label_en="Cancel and take back",
             clock=ClockEffect.STOP, ground="praise_cancel", legal_basis=f"{_LAW}, Chương VII"),
        Move(code="cancel_published", sources=(PUBLISHED,), to=CANCELLED, permission=DECIDE_PRAISE,
             verb="commendation.taken_back", label_vi="Hủy bỏ, thu hồi khen thưởng đã công khai",
             label_en="Cancel and take back", ground="praise_cancel", legal_basis=f"{_LAW}, Chương VII"),
    ),
    PROPOSED,
)  # fmt: skip

SUBMITTED, APPRAISED, ASKED_PARTY, APPROVED = "submitted", "appraised", "party_asked", "approved"
RUNNING, RESULT_ASKED, CLOSED, REJECTED, STOPPED = "running", "result_asked", "closed", "rejected", "stopped"
_DARE = "NĐ 73/2023/NĐ-CP"


def _step(code: str, sources: tuple[str, ...], to: str | None, verb: str, vi: str, en: str, **more: Any) -> Move:
    given: dict[str, Any] = {"permission": DECIDE_PROPOSAL, "legal_basis": _DARE, **more}
    return Move(code=code, sources=sources, to=to, verb=f"proposal.{verb}", label_vi=vi, label_en=en, **given)


PROPOSAL_LIFE = Lifecycle(
    (
        Phase(code=SUBMITTED, label_vi="Đã nộp, niêm phong nội dung", label_en="Submitted and sealed"),
        Phase(code=APPRAISED, label_vi="Đang thẩm định", label_en="Under appraisal"),
        Phase(code=ASKED_PARTY, label_vi="Xin ý kiến cấp ủy", label_en="Party opinion asked"),
        Phase(code=APPROVED, label_vi="Đã chấp thuận", label_en="Approved"),
        Phase(code=RUNNING, label_vi="Đang thực hiện", label_en="Running"),
        Phase(code=STOPPED, label_vi="Đã dừng, chờ đánh giá", label_en="Stopped, to be reviewed"),
        Phase(code=RESULT_ASKED, label_vi="Xin ý kiến cấp ủy về kết quả", label_en="Party opinion on the result"),
        Phase(code=CLOSED, label_vi="Đã đánh giá kết quả", label_en="Result reviewed", clock=ClockMode.STOPPED,
              ends=True),
        Phase(code=REJECTED, label_vi="Không chấp thuận", label_en="Rejected", clock=ClockMode.STOPPED, ends=True),
    ),
    (
        _step("revise", (SUBMITTED, APPRAISED), None, "revised", "Nộp phiên bản mới", "Hand in a new version",
              permission=SUBMIT),
        _step("appraise", (SUBMITTED, APPRAISED), APPRAISED, "appraised", "Thẩm định điều kiện",
              "Appraise the conditions"),
        _step("ask_party", (APPRAISED,), ASKED_PARTY, "party_asked", "Báo cáo, xin ý kiến cấp ủy",
              "Ask the party committee"),
        _step("note_opinion", (ASKED_PARTY,), None, "party_answered", "Ghi ý kiến cấp ủy", "Note the party's opinion"),
        _step("approve", (ASKED_PARTY,), APPROVED, "approved", "Chấp thuận đề xuất", "Approve",
              clock=ClockEffect.NEXT_PHASE),
        _step("reject", (APPRAISED, ASKED_PARTY), REJECTED, "rejected", "Không chấp thuận", "Reject",
              clock=ClockEffect.STOP, ground="dare_refusal"),
        _step("start", (APPROVED,), RUNNING, "started", "Bắt đầu thực hiện", "Start"),
        _step("adjust", (APPROVED, RUNNING), None, "adjusted", "Điều chỉnh nội dung", "Adjust",
              clock=ClockEffect.NEXT_PHASE),
        _step("stop", (APPROVED, RUNNING), STOPPED, "stopped", "Dừng thực hiện", "Stop", ground="dare_stop"),
        _step("ask_party_result", (RUNNING, STOPPED), RESULT_ASKED, "result_asked", "Xin ý kiến cấp ủy về kết quả",
              "Ask the party about the result"),
        _step("note_result_opinion", (RESULT_ASKED,), None, "result_answered", "Ghi ý kiến cấp ủy về kết quả",
              "Note the opinion on the result"),
        _step("review_result", (RESULT_ASKED,), CLOSED, "result_reviewed", "Đánh giá kết quả", "Review the result",
              clock=ClockEffect.STOP),
    ),
    SUBMITTED,
)  # fmt: skip

#: Hồ sơ đề xuất, NĐ 73/2023/NĐ-CP, Điều 7: (part, fields).
DOSSIER = (
    (1, ("need", "bottleneck")),
    (2, ("tasks", "solutions", "scope", "from_on", "until_on", "resources")),
    (3, ("pros", "cons", "effect")),
)
FIELDS = tuple(name for _part, names in DOSSIER for name in names)


def seal_of(code: str, number: int, values: dict[str, str], before: str = "") -> str:
    """The SHA-256 of a version: code, number, the seal of the version before, then every part, each on lines of its
    own with its length; anybody can compute it again from the printed dossier."""
    lines = ["congvu-proposal-1", code, str(number), before]
    for name in FIELDS:
        text = nfc(values[name]).replace("\r\n", "\n").strip()
        lines += [f"{name} {len(text)}", text]
    return sha256("\n".join(lines).encode()).hexdigest()
