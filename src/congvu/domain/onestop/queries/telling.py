"""Đồng bộ Cổng: the accounts of dossiers as they stand, and what is under way to the portal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.core.text import skey
from congvu.core.working_time import HANOI
from congvu.domain.onestop.extract.stamps import stamp
from congvu.domain.onestop.models import (
    Charge,
    Dossier,
    GivenPaper,
    PortalMessage,
    PortalRecord,
    Supplement,
    Visit,
)
from congvu.domain.onestop.policy import portal as policy
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.statuses import status_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.policy import people
from congvu.kernel.journal import queries as journal
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

KEEP = "onestop.portal.keep"
State = PortalMessage.State
Row = TypeVar("Row", bound=Model)


def accounts(case_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """DongBoHoSoMC of dossiers as they stand now, by id. Few statements for any number."""
    dossiers = Dossier.objects.select_related(
        "case", "applicant", "field", "procedure", "variant__version", "desk", "settling"
    ).filter(pk__in=case_ids)
    papers = _grouped(GivenPaper.objects.filter(dossier_id__in=case_ids).order_by("position"), "dossier_id")
    charges = _grouped(Charge.objects.filter(dossier_id__in=case_ids, cancelled_at=None).order_by("position"),
                       "dossier_id")  # fmt: skip
    requests = _grouped(Supplement.objects.filter(dossier_id__in=case_ids).order_by("number"), "dossier_id")
    results = _grouped(CaseDocument.objects.filter(case_id__in=case_ids, role=CaseDocument.Role.RESULT).order_by("pk"),
                       "case_id")  # fmt: skip
    return {
        one.pk: policy.account(policy.Source(
            case=one.case, dossier=one, procedure_code=one.procedure.code, procedure_name=one.variant.version.name,
            settling=people.agency_name(one.settling_id), desk=people.agency_name(one.desk_id),
            papers=papers.get(one.pk, []), charges=charges.get(one.pk, []), requests=requests.get(one.pk, []),
            results=[(paper.pk, paper.name) for paper in results.get(one.pk, [])],
        ))
        for one in dossiers
    }  # fmt: skip


def _grouped(rows: QuerySet[Row], by: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """Một bước xử lý the portal is told of: the line, the status after it, CapNhatTienDoHoSoMC."""

    seq: int
    status: int
    payload: dict[str, Any]


def steps(case: Case, after: int) -> list[Step]:
    """What moved a dossier since a line: who had it where, in words of the table of moves, none of anybody's own.

    A line that changes neither phase, station nor holder is no step.
    """
    visits = list(Visit.objects.filter(case=case).order_by("entered_at", "pk"))
    phase, found = "", []
    for line in journal.of_stream(case.stream):
        said = json.loads(line.text) if line.text else {}
        phase = said.get("set", {}).get("phase", phase)
        if line.seq <= after or not phase or ("custody" not in said and not {"phase", "station"} & set(said["set"])):
            continue
        status = status_of(phase)
        found.append(Step(line.seq, status, _progress(case, line, status, _visit_at(visits, line.at))))
    return found


def _visit_at(visits: Sequence[Visit], at: datetime) -> Visit | None:
    there = [one for one in visits if one.entered_at <= at]
    return there[-1] if there else None


def _progress(case: Case, line: journal.Line, status: int, visit: Visit | None) -> dict[str, Any]:
    on = people.local_date(line.at)
    title = ""
    if visit is not None and visit.official_id is not None:
        posts = org.appointments_of(visit.official_id, on)
        title = posts[0].post.title if posts else ""
    return {
        "MaHoSo": case.code, "NguoiXuLy": policy.person(line.actor), "ChucDanh": title,
        "ThoiDiemXuLy": stamp(line.at),
        "PhongBanXuLy": people.agency_name(visit.unit_id if visit is not None else case.holder_agency_id),
        "NoiDungXuLy": kinds.get(DOSSIER).verb_label(line.verb, "vi") or line.verb, "TrangThai": str(status),
        "NgayBatDau": stamp(visit.entered_at if visit is not None else line.at),
        "NgayKetThucTheoQuyDinh": stamp(visit.due_at if visit is not None else None),
    }  # fmt: skip


def behind(case_ids: Iterable[int] | None = None) -> QuerySet[Case]:
    """Dossiers with journal lines that have not become messages: the outbox itself, since each act writes its line in
    its own transaction and a case's number is that of its last line."""
    told = PortalRecord.objects.filter(dossier_id=OuterRef("pk"), line_seq__gte=OuterRef("seq"))
    cases = Case.objects.filter(kind=DOSSIER).exclude(Exists(told)).order_by("pk")
    return cases if case_ids is None else cases.filter(pk__in=list(case_ids))


def told_since(cases: QuerySet[Case], now: datetime) -> QuerySet[Case]:
    """Those the portal is told of by itself: open ones, and what came in since the day the rule names."""
    day = date.fromisoformat(rules.rule("onestop.portal_since", people.local_date(now)).value)
    return cases.filter(Q(closed_at=None) | Q(opened_at__gte=day_begins(day)))


def keep_until(now: datetime) -> datetime:
    """What was sent before this moment loses its contents: it lies with the portal."""
    on = people.local_date(now)
    return day_begins(date.fromordinal(on.toordinal() - int(rules.rule("onestop.portal_keep_days", on).value)))


def day_begins(on: date) -> datetime:
    """Midnight in Viet Nam."""
    return datetime.combine(on, time(0), HANOI)


def due(now: datetime) -> QuerySet[PortalMessage]:
    """Messages to send now, longest waiting first; of one dossier only the first that waits.

    Progress of a dossier the portal does not know waits until it does; a newer account need not wait for it.
    """
    known = Q(dossier__portal_record__known_since__isnull=False)
    before = PortalMessage.objects.filter(
        dossier_id=OuterRef("dossier_id"), number__lt=OuterRef("number"), state=State.WAITING
    )
    waiting = PortalMessage.objects.filter(known | Q(kind=PortalMessage.Kind.DOSSIER), state=State.WAITING,
                                           next_try_at__lte=now)  # fmt: skip
    blocked = Q(Exists(before.filter(kind=PortalMessage.Kind.DOSSIER))) | known & Q(Exists(before))
    return waiting.exclude(blocked).order_by("next_try_at", "pk")


def pauses_on(on: date) -> tuple[int, ...]:
    """Minutes between tries by the rule of the day."""
    return policy.pauses(rules.rule("onestop.portal_pauses", on).value)


def visible_to(actor: Actor) -> QuerySet[PortalMessage]:
    """Messages about dossiers of the desks whose exchange the actor keeps."""
    require(actor, KEEP)
    rows = PortalMessage.objects.select_related("dossier__case", "dossier__desk")
    scope = actor.scope_of(KEEP)
    return rows if scope is None else rows.filter(dossier__desk_id__in=scope)


def get_for(actor: Actor, message_id: int) -> PortalMessage:
    """One message; NotFound when it is not open to the actor."""
    found = visible_to(actor).filter(pk=message_id).first()
    if found is None:
        raise NotFound(_("There is no such message, or it is not open to you."))
    return found


def of_dossier(message: PortalMessage) -> list[PortalMessage]:
    """Everything the portal was told of the same dossier, newest first; at most 50."""
    return list(PortalMessage.objects.filter(dossier_id=message.dossier_id).order_by("-number")[:50])


def counts(actor: Actor) -> dict[str, int]:
    """How many wait, how many were given up, how many have had no answer: one statement."""
    return visible_to(actor).filter(state__in=[State.WAITING, State.DEAD]).aggregate(
        waiting=Count("pk", filter=Q(state=State.WAITING)), dead=Count("pk", filter=Q(state=State.DEAD)),
        trouble=Count("pk", filter=Q(state=State.WAITING) & ~Q(last_error="")),
    )  # fmt: skip


def narrowed(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose dossier holds every word, without diacritics."""
    for word in skey(words).split():
        rows = rows.filter(dossier__case__skey__contains=word)
    return rows
