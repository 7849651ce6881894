"""Công khai kết luận: what everybody may read of inspections, without signing in; how it is corrected or removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.inspections.actions import unpublishing
from congvu.domain.inspections.actions.unpublishing import GROUND
from congvu.domain.inspections.forms.after import ChangePublicForm
from congvu.domain.inspections.queries import conclusions, on_site, resamples
from congvu.insight.measures import share_words
from congvu.kernel.accounts.policy import acting
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui.access import public, signed_in
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words

SHOWN = 100


@public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Public conclusions, the latest first, and how often faults came back."""
    words, year = request.GET.get("q", "").strip()[:100], typed_number(request.GET.get("year", ""))
    today = timezone.localdate().year
    found = conclusions.published(year if year and 2020 <= year <= today else None, words)
    context = {
        "rows": found[:SHOWN], "n": len(found), "q": words, "year": year, "years": range(today, today - 5, -1),
        "back": [(one, share_words(one.back, one.n)) for one in resamples.came_back()],
    }  # fmt: skip
    return render(request, "inspections/public_conclusions.html", context)


@public
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One public conclusion."""
    found = conclusions.published_one(code)
    came = conclusions.what_came(found.visit_id)
    context = {"one": found, "came": came, "samples": [(row, resamples.interval_of(row)) for row in came.samples],
               "changes": conclusions.changes_shown(found)}  # fmt: skip
    return render(request, "inspections/public_conclusion.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what is public, or take it back; who signs does it at once, the team asks for it."""
    actor, now = acting(request), timezone.now()
    visit = on_site.visit_for(actor, code)
    grounds = [(one.code, conclusions.ground_words(one.code)) for one in rules.grounds(GROUND, timezone.localdate(now))]
    shown = conclusions.conclusion_of(visit)
    form = ChangePublicForm(posted(request), grounds=grounds,
                            initial={"public_words": shown.public_words if shown is not None else ""})  # fmt: skip
    back = reverse("inspections:after", args=[code])

    def act() -> str:
        made = unpublishing.change_publication(actor=actor, visit_id=visit.pk, wanted=form.wanted(), now=now)
        done = _("It is done; the public page says so.") if made.approved else _("Who signs conclusions decides on it.")
        messages.success(request, done)
        return back

    return fill(request, form, act, title=_("Correct or remove what is public"), button=_("Go on"), back=back,
                note=_("The public page keeps its address and says what was changed, why and when."))  # fmt: skip


@signed_in
@require_POST
def decide(request: HttpRequest, code: str, change_id: int) -> HttpResponse:
    """Approve a change of what is public, or leave it as it is."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    try:
        unpublishing.decide_change(actor=actor, visit_id=visit.pk, change_id=change_id, now=timezone.now(),
                                   approve=request.POST.get("do") == "approve")  # fmt: skip
        messages.success(request, _("It is decided."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("inspections:after", code)
