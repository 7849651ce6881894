"""Việc tại quầy: what waits at a desk, as lists whose lengths are the figures of its first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core.codes import read_dossier_code
from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.core.working_time import add
from congvu.domain.onestop.models import Charge, Dossier, PaperMove, Supplement
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people, visible
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org

_OPEN = Q(case__closed_at=None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Một danh sách việc chờ. `asks` gives the condition for a desk and a moment; `order` what comes first."""

    code: str
    label: str | Promise
    hint: str | Promise
    icon: str
    tone: str
    order: str
    asks: Callable[[int, datetime], Q]


def _submitted(desk_id: int) -> Q:
    return Q(desk_id=desk_id, case__phase="submitted") & _OPEN


def _unanswered(desk_id: int, now: datetime) -> Q:
    late = Supplement.objects.filter(dossier=OuterRef("pk"), answered_at=None, answer_by__lt=now)
    return Q(desk_id=desk_id, case__phase__in=("asked_before", "supplement")) & _OPEN & Q(Exists(late))


def _coming(desk_id: int, _now: datetime) -> Q:
    return _OPEN & Q(Exists(PaperMove.objects.filter(dossier=OuterRef("pk"), to_agency_id=desk_id, received_at=None)))


def _owed(desk_id: int, _now: datetime) -> Q:
    owed = Charge.objects.filter(dossier=OuterRef("pk"), paid_at=None, exempt="")
    return Q(desk_id=desk_id, received_at__isnull=False) & _OPEN & Q(Exists(owed))


#: In the order of a clerk's day.
LISTS: dict[str, Waiting] = {
    one.code: one
    for one in (
        Waiting("late_answers", gettext_lazy("Answer overdue"), gettext_lazy("online submissions past their 8 hours"),
                "alert-octagon", "late", "answer_by",
                lambda desk, now: _submitted(desk) & Q(answer_by__lt=now)),
        Waiting("submissions", gettext_lazy("Online submissions"),
                gettext_lazy("to be accepted, sent back or declined"), "world", "info", "answer_by",
                lambda desk, _: _submitted(desk) & Q(supplements=0)),
        Waiting("supplemented", gettext_lazy("Supplements come in"), gettext_lazy("papers asked for have arrived"),
                "file-check", "info", "answer_by", lambda desk, _: _submitted(desk) & Q(supplements__gt=0)),
        Waiting("to_hand_over", gettext_lazy("Not handed over yet"), gettext_lazy("received and still with the desk"),
                "arrow-right", "soon", "received_at",
                lambda desk, _: Q(desk_id=desk, case__phase="received", case__holder_agency_id=desk) & _OPEN),
        Waiting("to_return", gettext_lazy("Results to return"), gettext_lazy("waiting for the applicant"),
                "package", "ok", "settled_at", lambda desk, _: Q(returns_id=desk, case__phase="settled") & _OPEN),
        Waiting("to_post", gettext_lazy("Results to post"), gettext_lazy("to be sent by the postal service"),
                "mail", "ok", "settled_at",
                lambda desk, _: Q(returns_id=desk, case__phase="settled", delivery="post") & _OPEN),
        Waiting("papers", gettext_lazy("Paper on its way to us"), gettext_lazy("scan the code when it arrives"),
                "scan", "wait", "received_at", _coming),
        Waiting("unanswered", gettext_lazy("Supplement never came"), gettext_lazy("the applicant's time is over"),
                "clock", "late", "submitted_at", _unanswered),
        Waiting("owed", gettext_lazy("Fees still owed"), gettext_lazy("of dossiers received here"),
                "cash", "wait", "received_at", _owed),
    )
}  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers open to the actor, with their cases."""
    return (
        Dossier.objects.filter(case__in=Case.objects.filter(visible(actor)))
        .select_related("case", "procedure", "desk", "returns", "settling")
    )  # fmt: skip


def list_named(code: str) -> Waiting:
    """A list of the first page; NotFound for another word."""
    if code not in LISTS:
        raise NotFound(_("There is no such list."))
    return LISTS[code]


def waiting(actor: Actor, desk_id: int, code: str, now: datetime) -> QuerySet[Dossier]:
    """The dossiers of one list."""
    one = list_named(code)
    return visible_to(actor).filter(one.asks(desk_id, now)).order_by(one.order, "pk")


def counts(actor: Actor, desk_id: int, now: datetime) -> dict[str, int]:
    """How long each list is: one statement."""
    asked = {code: Count("pk", filter=one.asks(desk_id, now)) for code, one in LISTS.items()}
    return visible_to(actor).filter(_OPEN).order_by().aggregate(**asked)


def alert_by(dossier: Dossier) -> datetime:
    """Until when somebody at the desk has to have looked at a submission (2 working hours)."""
    since = dossier.submitted_at
    limit = clocks.limit_of("onestop.alert_within", people.local_date(since))
    return add(org.calendar_of(dossier.desk_id), since, limit)


def dossier_for(actor: Actor, code: str) -> Dossier:
    """One dossier by its code as typed or scanned; NotFound with what to do."""
    found = visible_to(actor).select_related("applicant", "bundle").filter(case__code=clean_code(code)).first()
    if found is None:
        raise NotFound(_("There is no dossier “%(code)s”, or it is not open to you.") % {"code": code.strip()[:60]},
                       hint=_("Check the code on the slip, or search by name."))  # fmt: skip
    return found


def clean_code(typed: str) -> str:
    """A dossier's code from what a scanner or a hurried hand typed: of an address the last part that is one."""
    words = typed.strip().upper()
    for part in (words, *reversed(words.replace("?", "/").split("/"))):
        if read_dossier_code(part) is not None:
            return "".join(part.split())
    return words


def found(actor: Actor, typed: str, limit: int = 20) -> list[Dossier]:
    """Dossiers by code or by words of code, name or content without diacritics; the newest first."""
    code = clean_code(typed)
    rows = visible_to(actor)
    if read_dossier_code(code) is not None:
        return list(rows.filter(case__code=code)[:1])
    words = skey(typed).split()[:8]
    if not words:
        return []
    for word in words:
        rows = rows.filter(case__skey__contains=word)
    return list(rows.order_by("-submitted_at")[:limit])


def day_figures(actor: Actor, desk_id: int, since: datetime) -> dict[str, int]:
    """What the desk has done since a moment: received and returned."""
    rows = visible_to(actor).order_by()
    return {
        "received": rows.filter(desk_id=desk_id, received_at__gte=since).count(),
        "returned": rows.filter(returns_id=desk_id, returned_at__gte=since).count(),
    }
