"""Người dân ở cổng: who is signed in on the public side, apart from the sign-ins of officials."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

from congvu.domain.citizens import queries
from congvu.domain.citizens.actions import presences
from congvu.domain.citizens.models import Person, Presence
from congvu.domain.citizens.policy.details import Details
from congvu.face.portal.views.door import everybody
from congvu.kernel.accounts.policy.loopback import client_address
from congvu.kernel.ui.access import View

COOKIE = "congvu_citizen"
#: Names the browser that began a sign-in with a provider; lives as long as that may take.
ATTEMPT_COOKIE = "congvu_citizen_attempt"
_LONGEST = 8 * 3600


@dataclass(frozen=True, slots=True)
class Citizen:
    """The person in front of a page: the visit, the person, and what is known of him."""

    presence: Presence
    person: Person
    details: Details

    @property
    def name(self) -> str:
        return self.person.name


def citizen_of(request: HttpRequest) -> Citizen | None:
    """Who is signed in on the public side; asked once a request."""
    if not hasattr(request, "citizen"):
        now = timezone.now()
        presence = queries.presence_of(request.COOKIES.get(COOKIE, ""), now)
        found = None
        if presence is not None:
            presences.note_seen(presence=presence, now=now)
            found = Citizen(presence, presence.person, queries.details_of(presence.person))
        request.citizen = found  # type: ignore[attr-defined]  # for this request only
    return request.citizen  # type: ignore[attr-defined,no-any-return]


def address_of(request: HttpRequest) -> str:
    """The network address limits are counted by."""
    return client_address(request.META, settings.CONGVU_TRUSTED_PROXIES) or "unknown"


def citizens_only(view: View) -> View:
    """Only somebody signed in; else first to the sign-in. Never kept by a cache."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if citizen_of(request) is None:
            wanted = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("portal:mine")
            return redirect(f"{reverse('portal:sign_in')}?{urlencode({'next': wanted})}")
        return view(request, *args, **kwargs)

    return everybody(never_cache(answered))


def wanted_page(request: HttpRequest, given: str = "") -> str:
    """Where the person wanted to go, if that is a page of the public side; else his dossiers."""
    wanted = given or request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(reverse("portal:home"))
    return wanted if ours else reverse("portal:mine")


def let_in(answer: HttpResponse, token: str) -> HttpResponse:
    """Give the browser the cookie of a visit."""
    return _cookie(answer, COOKIE, token, _LONGEST)


def begin_attempt(answer: HttpResponse, token: str) -> HttpResponse:
    """Give the browser the mark of a sign-in with a provider."""
    return _cookie(answer, ATTEMPT_COOKIE, token, 15 * 60)


def _cookie(answer: HttpResponse, name: str, value: str, seconds: int) -> HttpResponse:
    answer.set_cookie(
        name, value, max_age=seconds, path=reverse("portal:home"), httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def forget(answer: HttpResponse, name: str) -> HttpResponse:
    """Take a cookie away."""
    answer.delete_cookie(name, path=reverse("portal:home"), samesite="Lax")
    return answer
