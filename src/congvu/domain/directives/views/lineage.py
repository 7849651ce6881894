"""Văn bản cấp trên và triển khai: the graph, the comparison side by side, plans owed, figures of targets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.core.text import typed_number, typed_numbers
from congvu.domain.directives.actions import lineage as actions
from congvu.domain.directives.forms import ExpectPlansForm, ResultForm
from congvu.domain.directives.models import Directive
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries import lineage as reads
from congvu.domain.directives.views.drawing import Drawing, draw
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.org import queries as org
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted
from congvu.kernel.ui.labels import refusal_words

#: A search for the document above shows at most so many.
OFFERED = 12


@requires("directives.directive.read")
@require_GET
def lineage(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The page of one directive: what it answers, what answers it, plans, targets."""
    return _page(request, queries.get_for(acting(request), directive_id))


def _page(
    request: HttpRequest, directive: Directive, *, plan_form: ExpectPlansForm | None = None, status: int = 200
) -> HttpResponse:
    actor, today = acting(request), timezone.localdate()
    above, below = reads.pairs_of(actor, directive)
    words = request.GET.get("q", "").strip()[:200]
    found = list(queries.register_of(actor, words=words).exclude(pk=directive.pk)[:OFFERED]) if words else []
    plans = reads.plans_of(actor, directive, today)
    context: dict[str, Any] = {
        "directive": directive, "document": directive.document, "q": words, "found": found,
        "above": [(pair, reads.comparison_of(pair)) for pair in above],
        "below": [(pair, reads.comparison_of(pair)) for pair in below],
        "suggested": reads.may_be_answered(actor, directive), "drawing": _drawing(actor, directive),
        "plans": plans, "plans_missing": sum(row.state == "missing" for row in plans),
        "targets": reads.targets_of(directive), "today": today,
        "may_review": actor.may("directives.directive.review", directive.owner_agency_id),
        "may_issue": actor.may("directives.directive.issue", directive.owner_agency_id),
        "plan_form": plan_form or ExpectPlansForm(day=today),
    }  # fmt: skip
    return render(request, "directives/lineage.html", context, status=status)


def _drawing(actor: Actor, directive: Directive) -> Drawing | None:
    nodes = reads.graph_of(actor, directive)
    return draw(nodes, directive.pk) if len(nodes) > 1 else None


@requires("directives.directive.review")
@require_POST
def declare(request: HttpRequest, directive_id: int) -> HttpResponse:
    """This document answers that one."""
    actor = acting(request)
    directive = queries.get_for(actor, directive_id)
    try:
        pair = actions.declare_answer(
            actor=actor, directive_id=directive.pk, above_id=_number(request, "above"), now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("directives:lineage", directive.pk)
    messages.success(request, _("Declared. Look at the proposed matches and confirm or reject them."))
    return redirect("directives:comparison", pair.pk)


def _number(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return typed_number(said) or 0


@requires("directives.directive.read")
@require_GET
def comparison(request: HttpRequest, answering_id: int) -> HttpResponse:
    """The two documents side by side; ?lost=1 shows only the orders that lose something."""
    actor = acting(request)
    pair = reads.answering_for(actor, answering_id)
    if pair is None:
        raise NotFound(_("There is no such pair of documents, or it is not open to you."))
    compared = reads.comparison_of(pair)
    only = request.GET.get("lost") == "1"
    context = {
        "pair": pair, "compared": compared, "only": only,
        "lines": [line for line in compared.lines if line.finding.losses] if only else compared.lines,
        "may_review": actor.may("directives.directive.review", pair.directive.owner_agency_id),
        "below": reads.clauses_for(pair.directive_id),
    }  # fmt: skip
    return render(request, "directives/comparison.html", context)


@requires("directives.directive.review")
@require_POST
def decide(request: HttpRequest, answering_id: int, act: str) -> HttpResponse:
    """Confirm, reject, link by hand, take the declaration back."""
    actor, now = acting(request), timezone.now()
    chosen = typed_numbers(request.POST.getlist("link"))
    back = redirect("directives:comparison", answering_id)
    try:
        if act == "confirm":
            n = actions.decide_links(actor=actor, answering_id=answering_id, confirm=chosen, now=now)
            messages.success(request, ngettext("One match confirmed.", "%(n)s matches confirmed.", n) % {"n": n})
        elif act == "reject":
            n = actions.decide_links(actor=actor, answering_id=answering_id, reject=chosen, now=now)
            messages.success(request, ngettext("One match rejected.", "%(n)s matches rejected.", n) % {"n": n})
        elif act == "link":
            below = [_number(request, "below")] if request.POST.get("below") else []
            actions.link_clauses(
                actor=actor, answering_id=answering_id, above=_number(request, "above"), below=below, now=now
            )
            messages.success(request, _("Linked."))
        elif act == "retract":
            pair = reads.answering_for(actor, answering_id)
            actions.retract_answer(
                actor=actor, answering_id=answering_id, words=request.POST.get("words", ""), now=now
            )
            messages.success(request, _("The declaration was taken back."))
            back = redirect("directives:lineage", pair.directive_id) if pair else redirect("directives:register")
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return back


@requires("directives.directive.issue")
@require_http_methods(["POST"])
def expect(request: HttpRequest, directive_id: int) -> HttpResponse:
    """These units owe an answering plan by a day."""
    actor, today = acting(request), timezone.localdate()
    directive = queries.get_for(actor, directive_id)
    form = ExpectPlansForm(request.POST, day=today)
    if form.is_valid():
        chosen = {int(pk) for pk in form.cleaned_data["agencies"]}
        if form.cleaned_data["group"]:
            chosen |= {agency.pk for agency in org.expand_group(form.cleaned_data["group"], today)}
        try:
            n = actions.expect_plans(
                actor=actor, directive_id=directive.pk, agency_ids=sorted(chosen), due_on=form.cleaned_data["due_on"],
                now=timezone.now(),
            )  # fmt: skip
            messages.success(
                request, ngettext("One unit owes a plan.", "%(n)s units owe a plan.", n) % {"n": n}
            )
            return redirect("directives:lineage", directive.pk)
        except Refusal as refusal:
            blame(form, refusal)
    return _page(request, directive, plan_form=form, status=422)


@requires("directives.directive.issue")
@require_POST
def waive(request: HttpRequest, expected_id: int) -> HttpResponse:
    """A unit need not issue one."""
    actor = acting(request)
    directive_id = _number(request, "directive")
    try:
        row = actions.waive_plan(
            actor=actor, expected_id=expected_id, words=request.POST.get("words", ""), now=timezone.now()
        )
        directive_id = row.directive_id
        messages.success(request, _("The unit is excused."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("directives:lineage", directive_id) if directive_id else redirect("directives:register")


@requires("directives.directive.read")
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, directive_id: int, target_id: int) -> HttpResponse:
    """Report a figure for a target."""
    actor, today = acting(request), timezone.localdate()
    directive = queries.get_for(actor, directive_id)
    target = next((row[0] for row in reads.targets_of(directive) if row[0].pk == target_id), None)
    if target is None:
        raise NotFound(_("There is no such target, or it is not open to you."))
    form = ResultForm(
        posted(request), agencies=_own_agencies(actor, directive), day=today
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.type_result(
                actor=actor, target_id=target.pk, agency_id=int(said["agency"]), value=said["value"],
                as_of=said["as_of"], words=said["words"], now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The figure is written down."))
            return redirect("directives:lineage", directive.pk)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"directive": directive, "target": target, "form": form, "results": target.results.all()}
    return render(request, "directives/target_result.html", context, status=422 if form.is_bound else 200)


def _own_agencies(actor: Actor, directive: Directive) -> list[tuple[str, str]]:
    """Units the actor may report for, the one that keeps the directive first."""
    scope = actor.scope_of("casework.case.act")
    agencies = org.agencies_on(timezone.localdate())
    keeps = actor.may("directives.directive.issue", directive.owner_agency_id)
    mine = [agency for agency in agencies if keeps or scope is None or agency.pk in scope]
    return [(str(agency.pk), agency.name) for agency in mine]
