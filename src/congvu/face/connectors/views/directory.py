"""Danh bạ mã định danh: who is connected, and under which identifier."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotFound, Refusal
from congvu.face.connectors import actions, queries
from congvu.face.connectors.forms import OrganForm
from congvu.face.connectors.views.exchanges import _tabs as tabs
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import blame, posted


@requires("connectors.organ.manage")
@require_GET
def organs(request: HttpRequest) -> HttpResponse:
    """The directory, searched without diacritics."""
    words = request.GET.get("q", "")[:200]
    context = {"q": words, "organs": queries.organs(words)[:500], "tabs": tabs(acting(request), "organs")}
    return render(request, "connectors/organs.html", context)


@requires("connectors.organ.manage")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change one organisation."""
    organ = queries.organs().filter(pk=pk).first() if pk else None
    if pk and organ is None:
        raise NotFound(_("There is no such organisation in the directory."))
    initial = (
        {"organ_id": organ.organ_id, "name": organ.name, "variant": organ.variant, "email": organ.email,
         "agency": organ.agency.code if organ.agency else "", "is_active": organ.is_active}
        if organ else {}
    )  # fmt: skip
    form = OrganForm(posted(request), initial=initial, fixed=organ is not None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        code = said.pop("agency").strip()
        agency = queries.agency_of_code(code) if code else None
        if code and agency is None:
            form.add_error("agency", _("There is no agency with this code."))
        else:
            try:
                saved = actions.save_organ(
                    actor=acting(request), now=timezone.now(), pk=pk, agency_id=agency.pk if agency else None, **said
                )
                messages.success(request, _("%(name)s is in the directory.") % {"name": saved.name})
                return redirect("connectors:organs")
            except Refusal as refusal:
                blame(form, refusal)
    return render(
        request, "connectors/organ.html", {"form": form, "organ": organ}, status=422 if form.is_bound else 200
    )
