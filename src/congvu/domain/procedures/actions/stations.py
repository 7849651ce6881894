"""Sửa bước của quy trình: a station of a draft is changed where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.procedures.actions.contents import station_facts
from congvu.domain.procedures.actions.guards import drafted_variant, line
from congvu.domain.procedures.models import Station
from congvu.kernel.accounts.policy import Actor


@transaction.atomic
def change_station(*, actor: Actor, variant_id: int, position: int, now: datetime, **typed: Any) -> Station:
    """Sửa bước in its place (`typed`: everything `add_station` takes); stations that send work back to it still do.

    Journal: `procedure.station_changed` with what changed; nothing where nothing did. Invalid as of `add_station`.
    """
    version, variant = drafted_variant(actor, variant_id)
    row = variant.stations.filter(position=position).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    facts = station_facts(variant, list(variant.stations.filter(position__lt=position)), **typed)
    if facts["back_to"] and facts["back_to"] == row.back_to[:1]:
        facts["back_to"] = row.back_to  # a drawing may name several; the form speaks of the first
    changed = sorted(name for name, value in facts.items() if getattr(row, name) != value)
    if changed:
        for name in changed:
            setattr(row, name, facts[name])
        row.save(update_fields=changed)
        body = {"version": version.number, "case": str(variant), "station": row.name, "changed": changed}
        line(version.procedure, "procedure.station_changed", actor, now, body)
    return row
