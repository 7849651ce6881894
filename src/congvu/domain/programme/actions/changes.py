"""Điều chỉnh chương trình: asked by the drafter or the office, consented to or refused by the competent leader."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed, NotFound
from congvu.core.working_time import FixedDate
from congvu.domain.programme.actions.programmes import admission
from congvu.domain.programme.actions.steps import ITEM, due_moment, item_of
from congvu.domain.programme.models import Consent, Item, Stage
from congvu.domain.programme.policy import days
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, require_no_request, require_office
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import holds, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.casework.queries.states import CONSENT

CONSENTS = "programme.change.consent"


@transaction.atomic
def ask_move(
    *, actor: Actor, case_id: int, new_due_on: date | None, ground: str, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Consent:
    """Đề nghị điều chỉnh thời gian trình, to a later or an earlier day, before the present day or after it.

    Invalid without a day, for the present day, or for one that has passed or lies outside the programme's year.
    """
    who, case, item = _asking(actor, case_id, "ask_move", now, expected_seq, behalf)
    require_ground("programme_change", ground, now)
    present, today = _present(case), people.local_date(now)
    if new_due_on is None:
        raise Invalid(_("Name the new day of submission."), field="new_due_on")
    if new_due_on == present:
        raise Invalid(_("This is the present day of submission."), field="new_due_on")
    if new_due_on < today:
        raise Invalid(_("The new day of submission has passed already."), field="new_due_on")
    if new_due_on > date(item.programme.year + 1, 12, 31):
        raise Invalid(_("The new day lies too far beyond the programme's year."), field="new_due_on")
    return _ask(case, item, Consent.Kind.MOVE, actor, who, now, behalf, ground, words, present, new_due_on)


@transaction.atomic
def ask_stop(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Consent:
    """Đề nghị đưa ra khỏi chương trình."""
    who, case, item = _asking(actor, case_id, "ask_stop", now, expected_seq, behalf)
    require_ground("programme_change", ground, now)
    if not words.strip():
        raise Invalid(_("Say why the item is to be taken out."), field="words")
    return _ask(case, item, Consent.Kind.STOP, actor, who, now, behalf, ground, words, _present(case), None)


def _asking(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Item]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, move=move)
    require_no_request(case)
    if not may_ask(who, case):
        raise NotAllowed(_("Only the drafter or the office that keeps the programme asks for a change."))
    return who, case, item_of(case)


def may_ask(who: Actor, case: Case) -> bool:
    """The holder, or the office that keeps the programme."""
    return holds(who, case) or who.may("programme.programme.open", case.issuing_agency_id)


def _present(case: Case) -> date:
    assert case.due_at is not None
    return people.local_date(case.due_at)


def _ask(
    case: Case, item: Item, kind: str, actor: Actor, who: Actor, now: datetime, behalf: int | None, ground: str,
    words: str, present: date, new_on: date | None,
) -> Consent:
    consent = Consent.objects.create(
        item=item, kind=kind, ground=ground, words=words.strip(), from_on=present, new_on=new_on,
        after_date=case.due_at is not None and now > case.due_at, asked_at=now, asked_by=actor.signature,
        asked_official_id=who.official_id,
    )
    answer = due_after(case, "programme.consent_within", now, agency_id=case.issuing_agency_id)
    body: dict[str, Any] = {
        "ground": ground, "words": words, "present_day": present.isoformat(), "after_date": consent.after_date,
    }
    if new_on is not None:
        body["new_due_at"] = due_moment(case.accountable_agency_id, new_on).isoformat()
    commit(
        [Change(case, f"programme_item.{kind}_asked", {"asking": CONSENT, "next_event_at": answer}, body=body)],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )
    return consent


def _waiting(case: Case) -> Consent:
    found = Consent.objects.select_for_update(no_key=True, of=("self",)).filter(
        item__case=case, decision=Consent.Decision.WAITING
    ).first()
    if found is None:
        raise NotFound(_("No change of this item waits for consent."))
    return found


def _deciding(
    actor: Actor, case_id: int, act: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Item, Consent]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, act=act)
    consent = _waiting(case)
    require_office(who, case, CONSENTS, _("Only the competent leader consents to a change of the programme."))
    if consent.asked_official_id is not None and consent.asked_official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Who asked cannot decide."))
    return who, case, item_of(case), consent


def _decide(
    consent: Consent, decision: str, actor: Actor, behalf: int | None, now: datetime, ground: str, words: str
) -> None:
    consent.decision, consent.decided_at, consent.decision_words = decision, now, words.strip()
    named = behalf_name(behalf)
    consent.decided_by = f"{actor.signature} ({named})"[:200] if named else actor.signature
    consent.decision_ground = ground
    consent.save(
        update_fields=["decision", "decided_at", "decided_by", "decision_ground", "decision_words"]
    )


@transaction.atomic
def grant_consent(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Đồng ý. The item is added, moved or taken out as was asked; the baseline stays what it was."""
    _who, case, item, consent = _deciding(actor, case_id, "grant_consent", now, expected_seq, behalf)
    _decide(consent, Consent.Decision.GRANTED, actor, behalf, now, "", words)
    if consent.kind == Consent.Kind.ADD:
        change = admission(case, item, now)
    elif consent.kind == Consent.Kind.MOVE:
        change = _moved(case, item, consent, now)
    else:
        change = _withdrawn(case, item, "programme_item.stopped", now)
    change.set["asking"] = ""
    said = " ".join(filter(None, (change.body.get("words", ""), words.strip())))
    change.body |= {"asked_by": consent.asked_by, "asked_ground": consent.ground, "words": said,
                    "after_date": consent.after_date}  # fmt: skip
    commit([change], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


def _moved(case: Case, item: Item, consent: Consent, now: datetime) -> Change:
    assert consent.new_on is not None
    assert case.due_at is not None
    new_on = max(consent.new_on, people.local_date(now))
    due = due_moment(case.accountable_agency_id, new_on)
    by = new_on.toordinal() - _present(case).toordinal()
    stages = list(Stage.objects.filter(item=item, done_on=None))
    for stage in stages:
        stage.planned_on = days.shifted(stage.planned_on, by)
    Stage.objects.bulk_update(stages, ["planned_on"])
    clock = (
        ClockDraft("extend", now, fixed_at=due, ground=consent.ground)
        if due > case.due_at
        else ClockDraft("restart", now, limit=FixedDate(new_on).code, fixed_at=due, ground=consent.ground)
    )
    return Change(
        case, "programme_item.moved", {"due_at": due, "next_event_at": due}, clock=(clock,),
        body={"words": f"{_present(case):%d/%m/%Y} → {new_on:%d/%m/%Y}.", "new_day": new_on.isoformat()},
    )


def _withdrawn(case: Case, item: Item, verb: str, now: datetime) -> Change:
    """The change that takes an item out; its name is free for another registration."""
    item.key = f"{item.key[:450]} {case.code}"
    item.save(update_fields=["key"])
    started = case.due_at is not None
    return Change(
        case, verb,
        {"phase": "withdrawn", "closed_at": now, "outcome": "withdrawn", "stopped_at": case.stopped_at or now},
        clock=(ClockDraft("stop", now),) if started else (),
    )  # fmt: skip


@transaction.atomic
def refuse_consent(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Không đồng ý, with a coded ground. An item that was to be added does not come into the programme; one that was
    to be moved or stopped stays as it is."""
    _who, case, item, consent = _deciding(actor, case_id, "refuse_consent", now, expected_seq, behalf)
    require_ground("programme_refusal", ground, now)
    _decide(consent, Consent.Decision.REFUSED, actor, behalf, now, ground, words)
    if consent.kind == Consent.Kind.ADD:
        change = _withdrawn(case, item, "programme_item.declined", now)
    else:
        change = Change(case, "programme_item.consent_refused", {"next_event_at": case.due_at})
    change.set["asking"] = ""
    change.body |= {"ground": ground, "words": words.strip(), "asked_by": consent.asked_by}
    commit([change], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


@transaction.atomic
def take_consent_back(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Rút đề nghị. Who asked does not want the change any more; an item that was to be added is withdrawn."""
    who, case = begin(actor, case_id, now, expected_seq, kind=ITEM)
    consent, item = _waiting(case), item_of(case)
    if not (holds(who, case) or (who.official_id is not None and consent.asked_official_id == who.official_id)):
        raise NotAllowed(_("Only the unit that asked may take its request back."))
    _decide(consent, Consent.Decision.TAKEN_BACK, actor, None, now, "", words)
    if consent.kind == Consent.Kind.ADD:
        change = _withdrawn(case, item, "programme_item.declined", now)
    else:
        change = Change(case, "programme_item.consent_taken_back", {"next_event_at": case.due_at})
    change.set["asking"] = ""
    change.body |= {"words": words.strip()}
    commit([change], actor=actor, now=now)
    return case


@transaction.atomic
def decline(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Không đưa vào chương trình. The competent leader leaves a registered item out, with a coded ground."""
    who, case = begin(actor, case_id, now, expected_seq, kind=ITEM, move="decline")
    require_no_request(case)
    require_office(who, case, CONSENTS, _("Only the competent leader leaves an item out of the programme."))
    require_ground("programme_refusal", ground, now)
    change = _withdrawn(case, item_of(case), "programme_item.declined", now)
    change.body |= {"ground": ground, "words": words.strip()}
    commit([change], actor=actor, now=now)
    return case
