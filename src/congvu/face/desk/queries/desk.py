"""What My desk and the search page show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from congvu.core.refusals import Refusal
from congvu.face.desk.queries.page import due_mark, holder_words, request_row, state_mark, transfer_words
from congvu.face.desk.queries.sentences import language, verb_words, who
from congvu.face.desk.queries.told import told_cards
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds, queries
from congvu.kernel.casework.models import Case, Notice
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import inbox, states
from congvu.kernel.documents import queries as documents

#: Results of a search, and rows of a card on the desk; the rest stands behind a link.
SHOWN, ON_DESK = 20, 10
#: Notices on the desk; the older ones wait until these are read.
NOTICES = 8


def row_of(actor: Actor, case: Case, now: datetime, soon: datetime) -> dict[str, Any]:
    """A case as a line of a card on the desk, with the step one may take from here at once."""
    steps = [act for act in queries.acts_open_to(actor, case, now) if act.rank == "first"]
    return {
        "case": case, "url": reverse("desk:case", args=[case.code]), "due": due_mark(case, now, brief=True),
        "state": state_mark(case, now, soon), "kind": kinds.get(case.kind).label(language()),
        "holder": holder_words(case), "receiver": transfer_words(case),
        "issuer": people.agency_name(case.issuing_agency_id), "steps": steps[:2],
        "accountable": people.agency_name(case.accountable_agency_id),
    }  # fmt: skip


def my_desk(actor: Actor, now: datetime) -> dict[str, Any]:
    """Everything on My desk; as many statements for one row as for a thousand."""
    soon = states.soon_until(now)

    def rows(cases: list[Case]) -> list[dict[str, Any]]:
        return [row_of(actor, case, now, soon) for case in cases[:ON_DESK]]

    found = inbox.desk_of(actor, now, notices=NOTICES)
    held, requests, asked = found.held, found.requests, found.asked
    return {
        "now": now, "held": rows(held), "held_all": len(held), "sent_all": found.sent,
        "late_all": sum(1 for case in held if case.due_at is not None and case.due_at < now),
        "soon_all": sum(1 for case in held if case.due_at is not None and now <= case.due_at <= soon),
        "offered": rows(found.offered), "offered_all": len(found.offered),
        "verify": rows(found.verify), "verify_all": len(found.verify),
        "nameless": rows(found.nameless), "nameless_all": len(found.nameless),
        "requests": [{**request_row(r), "row": row_of(actor, r.case, now, soon)} for r in requests[:ON_DESK]],
        "asked": [
            {"words": one.words, "by": who(one.by), "row": row_of(actor, one.case, now, soon)}
            for one in asked[:ON_DESK]
        ],
        "handovers": found.handovers, "requests_all": len(requests), "decide_all": len(requests) + len(asked),
        "notices": [notice_row(n) for n in found.notices], "shown": ON_DESK,
        **told_cards(found.reminders, found.escalations, now, soon),
    }  # fmt: skip


def notice_row(notice: Notice) -> dict[str, Any]:
    """A notice in words."""
    title, icon, tone = verb_words(notice.verb, notice.case.kind)
    return {
        "id": notice.pk, "title": title, "icon": icon, "tone": tone, "by": who(notice.by), "at": notice.at,
        "code": notice.case.code, "about": notice.case.title,
        "url": f"{reverse('desk:case', args=[notice.case.code])}#entry-{notice.line_seq}",
    }


def code_of(actor: Actor, words: str) -> str:
    """The code itself when the words are the code of a case the actor may see; empty otherwise."""
    if not words or " " in words or "-" not in words:
        return ""
    try:
        return queries.get_for(actor, words.upper()).code
    except Refusal:
        return ""


def found(actor: Actor, words: str, now: datetime) -> dict[str, Any]:
    """Cases and documents that match; the newest of each, and whether there are more."""
    context: dict[str, Any] = {"search_query": words, "words": words, "cases": [], "documents": []}
    if not words:
        return context
    soon = states.soon_until(now)
    cases = list(queries.with_words(queries.visible_to(actor), words).order_by("-opened_at", "-pk")[: SHOWN + 1])
    papers = documents.visible_to(actor)
    for word in queries.words_of(words):
        papers = papers.filter(skey__contains=word)
    papers = papers.order_by("-pk")[: SHOWN + 1]
    context["cases"] = [row_of(actor, case, now, soon) for case in cases[:SHOWN]]
    context["documents"] = [{"paper": paper, "url": _document_url(paper.pk)} for paper in papers[:SHOWN]]
    context["more_cases"] = len(cases) > SHOWN
    return context


def _document_url(document_id: int) -> str:
    try:
        return reverse("documents:detail", args=[document_id])
    except NoReverseMatch:
        return ""
