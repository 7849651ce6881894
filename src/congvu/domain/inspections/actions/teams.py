"""Lập đoàn kiểm tra: teams by decision, their members with duty cards, and who takes no part in which check."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.core.text import nfc, one_line
from congvu.domain.inspections.models import Member, MemberRole, Recusal, Team
from congvu.domain.inspections.queries.teams import may_end
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

FORM, ORDER = "inspections.team.form", "inspections.draw.order"
MOST_MEMBERS = 60
LONGEST_RULES = 20_000


def _line(team: Team, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"inspection_team/{team.pk}", verb=verb, at=now, actor=actor.signature, body=body)


@transaction.atomic
def form_team(
    *, actor: Actor, agency_id: int, name: str, decision: str, decided_on: date, ordered_by_id: int,
    valid_from: date, valid_to: date | None = None, rules: str = "", now: datetime,
) -> Team:  # fmt: skip
    """Lập đoàn theo quyết định. Journal: `inspection.team_formed`.

    Who orders must hold a post on the day of the decision; the same number of a decision is entered once a year.
    """
    require(actor, FORM, agency_id)
    title, number = one_line(name)[:300], one_line(decision)[:60]
    if not title:
        raise Invalid(_("Name the team."), field="name")
    if not number:
        raise Invalid(_("A team is formed by a decision: give its number."), field="decision")
    if decided_on > people.local_date(now):
        raise Invalid(_("The day of the decision lies in the future."), field="decided_on")
    if valid_from < decided_on:
        raise Invalid(_("A team does not work before its decision."), field="valid_from")
    if valid_to is not None and valid_to < valid_from:
        raise Invalid(_("The last day lies before the first."), field="valid_to")
    if not org.appointments_of(ordered_by_id, decided_on):
        raise Invalid(_("Who signs the decision held no post on that day."), field="ordered_by")
    if Team.objects.filter(agency_id=agency_id, decision=number, decided_on__year=decided_on.year).exists():
        raise Invalid(_("A team has been entered by this decision already."), field="decision")
    team = Team.objects.create(
        agency_id=agency_id, name=title, decision=number, decided_on=decided_on, ordered_by_id=ordered_by_id,
        valid_from=valid_from, valid_to=valid_to, rules=_text(rules), made_at=now,
    )
    _line(team, "inspection.team_formed", actor, now, {
        "name": title, "decision": number, "decided_on": decided_on.isoformat(), "from": valid_from.isoformat(),
        "to": valid_to.isoformat() if valid_to else "", "ordered_by": people.official_name(ordered_by_id),
    })  # fmt: skip
    return team


def _text(words: str) -> str:
    """Words of several lines as they are kept."""
    kept = "\n".join(line.rstrip() for line in nfc(words).replace("\r\n", "\n").split("\n")).strip()
    if len(kept) > LONGEST_RULES:
        raise Invalid(_("The text is longer than %(n)d characters.") % {"n": LONGEST_RULES}, field="rules")
    return kept


def _team(actor: Actor, team_id: int) -> Team:
    found = Team.objects.select_for_update(no_key=True, of=("self",)).filter(pk=team_id).first()
    if found is None:
        raise NotFound(_("There is no such team, or it is not open to you."))
    require(actor, FORM, found.agency_id)
    return found


def _not_over(team: Team, now: datetime) -> None:
    if team.valid_to is not None and team.valid_to < people.local_date(now):
        raise MoveRefused(
            _("The team's time ended on %(day)s.") % {"day": formats.day(team.valid_to)},
            hint=_("A new decision forms a new team."),
        )


@transaction.atomic
def set_rules(*, actor: Actor, team_id: int, rules: str, now: datetime) -> Team:
    """Ban hành quy chế làm việc của đoàn. Journal: `inspection.team_rules_set` with the words."""
    team = _team(actor, team_id)
    _not_over(team, now)
    words = _text(rules)
    if words != team.rules:
        team.rules = words
        team.save(update_fields=["rules"])
        _line(team, "inspection.team_rules_set", actor, now, {"rules": words})
    return team


@transaction.atomic
def add_member(
    *, actor: Actor, team_id: int, role: str, from_on: date, official_id: int | None = None, name: str = "",
    body: str = "", now: datetime,
) -> Member:  # fmt: skip
    """Cử thành viên. An official, or (observers only) somebody from outside by name and body; a card is made for him.

    Refused: a second head, a second secretary's place for the same person, who signed the decision (he judges what
    the team reports), and somebody without a post. Journal: `inspection.member_added`, never the card's secret.
    """
    team = _team(actor, team_id)
    _not_over(team, now)
    if role not in MemberRole.values:
        raise Invalid(_("Choose a role."), field="role")
    if from_on < team.valid_from or (team.valid_to is not None and from_on > team.valid_to):
        raise Invalid(_("The day lies outside the team's time."), field="from_on")
    now_in = team.members.filter(left_on=None)
    if now_in.count() >= MOST_MEMBERS:
        raise Invalid(_("A team has at most %(n)d members.") % {"n": MOST_MEMBERS})
    if role == MemberRole.HEAD and now_in.filter(role=role).exists():
        raise Invalid(_("The team has a head already."), field="role", hint=_("Let him leave the team first."))
    if official_id is None:
        title, place = _outsider(role, name, body)
    else:
        title, place = _official(team, official_id, from_on)
        if now_in.filter(official_id=official_id).exists():
            raise Invalid(_("%(name)s is in the team already.") % {"name": title}, field="official")
    member = Member.objects.create(
        team=team, official_id=official_id, name=title, body=place, role=role, card=secrets.token_urlsafe(32),
        from_on=from_on,
    )
    _line(team, "inspection.member_added", actor, now, {
        "name": title, "body": place, "role": role, "from": from_on.isoformat(),
    })  # fmt: skip
    return member


def _outsider(role: str, name: str, body: str) -> tuple[str, str]:
    title, place = one_line(name)[:200], one_line(body)[:300]
    if role != MemberRole.OBSERVER:
        raise Invalid(_("Only observers come from outside; members are officials."), field="role")
    if not title:
        raise Invalid(_("Give the observer's name."), field="name")
    if not place:
        raise Invalid(_("Say which body sends the observer."), field="body")
    return title, place


def _official(team: Team, official_id: int, on: date) -> tuple[str, str]:
    if official_id == team.ordered_by_id:
        raise Invalid(
            _("Who signs the decision and the conclusion is not a member of the team."), field="official"
        )
    posts = org.appointments_of(official_id, on)
    if not posts:
        raise Invalid(_("This official holds no post on that day."), field="official")
    first = posts[0].post
    return people.official_name(official_id), f"{first.title}, {first.agency.name}"[:300]


@transaction.atomic
def let_leave(*, actor: Actor, member_id: int, on: date, reason: str, now: datetime) -> Member:
    """Thôi tham gia đoàn: `on` is the first day he is no member any more. `inspection.member_left`."""
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        raise NotFound(_("There is no such member."))
    team = _team(actor, member.team_id)
    if member.left_on is not None:
        raise MoveRefused(_("%(name)s has left the team already.") % {"name": member.name})
    if on < member.from_on:
        raise Invalid(_("The day lies before the first day in the team."), field="on")
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say why."), field="reason")
    member.left_on = on
    member.save(update_fields=["left_on"])
    _line(team, "inspection.member_left", actor, now, {"name": member.name, "on": on.isoformat(), "reason": words})
    return member


@transaction.atomic
def renew_card(*, actor: Actor, member_id: int, reason: str, now: datetime) -> Member:
    """Cấp lại thẻ: the old code is void at once (a card was lost). `inspection.card_renewed`."""
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        raise NotFound(_("There is no such member."))
    team = _team(actor, member.team_id)
    _not_over(team, now)
    if member.left_on is not None:
        raise MoveRefused(_("%(name)s has left the team already.") % {"name": member.name})
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say why."), field="reason")
    member.card = secrets.token_urlsafe(32)
    member.save(update_fields=["card"])
    _line(team, "inspection.card_renewed", actor, now, {"name": member.name, "reason": words})
    return member


@transaction.atomic
def end_team(*, actor: Actor, team_id: int, on: date, reason: str, now: datetime) -> Team:
    """Giải thể đoàn: `on` is its last day; the cards end with it. `inspection.team_ended`."""
    team = _team(actor, team_id)
    _not_over(team, now)
    if on < max(team.valid_from, people.local_date(now)):
        raise Invalid(_("A team ends today or later, not before its first day."), field="on")
    if team.valid_to is not None and on > team.valid_to:
        raise Invalid(
            _("The decision ends on %(day)s already.") % {"day": formats.day(team.valid_to)}, field="on",
            hint=_("A new decision forms a new team."),
        )  # fmt: skip
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say why."), field="reason")
    team.valid_to = on
    team.save(update_fields=["valid_to"])
    _line(team, "inspection.team_ended", actor, now, {"on": on.isoformat(), "reason": words})
    return team


def may_declare(actor: Actor, official_id: int, unit_id: int) -> bool:
    """The person himself, or who forms teams or orders checks of the unit."""
    own = actor.official_id is not None and actor.official_id == official_id
    return own or actor.may(ORDER, unit_id) or actor.may(FORM, unit_id)


@transaction.atomic
def declare_recusal(*, actor: Actor, official_id: int, unit_id: int, reason: str, now: datetime) -> Recusal:
    """Từ chối tham gia: the official takes no part in checks of the unit and all below it.

    Declared by himself or by the ordering person. Journal: `inspection.recusal_declared`.
    """
    if not may_declare(actor, official_id, unit_id):
        raise NotAllowed(_("A recusal is declared by the person himself or by who orders the check."))
    name, unit = people.official_name(official_id), org.agency_by_id(unit_id)
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say why: kinship, interest, former work there."), field="reason")
    if Recusal.objects.filter(official_id=official_id, unit_id=unit_id, ended_at=None).exists():
        raise Invalid(_("%(name)s is recused for this unit already.") % {"name": name}, field="unit")
    made = Recusal.objects.create(
        official_id=official_id, unit_id=unit_id, reason=words, declared_at=now, declared_by=actor.signature
    )
    record(
        stream=f"inspection_recusal/{made.pk}", verb="inspection.recusal_declared", at=now, actor=actor.signature,
        body={"official": name, "unit": unit.name, "reason": words},
    )
    return made


@transaction.atomic
def end_recusal(*, actor: Actor, recusal_id: int, reason: str, now: datetime) -> Recusal:
    """Hết lý do từ chối. Ended, never deleted; who ended it and why stands in the journal: `inspection.recusal_ended`.

    What the ordering person declared he ends; nobody ends it for himself.
    """
    found = Recusal.objects.select_for_update(no_key=True).filter(pk=recusal_id).first()
    if found is None:
        raise NotFound(_("There is no such recusal."))
    if found.ended_at is not None:
        raise MoveRefused(_("This recusal has ended already."))
    if not may_end(actor, found):
        raise NotAllowed(_("Only who declared the recusal, or who orders the check, ends it."))
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say why the reason does not hold any more."), field="reason")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    record(
        stream=f"inspection_recusal/{found.pk}", verb="inspection.recusal_ended", at=now, actor=actor.signature,
        body={"reason": words},
    )
    return found
