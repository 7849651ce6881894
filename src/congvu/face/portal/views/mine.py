"""Hồ sơ của tôi."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from congvu.face.portal.queries import dossiers
from congvu.face.portal.queries import filing as queries
from congvu.face.portal.views.citizens import citizen_of, citizens_only


@citizens_only
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and his dossiers."""
    citizen = citizen_of(request)
    assert citizen is not None  # behind citizens_only
    rows = [(one, dossiers.status_words(one.case)) for one in dossiers.dossiers_of(citizen.person, citizen.details)]
    context = {
        "citizen": citizen, "rows": rows, "drafts": queries.drafts_of(citizen.person), "turn": dossiers.YOUR_TURN,
    }  # fmt: skip
    return render(request, "portal/mine.html", context)
