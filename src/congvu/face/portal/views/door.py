"""Lối vào: who may open a page of the public side, and what a page says when something cannot be done."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.core.refusals import Refusal, TooMany
from congvu.kernel.ui.access import View, public


def trouble(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page: what happened and what to do next."""
    titles = {403: _("You cannot do this"), 404: _("Nothing was found"), 429: _("Please wait a little")}
    context = {
        "title": titles.get(refusal.status, _("This could not be done")), "refusal": refusal,
        "way_on": _way_on(request), "citizen": getattr(request, "citizen", None),
    }  # fmt: skip
    answer = render(request, "portal/trouble.html", context, status=refusal.status)
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


def _way_on(request: HttpRequest) -> tuple[str, str] | None:
    """Where to go on from a refusal besides the start page: address and words."""
    match = request.resolver_match
    if match is None:
        return None
    if match.url_name in ("provider", "came_back"):
        return reverse("portal:sign_in"), _("Sign in again")
    if match.url_name in ("receipt", "supplement", "stop", "evaluate"):
        return reverse("portal:followed", kwargs=match.kwargs), _("Back to the dossier")
    if match.url_name in ("draft", "review", "throw_away", "remove_paper", "file"):
        return reverse("portal:mine"), _("My dossiers")
    return None


def everybody(view: View) -> View:
    """Anybody may come. Refusals become a page of the public side, without the words of the offices.

    What is shown to somebody signed in is his: no cache keeps it.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except Refusal as refusal:
            answer = trouble(request, refusal)
        if getattr(request, "citizen", None) is not None:
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return public(answered)
