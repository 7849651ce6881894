"""Kiểm điểm trách nhiệm tập thể, người đứng đầu: question, explanation, test of five factors, result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import FixedDate, add
from congvu.domain.conduct.actions.steps import cause_of, next_limit
from congvu.domain.conduct.models import FollowUp, Review
from congvu.domain.conduct.policy.codes import ANSWERED, ASKED, CLOSED, CONCLUDED, DROPPED, OPENED, REVIEW
from congvu.domain.conduct.queries.files import HANDLE
from congvu.domain.conduct.queries.reviews import FACTORS, may_explain, open_follow_ups, review_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, let_in, needed_words
from congvu.kernel.casework.models import Case, Confidentiality, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats


@transaction.atomic
def open_review(
    *, actor: Actor, keeper_id: int, subject: str, agency_id: int, matter: str, official_id: int | None = None,
    source: str = "", cause_code: str = "", now: datetime,
) -> Case:
    """Yêu cầu kiểm điểm trách nhiệm. `keeper_id` reviews; the collective of `agency_id`, its head, or a deputy.

    Journal: `conduct_review.opened`.
    """
    require(actor, HANDLE, keeper_id)
    on = people.local_date(now)
    cause = cause_of(actor, cause_code)
    if cause is None and not source.strip():
        raise Invalid(_("Name the paper this comes from, or the case."), field="source")
    person_id = _person(subject, agency_id, official_id, on)
    if person_id is not None and person_id == actor.official_id:
        raise NotAllowed(_("Nobody reviews his own responsibility."))
    said = needed_words(matter, "matter", _("Say what has to be reviewed."), 5000)
    case = _case(actor, keeper_id, agency_id, now)
    Review.objects.create(
        case=case, subject=subject, agency_id=agency_id, official_id=person_id, matter=said,
        source=source.strip()[:500], cause=cause,
    )
    if cause is not None:
        Link.objects.create(case=case, other=cause, kind=Link.Kind.CAUSED_BY, reason=_("Review of responsibility"))
    let_in(case, [person_id or people.head_id_of(agency_id, on), actor.official_id,
                  people.head_id_of(keeper_id, on)], actor.signature, now)  # fmt: skip
    return case


def _person(subject: str, agency_id: int, official_id: int | None, on: date) -> int | None:
    if subject not in Review.Subject.values:
        raise Invalid(_("Choose whose responsibility is reviewed."), field="subject")
    if subject == Review.Subject.COLLECTIVE:
        return None
    if subject == Review.Subject.HEAD and official_id is None:
        head = org.head_of(agency_id, on)
        official_id = head.pk if head is not None else None
    if official_id is None:
        raise Invalid(_("Choose the person."), field="official")
    return official_id


def _case(actor: Actor, keeper_id: int, agency_id: int, now: datetime) -> Case:
    on = people.local_date(now)
    limit = rules.rule("conduct.review_within", on)
    due = add(org.calendar_of(keeper_id), now, limit.limit())
    (code,) = allocate_codes(kinds.get(REVIEW).series, on.year, 1)
    title = f"Kiểm điểm trách nhiệm tại {people.agency_name(agency_id)}"
    case = Case(
        code=code, kind=REVIEW, title=title, law_on=on, phase=OPENED, station="review", skey=skey(f"{code} {title}"),
        confidentiality=Confidentiality.RESTRICTED, accountable_agency_id=keeper_id, issuing_agency_id=keeper_id,
        holder_agency_id=keeper_id, holder_official_id=actor.official_id or people.head_id_of(keeper_id, on),
        opened_at=now, first_due_at=due, due_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": limit.source},
    )
    clock = ClockDraft("start", now, limit=limit.limit().code, rule=limit.code)
    open_cases([Change(case, "conduct_review.opened", clock=(clock,))], actor=actor, now=now)
    return case


def _start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Review]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=REVIEW, move=move)
    review = review_of(case)
    if review.official_id is not None and review.official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Nobody reviews his own responsibility."))
    require(who, HANDLE, case.accountable_agency_id)
    return who, case, review


def _write(
    case: Case, verb: str, values: dict[str, Any], actor: Actor, now: datetime, behalf: int | None,
    clock: tuple[ClockDraft, ...] = (), **body: Any,
) -> Case:
    commit([Change(case, verb, values, clock=clock, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


@transaction.atomic
def ask_explanation(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Yêu cầu giải trình. With its deadline; the person asked, or the head of the collective, hears of it."""
    _who, case, review = _start(actor, case_id, "ask_explanation", now, expected_seq, behalf)
    said = needed_words(words, "words", _("Say what has to be explained."), 5000)
    review.asked_at = now
    review.answer_by = clocks.due_after(case, "conduct.explanation_within", now, agency_id=review.agency_id)
    review.save(update_fields=["asked_at", "answer_by"])
    values = {"phase": ASKED, "next_event_at": review.answer_by}
    return _write(case, "conduct_review.explanation_asked", values, actor, now, behalf, words=said)


@transaction.atomic
def explain(*, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None) -> Case:
    """Giải trình. By the person, or the head for the collective; a late one is still taken in until it is concluded."""
    who, case = begin(actor, case_id, now, expected_seq, None, kind=REVIEW, move="answer")
    review = review_of(case)
    if not may_explain(who, review):
        raise NotAllowed(_("Only who was asked explains."))
    review.explanation, review.explained_at = needed_words(words, "words", _("Write your explanation.")), now
    review.explained_by = actor.signature
    review.save(update_fields=["explanation", "explained_at", "explained_by"])
    values = {"phase": ANSWERED, "next_event_at": case.due_at}
    late = review.answer_by is not None and now > review.answer_by
    return _write(case, "conduct_review.explained", values, actor, now, None, late=late)


@transaction.atomic
def conclude(
    *, actor: Actor, case_id: int, factors: Mapping[str, str], responsibility: str, result: str,
    follow_ups: Sequence[tuple[str, date]] = (), now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kết luận trách nhiệm. Every factor weighed; not before the explanation came or its time passed.

    From then on the time is that of what has to follow, until its last day.
    Journal: `conduct_review.concluded`.
    """
    _who, case, review = _start(actor, case_id, "conclude", now, expected_seq, behalf)
    if case.phase == ASKED and review.answer_by is not None and now <= review.answer_by:
        raise MoveRefused(
            _("The explanation may come until %(day)s; nothing is concluded before.")
            % {"day": formats.moment(review.answer_by)}
        )
    for name in FACTORS:
        said = needed_words(factors.get(name, ""), name, _("Weigh every one of the five factors."), 5000)
        setattr(review, name, said)
    if responsibility not in Review.Responsibility.values or responsibility == Review.Responsibility.OPEN:
        raise Invalid(_("Say whether the responsibility is direct or joint, or that there is none."),
                      field="responsibility")  # fmt: skip
    review.responsibility, review.concluded_on = responsibility, people.local_date(now)
    review.result = needed_words(result, "result", _("Write the result."), 5000)
    review.save()
    FollowUp.objects.bulk_create([
        FollowUp(review=review, words=words.strip()[:1000], due_on=on) for words, on in follow_ups if words.strip()
    ])  # fmt: skip
    days = [on for words, on in follow_ups if words.strip()]
    values, clock = next_limit(case, FixedDate(max([people.local_date(now), *days])), "conduct.review_within", now)
    if days:
        values["next_event_at"] = clocks.close_of(clocks.calendar_for(case), min(days))
    values |= {"phase": CONCLUDED, "stopped_at": now}
    return _write(case, "conduct_review.concluded", values, actor, now, behalf, clock, responsibility=responsibility,
                  explained=review.explained_at is not None)  # fmt: skip


@transaction.atomic
def follow_up_done(
    *, actor: Actor, case_id: int, follow_up_id: int, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Ghi nhận việc sau kiểm điểm đã làm xong."""
    _who, case, review = _start(actor, case_id, "follow_up_done", now, expected_seq, behalf)
    row = review.follow_ups.filter(pk=follow_up_id, done_on=None).first()
    if row is None:
        raise Invalid(_("Choose what was done."), field="follow_up")
    row.done_on, row.done_words = people.local_date(now), needed_words(words, "words", _("Say how it was done."), 1000)
    row.save(update_fields=["done_on", "done_words"])
    return _write(case, "conduct_review.followed_up", {}, actor, now, behalf, follow_up=row.words)


@transaction.atomic
def close_review(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Kết thúc kiểm điểm. Once every follow-up is done."""
    _who, case, review = _start(actor, case_id, "close", now, expected_seq, behalf)
    waiting = open_follow_ups(review)
    if waiting:
        raise MoveRefused(_("%(n)d follow-ups are not done yet.") % {"n": waiting})
    values = {"phase": CLOSED, "closed_at": now, "outcome": CLOSED}
    return _write(case, "conduct_review.closed", values, actor, now, behalf, (ClockDraft("stop", now),),
                  words=words.strip())  # fmt: skip


@transaction.atomic
def drop_review(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thôi xem xét trách nhiệm, with its ground."""
    _who, case, _review = _start(actor, case_id, "drop_review", now, expected_seq, behalf)
    require_ground("review_drop", ground, now)
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    values = {"phase": DROPPED, "closed_at": now, "stopped_at": now, "outcome": DROPPED}
    return _write(case, "conduct_review.dropped", values, actor, now, behalf, (ClockDraft("stop", now),),
                  ground=ground, words=said)  # fmt: skip
