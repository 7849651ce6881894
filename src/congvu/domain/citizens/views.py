"""Cấp mã dùng một lần: the page at the counter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.domain.citizens import queries
from congvu.domain.citizens.actions import counter
from congvu.domain.citizens.forms import CodeForm
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted

SHOWN = 20


@requires(queries.MAKE)
@never_cache
@sensitive_post_parameters("id_number", "name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Make a code; it is shown once, to be printed or read out. Below, the codes made here lately."""
    actor, now = acting(request), timezone.now()
    agencies = [(str(one.pk), one.name) for one in queries.agencies_for(actor, now)]
    form = CodeForm(posted(request), agencies=agencies)
    made = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = counter.make_code(
                actor=actor, agency_id=given["agency"], name=given["name"], id_number=given["id_number"],
                seen=given["seen"], born_on=given["born_on"], phone=given["phone"], now=now,
            )  # fmt: skip
        except Refusal as refusal:
            blame(form, refusal)
        else:
            form = CodeForm(None, agencies=agencies)
    context = {"form": form, "made": made, "rows": queries.codes_for(actor)[:SHOWN], "now": now}
    return render(request, "citizens/codes.html", context, status=422 if form.errors else 200)


@requires(queries.MAKE)
@require_POST
def cancel(request: HttpRequest, code_id: int) -> HttpResponse:
    """Cancel a code."""
    counter.cancel_code(actor=acting(request), code_id=code_id, now=timezone.now())
    messages.success(request, _("The code has been cancelled."))
    return redirect("citizens:codes")
