"""What the kinds of this room share: how their acts are offered, that looking is noted, what they do without."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from congvu.domain.conduct.queries.files import HANDLE
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import KindAct
from congvu.kernel.casework.models import Case

#: Times, referrals and access of a disciplinary file go by its own law.
WITHOUT = frozenset({
    "ask_extension", "propose_reassignment", "take_request_back", "decide_request", "progress", "consult",
    "refer_upward", "restrict",
})  # fmt: skip


def act(run: object, may: object, icon: str, rank: str = "more", **more: Any) -> KindAct:
    """An act of the room: of one case only, each says something about one person."""
    return KindAct(run=run, may=may, icon=icon, rank=rank, singly=True, **more)  # type: ignore[arg-type]


def paged(run: object, may: object, icon: str, page: str, rank: str = "more", **more: Any) -> KindAct:
    """An act with a page of its own."""
    return act(run, may, icon, rank, page=f"conduct:act_{page}", **more)


def may_handle(actor: Actor, agency_id: int) -> bool:
    """Whether files and reviews of the agency are opened by the actor."""
    return actor.may(HANDLE, agency_id)


def note_look(actor: Actor, case: Case) -> None:
    """Looking at such a file is noted: who, which, when."""
    if actor.account_id is not None:
        record_view(actor=actor, what=f"conduct.{case.kind}", subject=f"case/{case.code}", now=timezone.now())
