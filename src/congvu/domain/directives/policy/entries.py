"""The register entry a reading proposes, and the register it goes into."""

from __future__ import annotations

from django.utils.translation import gettext as _

from congvu.core.directive_text import Reading
from congvu.core.refusals import NotFound
from congvu.core.text import fold
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.org import queries as org


def kind_code(word: str) -> str:
    """The code of a kind of document by its Vietnamese name; official letter for an unknown one."""
    wanted = fold(word)
    for code, kind in KINDS.items():
        if fold(kind.vi).partition(" (")[0] == wanted:
            return code
    return "cong_van"


def entry_from(reading: Reading) -> Entry:
    """What was read of the document as a register entry; what the text does not say stays empty."""
    said = reading.facts
    return Entry(
        kind=kind_code(said.kind.text if said.kind else ""), code=said.number.text if said.number else "",
        issued_on=said.issued_on.on if said.issued_on else None, issuer=said.issuer.text if said.issuer else "",
        subject=said.subject.text if said.subject else "",
    )


def home_agency(actor: Actor) -> int:
    """The agency whose register the actor keeps: that of his unit, if he may register there; NotFound for none.

    A division keeps none of its own: its papers stand in the register of the agency it belongs to.
    """
    return _agency_for(actor, "directives.directive.register")


def keeping_agency(actor: Actor) -> int:
    """The agency whose meetings the actor keeps, found in the same way."""
    return _agency_for(actor, "directives.meeting.keep")


def _agency_for(actor: Actor, permission: str) -> int:
    scope = actor.scope_of(permission)
    own = [pk for pk in sorted(actor.agency_ids) if scope is None or pk in scope]
    if own:
        unit = org.agency_by_id(own[0])
        while unit.kind == "division" and unit.parent_id is not None and (scope is None or unit.parent_id in scope):
            unit = org.agency_by_id(unit.parent_id)
        return unit.pk
    if scope:
        return min(scope)
    raise NotFound(_("You belong to no unit whose register you keep."))
