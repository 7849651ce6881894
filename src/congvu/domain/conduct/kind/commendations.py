"""Khen thưởng: one commendation of a person or a collective."""

from __future__ import annotations

from functools import partial

from congvu.domain.conduct.actions import praising
from congvu.domain.conduct.kind.shared import WITHOUT, act, paged
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries.praise_panels import praise_panel
from congvu.domain.conduct.queries.praising import commendation_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import CaseKind, Follow, Station, register
from congvu.kernel.casework.models import Case


def _praises(actor: Actor, case: Case) -> bool:
    row = commendation_of(case)
    own = actor.official_id is not None and row.official_id == actor.official_id
    return actor.may(praise.DECIDE_PRAISE, case.issuing_agency_id) and not own


def _proposes(actor: Actor, agency_id: int) -> bool:
    return actor.may(praise.PROPOSE_PRAISE, agency_id)


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
            "grant": paged(praising.grant, _praises, "certificate", "grant", "first"),
            "refuse_praise": act(praising.refuse, _praises, "ban", "more"),
            "publish_praise": act(praising.publish, _praises, "world", "first"),
            "cancel_granted": paged(
                partial(praising.cancel, move="cancel_granted"), _praises, "x", "cancel_granted", "grave"
            ),
            "cancel_published": paged(
                partial(praising.cancel, move="cancel_published"), _praises, "x", "cancel_published", "grave"
            ),
        },
        follow=Follow(page="conduct:new_praise", label_vi="Đề nghị khen thưởng", label_en="Propose a commendation",
                      may=_proposes, on_praise=True, icon="certificate"),
    )
)  # fmt: skip
