"""Việc thư ký được làm thay: which kind of act each act on a case is, as the assignment of a secretary names them."""

from __future__ import annotations

from congvu.kernel.casework import kinds

#: Acts every case knows → the kind of act; see `org.policy.SECRETARY_POWERS`.
OF_ACT = {
    "accept": "hand_on", "offer": "hand_on", "take_back": "hand_on", "propose_reassignment": "hand_on",
    "refer_upward": "hand_on", "ask_extension": "report", "progress": "report", "decide_request": "decide",
    "note": "opinion", "explain": "opinion", "consult": "opinion", "urge": "urge",
}  # fmt: skip


def power_of(kind: str, act: str) -> str:
    """The kind of act an act of every case, or one of the kind's own, is; empty for one no secretary may do."""
    own = kinds.get(kind).acts.get(act)
    return own.power if own is not None else OF_ACT.get(act, "")
