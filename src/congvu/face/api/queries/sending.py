"""Từ mã đến dòng: the codes a machine sends, as the rows the acts work on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.face.api.queries.listing import agency_id_of, official_id_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.queries import Act
from congvu.kernel.documents.queries.tickets import file_behind

_UNITS = ("to_agency",)
_PEOPLE = ("to_official", "official", "behalf")


def values_of(actor: Actor, act: Act, sent: dict[str, Any]) -> dict[str, Any]:
    """The values of an act's form. Invalid, naming the field, for a code that is not known or a needed one missing."""
    values = dict(sent)
    for name in _UNITS:
        if values.get(name):
            values[name] = str(agency_id_of(values[name], name))
    for name in _PEOPLE:
        if values.get(name):
            values[name] = str(official_id_of(values[name], name))
    if "agencies" in values:
        values["agencies"] = list(dict.fromkeys(str(agency_id_of(code, "agencies")) for code in values["agencies"]))
    if "officials" in values:
        values["officials"] = [str(official_id_of(code, "officials")) for code in values["officials"]]
    if values.get("file"):
        file = file_behind(actor, values["file"])
        values["file"] = (file, values.get("file_name") or f"{file.sha256[:12]}.{file.kind}")
    _check_needed(act, values)
    return values


def _check_needed(act: Act, values: dict[str, Any]) -> None:
    if act.words_needed and "words" in act.fields and not str(values.get("words") or "").strip():
        raise Invalid(_("Say it in words."), field="words")
    refused = "decision" not in act.fields or values.get("decision") == "refuse"
    if act.ground and "ground" in act.fields and refused and not values.get("ground"):
        raise Invalid(_("Choose the ground this rests on."), field="ground")
