"""Soạn thủ tục: the facts of a draft, its cases, and the rows of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.core.text import typed_number
from congvu.domain.procedures import forms
from congvu.domain.procedures.actions import contents as actions
from congvu.domain.procedures.actions import drafting, stations
from congvu.domain.procedures.models import Station, Variant, Version
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.views.catalogue import contents
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.org import queries as org
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A procedure with its first draft."""
    actor, now = acting(request), timezone.now()
    agencies = queries.agencies_for(actor, queries.DRAFT, timezone.localdate(now))
    form = forms.NewForm(posted(request), agencies=[(str(one.pk), one.full_name) for one in agencies])

    def act() -> str:
        given = form.cleaned_data
        version = drafting.add_procedure(
            actor=actor, agency_id=given["agency"], code=given["code"], scope=given["scope"], field=given["field"],
            facts=form.facts(), now=now,
        )  # fmt: skip
        return _variant_url(version.variants.get())

    return fill(request, form, act, title=_("Add a procedure"), button=_("Go on to papers and route"),
                back=reverse("procedures:catalogue"))  # fmt: skip


def _variant_url(variant: Variant) -> str:
    return reverse("procedures:variant", args=[variant.pk])


@requires("procedures.procedure.draft")
@require_POST
def begin(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """A new version, as a copy of the newest."""
    actor = acting(request)
    found = queries.procedure_for(actor, procedure_id)
    try:
        version = drafting.begin_version(actor=actor, procedure_id=found.pk, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("procedures:procedure", found.pk)
    return redirect("procedures:draft", version.pk)


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, version_id: int) -> HttpResponse:
    """What a draft says as a whole."""
    actor, now = acting(request), timezone.now()
    version = queries.version_for(actor, version_id)
    require(actor, queries.DRAFT, version.procedure.agency_id)
    back = reverse("procedures:procedure", args=[version.procedure_id])
    if version.announced_on is not None:
        return redirect(back)
    form = forms.FactsForm(posted(request), initial=forms.FactsForm.initial_of(version))

    def act() -> str:
        drafting.fill_draft(actor=actor, version_id=version.pk, facts=form.facts(), now=now)
        messages.success(request, _("The draft is kept."))
        return back

    return fill(request, form, act, title=version.name, button=_("Keep the draft"), back=back)


def _variant(actor: Actor, variant_id: int) -> tuple[Version, Variant]:
    """A case with its version, for whoever may draft it: nobody fills in what will be refused."""
    version = queries.version_for(actor, queries.version_of_case(variant_id))
    require(actor, queries.DRAFT, version.procedure.agency_id)
    return version, next(one for one in version.variants.all() if one.pk == variant_id)


def _station_form(sent: Any, variant: Variant, row: Station | None = None) -> forms.StationForm:
    """The form of a new station, or of one to change: work goes back only to those before it."""
    earlier = [one for one in variant.stations.all() if row is None or one.position < row.position]
    return forms.StationForm(
        sent, agencies=[(str(one.pk), one.full_name) for one in org.agencies_on(timezone.localdate())],
        groups=[(one.code, one.name) for one in variant.groups.all()],
        stations=[(one.code, one.name) for one in earlier],
        phases=[(one["code"], one["name"]) for one in variant.phases],
        initial=forms.StationForm.initial_of(row) if row is not None else None,
    )  # fmt: skip


def _row_form(kind: str, sent: Any, variant: Variant) -> django_forms.Form:
    if kind == "paper":
        return forms.PaperForm(sent)
    if kind == "fee":
        return forms.FeeForm(sent)
    if kind == "group":
        return forms.GroupForm(sent)
    if kind != "station":
        raise NotFound(_("There is no such row."))
    return _station_form(sent, variant)


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def variant(request: HttpRequest, variant_id: int) -> HttpResponse:
    """A case of a draft: its limit, and its papers, fees and route with what may be added."""
    actor, now = acting(request), timezone.now()
    version, found = _variant(actor, variant_id)
    if version.announced_on is not None:
        return redirect("procedures:procedure", version.procedure_id)
    form = forms.VariantForm(posted(request), initial=forms.VariantForm.initial_of(found))

    def act() -> str:
        actions.set_variant(actor=actor, variant_id=found.pk, now=now, **form.cleaned_data)
        return _variant_url(found)

    more = {
        "version": version, "procedure": version.procedure, "variant": found,
        "case": next(one for one in contents(version) if one["case"].pk == found.pk),
        "others": [one for one in version.variants.all() if one.pk != found.pk], "new_case": forms.NewVariantForm(),
    }  # fmt: skip
    return fill(request, form, act, done=_("The time limit is kept."), template="procedures/variant.html", more=more)


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def add_row(request: HttpRequest, variant_id: int, kind: str) -> HttpResponse:
    """One more paper, fee, group or station."""
    actor, now = acting(request), timezone.now()
    version, found = _variant(actor, variant_id)
    form = _row_form(kind, posted(request), found)
    titles = {"paper": _("Add a paper"), "fee": _("Add a fee"), "group": _("Add a group of stations"),
              "station": _("Add a station")}  # fmt: skip
    acts: dict[str, Callable[..., object]] = {
        "paper": actions.add_paper, "fee": actions.add_fee, "group": actions.add_group, "station": actions.add_station,
    }  # fmt: skip

    def act() -> str:
        given = form.act() if isinstance(form, forms.StationForm) else form.cleaned_data
        acts[kind](actor=actor, variant_id=found.pk, now=now, **given)
        again = "more" in request.POST
        return reverse("procedures:add_row", args=[found.pk, kind]) if again else _variant_url(found)

    return fill(request, form, act, title=titles[kind], button=_("Add it"), back=_variant_url(found),
                note=str(version.name))  # fmt: skip


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def change_station(request: HttpRequest, variant_id: int, position: int) -> HttpResponse:
    """A station in its place: name, whose it is, post, time or group, what silence means."""
    actor, now = acting(request), timezone.now()
    version, found = _variant(actor, variant_id)
    row = next((one for one in found.stations.all() if one.position == position), None)
    if row is None:
        raise NotFound(_("There is no such row."))
    if version.announced_on is not None:
        return redirect("procedures:procedure", version.procedure_id)
    form = _station_form(posted(request), found, row)

    def act() -> str:
        stations.change_station(actor=actor, variant_id=found.pk, position=position, now=now, **form.act())
        return _variant_url(found)

    title = _("Change the station: %(name)s") % {"name": row.name}
    return fill(request, form, act, title=title, button=_("Keep the station"), back=_variant_url(found),
                note=str(version.name), done=_("The station is changed."))  # fmt: skip


@requires("procedures.procedure.draft")
@require_POST
def change_row(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Move a row up or down, or take it out (`kind`, `position`, `do`: up, down, remove)."""
    actor, now = acting(request), timezone.now()
    _version, found = _variant(actor, variant_id)
    kind, do = request.POST.get("kind", ""), request.POST.get("do", "")
    position = typed_number(request.POST.get("position", "")) or 0
    try:
        if kind == "group" and do == "remove":
            actions.remove_group(actor=actor, variant_id=found.pk, code=request.POST.get("code", ""), now=now)
        elif kind not in actions.ROWS or do not in {"up", "down", "remove"}:
            raise NotFound(_("There is no such row."))
        elif do == "remove":
            actions.remove_row(actor=actor, variant_id=found.pk, kind=kind, position=position, now=now)
        else:
            actions.move_row(actor=actor, variant_id=found.pk, kind=kind, position=position, up=do == "up", now=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_variant_url(found))


@requires("procedures.procedure.draft")
@require_POST
def add_variant(request: HttpRequest, version_id: int) -> HttpResponse:
    """One more case, as a copy of another (`copy_of`)."""
    actor = acting(request)
    version = queries.version_for(actor, version_id)
    first = version.variants.all()[0]
    try:
        added = actions.add_variant(
            actor=actor, version_id=version.pk, name=request.POST.get("name", ""),
            copy_of=typed_number(request.POST.get("copy_of", "")), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_variant_url(first))
    return redirect(_variant_url(added))


@requires("procedures.procedure.draft")
@require_POST
def remove_variant(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Take a case out of a draft."""
    actor = acting(request)
    version, found = _variant(actor, variant_id)
    try:
        actions.remove_variant(actor=actor, variant_id=found.pk, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_variant_url(found))
    return redirect("procedures:procedure", version.procedure_id)
