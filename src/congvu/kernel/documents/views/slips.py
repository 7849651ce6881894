"""The routing slip on the page of a document: who may write what."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents import kinds
from congvu.kernel.documents.forms.routing import HandlerForm, ProgressForm, ProposalForm, RoutingForm
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.queries.routing import addressees_of, handlers_in, is_named, leaders_of, opinions_on


def routing_form(actor: Actor, document: Document, data: Any = None) -> RoutingForm | None:
    """The form of the leader's comment for whoever may write it; None for others."""
    today = timezone.localdate()
    leaders: list[tuple[str, str]] = []
    if actor.may("documents.document.route", document.agency_id):
        leaders.append(("", _("My own comment")))
    if actor.may("documents.document.route_for", document.agency_id):
        leaders += [
            (str(leader.pk),
             _("%(name)s, %(title)s (written down for him)") % {"name": leader.full_name, "title": title})
            for leader, title in leaders_of(document.agency_id, today) if leader.pk != actor.official_id
        ]
    if not leaders or document.direction != "incoming":
        return None
    plugs = [(one.code, str(one.label)) for one in kinds.routers() if actor.may(one.permission)]
    return RoutingForm(data, leaders=leaders, units=addressees_of(document.agency, today), routers=plugs,
                       auto_id="route_%s")


def handler_form(actor: Actor, document: Document, data: Any = None) -> HandlerForm | None:
    """The form by which a unit's head names a person; None when there is nobody to name."""
    people = handlers_in(actor, document.agency_id, document.pk, timezone.localdate())
    return HandlerForm(data, people=people, auto_id="handler_%s") if people else None


def slip_of(actor: Actor, document: Document, given: dict[str, Form]) -> dict[str, Any]:
    """What the page of an incoming document shows of its routing slip."""
    if document.direction != "incoming":
        return {}
    named = is_named(actor, document.pk) or actor.may("documents.document.register", document.agency_id)
    initial = {"progress": document.progress, "handled_on": document.handled_on}
    return {
        "opinions": opinions_on(document.pk),
        "routing_form": given.get("routing_form") or routing_form(actor, document),
        "handler_form": given.get("handler_form") or handler_form(actor, document),
        "proposal_form": given.get("proposal_form") or (ProposalForm(auto_id="proposal_%s") if named else None),
        "progress_form": given.get("progress_form") or (
            ProgressForm(initial=initial, auto_id="progress_%s") if named else None),
    }
