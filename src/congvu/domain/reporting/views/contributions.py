"""Soạn báo cáo của đơn vị: one page with every section and figure; saved as often as one likes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import NotFound, Refusal
from congvu.domain.reporting.actions import contributing
from congvu.domain.reporting.forms import WriteForm
from congvu.domain.reporting.queries import requests as reads
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework.kinds import case_href
from congvu.kernel.casework.policy import holds
from congvu.kernel.casework.queries import get_for
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("casework.case.act")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write, save, or save and hand in."""
    actor, now = acting(request), timezone.now()
    case = get_for(actor, code)
    contribution = reads.contribution_of(case)
    if contribution is None:
        raise NotFound(_("There is no such report, or it is not open to you."))
    done = reads.filled(contribution)
    form = WriteForm(posted(request), done=done)
    if request.method == "POST" and form.is_valid():
        try:
            contributing.write(actor=actor, case_id=case.pk, texts=form.texts(), values=form.values(), now=now)
            if request.POST.get("then") == "submit":
                contributing.submit(actor=actor, case_id=case.pk, now=now, expected_seq=case.seq)
                messages.success(request, _("The report is handed in."))
                return redirect(case_href(case.code) or "reporting:requests")
            messages.success(request, _("Saved."))
            return redirect("reporting:write", case.code)
        except Refusal as refusal:
            blame(form, refusal)
    computed = [
        (one, reads.shown(one, value) if value else _("computed when the report is handed in"))
        for one, value in done.figures if one.measure
    ]  # fmt: skip
    context = {
        "case": case, "contribution": contribution, "asked": contribution.request, "form": form, "computed": computed,
        "missing": done.missing, "may_write": case.phase == "assigned" and holds(actor, case),
        "back": case_href(case.code),
    }  # fmt: skip
    return render(request, "reporting/write.html", context, status=422 if form.errors else 200)
