"""Thu hồi văn bản đã phát hành: from the page of the document."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.policy import acting
from congvu.kernel.documents import actions
from congvu.kernel.documents.forms.recalling import RecallForm
from congvu.kernel.documents.views.entries import detail_page
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame


@requires("documents.document.register")
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Recall an issued document on a ground; its entry is frozen."""
    form = RecallForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            actions.recall_document(actor=acting(request), document_id=pk, now=timezone.now(), **form.cleaned_data)
        except Invalid as refused:
            blame(form, refused)
        else:
            messages.success(request, _("Recalled. The entry stays in the register and is frozen."))
            return redirect("documents:detail", pk)
    return detail_page(request, pk, recall_form=form)
