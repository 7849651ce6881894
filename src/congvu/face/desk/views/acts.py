"""Một hành vi trên công việc: its form as a dialog or a page, and doing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Refusal, StaleCase
from congvu.face.desk.actions import perform
from congvu.face.desk.forms import ActForm, own_unit
from congvu.face.desk.forms.acting import BLAMED
from congvu.face.desk.queries.page import header
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions.notes import watch as set_watch
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import may_see
from congvu.kernel.casework.queries import Act
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import blame


@signed_in
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """The form of an act; sent, it does the act and goes back to the case."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    chosen = queries.act_open_to(actor, case, act, now)
    today = timezone.localdate(now)
    if chosen.url and request.method == "GET":
        return redirect(chosen.url)
    if request.method == "GET":
        initial = {"to_agency": own_unit(actor, case)} if act == "offer" else {}
        return _form(request, case, chosen, ActForm(chosen, case, actor, today, initial=initial))
    form = ActForm(chosen, case, actor, today, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, case, chosen, form, status=422)
    try:
        after = perform(actor=actor, case=case, act=chosen, values=form.cleaned_data, now=now)
    except StaleCase as refusal:
        return _stale(request, actor, code, chosen, refusal)
    except Refusal as refusal:
        blame(form, refusal, BLAMED)
        return _form(request, case, chosen, form, status=refusal.status)
    messages.success(request, _("Done: %(act)s.") % {"act": chosen.label})
    return _back(request, actor, code, after)


def _still_open(actor: Actor, code: str, after: Case | None) -> bool:
    if after is not None:
        return may_see(actor, after)
    try:
        queries.get_for(actor, code)
    except Refusal:
        return False
    return True


@signed_in
@require_POST
def watch(request: HttpRequest, code: str) -> HttpResponse:
    """Hear of every act on a case, or no longer."""
    actor = acting(request)
    case = queries.get_for(actor, code)
    on = set_watch(actor=actor, case_id=case.pk, on=request.POST.get("on") == "1")
    said = _("You will be told of every act on this case.") if on else _("You no longer watch this case.")
    messages.success(request, said)
    return redirect("desk:case", code)


def _form(
    request: HttpRequest, case: Case, chosen: Act, form: ActForm, status: int = 200, **more: Any
) -> HttpResponse:
    is_dialog = request.headers.get("HX-Request") == "true"
    context = {
        "case": case, "act": chosen, "form": form, "is_dialog": is_dialog, "header": header(case, timezone.now()),
        "url": reverse("desk:act", args=[case.code, chosen.code]), **more,
    }
    return render(request, "desk/_act_form.html" if is_dialog else "desk/act.html", context, status=status)


def _stale(request: HttpRequest, actor: Actor, code: str, chosen: Act, refusal: StaleCase) -> HttpResponse:
    """Somebody was faster: everything typed stays, with the sentence and the case as it stands now."""
    case = queries.get_for(actor, code)
    data = request.POST.copy()
    data["expected_seq"] = str(case.seq)
    form = ActForm(chosen, case, actor, timezone.localdate(), data, request.FILES)
    form.is_valid()
    blame(form, refusal, BLAMED)
    return _form(request, case, chosen, form, status=refusal.status, stale=refusal)


def _back(request: HttpRequest, actor: Actor, code: str, after: Case | None = None) -> HttpResponse:
    """To the case, as it is now; to the desk when it is no longer open to who acted. `after`: as the act left it."""
    url = reverse("desk:case", args=[code]) if _still_open(actor, code, after) else reverse("desk:home")
    if request.headers.get("HX-Request") != "true":
        return redirect(url)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = url
    return answer
