"""Sau kiểm tra: findings of a visit, notice and consideration, report, conclusion, publication."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import NotFound, Refusal
from congvu.domain.inspections.actions import concluding, explaining, remedies
from congvu.domain.inspections.actions import findings as actions
from congvu.domain.inspections.forms import after as forms
from congvu.domain.inspections.models import Finding, FindingState, MemberRole, Visit, VisitSort
from congvu.domain.inspections.policy.after import OPEN_PHASES, SIGN, VISIT
from congvu.domain.inspections.policy.language import shown_language
from congvu.domain.inspections.policy.visits import CLOSED, CONCLUDED, ON_SITE, REPORTED, SIGNED
from congvu.domain.inspections.queries import conclusions, on_site
from congvu.domain.inspections.queries import findings as queries
from congvu.domain.inspections.queries import remedies as remedy_queries
from congvu.domain.inspections.queries.after_papers import papers_shown
from congvu.domain.inspections.queries.following import fact_of
from congvu.domain.inspections.queries.grading import scale_on
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import kinds
from congvu.kernel.casework.queries import following
from congvu.kernel.ui.access import signed_in
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words


def visit_open_to(actor: Actor, code: str) -> tuple[Visit, bool, list[Finding]]:
    """The visit, whether the whole of it is open, and the findings that are; NotFound where nothing is."""
    today = timezone.localdate()
    visit = on_site.visit_by_code(code)
    if visit is None:
        raise NotFound(_("There is no such visit, or it is not open to you."))
    whole = queries.is_of_visit(actor, visit, today)
    found = queries.findings_for(actor, visit, today)
    heads = queries.was_told(visit) and queries.answers_for(actor, visit.unit_id, today)
    if not (whole or found or heads):
        raise NotFound(_("There is no such visit, or it is not open to you."))
    return visit, whole, found


def phase_words(phase: str) -> str:
    """A phase of a visit in the language of the screen."""
    return kinds.get(VISIT).lifecycle.phase(phase).label(shown_language())


def _back(visit: Visit) -> str:
    return reverse("inspections:after", args=[visit.case.code])


@signed_in
@require_GET
def index(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that follows a visit on one page, as far as it is open to the actor."""
    actor, now = acting(request), timezone.now()
    visit, whole, found = visit_open_to(actor, code)
    member = on_site.member_of(actor, visit, timezone.localdate(now))
    conclusion = conclusions.conclusion_of(visit)
    phase = visit.case.phase
    heads = member is not None and member.role != MemberRole.MEMBER
    signs = actor.may(SIGN, visit.case.issuing_agency_id)
    context = {
        "tabs": tabs(actor, "after"), "visit": visit, "whole": whole, "findings": found, "conclusion": conclusion,
        "phase": phase_words(phase), "case_url": kinds.case_href(code),
        "times": conclusions.times_of(visit, conclusion) if whole else None, "now": now,
        "may_write": member is not None and phase in (ON_SITE, SIGNED), "may_settle": heads and phase in OPEN_PHASES,
        "may_report": member is not None and member.role == MemberRole.HEAD and phase == SIGNED,
        "may_conclude": signs and phase == REPORTED,
        "may_publish": signs and phase in (CONCLUDED, CLOSED) and conclusion is not None
        and conclusion.published_at is None,
        "may_unpublish": (signs or heads) and conclusion is not None and conclusion.published_at is not None
        and conclusion.withdrawn_at is None, "signs": signs,
        "change": [one for one in [conclusions.change_waiting(conclusion)] if one is not None] if whole else [],
        "may_recommend": (signs or heads) and phase == CONCLUDED, "may_close": signs and phase == CONCLUDED,
        "may_recheck": whole and heads and visit.sort == VisitSort.RECHECK,
        "noted": queries.noted_without_finding(visit) if member is not None else [],
        "remedies": [remedy_queries.row_of(one, now) for one in remedy_queries.of_visit(visit)] if whole else [],
        "waiting": sum(one.state not in queries.SETTLED for one in found),
        "papers": papers_shown(visit, whole=whole),
        "named": list(visit.rechecked.select_related("case")) if whole else [],
    }  # fmt: skip
    return render(request, "inspections/after.html", context)


@signed_in
@require_GET
def told(request: HttpRequest) -> HttpResponse:
    """Findings that were told to the actor: what waits for his answer first."""
    actor, now = acting(request), timezone.now()
    rows = queries.told_to(actor, timezone.localdate(now))
    context = {"tabs": tabs(actor, "told"), "now": now, "rows": [
        (one, kinds.case_href(one.explanation.code) if one.explanation else "", one.state == FindingState.NOTICED)
        for one in rows
    ]}  # fmt: skip
    return render(request, "inspections/told.html", context)


@signed_in
@require_GET
def finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One finding with its way so far and what can be done next."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    found = queries.finding_for(actor, finding_id, today)
    whole = queries.is_of_visit(actor, found.visit, today)
    member = on_site.member_of(actor, found.visit, today)
    heads = member is not None and member.role != MemberRole.MEMBER and found.visit.case.phase in OPEN_PHASES
    draft = found.state == FindingState.DRAFT
    open_ = found.state not in queries.SETTLED
    ready = found.state == FindingState.ANSWERED or found.silent_at is not None
    context = {
        "tabs": tabs(actor, "after"), "finding": found, "whole": whole, "evidence": list(found.evidence.all()),
        "concluded": queries.conclusion_signed(found.visit),
        "may_letter": found.official_id is not None and found.state == FindingState.FINAL and not found.praise
        and queries.conclusion_signed(found.visit),
        "explanation_url": kinds.case_href(found.explanation.code) if found.explanation else "",
        "may_answer": found.explanation is not None and found.explanation.closed_at is None
        and queries.may_answer(actor, found.explanation),
        "may_change": member is not None and draft, "may_notice": heads and draft and not found.praise,
        "may_praise": heads and draft and found.praise, "may_consider": heads and open_ and ready,
        "may_drop": heads and open_, "points": scale_on(today).points.get(found.severity) if not found.praise else None,
        "doubled": queries.was_open_when_repeated(found), **_what_follows(actor, found),
    }  # fmt: skip
    return render(request, "inspections/finding.html", context)


def _what_follows(actor: Actor, found: Finding) -> dict[str, Any]:
    """What may be opened on a final finding in other lines of work, and what has been."""
    fact = fact_of(found)
    if fact is None:
        return {}
    return {"ways": following.ways_on(actor, fact, str(found.number)), "followed": following.followed(
        actor, [fact.case.pk])}  # fmt: skip


def _finding_form(request: HttpRequest, visit: Visit, initial: dict[str, Any]) -> forms.FindingForm:
    return forms.FindingForm(
        posted(request), initial=initial, items=queries.lines_of(visit), people=queries.people_in(visit),
        proofs=queries.proofs_in(visit),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def new_finding(request: HttpRequest, code: str) -> HttpResponse:
    """Write a finding, from what was recorded on site where `item` names a line."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    initial: dict[str, Any] = {}
    item = request.GET.get("item", "")
    if item.isascii() and item.isdigit() and len(item) < 10:
        seen = queries.answer_on(visit, int(item))
        initial = {"item": int(item)}
        if seen is not None:
            initial |= {"fact": seen.note, "praise": seen.value == "praise", "severity": seen.item.severity,
                        "rule": seen.item.basis}  # fmt: skip
    form = _finding_form(request, visit, initial)

    def act() -> str:
        made = actions.write_finding(actor=actor, visit_id=visit.pk, said=form.said(), now=timezone.now())
        return reverse("inspections:finding", args=[made.pk])

    return fill(request, form, act, title=_("Write a finding"), button=_("Save"), back=_back(visit),
                note=_("A draft of the team; nobody else sees it before it is told."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def change_finding(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Change a draft."""
    actor = acting(request)
    found = queries.finding_for(actor, finding_id, timezone.localdate())
    form = _finding_form(request, found.visit, {
        "item": found.item_id, "praise": found.praise, "fact": found.fact, "rule": found.rule,
        "severity": found.severity, "official": found.official_id or "",
        "evidence": [str(one.pk) for one in found.evidence.all()],
    })  # fmt: skip
    back = reverse("inspections:finding", args=[found.pk])

    def act() -> str:
        actions.change_finding(actor=actor, finding_id=found.pk, said=form.said(), now=timezone.now())
        return back

    return fill(request, form, act, title=_("Change the draft"), button=_("Save"), back=back)


def _do(request: HttpRequest, act: Any, done: str, onward: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, refusal_words(refusal))
    return redirect(onward)


@signed_in
@require_POST
def notice(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Tell the unit or the person."""
    actor = acting(request)
    found = queries.finding_for(actor, finding_id, timezone.localdate())
    back = reverse("inspections:finding", args=[found.pk])
    return _do(request, lambda: explaining.give_notice(actor=actor, finding_id=found.pk, now=timezone.now()),
               _("The finding was told; the time to answer runs."), back)  # fmt: skip


@signed_in
@require_POST
def praise(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Confirm praise."""
    actor = acting(request)
    found = queries.finding_for(actor, finding_id, timezone.localdate())
    return _do(request, lambda: actions.confirm_praise(actor=actor, finding_id=found.pk, now=timezone.now()),
               _("The praise is confirmed."), reverse("inspections:finding", args=[found.pk]))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def consider(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Weigh the answer, or the silence."""
    actor = acting(request)
    found = queries.finding_for(actor, finding_id, timezone.localdate())
    form = forms.ConsiderForm(posted(request), finding=found)
    back = reverse("inspections:finding", args=[found.pk])
    note = found.answer or _("No answer came in time.")

    def act() -> str:
        given = form.cleaned_data
        actions.consider(actor=actor, finding_id=found.pk, words=given["words"], keep=given["keep"] == "yes",
                         severity=given["severity"], now=timezone.now())  # fmt: skip
        return back

    return fill(request, form, act, title=_("Weigh the answer to finding %(n)d") % {"n": found.number},
                button=_("Settle"), back=back, note=note)  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def drop(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Drop a finding with its reason."""
    actor = acting(request)
    found = queries.finding_for(actor, finding_id, timezone.localdate())
    form = forms.WordsForm(posted(request))
    back = reverse("inspections:finding", args=[found.pk])

    def act() -> str:
        actions.drop(actor=actor, finding_id=found.pk, words=form.cleaned_data["words"], now=timezone.now())
        return back

    return fill(request, form, act, title=_("Drop finding %(n)d") % {"n": found.number}, button=_("Drop"), back=back)


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Report the result."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    form = forms.NumberForm(posted(request))

    def act() -> str:
        concluding.report_result(actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data)
        return _back(visit)

    return fill(request, form, act, title=_("Report the result"), button=_("Report"), back=_back(visit),
                note=_("Every finding was told; who ordered the visit signs the conclusion next."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, code: str) -> HttpResponse:
    """Sign the conclusion."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    final = [one for one in queries.findings_for(actor, visit, timezone.localdate())
             if one.state == FindingState.FINAL and not one.praise]  # fmt: skip
    form = forms.ConcludeForm(posted(request), findings=final)

    def act() -> str:
        given = form.cleaned_data
        concluding.conclude(actor=actor, visit_id=visit.pk, number=given["number"], words=given["words"],
                            remedies=form.asked(), now=timezone.now())  # fmt: skip
        return _back(visit)

    return fill(request, form, act, title=_("Sign the conclusion"), button=_("Sign"), back=_back(visit),
                note=_("Signed it does not change. Remedies become work of the unit with their own time."),
                done=_("The conclusion is signed."))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def recommend(request: HttpRequest, code: str) -> HttpResponse:
    """One more recommendation after the conclusion."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    final = [one for one in queries.findings_for(actor, visit, timezone.localdate()) if one.state == FindingState.FINAL]
    form = forms.RecommendForm(posted(request), findings=final)

    def act() -> str:
        concluding.recommend(actor=actor, visit_id=visit.pk, asked=form.asked(), now=timezone.now())
        return _back(visit)

    return fill(request, form, act, title=_("Recommend"), button=_("Recommend"), back=_back(visit))


@signed_in
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the conclusion."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    form = forms.PublishForm(posted(request))

    def act() -> str:
        concluding.publish(actor=actor, visit_id=visit.pk, now=timezone.now(), **form.cleaned_data)
        return reverse("inspections:public_conclusion", args=[visit.case.code])

    return fill(request, form, act, title=_("Publish the conclusion"), button=_("Publish"), back=_back(visit),
                note=_("Everybody can read this without signing in. The unit is named; persons are not."))  # fmt: skip


@signed_in
@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the visit."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    return _do(request, lambda: concluding.close_visit(actor=actor, visit_id=visit.pk, now=timezone.now()),
               _("The visit is closed."), _back(visit))  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def recheck(request: HttpRequest, code: str) -> HttpResponse:
    """Say which remedies a re-check looks at."""
    actor = acting(request)
    visit = on_site.visit_for(actor, code)
    form = forms.RecheckForm(posted(request), rows=remedy_queries.of_unit(visit))

    def act() -> str:
        chosen = [int(one) for one in form.cleaned_data["remedies"]]
        remedies.name_remedies(actor=actor, visit_id=visit.pk, case_ids=chosen, now=timezone.now())
        return _back(visit)

    return fill(request, form, act, title=_("Remedies to be re-checked"), button=_("Save"), back=_back(visit))
