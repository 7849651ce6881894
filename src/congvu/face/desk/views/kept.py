"""Bộ lọc đã lưu: mine and what colleagues share; default, pinned, shared, and how many cases each finds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from congvu.core.refusals import Invalid, NotFound
from congvu.face.desk.queries.kept import forget_pinned
from congvu.face.desk.tables import found_by
from congvu.kernel.accounts.policy import acting
from congvu.kernel.casework import queries
from congvu.kernel.casework.actions import saved_views
from congvu.kernel.casework.models import SavedView
from congvu.kernel.casework.queries.kept_views import shared_with
from congvu.kernel.ui.access import signed_in

PAGE = "desk.cases"


def _known(request: HttpRequest, pk: int) -> SavedView:
    actor = acting(request)
    for row in [*queries.saved_views(actor, PAGE), *shared_with(actor, PAGE)]:
        if row.pk == pk:
            return row
    raise NotFound(_("There is no such view among yours."))


@signed_in
@require_GET
def kept_views(request: HttpRequest) -> HttpResponse:
    """My views and those shared with my agency."""
    actor, now = acting(request), timezone.now()
    context = {
        "mine": [(row, found_by(actor, row.query, now)) for row in queries.saved_views(actor, PAGE)],
        "shared": [(row, found_by(actor, row.query, now)) for row in shared_with(actor, PAGE)],
    }
    return render(request, "desk/kept_views.html", context)


@signed_in
@require_GET
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """How many cases a view finds for who asks; the policy of the list itself."""
    return HttpResponse(found_by(acting(request), _known(request, pk).query, timezone.now()), content_type="text/plain")


@signed_in
@require_POST
def use_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a view the default, pin it, share it, or take a shared one over as one's own."""
    actor, how, on = acting(request), request.POST.get("how", ""), request.POST.get("on") == "1"
    try:
        if how == "default":
            saved_views.make_default(actor=actor, view_id=pk, on=on)
        elif how == "pin":
            saved_views.pin_view(actor=actor, view_id=pk, on=on)
        elif how == "share":
            saved_views.share_view(actor=actor, view_id=pk, on=on)
        elif how == "copy":
            row = _known(request, pk)
            saved_views.save_view(actor=actor, page=PAGE, name=row.name, query=QueryDict(row.query).urlencode())
        else:
            raise Invalid(_("Choose what to do with the view."))
    except Invalid as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The view has been changed."))
    forget_pinned(actor)
    return redirect("desk:kept_views")
