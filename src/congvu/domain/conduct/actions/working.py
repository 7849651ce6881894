"""Đầu việc của công chức: the person contests his own item, the head answers; weights of kinds of work."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time import add
from congvu.domain.conduct.models import WorkContest, WorkWeight
from congvu.domain.conduct.policy.praise import WEIGH_WORK
from congvu.domain.conduct.queries.work_items import may_answer
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import get_for
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules


@transaction.atomic
def contest_item(*, actor: Actor, case_code: str, about: str, words: str, now: datetime) -> WorkContest:
    """Có ý kiến về đầu việc của mình. By the person himself; his head has a time to answer.

    Journal: `work.contested`. Legal basis: NĐ 335/2025/NĐ-CP (objective cause confirmed by the authority).
    """
    on = people.local_date(now)
    case = get_for(actor, case_code)
    if actor.official_id is None or actor.official_id != (case.doer_official_id or case.holder_official_id):
        raise NotAllowed(_("Only the person whose item this is may contest it."))
    if about not in WorkContest.About.values:
        raise Invalid(_("Choose what you contest."), field="about")
    if about == WorkContest.About.QUALITY and not case.times_returned:
        raise Invalid(_("This work was never returned."), field="about")
    if about == WorkContest.About.DELAY and not _is_late(case.due_at, case.stopped_at or case.closed_at or now):
        raise Invalid(_("This work was not late."), field="about")
    serving = org.appointments_of(actor.official_id, on)
    if not serving:
        raise NotAllowed(_("You have no post today."))
    agency_id = _answering(actor.official_id, serving[0].post.agency_id, on)
    due = add(org.calendar_of(agency_id), now, rules.rule("conduct.work_contest_within", on).limit())
    said = needed_words(words, "words", _("Say why."), 2000)
    try:
        with transaction.atomic():
            row = WorkContest.objects.create(
                official_id=actor.official_id, case=case, agency_id=agency_id, about=about, words=said, said_at=now,
                answer_by=due,
            )
    except IntegrityError as clash:
        raise MoveRefused(_("You have contested this already; wait for the answer.")) from clash
    record(stream=f"conduct/items/{row.pk}", verb="work.contested", at=now, actor=actor.signature,
           body={"case": case.code, "about": about, "words": said})  # fmt: skip
    return row


def _is_late(due_at: datetime | None, done_at: datetime) -> bool:
    return due_at is not None and done_at > due_at


def _answering(official_id: int, agency_id: int, on: date) -> int:
    """The agency whose head answers: his own, or the one above where he is the head."""
    agency = org.agency_by_id(agency_id)
    if people.head_id_of(agency_id, on) == official_id and agency.parent_id is not None:
        return agency.parent_id
    return agency_id


@transaction.atomic
def answer_contest(
    *, actor: Actor, contest_id: int, accept: bool, words: str, now: datetime
) -> WorkContest:
    """Trả lời ý kiến về đầu việc. By the head of the agency, once his time is over also by the head above, with
    reasons; an accepted one changes the reckoning.

    Journal: `work.answered`.
    """
    row = WorkContest.objects.select_for_update(no_key=True, of=("self",)).filter(pk=contest_id).first()
    if row is None or not may_answer(actor, row, now):
        raise NotAllowed(_("The head of the agency answers; nobody answers himself."))
    if row.answer != WorkContest.Answer.WAITING:
        raise MoveRefused(_("This has been answered already."))
    row.answer = WorkContest.Answer.ACCEPTED if accept else WorkContest.Answer.REFUSED
    row.answer_words = needed_words(words, "words", _("Write the reasons."), 2000)
    row.answered_at, row.answered_by = now, actor.signature
    row.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    record(stream=f"conduct/items/{row.pk}", verb="work.answered", at=now, actor=actor.signature,
           body={"answer": row.answer, "words": row.answer_words})  # fmt: skip
    return row


@transaction.atomic
def set_weight(*, actor: Actor, kind: str, weight: Decimal, valid_from: date, basis: str, now: datetime) -> WorkWeight:
    """Đặt hệ số quy đổi. From a day on, with the document it rests on; what was reckoned before keeps the old one.

    Journal: `work.weight_set`.
    """
    require(actor, WEIGH_WORK)
    try:
        kinds.get(kind)
    except KeyError as unknown:
        raise Invalid(_("Choose the kind of work."), field="kind") from unknown
    if not 0 < weight <= 100:
        raise Invalid(_("A weight lies above 0 and is at most 100."), field="weight")
    said = needed_words(basis, "basis", _("Name the document this rests on."), 300)
    try:
        with transaction.atomic():
            row = WorkWeight.objects.create(kind=kind, weight=weight, valid_from=valid_from, basis=said, set_at=now,
                                            set_by=actor.signature)  # fmt: skip
    except IntegrityError as clash:
        raise Invalid(_("There is a weight from this day on already."), field="valid_from") from clash
    record(stream=f"conduct/weight/{kind}", verb="work.weight_set", at=now, actor=actor.signature,
           body={"weight": str(weight), "valid_from": valid_from.isoformat(), "basis": said})  # fmt: skip
    return row
