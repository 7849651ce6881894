"""Quy trình của một trường hợp: drawn, downloaded as BPMN 2.0, and read from a file after a dry run."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.bpmn import NoRoute
from congvu.core.refusals import Invalid, Refusal
from congvu.core.routes import ends_by
from congvu.domain.procedures import forms
from congvu.domain.procedures.actions.routes import take_route
from congvu.domain.procedures.models import Variant, Version
from congvu.domain.procedures.policy.drawing_words import note_words, trouble_words
from congvu.domain.procedures.policy.drawings import PlannedStation, bpmn_file, signs_of, whole_route
from congvu.domain.procedures.policy.words import fault_words, limit_words, total_words
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.queries.drawings import faults_of_plan, plan_for
from congvu.domain.procedures.views.catalogue import contents
from congvu.kernel.accounts.policy import Actor, acting, require
from congvu.kernel.documents.papers.http import file_stem
from congvu.kernel.ui import formats
from congvu.kernel.ui.access import requires


def _case(actor: Actor, variant_id: int) -> tuple[Version, Variant]:
    version = queries.version_for(actor, queries.version_of_case(variant_id))
    return version, next(one for one in version.variants.all() if one.pk == variant_id)


def _title(version: Version, variant: Variant) -> str:
    return f"{version.name}: {variant.name}" if variant.name else version.name


@requires("procedures.procedure.read")
@require_GET
def drawn(request: HttpRequest, variant_id: int) -> HttpResponse:
    """The drawing, and the table of stations that says the same without script."""
    actor = acting(request)
    version, found = _case(actor, variant_id)
    case = next(one for one in contents(version) if one["case"].pk == found.pk)
    signs = signs_of(found)
    gone = ends_by(whole_route(found), found.hours_a_day)
    for line in case["stations"]:
        row = line["row"]
        line["sign"] = signs.get(row.code, "")
        line["time"] = formats.working_span(row.minutes) if row.minutes else ""
        line["gone"] = total_words(gone[row.code], found.hours_a_day) if row.code in gone else ""
    context = {
        "version": version, "procedure": version.procedure, "variant": found, "case": case, "drawable": bool(signs),
        "may_read": version.announced_on is None and actor.may(queries.DRAFT, version.procedure.agency_id),
    }  # fmt: skip
    return render(request, "procedures/route.html", context)


@requires("procedures.procedure.read")
@require_GET
def file(request: HttpRequest, variant_id: int) -> HttpResponse:
    """The route as a BPMN 2.0 file."""
    version, found = _case(acting(request), variant_id)
    title = _title(version, found)
    try:
        raw = bpmn_file(found, title)
    except Invalid:
        messages.error(request, _("This route cannot be drawn yet; mend what is wrong with it first."))
        return redirect("procedures:route", found.pk)
    answer = HttpResponse(raw, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = str(content_disposition_header(True, f"{file_stem(title)[:80]}.bpmn"))
    return answer


@requires("procedures.procedure.draft")
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, variant_id: int) -> HttpResponse:
    """Choose a file; its dry run; then it takes the place of the route (`xml` is what was shown)."""
    actor, now = acting(request), timezone.now()
    version, found = _case(actor, variant_id)
    require(actor, queries.DRAFT, version.procedure.agency_id)
    if version.announced_on is not None:
        return redirect("procedures:route", found.pk)
    context: dict[str, Any] = {"version": version, "variant": found, "form": forms.RouteFileForm()}
    if request.method == "GET":
        return render(request, "procedures/route_read.html", context)
    if "xml" in request.POST:
        try:
            raw = b64decode(request.POST["xml"], validate=True)
            take_route(actor=actor, variant_id=found.pk, raw=raw, now=now)
            messages.success(request, _("The drawing has become the route of this case."))
            return redirect("procedures:variant", found.pk)
        except (Refusal, ValueError) as refusal:
            messages.error(request, _words(refusal))
            return redirect("procedures:read_route", found.pk)
    form = forms.RouteFileForm(request.POST, request.FILES)
    context["form"] = form
    if form.is_valid():
        raw = form.cleaned_data["file"].read()
        try:
            context.update(_dry_run(found, raw))
        except NoRoute as refusal:
            context["troubles"] = [trouble_words(one) for one in refusal.troubles]
    refused = bool(form.errors or context.get("troubles") or context.get("problems"))
    return render(request, "procedures/route_read.html", context, status=422 if refused else 200)


def _words(refusal: Refusal | ValueError) -> str:
    if isinstance(refusal, NoRoute):
        return " ".join(trouble_words(one) for one in refusal.troubles)
    return str(refusal) if isinstance(refusal, Refusal) else _("Choose the file again.")


def _dry_run(found: Variant, raw: bytes) -> dict[str, Any]:
    planned = plan_for(found, raw, timezone.localdate())
    names = {row.code: row.name for row in planned.stations}
    groups = {code: f"{name}: {formats.working_span(minutes)}" for code, name, minutes in planned.groups}
    phases = {one["code"]: f"{one['name']}: {limit_words(one['limit'])}" for one in planned.phases}
    return {
        "plan": planned, "problems": planned.problems, "notes": [note_words(one) for one in planned.notes],
        "rows": [_row(row, names, groups, phases) for row in planned.stations], "now": found.stations.count(),
        "faults": [fault_words(one, found.hours_a_day) for one in faults_of_plan(found, planned)],
        "groups": list(groups.values()), "phases": list(phases.values()),
        "xml": "" if planned.problems else b64encode(raw).decode(), "limit": limit_words(found.limit),
    }  # fmt: skip


def _row(
    row: PlannedStation, names: dict[str, str], groups: dict[str, str], phases: dict[str, str]
) -> dict[str, Any]:  # fmt: skip
    time = formats.working_span(row.minutes) if row.minutes else groups.get(row.group, "")
    if not time and row.aside_limit:
        time = _("lasts %(limit)s beside the count") % {"limit": limit_words(row.aside_limit)}
    return {
        "row": row, "time": time or ("" if row.counted else _("not counted")),
        "back_to": [names.get(code, code) for code in row.back_to], "phase": phases.get(row.phase, ""),
    }  # fmt: skip
