"""Lối vào: who may open a page of the public side, and what a page says when something cannot be done."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from congvu.core.refusals import Refusal, TooMany
from congvu.kernel.ui.access import View, public


def trouble(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page: what happened and what to do next."""
    titles = {403: _("You cannot do this"), 404: _("Nothing was found"), 429: _("Please wait a little")}
    context = {"title": titles.get(refusal.status, _("This could not be done")), "refusal": refusal}
    answer = render(request, "portal/trouble.html", context, status=refusal.status)
    if isinstance(refusal, TooMany):
        answer["Retry-After"] = str(refusal.retry_after)
    return answer


def everybody(view: View) -> View:
    """Anybody may come. Refusals become a page of the public side, without the words of the offices."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return trouble(request, refusal)

    return public(answered)
