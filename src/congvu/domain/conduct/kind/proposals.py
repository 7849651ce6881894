"""Đề xuất đổi mới, sáng tạo (NĐ 73/2023/NĐ-CP): the proposal of somebody who dares."""

from __future__ import annotations

from congvu.domain.conduct.actions import proposing
from congvu.domain.conduct.kind.shared import WITHOUT, act, paged
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries.praise_panels import proposal_panel
from congvu.domain.conduct.queries.proposals import proposal_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, Station, register
from congvu.kernel.casework.models import Case


def _is_author(actor: Actor, case: Case) -> bool:
    return actor.official_id is not None and proposal_of(case).official_id == actor.official_id


def _judges(actor: Actor, case: Case) -> bool:
    return actor.may(praise.DECIDE_PROPOSAL, case.issuing_agency_id) and not _is_author(actor, case)


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
            "revise": paged(proposing.revise, _is_author, "edit", "revise"),
            "appraise": paged(proposing.appraise, _judges, "checklist", "appraise", "first"),
            "ask_party": paged(proposing.ask_party, _judges, "send", "ask_party", "first"),
            "note_opinion": paged(proposing.note_opinion, _judges, "message", "note_opinion", "first"),
            "approve": paged(proposing.approve, _judges, "check", "approve", "first"),
            "reject": act(proposing.reject, _judges, "ban", "grave"),
            "start": act(proposing.start_running, _is_author, "player-play", "first"),
            "adjust": paged(proposing.adjust, _judges, "edit", "adjust"),
            "stop": act(proposing.stop_running, _judges, "player-pause", "grave"),
            "ask_party_result": paged(proposing.ask_party, _judges, "send", "ask_party_result", "first"),
            "note_result_opinion": paged(
                proposing.note_opinion, _judges, "message", "note_result_opinion", "first"
            ),
            "review_result": paged(proposing.review_result, _judges, "checks", "review_result", "first"),
        },
    )
)  # fmt: skip
