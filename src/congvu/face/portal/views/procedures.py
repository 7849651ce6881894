"""Tra cứu thủ tục: the start page, one box for everything, the list, the page of a procedure."""

from __future__ import annotations

import io

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from congvu.core.codes import read_dossier_code
from congvu.domain.procedures.models import OnlineLevel, SettledAt, Subject
from congvu.face.portal.queries import procedures as queries
from congvu.face.portal.queries.dossiers import popular
from congvu.face.portal.views.citizens import citizen_of
from congvu.face.portal.views.door import everybody


@everybody
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The box, what was published last, the fields."""
    now = timezone.now()
    on = timezone.localdate(now)
    often = queries.of_procedures(popular(now), on)
    context = {
        "newest": often or queries.newest(on), "popular": bool(often), "fields": queries.fields(on),
        "citizen": citizen_of(request),
    }  # fmt: skip
    return render(request, "portal/home.html", context)


@everybody
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Whatever was typed: a dossier's code, a procedure's code in any writing, or words."""
    words = request.GET.get("q", "").strip()
    if dossier := read_dossier_code(words):
        return redirect(f"{reverse('portal:follow')}?code={dossier.text}")
    if code := queries.code_meant(words, timezone.localdate()):
        return redirect("portal:procedure", code=code)
    return redirect(f"{reverse('portal:procedures')}?{request.GET.urlencode()}")


@everybody
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Published procedures, narrowed by field, level, online level and subject."""
    on = timezone.localdate()
    wanted = queries.Wanted.of(request.GET.dict())
    number = request.GET.get("page", "1")
    found = queries.find(wanted, on, int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1)
    context = {
        "wanted": wanted, "found": found, "fields": queries.fields(on), "levels": SettledAt.choices,
        "online": OnlineLevel.choices, "subjects": Subject.choices[:5],
        "citizen": citizen_of(request),
    }  # fmt: skip
    return render(request, "portal/procedures.html", context)


@everybody
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponseBase:
    """A procedure: the version in force, or an earlier one (`v=`)."""
    on = timezone.localdate()
    meant = queries.code_meant(code, on)
    if meant and meant != code:
        return redirect("portal:procedure", code=meant)
    number = request.GET.get("v", "")
    sheet = queries.sheet(code, on, int(number) if number.isascii() and number.isdigit() and len(number) < 5 else None)
    return render(request, "portal/procedure.html", {
        "sheet": sheet, "version": sheet.version, "on": on, "citizen": citizen_of(request),
        "file_url": reverse("portal:file", args=[sheet.procedure.code]),
    })  # fmt: skip


@everybody
@require_safe
def procedure_code_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code that leads to the procedure's page: for sheets on the wall."""
    sheet = queries.sheet(code, timezone.localdate())
    address = request.build_absolute_uri(reverse("portal:procedure", args=[sheet.procedure.code]))
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=6, border=2, xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
