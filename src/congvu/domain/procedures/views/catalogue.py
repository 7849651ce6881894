"""Danh mục, một thủ tục, so sánh phiên bản, mức độ công khai."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from congvu.core.refusals import NotFound
from congvu.domain.procedures.models import OnlineLevel, SettledAt, Subject, Version
from congvu.domain.procedures.policy.comparing import compare as compared
from congvu.domain.procedures.policy.parts import missing_parts
from congvu.domain.procedures.policy.routes import faults_of
from congvu.domain.procedures.policy.words import fault_words, limit_words, part_words, station_notes, terms_words
from congvu.domain.procedures.queries import catalogue as queries
from congvu.domain.procedures.queries import deadlines
from congvu.domain.procedures.queries.delegated import delegations_for
from congvu.domain.procedures.tables import CATALOGUE, deed_badge, delegation_badge, missing_words, state_badge
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires

_LABELS = {
    "name": gettext_lazy("Name of the procedure"), "settled_at": gettext_lazy("Settled at"),
    "settled_by": gettext_lazy("Agency that settles"), "subjects": gettext_lazy("Subjects"),
    "sequence": gettext_lazy("Sequence of steps"), "ways": gettext_lazy("Ways of doing"),
    "support": gettext_lazy("Where people are helped to file"),
    "sets": gettext_lazy("Number of sets"), "result": gettext_lazy("Result"),
    "requirements": gettext_lazy("Requirements and conditions"), "legal_basis": gettext_lazy("Legal basis"),
    "boundary_free": gettext_lazy("Received anywhere in the province"),
    "interlinked": gettext_lazy("Interlinked: several agencies settle it"),
    "online": gettext_lazy("Online service"), "online_reason": gettext_lazy("Why not full"),
    "limit": gettext_lazy("Time limit"), "terms": gettext_lazy("Beside the time limit"),
    "papers": gettext_lazy("Papers of the dossier"), "fees": gettext_lazy("Fees"),
    "stations": gettext_lazy("Stations"),
}  # fmt: skip
_GAPS = 50
"""So many of what is missing stand on the page itself; the list has them all."""
_CODED: dict[str, dict[str, Any]] = {
    "settled_at": dict(SettledAt.choices), "online": dict(OnlineLevel.choices),
    "subjects": dict(Subject.choices),
}  # fmt: skip


def words_of(part: str, value: Any) -> str:
    """A part's value as a reader sees it."""
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(_CODED["subjects"].get(one, one)) for one in value)
    if part in _CODED:
        return str(_CODED[part].get(value, value))
    if part == "limit":
        return limit_words(str(value))
    if part == "fees":
        return _("%(name)s: %(amount)s đồng") % {"name": value.name, "amount": formats.number(value.amount)}
    if part == "stations" and value.minutes:
        return f"{value.name} ({formats.working_span(value.minutes)})"
    return str(getattr(value, "name", value))


def contents(version: Version) -> list[dict[str, Any]]:
    """The cases of a version with their rows, limits in words and what is wrong with their routes."""
    return [
        {
            "case": case, "limit": limit_words(case.limit) if case.limit else "", "papers": list(case.papers.all()),
            "fees": list(case.fees.all()), "stations": _stations(case),
            "faults": [fault_words(one, case.hours_a_day) for one in faults_of(case)] if case.stations.all() else [],
            "groups": list(case.groups.all()), "terms": terms_words(case),
        }
        for case in version.variants.all()
    ]  # fmt: skip


def _stations(case: Any) -> list[dict[str, Any]]:
    groups = {one.code: one.name for one in case.groups.all()}
    names = {one.code: one.name for one in case.stations.all()}
    return [
        {
            "row": one, "who": one.agency.name if one.agency else one.get_who_display(),
            "group": groups.get(one.group, ""), "back_to": [names[code] for code in one.back_to if code in names],
            "notes": station_notes(case, one),
        }
        for one in case.stations.all()
    ]  # fmt: skip


@requires("procedures.procedure.read")
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """The catalogue as of today."""
    actor, now = acting(request), timezone.now()
    rows = queries.rows_for(actor, timezone.localdate(now))
    context = {"may_draft": actor.may(queries.DRAFT)}
    return tables.respond(request, CATALOGUE, rows, template="procedures/catalogue.html", now=now, context=context)


@requires("procedures.procedure.read")
@require_GET
def procedure(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """A procedure: the version in force (or `v=` another), with everything in it, and the others."""
    actor, on = acting(request), timezone.localdate()
    found = queries.procedure_for(actor, procedure_id)
    versions = queries.versions_of(found)
    if not versions:
        raise NotFound(_("There is no such procedure, or it is not open to you."))
    wanted = request.GET.get("v", "")
    shown = next((one for one in versions if str(one.number) == wanted), None) or next(
        (one for one in versions if queries.state_of(one, on) == "in_force"), versions[0]
    )
    parts = ("settled_at", "settled_by", "subjects", "sequence", "ways", "support", "sets", "result", "requirements",
             "online", "online_reason", "boundary_free", "interlinked", "legal_basis")  # fmt: skip
    context = {
        "procedure": found, "shown": shown, "state": state_badge(queries.state_of(shown, on)),
        "facts": [(_LABELS[part], words_of(part, getattr(shown, part))) for part in parts
                  if part != "online_reason" or shown.online_reason],
        "cases": contents(shown), "draft": next((one for one in versions if one.announced_on is None), None),
        "versions": [(one, state_badge(queries.state_of(one, on))) for one in versions],
        "missing": [part_words(part) for part in missing_parts(shown, list(shown.variants.all()))]
        if shown.announced_on is None else [],
        "may_draft": actor.may(queries.DRAFT, found.agency_id),
        "may_announce": actor.may(queries.ANNOUNCE, found.agency_id),
        "in_force": queries.state_of(shown, on) == "in_force",
        "delegations": [(row, delegation_badge(row.state))
                        for row in delegations_for(actor, on, procedure_id=found.pk)],
        "days": deadlines.announced_version(shown, on) if shown.announced_on else None,
    }  # fmt: skip
    return render(request, "procedures/procedure.html", context)


@requires("procedures.procedure.read")
@require_GET
def compare(request: HttpRequest, procedure_id: int) -> HttpResponse:
    """Two versions side by side (`a=`, `b=` numbers; by default the newest two)."""
    found = queries.procedure_for(acting(request), procedure_id)
    versions = sorted(queries.versions_of(found), key=lambda one: one.number)
    if not versions:
        raise NotFound(_("There is no such version of a procedure."))
    by_number = {str(one.number): one for one in versions}
    newer = by_number.get(request.GET.get("b", ""), versions[-1])
    older = by_number.get(request.GET.get("a", ""), versions[max(0, versions.index(newer) - 1)])
    lines = [
        {"label": _LABELS[line.part], "case": line.case, "before": words_of(line.part, line.before),
         "after": words_of(line.part, line.after), "change": line.change}
        for line in compared(older, newer)
    ]  # fmt: skip
    changed = [line for line in lines if line["change"] != "same"]
    context = {
        "procedure": found, "older": older, "newer": newer, "versions": versions, "changed": changed,
        "lines": lines if request.GET.get("all") else changed, "all": bool(request.GET.get("all")),
    }  # fmt: skip
    return render(request, "procedures/compare.html", context)


@requires("procedures.procedure.read")
@require_GET
def coverage(request: HttpRequest) -> HttpResponseBase:
    """Publication by agency: published, announced and published late, complete in their parts."""
    by = deadlines.INDEX if request.GET.get("by") == deadlines.INDEX else deadlines.LAW
    today = timezone.localdate()
    announced = deadlines.announced_for(acting(request), today, by)
    rows = deadlines.coverage_of(announced)
    whole = deadlines.sum_of(rows)
    gaps = {one.pk: one for row in rows for one in (*row.missing, *row.incomplete)}
    context = {
        "rows": [(row, formats.percent(row.published, row.in_force)) for row in rows], "by": by, "whole": whole,
        "share": formats.percent(whole.published, whole.in_force),
        "rules": deadlines.rules_behind(announced, today, by),
        "unpublished": whole.in_force - whole.published, "incomplete": whole.in_force - whole.complete,
        "gaps": [_gap(one) for one in list(gaps.values())[:_GAPS]], "gap_count": len(gaps),
    }  # fmt: skip
    return render(request, "procedures/coverage.html", context)


def _gap(row: deadlines.Announced) -> dict[str, Any]:
    mark = "" if row.published else deed_badge(row.publication, row.published_over)
    return {"row": row, "publication": mark, "parts": missing_words(row)}
