"""Mã trên giấy tiếp nhận: a browser that has shown the secret of a dossier may see it for an hour."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from congvu.domain.onestop.models import Dossier
from congvu.face.portal.queries import dossiers
from congvu.face.portal.views.citizens import citizen_of

COOKIE = "congvu_slips"
GOOD_FOR = 3600
MOST = 10
_SALT = "congvu.portal.slips"


def shown(request: HttpRequest) -> list[str]:
    """Codes of the dossiers whose secret this browser has shown lately."""
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return []
    return [str(one) for one in said] if isinstance(said, list) else []


def remember(request: HttpRequest, answer: HttpResponse, code: str) -> HttpResponse:
    """This browser has shown the secret of a dossier."""
    kept = [code, *(one for one in shown(request) if one != code)][:MOST]
    answer.set_cookie(
        COOKIE, signing.dumps(kept, salt=_SALT), max_age=GOOD_FOR, path=reverse("portal:home"), httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def owns(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether the signed-in person is the applicant."""
    citizen = citizen_of(request)
    return citizen is not None and dossiers.is_of(dossier, citizen.person, citizen.details)


def may_see(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether the page shows more than the degree of completion."""
    return dossier.case.code in shown(request) or owns(request, dossier)
