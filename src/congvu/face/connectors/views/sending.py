"""Gửi văn bản: choose an outgoing document, then the organisations it goes to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import Refusal
from congvu.face.connectors import actions, queries
from congvu.face.connectors.forms import SendForm
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents.queries import get_for as document_for
from congvu.kernel.documents.queries import papers_of
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("connectors.exchange.act")
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """The newest outgoing documents, searched without diacritics."""
    words = request.GET.get("q", "")[:200]
    return render(
        request, "connectors/choose.html", {"q": words, "documents": queries.sendable(acting(request), words)}
    )


@requires("connectors.exchange.act")
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, document_id: int) -> HttpResponse:
    """To whom a document goes."""
    actor = acting(request)
    document = document_for(actor, document_id)
    form = SendForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.send(
                actor=actor, document_id=document.pk, organ_ids=[int(pk) for pk in form.cleaned_data["organs"]],
                due_on=form.cleaned_data["due_on"], now=timezone.now(),
            )  # fmt: skip
            messages.success(
                request,
                ngettext("On its way to one organisation.", "On its way to %(n)s organisations.", len(made))
                % {"n": len(made)},
            )
            return redirect("connectors:sent")
        except Refusal as refusal:
            blame(form, refusal)
    context = {
        "document": document, "form": form, "papers": papers_of(document.pk), "organs": queries.partners().exists(),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "connectors/send.html", {**context, "title": _("Send a document")}, status=status)
