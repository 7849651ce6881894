"""Bàn làm việc của tôi: what waits for the person in front of the screen, and the search box's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.text import typed_numbers
from congvu.face.desk.queries import desk
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions.notices import mark_read
from congvu.kernel.ui.access import signed_in


@signed_in
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """My desk."""
    actor = acting(request)
    page = desk.my_desk(actor, timezone.now())
    return render(request, "desk/home.html", page | {"may_list": actor.may("casework.case.read")})


@signed_in
@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark notices as read: those named, or all of them."""
    ids = typed_numbers(request.POST.getlist("ids"))
    read = mark_read(actor=acting(request), now=timezone.now(), notice_ids=ids or None)
    messages.success(request, _("%(n)d notices marked as read.") % {"n": read})
    return redirect("desk:home")


@signed_in
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Cases and documents the actor may see in which every word occurs; a code that is known leads to its case."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    actor = acting(request)
    code = desk.code_of(actor, words)
    if code:
        return redirect("desk:case", code)
    return render(request, "desk/search.html", desk.found(actor, words, timezone.now()))
