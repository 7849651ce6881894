"""Việc phát sinh: what one case tells another line of work, which cases may be opened on it, which have been."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.policy import may_see


def told_by(actor: Actor, code: str, part: str = "") -> Fact | None:
    """What the case of this code tells the actor; None without a code, NotFound where there is nothing for him.

    The case itself may be closed to him: its kind says which of its parts are his to know.
    """
    if not code.strip():
        return None
    case = Case.objects.filter(code=code.strip().upper()).first()
    tells = kinds.get(case.kind).tells if case is not None else None
    fact = tells(actor, case, part) if tells is not None and case is not None else None
    if fact is None:
        raise NotFound(_("There is no such case, or it is not open to you."))
    return fact


def code_seen(actor: Actor, fact: Fact) -> str:
    """The code of the case a fact stands in, for somebody who may see that case; empty for others."""
    return fact.case.code if may_see(actor, fact.case) else ""


@dataclass(frozen=True, slots=True)
class Way:
    """Một việc có thể mở từ sự việc: what the button says, where it leads."""

    label: str
    href: str
    icon: str


def said_between(since: datetime, until: datetime) -> list[Fact]:
    """What the kinds say of people and units in a stretch of time; each leaves out what is not to be told."""
    said = [kind.says(since, until) for kind in kinds.all_kinds() if kind.says is not None]
    return [fact for facts in said for fact in facts]


def ways_on(actor: Actor, fact: Fact, part: str = "") -> list[Way]:
    """What the actor may open on the fact."""
    language, found = get_language() or "vi", []
    for kind in kinds.all_kinds():
        follow = kind.follow
        if follow is not None and follow.on_praise == fact.is_praise and follow.may(actor, fact.agency_id):
            asked = urlencode({"agency": fact.agency_id, "cause": fact.case.code, "part": part})
            found.append(Way(follow.label(language[:2]), f"{reverse(follow.page)}?{asked}", follow.icon))
    return found


def followed(actor: Actor, case_ids: Collection[int]) -> list[Case]:
    """Cases of other lines of work that were opened on these cases, the oldest first; those the actor may see."""
    rows = Link.objects.filter(other_id__in=case_ids, kind=Link.Kind.CAUSED_BY).select_related("case").order_by("pk")
    found = {row.case_id: row.case for row in rows if kinds.get(row.case.kind).follow is not None}
    return [case for case in found.values() if may_see(actor, case)]
