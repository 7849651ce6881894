"""Màn hình Một cửa: what a desk has to do today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from congvu.domain.onestop.queries import desks
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires


@requires(desks.READ)
def index(request: HttpRequest) -> HttpResponse:
    """The desk a person works at, with what waits there."""
    return render(request, "onestop/desk.html", {"desk": desks.own_desk(acting(request))})
