"""Hoàn tác: what would be taken back, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congvu.core.refusals import Refusal
from congvu.core.text import typed_number
from congvu.face.desk.queries.page import header
from congvu.face.desk.queries.sentences import verb_words
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions.undoing import undo_last
from congvu.kernel.casework.queries.undoing import last_of
from congvu.kernel.ui.access import signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Say what would be undone, or why it cannot be; sent, undo it."""
    actor, now = acting(request), timezone.now()
    case = queries.get_for(actor, code)
    refusal: Refusal | None = None
    try:
        if request.method == "POST":
            sent = request.POST.get("expected_seq", "")
            undo_last(
                actor=actor, case_id=case.pk, now=now, words=request.POST.get("words", "")[:2000],
                expected_seq=typed_number(sent),
            )  # fmt: skip
            messages.success(request, _("Undone. The line of what you had done stays in the journal."))
            is_open = queries.visible_to(actor).filter(pk=case.pk).exists()
            return redirect("desk:case", code) if is_open else redirect("desk:home")
        last = last_of(actor, case, now)
        context = {"last": last, "what": verb_words(last.verb, case.kind)[0]}
    except Refusal as refused:
        refusal, context = refused, {}
    context |= {"case": case, "header": header(case, now), "refusal": refusal}
    return render(request, "desk/undo.html", context, status=refusal.status if refusal else 200)
