"""Ma trận thẩm quyền, thời hạn lấy ý kiến và các việc đã báo cáo lên trên."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Invalid
from congvu.face.desk.forms import EndRowForm, MatterForm
from congvu.face.desk.tables import REFERRALS
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.actions import competence as actions
from congvu.kernel.casework.queries import competence
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted, shown

READ, EDIT = "rules.rule.read", "casework.competence.edit"


@requires(READ)
@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    """Who decides what today; how long others are asked and what silence means."""
    actor, today = acting(request), timezone.localdate()
    context = {
        "rows": competence.matrix(today), "terms": competence.terms(today), "may_edit": actor.may(EDIT),
        "general": competence.term_on("", today), "referred": competence.referrals_seen_by(actor).count(),
    }  # fmt: skip
    return render(request, "desk/competence.html", context)


@requires(READ)
@require_GET
def referrals(request: HttpRequest) -> HttpResponseBase:
    """Cases that were referred upward, with the article each rests on."""
    actor = acting(request)
    rows = competence.referrals_seen_by(actor)
    return tables.respond(
        request, REFERRALS, rows, template="desk/referrals.html", now=timezone.now(), context={"total": rows.count()}
    )


@requires(READ)
@require_GET
def history(request: HttpRequest, sort: str, matter: str) -> HttpResponse:
    """Every row ever laid down for a matter."""
    rows = competence.history(sort, matter)
    context = {"rows": rows, "matter": matter, "sort": sort, "may_edit": acting(request).may(EDIT)}
    return render(request, "desk/competence_history.html", context)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, sort: str) -> HttpResponse:
    """Lay down a row."""
    competence.all_rows(sort)
    today = timezone.localdate()
    initial: dict[str, Any] = {"valid_from": today, "matter": request.GET.get("matter", "")[:60]}
    form = MatterForm(posted(request), sort=sort, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = actions.lay_down_competence if sort == "competence" else actions.lay_down_term
        try:
            act(actor=acting(request), now=timezone.now(), **form.values())
        except Invalid as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The row has been laid down."))
            return redirect("desk:competence")
    title = _("Lay down who decides a matter") if sort == "competence" else _("Lay down window and silence of a matter")
    return shown(request, "desk/competence_form.html", form, {"title": title, "button": _("Lay down")})


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    """End a row from a day, or withdraw one that was entered in error."""
    row = competence.row_of(sort, pk)
    form = EndRowForm(posted(request), initial={"how": "end"})
    if request.method == "POST" and form.is_valid():
        given = {"actor": acting(request), "sort": sort, "row_id": pk, "because": form.cleaned_data["because"]}
        try:
            if form.cleaned_data["how"] == "end":
                actions.end_row(**given, on=form.cleaned_data["on"], now=timezone.now())
            else:
                actions.withdraw_row(**given, now=timezone.now())
        except Invalid as refusal:
            blame(form, refusal)
        else:
            messages.success(request, _("The row counts no longer; the history keeps it."))
            return redirect("desk:competence_history", sort, row.matter)
    words = {"title": _("End: %(matter)s") % {"matter": row.label}, "button": _("End the row")}
    return shown(request, "desk/competence_form.html", form, words)
