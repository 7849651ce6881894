"""Lựa chọn: units and people as the forms of this room offer them; all from the organisation in memory."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.policy.numbering import code_key
from congvu.kernel.documents.queries import visible_to as documents_for
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules

Option = tuple[str, str]


def units(on: date) -> list[Option]:
    """Agencies that exist on the day, without their divisions, in their order."""
    return [
        (str(unit.pk), unit.name) for unit in org.agencies_on(on)
        if unit.kind != "division" and (unit.parent_id is None or people.top_unit_of(unit.pk) == unit.pk)
    ]  # fmt: skip


def own_units(actor: Actor, permission: str, on: date) -> list[Option]:
    """The agencies for which the actor holds the permission; all of them where it holds everywhere."""
    scope = actor.scope_of(permission)
    return [(code, name) for code, name in units(on) if scope is None or int(code) in scope]


def people_of(agency_ids: frozenset[int], on: date) -> list[Option]:
    """Who serves in these agencies or below them on the day."""
    found: dict[int, str] = {}
    for agency_id in sorted(agency_ids):
        for appointment in org.officials_of(agency_id, on, with_units=True):
            found.setdefault(appointment.official_id, f"{appointment.official.full_name}, {appointment.post.title}")
    return [(str(pk), name) for pk, name in found.items()]


def document_kinds() -> list[Option]:
    """Kinds of official documents."""
    return [(code, kind.label) for code, kind in KINDS.items()]


def grounds(act: str, on: date) -> list[Option]:
    """The coded grounds of an act on a day, in the language of the screen."""
    vi = (get_language() or "vi").startswith("vi")
    return [(row.code, row.vi if vi else row.en or row.vi) for row in rules.grounds(act, on)]


def registered_document(actor: Actor, code: str, issued_on: date | None) -> Document | None:
    """The document of this number that the actor may see, of that day if one is named; none when there are several."""
    rows = documents_for(actor).filter(code_key=code_key(code)).exclude(code="")
    if issued_on is not None:
        rows = rows.filter(issued_on=issued_on)
    found = list(rows.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None


def nothing_chosen() -> Option:
    """The first line of a list in which one must choose."""
    return ("", _("Choose …"))
