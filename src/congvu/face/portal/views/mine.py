"""Hồ sơ của tôi."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvu.face.portal.views.citizens import citizen_of, citizens_only


@citizens_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and his dossiers."""
    return render(request, "portal/mine.html", {"citizen": citizen_of(request)})
