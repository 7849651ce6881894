"""Danh sách văn bản gửi, nhận giữa các hệ thống."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congvu.face.connectors.models import Exchange
from congvu.face.connectors.queries import narrowed
from congvu.kernel.ui import badges, tables

State = Exchange.State
_TONES = {
    State.WAITING: ("wait", "hourglass"), State.REGISTERED: ("ok", "check"), State.QUEUED: ("wait", "clock"),
    State.SENT: ("info", "send"), State.ARRIVED: ("info", "inbox"), State.ACCEPTED: ("ok", "check"),
    State.FINISHED: ("ok", "checks"), State.REFUSED: ("late", "x"), State.RECALLED: ("paused", "arrow-back-up"),
    State.FAILED: ("late", "alert-triangle"),
}  # fmt: skip


def state_badge(exchange: Exchange) -> str:
    """The state as colour, icon and word."""
    tone, icon = _TONES[State(exchange.state)]
    return badges.status(State(exchange.state).label, tone, icon)


def _state(exchange: Exchange, _scope: tables.Scope) -> str:
    return state_badge(exchange)


def _states(direction: str) -> Any:
    inward = (State.WAITING, State.REGISTERED, State.REFUSED, State.RECALLED, State.FAILED)
    return lambda _scope: [
        (state.value, state.label) for state in State
        if (state in inward if direction == "in" else state not in (State.WAITING, State.REGISTERED))
    ]  # fmt: skip


def _filters(direction: str) -> tuple[tables.Filter, ...]:
    return (
        tables.Filter("q", _("Search"), kind=tables.FilterKind.SEARCH, placeholder=_("Number, subject, organisation"),
                      apply=narrowed),
        tables.Filter("state", _("State"), choices=_states(direction), apply=lambda rows, one: rows.filter(state=one)),
        tables.Filter("from", _("From day"), kind=tables.FilterKind.DATE,
                      apply=lambda rows, day: rows.filter(at__date__gte=day)),
        tables.Filter("to", _("To day"), kind=tables.FilterKind.DATE,
                      apply=lambda rows, day: rows.filter(at__date__lte=day)),
    )  # fmt: skip


def _table(name: str, direction: str, caption: Any, partner: Any, empty: Any, empty_text: Any) -> tables.Table:
    return tables.Table(
        name=name, caption=caption, order="-at",
        row_url=lambda exchange: reverse("connectors:exchange", args=[exchange.pk]),
        columns=(
            tables.Column("at", _("Time"), kind=tables.Kind.MOMENT, sort="at", width="fit"),
            tables.Column("code", _("Number, symbol of the document"), kind=tables.Kind.CODE, sort="code"),
            tables.Column("subject", _("Subject"), phone="title", width="wide"),
            tables.Column("partner_name", partner),
            tables.Column("state", _("State"), cell=_state, width="fit"),
            tables.Column("note", _("Note"), phone="hidden"),
        ),
        filters=_filters(direction), empty_title=empty, empty_text=empty_text, empty_icon="transfer",
    )  # fmt: skip


RECEIVED = _table(
    "received-exchanges", "in", _("Documents received from other systems"), _("Sender"), _("Nothing has been received"),
    _("What the document axis brings appears here and waits to be accepted."),
)  # fmt: skip
SENT = _table(
    "sent-exchanges", "out", _("Documents sent to other systems"), _("Receiver"), _("Nothing has been sent"),
    _("Choose an outgoing document and the organisations it goes to."),
)  # fmt: skip
