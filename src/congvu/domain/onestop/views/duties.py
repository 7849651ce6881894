"""Phân công bước: who takes which station of the procedures an agency settles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import skey, typed_number
from congvu.domain.onestop.actions.setting_up import EDIT, lay_down_duties
from congvu.domain.onestop.queries import duties as queries
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.casework.policy import people
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.labels import refusal_words

#: Lines of one page; the search narrows more.
MOST = 200


@requires(EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The procedures of an agency with how many of its stations are laid down."""
    actor, today = acting(request), timezone.localdate()
    agencies = queries.agencies_for(actor, today)
    chosen = typed_number(request.GET.get("agency", "")) or (agencies[0][0] if agencies else None)
    lines, words = [], request.GET.get("q", "")
    if chosen is not None and chosen in dict(agencies):
        wanted = skey(words).split()
        lines = [
            line for line in queries.lines_of(chosen, today)
            if all(word in skey(f"{line.code} {line.name}") for word in wanted)
        ]  # fmt: skip
    context = {"agencies": agencies, "chosen": chosen, "lines": lines[:MOST], "all": len(lines), "q": words}
    return render(request, "onestop/duties.html", context)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, agency_id: int, variant_id: int) -> HttpResponse:
    """The stations of one procedure; sent, who takes each from now on."""
    actor, now = acting(request), timezone.now()
    require(actor, EDIT, agency_id)
    plan, stops, takers = queries.rows_of(agency_id, variant_id, timezone.localdate(now))
    trouble = ""
    if request.method == "POST":
        try:
            wanted = {stop.code: typed_number(request.POST.get(f"s-{stop.code}", "")) for stop, _known in stops}
            had = {stop.code: known.official_id if known is not None else None for stop, known in stops}
            chosen = {code: pk for code, pk in wanted.items() if pk != had[code]}
            lay_down_duties(actor=actor, agency_id=agency_id, variant_id=variant_id, chosen=chosen, now=now)
            messages.success(request, _("Who takes which station is laid down."))
            return redirect("onestop:duty", agency_id, variant_id)
        except Refusal as refusal:
            trouble = refusal_words(refusal)
    context = {
        "plan": plan, "agency": people.agency_name(agency_id), "agency_id": agency_id, "takers": takers,
        "stops": [(stop, known, known.official_id if known else None) for stop, known in stops], "trouble": trouble,
    }  # fmt: skip
    return render(request, "onestop/duty.html", context, status=422 if trouble else 200)
