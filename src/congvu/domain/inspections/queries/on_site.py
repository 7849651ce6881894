"""Kiểm tra tại chỗ: who may record in a visit, who should be there, what has been recorded so far."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed, NotFound
from congvu.domain.inspections.models import AnswerValue, Evidence, Member, MemberRole, Presence, Sample, Visit
from congvu.domain.inspections.queries.teams import inspectors_on, kept_away
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import CaseAccess
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.documents.policy.uploads import max_bytes
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Official


def visit_by_code(code: str) -> Visit | None:
    """The visit whose case has this code; whoever calls decides who may see it."""
    rows = Visit.objects.select_related("case", "unit", "team", "checklist", "slot")
    return rows.filter(case__code=code).first()


def visit_for(actor: Actor, code: str) -> Visit:
    """A visit the actor may see, or NotFound."""
    found = visit_by_code(code)
    if found is None or not may_see(actor, found.case):
        raise NotFound(_("There is no such visit, or it is not open to you."))
    return found


def inspectors_of(visit: Visit, on: date) -> list[Member]:
    """Members of the team who inspect here on the day: no observers, none recused, none in his own house, and only
    those the visit was given to."""
    if visit.team is None:
        return []
    away = {one.member.pk for one in kept_away(visit.team, visit.unit_id, on)}
    listed = CaseAccess.objects.filter(case_id=visit.pk).values_list("official_id", flat=True)
    given = {visit.case.holder_official_id, *listed}
    return [one for one in inspectors_on(visit.team, on) if one.pk not in away and one.official_id in given]


def member_of(actor: Actor, visit: Visit, on: date) -> Member | None:
    """The actor as an inspector of this visit; None when he is none."""
    if actor.official_id is None:
        return None
    return next((one for one in inspectors_of(visit, on) if one.official_id == actor.official_id), None)


def require_member(actor: Actor, visit: Visit, on: date) -> Member:
    """The actor as an inspector of this visit, or NotAllowed."""
    found = member_of(actor, visit, on)
    if found is None:
        raise NotAllowed(_("Only members of the team of this visit may do this."),
                         hint=_("Observers watch; who is recused or works in the unit takes no part."))  # fmt: skip
    return found


def require_head(actor: Actor, visit: Visit, on: date) -> Member:
    """The actor as head, deputy head or secretary of the team of this visit, or NotAllowed."""
    found = require_member(actor, visit, on)
    if found.role == MemberRole.MEMBER:
        raise NotAllowed(_("The head of the team, his deputy or the secretary does this."))
    return found


def represents(actor: Actor, visit: Visit) -> bool:
    """Whether the actor heads the unit that is inspected, or an agency it belongs to."""
    return not actor.head_of.isdisjoint({visit.unit_id, people.top_unit_of(visit.unit_id)})


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who has a post in the unit on the day; `away` is the reason recorded before the visit."""

    official: Official
    post: str
    unit: str
    away: str


def expected_people(visit: Visit) -> list[Expected]:
    """Danh sách phải có mặt: who holds a post in the unit (with what is below it) on the day of the visit."""
    whole = org.agency_by_id(visit.unit_id).parent_id is not None
    found: dict[int, Expected] = {}
    for one in org.officials_of(visit.unit_id, visit.visit_on, with_units=whole):
        absence = org.absence_of(one.official_id, visit.visit_on)
        away = (absence.reason or _("Absence recorded")) if absence is not None else ""
        found.setdefault(one.official_id, Expected(one.official, one.post.title, one.post.agency.name, away))
    return list(found.values())


def head_figures(visit: Visit) -> dict[str, int]:
    """How many were there, late, away with leave, away on duty, away without reason; and how many were not counted."""
    counted = Counter(visit.heads.values_list("presence", flat=True))
    known = set(visit.heads.exclude(official=None).values_list("official_id", flat=True))
    figures = {str(code): counted.get(code, 0) for code in Presence.values}
    figures["not_counted"] = sum(one.official.pk not in known for one in expected_people(visit))
    return figures


def answer_figures(visit: Visit) -> dict[str, int]:
    """How many items are as they should be, faulty, to be praised, and not checked."""
    counted = Counter(visit.answers.values_list("value", flat=True))
    figures = {str(code): counted.get(code, 0) for code in AnswerValue.values}
    items = visit.checklist.items.count()
    figures[AnswerValue.NOT_SEEN] = items - sum(counted.values()) + counted.get(AnswerValue.NOT_SEEN, 0)
    return figures


def evidence_for(actor: Actor, code: str, uid: UUID) -> Evidence:
    """A piece of evidence whose file has come, for somebody who may see the visit; else NotFound."""
    visit = visit_for(actor, code)
    found = visit.evidence.select_related("file").filter(uid=uid, file__isnull=False).first()
    if found is None:
        raise NotFound(_("There is no such file, or it has not come yet."))
    return found


def parcel_for_phone(visit: Visit, member: Member) -> dict[str, Any]:
    """Everything the phone needs without a network: items, people, sample, what has been recorded so far."""
    recorded = {
        "answers": [
            {"item": code, "value": value, "note": note}
            for code, value, note in visit.answers.values_list("item__code", "value", "note")
        ],
        "heads": [
            {"official": official, "name": name, "presence": presence, "reason": reason, "proved": proved}
            for official, name, presence, reason, proved in visit.heads.values_list(
                "official__code", "name", "presence", "reason", "proved"
            )
        ],
    }
    return {
        "code": visit.case.code, "unit": visit.unit_name, "visit_on": visit.visit_on.isoformat(), "place": visit.place,
        "phase": visit.case.phase, "member": member.name, "account": member.official_id, "most": max_bytes(),
        "checklist": str(visit.checklist.name),
        "items": [
            {"code": one.code, "group": one.group, "name": one.name, "evidence": one.evidence,
             "violation": one.violation, "basis": one.basis, "severity": one.severity}
            for one in visit.checklist.items.all()
        ],
        "people": [
            {"official": one.official.code, "name": one.official.full_name, "post": one.post, "unit": one.unit,
             "away": one.away}
            for one in expected_people(visit)
        ],
        "sample": [_sampled(one) for one in visit.samples.all()],
        **recorded,
    }  # fmt: skip


def _sampled(one: Sample) -> dict[str, str]:
    return {"code": one.case_code, "purpose": one.purpose, "result": one.result, "words": one.words}


def receipts_of(visit: Visit) -> dict[str, Any]:
    """What the server holds of this visit: records by uid with their hashes, files with the pieces that have come."""
    records = visit.receipts.filter(of=None).values_list("uid", "sha256")
    pieces: dict[str, list[int]] = {}
    for of, offset in visit.receipts.filter(of__isnull=False).values_list("of", "offset").order_by("offset"):
        pieces.setdefault(str(of), []).append(offset)
    files = {
        str(uid): {"sha256": sha256 if file_id else "", "have": pieces.get(str(uid), [])}
        for uid, sha256, file_id in visit.evidence.values_list("uid", "sha256", "file_id")
    }
    return {"records": {str(uid): sha256 for uid, sha256 in records}, "files": files}


def digest(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
