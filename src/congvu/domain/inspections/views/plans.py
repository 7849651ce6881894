"""Kế hoạch kiểm tra năm: the list, one plan with its checks, drafting and issuing, the paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.domain.inspections.actions import plans as actions
from congvu.domain.inspections.forms import plans as forms
from congvu.domain.inspections.models import Plan, PlanItem
from congvu.domain.inspections.papers.plans import plan_paper
from congvu.domain.inspections.queries import announcing, checklists, choices, teams
from congvu.domain.inspections.queries import plans as queries
from congvu.domain.inspections.queries.papers import facts_of_plan
from congvu.domain.inspections.tables import DRAFT_ITEMS, ITEMS, PLANS
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words


@requires(queries.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Every plan the actor may read."""
    actor, now = acting(request), timezone.now()
    context = {"tabs": tabs(actor, "plans"), "may_edit": actor.may(queries.EDIT)}
    return tables.respond(
        request, PLANS, queries.plans_for(actor), template="inspections/plans.html", now=now, context=context
    )


@requires(queries.EDIT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Draft the plan of a year."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    year = today.year + (today.month >= 11)
    form = forms.PlanForm(
        posted(request), agencies=choices.own_units(actor, queries.EDIT, today),
        initial={"year": year, "name": _("Plan of public-duty inspection %(year)d") % {"year": year},
                 "purposes": "\n".join(choices.MODEL_PURPOSES)},
    )  # fmt: skip

    def act() -> str:
        given = form.cleaned_data
        plan = actions.draft_plan(
            actor=actor, agency_id=given["agency"], year=given["year"], name=given["name"],
            purposes=given["purposes"], now=now,
        )  # fmt: skip
        return reverse("inspections:plan", args=[plan.pk])

    return fill(request, form, act, title=_("Draft a plan"), button=_("Go on to the checks"),
                back=reverse("inspections:plans"))  # fmt: skip


@requires(queries.READ)
@require_GET
def plan(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """One plan: its purposes and checks; a draft shows what has to be answered before it is issued."""
    actor, now = acting(request), timezone.now()
    found = queries.plan_for(actor, plan_id)
    draft = found.issued_on is None
    rows = queries.rows_of(found)
    rows = rows if draft else announcing.with_visits(actor, rows, timezone.localdate(now))
    may_edit = draft and actor.may(queries.EDIT, found.agency_id)
    context = {
        "tabs": tabs(actor, "plans"), "plan": found, "may_edit": may_edit,
        "may_issue": draft and actor.may(queries.ISSUE, found.agency_id), "rows": rows,
        "open": sum(row.is_open for row in rows), "units": len({row.item.unit_id for row in rows}),
        "incomplete": sum(row.item.team_id is None or row.item.checklist_id is None for row in rows),
        "late": queries.late_issue(found, timezone.localdate(now)), "purposes": found.purposes.splitlines(),
    }  # fmt: skip
    table = DRAFT_ITEMS if may_edit else ITEMS
    return tables.respond(request, table, rows, template="inspections/plan.html", now=now, context=context)


@requires(queries.EDIT)
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Name and purposes of a draft."""
    actor = acting(request)
    found = queries.plan_for(actor, plan_id)
    form = forms.PlanWordsForm(posted(request), initial={"name": found.name, "purposes": found.purposes})
    back = reverse("inspections:plan", args=[found.pk])

    def act() -> str:
        actions.change_plan(actor=actor, plan_id=found.pk, now=timezone.now(), **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("Name and purposes"), button=_("Save"), back=back, done=_("It is kept."))


def _item_form(request: HttpRequest, found: Plan, item: PlanItem | None) -> forms.ItemForm:
    first = date(found.year, 1, 1)
    on = max(first, timezone.localdate()) if found.year == timezone.localdate().year else first
    lists = checklists.usable_in(found.year)
    crew = teams.teams_in_force(frozenset({found.agency_id}), first)
    general = next((one for one in lists if not one.theme), None)
    initial: dict[str, Any] = {"checklist": str(general.pk) if general is not None else ""}
    if item is not None:
        initial = {
            "unit": item.unit_id, "sort": item.sort, "theme": item.theme, "from_on": item.from_on, "to_on": item.to_on,
            "checklist": item.checklist_id or "", "team": item.team_id or "", "period_from": item.period_from,
            "period_to": item.period_to, "because": item.because,
        }  # fmt: skip
    return forms.ItemForm(
        posted(request), initial=initial, units=choices.units_to_check(on),
        lists=[(str(one.pk), f"{one.name} ({one})") for one in lists],
        teams=[(str(one.pk), f"{one.name} ({one.decision})") for one in crew],
    )  # fmt: skip


@requires(queries.EDIT)
@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One more check in a draft."""
    actor = acting(request)
    found = queries.plan_for(actor, plan_id)
    form = _item_form(request, found, None)
    back = reverse("inspections:plan", args=[found.pk])

    def act() -> str:
        actions.add_item(actor=actor, plan_id=found.pk, now=timezone.now(), **form.act())
        return back if request.POST.get("do") != "more" else reverse("inspections:add_plan_item", args=[found.pk])

    return fill(request, form, act, done=_("The check is added."), template="inspections/plan_item.html",
                more={"plan": found, "back": back, "title": _("Add a check")})  # fmt: skip


@requires(queries.EDIT)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change a check of a draft."""
    actor = acting(request)
    row = queries.item_for(actor, item_id)
    form = _item_form(request, row.plan, row)
    back = reverse("inspections:plan", args=[row.plan_id])
    (warned,) = [queries.warnings_of(row.plan, row.plan.items.select_related("unit", "team"))[row.pk]]

    def act() -> str:
        actions.change_item(actor=actor, item_id=row.pk, now=timezone.now(), **form.act())
        return back

    more = {"plan": row.plan, "item": row, "back": back, "title": row.unit.name,
            "warned": [queries.trouble_words(one) for one in warned]}  # fmt: skip
    return fill(request, form, act, done=_("It is kept."), template="inspections/plan_item.html", more=more)


@requires(queries.EDIT)
@require_POST
def remove_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take a check out of a draft."""
    actor = acting(request)
    row = queries.item_for(actor, item_id)
    try:
        actions.remove_item(actor=actor, item_id=row.pk, now=timezone.now())
        messages.success(request, _("The check is taken out."))
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect("inspections:plan", row.plan_id)


@requires(queries.ISSUE)
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Issue the plan with its number."""
    actor, now = acting(request), timezone.now()
    found = queries.plan_for(actor, plan_id)
    form = forms.IssueForm(posted(request), initial={"issued_on": timezone.localdate(now)})
    back = reverse("inspections:plan", args=[found.pk])

    def act() -> str:
        actions.issue_plan(actor=actor, plan_id=found.pk, now=now, **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("Issue: %(name)s") % {"name": found.name}, button=_("Issue"), back=back,
                note=_("Issued it does not change any more; every agency that may read plans sees it."),
                done=_("The plan is issued."))  # fmt: skip


@requires(queries.EDIT)
@require_POST
def drop(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Give a draft up."""
    actor = acting(request)
    found = queries.plan_for(actor, plan_id)
    try:
        actions.drop_draft(actor=actor, plan_id=found.pk, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("inspections:plan", found.pk)
    messages.success(request, _("The draft is gone."))
    return redirect("inspections:plans")


@requires(queries.READ)
@require_GET
def paper(request: HttpRequest, plan_id: int, fmt: str) -> HttpResponse:
    """The plan as an official paper."""
    found = queries.plan_for(acting(request), plan_id)
    return paper_response(plan_paper(facts_of_plan(found)), fmt, found.name, inline=fmt == "pdf")
