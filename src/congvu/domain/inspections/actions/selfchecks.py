"""Tự kiểm tra: a round is called for, every agency goes through the checklist, says what it puts right, and signs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import one_line
from congvu.domain.inspections.models import (
    AnswerValue,
    Checklist,
    ChecklistItem,
    SelfAnswer,
    SelfCheck,
    SelfCheckRound,
)
from congvu.domain.inspections.queries.selfchecks import expected_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.ui import formats

EDIT, HOLD = "inspections.plan.edit", "inspections.selfcheck.hold"


def _line(check: SelfCheck, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"inspection_selfcheck/{check.pk}", verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def open_round(
    *, actor: Actor, agency_id: int, name: str, checklist_id: int, period_from: date, period_to: date, due_on: date,
    now: datetime,
) -> SelfCheckRound:  # fmt: skip
    """Mở đợt tự kiểm tra for every agency below `agency_id`. Journal: `inspection.selfcheck_called`."""
    require(actor, EDIT, agency_id)
    today = people.local_date(now)
    title = one_line(name)[:300]
    if not title:
        raise Invalid(_("Name the round."), field="name")
    checklist = Checklist.objects.filter(pk=checklist_id, in_force_from__lte=today).first()
    if checklist is None or (checklist.ended_on is not None and checklist.ended_on <= today):
        raise Invalid(_("Choose a checklist that is in force."), field="checklist")
    if period_to < period_from:
        raise Invalid(_("The last day lies before the first."), field="period_to")
    if due_on < max(today, period_to):
        raise Invalid(_("It is to be signed today or later, after the period is over."), field="due_on")
    if SelfCheckRound.objects.filter(agency_id=agency_id, name=title).exists():
        raise Invalid(_("There is a round of this name already."), field="name")
    made = SelfCheckRound.objects.create(
        agency_id=agency_id, name=title, checklist=checklist, period_from=period_from, period_to=period_to,
        due_on=due_on, opened_at=now, opened_by=actor.signature,
    )
    record(
        stream=f"inspection_selfcheck_round/{made.pk}", verb="inspection.selfcheck_called", at=now,
        actor=actor.signature,
        body={"name": title, "checklist": str(checklist), "from": period_from.isoformat(),
              "to": period_to.isoformat(), "due": due_on.isoformat()},
    )  # fmt: skip
    return made


@transaction.atomic
def begin(*, actor: Actor, round_id: int, agency_id: int, now: datetime) -> SelfCheck:
    """Bắt đầu tự kiểm tra; begun already, the same one comes back. Journal: `inspection.selfcheck_begun`."""
    require(actor, HOLD, agency_id)
    called = SelfCheckRound.objects.filter(pk=round_id).first()
    if called is None:
        raise NotFound(_("There is no such round."))
    if agency_id not in {one.pk for one in expected_of(called, people.local_date(now))}:
        raise NotAllowed(_("This agency is not asked in the round."))
    check, made = SelfCheck.objects.get_or_create(
        round=called, agency_id=agency_id, defaults={"begun_at": now, "begun_by": actor.signature}
    )
    if made:
        _line(check, "inspection.selfcheck_begun", actor, now, {"agency": people.agency_name(agency_id)})
    return check


def _unsigned(actor: Actor, check_id: int) -> SelfCheck:
    check = SelfCheck.objects.select_for_update(no_key=True, of=("self",)).filter(pk=check_id).first()
    if check is None:
        raise NotFound(_("There is no such self-check."))
    require(actor, HOLD, check.agency_id)
    if check.signed_at is not None:
        raise MoveRefused(
            _("The self-check was signed on %(day)s; it is not changed any more.")
            % {"day": formats.day(check.signed_at)}
        )
    return check


@transaction.atomic
def note_answer(
    *, actor: Actor, check_id: int, item_id: int, value: str, note: str = "", remedy: str = "",
    remedy_by: date | None = None, now: datetime,
) -> SelfAnswer:  # fmt: skip
    """Ghi kết quả một nội dung. A fault needs what is done about it and by when."""
    check = _unsigned(actor, check_id)
    item = ChecklistItem.objects.filter(pk=item_id, checklist_id=check.round.checklist_id).first()
    if item is None:
        raise NotFound(_("There is no such item in this checklist."))
    values = checked_answer(item.code, value, note, remedy, remedy_by, people.local_date(now))
    answer, _made = SelfAnswer.objects.update_or_create(
        check_of=check, item=item, defaults={**values, "by": actor.signature, "noted_at": now}
    )
    return answer


def checked_answer(
    code: str, value: str, note: str, remedy: str, remedy_by: date | None, today: date
) -> dict[str, Any]:  # fmt: skip
    """The fields of an answer, cleaned. Invalid names the item, so that a long sheet says where it is wrong."""
    if value not in AnswerValue.values:
        raise Invalid(_("%(code)s: choose a result.") % {"code": code})
    words, done = one_line(note)[:2000], one_line(remedy)[:1000]
    if value != AnswerValue.BREACH:
        return {"value": value, "note": words, "remedy": "", "remedy_by": None}
    if not done:
        raise Invalid(_("%(code)s: say what is done about the fault.") % {"code": code})
    if remedy_by is None:
        raise Invalid(_("%(code)s: give the day by which it is put right.") % {"code": code})
    if remedy_by < today:
        raise Invalid(_("%(code)s: the day by which it is put right has passed.") % {"code": code})
    return {"value": value, "note": words, "remedy": done, "remedy_by": remedy_by}


@transaction.atomic
def note_answers(*, actor: Actor, check_id: int, given: list[dict[str, Any]], now: datetime) -> int:
    """Ghi cả trang: every line given, or none. Returns how many differ from what stood there."""
    check = _unsigned(actor, check_id)
    items = {one.pk: one for one in check.round.checklist.items.all()}
    standing = {one.item_id: one for one in check.answers.all()}
    changed, new = 0, []
    for line in given:
        item = items.get(line["item_id"])
        if item is None:
            raise NotFound(_("There is no such item in this checklist."))
        old = standing.get(item.pk)
        kept = old is not None and old.remedy_by == line["remedy_by"]
        today = min(people.local_date(now), line["remedy_by"]) if kept and line["remedy_by"] else people.local_date(now)
        values = checked_answer(item.code, line["value"], line["note"], line["remedy"], line["remedy_by"], today)
        if old is None:
            new.append(SelfAnswer(check_of=check, item=item, by=actor.signature, noted_at=now, **values))
        elif any(getattr(old, name) != values[name] for name in values):
            SelfAnswer.objects.filter(pk=old.pk).update(by=actor.signature, noted_at=now, **values)
            changed += 1
    SelfAnswer.objects.bulk_create(new)
    return changed + len(new)


@transaction.atomic
def sign(*, actor: Actor, check_id: int, words: str = "", now: datetime) -> SelfCheck:
    """Ký kết quả tự kiểm tra. Every item must have been looked at. Journal: `inspection.selfcheck_signed`."""
    check = _unsigned(actor, check_id)
    answers = {one.item_id: one for one in check.answers.all()}
    items = list(check.round.checklist.items.all())
    missing = [
        one.code for one in items
        if one.pk not in answers or answers[one.pk].value == AnswerValue.NOT_SEEN
    ]  # fmt: skip
    if missing:
        some = ", ".join(missing[:12]) + ("…" if len(missing) > 12 else "")
        raise MoveRefused(_("Not checked yet: %(codes)s.") % {"codes": some},
                          hint=_("Give a result for every item, then sign."))  # fmt: skip
    check.words, check.signed_at, check.signed_by = one_line(words)[:2000], now, actor.signature
    check.save(update_fields=["words", "signed_at", "signed_by"])
    faults = [one for one in answers.values() if one.value == AnswerValue.BREACH]
    codes = {one.pk: one.code for one in items}
    _line(check, "inspection.selfcheck_signed", actor, now, {
        "agency": people.agency_name(check.agency_id), "round": check.round.name, "words": check.words,
        "items": len(items), "faults": [
            {"item": codes[one.item_id], "remedy": one.remedy, "by": one.remedy_by.isoformat() if one.remedy_by else ""}
            for one in faults
        ],
    })  # fmt: skip
    return check


@transaction.atomic
def note_remedied(*, actor: Actor, answer_id: int, on: date, now: datetime) -> SelfAnswer:
    """Ghi đã khắc phục a fault the agency found itself. Journal: `inspection.selfcheck_remedied`."""
    answer = SelfAnswer.objects.select_related("check_of", "item").filter(pk=answer_id).first()
    if answer is None:
        raise NotFound(_("There is no such result of a self-check."))
    require(actor, HOLD, answer.check_of.agency_id)
    if answer.value != AnswerValue.BREACH:
        raise MoveRefused(_("There is nothing to put right here."))
    if answer.remedied_on is not None:
        raise MoveRefused(_("It was noted as put right already."))
    if on > people.local_date(now) or on < people.local_date(answer.noted_at):
        raise Invalid(_("It was put right between the day it was found and today."), field="on")
    answer.remedied_on = on
    answer.save(update_fields=["remedied_on"])
    _line(answer.check_of, "inspection.selfcheck_remedied", actor, now,
          {"item": answer.item.code, "on": on.isoformat()})  # fmt: skip
    return answer
