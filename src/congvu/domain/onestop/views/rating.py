"""Thiết bị đánh giá tại quầy: the device's own screen without signing in, the clerk's card, and setting devices up."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Invalid, Refusal
from congvu.core.text import typed_number
from congvu.domain.onestop.actions import rating as actions
from congvu.domain.onestop.actions.setting_up import EDIT
from congvu.domain.onestop.forms.rating import LEVELS, DeviceForm, MoreForm
from congvu.domain.onestop.models import Dossier, RatingDevice
from congvu.domain.onestop.queries import counter, desks
from congvu.domain.onestop.queries import rating as queries
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.documents.papers.pdf import qr_drawing
from congvu.kernel.ui.access import public, requires
from congvu.kernel.ui.form_pages import blame, posted
from congvu.kernel.ui.labels import refusal_words

#: Seconds between two looks of the device, and of the clerk's card.
LOOK_EVERY = 3
_SESSION = "onestop_rating_device"


@public
@never_cache
@require_GET
def device(request: HttpRequest, key: str) -> HttpResponse:
    """The device's screen. With `stamp` only what has changed since: 204 where nothing has."""
    found = queries.standing(queries.device_by_key(key), timezone.now())
    if request.GET.get("stamp") == found.stamp:
        return HttpResponse(status=204)
    part = request.headers.get("HX-Request") == "true"
    return _screen(request, found, "onestop/_rating_screen.html" if part else "onestop/rating_device.html")


def _screen(
    request: HttpRequest, found: queries.Standing, template: str = "onestop/rating_device.html", refused: str = ""
) -> HttpResponse:
    address = reverse("onestop:rating_device", args=[found.device.key])
    context = {
        "standing": found, "desk": found.device.desk, "levels": LEVELS, "more": MoreForm(), "every": LOOK_EVERY,
        "address": address, "again": f"{address}?stamp={found.stamp}", "refused": refused,
    }  # fmt: skip
    return render(request, template, context, status=422 if refused else 200)


@public
@never_cache
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """What is pressed at the device: a level, further answers, or to pass."""
    now, code, do = timezone.now(), request.POST.get("code", "")[:60], request.POST.get("do", "")
    form = MoreForm(request.POST)
    try:
        if do == "pass":
            actions.pass_on(key=key, code=code, now=now)
        elif do == "more" and form.is_valid():
            actions.tell_more(key=key, code=code, now=now, **form.cleaned_data)
        elif do == "more":
            raise Invalid(_("Choose one of the list."))
        else:
            level = typed_number(request.POST.get("level", "")) or 0
            actions.rate(key=key, code=code, satisfaction=level, now=now)
    except Refusal as refusal:
        found = queries.standing(queries.device_by_key(key), now)
        return _screen(request, found, refused=refusal_words(refusal))
    return redirect("onestop:rating_device", key)


def invite(request: HttpRequest, dossier: Dossier, taker: str) -> str:
    """After a result was handed over in person: the desk's device asks, if it is free. Its name, or nothing."""
    chosen = request.session.get(_SESSION)
    return actions.offer_if_free(
        actor=acting(request), dossier=dossier, taker=taker, chosen=chosen, now=timezone.now()
    )


@requires(desks.RECEIVE)
@never_cache
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, code: str) -> HttpResponse:
    """The clerk's card: has the applicant answered, and which device could ask him (`do=show` or `do=off`)."""
    actor, now = acting(request), timezone.now()
    row = counter.dossier_for(actor, code)
    if request.method == "GET":
        return render(request, "onestop/_rating_card.html", card_of(row, now))
    pk = typed_number(request.POST.get("device", ""))
    if pk is None:
        raise Invalid(_("Choose a device of this desk."), field="device")
    if request.POST.get("do") == "off":
        actions.take_off(actor=actor, device_id=pk, now=now)
    else:
        shown = actions.offer(actor=actor, case_id=row.pk, device_id=pk, now=now)
        request.session[_SESSION] = shown.pk
        messages.success(request, _("“%(name)s” now asks the applicant.") % {"name": shown.name})
    return redirect("onestop:returned", row.case.code)


def card_of(row: Dossier, now: datetime) -> dict[str, object]:
    """What the card needs."""
    return {"dossier": row, "case": row.case, "asked": queries.asked_of(row, row.returns, now), "every": LOOK_EVERY}


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest, agency_id: int) -> HttpResponseBase:
    """The devices of a desk, their addresses, and one more."""
    actor, now = acting(request), timezone.now()
    require(actor, EDIT, agency_id)
    desk, form = desks.desk_of(agency_id), DeviceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_device(actor=actor, desk_id=desk.pk, name=form.cleaned_data["name"], now=now)
        except Refusal as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect("onestop:rating_devices", desk.pk)
    rows = [(one, _address(request, one.device)) for one in queries.standings(queries.devices_of(desk.pk), now)]
    context = {"desk": desk, "form": form, "rows": rows}
    return render(request, "onestop/rating_devices.html", context, status=422 if form.errors else 200)


def _address(request: HttpRequest, device: RatingDevice) -> str:
    return request.build_absolute_uri(reverse("onestop:rating_device", args=[device.key]))


@requires(EDIT)
@require_GET
def picture(request: HttpRequest, device_id: int) -> HttpResponse:
    """The address as a code for the tablet's camera."""
    found = _device_to_set(acting(request), device_id)
    made = HttpResponse(qr_drawing(_address(request, found)), content_type="image/svg+xml")
    made["Cache-Control"] = "private, no-store"
    return made


def _device_to_set(actor: Actor, device_id: int) -> RatingDevice:
    found = queries.device_in_use(device_id)
    require(actor, EDIT, found.desk_id)
    return found


@requires(EDIT)
@require_POST
def change(request: HttpRequest, device_id: int, act: str) -> HttpResponse:
    """A new address (`renew`), or out of use (`end`)."""
    acts = {"renew": actions.renew_address, "end": actions.end_device}
    if act not in acts:
        raise Invalid(_("There is no such act."))
    found = acts[act](actor=acting(request), device_id=device_id, now=timezone.now())
    messages.success(request, _("It is ended.") if act == "end" else _("The device has a new address."))
    return redirect("onestop:rating_devices", found.desk_id)
