"""Nội dung thư: subject, plain text and HTML of an e-mail, written at the moment it is sent.

As little as possible: code and title, and of restricted and sealed cases the code alone. Nothing is fetched from
elsewhere when the mail is opened. None when there is nothing (left) to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.working_time import subtract
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, Confidentiality, OutMail, Urging
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.clocks import limit_of, working_minutes_left
from congvu.kernel.casework.queries.digest import Digest, digest_of
from congvu.kernel.casework.queries.reminding import escalations_to, reminders_of
from congvu.kernel.casework.queries.states import running
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

#: Rows of one part of a mail; the rest is a number.
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Content:
    """A mail as it is sent; `count` is how many cases it speaks of."""

    subject: str
    text: str
    html: str
    count: int


def content_of(mail: OutMail, account: Account, now: datetime) -> Content | None:
    """What this mail says now, in the language of its reader."""
    actor = actor_of(account, people.local_date(now))
    with override(account.language):
        if mail.sort == OutMail.Sort.DIGEST:
            return _digest(actor, now)
        parts = {
            OutMail.Sort.REMINDER: _reminded, OutMail.Sort.URGING: _urged, OutMail.Sort.ESCALATION: _escalated,
        }[OutMail.Sort(mail.sort)](actor, now)  # fmt: skip
        heads = {
            OutMail.Sort.REMINDER: _("Reminder: %(n)d cases"), OutMail.Sort.URGING: _("Urged: %(n)d cases"),
            OutMail.Sort.ESCALATION: _("Nobody has acted: %(n)d cases"),
        }  # fmt: skip
        count = sum(part["all"] for part in parts)
        if not count:
            return None
        return _content(heads[OutMail.Sort(mail.sort)] % {"n": count}, parts, actor, now, count)


def safe_title(case: Case) -> str:
    """The title as far as it may leave the system by e-mail: none for restricted and sealed cases."""
    open_to_mail = case.confidentiality in (Confidentiality.PUBLIC, Confidentiality.INTERNAL)
    return case.title if open_to_mail else ""


def _row(case: Case, now: datetime, note: str = "") -> dict[str, Any]:
    left = working_minutes_left(case, now)
    due = formats.moment(case.due_at) if case.due_at is not None else _("no deadline")
    href = kinds.case_href(case.code)
    return {
        "code": case.code, "title": safe_title(case)[:200], "due": due, "late": left is not None and left < 0,
        "note": note, "url": f"{settings.CONGVU_URL}{href}" if settings.CONGVU_URL and href else "",
    }  # fmt: skip


def _part(heading: str, cases: Iterable[Case], now: datetime, notes: dict[int, str] | None = None) -> dict[str, Any]:
    rows = list(cases)
    said = notes or {}
    return {
        "heading": heading, "all": len(rows), "more": max(0, len(rows) - SHOWN),
        "rows": [_row(case, now, said.get(case.pk, "")) for case in rows[:SHOWN]],
    }  # fmt: skip


def _reminded(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    return [_part(_("Cases you are reminded of"), (row.case for row in reminders_of(actor)), now)]


def _urged(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Cases the person has (or is offered) that were urged since the last day."""
    if actor.official_id is None:
        return []
    root = next(iter(org.organisation().units[None]))
    limit = limit_of("casework.urge_again_after", people.local_date(now))
    since = subtract(org.calendar_of(root.pk), now, limit)
    recent = Urging.objects.filter(at__gte=since).values("case_id")
    cases = visible_to(actor).filter(running(), pk__in=recent)
    mine = cases.filter(transfer_agency_id=None, holder_official_id=actor.official_id)
    mine |= cases.filter(transfer_official_id=actor.official_id)
    if actor.head_of:
        mine |= cases.filter(transfer_agency_id=None, holder_official_id=None, holder_agency_id__in=actor.head_of)
        mine |= cases.filter(transfer_official_id=None, transfer_agency_id__in=actor.head_of)
    return [_part(_("Cases you were urged to finish"), mine.order_by("due_at", "pk")[:200], now)]


def _escalated(actor: Actor, now: datetime) -> list[dict[str, Any]]:
    return [_part(_("Cases nobody has acted on"), (row.case for row in escalations_to(actor)), now)]


def _digest(actor: Actor, now: datetime) -> Content | None:
    found = digest_of(actor, now)
    if found.is_empty:
        return None
    heading = _("Morning digest of %(on)s: %(held)d cases in hand, %(late)d overdue") % {
        "on": formats.day(found.on), "held": found.held, "late": len(found.late),
    }  # fmt: skip
    return _content(heading, digest_parts(found, now), actor, now, found.held)


def digest_parts(found: Digest, now: datetime) -> list[dict[str, Any]]:
    """The parts of a digest that hold something, the most pressing first."""
    notes = {pk: _("urged") for pk in found.urged} | {pk: _("new") for pk in found.new}
    notes |= {pk: _("new, urged") for pk in found.new & found.urged.keys()}
    parts = [
        _part(_("Overdue"), found.late, now, notes),
        _part(_("Due today"), found.today, now, notes),
        _part(_("Due in the next two working days"), found.soon, now, notes),
        _part(_("New and due later"), [case for case in found.later if case.pk in found.new], now, notes),
        _part(_("Waiting for you to accept"), found.offered, now),
        _part(_("Waiting for your decision"), found.decide, now),
        _part(_("Waiting for your verification"), found.verify, now),
        _part(_("Nobody has acted, you are told as the level above"), [row.case for row in found.escalated], now),
    ]
    return [part for part in parts if part["all"]]


def _content(heading: str, parts: list[dict[str, Any]], actor: Actor, now: datetime, count: int) -> Content:
    office = settings.CONGVU_UI.get("office") or _("Cong Vu")
    context = {
        "heading": heading, "parts": parts, "name": actor.name, "office": office, "now": now,
        "home": settings.CONGVU_URL, "choices": f"{settings.CONGVU_URL}/reminders/mine/" if settings.CONGVU_URL else "",
    }  # fmt: skip
    text = render_to_string("casework/mail/mail.txt", context)
    html = render_to_string("casework/mail/mail.html", context)
    return Content(f"[{office}] {heading}".replace("\n", " ")[:200], text, html, count)


