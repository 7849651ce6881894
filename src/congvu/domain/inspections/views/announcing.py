"""Thông báo, hoãn cuộc kiểm tra; danh sách các cuộc kiểm tra."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import MoveRefused
from congvu.domain.inspections.actions import calling_off, rechecking
from congvu.domain.inspections.actions import visits as actions
from congvu.domain.inspections.forms import announcing as forms
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.policy.visits import CHANGE_GROUNDS
from congvu.domain.inspections.queries import announcing as queries
from congvu.domain.inspections.queries import checklists, choices, front, on_site, plans
from congvu.domain.inspections.queries import rechecks as recheck_queries
from congvu.domain.inspections.tables import RECHECKS, VISITS
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.rules import queries as rules
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted


@signed_in
@require_GET
def visits(request: HttpRequest) -> HttpResponseBase:
    """Every visit the actor may see, the latest first."""
    actor, now = acting(request), timezone.now()
    crew = queries.announcing_teams(actor, timezone.localdate(now))
    context = {"tabs": tabs(actor, "visits"), "may_send": bool(crew)}
    rows = front.visit_rows(actor, now)
    return tables.respond(request, VISITS, rows, template="inspections/visits.html", now=now, context=context)


def _model_words(checklist: str, period: str) -> str:
    """What a notice usually says; edited before it goes out."""
    return _(
        "Checked: %(list)s. %(period)s\nThe unit reports by the outline, has its files, books and data ready, and its "
        "head works with the team."
    ) % {"list": checklist, "period": period}


@requires(plans.READ)
@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, item_id: int) -> HttpResponse:
    """Announce a check of an issued plan: the visit begins from its line."""
    actor, now = acting(request), timezone.now()
    item = plans.item_for(actor, item_id)
    period = ""
    if item.period_from is not None and item.period_to is not None:
        period = _("Period: %(first)s – %(last)s.") % {
            "first": formats.day(item.period_from), "last": formats.day(item.period_to),
        }  # fmt: skip
    listed = item.checklist.name if item.checklist is not None else _("the general checklist in force")
    form = forms.AnnounceForm(posted(request), initial={
        "visit_on": item.from_on, "words": _model_words(listed, period),
    })  # fmt: skip

    def act() -> str:
        given = form.cleaned_data
        visit = actions.announce_visit(actor=actor, plan_item_id=item.pk, visit_on=given["visit_on"],
                                       because=given["because"], said=form.said(), now=now)  # fmt: skip
        return case_href(visit.case.code)

    return fill(request, form, act, title=_("Announce the check: %(unit)s") % {"unit": item.unit.name},
                button=_("Announce"), back=reverse("inspections:plan", args=[item.plan_id]),
                note=_("The head of the unit is told at once, with the day, the content and the report he owes."),
                done=_("The check is announced."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def unscheduled(request: HttpRequest) -> HttpResponse:
    """An unscheduled visit with short notice."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    crew = queries.announcing_teams(actor, today)
    lists = checklists.all_in_force(today)
    general = next((one for one in lists if not one.theme), None)
    form = forms.UnscheduledForm(
        posted(request), teams=[(str(one.pk), f"{one.name} ({one.decision})") for one in crew],
        units=choices.units_to_check(today), lists=[(str(one.pk), f"{one.name} ({one})") for one in lists],
        initial={"visit_on": today, "checklist": str(general.pk) if general is not None else "",
                 "period_from": date(today.year, 1, 1), "period_to": today,
                 "words": _model_words(general.name if general is not None else "", "")},
    )  # fmt: skip

    def act() -> str:
        visit = actions.announce_unscheduled(actor=actor, now=now, **form.act())
        return case_href(visit.case.code)

    return fill(request, form, act, title=_("Unscheduled visit with short notice"), button=_("Announce"),
                back=reverse("inspections:visits"), done=_("The visit is announced."),
                note=_("The unit is told at once. A visit nobody may know of goes through a sealed draw."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def postpone(request: HttpRequest, code: str) -> HttpResponse:
    """Another day for an announced visit."""
    actor, now = acting(request), timezone.now()
    visit = on_site.visit_for(actor, code)
    if request.method == "GET" and not queries.may_postpone(actor, visit.case):
        raise MoveRefused(_("Who ordered the visit, forms its team or heads it sets another day, before it begins."))
    grounds = [(one.code, one.vi if shown_language() == "vi" else one.en)
               for one in rules.grounds(CHANGE_GROUNDS, timezone.localdate(now))]  # fmt: skip
    form = forms.PostponeForm(posted(request), grounds=grounds)

    def act() -> str:
        calling_off.postpone_visit(actor=actor, case_id=visit.pk, now=now, **form.cleaned_data)
        return case_href(code)

    return fill(request, form, act, title=_("Postpone the visit: %(unit)s") % {"unit": visit.unit_name},
                button=_("Postpone"), back=case_href(code), done=_("The visit is postponed; the unit is told."),
                note=_("So far: %(day)s.") % {"day": formats.day(visit.visit_on)})  # fmt: skip


@signed_in
@require_GET
def rechecks(request: HttpRequest) -> HttpResponseBase:
    """Re-checks of the visits the actor may see: which are owed, until when, which were made."""
    actor, now = acting(request), timezone.now()
    crew = queries.announcing_teams(actor, timezone.localdate(now))
    rows = recheck_queries.rows_for(actor, now)
    context = {"tabs": tabs(actor, "rechecks"), "may_send": bool(crew)}
    return tables.respond(request, RECHECKS, rows, template="inspections/rechecks.html", now=now, context=context)


@signed_in
@require_http_methods(["GET", "POST"])
def new_recheck(request: HttpRequest, code: str) -> HttpResponse:
    """Make the re-check of a visit."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    visit = on_site.visit_for(actor, code)
    crew = queries.announcing_teams(actor, today)
    lists = checklists.all_in_force(today)
    form = forms.RecheckVisitForm(
        posted(request), teams=[(str(one.pk), f"{one.name} ({one.decision})") for one in crew],
        lists=[(str(one.pk), f"{one.name} ({one})") for one in lists],
        initial={"team": visit.team_id, "checklist": visit.checklist_id, "visit_on": queries.first_day(visit, now),
                 "words": _("Re-check of what the conclusion on the visit %(code)s asked to be put right.")
                 % {"code": code}},
    )  # fmt: skip

    def act() -> str:
        given = form.cleaned_data
        made = rechecking.make_recheck(actor=actor, visit_id=visit.pk, team_id=given["team"], now=now,
                                       visit_on=given["visit_on"], checklist_id=given["checklist"],
                                       because=given["because"], said=form.said())  # fmt: skip
        return case_href(made.case.code)

    return fill(request, form, act, title=_("Re-check: %(unit)s") % {"unit": visit.unit_name}, button=_("Announce"),
                back=case_href(code), done=_("The re-check is announced."),
                note=_("It is linked to the first visit and looks at every remedy that one asked for."))  # fmt: skip
