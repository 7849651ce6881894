"""Cách đánh số văn bản đi của một cơ quan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.numbering import MODES, CouncilEndForm, CouncilForm, PlanForm
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.queries.numbering import agencies_where, councils_of, plan_of, plans_of, series_in
from congvu.kernel.documents.views.showing import chosen_agency
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("documents.document.read")
@require_http_methods(["GET", "POST"])
def numbering(request: HttpRequest) -> HttpResponse:
    """How an agency numbers its outgoing documents; whoever may decides it here."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    readable = agencies_where(actor, "documents.document.read", today)
    agency = chosen_agency(request, readable)
    may_set = agency is not None and actor.may(actions.numbering.PERMISSION, agency.pk)
    act = request.POST.get("act", "")
    councils = councils_of(agency.pk) if agency else []
    open_councils = [(one.pk, one.name) for one in councils if one.to_on is None]
    plan = plan_of(agency.pk, today.year) if agency else None
    data = posted(request)
    initial: dict[str, Any] = {"mode": plan.mode if plan else "one", "separate": plan.separate if plan else []}
    plan_form = PlanForm(data if act == "plan" else None, year=today.year, initial=initial)
    council_form = CouncilForm(data if act == "council" else None, initial={"from_on": today})
    end_form = CouncilEndForm(data if act == "end" else None, councils=open_councils, initial={"to_on": today})
    if agency is not None and data is not None:
        done = False
        for form, code in ((plan_form, "plan"), (council_form, "council"), (end_form, "end")):
            if act == code and form.is_valid():
                try:
                    _carry_out(act, form.cleaned_data, actor=actor, agency_id=agency.pk, now=now)
                    done = True
                except Invalid as refused:
                    blame(form, refused)
        if done:
            messages.success(request, _("The order of numbering has been set."))
            return redirect(f"{reverse('documents:numbering')}?agency={agency.pk}")
    context = {
        "agency": agency, "agencies": readable, "may_set": may_set, "plan_form": plan_form, "today": today,
        "council_form": council_form, "end_form": end_form if open_councils else None, "councils": councils,
        "plans": [(one, dict(MODES)[one.mode], [KINDS[kind].label for kind in one.separate if kind in KINDS])
                  for one in (plans_of(agency.pk) if agency else [])],
        "series": [(_series_words(row.series, councils), row.last)
                   for row in (series_in(agency.pk, today.year) if agency else [])],
    }
    failed = bool(plan_form.errors or council_form.errors or end_form.errors)
    return render(request, "documents/numbering.html", context, status=422 if failed else 200)


def _carry_out(act: str, given: dict[str, Any], *, actor: Any, agency_id: int, now: Any) -> None:
    if act == "plan":
        actions.set_numbering_plan(
            actor=actor, agency_id=agency_id, from_year=given["from_year"], mode=given["mode"],
            separate=tuple(given["separate"]), basis=given["basis"], now=now,
        )
    elif act == "council":
        actions.add_council(actor=actor, agency_id=agency_id, now=now, **given)
    else:
        actions.end_council(actor=actor, council_id=given["council"], to_on=given["to_on"], now=now)


def _series_words(series: str, councils: list[Any]) -> str:
    if series == "incoming":
        return _("Incoming documents")
    if series == "internal":
        return _("Internal documents")
    if series.startswith("kind-"):
        kind = KINDS.get(series.removeprefix("kind-"))
        return kind.label if kind else series
    council = next((one.name for one in councils if one.series == series), "")
    return council or _("Outgoing documents")
