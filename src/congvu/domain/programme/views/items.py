"""Registering an item, and the list of changes asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congvu.core.refusals import NotAllowed
from congvu.domain.programme.actions.items import REGISTER, register_item
from congvu.domain.programme.forms import ItemForm
from congvu.domain.programme.queries import programmes as queries
from congvu.domain.programme.tables import CONSENTS
from congvu.kernel.accounts.policy import acting
from congvu.kernel.ui import tables
from congvu.kernel.ui.access import requires
from congvu.kernel.ui.form_pages import fill, posted


@requires("programme.programme.read")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Register an item; after the registration date with a ground, and the leader is asked."""
    actor, now = acting(request), timezone.now()
    programme = queries.programme_for(actor, programme_id)
    if not (actor.may(REGISTER) or actor.may("programme.programme.open", programme.agency_id)):
        raise NotAllowed(_("You register items of your own unit only."))
    today = timezone.localdate(now)
    late = today >= programme.register_by or programme.state == "approved"
    form = ItemForm(actor, programme, today, posted(request), late=late)

    def act() -> str:
        given = form.cleaned_data
        case = register_item(
            actor=actor, programme_id=programme.pk, title=given["title"], nature=given["nature"],
            drafters=given["drafter"], partners=given["partners"], submit_on=given["submit_on"],
            basis=given["basis"], ground=given.get("ground", ""), words=given.get("words", ""), now=now,
        )
        said = _("%(code)s waits for the leader's consent.") if late else _("%(code)s is registered.")
        messages.success(request, said % {"code": case.code})
        return reverse("programme:board", args=[programme.pk])

    return fill(request, form, act, template="programme/register.html", more={"programme": programme, "late": late})


@requires("programme.programme.read")
@require_GET
def consents(request: HttpRequest) -> HttpResponseBase:
    """Every change asked for: what waits, what was consented to or refused, by whom, before the date or after."""
    actor = acting(request)
    return tables.respond(
        request, CONSENTS, queries.consents_for(actor), template="programme/consents.html", now=timezone.now(),
        context={"waiting": queries.waiting_for_me(actor)},
    )  # fmt: skip
