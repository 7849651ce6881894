"""Đề nghị, quyết định, công khai, hủy bỏ khen thưởng; lời cảm ơn của người dân."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.text import skey
from congvu.core.working_time import add
from congvu.domain.conduct.actions.steps import cause_of, next_limit, not_in_the_future
from congvu.domain.conduct.models import Commendation, Merit, Thanks
from congvu.domain.conduct.policy import praise
from congvu.domain.conduct.queries import praising as queries
from congvu.domain.conduct.queries import rulebook
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, needed_words
from congvu.kernel.casework.models import Case, Link
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import get_for
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

PUBLISH = "conduct.praise_publish_within"


@dataclass(frozen=True, slots=True)
class Praise:
    """What is proposed. `official_id` None praises the collective of the agency; `codes` are cases, `thanks` ids of
    citizens' thanks, `papers` named papers it rests on."""

    agency_id: int
    form: str
    sort: str
    merit: str
    period_from: date
    period_to: date
    official_id: int | None = None
    origin: str = Commendation.Origin.DEED
    codes: Sequence[str] = ()
    thanks: Sequence[int] = ()
    papers: Sequence[str] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def propose_commendation(*, actor: Actor, authority_id: int, praise_of: Praise, now: datetime) -> Case:
    """Đề nghị khen thưởng. In time, with a form the authority may give, resting on merits nobody was praised for.

    Never for oneself, nor for somebody whose discipline is considered or in effect. The clock of the authority begins.
    Journal: `commendation.proposed`. Legal basis: Luật Thi đua, khen thưởng 2022 (one merit, one reward).
    """
    require(actor, praise.PROPOSE_PRAISE, praise_of.agency_id)
    on = people.local_date(now)
    _require_sound(actor, authority_id, praise_of, on)
    merit = needed_words(praise_of.merit, "merit", _("Say what the merit is."), 5000)
    whom = f"o{praise_of.official_id}" if praise_of.official_id is not None else f"a{praise_of.agency_id}"
    case = _open(actor, authority_id, praise_of, now)
    row = Commendation.objects.create(
        case=case, official_id=praise_of.official_id, agency_id=praise_of.agency_id, whom=whom,
        origin=praise_of.origin, sort=praise_of.sort, form=praise_of.form, merit=merit,
        period_from=praise_of.period_from, period_to=praise_of.period_to, facts=praise_of.facts,
    )  # fmt: skip
    _rest_on(actor, row, praise_of)
    return case


def _require_sound(actor: Actor, authority_id: int, given: Praise, on: date) -> None:
    if given.official_id is not None and given.official_id == actor.official_id:
        raise NotAllowed(_("Nobody proposes a commendation for himself."))
    if given.official_id is not None and not people.works_in(given.official_id, given.agency_id, on):
        raise Invalid(_("This person does not work in this agency."), field="official")
    chain = {one.pk for one in org.organisation().chain(org.agency_by_id(given.agency_id))}
    if authority_id not in chain:
        raise Invalid(_("Only the agency itself or one above it decides."), field="authority")
    if given.official_id is None and authority_id == given.agency_id:
        raise Invalid(_("A collective is praised by the level above."), field="authority")
    forms = queries.forms_given_by(authority_id, on, to_person=given.official_id is not None)
    if given.form not in forms:
        raise Invalid(
            _("This authority gives: %(forms)s (%(rule)s).")
            % {"forms": ", ".join(queries.form_words(one) for one in forms) or "—",
               "rule": rulebook.cited(queries.forms_rule(authority_id), on)},
            field="form",
        )  # fmt: skip
    if given.sort not in queries.sorts_on(on):
        raise Invalid(_("Choose the kind of commendation."), field="sort")
    if given.period_to < given.period_from:
        raise Invalid(_("The last day lies before the first."), field="period_to")
    not_in_the_future(given.period_from, on, "period_from")
    _require_eligible(given.official_id, on)


def _require_eligible(official_id: int | None, on: date) -> None:
    if official_id is not None and queries.held_by_discipline([official_id], on):
        raise MoveRefused(_("This person cannot be praised now: a disciplinary matter is open or in effect."))


def _open(actor: Actor, authority_id: int, given: Praise, now: datetime) -> Case:
    on = people.local_date(now)
    unscheduled = given.sort == praise.UNSCHEDULED
    limit = rules.rule("conduct.praise_unscheduled_within" if unscheduled else "conduct.praise_within", on)
    due = add(org.calendar_of(authority_id), now, limit.limit())
    (code,) = allocate_codes(kinds.get(praise.COMMENDATION).series, on.year, 1)
    whom = people.official_name(given.official_id) or people.agency_name(given.agency_id)
    title = _("Commendation: %(whom)s") % {"whom": whom}
    case = Case(
        code=code, kind=praise.COMMENDATION, title=title, skey=skey(f"{code} {title}"), law_on=on,
        phase=praise.PROPOSED, station="decide", accountable_agency_id=given.agency_id,
        issuing_agency_id=authority_id, holder_agency_id=authority_id,
        holder_official_id=people.head_id_of(authority_id, on), doer_official_id=actor.official_id, opened_at=now,
        first_due_at=due, due_at=due, next_event_at=due,
        due_basis={"limit": limit.limit().code, "words": limit.label, "source": rulebook.cited(limit.code, on)},
    )  # fmt: skip
    clock = ClockDraft("start", now, limit=limit.limit().code, rule=limit.code)
    body = {"form": given.form, "sort": given.sort, "origin": given.origin, "cases": list(given.codes),
            "period": [given.period_from.isoformat(), given.period_to.isoformat()], "facts": given.facts}  # fmt: skip
    open_cases([Change(case, "commendation.proposed", clock=(clock,), body=body)], actor=actor, now=now)
    return case


def _rest_on(actor: Actor, row: Commendation, given: Praise) -> None:
    """Write the merits; refused where one of them was praised already, or where there is none."""
    merits, cases = [], []
    for code in dict.fromkeys(one.strip().upper() for one in given.codes if one.strip()):
        other = get_for(actor, code)
        cases.append(other)
        merits.append(Merit(commendation=row, whom=row.whom, key=other.code, case=other))
    for thanks in queries.thanks_for(actor).filter(pk__in=list(given.thanks)):
        merits.append(Merit(commendation=row, whom=row.whom, key=f"thanks/{thanks.pk}", thanks=thanks))
    for paper in dict.fromkeys(" ".join(one.split()) for one in given.papers if one.strip()):
        merits.append(Merit(commendation=row, whom=row.whom, key=f"paper/{skey(paper)}"[:200], words=paper[:500]))
    if not merits:
        raise Invalid(_("Name what the merit rests on: cases, thanks, or a paper."), field="codes")
    used = queries.praised_already(row.whom, [one.key for one in merits])
    try:
        with transaction.atomic():
            Merit.objects.bulk_create(merits)
    except IntegrityError as clash:
        raise MoveRefused(
            _("One merit, one reward: %(merits)s was praised already (%(cases)s).")
            % {"merits": ", ".join(used) or "—", "cases": ", ".join(sorted(set(used.values()))) or "—"},
            hint=_("Take these merits out, or cancel the other commendation first."),
        ) from clash
    reason = _("Merit of a commendation")
    Link.objects.bulk_create([Link(case=row.case, other=one, kind=Link.Kind.CAUSED_BY, reason=reason) for one in cases])


def _start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Commendation]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=praise.COMMENDATION, move=move)
    row = queries.commendation_of(case)
    require(who, praise.DECIDE_PRAISE, case.issuing_agency_id)
    if row.official_id is not None and row.official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Nobody decides on his own commendation."))
    return who, case, row


def _write(
    case: Case, verb: str, values: dict[str, Any], actor: Actor, now: datetime, behalf: int | None,
    clock: tuple[ClockDraft, ...] = (), **body: Any,
) -> Case:
    commit([Change(case, verb, values, clock=clock, body=body)], actor=actor, now=now, behalf=behalf_name(behalf))
    return case


@transaction.atomic
def grant(
    *, actor: Actor, case_id: int, form: str, number: str, signed_by: str, decided_on: date, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Quyết định khen thưởng. With number and signer; the authority may choose another of its forms.

    From then on the time to publish it runs.
    """
    _who, case, row = _start(actor, case_id, "grant", now, expected_seq, behalf)
    on = people.local_date(now)
    not_in_the_future(decided_on, on, "decided_on")
    if decided_on < people.local_date(case.opened_at):
        raise Invalid(_("The decision lies before the proposal."), field="decided_on")
    _require_eligible(row.official_id, on)
    if form not in queries.forms_given_by(case.issuing_agency_id, decided_on, to_person=row.official_id is not None):
        raise Invalid(_("This authority does not give this form."), field="form")
    row.form, row.decided_on = form, decided_on
    row.number = needed_words(number, "number", _("Give the number of the decision."), 100)
    row.signed_by = needed_words(signed_by, "signed_by", _("Say who signed it."), 200)
    row.save(update_fields=["form", "decided_on", "number", "signed_by"])
    values, clock = next_limit(case, rules.limit(PUBLISH, on), PUBLISH, now)
    values |= {"phase": praise.GRANTED, "stopped_at": now}
    return _write(case, "commendation.granted", values, actor, now, behalf, clock, form=form, number=row.number,
                  decided_on=decided_on.isoformat())  # fmt: skip


@transaction.atomic
def refuse(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Không khen thưởng. With its ground; the merits may be proposed again."""
    _who, case, row = _start(actor, case_id, "refuse_praise", now, expected_seq, behalf)
    require_ground("praise_refusal", ground, now)
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    row.merits.update(stands=False)
    values = {"phase": praise.REFUSED, "closed_at": now, "stopped_at": now, "outcome": praise.REFUSED}
    return _write(case, "commendation.refused", values, actor, now, behalf, (ClockDraft("stop", now),),
                  ground=ground, words=said)  # fmt: skip


@transaction.atomic
def publish(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Công khai khen thưởng. Who, for what, by which decision stands on the list of the room from today on."""
    _who, case, row = _start(actor, case_id, "publish_praise", now, expected_seq, behalf)
    row.published_on = people.local_date(now)
    row.save(update_fields=["published_on"])
    values = {"phase": praise.PUBLISHED, "closed_at": now, "outcome": praise.PUBLISHED}
    return _write(case, "commendation.published", values, actor, now, behalf, (ClockDraft("stop", now),),
                  words=words.strip())  # fmt: skip


@transaction.atomic
def cancel(
    *, actor: Actor, case_id: int, move: str, ground: str, number: str, cancelled_on: date, words: str, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Hủy bỏ quyết định, thu hồi hiện vật và tiền thưởng. On a ground of the law, by a decision with its number.

    Legal basis: Luật Thi đua, khen thưởng 2022, Chương VII.
    """
    _who, case, row = _start(actor, case_id, move, now, expected_seq, behalf)
    require_ground("praise_cancel", ground, now)
    not_in_the_future(cancelled_on, people.local_date(now), "cancelled_on")
    if row.decided_on is not None and cancelled_on < row.decided_on:
        raise Invalid(_("It lies before the decision on %(day)s.") % {"day": formats.day(row.decided_on)},
                      field="cancelled_on")  # fmt: skip
    said = needed_words(words, "words", _("Write the reasons."), 2000)
    row.cancelled_on, row.cancelled_why = cancelled_on, ground
    row.cancelled_number = needed_words(number, "number", _("Give the number of the decision."), 100)
    row.save(update_fields=["cancelled_on", "cancelled_why", "cancelled_number"])
    row.merits.update(stands=False)
    values: dict[str, Any] = {"phase": praise.CANCELLED, "closed_at": case.closed_at or now,
                              "outcome": praise.CANCELLED}  # fmt: skip
    was_open = move == "cancel_granted"
    clock = (ClockDraft("stop", now),) if was_open else ()
    verb = "commendation.cancelled" if was_open else "commendation.taken_back"
    return _write(case, verb, values, actor, now, behalf, clock, ground=ground, words=said,
                  number=row.cancelled_number)  # fmt: skip


@transaction.atomic
def enter_thanks(
    *, actor: Actor, agency_id: int, received_on: date, channel: str, source: str, words: str,
    official_id: int | None = None, case_code: str = "", now: datetime,
) -> Thanks:
    """Ghi lời cảm ơn của người dân. With where it comes from; about a dossier also with its code.

    Not to oneself. Journal: `thanks.entered`.
    """
    require(actor, praise.PROPOSE_PRAISE, agency_id)
    if official_id is not None and official_id == actor.official_id:
        raise NotAllowed(_("Nobody enters thanks to himself."))
    on = people.local_date(now)
    not_in_the_future(received_on, on, "received_on")
    if channel not in Thanks.Channel.values:
        raise Invalid(_("Choose how it came."), field="channel")
    if official_id is not None and not people.works_in(official_id, agency_id, on):
        raise Invalid(_("This person does not work in this agency."), field="official")
    case = cause_of(actor, case_code)
    if channel == Thanks.Channel.RATING and case is None:
        raise Invalid(_("Name the dossier that was evaluated."), field="case_code")
    kept = needed_words(source, "source", _("Say where it comes from: letter, number, day."), 300)
    try:
        with transaction.atomic():
            row = Thanks.objects.create(
                agency_id=agency_id, official_id=official_id, received_on=received_on, channel=channel, source=kept,
                words=needed_words(words, "words", _("Write what was said."), 2000), case=case, entered_at=now,
                entered_by=actor.signature,
            )  # fmt: skip
    except IntegrityError as clash:
        raise Invalid(_("These thanks have been entered already."), field="source") from clash
    record(
        stream=f"conduct/thanks/{row.pk}", verb="thanks.entered", at=now, actor=actor.signature,
        body={"channel": channel, "received_on": received_on.isoformat(), "case": case.code if case else ""},
    )
    return row
