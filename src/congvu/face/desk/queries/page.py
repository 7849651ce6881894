"""Trang công việc: everything the one case page shows, for a case of any kind. A fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.core import clock
from congvu.core.refusals import Refusal
from congvu.face.desk.queries.sentences import entry_of, ground_words, language, verb_words
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds, queries
from congvu.kernel.casework.models import Case, Confidentiality, Custody, Request, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import clocks, states, strips
from congvu.kernel.casework.queries.undoing import may_undo
from congvu.kernel.journal.queries import Line
from congvu.kernel.ui import badges, formats

LINES = 30
#: Shorter words where the mark of the deadline stands beside and says the rest.
SHORT = {"in_time": gettext_lazy("In progress"), "due_soon": gettext_lazy("In progress"),
         "waiting": gettext_lazy("Waiting for verification")}  # fmt: skip


def due_mark(case: Case, now: datetime, *, brief: bool = False) -> SafeString:
    """Hạn: the deadline of a case, as every list and page shows it. No statement."""
    if case.due_at is not None and case.closed_at is not None and case.outcome == states.WITHDRAWN:
        return _dated(case.due_at, _("No longer owed"), "neutral", "ban", brief=brief)
    if case.due_at is not None and case.closed_at is None and case.stopped_at is not None:
        if case.whose_clock == Whose.APPLICANT and case.stopped_at <= case.due_at:
            return _dated(case.due_at, _("Clock stands for the applicant"), "paused", "player-pause", brief=brief)
        if case.stopped_at > case.due_at:
            return _dated(case.due_at, _("Reported late"), "late", "alert-triangle", brief=brief)
        if not kinds.get(case.kind).verification and states.phase_runs(case):
            return badges.due(case.due_at, now, brief=brief)  # what was owed is done; the next time runs
        return _dated(case.due_at, _("Reported in time"), "wait", "clock-pause", brief=brief)
    left = clocks.working_minutes_left(case, now)
    return badges.due(case.due_at, now, states.clock_state(case), left, case.stopped_at, brief=brief)


def _dated(due_at: datetime, words: str, tone: str, icon: str, *, brief: bool) -> SafeString:
    """A deadline whose clock stands for a reason the general mark has no words for."""
    when = formats.day(due_at) if brief else formats.moment(due_at)
    return format_html(
        '<span class="due tone-{}">{}<span class="due-word">{}</span><time datetime="{}" title="{}">{}</time></span>',
        tone, badges.icon(icon), words, formats.local(due_at).isoformat(timespec="minutes"),
        formats.moment(due_at), when,
    )  # fmt: skip


def state_mark(case: Case, now: datetime, soon: datetime) -> SafeString:
    """Trạng thái: the state of a case in a word."""
    state = states.main_state(case, now, soon)
    label, tone = states.STATES[state]
    label = SHORT.get(state, label)
    kind = kinds.get(case.kind)
    if state == "waiting" and (case.whose_clock == Whose.APPLICANT or not kind.verification):
        label, tone = kind.lifecycle.phase(case.phase).label(language()), "paused"  # where nobody verifies, no report
    if case.closed_at is not None and case.outcome:
        label = kinds.get(case.kind).outcome_label(case.outcome, language())
    return badges.status(label, tone)


def holder_words(case: Case) -> str:
    """Who has the case now: person and unit, or where it is on its way to."""
    unit = people.agency_name(case.holder_agency_id)
    person = people.official_name(case.holder_official_id)
    return f"{person}, {unit}" if person else unit


def transfer_words(case: Case) -> str:
    """To whom the case is offered; empty when to nobody."""
    if case.transfer_agency_id is None:
        return ""
    unit = people.agency_name(case.transfer_agency_id)
    person = people.official_name(case.transfer_official_id)
    return f"{person}, {unit}" if person else unit


def header(case: Case, now: datetime) -> dict[str, Any]:
    """What the case header shows: code, title, kind, marks and facts."""
    kind = kinds.get(case.kind)
    phase = kind.lifecycle.phase(case.phase).label(language())
    tone = states.STATES[states.main_state(case, now, states.soon_until(now))][1]
    facts = [
        (_("Accountable"), people.agency_name(case.accountable_agency_id)),
        (_("Holder now"), holder_words(case)),
        (_("Ordered by"), people.agency_name(case.issuing_agency_id)),
        (_("Given on"), formats.day(case.opened_at)),
    ]
    if case.first_due_at is not None:
        facts.append((_("First promise"), formats.moment(case.first_due_at)))
        facts.append((_("Current promise"), formats.moment(case.due_at)))
    secret = Confidentiality(case.confidentiality)
    shown = secret in (Confidentiality.RESTRICTED, Confidentiality.SEALED)
    return {
        "code": case.code,
        "title": case.title,
        "kind": kind.label(language()),
        "facts": facts,
        "status": badges.status(phase, "neutral" if tone == "late" else tone),
        "due": due_mark(case, now),
        "marks": _marks(case),
        "confidentiality": secret.label if shown else "",
    }


def _marks(case: Case) -> list[SafeString]:
    found = []
    if case.transfer_agency_id is not None:
        until = formats.moment(case.transfer_due_at)
        words = _("On its way to %(unit)s, answer by %(until)s") % {"unit": transfer_words(case), "until": until}
        found.append(badges.status(words, "wait", "transfer"))
    if case.asking:
        label = str(states.STATES[f"asking_{case.asking}"][0])
        found.append(badges.status(_("Waiting for a decision: %(what)s") % {"what": label.lower()}, "wait", "scale"))
    if case.times_returned:
        found.append(badges.status(_("Returned %(n)d times") % {"n": case.times_returned}, "soon", "arrow-back-up"))
    later = case.due_at is not None and case.first_due_at is not None and case.due_at > case.first_due_at
    if later and Case.objects.filter(states.EXTENDED, pk=case.pk).exists():
        found.append(badges.status(_("Extended"), "info", "calendar-time"))
    return found


def steps_of(case: Case, now: datetime) -> list[dict[str, str]]:
    """The route as the step rail draws it."""
    kind = kinds.get(case.kind)
    route = kind.route_for(case)
    here = next((i for i, station in enumerate(route) if station.code == case.station), 0)
    left = clocks.working_minutes_left(case, now)
    late = case.closed_at is None and case.stopped_at is None and left is not None and left < 0
    steps = []
    for i, station in enumerate(route):
        if case.closed_at is not None:
            state = "done" if i <= here and case.outcome != states.WITHDRAWN else "skipped"
        elif i < here:
            state = "done"
        else:
            state = ("late" if late else "current") if i == here else "todo"
        agency = case.issuing_agency_id if station.holder == "issuing" else case.accountable_agency_id
        detail = station.detail or people.agency_name(agency)
        steps.append({"label": station.label(language()), "state": state, "detail": detail})
    return steps


@dataclass(frozen=True, slots=True)
class Certificate:
    """Giấy diễn giải thời hạn as shown: its lines in the reader's language, and the hash of the canonical text."""

    lines: tuple[str, ...]
    sha256: str
    due: datetime | None
    trouble: str = ""


def certificate_of(case: Case) -> Certificate | None:
    """Why the date is what it is; None without a deadline. One statement."""
    try:
        found = clocks.certificate_of(case, clocks.events_of(case))
    except Refusal as refusal:
        return Certificate((), "", case.due_at, str(refusal))
    if found is None:
        return None
    lines = tuple(clock.render(line, language()) for line in found.lines)
    return Certificate(lines, found.sha256, found.due)


def undoable_words(actor: Actor, case: Case, now: datetime, newest: Sequence[Line] | None = None) -> str:
    """The actor's last act in words while he may still undo it; empty otherwise. `newest`: lines read already."""
    last = may_undo(actor, case, now, newest)
    return verb_words(last.verb, case.kind)[0] if last is not None else ""


def case_page(actor: Actor, case: Case, now: datetime, before: int | None) -> dict[str, Any]:
    """The whole page. The kind brings its panel; everything else is the same for every kind."""
    kind = kinds.get(case.kind)
    rows: list[Custody] = queries.custody_of(case)
    lines = queries.lines_of(case, before=before, size=LINES)
    ended, total = queries.count_of_parts(case)
    panel = kind.panel_context(actor, case) if kind.panel_context is not None else {}
    acts = queries.acts_open_to(actor, case, now)
    return {
        "case": case, "kind": kind, "now": now, "header": header(case, now), "steps": steps_of(case, now),
        "strip": strips.strip_of(case, rows, now), "certificate": certificate_of(case),
        "panel_template": kind.panel_template, "panel": panel, **panel,
        "documents": queries.documents_of(case), "requests": [request_row(r) for r in queries.requests_of(case)],
        "parent": queries.parent_of(actor, case), "links": queries.linked_to(actor, case),
        "parts_shown": [part_row(part, now) for part in queries.parts_of(actor, case)] if total else [],
        "ended": ended, "total": total,
        "entries": [entry_of(line, case.kind) for line in lines[:LINES]],
        "older": lines[LINES - 1].seq if len(lines) > LINES else None, "is_paged": before is not None,
        "acts_first": [a for a in acts if a.rank == "first"], "acts_more": [a for a in acts if a.rank == "more"],
        "acts_quiet": [a for a in acts if a.rank == "quiet"], "acts_grave": [a for a in acts if a.rank == "grave"],
        "undoable": undoable_words(actor, case, now, lines if before is None else None),
        "watching": queries.is_watching(actor, case), "may_watch": actor.official_id is not None,
    }  # fmt: skip


def part_row(case: Case, now: datetime) -> dict[str, Any]:
    """A child case as a line of the list of parts."""
    return {
        "code": case.code,
        "unit": people.agency_name(case.accountable_agency_id),
        "person": people.official_name(case.holder_official_id),
        "due": due_mark(case, now, brief=True),
        "state": state_mark(case, now, states.soon_until(now)),
        "url": reverse("desk:case", args=[case.code]),
    }


def request_row(request: Request) -> dict[str, Any]:
    """A request and its decision in words."""
    tones = {"waiting": "wait", "granted": "ok", "refused": "late", "taken_back": "neutral"}
    asked = formats.moment(request.new_due_at) if request.new_due_at else people.agency_name(request.to_agency_id)
    return {
        "kind": request.get_kind_display(),
        "asked_at": request.asked_at,
        "asked_by": request.asked_by,
        "asked": asked,
        "unit": people.agency_name(request.from_agency_id),
        "ground": ground_words(request.ground),
        "ground_short": ground_words(request.ground, with_source=False),
        "words": request.words,
        "decided_at": request.decided_at,
        "decided_by": request.decided_by,
        "decision_words": request.decision_words,
        "decision": badges.status(request.get_decision_display(), tones[request.decision]),
    }
