"""Lựa chọn của địa phương: making, ending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.accounts.policy import acting
from congvu.kernel.rules import actions, queries
from congvu.kernel.rules.forms import ChoiceForm, GroundForm, ReasonForm
from congvu.kernel.rules.views.book import rule_page
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("rules.rule.edit")
@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Set the province's own value for a rule."""
    shipped, _chosen = queries.history(code)
    if not shipped:
        raise NotFound(_("There is no such rule in the rulebook."))
    form = ChoiceForm(request.POST, rule=shipped[0])
    if form.is_valid():
        try:
            actions.choose_rule(actor=acting(request), code=code, now=timezone.now(), **form.cleaned_data)
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The choice has been entered in the rulebook."))
            return redirect("rules:rule", code)
    return rule_page(request, code, form, status=422)


@requires("rules.rule.edit")
@require_http_methods(["GET", "POST"])
def add_ground(request: HttpRequest) -> HttpResponse:
    """Add a ground of the province's own."""
    started = {"from_on": timezone.localdate()}
    form = GroundForm(posted(request), initial=started)
    if form.is_valid():
        try:
            actions.add_ground(actor=acting(request), now=timezone.now(), **form.cleaned_data)
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("The ground has been entered in the rulebook."))
            return redirect("rules:grounds")
    return render(request, "rules/add_ground.html", {"form": form}, status=422 if form.errors else 200)


@requires("rules.rule.edit")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a choice."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say why the choice is withdrawn."), field="reason")
    choice = actions.withdraw_choice(
        actor=acting(request), choice_id=pk, reason=form.cleaned_data["reason"], now=timezone.now()
    )
    messages.success(request, _("The choice is over; the history keeps it."))
    return redirect("rules:rule", choice.code) if choice.about == "rule" else redirect("rules:grounds")
