"""Ghi nhận tại chỗ. What members of the team record of a visit while it is on site; each record once, by its uid.

Times come from a device whose clock may be wrong: `skew` is how many seconds it is ahead of ours as measured. What is
kept of records is the corrected time, never before the visit nor after now; evidence keeps the device's own time and
the skew beside it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.actions.beginning import freeze
from congvu.domain.inspections.actions.timing import ANNOUNCED, next_step
from congvu.domain.inspections.models import (
    Answer,
    AnswerValue,
    Evidence,
    HeadCount,
    Interview,
    Presence,
    Snapshot,
    Visit,
)
from congvu.domain.inspections.policy.visits import NOTICED, ON_SITE, SIGNED
from congvu.domain.inspections.queries import on_site as queries
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, commit
from congvu.kernel.casework.actions.engine import locked
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.policy.uploads import clean_name, max_bytes
from congvu.kernel.ui import formats

#: A clock further off than ten years is not a clock.
MOST_SKEW = 10 * 366 * 24 * 3600
_HEX = frozenset("0123456789abcdef")


def begin(actor: Actor, visit_id: int, now: datetime, *phases: str) -> tuple[Case, Visit]:
    """The visit's case under lock and the visit, for a member of its team; MoveRefused outside the
    phases that are named."""
    case = locked(actor, visit_id)
    visit = Visit.objects.select_related("case", "unit", "team", "checklist").filter(pk=case.pk).first()
    if visit is None:
        raise NotFound(_("There is no such visit, or it is not open to you."))
    queries.require_member(actor, visit, people.local_date(now))
    late = case.phase == SIGNED and visit.supplement_at is not None and ON_SITE in phases
    if phases and case.phase not in phases and not late:
        if case.phase == SIGNED and ON_SITE in phases:
            raise MoveRefused(
                _("The minutes are signed: what is on the phone was not sent before."),
                hint=_("It stays on the phone. The head of the team can open a supplement to the minutes; then send "
                       "again."),
            )  # fmt: skip
        raise MoveRefused(
            _("This visit is not on site: nothing can be recorded in it now."),
            hint=_("What is on the phone stays there. Ask the head of the team."),
        )
    return case, visit


@transaction.atomic
def arrive(*, actor: Actor, visit_id: int, place: str, now: datetime) -> Visit:
    """Công bố, bắt đầu kiểm tra tại chỗ. The unit's data are frozen as of now unless they were before.

    An announced visit begins on its day, not before. Journal: `visit.begun` with place and listing digest.
    """
    case, visit = begin(actor, visit_id, now, NOTICED)
    where = one_line(place)[:200]
    if not where:
        raise Invalid(_("Say where the team has arrived."), field="place")
    if people.local_date(now) < visit.visit_on:
        raise MoveRefused(_("The visit was announced for %(day)s.") % {"day": formats.day(visit.visit_on)})
    visit.place, visit.as_of = where, now
    visit.save(update_fields=["place", "as_of"])
    taken = frozen(visit, now)
    body = {"place": where, "as_of": taken.as_of.isoformat(), "listing": taken.listing_hash}
    values, clock = next_step(case, ANNOUNCED, now)
    commit([Change(case, "visit.begun", {"phase": ON_SITE, **values}, clock, body)], actor=actor, now=now)
    return visit


def frozen(visit: Visit, now: datetime) -> Snapshot:
    """The unit's data as they were frozen when the visit began; frozen now if that has not happened."""
    return Snapshot.objects.filter(visit=visit).first() or freeze(visit, now)


@transaction.atomic
def leave(*, actor: Actor, visit_id: int, now: datetime) -> Visit:
    """Kết thúc kiểm tra tại chỗ. Journal: `visit.left` with the figures of the head count and of the items.

    Records that are still on a phone may come until the minutes are signed.
    """
    case, visit = begin(actor, visit_id, now, ON_SITE)
    if visit.left_at is not None:
        raise MoveRefused(_("The end on site has been recorded already."))
    visit.left_at = now
    visit.save(update_fields=["left_at"])
    body = {"heads": queries.head_figures(visit), "items": queries.answer_figures(visit)}
    commit([Change(case, "visit.left", body=body)], actor=actor, now=now)
    return visit


def corrected(visit: Visit, at: datetime, skew: int, now: datetime) -> datetime:
    """The moment a device meant: without its error, not after now and not before the visit could be known."""
    meant = at - timedelta(seconds=skew)
    earliest = visit.opened_at_door or visit.as_of or visit.case.opened_at
    return max(min(meant, now), min(earliest, now))


def _other_visit(found: Any, visit: Visit) -> None:
    if found.visit_id != visit.pk:
        raise Invalid(_("This record belongs to another visit."), field="uid", code="other_visit")


@transaction.atomic
def answer_item(
    *, actor: Actor, visit_id: int, uid: UUID, item: str, value: str, note: str = "", noted_at: datetime,
    skew: int = 0, now: datetime,
) -> Answer:  # fmt: skip
    """Ghi kết quả một nội dung. One result for each item: of two, the one noted later stands. A fault needs words."""
    _case, visit = begin(actor, visit_id, now, ON_SITE)
    known = Answer.objects.filter(uid=uid).first()
    if known is not None:
        _other_visit(known, visit)
        return known
    line = visit.checklist.items.filter(code=item).first()
    if line is None:
        raise Invalid(_("The checklist of this visit has no item “%(code)s”.") % {"code": item[:12]}, field="item")
    words = words_of(note, 2000, "note")
    if value not in AnswerValue.values:
        raise Invalid(_("Choose a result."), field="value")
    if value in (AnswerValue.BREACH, AnswerValue.PRAISE) and not words:
        raise Invalid(_("Say what was seen: a fault or praise without words proves nothing."), field="note")
    at = corrected(visit, noted_at, skew, now)
    standing = Answer.objects.filter(visit=visit, item=line).first()
    if standing is not None and standing.noted_at > at:
        return standing
    values = {"value": value, "note": words, "by": actor.signature, "noted_at": at, "received_at": now, "uid": uid}
    return Answer.objects.update_or_create(visit=visit, item=line, defaults=values)[0]


@transaction.atomic
def count_head(
    *, actor: Actor, visit_id: int, uid: UUID, official: str = "", name: str = "", post: str = "", presence: str,
    reason: str = "", proved: bool | None = None, noted_at: datetime, skew: int = 0, now: datetime,
) -> HeadCount:  # fmt: skip
    """Điểm danh một người. By the code of an official on the list, or by name for somebody who is not on it."""
    _case, visit = begin(actor, visit_id, now, ON_SITE)
    known = HeadCount.objects.filter(uid=uid).first()
    if known is not None:
        _other_visit(known, visit)
        return known
    if presence not in Presence.values:
        raise Invalid(_("Say whether the person was there."), field="presence")
    at, why = corrected(visit, noted_at, skew, now), words_of(reason, 500, "reason")
    if official:
        one = next((row for row in queries.expected_people(visit) if row.official.code == official), None)
        if one is None:
            raise Invalid(_("This person holds no post in the unit on that day."), field="official")
        who, title, key = one.official.full_name, one.post, one.official.pk
    else:
        who, title, key = one_line(name)[:200], one_line(post)[:200], None
        if not who:
            raise Invalid(_("Name the person."), field="name")
    lines = visit.heads.filter(official__isnull=True, name=who) if key is None else visit.heads.filter(official_id=key)
    standing = lines.first()
    if standing is not None and standing.noted_at > at:
        return standing
    values: dict[str, Any] = {
        "name": who, "post": title, "presence": presence, "reason": why, "proved": proved, "noted_at": at, "uid": uid,
    }
    if standing is None:
        return HeadCount.objects.create(visit=visit, official_id=key, **values)
    for name_of, value in values.items():
        setattr(standing, name_of, value)
    standing.save()
    return standing


@transaction.atomic
def keep_interview(
    *, actor: Actor, visit_id: int, uid: UUID, who: str = "", words: str, satisfied: bool | None = None,
    noted_at: datetime, skew: int = 0, now: datetime,
) -> Interview:  # fmt: skip
    """Ghi ý kiến người dân. What somebody said at the counter; the name only if he gives it."""
    _case, visit = begin(actor, visit_id, now, ON_SITE)
    known = Interview.objects.filter(uid=uid).first()
    if known is not None:
        _other_visit(known, visit)
        return known
    said = words_of(words, 2000, "words")
    if not said:
        raise Invalid(_("Write down what was said."), field="words")
    return Interview.objects.create(
        visit=visit, uid=uid, who=one_line(who)[:200], words=said, satisfied=satisfied, by=actor.signature,
        noted_at=corrected(visit, noted_at, skew, now),
    )  # fmt: skip


@transaction.atomic
def announce_evidence(
    *, actor: Actor, visit_id: int, uid: UUID, sort: str, name: str, size: int, sha256: str, item: str = "",
    words: str = "", taken_at: datetime, skew: int = 0, now: datetime,
) -> Evidence:  # fmt: skip
    """Ghi nhận chứng cứ. The file's hash, taken on the device, is kept before its content comes."""
    _case, visit = begin(actor, visit_id, now, ON_SITE)
    known = Evidence.objects.filter(uid=uid).first()
    if known is not None:
        _other_visit(known, visit)
        return known
    if sort not in Evidence.Sort.values:
        raise Invalid(_("Say what sort of evidence it is."), field="sort")
    if size < 1:
        raise Invalid(_("The file is empty."), field="file", code="upload_empty")
    if size > max_bytes():
        raise Invalid(
            _("The file has %(size)d MB; the server takes at most %(most)d MB. It stays on this phone.")
            % {"size": -(-size // 1024**2), "most": max_bytes() // 1024**2},
            field="file", code="upload_too_large",
            hint=_("Take the photo again at a smaller size, or save this file to a computer and hand it in there."),
        )  # fmt: skip
    if len(sha256) != 64 or not set(sha256) <= _HEX:
        raise Invalid(_("The file came without its hash."), field="sha256")
    line = visit.checklist.items.filter(code=item).first() if item else None
    if item and line is None:
        raise Invalid(_("The checklist of this visit has no item “%(code)s”.") % {"code": item[:12]}, field="item")
    return Evidence.objects.create(
        visit=visit, uid=uid, sort=sort, name=clean_name(name)[:200], size=size, sha256=sha256, item=line,
        words=words_of(words, 500, "words"), taken_at=taken_at, skew=skew, by=actor.signature,
    )


def words_of(words: str, most: int, field: str) -> str:
    """Words as they are kept; Invalid where there are too many."""
    kept = "\n".join(line.rstrip() for line in nfc(words).replace("\r\n", "\n").replace("\x00", "").split("\n")).strip()
    if len(kept) > most:
        raise Invalid(_("Write at most %(n)d characters.") % {"n": most}, field=field)
    return kept
