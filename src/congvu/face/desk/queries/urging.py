"""What the screens of urging, reminders and e-mails show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.face.desk.queries.sentences import ground_words
from congvu.face.desk.queries.told import case_row
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, OutMail, UrgingLetter
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.urging import REASONS
from congvu.kernel.casework.queries import letters, outbox, states, urging
from congvu.kernel.casework.queries.digest import Digest, digest_of
from congvu.kernel.ui import formats

#: Rows of a list in a preview, and of a part of the digest; the rest is a number.
SHOWN, PART = 100, 50
LIST_KEYS = frozenset({"sort", "after", "before", "export", "view", "ids", "act", "all"})


def filters_of(query: str) -> str:
    """The filters of a list as a query string; what belongs to a moment of looking is left out."""
    asked = QueryDict(query[:2000])
    return urlencode([(key, str(value)) for key, values in asked.lists() if key not in LIST_KEYS for value in values])


def preview_page(actor: Actor, cases: Sequence[Case], now: datetime) -> dict[str, Any]:
    """What an urging will do: to which cases, who is told, what is left out and why, which letters it would make."""
    found = urging.preview(actor, cases, now)
    soon, tallies = states.soon_until(now), urging.tally(line.case.pk for line in found.ready)
    rows = [
        {
            **case_row(line.case, now, soon), "told": ", ".join(line.told),
            "times": tallies.get(line.case.pk, urging.Tally()).n, "recent_at": line.recent_at,
        }
        for line in found.ready[:SHOWN]
    ]  # fmt: skip
    agencies: dict[int, int] = {}
    for line in found.ready:
        top = people.top_unit_of(line.case.accountable_agency_id)
        agencies[top] = agencies.get(top, 0) + 1
    return {
        "rows": rows, "more": max(0, len(found.ready) - SHOWN), "ready": len(found.ready), "told": found.told,
        "ids": [line.case.pk for line in found.ready], "recent": len(found.recent),
        "names": urging.names_for(actor, [line.case for line in found.ready], now),
        "left_out": [
            {"case": line.case, "url": reverse("desk:case", args=[line.case.code]), "reason": REASONS[line.reason]}
            for line in found.left_out[:SHOWN]
        ],
        "left_out_all": len(found.left_out), "agencies": [(people.agency_name(pk), n) for pk, n in agencies.items()],
        "nobody": sum(1 for line in found.ready if not line.told),
        "offices": {people.top_unit_of(line.case.issuing_agency_id) for line in found.ready},
    }  # fmt: skip


def digest_page(actor: Actor, now: datetime) -> dict[str, Any]:
    """Bản tin sáng on the screen."""
    found = digest_of(actor, now)
    soon = states.soon_until(now)
    return {
        "now": now, "digest": found, "parts": _parts(found, now, soon),
        "figures": [
            (_("In hand"), found.held, ""), (_("Overdue"), len(found.late), "late"),
            (_("Due today"), len(found.today), "soon"), (_("New since yesterday"), len(found.new), ""),
            (_("Waiting for my decision"), len(found.decide) + len(found.verify) + len(found.offered), "wait"),
        ],
    }  # fmt: skip


def _parts(found: Digest, now: datetime, soon: datetime) -> list[dict[str, Any]]:
    new_later = [case for case in found.later + found.undated if case.pk in found.new]
    rest = [case for case in found.later + found.undated if case.pk not in found.new]
    parts: list[tuple[str, str, Sequence[Case]]] = [
        (_("Nobody has acted, you are told as the level above"), "arrow-up", [row.case for row in found.escalated]),
        (_("Overdue"), "alert-triangle", found.late), (_("Due today"), "alarm", found.today),
        (_("Due in the next two working days"), "clock-exclamation", found.soon),
        (_("Waiting for you to accept"), "inbox", found.offered),
        (_("Waiting for your decision"), "scale", found.decide),
        (_("Waiting for your verification"), "rubber-stamp", found.verify),
        (_("New and due later"), "file-plus", new_later), (_("Due later"), "calendar-event", rest),
    ]  # fmt: skip
    return [
        {
            "title": title, "icon": icon, "all": len(cases), "more": max(0, len(cases) - PART),
            "rows": [
                {**case_row(case, now, soon), "is_new": case.pk in found.new, "urged_at": found.urged.get(case.pk)}
                for case in cases[:PART]
            ],
        }
        for title, icon, cases in parts if cases
    ]  # fmt: skip


def letter_page(actor: Actor, letter: UrgingLetter, now: datetime) -> dict[str, Any]:
    """One letter: what it says, its cases, what can be done with it."""
    cases = letters.open_cases_of(actor, letter)
    soon = states.soon_until(now)
    settled = {case.pk: REASONS[reason] for case, reason in letters.settled_in(actor, cases)}
    draft = letter.sent_at is None
    authority = f"{letter.signer_authority} – " if letter.signer_authority else ""
    return {
        "letter": letter, "unsent": draft, "to": people.agency_name(letter.to_agency_id),
        "rows": [
            {**case_row(case, now, soon), "late": letters.days_late(case, now), "settled": settled.get(case.pk, "")}
            for case in cases
        ],
        "settled": len(settled) if draft else 0, "recent": bool(draft and urging.recently(cases, now)),
        "may_send": actor.may("documents.document.register", letter.from_agency_id),
        "facts": [
            (_("Sending office"), people.agency_name(letter.from_agency_id)),
            (_("Receiving agency"), people.agency_name(letter.to_agency_id)),
            (_("Number"), letter.document.code if letter.document is not None else _("given when it is sent")),
            (_("Ground"), ground_words(letter.ground)), (_("Answer by"), formats.day(letter.answer_by)),
            (_("Signed by"), f"{authority}{letter.signer_title} {letter.signer_name}"),
            (_("Prepared"), f"{formats.moment(letter.prepared_at)}, {letter.prepared_by}"),
            (_("Sent out"), f"{formats.moment(letter.sent_at)}, {letter.sent_by}" if letter.sent_at else ""),
        ],
    }  # fmt: skip


def outbox_figures(actor: Actor, now: datetime) -> list[tuple[str, int]]:
    """How today's e-mails stand."""
    counted = outbox.counts(actor, people.local_date(now))
    return [(str(state.label), counted.get(state.value, 0)) for state in OutMail.State]

