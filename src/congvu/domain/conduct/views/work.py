"""Đầu việc của công chức: one's own, those of the people one leads, contests, weights."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid, NotFound
from congvu.domain.conduct.actions import working
from congvu.domain.conduct.forms.praise import AnswerContestForm, ContestForm, WeightForm
from congvu.domain.conduct.models import WorkContest
from congvu.domain.conduct.policy.praise import READ_WORK, WEIGH_WORK
from congvu.domain.conduct.queries import work_items as queries
from congvu.domain.conduct.queries.work_items import Period
from congvu.domain.conduct.tables import PEOPLE_AT_WORK, WORK_ITEMS
from congvu.domain.conduct.views.places import tabs
from congvu.kernel.accounts.policy import Actor, acting
from congvu.kernel.casework import queries as casework
from congvu.kernel.casework.policy import people
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires, signed_in
from congvu.kernel.ui.form_pages import fill, posted


def _period(request: HttpRequest, now: datetime) -> Period:
    """The period asked for; this month where the address says none or nonsense."""
    today = timezone.localdate(now)
    try:
        return queries.period_of(request.GET.get("period", ""), today)
    except Invalid:
        return queries.period_of("", today)


def _periods(period: Period, now: datetime) -> list[tuple[str, str, bool]]:
    """The last four months and the quarter, as links: code, words, whether it is shown."""
    today, found = timezone.localdate(now), []
    whole = today.year * 12 + today.month - 1
    for back in range(4):
        year, month = (whole - back) // 12, (whole - back) % 12 + 1
        found.append((f"{year}-{month:02d}", _("Month %(month)d/%(year)d") % {"month": month, "year": year}))
    quarters = dict.fromkeys((whole - back) // 3 for back in (0, 3))
    for one in quarters:
        words = _("Quarter %(n)d/%(year)d") % {"n": one % 4 + 1, "year": one // 4}
        found.append((f"{one // 4}-Q{one % 4 + 1}", words))
    return [(code, words, code == period.code) for code, words in found]


@signed_in
@require_GET
def my_work(request: HttpRequest) -> HttpResponseBase:
    """One's own items of a period."""
    actor = acting(request)
    if actor.official_id is None:
        raise NotFound(_("Only officials have work items."))
    return _items(request, actor, actor.official_id, "my_work")


@signed_in
@require_GET
def work_of(request: HttpRequest, official_id: int) -> HttpResponseBase:
    """The items of somebody whose work the actor may read."""
    actor = acting(request)
    queries.require_open_to(actor, official_id, timezone.localdate())
    return _items(request, actor, official_id, "work")


def _items(request: HttpRequest, actor: Actor, official_id: int, here: str) -> HttpResponseBase:
    now = timezone.now()
    period = _period(request, now)
    rows = queries.items_of(official_id, period, now)
    reached = queries.score_of(rows, period) if rows else None
    contests = queries.contests_of(official_id, [row.pk for row in rows])
    context = {
        "tabs": tabs(actor, here), "name": people.official_name(official_id), "period": period,
        "periods": _periods(period, now), "reached": reached, "is_own": official_id == actor.official_id,
        "terms": queries.terms_of(reached, period) if reached else [],
        "contestable": [row for row in rows if row.contest is None and (row.delays or row.returns)],
        "disowned": [row for row in rows if row.contest is None], "now": now,
        "contests": [(one, queries.may_answer(actor, one, now)) for one in contests],
        **_leader_terms(official_id, period),
    }  # fmt: skip
    return tables.respond(request, WORK_ITEMS, rows, template="conduct/work_items.html", now=now, context=context)


def _leader_terms(official_id: int, period: Period) -> dict[str, object]:
    """The terms a leading post adds, with the standing of their rule; nothing for others."""
    found = queries.leader_terms(official_id, period.last)
    return {"leader_terms": found, "leader_rule": queries.leader_rule(period.last) if found else ""}


@signed_in
@require_GET
def disown(request: HttpRequest) -> HttpResponse:
    """From the list to the page that says that an item was not one's own."""
    case = casework.get_for(acting(request), request.GET.get("code", ""))
    return redirect(f"{reverse('conduct:contest', args=[case.code])}?about={WorkContest.About.NOT_MINE}")


@requires(READ_WORK)
@require_GET
def work(request: HttpRequest) -> HttpResponseBase:
    """The people whose work the actor may read, with what is contested."""
    actor, now = acting(request), timezone.now()
    period = _period(request, now)
    waiting = queries.contests_for(actor).filter(answer=WorkContest.Answer.WAITING).order_by("answer_by")
    context = {
        "tabs": tabs(actor, "work"), "period": period, "periods": _periods(period, now),
        "waiting": [(one, queries.may_answer(actor, one, now)) for one in waiting[:20]], "now": now,
        "weights": queries.weights_in_words(timezone.localdate(now)), "may_weigh": actor.may(WEIGH_WORK),
    }  # fmt: skip
    return tables.respond(request, PEOPLE_AT_WORK, queries.people_in(actor, period, now),
                          template="conduct/work.html", now=now, context=context)  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def contest(request: HttpRequest, code: str) -> HttpResponse:
    """Contest one's own item."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:my_work")
    case = casework.get_for(actor, code)
    form = ContestForm(posted(request), initial={"about": request.GET.get("about", "")})

    def act() -> str:
        working.contest_item(actor=actor, case_code=case.code, now=now, **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("Contest: %(code)s") % {"code": case.code}, button=_("Send"), back=back,
                done=_("The head of your agency answers."), note=case.title)  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def answer_contest(request: HttpRequest, contest_id: int) -> HttpResponse:
    """Answer what somebody contests."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:work")
    row = queries.contest_for(actor, contest_id, now)
    form = AnswerContestForm(posted(request))

    def act() -> str:
        said = form.cleaned_data
        working.answer_contest(actor=actor, contest_id=row.pk, accept=said["accept"] == "yes", words=said["words"],
                               now=now)  # fmt: skip
        return back

    note = f"{row.official.full_name} – {row.case.code}, {row.get_about_display()}: {row.words}"
    return fill(request, form, act, title=_("Answer what is contested"), button=_("Answer"), back=back,
                done=_("It is answered."), note=note)  # fmt: skip


@requires(WEIGH_WORK)
@require_http_methods(["GET", "POST"])
def new_weight(request: HttpRequest) -> HttpResponse:
    """Set the weight of a kind of work from a day on."""
    actor, now, back = acting(request), timezone.now(), reverse("conduct:work")
    form = WeightForm(posted(request))

    def act() -> str:
        working.set_weight(actor=actor, now=now, **form.cleaned_data)
        return back

    return fill(request, form, act, title=_("Set a weight"), button=_("Set"), back=back, done=_("It is set."),
                note=_("Periods that begin before this day keep what held then."))  # fmt: skip
