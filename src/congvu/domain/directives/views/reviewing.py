"""The review screen: text on the left, clauses on the right; every act also works as a plain form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number, typed_numbers
from congvu.domain.directives.actions import reviewing
from congvu.domain.directives.forms import ClauseForm
from congvu.domain.directives.models import Clause, Directive
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries.review import Card, cards_of, citations_of, passages_of, pieces_of
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted

REVIEW = "directives.directive.review"


def _context(actor: Actor, directive: Directive) -> dict[str, Any]:
    today = people.local_date(timezone.now())
    cards, passages = cards_of(directive, today), passages_of(directive)
    citations = citations_of(directive)
    waiting = [card.clause for card in cards if card.clause.state == Clause.State.PROPOSED]
    unseen = [passage for passage in passages if passage.mark == "unseen"]
    alone = [p for p in unseen if not any(c.start < p.end and p.start < c.end for c in waiting)]
    return {
        "directive": directive, "document": directive.document, "cards": cards, "citations": citations,
        "pieces": pieces_of(directive, cards, passages, citations), "coverage": queries.coverage_of(directive.pk),
        "unseen": [(p, directive.text[p.start : p.end]) for p in alone], "in_cards": len(unseen) - len(alone),
        "because": rules.grounds("no_action", today),
        "may_issue": actor.may("directives.directive.issue", directive.owner_agency_id),
    }  # fmt: skip


@requires(REVIEW)
@require_GET
def review(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Text and clauses side by side, with the count of sentences nobody has looked at."""
    actor = acting(request)
    directive = queries.get_for(actor, directive_id)
    return render(request, "directives/review.html", _context(actor, directive))


def _act(
    request: HttpRequest, directive_id: int, act: Callable[[], object], done: str, anchor: str = ""
) -> HttpResponse:
    """Do an act of the review and come back to the place; a refusal is said above the page, nothing is lost."""
    try:
        act()
        if done:
            messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_home(directive_id) + anchor)


def _home(directive_id: int) -> str:
    return reverse("directives:review", args=[directive_id])


@requires(REVIEW)
@require_POST
def accept(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Accept the clauses named, or all that still wait."""
    actor = acting(request)
    directive = queries.get_for(actor, directive_id)
    ids = typed_numbers(request.POST.getlist("clause"))
    if request.POST.get("all"):
        ids = [card.clause.pk for card in cards_of(directive) if card.clause.state == Clause.State.PROPOSED]
    confirm = bool(request.POST.get("confirm_units"))
    return _act(
        request, directive_id,
        lambda: reviewing.accept_clauses(
            actor=actor, directive_id=directive_id, clause_ids=ids, confirm_units=confirm, now=timezone.now()
        ),
        _("Accepted.") if len(ids) == 1 else _("%(n)d clauses accepted.") % {"n": len(ids)},
        f"#clause-{ids[0]}" if len(ids) == 1 else "",
    )  # fmt: skip


def _card(directive: Directive, clause_id: int) -> Card | None:
    return next((card for card in cards_of(directive) if card.clause.pk == clause_id), None)


@requires(REVIEW)
@require_http_methods(["GET", "POST"])
def clause(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """Correct one clause: a card that opens in place, or a page of its own."""
    actor = acting(request)
    directive = queries.get_for(actor, directive_id)
    card = _card(directive, clause_id)
    if card is None:
        messages.error(request, _("This clause is gone; somebody merged or removed it."))
        return redirect("directives:review", directive_id)
    initial = ClauseForm.initial_of(card.clause)
    form = ClauseForm(posted(request), initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                reviewing.edit_clause(
                    actor=actor,
                    directive_id=directive_id,
                    clause_id=clause_id,
                    correction=form.correction(),
                    version=form.cleaned_data["version"],
                    now=timezone.now(),
                )
                messages.success(request, _("The clause is corrected and accepted."))
                corrected = _card(directive, clause_id)
                if corrected is not None and corrected.needs_confirmation:
                    messages.warning(request, _("A unit you named has ended or is not known: look at it on the card."))
                return redirect(f"{_home(directive_id)}#clause-{clause_id}")
            except Refusal as refusal:
                blame(form, refusal)
        status = 422
    today = people.local_date(timezone.now())
    context = {
        "directive": directive, "document": directive.document, "card": card, "form": form,
        "others": [other for other in cards_of(directive) if other.clause.pk != clause_id],
        "because": rules.grounds("no_action", today), "groups": org.groups(), "words": _words(card.clause),
        "units": [unit.name for unit in org.agencies_on(today)][:400],
    }  # fmt: skip
    return render(request, "directives/clause.html", context, status=status)


def _words(clause: Clause) -> list[tuple[int, str]]:
    """Places where a clause may be cut: after ";" and "." inside it, with what would follow."""
    places = []
    for at, letter in enumerate(clause.text[:-1]):
        if letter in ";.\n" and clause.text[at + 1 :].strip() and clause.text[at + 1].isspace():
            places.append((clause.start + at + 1, clause.text[at + 1 :].strip()[:80]))
    return places


@requires(REVIEW)
@require_POST
def propose(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """Take the period the rulebook proposes for an urgent clause without a date."""
    actor, version = acting(request), request.POST.get("version", "")
    return _act(
        request, directive_id,
        lambda: reviewing.take_proposed_limit(
            actor=actor, directive_id=directive_id, clause_id=clause_id, now=timezone.now(),
            version=typed_number(version),
        ),
        _("The proposed deadline is taken; the clause is accepted."), f"#clause-{clause_id}",
    )  # fmt: skip


@requires(REVIEW)
@require_POST
def reject(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """The clause is no work, because …"""
    actor = acting(request)
    because = request.POST.get("words", "").strip() or request.POST.get("because", "")
    return _act(
        request, directive_id,
        lambda: reviewing.reject_clause(
            actor=actor, directive_id=directive_id, clause_id=clause_id, because=because, now=timezone.now()
        ),
        _("Marked as needing no action."), f"#clause-{clause_id}",
    )  # fmt: skip


@requires(REVIEW)
@require_POST
def split(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """Cut a clause in two."""
    actor, at = acting(request), request.POST.get("at", "")
    return _act(
        request, directive_id,
        lambda: reviewing.split_clause(
            actor=actor, directive_id=directive_id, clause_id=clause_id, at=_place(at),
            now=timezone.now(),
        ),
        _("The clause is split; look at both parts."), f"#clause-{clause_id}",
    )  # fmt: skip


@requires(REVIEW)
@require_POST
def merge(request: HttpRequest, directive_id: int, clause_id: int) -> HttpResponse:
    """Make one clause of two."""
    actor, other = acting(request), request.POST.get("other", "")
    return _act(
        request, directive_id,
        lambda: reviewing.merge_clauses(
            actor=actor, directive_id=directive_id, clause_id=clause_id, other_id=typed_number(other) or 0,
            now=timezone.now(),
        ),
        _("The two clauses are one now."), f"#clause-{clause_id}",
    )  # fmt: skip


@requires(REVIEW)
@require_POST
def add(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Make a clause of the text somebody marked."""
    actor = acting(request)
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    return _act(
        request, directive_id,
        lambda: reviewing.add_clause(
            actor=actor, directive_id=directive_id, start=_place(start),
            end=_place(end), now=timezone.now(),
        ),
        _("A new clause was made; give it a lead and a deadline."),
    )  # fmt: skip


@requires(REVIEW)
@require_POST
def mark(request: HttpRequest, directive_id: int) -> HttpResponse:
    """Mark sentences as narrative, or as needing no action because …"""
    actor = acting(request)
    ids = typed_numbers(request.POST.getlist("passage"))
    if request.POST.get("all"):
        directive = queries.get_for(actor, directive_id)
        ids = [passage.pk for passage in passages_of(directive) if passage.mark == "unseen"]
    because = request.POST.get("words", "").strip() or request.POST.get("because", "")
    return _act(
        request, directive_id,
        lambda: reviewing.mark_passages(
            actor=actor, directive_id=directive_id, passage_ids=ids, mark=request.POST.get("mark", ""),
            because=because, now=timezone.now(),
        ),
        _("%(n)d sentences marked.") % {"n": len(ids)}, "#unseen",
    )  # fmt: skip


def _place(typed: str) -> int:
    """A place in the text; -1, which is none, for anything else."""
    place = typed_number(typed)
    return -1 if place is None else place
