"""Đăng nhập của người dân: by an identity provider, or by number and one-time code; and out again."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from congvu.core.refusals import Refusal
from congvu.domain.citizens.actions import counter, federated, presences
from congvu.domain.citizens.kinds.openid import sign_out_url
from congvu.domain.citizens.policy.providers import provider_of, shown_name, usable
from congvu.face.portal.forms import OneTimeCodeForm
from congvu.face.portal.views import citizens, slips
from congvu.face.portal.views.citizens import ATTEMPT_COOKIE, COOKIE, address_of, citizen_of, wanted_page
from congvu.face.portal.views.door import everybody
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.policy.pacing import Pace
from congvu.kernel.ui.form_pages import blame, posted

#: Sign-ins one address may begin: a one-stop desk's own computers stand behind one.
PACE = Pace(per_minute=60, at_once=60)


def _absolute(request: HttpRequest, name: str) -> str:
    path = reverse(name)
    return f"{settings.CONGVU_URL}{path}" if settings.CONGVU_URL else request.build_absolute_uri(path)


@everybody
@never_cache
@sensitive_post_parameters("id_number", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The providers of this installation, and the form for number and one-time code."""
    if citizen_of(request) is not None and request.method != "POST":
        return redirect(wanted_page(request))
    form = OneTimeCodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            person = counter.spend_code(**form.cleaned_data, address=address_of(request), now=now)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            return citizens.let_in(redirect(wanted_page(request)), presences.begin(person=person, now=now))
    context = {
        "form": form, "next": wanted_page(request),
        "providers": [(one.code, shown_name(one)) for one in usable()],
    }  # fmt: skip
    return render(request, "portal/sign_in.html", context, status=422 if form.errors else 200)


@everybody
@never_cache
@require_safe
def provider(request: HttpRequest, code: str) -> HttpResponse:
    """To the provider."""
    keep_pace(name=f"citizen-attempt:{address_of(request)}", pace=PACE, now=timezone.now())
    begun = federated.begin(
        provider_code=code, redirect_uri=_absolute(request, "portal:came_back"), wanted=wanted_page(request),
        browser=request.COOKIES.get(ATTEMPT_COOKIE, ""), language=get_language() or "vi", now=timezone.now(),
    )  # fmt: skip
    return citizens.begin_attempt(redirect(begun.url), begun.browser)


@everybody
@never_cache
@require_safe
def came_back(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    now, given = timezone.now(), request.GET
    arrived = federated.finish(
        state=given.get("state", ""), code=given.get("code", ""), error=given.get("error", ""),
        browser=request.COOKIES.get(ATTEMPT_COOKIE, ""), now=now,
    )  # fmt: skip
    token = presences.begin(person=arrived.person, provider=arrived.provider.code, token=arrived.token, now=now)
    answer = citizens.let_in(redirect(wanted_page(request, arrived.wanted)), token)
    return citizens.forget(answer, ATTEMPT_COOKIE)


@everybody
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the visit here, and close what a secret has opened; the page offers to end it at the provider too."""
    citizen, elsewhere = citizen_of(request), ""
    known = None
    if citizen is not None:
        token = presences.end(presence=citizen.presence, now=timezone.now())
        known = provider_of(citizen.presence.provider) if token else None
        elsewhere = sign_out_url(known, token, _absolute(request, "portal:signed_out")) if known else ""
        request.citizen = None  # type: ignore[attr-defined]  # nobody from here on
    context = {"elsewhere": elsewhere, "provider": shown_name(known) if known else ""}
    answer = citizens.forget(render(request, "portal/signed_out.html", context), COOKIE)
    return citizens.forget(answer, slips.COOKIE)


@everybody
@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Back from signing out at the provider."""
    return render(request, "portal/signed_out.html", {"message": _("You have signed out everywhere.")})
