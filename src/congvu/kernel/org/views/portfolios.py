"""Phân công lãnh đạo phụ trách và thư ký: one agency's division of work, its history, and the forms that change it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.kernel.org import actions
from congvu.kernel.org.forms.portfolios import EndPortfolioForm, PortfolioForm, SecretaryForm
from congvu.kernel.org.models import Agency
from congvu.kernel.org.queries import agency_by_code, portfolios, standing_in
from congvu.kernel.org.views.days import person_of
from congvu.kernel.org.views.filling import fill_in
from congvu.kernel.ui.access import requires


@requires("org.agency.read")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The division of work of one agency (`agency=`), by default of the highest that divides any."""
    actor, today = person_of(request), timezone.localdate()
    choices = portfolios.dividing_agencies(today)
    wanted = request.GET.get("agency", "")
    agency = next((one for one in choices if one.code == wanted), choices[0] if choices else None)
    context = {
        "agency": agency, "agencies": choices, "on": today,
        "lines": portfolios.divided_by(agency.pk, today) if agency else [],
        "secretaries": portfolios.secretaries_of(actor, agency.pk, today) if agency else [],
        "may_assign": agency is not None and actor.may(portfolios.ASSIGN, agency.pk),
    }  # fmt: skip
    return render(request, "org/portfolios.html", context)


def _leaders(agency: Agency) -> list[tuple[str, str]]:
    rows = portfolios.leaders_of(agency.pk, timezone.localdate())
    return [(leader.code, f"{leader.full_name} – {title}") for leader, title in rows]


def _back(agency: Agency) -> str:
    return f"{reverse('org:portfolios')}?agency={agency.code}"


@requires("org.portfolio.assign")
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Put a leader in charge of a field or an agency."""
    agency = agency_by_code(code)
    act = partial(actions.assign_portfolio, actor=person_of(request), agency=agency, now=timezone.now())
    return fill_in(
        request, partial(PortfolioForm, leaders=_leaders(agency)), act, title=_("Put a leader in charge"),
        button=_("Assign"), done=_("The leader is in charge."), back=_back(agency),
        note=_("Documents, papers and urging are proposed to the leader in charge; the choice stays with people."),
    )  # fmt: skip


@requires("org.portfolio.assign")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a portfolio; the row stays as history."""
    row = portfolios.portfolio_by_id(pk)
    act = partial(actions.end_portfolio, actor=person_of(request), portfolio=row, now=timezone.now())
    return fill_in(
        request, EndPortfolioForm, act, title=_("%(name)s: no longer in charge") % {"name": row.leader.full_name},
        button=_("End it"), done=_("The leader is no longer in charge."), back=_back(row.agency),
        note=row.field or (row.unit.full_name if row.unit else ""),
    )  # fmt: skip


@requires("org.portfolio.assign")
@require_http_methods(["GET", "POST"])
def secretary(request: HttpRequest, code: str) -> HttpResponse:
    """Name a secretary for a leader."""
    agency = agency_by_code(code)
    act = partial(actions.delegate, actor=person_of(request), now=timezone.now(), as_secretary=True)
    return fill_in(
        request, partial(SecretaryForm, leaders=_leaders(agency)), act, title=_("Name a secretary for a leader"),
        button=_("Assign"), done=_("The secretary is named."), back=_back(agency),
        note=_("What the secretary enters for the leader carries both names in the journal."),
    )  # fmt: skip


@requires("org.portfolio.assign")
@require_POST
def end_secretary(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A secretary no longer writes for the leader."""
    row = standing_in.delegation_by_id(pk)
    actions.withdraw_delegation(actor=person_of(request), delegation=row, now=timezone.now())
    messages.success(request, _("The secretary no longer acts for the leader."))
    return redirect(_back(agency_by_code(code)))
