"""Họp kiểm điểm, Hội đồng kỷ luật: invitations, the person's own review, meetings, the secret vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.working_time import HANOI, subtract
from congvu.domain.conduct.actions.steps import At, not_in_the_future, start, start_own
from congvu.domain.conduct.models import (
    Breach,
    Council,
    CouncilMember,
    Discipline,
    Form,
    Invitation,
    ReviewMeeting,
    Vote,
)
from congvu.domain.conduct.policy.principles import majority
from congvu.domain.conduct.queries import files, rulebook
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import let_in, needed_words
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats


@transaction.atomic
def invite(
    *, actor: Actor, case_id: int, meeting: str, sent_on: date, meets_on: date, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Mời họp kiểm điểm, triệu tập họp Hội đồng. The one before must be answered first; the council's invitation goes
    out the time before that the rulebook names."""
    at = start(actor, case_id, now, expected_seq, behalf, act="invite")
    not_in_the_future(sent_on, at.on, "sent_on")
    if meets_on < sent_on:
        raise Invalid(_("The meeting lies before its invitation."), field="meets_on")
    rows = at.file.invitations.filter(meeting=meeting)
    if rows.filter(answer=Invitation.Answer.WAITING).exists():
        raise MoveRefused(_("Note first whether the person came to the meeting he was invited to."))
    if meeting == Invitation.Meeting.COUNCIL:
        _require_notice(at, sent_on, meets_on)
    number = rows.count() + 1
    Invitation.objects.create(
        discipline=at.file, meeting=meeting, number=number, sent_on=sent_on, meets_on=meets_on
    )
    return at.write("discipline.invited", meeting=meeting, number=number, meets_on=meets_on.isoformat())


def _require_notice(at: At, sent_on: date, meets_on: date) -> None:
    if not hasattr(at.file, "council"):
        raise MoveRefused(_("Set up the council first."))
    before = rules.rule("conduct.council_notice", at.on)
    calendar = org.calendar_of(at.case.accountable_agency_id)
    latest = people.local_date(subtract(calendar, datetime.combine(meets_on, time(17), HANOI), before.limit()))
    if sent_on > latest:
        raise Invalid(
            _("The invitation to the council goes out %(time)s before, at latest on %(day)s (%(rule)s).")
            % {"time": before.words, "day": formats.day(latest), "rule": rulebook.cited(before.code, at.on)},
            field="meets_on",
        )


@transaction.atomic
def note_answer(
    *, actor: Actor, case_id: int, invitation_id: int, answer: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Ghi kết quả mời: came, absent with or without an excuse. Absent is nobody before the day of the meeting."""
    at = start(actor, case_id, now, expected_seq, behalf, act="note_answer")
    row = at.file.invitations.filter(pk=invitation_id, answer=Invitation.Answer.WAITING).first()
    if row is None:
        raise NotFound(_("There is no such invitation, or it was answered already."))
    if answer not in Invitation.Answer.values or answer == Invitation.Answer.WAITING:
        raise Invalid(_("Say whether the person came."), field="answer")
    if row.meets_on > at.on:
        raise Invalid(_("This meeting has not been held yet."), field="answer")
    row.answer = answer
    row.save(update_fields=["answer"])
    return at.write("discipline.invitation_answered", meeting=row.meeting, number=row.number, answer=answer)


@transaction.atomic
def write_self_review(
    *, actor: Actor, case_id: int, words: str, now: datetime, expected_seq: int | None = None
) -> Case:
    """Bản tự kiểm điểm. By the person himself, in writing, while the file is handled."""
    at = start_own(actor, case_id, now, expected_seq, act="write_self_review")
    at.file.self_review, at.file.self_review_at = needed_words(words, "words", _("Write your review.")), now
    at.file.save(update_fields=["self_review", "self_review_at"])
    return at.write("discipline.self_reviewed")


@dataclass(frozen=True, slots=True)
class Held:
    """Cuộc họp: day, chair, secretary, minutes; those for and against a discipline."""

    held_on: date
    chair: str
    secretary: str
    for_discipline: int
    against: int
    minutes: str
    place: str = ""
    in_absence: bool = False


@transaction.atomic
def hold_review(
    *, actor: Actor, case_id: int, held: Held, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Họp kiểm điểm. Only with the person's own review, or in absence after the invitations the rulebook asks for.

    Journal: `discipline.reviewed`. Legal basis: NĐ 172/2025/NĐ-CP, Điều 16.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="hold_review")
    if hasattr(at.file, "review_meeting"):
        raise MoveRefused(_("The review meeting was held already."))
    not_in_the_future(held.held_on, at.on, "held_on")
    if held.in_absence:
        _require_invitations(at, Invitation.Meeting.REVIEW)
    elif not at.file.self_review:
        raise MoveRefused(
            _("The person has not written his review yet."),
            hint=_("Invite him; after the invitations the rulebook asks for, the meeting is held in absence."),
        )
    if held.for_discipline + held.against < 1:
        raise Invalid(_("Count who was present."), field="for_discipline")
    ReviewMeeting.objects.create(
        discipline=at.file, held_on=held.held_on, place=held.place.strip()[:200],
        chair=needed_words(held.chair, "chair", _("Name the chair."), 200),
        secretary=needed_words(held.secretary, "secretary", _("Name the secretary."), 200),
        present=held.for_discipline + held.against, in_absence=held.in_absence, for_discipline=held.for_discipline,
        against=held.against, minutes=needed_words(held.minutes, "minutes", _("Write the minutes.")), kept_at=now,
        kept_by=actor.signature,
    )
    return at.write("discipline.reviewed", held_on=held.held_on.isoformat(), in_absence=held.in_absence)


def _require_invitations(at: At, meeting: str) -> None:
    needed, stayed_away = rulebook.count("invitations", at.on), files.absences(at.file, meeting)
    if stayed_away < needed:
        raise MoveRefused(
            _("In absence only after %(needed)d invitations without an excuse; there are %(n)d (%(rule)s).")
            % {"needed": needed, "n": stayed_away, "rule": rulebook.cited("conduct.invitations", at.on)},
        )


@transaction.atomic
def skip_step(
    *, actor: Actor, case_id: int, step: str, ground: str, words: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Không họp kiểm điểm, không lập Hội đồng. Only on a ground the law names; `step` is "review" or "council"."""
    at = start(actor, case_id, now, expected_seq, behalf, act=f"skip_{step}")
    done = hasattr(at.file, "review_meeting" if step == "review" else "council")
    if done:
        raise MoveRefused(_("This step was taken already."))
    require_ground(f"discipline_skip_{step}", ground, now)
    _require_ground_holds(at, ground)
    setattr(at.file, f"{step}_skip", ground)
    at.file.skip_words = words.strip()[:1000]
    at.file.save(update_fields=[f"{step}_skip", "skip_words"])
    return at.write("discipline.step_skipped", step=step, ground=ground)


def _require_ground_holds(at: At, ground: str) -> None:
    """A ground that the file itself can show or refute."""
    if ground.endswith(".moved") and at.file.former_agency_id is None:
        raise Invalid(_("The breach does not lie in a former agency."), field="ground")
    if ground.endswith(".party_sanction") and not at.file.party_form:
        raise Invalid(_("Note the party sanction first."), field="ground")
    if ground.endswith(".cadre") and at.file.category != "cadre":
        raise Invalid(_("This ground is for cadres only."), field="ground")


@dataclass(frozen=True, slots=True)
class Seat:
    """Một thành viên: name, role, and the official he is where he has an account here."""

    name: str
    role: str = CouncilMember.Role.MEMBER
    official_id: int | None = None


@transaction.atomic
def form_council(
    *, actor: Actor, case_id: int, decision: str, set_up_on: date, seats: Sequence[Seat], now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Thành lập Hội đồng kỷ luật. As many members as the rulebook says, one chair, one secretary, never the person."""
    at = start(actor, case_id, now, expected_seq, behalf, move="form_council", permission=files.DECIDE)
    if hasattr(at.file, "council"):
        raise MoveRefused(_("The council was set up already."))
    not_in_the_future(set_up_on, at.on, "set_up_on")
    _require_seats(at, seats)
    council = Council.objects.create(
        discipline=at.file, set_up_on=set_up_on,
        decision=needed_words(decision, "decision", _("Name the decision that sets up the council."), 100),
    )
    CouncilMember.objects.bulk_create([
        CouncilMember(council=council, official_id=seat.official_id, name=seat.name.strip()[:200], role=seat.role)
        for seat in seats
    ])  # fmt: skip
    let_in(at.case, [seat.official_id for seat in seats], actor.signature, now)
    return at.write("discipline.council_formed", decision=council.decision, members=len(seats))


def _require_seats(at: At, seats: Sequence[Seat]) -> None:
    needed = rulebook.count("council_members", at.on)
    if len(seats) != needed or not all(seat.name.strip() for seat in seats):
        raise Invalid(
            _("The council has %(needed)d members (%(rule)s).")
            % {"needed": needed, "rule": rulebook.cited("conduct.council_members", at.on)}, field="seats",
        )  # fmt: skip
    roles = [seat.role for seat in seats]
    if roles.count(CouncilMember.Role.CHAIR) != 1 or roles.count(CouncilMember.Role.SECRETARY) != 1:
        raise Invalid(_("The council has one chair and one secretary."), field="seats")
    known = [seat.official_id for seat in seats if seat.official_id is not None]
    if len(known) != len(set(known)):
        raise Invalid(_("Nobody sits twice in the council."), field="seats")
    if at.file.official_id in known:
        raise Invalid(_("Nobody sits in the council on himself."), field="seats")


@transaction.atomic
def hold_council(
    *, actor: Actor, case_id: int, met_on: date, present: int, minutes: str,
    ballots: Mapping[int, Mapping[str, int]], in_absence: bool = False, now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Họp Hội đồng kỷ luật, bỏ phiếu kín. For each breach (its id) the ballots of each form, "" for no discipline.

    More than half of those present conclude the breach; the ballots of a breach are as many as members were present.
    Journal: `discipline.council_voted`.
    """
    at = start(actor, case_id, now, expected_seq, behalf, move="hold_council")
    council = getattr(at.file, "council", None)
    if council is None:
        raise MoveRefused(_("Set up the council first."))
    if council.met_on is not None:
        raise MoveRefused(_("The council has voted already."))
    _require_sitting(at, council, met_on, present, in_absence)
    open_ones = [row for row in files.standing_breaches(at.file) if row.finding == Breach.Finding.OPEN]
    for breach in open_ones:
        _count(at, council, breach, dict(ballots.get(breach.pk, {})), present)
    council.met_on, council.present, council.in_absence = met_on, present, in_absence
    council.minutes, council.kept_by = needed_words(minutes, "minutes", _("Write the minutes.")), actor.signature
    council.save()
    results = {str(row.position): [row.finding, row.form] for row in files.standing_breaches(at.file)}
    return at.write("discipline.council_voted", met_on=met_on.isoformat(), present=present, results=results)


def _require_sitting(at: At, council: Council, met_on: date, present: int, in_absence: bool) -> None:
    not_in_the_future(met_on, at.on, "met_on")
    if met_on < council.set_up_on:
        raise Invalid(_("The council met before it was set up."), field="met_on")
    members = council.members.count()
    if not members // 2 < present <= members:
        raise Invalid(_("More than half of the members have to be present."), field="present")
    if in_absence:
        _require_invitations(at, Invitation.Meeting.COUNCIL)
    elif not at.file.invitations.filter(meeting=Invitation.Meeting.COUNCIL, meets_on=met_on).exists():
        raise MoveRefused(_("The person was not invited to this meeting of the council."))


def _count(at: At, council: Council, breach: Breach, ballots: dict[str, int], present: int) -> None:
    ladder = rulebook.ladder(at.file.category, at.on, is_leader=at.file.is_leader)
    if set(ballots) - {"", *ladder}:
        raise Invalid(_("One of these forms cannot be given to this person."), field=f"breach_{breach.pk}")
    if sum(ballots.values()) != present or min(ballots.values(), default=0) < 0:
        raise Invalid(
            _("Breach %(n)d: %(cast)d ballots for %(present)d members present.")
            % {"n": breach.position, "cast": sum(ballots.values()), "present": present},
            field=f"breach_{breach.pk}",
        )
    winner = majority(list(ballots.items()), present)
    if winner is None:
        raise Invalid(
            _("Breach %(n)d: no form has more than half of the ballots; vote again.") % {"n": breach.position},
            field=f"breach_{breach.pk}",
        )
    Vote.objects.bulk_create(
        [Vote(council=council, breach=breach, form=form, ballots=n) for form, n in ballots.items() if n]
    )
    breach.finding = Breach.Finding.ESTABLISHED if winner else Breach.Finding.NOT_ESTABLISHED
    breach.form = winner
    breach.save(update_fields=["finding", "form"])


@transaction.atomic
def conclude_breach(
    *, actor: Actor, case_id: int, breach_id: int, finding: str, form: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Kết luận từng hành vi, where no council votes on it; that its limitation is over may always be concluded.

    Journal: `discipline.breach_concluded`.
    """
    at = start(actor, case_id, now, expected_seq, behalf, act="conclude_breach")
    breach = next((row for row in files.standing_breaches(at.file) if row.pk == breach_id), None)
    if breach is None:
        raise NotFound(_("There is no such breach in this file."))
    barred = finding == Breach.Finding.TIME_BARRED
    if not barred and not at.file.council_skip:
        raise MoveRefused(_("The council concludes on this breach."))
    _require_finding(at.file, breach, finding, form, at.on)
    breach.finding, breach.form = finding, form if finding == Breach.Finding.ESTABLISHED else ""
    breach.save(update_fields=["finding", "form"])
    return at.write("discipline.breach_concluded", breach=breach.position, finding=finding, form=breach.form)


def _require_finding(file: Discipline, breach: Breach, finding: str, form: str, on: date) -> None:
    if finding == Breach.Finding.ESTABLISHED:
        if form not in rulebook.ladder(file.category, on, is_leader=file.is_leader):
            raise Invalid(_("Choose a form that can be given to this person."), field="form")
    elif finding == Breach.Finding.TIME_BARRED:
        until = rulebook.barred_after(breach, file.category, on)
        reprimand = rulebook.barred_after(breach, file.category, on, Form.REPRIMAND)
        if until is None or on <= min(until, reprimand or until):
            raise Invalid(_("The limitation of this breach is not over yet."), field="finding")
    elif finding != Breach.Finding.NOT_ESTABLISHED:
        raise Invalid(_("Say what is concluded."), field="finding")
