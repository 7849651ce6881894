"""Lịch cá nhân: the screen with the secret address, and the calendar itself for programs that read it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from congvu.core.refusals import NotFound
from congvu.face.desk.queries.ics import calendar_of
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions.feeds import make_feed, note_reading, revoke_feed
from congvu.kernel.casework.queries.feeds import entries_of, feed_by_token, feed_in_use
from congvu.kernel.ui.access import public, signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own calendar address: make it, renew it, revoke it. The secret is shown once."""
    actor, now = acting(request), timezone.now()
    if request.method == "POST" and "revoke" in request.POST:
        revoke_feed(actor=actor, now=now)
        messages.success(request, _("The calendar address has been revoked; programs that read it get nothing more."))
        return redirect("desk:calendar")
    address = ""
    if request.method == "POST":
        _feed, token = make_feed(actor=actor, now=now)
        address = request.build_absolute_uri(reverse("desk:calendar_feed", args=[token]))
    context = {"feed": feed_in_use(actor), "address": address, "entries": len(entries_of(actor, now))}
    answer = render(request, "desk/calendar.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@public
@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. An address that is unknown or revoked is not found."""
    now = timezone.now()
    found = feed_by_token(token, now)
    if found is None:
        raise NotFound(_("There is no such calendar."))
    feed, actor = found
    content, etag = calendar_of(entries_of(actor, now), actor.name, request.build_absolute_uri("/"))
    feed = note_reading(feed=feed, etag=etag, now=now)
    changed = int(feed.changed_at.timestamp()) if feed.changed_at else int(now.timestamp())
    answer: HttpResponse
    if _knows(request, etag, changed):
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="cong-vu.ics"'
    answer["ETag"], answer["Last-Modified"] = f'"{etag}"', http_date(changed)
    answer["Cache-Control"], answer["Referrer-Policy"] = "private, no-cache", "no-referrer"
    return answer


def _knows(request: HttpRequest, etag: str, changed: int) -> bool:
    """Whether the reader has this version already."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return f'"{etag}"' in [tag.strip().removeprefix("W/") for tag in tags.split(",")] or tags.strip() == "*"
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed <= since
