"""Đoàn kiểm tra: the list, one team, members and their cards, recusals, the public page of a card."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotFound
from congvu.core.text import typed_number
from congvu.domain.inspections.actions import teams as actions
from congvu.domain.inspections.forms import teams as forms
from congvu.domain.inspections.models import Member, MemberRole, Team
from congvu.domain.inspections.papers.cards import cards_pdf
from congvu.domain.inspections.papers.teams import rules_paper
from congvu.domain.inspections.queries import choices, plans
from congvu.domain.inspections.queries import teams as queries
from congvu.domain.inspections.queries.papers import facts_of_card
from congvu.domain.inspections.shipped.working_rules import MODEL
from congvu.domain.inspections.tables import state_mark
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.documents.papers.http import file_response, paper_response
from congvu.kernel.documents.papers.pdf import qr_drawing
from congvu.kernel.org import queries as org
from congvu.kernel.ui.access import public, requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted


@requires(queries.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The teams open to the actor: those at work first."""
    actor, today = acting(request), timezone.localdate()
    order = {"in_force": 0, "planned": 1, "ended": 2}
    rows = sorted(queries.with_counts(actor), key=lambda one: order[queries.state_of(one, today)])
    context = {
        "tabs": tabs(actor, "teams"), "may_form": actor.may(queries.FORM),
        "rows": [(one, state_mark(queries.state_of(one, today))) for one in rows],
    }  # fmt: skip
    return render(request, "inspections/teams.html", context)


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Form a team by decision."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    agencies = choices.own_units(actor, queries.FORM, today)
    form = forms.TeamForm(
        posted(request), agencies=agencies,
        leaders=choices.leaders(frozenset(int(pk) for pk, _name in agencies), today),
        initial={"rules": MODEL, "decided_on": today, "valid_from": today},
    )  # fmt: skip

    def act() -> str:
        team = actions.form_team(actor=actor, now=now, **form.act())
        return reverse("inspections:team", args=[team.pk])

    return fill(request, form, act, title=_("Form a team"), button=_("Form the team"),
                back=reverse("inspections:teams"),
                note=_("Enter the decision as it was signed; then name the members."))  # fmt: skip


@signed_in
@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team: decision, members with their cards, who takes no part where, working rules."""
    actor, today = acting(request), timezone.localdate()
    found = queries.team_for(actor, team_id)
    members = queries.all_members(found)
    may_form = actor.may(queries.FORM, found.agency_id)
    state = queries.state_of(found, today)
    knows = may_form or actor.official_id == found.ordered_by_id
    context = {
        "tabs": tabs(actor, "teams"), "team": found, "state": state, "mark": state_mark(state), "may_form": may_form,
        "members": members, "open": may_form and state != "ended",
        "recusals": queries.recusals_of(one.official_id for one in members if one.official_id) if knows else None,
        "rules": found.rules.splitlines(), "own": [one for one in members if one.official_id == actor.official_id
                                                   and one.official_id is not None and one.left_on is None],
    }  # fmt: skip
    return render(request, "inspections/team.html", context)


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, team_id: int) -> HttpResponse:
    """The working rules of a team."""
    actor = acting(request)
    found = queries.team_for(actor, team_id)
    form = forms.RulesForm(posted(request), initial={"rules": found.rules or MODEL})
    back = reverse("inspections:team", args=[found.pk])

    def act() -> str:
        actions.set_rules(actor=actor, team_id=found.pk, rules=form.cleaned_data["rules"], now=timezone.now())
        return back

    return fill(request, form, act, title=_("Working rules"), button=_("Save"), back=back, done=_("It is kept."))


@signed_in
@require_GET
def rules_print(request: HttpRequest, team_id: int, fmt: str) -> HttpResponse:
    """Working rules with the list of members, to be handed out."""
    found = queries.team_for(acting(request), team_id)
    members = [
        (one.name, one.body, str(one.get_role_display())) for one in queries.members_on(found, timezone.localdate())
    ]
    what = rules_paper(agency=found.agency.name, team=found.name, decision=found.decision, decided_on=found.decided_on,
                       rules=found.rules, members=members)  # fmt: skip
    return paper_response(what, fmt, f"quy-che-{found.name}", inline=fmt == "pdf")


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, team_id: int) -> HttpResponse:
    """An official for the team: his agency first (`agency=`), then he."""
    actor, today = acting(request), timezone.localdate()
    found = queries.team_for(actor, team_id)
    agencies = [(str(unit.pk), unit.name) for unit in org.agencies_on(today)
                if unit.parent_id is None or plans.is_agency(unit.pk)]  # fmt: skip
    chosen = typed_number(request.GET.get("agency", "")) or sorted(actor.agency_ids or {found.agency_id})[0]
    known = {unit.pk for unit in org.agencies_on(today)}
    chosen = chosen if chosen in known else found.agency_id
    form = forms.MemberForm(
        posted(request), officials=choices.people_of(chosen, today),
        initial={"from_on": max(found.valid_from, today), "role": MemberRole.MEMBER},
    )  # fmt: skip
    back = reverse("inspections:team", args=[found.pk])

    def act() -> str:
        given = form.cleaned_data
        actions.add_member(actor=actor, team_id=found.pk, official_id=given["official"], role=given["role"],
                           from_on=given["from_on"], now=timezone.now())  # fmt: skip
        return back

    more = {"team": found, "agencies": agencies, "chosen": str(chosen), "back": back}
    return fill(request, form, act, done=_("The member is in the team; the card can be printed."),
                template="inspections/add_member.html", more=more)  # fmt: skip


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def add_observer(request: HttpRequest, team_id: int) -> HttpResponse:
    """An observer from outside."""
    actor, today = acting(request), timezone.localdate()
    found = queries.team_for(actor, team_id)
    form = forms.ObserverForm(posted(request), initial={"from_on": max(found.valid_from, today)})
    back = reverse("inspections:team", args=[found.pk])

    def act() -> str:
        actions.add_member(actor=actor, team_id=found.pk, role=MemberRole.OBSERVER, now=timezone.now(),
                           **form.cleaned_data)  # fmt: skip
        return back

    return fill(request, form, act, title=_("Observer from outside"), button=_("Add"), back=back,
                done=_("The observer is in the team; the card can be printed."),
                note=_("An observer watches and gives an opinion; he decides nothing."))  # fmt: skip


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, member_id: int) -> HttpResponse:
    """A member leaves the team."""
    actor = acting(request)
    found = queries.member_for(actor, member_id)
    form = forms.LeaveForm(posted(request), initial={"on": timezone.localdate()})
    back = reverse("inspections:team", args=[found.team_id])

    def act() -> str:
        actions.let_leave(actor=actor, member_id=found.pk, now=timezone.now(), **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("%(name)s leaves the team") % {"name": found.name},
                button=_("Note it"), back=back, note=_("The day is the first on which he is no member; the card ends."),
                done=_("It is kept."))  # fmt: skip


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, member_id: int) -> HttpResponse:
    """A new card; the old code is void."""
    actor = acting(request)
    found = queries.member_for(actor, member_id)
    form = forms.ReasonForm(posted(request))
    back = reverse("inspections:team", args=[found.team_id])

    def act() -> str:
        actions.renew_card(actor=actor, member_id=found.pk, reason=form.cleaned_data["reason"], now=timezone.now())
        return back

    return fill(request, form, act, title=_("New card: %(name)s") % {"name": found.name}, button=_("Make a new card"),
                back=back, note=_("The old card is void at once: its code is not known any more."),
                done=_("The new card can be printed."))  # fmt: skip


@requires(queries.FORM)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, team_id: int) -> HttpResponse:
    """The team ends."""
    actor = acting(request)
    found = queries.team_for(actor, team_id)
    form = forms.LeaveForm(posted(request), initial={"on": timezone.localdate()})
    back = reverse("inspections:team", args=[found.pk])

    def act() -> str:
        actions.end_team(actor=actor, team_id=found.pk, now=timezone.now(), **form.cleaned_data)
        return back

    title = _("End: %(name)s") % {"name": found.name}
    return fill(request, form, act, title=title, button=_("End the team"), back=back,
                note=_("The day is its last one; all cards end with it."), done=_("It is kept."))  # fmt: skip


# ---- cards ------------------------------------------------------------------------------------------------------


def _address(request: HttpRequest, member: Member) -> str:
    return request.build_absolute_uri(reverse("inspections:card", args=[member.card]))


@signed_in
@require_GET
def cards(request: HttpRequest, team_id: int) -> HttpResponse:
    """All cards of the team on sheets to be cut out (`member=` one of them); a member gets his own."""
    actor, today = acting(request), timezone.localdate()
    found = queries.team_for(actor, team_id)
    members = queries.current_members(found, today)
    wanted = typed_number(request.GET.get("member", ""))
    chosen = [one for one in members if wanted in (None, one.pk)]
    if not (actor.official_id is not None and all(one.official_id == actor.official_id for one in chosen)):
        require(actor, queries.FORM, found.agency_id)
    if not chosen:
        raise NotFound(_("There is no card to print."))
    return file_response(_sheet(request, found, chosen), "pdf", f"the-kiem-tra-{found.name}", inline=True)


def _sheet(request: HttpRequest, team: Team, members: list[Member]) -> bytes:
    return cards_pdf([facts_of_card(team, one, _address(request, one)) for one in members])


@signed_in
@require_GET
def card_picture(request: HttpRequest, member_id: int) -> HttpResponse:
    """The code of a card as a picture, for who forms the team and for the member himself."""
    actor = acting(request)
    found = queries.member_for(actor, member_id)
    if actor.official_id is None or found.official_id != actor.official_id:
        require(actor, queries.FORM, found.team.agency_id)
    made = HttpResponse(qr_drawing(_address(request, found)), content_type="image/svg+xml")
    made["Cache-Control"] = "private, no-store"
    return made


@public
@never_cache
@require_GET
def card(request: HttpRequest, secret: str) -> HttpResponse:
    """Whether the card with this code is real and in force today; anybody who scans it may ask."""
    today = timezone.localdate()
    found = queries.card_of(secret, today)
    answer = render(request, "inspections/card.html", {"card": found, "today": today}, status=200 if found else 404)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


# ---- recusals ---------------------------------------------------------------------------------------------------


@signed_in
@require_GET
def recusals(request: HttpRequest) -> HttpResponse:
    """The teams I serve in and what I have declared; who forms teams sees all."""
    actor, today = acting(request), timezone.localdate()
    all_of = actor.may(queries.FORM) or actor.may(queries.ORDER)
    rows = queries.recusals_for(actor) if all_of else queries.own_recusals(actor)
    context = {
        "tabs": tabs(actor, "recusals"), "rows": [(one, queries.may_end(actor, one)) for one in rows],
        "all_of": all_of, "mine": queries.memberships_of(actor, today), "is_official": actor.official_id is not None,
    }  # fmt: skip
    return render(request, "inspections/recusals.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """Declare that one takes no part oneself, or (`for=` member) note it for a member of a team."""
    actor, today = acting(request), timezone.localdate()
    forming = actor.may(queries.FORM) or actor.may(queries.ORDER)
    officials = queries.officials_in_teams(actor, today) if forming else None
    if officials is None and actor.official_id is None:
        raise NotFound(_("This log-in belongs to no official."))
    initial = {"official": typed_number(request.GET.get("for", "")) or actor.official_id}
    form = forms.RecusalForm(posted(request), units=choices.units_to_check(today), officials=officials, initial=initial)

    def act() -> str:
        given = form.cleaned_data
        actions.declare_recusal(
            actor=actor, official_id=given.get("official") or actor.official_id or 0, unit_id=given["unit"],
            reason=given["reason"], now=timezone.now(),
        )  # fmt: skip
        return reverse("inspections:recusals")

    return fill(request, form, act, title=_("Declare a recusal"), button=_("Declare"),
                back=reverse("inspections:recusals"), done=_("The recusal is kept; draws and plans respect it."),
                note=_("It can be ended later, never deleted."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def end_recusal(request: HttpRequest, recusal_id: int) -> HttpResponse:
    """The reason does not hold any more."""
    actor = acting(request)
    found = queries.recusal_for(actor, recusal_id)
    form = forms.ReasonForm(posted(request))
    back = reverse("inspections:recusals")

    def act() -> str:
        actions.end_recusal(actor=actor, recusal_id=found.pk, reason=form.cleaned_data["reason"], now=timezone.now())
        return back

    title = _("End the recusal of %(name)s: %(unit)s") % {"name": found.official.full_name, "unit": found.unit.name}
    return fill(request, form, act, title=title, button=_("End it"), back=back, done=_("The recusal has ended."))
