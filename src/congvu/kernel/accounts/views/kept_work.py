"""Bài làm được giữ lại. After signing in again: what was sent with the expired sign-in, to be sent again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congvu.kernel.accounts import actions, queries
from congvu.kernel.accounts.policy import acting
from congvu.kernel.accounts.views import door
from congvu.kernel.ui.access import signed_in


@signed_in
@never_cache
@require_GET
def kept_work(request: HttpRequest) -> HttpResponse:
    """The forms kept for me; on to `next` at once when there is none."""
    kept = queries.kept_forms_of(acting(request), timezone.now())
    wanted = door.wanted_page(request)
    if not kept:
        return redirect(wanted)
    return render(request, "accounts/kept_work.html", {"kept": kept, "next": wanted})


@signed_in
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass the form on to where it was meant for: 307 makes the browser send the same fields there."""
    now = timezone.now()
    kept = queries.kept_form_of(acting(request), pk, now)
    actions.mark_sent(actor=acting(request), kept=kept.form, now=now)
    onward = HttpResponse(status=307)
    onward["Location"] = kept.form.path
    return onward


@signed_in
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a kept form away."""
    now = timezone.now()
    kept = queries.kept_form_of(acting(request), pk, now)
    actions.mark_sent(actor=acting(request), kept=kept.form, now=now)
    messages.info(request, _("The kept form was thrown away."))
    return redirect(door.after_arrival(door.wanted_page(request)))
