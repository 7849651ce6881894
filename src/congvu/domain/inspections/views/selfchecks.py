"""Tự kiểm tra: the rounds, who has done his, the sheet of one agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.domain.inspections.actions import selfchecks as actions
from congvu.domain.inspections.forms import selfchecks as forms
from congvu.domain.inspections.models import AnswerValue, ChecklistItem, SelfAnswer
from congvu.domain.inspections.queries import checklists, choices
from congvu.domain.inspections.queries import selfchecks as queries
from congvu.domain.inspections.shipped.checklist import GROUPS
from congvu.domain.inspections.tables import ROUND
from congvu.domain.inspections.views.places import tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import formats, tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted
from congvu.kernel.ui.labels import refusal_words
from congvu.kernel.ui.widgets import DayInput

RESULTS = [(one.value, one.label) for one in AnswerValue if one is not AnswerValue.NOT_SEEN]


@requires(queries.READ)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The rounds open to the actor, each with what his agencies have done."""
    actor, today = acting(request), timezone.localdate()
    rows = []
    for called in queries.rounds_for(actor)[:24]:
        done = queries.rows_of(actor, called, today)
        rows.append({
            "round": called, "signed": sum(row.state == "signed" for row in done), "asked": len(done),
            "faults": sum(row.faults for row in done), "open": sum(row.open for row in done),
        })  # fmt: skip
    context = {"tabs": tabs(actor, "selfchecks"), "rows": rows, "may_call": actor.may(queries.EDIT)}
    return render(request, "inspections/selfchecks.html", context)


@requires(queries.EDIT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Call for a round."""
    actor, today = acting(request), timezone.localdate()
    lists = [(str(one.pk), f"{one.name} ({one})") for one in checklists.all_in_force(today)]
    form = forms.RoundForm(
        posted(request), agencies=choices.own_units(actor, queries.EDIT, today), lists=lists,
        initial={"period_from": today.replace(month=1, day=1), "period_to": today,
                 "name": _("Self-check of %(year)d") % {"year": today.year}},
    )  # fmt: skip

    def act() -> str:
        made = actions.open_round(actor=actor, now=timezone.now(), **form.act())
        return reverse("inspections:selfcheck_round", args=[made.pk])

    return fill(request, form, act, title=_("Call for self-checks"), button=_("Call for them"),
                back=reverse("inspections:selfchecks"), done=_("The agencies find the round in their room."),
                note=_("Called for by the province, every agency is asked; by an agency, that one alone."))  # fmt: skip


@requires(queries.READ)
@require_GET
def round_page(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """Who has done it."""
    actor, now = acting(request), timezone.now()
    today = timezone.localdate(now)
    called = queries.round_for(actor, round_id)
    rows = queries.rows_of(actor, called, today)
    own = {one.pk for one in queries.own_agencies(actor, called, today)}
    waiting = [row for row in rows if row.pk in own and row.state != "signed"]
    context = {
        "tabs": tabs(actor, "selfchecks"), "round": called, "asked": len(rows), "waiting": waiting[:3],
        "signed": sum(row.state == "signed" for row in rows), "faults": sum(row.faults for row in rows),
        "open": sum(row.open for row in rows), "late": sum(row.is_late and row.state != "signed" for row in rows),
    }  # fmt: skip
    return tables.respond(request, ROUND, rows, template="inspections/selfcheck_round.html", now=now, context=context)


@requires(queries.HOLD)
@require_POST
def begin(request: HttpRequest, round_id: int) -> HttpResponse:
    """Begin the self-check of an agency (field `agency`)."""
    agency_id = typed_number(request.POST.get("agency", "")) or 0
    check = actions.begin(actor=acting(request), round_id=round_id, agency_id=agency_id, now=timezone.now())
    return redirect("inspections:selfcheck", check.pk)


@requires(queries.READ)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, check_id: int) -> HttpResponse:
    """The sheet of one agency, a group to a page (`group=`), and what is still to be put right."""
    actor, now = acting(request), timezone.now()
    found = queries.check_for(actor, check_id)
    done = queries.progress(found)
    group = request.GET.get("group", "") if request.GET.get("group", "") in done else next(iter(done), "")
    editable = found.signed_at is None and queries.may_hold(actor, found)
    lines, refused = queries.lines_of(found, group), ""
    if request.method == "POST":
        try:
            given = forms.read_answers(request.POST, [item for item, _answer in lines])
            actions.note_answers(actor=actor, check_id=found.pk, given=given, now=now)
        except Refusal as refusal:
            refused = refusal_words(refusal)
        else:
            messages.success(request, _("It is kept."))
            codes = list(done)
            onward = codes[(codes.index(group) + 1) % len(codes)] if request.POST.get("do") == "next" else group
            return redirect(f"{reverse('inspections:selfcheck', args=[found.pk])}?group={onward}")
    context = {
        "tabs": tabs(actor, "selfchecks"), "check": found, "round": found.round, "editable": editable,
        "group": group, "group_name": GROUPS.get(group, group), "results": RESULTS, "refused": refused,
        "groups": [(code, GROUPS.get(code, code), n, of) for code, (n, of) in done.items()],
        "lines": [_line(request, item, answer) for item, answer in lines],
        "answered": sum(n for n, _of in done.values()), "whole": sum(of for _n, of in done.values()),
        "faults": queries.faults_of(found), "may_hold": queries.may_hold(actor, found),
    }  # fmt: skip
    return render(request, "inspections/selfcheck.html", context, status=422 if refused else 200)


def _line(request: HttpRequest, item: ChecklistItem, answer: SelfAnswer | None) -> dict[str, object]:
    """An item with what is answered; after a refusal, with what was typed."""
    names = ("value", "note", "remedy", "by")
    if request.method == "POST":
        shown = {name: request.POST.get(f"{name}-{item.pk}", "") for name in names}
    elif answer is None:
        shown = dict.fromkeys(names, "")
    else:
        by = formats.day(answer.remedy_by) if answer.remedy_by else ""
        shown = {"value": answer.value, "note": answer.note, "remedy": answer.remedy, "by": by}
    day = DayInput().render(f"by-{item.pk}", shown["by"], {"class": "form-control", "id": f"by-{item.pk}"})
    return {"item": item, "answer": answer, "day": day, **shown}


@requires(queries.HOLD)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, check_id: int) -> HttpResponse:
    """Sign the self-check."""
    actor = acting(request)
    found = queries.check_for(actor, check_id)
    form = forms.SignForm(posted(request))
    back = reverse("inspections:selfcheck", args=[found.pk])

    def act() -> str:
        actions.sign(actor=actor, check_id=found.pk, words=form.cleaned_data["words"], now=timezone.now())
        return back

    return fill(request, form, act, title=_("Sign the self-check: %(unit)s") % {"unit": found.agency.name},
                button=_("Sign"), back=back, done=_("The self-check is signed."),
                note=_("Confirmed by your log-in; afterwards only what is put right is noted."))  # fmt: skip


@requires(queries.HOLD)
@require_http_methods(["GET", "POST"])
def remedied(request: HttpRequest, check_id: int, answer_id: int) -> HttpResponse:
    """A fault the agency found itself is put right."""
    actor = acting(request)
    found = queries.check_for(actor, check_id)
    form = forms.RemediedForm(posted(request), initial={"on": timezone.localdate()})
    back = reverse("inspections:selfcheck", args=[found.pk])

    def act() -> str:
        actions.note_remedied(actor=actor, answer_id=answer_id, on=form.cleaned_data["on"], now=timezone.now())
        return back

    return fill(request, form, act, title=_("Put right"), button=_("Note it"), back=back, done=_("It is kept."))
