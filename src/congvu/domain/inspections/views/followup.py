"""Theo dõi sau kiểm tra: remedies, samples of the effect, scores of units, the consolidated report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotFound
from congvu.core.text import typed_number
from congvu.domain.inspections.actions import resampling
from congvu.domain.inspections.forms import after as forms
from congvu.domain.inspections.papers.consolidated import consolidated_paper
from congvu.domain.inspections.papers.figures import Spell
from congvu.domain.inspections.policy.after import READ, SCORES
from congvu.domain.inspections.queries import consolidated, grading, remedies, resamples, scores
from congvu.domain.inspections.queries.after_papers import agency_of
from congvu.domain.inspections.views.places import tabs
from congvu.insight.measures import share_words
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import kinds
from congvu.kernel.casework.queries import following
from congvu.kernel.documents.papers.http import paper_response
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted


@signed_in
@require_GET
def remedy_list(request: HttpRequest) -> HttpResponse:
    """Remedies open to the actor, with their lateness."""
    actor, now = acting(request), timezone.now()
    state = request.GET.get("state", "")
    rows = remedies.rows_for(actor, now)
    shown = [one for one in rows if state in ("", one.state) or (state == "late" and one.is_late)]
    context = {
        "tabs": tabs(actor, "remedies"), "now": now, "state": state,
        "rows": [(one, kinds.case_href(one.remedy.case.code)) for one in shown], "all": len(rows),
        "late": sum(one.is_late and one.state == "open" for one in rows),
        "states": [("", _("All")), ("open", _("Being put right")), ("reported", _("Reported")),
                   ("verified", _("Put right")), ("late", _("Past its time"))],
    }  # fmt: skip
    return render(request, "inspections/remedies.html", context)


@requires(READ)
@require_GET
def resample_list(request: HttpRequest) -> HttpResponse:
    """Samples of the effect: due, coming, done; how often faults came back."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    rows = [(one, resamples.is_due(one, today), resamples.may_do(actor, one), resamples.interval_of(one))
            for one in resamples.visible_to(actor)]  # fmt: skip
    context = {
        "tabs": tabs(actor, "resamples"), "rows": rows, "due": sum(due for _one, due, _may, _in in rows),
        "back": [(one, share_words(one.back, one.n)) for one in resamples.came_back()], "today": today,
    }  # fmt: skip
    return render(request, "inspections/resamples.html", context)


@requires(READ)
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, resample_id: int) -> HttpResponse:
    """Draw the cases of a sample."""
    actor, now = acting(request), timezone.now()
    found = resamples.resample_for(actor, resample_id)
    form = forms.DrawForm(posted(request), kinds=resamples.kinds_to_draw(found, now))

    def act() -> str:
        resampling.draw_resample(actor=actor, resample_id=found.pk, kind=form.cleaned_data["kind"], now=timezone.now())
        return reverse("inspections:resample", args=[found.pk])

    return fill(request, form, act, title=_("Draw the sample"), button=_("Draw"),
                back=reverse("inspections:resamples"),
                note=_("At random from the unit's cases since the conclusion, once; it can be checked."))  # fmt: skip


@requires(READ)
@require_http_methods(["GET", "POST"])
def resample(request: HttpRequest, resample_id: int) -> HttpResponse:
    """Write down what a sample showed."""
    actor = acting(request)
    found = resamples.resample_for(actor, resample_id)
    form = forms.ResampleForm(posted(request), resample=found)

    def act() -> str:
        resampling.record_resample(actor=actor, resample_id=found.pk, now=timezone.now(), **form.act())
        return reverse("inspections:resamples")

    note = f"{found.finding.item}\n{found.finding.fact}"
    return fill(request, form, act, title=_("Result of the sample"), button=_("Save"), note=note,
                back=reverse("inspections:resamples"))  # fmt: skip


def _year(request: HttpRequest) -> int:
    today = timezone.localdate().year
    year = typed_number(request.GET.get("year", "")) or today
    return year if 2020 <= year <= today else today


@requires(SCORES)
@require_GET
def score_list(request: HttpRequest) -> HttpResponse:
    """Scores of the year with n, mix and interval; the funnel of those that can be compared."""
    actor, today = acting(request), timezone.localdate()
    year = _year(request)
    found = scores.scores_for(actor, year, today)
    whole, points = scores.compared(found)
    names = {one.agency_id: one.name for one in found}
    context = {
        "tabs": tabs(actor, "scores"), "year": year, "years": range(today.year, today.year - 3, -1), "whole": whole,
        "rows": [(one, scores.gate_of(one, today), share_words(one.faults, one.items)) for one in found],
        "funnel": [(names[point.key], point, share_words(point.hits, point.n)) for point in points],
        "small": grading.small_below(today), "unverified": grading.unverified(today),
        "outside": [names[point.key] for point in points if point.far and point.side == "high"],
    }  # fmt: skip
    return render(request, "inspections/scores.html", context)


@requires(SCORES)
@require_GET
def score(request: HttpRequest, agency_id: int) -> HttpResponse:
    """How the score of a unit came about, finding by finding."""
    actor, today = acting(request), timezone.localdate()
    year = _year(request)
    found = next((one for one in scores.scores_for(actor, year, today) if one.agency_id == agency_id), None)
    if found is None:
        raise NotFound(_("There is no score of this unit in this year, or it is not open to you."))
    context = {"tabs": tabs(actor, "scores"), "score": found, "year": year, "gate": scores.gate_of(found, today),
               "share": share_words(found.faults, found.items),
               "followed": following.followed(actor, scores.cases_of(found))}  # fmt: skip
    return render(request, "inspections/score.html", context)


@requires(READ)
@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The consolidated report of a quarter or a year."""
    actor, now = acting(request), timezone.now()
    spell = _spell(request)
    today = timezone.localdate(now)
    context = {
        "tabs": tabs(actor, "consolidated"), "figures": consolidated.consolidated(actor, spell, now), "spell": spell,
        "quarters": [(0, _("Whole year")), *((n, f"Quý {('I', 'II', 'III', 'IV')[n - 1]}") for n in range(1, 5))],
        "years": range(today.year, today.year - 3, -1),
    }  # fmt: skip
    return render(request, "inspections/consolidated.html", context)


def _spell(request: HttpRequest) -> Spell:
    quarter = typed_number(request.GET.get("quarter", "")) or 0
    return consolidated.spell_of(_year(request), quarter if quarter <= 4 else 0)


@requires(READ)
@require_GET
def report_print(request: HttpRequest, fmt: str) -> HttpResponse:
    """The same as an official paper."""
    actor, now = acting(request), timezone.now()
    spell = _spell(request)
    figures = consolidated.consolidated(actor, spell, now)
    agency, parent, place = agency_of(actor, timezone.localdate(now))
    paper = consolidated_paper(figures, agency=(agency, parent), on=timezone.localdate(now), place=place)
    return paper_response(paper, fmt, f"Báo cáo tổng hợp kiểm tra công vụ {spell.words}", inline=fmt == "pdf")
