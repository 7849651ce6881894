"""Tiếp nhận hồ sơ: at the counter in one act, with code, appointment, register and receipt (NĐ 118/2025)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import one_line, skey
from congvu.domain.onestop.actions import numbers, slips
from congvu.domain.onestop.actions.applicants import Party, keep_applicant
from congvu.domain.onestop.models import (
    Applicant,
    Bundle,
    Channel,
    Charge,
    Delivery,
    Desk,
    Dossier,
    GivenPaper,
    PaidBy,
    PaperState,
    Slip,
    Visit,
)
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.plans import NeededPaper, Plan
from congvu.domain.onestop.policy.promises import Promise, promise_of, stop_due
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.competence import settling_for
from congvu.domain.onestop.queries.counter_promises import cut_off_on
from congvu.domain.onestop.queries.plans import in_force, plan_of
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.models import Case, Confidentiality, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org

#: Letters and digits that are not mistaken for each other when read aloud or copied from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_SETS = 100
MOST_COUNT = 100_000
MOST_PAPERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Giấy tờ mang đến. `position` names a paper of the checklist; 0 is one that was brought besides, by `name`."""

    position: int = 0
    name: str = ""
    state: str = PaperState.GIVEN
    originals: int = 0
    copies: int = 0
    file: StoredFile | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """Thu phí. How often a fee is owed, why it is not, and how it was paid; empty `paid_by`: still owed."""

    position: int
    count: int = 1
    exempt: str = ""
    paid_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Một hồ sơ được nộp. `key` is the form's own: the same key twice is the same dossier.

    `papers` empty means that every mandatory paper was handed in; `settling_id` names the competent agency where the
    desk does not follow from the place. `plan` is the plan of the variant where it was read for the form just now.
    """

    variant_id: int
    party: Party
    content: str = ""
    papers: Sequence[Brought] = ()
    fees: Sequence[Paying] = ()
    channel: str = Channel.COUNTER
    delivery: str = Delivery.COUNTER
    deliver_to: str = ""
    sets: int = 1
    proxy: dict[str, str] = field(default_factory=dict)
    settling_id: int | None = None
    bundle: Bundle | None = None
    key: str = ""
    citizen: str = ""
    plan: Plan | None = None


def new_secret() -> str:
    """What opens a dossier to whoever holds its slip: 8 letters and digits of an alphabet without look-alikes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def again(key: str) -> Dossier | None:
    """The dossier this very form has made already."""
    return Dossier.objects.select_related("case").filter(key=key).first() if key else None


def receive_dossier(*, actor: Actor, desk_id: int, reception: Reception, now: datetime) -> Dossier:
    """Tiếp nhận hồ sơ. Everything at once: code, case on its route, papers, fees, clock, register number, receipt.

    Raises NotAllowed for whoever does not receive at the desk; Invalid for a procedure not in force, a mandatory paper
    that is missing, an identification or amount that cannot be right. A second click (the same `key`) writes nothing
    and gives the dossier the first one made. What comes in outside working hours counts from the next opening.
    Journal: `dossier.received`. Legal basis: NĐ 118/2025/NĐ-CP; NĐ 61/2018/NĐ-CP, art. 17 before 1 July 2025.
    """
    require(actor, desks.RECEIVE, desk_id)
    try:
        with transaction.atomic():
            return _receive(actor, desk_id, reception, now)
    except IntegrityError:
        before = again(reception.key)
        if before is None:
            raise
        return before


def _receive(actor: Actor, desk_id: int, reception: Reception, now: datetime) -> Dossier:
    desk = desks.desk_of(desk_id)
    plan = in_force(reception.plan or plan_of(reception.variant_id), people.local_date(now))
    require_known(reception)
    papers = checked_papers(plan, reception.papers, now)
    charges = checked_charges(plan, reception.fees, desk)
    settling = settling_for(plan, desk, people.local_date(now), reception.settling_id)
    promise = promise_of(plan, org.calendar_of(settling), now, cut_off_on(now))
    applicant = keep_applicant(reception.party, now)
    wanted = [(numbers.DOSSIER, numbers.day_of(now)), (numbers.RECEIPT, numbers.year_of(now)),
              (numbers.REGISTER, numbers.year_of(now))]  # fmt: skip
    paying = [charge for charge in charges if charge.paid_by]
    money = [(numbers.MONEY, numbers.year_of(now))] if paying else []
    given = numbers.take_numbers(desk_id, [*wanted, *money])
    code = numbers.code_for(desk, now, given[0])
    dossier = drafted(plan, desk, settling, applicant, reception, now)
    dossier.received_at, dossier.register_no = now, given[2]
    dossier.received_by_id = actor.official_id
    case = _case(code, plan, dossier, applicant, promise, now)
    case.holder_agency_id, case.holder_official_id = desk_id, actor.official_id
    for charge in paying:
        charge.paid_at, charge.receipt_no, charge.taken_by_id = now, given[3], actor.official_id
    _open(actor, case, dossier, plan, promise, papers, charges, given[1], now)
    return dossier


def _open(
    actor: Actor, case: Case, dossier: Dossier, plan: Plan, promise: Promise, papers: Sequence[GivenPaper],
    charges: Sequence[Charge], number: int, now: datetime,
) -> None:
    """Case, dossier with its papers and charges, first station and receipt."""
    clock = (ClockDraft("start", now, limit=promise.limit, rule="onestop.procedure"),) if promise.limit else (
        ClockDraft("start", now, rule="onestop.procedure"),)
    body = {
        "procedure": plan.code, "case": plan.case_name, "channel": dossier.channel, "papers": len(papers),
        "register_no": dossier.register_no, "receipt": number, "station": plan.stops[0].name,
    }  # fmt: skip
    with rows.together():  # the database is waited for twice: for the key of the case, and at the end
        open_cases([Change(case, "dossier.received", clock=clock, body=body)], actor=actor, now=now)
        dossier.case = case
        rows.insert_all([dossier, *_beside(actor, dossier, plan, papers, charges, number, now)])


def _beside(
    actor: Actor, dossier: Dossier, plan: Plan, papers: Sequence[GivenPaper], charges: Sequence[Charge], number: int,
    now: datetime,
) -> list[Visit | Slip | GivenPaper | Charge]:
    """What is written with a dossier that was received: the first station, the receipt, papers and charges."""
    case, first = dossier.case, plan.stops[0]
    visit = Visit(
        case=case, station=first.code, name=first.name, entered_at=now, unit_id=dossier.desk_id,
        official_id=case.holder_official_id, due_at=stop_due(plan, first, org.calendar_of(dossier.desk_id), now, None),
    )  # fmt: skip
    content = {"due": slips.day(case.first_due_at) if case.first_due_at else "", "components": slips.brought(papers)}
    receipt = slips.drafted(dossier, case, "receipt", number, dossier.desk.short, actor=actor, now=now, content=content)
    _belong(dossier, papers, charges)
    return [visit, receipt, *papers, *charges]


def drafted(
    plan: Plan, desk: Desk, settling: int, applicant: Applicant, reception: Reception, now: datetime
) -> Dossier:
    """The row of a dossier that is handed in now; not saved yet."""
    if not 1 <= reception.sets <= MOST_SETS:
        raise Invalid(_("The number of sets must be between 1 and %(most)d.") % {"most": MOST_SETS}, field="sets")
    if reception.delivery == Delivery.POST and not (reception.deliver_to.strip() or applicant.address):
        raise Invalid(_("Type the address the result is sent to."), field="deliver_to")
    return Dossier(
        procedure_id=plan.procedure_id, variant_id=plan.variant_id, field_id=plan.field_id, desk=desk,
        settling_id=settling, returns=desk, channel=reception.channel, applicant=applicant,
        applicant_name=applicant.name, proxy={k: v for k, v in reception.proxy.items() if v},
        contact={"phone": applicant.phone, "email": applicant.email, "address": applicant.address},
        content=one_line(reception.content)[:1000], sets=reception.sets, delivery=reception.delivery,
        deliver_to=one_line(reception.deliver_to)[:300] or (
            applicant.address if reception.delivery == Delivery.POST else ""),
        bundle=reception.bundle, key=reception.key or None, secret=new_secret(), submitted_at=now,
        citizen=reception.citizen,
    )  # fmt: skip


def require_known(reception: Reception) -> None:
    """Invalid for a way in or a way out nobody knows."""
    if reception.channel not in Channel.values:
        raise Invalid(_("Choose how the dossier came in."), field="channel")
    if reception.delivery not in Delivery.values:
        raise Invalid(_("Choose how the result is received."), field="delivery")


def _case(code: str, plan: Plan, dossier: Dossier, applicant: Applicant, promise: Promise, now: datetime) -> Case:
    case = blank_case(code, plan, dossier, applicant, now)
    case.phase = "received"
    case.first_due_at = case.due_at = promise.due
    case.due_basis = {"limit": promise.limit, **basis_of(plan, dossier)}
    return case


def blank_case(code: str, plan: Plan, dossier: Dossier, applicant: Applicant, now: datetime) -> Case:
    """The case of a dossier at its desk, without a clock. Its title names no person: titles stay in the journal."""
    title = plan.name + (f" ({plan.case_name})" if plan.case_name else "")
    return Case(
        code=code, kind=DOSSIER, title=title[:1000], law_on=people.local_date(now),
        skey=skey(f"{code} {plan.code} {title} {applicant.name} {dossier.content}"),
        confidentiality=Confidentiality.INTERNAL, accountable_agency_id=dossier.settling_id,
        issuing_agency_id=dossier.desk_id, holder_agency_id=dossier.desk_id, station=plan.stops[0].code,
        whose_clock=Whose.AGENCY, opened_at=now,
    )  # fmt: skip


def basis_of(plan: Plan, dossier: Dossier) -> dict[str, object]:
    """What a promise rests on; it is timed by the calendar of the agency that settles, wherever the dossier lies."""
    return {"words": basis_words(plan), "procedure": plan.code, "stages": len(plan.phases) or 1,
            "promised_by": org.agency_by_id(dossier.settling_id).code}  # fmt: skip


def basis_words(plan: Plan) -> str:
    """The ground of a promise, as the certificate cites it."""
    return f"Thủ tục {plan.code} {plan.name}"[:200]


def checked_papers(
    plan: Plan, brought: Sequence[Brought], now: datetime, *, complete: bool = True
) -> list[GivenPaper]:
    """The papers of a dossier as they will be kept; Invalid names every mandatory one that is missing.

    Without `complete` what is missing is kept as such: somebody came to the desk and will have to come again.
    """
    _require_countable(brought)
    by_position = {one.position: one for one in brought if one.position}
    found, missing = [], []
    for needed in plan.papers:
        one = by_position.get(needed.position)
        if one is None and brought and needed.mandatory and not needed.held_by:
            one = Brought(position=needed.position, state=PaperState.MISSING)
        state = one.state if one is not None else (PaperState.HELD if needed.held_by else PaperState.GIVEN)
        if one is None and (not needed.mandatory) and brought:
            continue
        if state == PaperState.MISSING:
            if needed.mandatory and complete:
                missing.append(needed.name)
            elif needed.mandatory:
                found.append(_paper(needed, None, state, now))
            continue
        found.append(_paper(needed, one, state, now))
    if missing:
        raise Invalid(
            _("Missing from the dossier: %(papers)s.") % {"papers": "; ".join(missing)}, field="papers",
            hint=_("Give the applicant a request for papers that lists everything, or mark what the State holds."),
            code="papers_missing",
        )  # fmt: skip
    besides = [one for one in brought if not one.position and one_line(one.name)]
    last = max((one.position for one in found), default=0)
    last = max(last, len(plan.papers))
    for place, one in enumerate(besides, last + 1):
        found.append(GivenPaper(
            position=place, name=one_line(one.name)[:1000], mandatory=False, state=one.state,
            originals=one.originals, copies=one.copies, file=one.file, file_name=one.file_name[:300], added_at=now,
        ))  # fmt: skip
    return found


def _require_countable(brought: Sequence[Brought]) -> None:
    if any(one.state not in PaperState.values for one in brought):
        raise Invalid(_("Say of each paper whether it was handed in, shown, held already or is missing."),
                      field="papers")  # fmt: skip
    if not all(0 <= count <= MOST_PAPERS for one in brought for count in (one.originals, one.copies)):
        raise Invalid(
            _("How many originals and copies were brought is a number from 0 to %(most)d.") % {"most": MOST_PAPERS},
            field="papers",
        )


def _paper(needed: NeededPaper, one: Brought | None, state: str, now: datetime) -> GivenPaper:
    here = state != PaperState.MISSING
    return GivenPaper(
        position=needed.position, name=needed.name, mandatory=needed.mandatory, state=state,
        originals=one.originals if one else needed.originals * here, copies=one.copies if one else needed.copies * here,
        file=one.file if one else None, file_name=(one.file_name if one else "")[:300], added_at=now,
    )  # fmt: skip


def checked_charges(plan: Plan, paying: Sequence[Paying], desk: Desk) -> list[Charge]:
    """What is owed, with exemptions; Invalid for a fee that is no fee of the procedure and a count below 1."""
    by_position = {one.position: one for one in paying}
    known = {fee.position for fee in plan.fees}
    if unknown := set(by_position) - known:
        raise Invalid(_("This procedure has no fee number %(n)d.") % {"n": min(unknown)}, field="fees")
    found = []
    for fee in plan.fees:
        one = by_position.get(fee.position) or Paying(position=fee.position)
        if not 1 <= one.count <= MOST_COUNT:
            raise Invalid(
                _("How often a fee is owed is a number from 1 on; an amount is never negative."), field="fees"
            )
        if one.paid_by and one.paid_by not in PaidBy.values:
            raise Invalid(_("Choose how the fee was paid."), field="fees")
        if one_line(one.exempt) and one.paid_by:
            raise Invalid(_("A fee that is not owed cannot be paid."), field="fees")
        found.append(Charge(
            position=fee.position, name=fee.name, amount=fee.amount * one.count, count=one.count,
            collected=fee.collected, exempt=one_line(one.exempt)[:300], paid_by=one.paid_by, desk=desk,
        ))  # fmt: skip
    return found


def _belong(dossier: Dossier, papers: Sequence[GivenPaper], charges: Sequence[Charge]) -> None:
    for paper in papers:
        paper.dossier = dossier
    for charge in charges:
        charge.dossier = dossier


def keep_parts(dossier: Dossier, papers: Sequence[GivenPaper], charges: Sequence[Charge]) -> None:
    """Write a dossier's papers and charges."""
    _belong(dossier, papers, charges)
    rows.insert_all([*papers, *charges])


