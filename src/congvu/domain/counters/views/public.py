"""Màn hình gọi số and the kiosk: for everybody, without signing in and without JavaScript."""

from __future__ import annotations

import math
import struct
import wave
from functools import lru_cache
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.counters.actions import tickets as actions
from congvu.domain.counters.models import Ground
from congvu.domain.counters.queries import opening, queues
from congvu.kernel.ui.access import public
from congvu.kernel.ui.labels import refusal_words

#: Seconds between two looks of the big screen.
LOOK_EVERY = 4
RATE = 16_000


@public
@never_cache
@require_GET
def display(request: HttpRequest, agency_id: int) -> HttpResponse:
    """The big screen (`sound=1`: rings at every call)."""
    return render(request, "counters/display.html", _board(request, agency_id))


@public
@never_cache
@require_GET
def board(request: HttpRequest, agency_id: int) -> HttpResponse:
    """What changes on the big screen."""
    return render(request, "counters/_board.html", _board(request, agency_id))


def _board(request: HttpRequest, agency_id: int) -> dict[str, object]:
    now, sound = timezone.now(), request.GET.get("sound") == "1"
    found = queues.board_of(agency_id, now, request.GET.get("since", ""))
    query = f"since={found.stamp}{'&sound=1' if sound else ''}"
    return {
        "board": found, "sound": sound, "now": now, "every": LOOK_EVERY,
        "again": f"{reverse('counters:board', args=[agency_id])}?{query}", "whole": f"?{query}",
    }  # fmt: skip


@public
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, key: str) -> HttpResponse:
    """The kiosk: a big button for every service, another row for those with priority."""
    now = timezone.now()
    setting = queues.setting_by_key(key)
    refused = ""
    if request.method == "POST":
        service, ground = typed_number(request.POST.get("service", "")), request.POST.get("ground", "")
        try:
            taken = actions.take_ticket(kiosk_key=key, service_id=service or 0, ground=ground, now=now)
            return redirect("counters:ticket", key, taken.pk)
        except Refusal as refusal:
            refused = refusal_words(refusal)
    ground = request.GET.get("ground", "")
    labels = dict(Ground.choices)
    context = {
        "setting": setting, "services": queues.services_of(setting.desk_id), "refused": refused,
        "opening": opening.is_open(setting.desk_id, now), "now": now, "ground": ground if ground in labels else "",
        "ground_label": labels.get(ground, ""), "grounds": [(code, labels[code]) for code in setting.grounds],
        "choosing": request.GET.get("choose") == "ground",
    }  # fmt: skip
    return render(request, "counters/kiosk.html", context, status=422 if refused else 200)


@public
@never_cache
@require_GET
def ticket(request: HttpRequest, key: str, ticket_id: int) -> HttpResponse:
    """The number as it comes out of the printer (80 mm)."""
    setting = queues.setting_by_key(key)
    found = queues.ticket_at(setting, ticket_id)
    context = {"setting": setting, "ticket": found, "ahead": queues.ahead_of(found)}
    return render(request, "counters/ticket.html", context)


@public
@cache_control(public=True, max_age=86_400)
@require_GET
def chime(_request: HttpRequest) -> HttpResponse:
    """Two soft tones."""
    return HttpResponse(_tones(), content_type="audio/wav")


@lru_cache(maxsize=1)
def _tones() -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for pitch in (659, 523):
            length = RATE // 2
            sound.writeframes(b"".join(
                struct.pack("<h", int(9000 * math.exp(-4 * i / length) * math.sin(2 * math.pi * pitch * i / RATE)))
                for i in range(length)
            ))  # fmt: skip
    return out.getvalue()
