"""Trạng thái gửi, nhận: which word of the other side moves an exchange, and never backwards."""

from __future__ import annotations

from congvu.face.connectors.extract import StatusCode
from congvu.face.connectors.models import Exchange

State = Exchange.State

_ORDER = (State.QUEUED, State.SENT, State.ARRIVED, State.ACCEPTED, State.FINISHED)
_SAYS = {
    StatusCode.ARRIVED: State.ARRIVED,
    StatusCode.ACCEPTED: State.ACCEPTED,
    StatusCode.ASSIGNED: State.ACCEPTED,
    StatusCode.IN_PROCESS: State.ACCEPTED,
    StatusCode.FINISHED: State.FINISHED,
}


def may_move(exchange: Exchange, code: str) -> bool:
    """Whether a status of the partner is about this exchange at all: ours that we sent, or a recall of theirs."""
    if exchange.direction == Exchange.Direction.IN:
        return code == StatusCode.RECALL_ASKED and exchange.state in (State.WAITING, State.REGISTERED)
    return code in (*_SAYS, StatusCode.REFUSED, StatusCode.RECALL_AGREED, StatusCode.RECALL_REFUSED)


def state_after(exchange: Exchange, code: str) -> str:
    """The state once the partner said `code`; a late word leaves it, an end stays the end."""
    now = State(exchange.state)
    if exchange.direction == Exchange.Direction.IN or now in (State.RECALLED, State.REFUSED):
        return now
    if code == StatusCode.RECALL_AGREED:
        return State.RECALLED
    if code == StatusCode.REFUSED:
        return State.REFUSED if now is not State.FINISHED else now
    wanted = _SAYS.get(StatusCode(code)) if code in set(StatusCode) else None
    if wanted is None or now not in _ORDER:
        return now
    return max(now, wanted, key=_ORDER.index)
