"""The routing slip on the page of a document: who may write what."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents import kinds
from congvu.kernel.documents.forms.routing import HandlerForm, ProgressForm, ProposalForm, RoutingForm
from congvu.kernel.documents.models import Document, Opinion
from congvu.kernel.documents.queries.routing import (
    addressees_of,
    handlers_in,
    is_named,
    leaders_of,
    opinions_on,
    proposed_leader,
    writes_for,
)


def routing_form(actor: Actor, document: Document, data: Any = None) -> RoutingForm | None:
    """The form of the leader's comment for whoever may write it; None for others."""
    today = timezone.localdate()
    leaders: list[tuple[str, str]] = []
    if actor.may("documents.document.route", document.agency_id):
        leaders.append(("", _("My own comment")))
    for_all = actor.may("documents.document.route_for", document.agency_id)
    leaders += [
        (str(leader.pk),
         _("%(name)s, %(title)s (written down for him)") % {"name": leader.full_name, "title": title})
        for leader, title in leaders_of(document.agency_id, today)
        if leader.pk != actor.official_id and (for_all or writes_for(actor, leader.pk, today))
    ]
    if not leaders or document.direction != "incoming":
        return None
    plugs = [(one.code, str(one.label)) for one in kinds.routers() if actor.may(one.permission)]
    proposed = proposed_leader(document, today) if data is None else None
    form = RoutingForm(data, leaders=leaders, units=addressees_of(document.agency, today), routers=plugs,
                       auto_id="route_%s")
    if proposed is not None:
        form.propose(str(proposed.official.pk), proposed.official.full_name, proposed.of)
    return form


def handler_form(actor: Actor, document: Document, data: Any = None) -> HandlerForm | None:
    """The form by which a unit's head names a person; None when there is nobody to name."""
    people = handlers_in(actor, document.agency_id, document.pk, timezone.localdate())
    return HandlerForm(data, people=people, auto_id="handler_%s") if people else None


def _links(opinion: Opinion) -> list[tuple[str, str]]:
    """The codes of what an opinion became, each with the address of its page, "" where nobody shows it."""
    plug = kinds.router(opinion.turned_into) if opinion.turned_into else None
    href = plug.href if plug is not None else None
    return [(code, href(code) if href is not None else "") for code in opinion.references]


def slip_of(actor: Actor, document: Document, given: dict[str, Form]) -> dict[str, Any]:
    """What the page of an incoming document shows of its routing slip."""
    if document.direction != "incoming":
        return {}
    named = is_named(actor, document.pk) or actor.may("documents.document.register", document.agency_id)
    initial = {"progress": document.progress, "handled_on": document.handled_on}
    return {
        "opinions": [(opinion, _links(opinion)) for opinion in opinions_on(document.pk)],
        "routing_form": given.get("routing_form") or routing_form(actor, document),
        "handler_form": given.get("handler_form") or handler_form(actor, document),
        "proposal_form": given.get("proposal_form") or (ProposalForm(auto_id="proposal_%s") if named else None),
        "progress_form": given.get("progress_form") or (
            ProgressForm(initial=initial, auto_id="progress_%s") if named else None),
    }
