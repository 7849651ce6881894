"""Một hành vi trên nhiều hồ sơ: rehearsed row by row first, so that everybody sees what will happen, then done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.core.refusals import Invalid, NotAllowed
from congvu.core.text import typed_number, typed_numbers
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.tables.dossiers import due_mark, holder_words, status_words
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import kinds, queries
from congvu.kernel.casework.actions.bulk import MOST, Outcome, carry_out, chosen, rehearse
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.queries import Act
from congvu.kernel.ui.access import requires

#: Acts that say the same of every dossier: whoever the route proposes takes it, nothing has to be filled in.
MANY = ("accept_submission", "forward", "hand_on_part", "settle", "sign_apology", "return_result", "close_incomplete")


@requires(desks.READ)
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The acts the selected dossiers allow, and how many of them."""
    actor, now = acting(request), timezone.now()
    cases = chosen(actor, _ids(request))
    counts: dict[str, tuple[Act, int]] = {}
    for case in cases:
        for act in queries.acts_open_to(actor, case, now):
            if act.code in MANY:
                counts[act.code] = (act, counts.get(act.code, (act, 0))[1] + 1)
    ids = [case.pk for case in cases]
    context = {"n": len(cases), "ids": ids, "acts": list(counts.values()), "back": _back(request)}
    return render(request, "onestop/many_choose.html", context)


@requires(desks.READ)
@require_POST
def act(request: HttpRequest, act: str) -> HttpResponse:
    """What the act would do to each (nothing is written), or what it did."""
    actor, now = acting(request), timezone.now()
    if act not in MANY:
        raise NotAllowed(_("This act is done on the page of its dossier."))
    words = request.POST.get("words", "").strip()[:2000]
    do = request.POST.get("step") == "do"
    if do:
        rows = carry_out(actor=actor, code=act, seqs=_seqs(request), values={"words": words}, now=now)
    else:
        rows = rehearse(actor=actor, code=act, case_ids=_ids(request), values={"words": words}, now=now)
    done = [row for row in rows if row.done]
    context = {
        "done": do, "act": act, "label": _label(rows, act), "rows": [_row(row, now) for row in rows],
        "done_n": len(done), "refused_n": len(rows) - len(done), "back": _back(request), "words": words,
        "seqs": [f"{row.before.pk}.{row.before.seq}" for row in done],
    }  # fmt: skip
    return render(request, "onestop/many.html", context)


def _ids(request: HttpRequest) -> list[int]:
    return typed_numbers(request.POST.getlist("ids")[: MOST + 1])


def _back(request: HttpRequest) -> str:
    """The list one came from, with its filters."""
    asked = request.POST.get("back") or request.headers.get("Referer") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if safe and "/many/" not in asked else reverse("onestop:mine")


def _seqs(request: HttpRequest) -> dict[int, int]:
    """Case id → the line the preview showed, as the preview page sends it back."""
    found = {}
    for value in request.POST.getlist("seqs")[:MOST]:
        pk, _dot, seq = value.partition(".")
        case_id, line = typed_number(pk), typed_number(seq)
        if case_id is not None and line is not None:
            found[case_id] = line
    if not found:
        raise Invalid(_("Nothing was left to do."), field="ids")
    return found


def _label(rows: list[Outcome], code: str) -> str:
    """What the act is called."""
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    moves = (move for row in rows for move in kinds.get(row.before.kind).lifecycle.moves)
    return next((move.label(language) for move in moves if move.code == code), code)


def _row(outcome: Outcome, now: datetime) -> dict[str, Any]:
    before, after = outcome.before, outcome.after
    row: dict[str, Any] = {"case": before, "url": case_href(before.code), "from": _where(before),
                           "reason": outcome.reason, "hint": outcome.hint}  # fmt: skip
    if after is not None:
        row |= {"to": _where(after), "status": status_words(after), "due": due_mark(after, now)}
    return row


def _where(case: Case) -> str:
    return holder_words(case) or "—"
