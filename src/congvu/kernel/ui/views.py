"""Screens of the room: the theme switch for browsers without script, and the style guide."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from congvu.kernel.ui import samples
from congvu.kernel.ui.access import public
from congvu.kernel.ui.context import THEMES
from congvu.kernel.ui.tables import respond

YEAR = 365 * 24 * 3600


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or auto in a cookie and go back."""
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = redirect(back if "/" in back else "/")  # a word without a slash is no address
    if chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax")
    return answer


@public
@require_GET
def styleguide(request: HttpRequest) -> HttpResponseBase:
    """Every component with sample data; only while debugging or demonstrating."""
    if not (settings.DEBUG or getattr(settings, "CONGVU_DEMO", False)):
        raise Http404
    now = timezone.now()
    if request.GET.get("page") == "signin":
        return render(request, "ui/styleguide_plain.html", {"form": samples.SampleSignIn()})
    if request.GET.get("page") == "review":
        return render(request, "ui/styleguide_review.html", {"pieces": samples.review_pieces()})
    return respond(
        request,
        samples.TABLE,
        samples.ROWS,
        template="ui/styleguide.html",
        now=samples.NOW,
        context=samples.context(now),
    )
