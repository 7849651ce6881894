"""Hoàn tác. What the last act of somebody on a case was, and whether it may still be taken back.

Undo is an act of its own with its own line; what was done stays in the journal, in custody and among the clock events.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotAllowed, Refusal
from congvu.core.working_time import add
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.kinds import Undo
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.journal import queries as journal
from congvu.kernel.journal.queries import Line
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats

UNDONE = "case.undone"
WITHIN = "casework.undo_within"
#: Acts of every kind that may be taken back; a kind adds its own in `CaseKind.undo`.
OF_EVERY_KIND: dict[str, Undo] = {"case.offered": Undo(), "case.accepted": Undo(), "case.offer_taken_back": Undo()}
#: How many lines back an own act is looked for behind own notes.
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Undoable:
    """The act that may be undone: its line, its verb, and the column values that stood before it."""

    seq: int
    verb: str
    at: datetime
    before: dict[str, Any]
    has_clock: bool
    undo: Undo


def may_undo(actor: Actor, case: Case, now: datetime, newest: Sequence[Line] | None = None) -> Undoable | None:
    """The actor's last act on the case if it may be undone now, else None: for buttons. `newest` are the newest lines,
    newest first, where they were read already; then no statement or one."""
    try:
        return last_of(actor, case, now, newest)
    except Refusal:
        return None


def last_of(actor: Actor, case: Case, now: datetime, newest: Sequence[Line] | None = None) -> Undoable:
    """What an undo would take back. MoveRefused, naming who acted since or what forbids it; NotAllowed for others."""
    lines = newest[:LOOKED_AT] if newest else list(journal.of_stream(case.stream).order_by("-seq")[:LOOKED_AT])
    line = _own_last(actor, lines)
    undo = rule_for(case, line.verb)
    if undo is None:
        raise MoveRefused(
            _("This act cannot be undone."), hint=_("Only hand-overs, acceptances and steps of the work can be.")
        )
    if undo.final_vi:
        vietnamese = (get_language() or "vi").startswith("vi")
        raise MoveRefused(undo.final_vi if vietnamese else undo.final_en)
    _require_recent(case, line, now)
    body = _body(line)
    before = _before(case, line, body)
    if before.get("asking", "") != body.get("set", {}).get("asking", ""):
        raise MoveRefused(_("A request was settled together with this act; it cannot be undone."))
    return Undoable(line.seq, line.verb, line.at, before, bool(body.get("clock")), undo)


def rule_for(case: Case, verb: str) -> Undo | None:
    """What the kind, or else every kind, says about undoing this verb."""
    return kinds.get(case.kind).undo.get(verb) or OF_EVERY_KIND.get(verb)


def undone_line(case: Case) -> dict[str, Any]:
    """What the line said that the newest undo took back, for `Undo.after`; empty when nothing was undone. Two
    statements."""
    newest = journal.of_stream(case.stream).filter(verb=UNDONE).order_by("-seq").first()
    if newest is None:
        return {}
    line = journal.of_stream(case.stream).filter(seq=_body(newest)["undone"]).first()
    return _body(line) if line is not None else {}


def _own_last(actor: Actor, lines: Sequence[Line]) -> Line:
    """The actor's last act that changed the case; whoever came after it is named."""
    for line in lines:
        if line.actor != actor.signature:
            if any(own.actor == actor.signature for own in lines):
                raise MoveRefused(
                    _("%(name)s has acted on this case since (%(at)s); what you did can no longer be undone.")
                    % {"name": _("The system") if line.actor == "system" else line.actor, "at": formats.moment(line.at)}
                )
            raise NotAllowed(_("Only who did something undoes it, and you have not acted on this case."))
        if line.verb == UNDONE:
            raise MoveRefused(_("Your last act has been undone already."))
        if _body(line).get("set"):
            return line
    raise MoveRefused(_("There is nothing here that could be undone."))


def _require_recent(case: Case, line: Line, now: datetime) -> None:
    limit = rules.rule(WITHIN, people.local_date(now))
    until = add(calendar_for(case), line.at, limit.limit())
    if now > until:
        raise MoveRefused(
            _("An act can be undone for %(limit)s; the time for this one ended at %(until)s.")
            % {"limit": limit.words, "until": formats.moment(until)},
            hint=_("Use the act that sets it right: hand over, take back, report or reopen."),
        )


def _body(line: Line) -> dict[str, Any]:
    if line.text is None:
        raise MoveRefused(_("The text of this line was erased; what stood before it is not known."))
    found: dict[str, Any] = json.loads(line.text)
    return found


def _before(case: Case, line: Line, body: dict[str, Any]) -> dict[str, Any]:
    """The values that the columns of a line had before it, as the journal tells them. One statement."""
    wanted = body["set"]
    told: dict[str, Any] = {}
    for earlier in journal.of_stream(case.stream).filter(seq__lt=line.seq):
        told |= {column: value for column, value in _body(earlier).get("set", {}).items() if column in wanted}
    return {column: _value(column, told) for column in wanted}


def _value(column: str, told: dict[str, Any]) -> Any:
    field: Any = Case._meta.get_field(column)
    if column not in told:
        return field.get_default()
    value = told[column]
    if value is None:
        return None
    return field.target_field.to_python(value) if isinstance(field, ForeignKey) else field.to_python(value)
