"""Biên bản: what it says, its hash, who may read it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.lot import canonical
from congvu.core.refusals import MoveRefused, NotFound
from congvu.domain.inspections.models import AnswerValue, Minutes, PhoneLeft, Presence, Visit
from congvu.domain.inspections.policy.visits import ON_SITE, SIGNED
from congvu.domain.inspections.queries import on_site
from congvu.domain.inspections.queries.sampling import RESULTS, drawn_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import may_see, people
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats


def visit_with_minutes(actor: Actor, code: str) -> Visit:
    """A visit whose minutes the actor may read: he sees the visit, or he heads the unit and minutes were made."""
    found = on_site.visit_by_code(code)
    if found is not None and may_see(actor, found.case):
        return found
    if found is None or not (on_site.represents(actor, found) and found.minutes.exists()):
        raise NotFound(_("There is no such visit, or it is not open to you."))
    return found


def waiting_for(actor: Actor) -> list[Minutes]:
    """The newest minutes, nobody has signed yet, of visits to units the actor heads."""
    units = frozenset().union(*(org.subtree_ids(unit_id) for unit_id in actor.head_of))
    if not units:
        return []
    rows = Minutes.objects.filter(visit__unit_id__in=units, visit__case__phase__in=(ON_SITE, SIGNED), way="")
    newest = {one.visit_id: one for one in rows.select_related("visit__case").order_by("number")}
    return [one for one in newest.values() if is_open(one) and on_site.represents(actor, one.visit)]


def is_open(one: Minutes) -> bool:
    """Whether minutes nobody has signed may be signed: those of a visit on site, or a supplement that is open."""
    if one.way:
        return False
    late = one.visit.case.phase == SIGNED and one.visit.supplement_at is not None
    return one.visit.case.phase == ON_SITE or (late and bool(one.content.get("supplement_to")))


def phones_waited_for(visit: Visit) -> list[PhoneLeft]:
    """Phones that said they have records not sent, and were not given up."""
    return list(visit.phones.filter(unsent__gt=0, given_up_at=None))


def supplement_of(visit: Visit, *, words: str, opinion: str, now: datetime) -> dict[str, Any]:
    """What a supplement to the signed minutes says: what came since they were signed, and nothing else. MoveRefused
    while nothing has come."""
    signed = visit.minutes.exclude(way="").order_by("-number").first()
    since = signed.signed_at if signed is not None else None
    come = set(visit.receipts.filter(of=None, received_at__gt=since).values_list("uid", flat=True)) if since else set()
    if signed is None or not come:
        raise MoveRefused(_("Nothing has come since the minutes were signed."))
    whole = content_of(visit, words=words, opinion=opinion, now=now)
    answers = visit.answers.filter(uid__in=come).values_list("item__code", flat=True)
    heads = set(visit.heads.filter(uid__in=come).values_list("name", flat=True))
    proofs = set(visit.evidence.filter(uid__in=come).values_list("sha256", flat=True))
    asked = visit.interviews.filter(uid__in=come)
    return {
        **whole, "supplement_to": signed.number, "records": len(come),
        "noted": [one for one in whole["noted"] if one["code"] in set(answers)],
        "absent": [one for one in whole["absent"] if one["name"] in heads],
        "evidence": [one for one in whole["evidence"] if one["sha256"] in proofs],
        "interviews": [{"words": one.words, "satisfied": one.satisfied} for one in asked],
    }  # fmt: skip


def minutes_for(actor: Actor, code: str, number: int) -> Minutes:
    """One of the minutes, or NotFound."""
    visit = visit_with_minutes(actor, code)
    found = visit.minutes.select_related("scan").filter(number=number).first()
    if found is None:
        raise NotFound(_("There are no such minutes."))
    found.visit = visit
    return found


def place_of(found: Minutes) -> str:
    """The place that stands before the day at the head of the paper."""
    return org.agency_by_id(found.visit.case.issuing_agency_id).place_name


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of what the minutes say."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def content_of(visit: Visit, *, words: str, opinion: str, now: datetime) -> dict[str, Any]:
    """What the minutes say, frozen: texts and numbers only, nothing that could change behind them."""
    team, on = visit.team, people.local_date(now)
    answers = visit.answers.select_related("item").order_by("item__position")
    noted = [one for one in answers if one.value in (AnswerValue.BREACH, AnswerValue.PRAISE)]
    return {
        "v": "congvu-minutes-1", "code": visit.case.code, "unit": visit.unit_name, "place": visit.place,
        "agency": people.agency_name(visit.case.accountable_agency_id),
        "began": formats.moment(visit.as_of), "ended": formats.moment(visit.left_at), "made": formats.moment(now),
        "team": team.name if team is not None else "",
        "decision": f"{team.decision} ngày {formats.day(team.decided_on)}" if team is not None else "",
        "ordered_by": visit.ordered_by,
        "members": [{"name": one.name, "role": str(one.get_role_display()), "body": one.body}
                    for one in on_site.inspectors_of(visit, on)],
        "checklist": str(visit.checklist.name), "figures": on_site.answer_figures(visit),
        "noted": [{"code": one.item.code, "name": one.item.name, "value": one.value, "note": one.note,
                   "basis": one.item.basis} for one in noted],
        "heads": on_site.head_figures(visit),
        "absent": [
            {"name": one.name, "post": one.post, "presence": one.presence, "reason": one.reason,
             "proved": one.proved} for one in visit.heads.exclude(presence=Presence.PRESENT)
        ],
        "samples": [_sample(one) for one in drawn_of(visit).values()],
        "interviews": [{"words": one.words, "satisfied": one.satisfied} for one in visit.interviews.all()],
        "evidence": [
            {"name": one.name, "sort": one.sort, "sha256": one.sha256, "taken": one.taken_at.isoformat(),
             "skew": one.skew, "received": one.file_id is not None} for one in visit.evidence.all()
        ],
        "words": words, "opinion": opinion,
    }  # fmt: skip


def _sample(one: Any) -> dict[str, Any]:
    return {
        "label": one.label, "population": one.population, "size": one.size, "checked": one.checked,
        "faults": one.faults, "list": one.list_hash,
        "low": f"{one.interval.low:.4f}" if one.interval else "",
        "high": f"{one.interval.high:.4f}" if one.interval else "",
        "confidence": f"{one.confidence:.2f}",
        "rows": [{"code": row.case_code, "result": str(RESULTS[row.result]), "words": row.words}
                 for row in one.rows if row.result in ("differs", "missing")],
    }  # fmt: skip


def scan_for(actor: Actor, code: str, number: int) -> StoredFile:
    """The scan of minutes signed on paper, or NotFound."""
    scan = minutes_for(actor, code, number).scan
    if scan is None:
        raise NotFound(_("There is no scan of these minutes."))
    return scan
