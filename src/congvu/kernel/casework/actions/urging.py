"""Đôn đốc. Tell whoever has a case that it is waited for: one case or several hundred, each with a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, Refusal
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.engine import Change, commit, locked, locked_many
from congvu.kernel.casework.actions.mailing import ask_mails
from congvu.kernel.casework.models import Case, OutMail, Urging, UrgingLetter
from congvu.kernel.casework.policy import in_name_of, people, require_power
from congvu.kernel.casework.policy.urging import MOST, REASONS, URGE, why_not
from congvu.kernel.casework.queries.urging import recently, who_hears
from congvu.kernel.rules import queries as rules

GROUNDS = "urging"
LONGEST = 2000
NAMED = 5


@transaction.atomic
def urge(
    *, actor: Actor, case_ids: Iterable[int], ground: str, words: str = "", now: datetime,
    behalf: int | str | None = "", again: str = "", expected_seq: int | None = None,
) -> list[Case]:
    """Đôn đốc. All of these cases or none: a line `case.urged` in each journal, and whoever has it is told.

    Refuses (naming the cases) what is closed, reported, suspended, one's own or not under one's order, and a second
    urging within the time of rule `casework.urge_again_after` unless `again` says why. `behalf` is the official in
    whose name the actor urges. Statements do not grow with the number of cases.
    """
    ids = list(dict.fromkeys(case_ids))
    if not ids:
        raise Invalid(_("Choose at least one case."), field="ids")
    if len(ids) > MOST:
        raise Invalid(
            _("At most %(most)d cases at once; %(n)d were chosen.") % {"most": MOST, "n": len(ids)}, field="ids",
            hint=_("Narrow the list with its filters and do it in parts."),
        )
    principal = int(behalf) if behalf else None
    on = people.local_date(now)
    who = in_name_of(actor, principal, on)
    require_power(actor, principal, "urge", on)
    require(who, URGE)
    check_ground(ground, words, now)
    alone = expected_seq is not None and len(ids) == 1
    cases = [locked(who, ids[0], expected_seq)] if alone else locked_many(who, ids)
    check_urgeable(who, cases)
    check_again(cases, again, now)
    body = {"ground": ground, "words": words.strip(), "again": again.strip()}
    write_urgings(cases, actor=actor, now=now, behalf=behalf_name(principal), body=body, ground=ground)
    return cases


def check_ground(ground: str, words: str, now: datetime) -> None:
    """Invalid for a ground that is none of urging on this day, and for words that are too long."""
    try:
        known = rules.ground(ground, people.local_date(now))
    except Refusal:
        known = None
    if known is None or known.act != GROUNDS:
        raise Invalid(_("Choose the ground this rests on."), field="ground")
    if len(words) > LONGEST:
        raise Invalid(_("At most %(limit)s characters.") % {"limit": LONGEST}, field="words")


def check_urgeable(who: Actor, cases: Sequence[Case]) -> None:
    """MoveRefused that names the cases which cannot be urged, and why."""
    wrong = [(case, reason) for case in cases if (reason := why_not(who, case))]
    if not wrong:
        return
    named = "; ".join(f"{case.code}: {REASONS[reason]}" for case, reason in wrong[:NAMED])
    more = "" if len(wrong) <= NAMED else " " + _("… and %(n)d more.") % {"n": len(wrong) - NAMED}
    raise MoveRefused(
        _("%(n)d of these cases cannot be urged. %(named)s") % {"n": len(wrong), "named": named + more},
        hint=_("Nothing was written. Leave them out and send it again."),
    )


def check_again(cases: Sequence[Case], again: str, now: datetime) -> None:
    """Invalid when a case was urged just now and nobody says why it is urged again."""
    if again.strip():
        if len(again) > LONGEST:
            raise Invalid(_("At most %(limit)s characters.") % {"limit": LONGEST}, field="again")
        return
    recent = recently(cases, now)
    if recent:
        codes = ", ".join(case.code for case in cases if case.pk in recent)[:200]
        raise Invalid(
            _("%(codes)s: urged a short time ago. Say why they are urged again.") % {"codes": codes}, field="again"
        )


def write_urgings(
    cases: Sequence[Case], *, actor: Actor, now: datetime, behalf: str, body: dict[str, Any], ground: str,
    letter: UrgingLetter | None = None,
) -> None:
    """The lines and rows of an urging of locked cases, and the e-mails of those who want them at once."""
    said = {key: value for key, value in body.items() if value}
    commit([Change(case, "case.urged", body=said) for case in cases], actor=actor, now=now, behalf=behalf)
    rows.insert_many([
        Urging(case=case, line_seq=case.seq, at=now, by=actor.signature, behalf=behalf, ground=ground, letter=letter)
        for case in cases
    ])  # fmt: skip
    told = {one for officials in who_hears(cases, now).values() for one in officials}
    ask_mails(told, OutMail.Sort.URGING, now=now)
