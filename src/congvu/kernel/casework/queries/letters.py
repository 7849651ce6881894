"""Công văn đôn đốc: which letters a person may see, and what one says as of a moment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from congvu.core.refusals import NotFound
from congvu.core.text import fold, skey
from congvu.core.working_time import measure_days
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseDocument, UrgingLetter
from congvu.kernel.casework.papers import LetterFacts, TaskRow, letter_of
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.urging import URGE, why_not
from congvu.kernel.casework.queries import states
from congvu.kernel.casework.queries.cases import visible_to
from congvu.kernel.casework.queries.clocks import calendar_for
from congvu.kernel.documents.papers import Paper, Signer
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats


def letters_of(actor: Actor) -> QuerySet[UrgingLetter]:
    """Letters of the offices for which the actor urges, the newest first; dropped drafts are gone."""
    scope = actor.scope_of(URGE)
    rows = UrgingLetter.objects.filter(dropped_at=None).select_related("document").order_by("-prepared_at", "-pk")
    return rows if scope is None else rows.filter(from_agency_id__in=scope)


def letter_for(actor: Actor, letter_id: int) -> UrgingLetter:
    """One of these letters, or NotFound."""
    found = letters_of(actor).filter(pk=letter_id).first()
    if found is None:
        raise NotFound(_("There is no such letter, or it is not open to you."))
    return found


def cases_of(letter: UrgingLetter) -> list[Case]:
    """The cases a letter speaks of, the nearest deadline first."""
    return list(letter.cases.order_by("due_at", "code"))


def open_cases_of(actor: Actor, letter: UrgingLetter) -> list[Case]:
    """Those of them the actor may see; a letter that holds others is not shown to him."""
    cases = cases_of(letter)
    seen = set(visible_to(actor).filter(pk__in=[case.pk for case in cases]).values_list("pk", flat=True))
    if len(seen) != len(cases):
        raise NotFound(_("There is no such letter, or it is not open to you."))
    return cases


def settled_in(actor: Actor, cases: Sequence[Case]) -> list[tuple[Case, str]]:
    """Cases of a draft that cannot be urged any more, each with the code of the reason."""
    return [(case, reason) for case in cases if (reason := why_not(actor, case))]


def paper_of(letter: UrgingLetter, cases: Sequence[Case], now: datetime, *, number: str = "") -> Paper:
    """The letter as a paper, with the state of its cases as of `now`."""
    agency = org.agency_by_id(letter.from_agency_id)
    parent = org.agency_by_id(agency.parent_id) if agency.parent_id is not None else None
    prefix, _dot, authority = letter.signer_authority.partition(" ")
    signer = Signer(prefix, authority, letter.signer_title, letter.signer_name)
    with override("vi"):
        sources, soon = _sources(cases), states.soon_until(now)
        return letter_of(
            LetterFacts(
                agency=agency.name, parent_agency=parent.name if parent is not None else "",
                place=_place(letter.from_agency_id), to_agency=people.agency_name(letter.to_agency_id), number=number,
                symbol=letter.notation, on=people.local_date(now), ground=_ground(letter.ground), words=letter.words,
                answer_by=letter.answer_by, signer=signer, archive="VT",
                rows=tuple(_row(case, sources.get(case.pk, ""), now, soon) for case in cases),
            )
        )  # fmt: skip


def _row(case: Case, source: str, now: datetime, soon: datetime) -> TaskRow:
    label = str(states.STATES[states.main_state(case, now, soon)][0])
    return TaskRow(
        case.code, source or str(case.due_basis.get("source") or ""), case.title[:600],
        formats.day(case.due_at) if case.due_at is not None else "Không có hạn", days_late(case, now), label,
    )  # fmt: skip


def days_late(case: Case, now: datetime) -> int:
    """Working days since the deadline, in the calendar of the accountable unit; 0 when it has not passed."""
    if case.due_at is None or case.due_at >= now:
        return 0
    return max(0, measure_days(calendar_for(case), case.due_at, now))


def _sources(cases: Sequence[Case]) -> dict[int, str]:
    """Number and date of the document that ordered each case. One statement."""
    rows = CaseDocument.objects.filter(
        case_id__in=[case.pk for case in cases], role=CaseDocument.Role.SOURCE, document__isnull=False
    ).select_related("document")
    found = {}
    for row in rows:
        if row.document is not None:
            on = f" ngày {formats.day(row.document.issued_on)}" if row.document.issued_on else ""
            found[row.case_id] = f"{row.document.code or row.document.subject[:80]}{on}"
    return found


def _ground(code: str) -> str:
    known = rules.known_grounds().get(code)
    return known.vi if known is not None else code


def _place(agency_id: int) -> str:
    """The place beside the date: that of the agency or of the nearest one above it that names one."""
    known = org.organisation()
    named = next((a.place_name for a in known.chain(known.agencies[agency_id]) if a.place_name), "")
    return re.sub(r"^(tỉnh|thành phố|xã|phường|đặc khu) ", "", named, flags=re.IGNORECASE)


def signers_of(agency_id: int, on: date) -> list[tuple[int, str, str, str]]:
    """Who may sign for an agency on a day: (official, authority line, title, name); the head first, then his deputies
    (KT.), then those to whom he gave the authority to sign by his order (TL.) or by his authorisation (TUQ.)."""
    posts = [row for row in org.officials_of(agency_id, on) if row.post.is_head or row.post.is_deputy]
    head = next((row.post.title for row in posts if row.post.is_head), "")
    found = []
    for row in sorted(posts, key=lambda row: not row.post.is_head):
        authority = "" if row.post.is_head or not head else f"KT. {head}"
        found.append((row.official_id, authority, row.post.title, row.official.full_name))
    known = {official_id for official_id, *_line in found}
    for row in (row for row in posts if row.post.is_head):
        for given in org.delegations_from(row.official_id, on):
            prefix = signing_prefix(given.scope)
            held = org.appointments_of(given.to_official_id, on)
            if prefix and held and given.to_official_id not in known:
                known.add(given.to_official_id)
                title, name = held[0].post.title, given.to_official.full_name
                found.append((given.to_official_id, f"{prefix} {row.post.title}", title, name))
    return found


def signing_prefix(scope: str) -> str:
    """Thể thức ký theo phạm vi ủy quyền: "TL." for thừa lệnh, "TUQ." for thừa ủy quyền, empty for anything else.

    Legal basis: NĐ 30/2020/NĐ-CP, Điều 13 and Phụ lục I, khoản 7.
    """
    words = f" {' '.join(fold(scope).split())} "
    if " thua lenh " in words:
        return "TL."
    return "TUQ." if " thua uy quyen " in words else ""


def default_notation(agency_id: int) -> str:
    """A notation to begin with: the initials of the agency's name; whoever prepares the letter corrects it."""
    agency = org.agency_by_id(agency_id)
    words = (agency.short_name or agency.name).split()
    parts = [word if word.isupper() else skey(word)[:1].upper() for word in words if skey(word) != "tinh"]
    return f"{''.join(parts)}-TH"
