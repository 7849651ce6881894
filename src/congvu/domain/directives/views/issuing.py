"""Issuing: the preview lists the cases to be made, the act makes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import typed_numbers
from congvu.domain.directives.actions.ending import end_directive
from congvu.domain.directives.actions.issuing import issue_directive
from congvu.domain.directives.forms import EndForm
from congvu.domain.directives.models import Clause, Directive
from congvu.domain.directives.queries import directives as queries
from congvu.domain.directives.queries.planning import plan_issue
from congvu.domain.directives.queries.review import accepted_clauses
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("directives.directive.issue")
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, directive_id: int) -> HttpResponse:
    """What will be made of the accepted clauses, unit by unit; then make it."""
    actor, now = acting(request), timezone.now()
    directive = queries.get_for(actor, directive_id)
    clauses = accepted_clauses(directive)
    if request.method == "POST":
        ids = typed_numbers(request.POST.getlist("clause"))
        try:
            cases = issue_directive(
                actor=actor, directive_id=directive_id, clause_ids=ids,
                confirm_past=bool(request.POST.get("confirm_past")), now=now,
            )
            messages.success(request, _("%(n)d cases were made and offered to their units.") % {"n": len(cases)})
            return redirect("directives:directive", directive_id)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return _preview(request, directive, clauses, chosen=ids, status=refusal.status)
    return _preview(request, directive, clauses, chosen=None)


def _preview(
    request: HttpRequest, directive: Directive, clauses: list[Clause], *, chosen: list[int] | None, status: int = 200
) -> HttpResponse:
    plan = plan_issue(directive, clauses, timezone.now())
    sound = [item for item in plan.items if not item.problems and (chosen is None or item.clause.pk in chosen)]
    context = {
        "directive": directive, "document": directive.document, "plan": plan,
        "coverage": queries.coverage_of(directive.pk),
        "chosen": {item.clause.pk for item in sound}, "chosen_cases": sum(item.cases for item in sound),
    }
    return render(request, "directives/issue.html", context, status=status)


@requires("directives.directive.issue")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The directive is no longer in force, or another one replaces it."""
    actor, now = acting(request), timezone.now()
    directive = queries.get_for(actor, directive_id)
    others = queries.visible_to(actor).filter(ended_on=None).exclude(pk=directive_id).select_related("document")
    form = EndForm(request.POST or None, day=timezone.localdate(now), others=list(others.order_by("-pk")[:200]))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            end_directive(
                actor=actor, directive_id=directive_id, ground=given["ground"], words=given["words"], now=now,
                replaced_by_id=int(given["replaced_by"]) if given["replaced_by"] else None,
            )
            messages.success(request, _("The directive has ended; its recurring and standing duties ended with it."))
            return redirect("directives:directive", directive_id)
        except Refusal as refusal:
            blame(form, refusal)
    context = {"directive": directive, "document": directive.document, "form": form}
    return render(request, "directives/end.html", context, status=422 if form.errors else 200)
