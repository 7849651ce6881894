"""Niêm phong: pages of who orders draws and who opens visits. Everything secret is made and read by their browsers."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotAllowed, Refusal
from congvu.domain.inspections.actions import opening, rounds, sealing
from congvu.domain.inspections.forms import draws as forms
from congvu.domain.inspections.models import Round, Trigger
from congvu.domain.inspections.policy.sealed import read_base64
from congvu.domain.inspections.queries import checklists, choices, draws, teams
from congvu.domain.inspections.views.draws import facts
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.org import queries as org
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import blame, fill, posted, shown


@signed_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The draws, and where one's own keys are."""
    actor, now = acting(request), timezone.now()
    context = {
        "tabs": tabs(actor, "rounds"), "may_order": actor.may(draws.ORDER),
        "has_key": bool(draws.keys_of(actor.official_id)),
        "rounds": [(one, draws.state_of(one, now)) for one in draws.rounds_for(actor)[:200]],
    }  # fmt: skip
    return render(request, "inspections/rounds.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """One's own keys; the private half never leaves the device."""
    actor = acting(request)
    if not (actor.may(draws.ORDER) or actor.may(draws.CONDUCT)):
        raise NotAllowed(_("Only who orders draws or makes visits keeps a key for sealed visits."))
    form = forms.KeyForm(posted(request))

    def act() -> str:
        sealing.register_key(actor=actor, now=timezone.now(), **form.cleaned_data)
        return reverse("inspections:keys")

    return fill(request, form, act, template="inspections/keys.html", done=_("The key is registered."),
                more={"tabs": tabs(actor, "rounds"), "keys": draws.keys_of(actor.official_id)})  # fmt: skip


@signed_in
@require_POST
def revoke(request: HttpRequest, key_id: int) -> HttpResponse:
    """Withdraw a key of one's own."""
    sealing.revoke_key(actor=acting(request), key_id=key_id, now=timezone.now())
    messages.success(request, _("The key is withdrawn; what was sealed to it has to be sealed again."))
    return redirect("inspections:keys")


@requires(draws.ORDER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Publish a draw; the browser makes the secrets when the form is sent."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    found = draws.teams_to_order_with(actor, today)
    asked = request.POST.get("team") or request.GET.get("team")
    chosen = next((one for one in found if str(one.pk) == asked), found[0] if found else None)
    units = choices.own_units(actor, draws.ORDER, today)
    offer = draws.offer_of(chosen, units, today) if chosen is not None else None
    form = forms.NewRoundForm(
        posted(request), teams=[(str(one.pk), f"{one.name} ({one.agency.name})") for one in found],
        units=units, initial={
            "code": draws.next_code(chosen.agency.code, today.year) if chosen is not None else "",
            "team": chosen.pk if chosen is not None else "",
            "units": [pk for pk, _name in (offer.units if offer else ()) if choices.is_usually_drawn(int(pk))],
        },
    )  # fmt: skip
    form.offer(offer)

    def act() -> str:
        given = dict(form.cleaned_data)
        picked = given.pop("team")
        team = next(one for one in found if one.pk == picked)
        rounds.commit_round(
            actor=actor, agency_id=team.agency_id, team_id=team.pk, unit_ids=given.pop("units"), now=now,
            commitments=forms.read_json(given.pop("commitments"), "commitments", list),
            own_copy=read_base64(given.pop("own_copy"), "own_copy"), **given,
        )
        return reverse("inspections:round", args=[given["code"]])

    key = draws.newest_key(actor.official_id) if actor.official_id is not None else None
    return fill(request, form, act, template="inspections/new_round.html", done=_("The draw is published."),
                back=reverse("inspections:rounds"),
                more={"tabs": tabs(actor, "rounds"), "key": key, "offer": offer})  # fmt: skip


@signed_in
@require_GET
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """One draw with what the actor may do."""
    actor, today = acting(request), timezone.localdate()
    one = draws.round_of(code)
    over = draws.is_over(one, today)
    orders = draws.may_order(actor, one)
    context = {
        **facts(code), "tabs": tabs(actor, "rounds"), "orders": orders, "over": over,
        "may_enter": actor.may(draws.ORDER, one.agency_id) and not one.beacon and timezone.now() >= one.beacon_at,
        "may_seal": orders and not over, "may_open": draws.may_open(actor, one) and not over and one.sealed_at,
        "may_close": orders and over,
    }  # fmt: skip
    return render(request, "inspections/round.html", context)


@requires(draws.ORDER)
@require_http_methods(["GET", "POST"])
def beacon(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the public value."""
    actor, one = acting(request), draws.round_of(code)
    form = forms.BeaconForm(posted(request))
    back = reverse("inspections:round", args=[one.code])

    def act() -> str:
        rounds.enter_beacon(actor=actor, code=one.code, now=timezone.now(), **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("Enter the public value"), button=_("Enter it"), back=back,
                note=one.beacon_source, done=_("The public value is kept; it never changes."))  # fmt: skip


@signed_in
@never_cache
@require_GET
def contents(request: HttpRequest, code: str) -> JsonResponse:
    """Listing and sealed envelopes for the two persons they are made for; nobody else's browser can read them."""
    actor, one = acting(request), draws.round_of(code)
    if not draws.may_open(actor, one):
        raise NotAllowed(_("Envelopes are given to the head of the team and to who ordered the draw only."))
    revealed = {row.slot_id for row in draws.openings(one)}
    head = teams.head_of(one.team, timezone.localdate())
    head_key = draws.newest_key(head.official_id) if head is not None and head.official_id else None
    ordering_key = draws.newest_key(one.ordered_by_id)
    return JsonResponse({
        "round": one.code, "listing": one.listing, "listing_hash": one.listing_hash, "beacon": one.beacon,
        "until": one.opens_until.isoformat(), "today": timezone.localdate().isoformat(),
        "keys": [key.public if key else "" for key in (ordering_key, head_key)],
        "own_copy": base64.b64encode(bytes(one.own_copy)).decode() if draws.may_order(actor, one) else "",
        "slots": [
            {"number": slot.number, "commitment": slot.commitment, "opened": slot.pk in revealed,
             "envelope": base64.b64encode(bytes(slot.envelope)).decode()}
            for slot in one.slots.all()
        ],
    })  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, code: str) -> HttpResponse:
    """Choose which slots stand for visits, and seal all of them together."""
    actor, one = acting(request), draws.round_of(code)
    if not draws.may_order(actor, one):
        raise NotAllowed(_("Only who ordered the draw seals its visits."))
    form = forms.SealForm(posted(request))
    back = reverse("inspections:round", args=[one.code])

    def act() -> str:
        given = forms.by_number(form.cleaned_data["envelopes"], "envelopes")
        sealing.seal_round(
            actor=actor, code=one.code, hashes=forms.by_number(form.cleaned_data["hashes"], "hashes"),
            envelopes={number: read_base64(text, "envelopes") for number, text in given.items()}, now=timezone.now(),
        )  # fmt: skip
        return back

    return fill(request, form, act, template="inspections/seal.html", back=back,
                done=_("Every slot is sealed anew."), more=_more(request, one))  # fmt: skip


def _more(request: HttpRequest, one: Round) -> dict[str, object]:
    known = [row for row in teams.all_members(one.team) if row.official_id is not None]
    return {
        "tabs": tabs(acting(request), "rounds"), "round": one,
        "sorts": [(str(sort.value), sort.label) for sort in (Trigger.DRAW, *opening.BY_ORDER)],
        "names": {org.official_by_id(row.official_id or 0).code: row.name for row in known},
    }  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def at_door(request: HttpRequest, code: str) -> HttpResponse:
    """Open a sealed visit at the door."""
    actor, one = acting(request), draws.round_of(code)
    if not draws.may_open(actor, one):
        raise NotAllowed(_("Only the head of the team, or who ordered the draw, opens a sealed visit."))
    lists = [(str(row.pk), row.name) for row in checklists.all_in_force(timezone.localdate())]
    form = forms.DoorForm(posted(request), lists=lists)
    back = reverse("inspections:round", args=[one.code])
    more = {**_more(request, one), "back": back}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            absent = tuple(code.strip() for code in given["absent"].split(",") if code.strip())
            visit = opening.open_slot(
                actor=actor, code=one.code, number=given["number"], secret=given["secret"], salt=given["salt"],
                told=forms.read_json(given["told"], "told", dict), checklist_id=given["checklist"],
                door=opening.Door(forms.device_moment(given["at"]), given["place"], absent, given["note"]),
                now=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The seal is opened; the visit has begun."))
            return redirect(case_href(visit.case.code) or back)
    return shown(request, "inspections/at_door.html", form, more)


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """End a draw: the secrets of unused slots are revealed."""
    actor, one = acting(request), draws.round_of(code)
    if not draws.may_order(actor, one):
        raise NotAllowed(_("Only who ordered the draw ends it."))
    form = forms.CloseForm(posted(request))
    back = reverse("inspections:round", args=[one.code])

    def act() -> str:
        secrets = forms.by_number(form.cleaned_data["secrets"] or "{}", "secrets")
        rounds.close_round(actor=actor, code=one.code, secrets=secrets, now=timezone.now())
        return back

    return fill(request, form, act, template="inspections/close_round.html", back=back,
                done=_("The draw has ended; what was revealed stands on its public page."),
                more=_more(request, one))  # fmt: skip
