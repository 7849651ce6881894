"""Trang kiểm tra tại chỗ: the page for the phone, what it loads, what it sends, and the worker that keeps it offline.

Everything lies below one address, which is the scope of the service worker.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.domain.inspections.actions import phones, syncing
from congvu.domain.inspections.queries import on_site as queries
from congvu.domain.inspections.queries.sampling import RESULTS, look_up
from congvu.domain.inspections.views.phone_words import words_for_phone
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.documents.models.content import open_content
from congvu.kernel.ui import assets, formats
from congvu.kernel.ui.access import public, signed_in
from congvu.kernel.ui.labels import refusal_words
from congvu.kernel.ui.middleware import CONTENT_SECURITY_POLICY

MOST_PARCELS = 50
_OWN_MEDIA = CONTENT_SECURITY_POLICY.replace("img-src 'self' data:", "img-src 'self' data: blob:")
_DEVICES = "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()"


def _visit(actor: Actor, code: str) -> Any:
    """The visit for a member of its team."""
    found = queries.visit_for(actor, code)
    queries.require_member(actor, found, timezone.localdate())
    return found


@signed_in
@never_cache
@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one visit. It holds nothing of the visit itself: the phone asks for that and keeps it."""
    found = _visit(acting(request), code)
    context = {"visit": found, "words": words_for_phone(), "code": found.case.code}
    answer = render(request, "inspections/onsite.html", context)
    answer["Content-Security-Policy"] = f"{_OWN_MEDIA}; media-src 'self' blob:"
    answer["Permissions-Policy"] = _DEVICES
    return answer


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, served from inside its scope: it keeps the page's shell, never anything of a visit."""
    chunk = assets.manifest().get("src/entries/onsite-worker.ts", {}).get("file", "")
    path = finders.find(f"dist/{chunk}") if chunk else None
    if not isinstance(path, str):
        raise NotFound(_("The front end has not been built."))
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = request.path.rpartition("/")[0] + "/"
    return answer


def _in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as JSON: the phone shows the sentence and keeps what it has."""

    @wraps(view)
    def answered(request: HttpRequest, code: str) -> HttpResponse:
        try:
            return view(request, code)
        except Refusal as refusal:
            return JsonResponse({"sentence": refusal_words(refusal), "code": refusal.code}, status=refusal.status)

    return answered


@signed_in
@never_cache
@require_GET
@_in_words
def parcel(request: HttpRequest, code: str) -> HttpResponse:
    """What the phone needs of the visit, as JSON."""
    actor = acting(request)
    found = _visit(actor, code)
    member = queries.require_member(actor, found, timezone.localdate())
    record_view(actor=actor, what="inspections.visit", subject=f"case/{found.pk}", now=timezone.now())
    return JsonResponse(queries.parcel_for_phone(found, member))


@signed_in
@never_cache
@require_GET
@_in_words
def state(request: HttpRequest, code: str) -> HttpResponse:
    """What the server holds, whose log-in this is, a fresh token, and (in the header Date) our clock."""
    actor = acting(request)
    found = _visit(actor, code)
    return JsonResponse({
        "account": actor.official_id, "phase": found.case.phase, "token": get_token(request),
        "now": timezone.now().isoformat(), "piece": syncing.PIECE, **queries.receipts_of(found),
    })  # fmt: skip


@signed_in
@require_POST
@_in_words
def sync(request: HttpRequest, code: str) -> HttpResponse:
    """Records: {"skew": seconds, "parcels": [{uid, sort, sha256, body}]} → what is kept, what is refused and why."""
    actor = acting(request)
    found = _visit(actor, code)
    given, kept, refused = _sent(request), [], []
    skew = given.get("skew")
    for one in given["parcels"]:
        try:
            mine = syncing.receive_parcel(
                actor=actor, visit_id=found.pk, uid=syncing.uid_of(one.get("uid")), sort=str(one.get("sort")),
                sha256=str(one.get("sha256")), body=str(one.get("body")), skew=skew if type(skew) is int else 0,
                now=timezone.now(),
            )  # fmt: skip
            kept.append({"uid": str(mine.uid), "sha256": mine.sha256})
        except Refusal as refusal:
            words = refusal_words(refusal)
            refused.append({"uid": str(one.get("uid")), "sentence": words, "code": refusal.code})
    return JsonResponse({"kept": kept, "refused": refused})


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        found = None
    parcels = found.get("parcels") if isinstance(found, dict) else None
    if not isinstance(parcels, list) or not all(isinstance(one, dict) for one in parcels):
        raise Invalid(_("What was sent cannot be read."), code="bad_body")
    if len(parcels) > MOST_PARCELS:
        raise Invalid(_("At most %(n)d records are sent at once.") % {"n": MOST_PARCELS}, code="too_many")
    return dict(found)


@signed_in
@require_POST
@_in_words
def left(request: HttpRequest, code: str) -> HttpResponse:
    """{"device": uuid, "unsent": n}: what this device has not sent yet."""
    actor = acting(request)
    found = _visit(actor, code)
    try:
        given = json.loads(request.body)
    except (ValueError, RecursionError):
        given = None
    unsent = given.get("unsent") if isinstance(given, dict) else None
    if type(unsent) is not int:
        raise Invalid(_("What was sent cannot be read."), code="bad_body")
    told = phones.tell_left(actor=actor, visit_id=found.pk, device=syncing.uid_of(given.get("device")), unsent=unsent,
                            now=timezone.now())  # fmt: skip
    return JsonResponse({"unsent": told.unsent})


@signed_in
@require_POST
@_in_words
def piece(request: HttpRequest, code: str) -> HttpResponse:
    """One piece of a file: uid, of, offset, total, sha256 in the query, its bytes as the body."""
    actor, given = acting(request), request.GET
    found = _visit(actor, code)
    kept = syncing.receive_piece(
        actor=actor, visit_id=found.pk, uid=syncing.uid_of(given.get("uid")), of=syncing.uid_of(given.get("of")),
        offset=_number(given.get("offset")), total=_number(given.get("total")), sha256=given.get("sha256", ""),
        content=request.body, now=timezone.now(),
    )  # fmt: skip
    return JsonResponse({"uid": str(kept.uid), "sha256": kept.sha256, "whole": kept.whole})


def _number(words: str | None) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 12 else -1


@signed_in
@never_cache
@require_GET
@_in_words
def look(request: HttpRequest, code: str) -> HttpResponse:
    """What the system says about the case whose QR was read; looking is recorded."""
    actor = acting(request)
    found = _visit(actor, code)
    known = look_up(found, request.GET.get("q", "")[:500])
    record_view(actor=actor, what="inspections.case", subject=f"case/{known.code}", now=timezone.now())
    return JsonResponse({
        "code": known.code, "kind": known.kind, "title": known.title, "station": known.station, "state": known.state,
        "opened": formats.moment(known.opened_at), "due": formats.moment(known.due_at) if known.due_at else "",
        "closed": formats.moment(known.closed_at) if known.closed_at else "", "then_station": known.then_station,
        "then_state": known.then_state, "results": {name: str(label) for name, label in RESULTS.items()},
    })  # fmt: skip


@signed_in
@require_GET
def evidence(request: HttpRequest, code: str, uid: UUID) -> FileResponse:
    """The file of a piece of evidence, as a download; looking is recorded."""
    actor = acting(request)
    found = queries.evidence_for(actor, code, uid)
    file = found.file
    assert file is not None
    record_view(actor=actor, what="inspections.evidence", subject=f"evidence/{found.pk}", now=timezone.now())
    answer = FileResponse(open_content(file.sha256), as_attachment=True, filename=found.name,
                          content_type=file.media_type)  # fmt: skip
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@signed_in
@require_GET
def start(_request: HttpRequest) -> HttpResponse:
    """The scope's own address leads to the visits."""
    return redirect("inspections:front")
