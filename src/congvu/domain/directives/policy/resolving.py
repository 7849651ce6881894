"""From the words of a text to units and limits: who "các sở, ban, ngành" are, and what "trong 05 ngày làm việc" is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import fold
from congvu.core.working_time import read_limit
from congvu.kernel.org import queries as org
from congvu.kernel.org.models import Agency

_LIMIT = re.compile(
    r"\d{1,4}\s*(?:\([^()]{1,40}\)\s*)?(?:giờ làm việc|ngày làm việc|ngày|tháng)(?!\s*\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name was resolved to: at most one of agency and group.

    Neither and `outside`: a body above the province, whose work is not followed here. Neither otherwise: the desk
    chooses.
    """

    agency_id: int | None = None
    group_id: int | None = None
    warning: str = ""
    needs_confirmation: bool = False
    outside: bool = False


#: Bodies of the centre: a province does not follow what they owe.
_CENTRE = re.compile(
    r"(?:cac )?(?:bo truong|thu truong co quan ngang bo|co quan ngang bo|thu truong co quan thuoc chinh phu"
    r"|co quan thuoc chinh phu|thu tuong|pho thu tuong|chinh phu|van phong chinh phu|tong kiem toan|bo|ban dang)\b"
)


def resolve(name: str, on: date, today: date) -> Resolved:
    """The unit or group a name means on the document's date; where units have ended since, their heirs are shown and
    have to be confirmed. Several heirs: the one with the largest share is proposed."""
    matches = org.resolve_name(name, on)
    if not matches:
        if _CENTRE.match(fold(name).strip()):
            return Resolved(warning=_("A body of the centre: not followed here."), outside=True)
        return Resolved(warning=_("No unit of this name is known."), needs_confirmation=True)
    match = matches[0]
    warning = " ".join(match.warnings)
    if len(matches) > 1:
        warning = (warning + " " + _("The name may mean several units; choose.")).strip()
        return Resolved(warning=warning, needs_confirmation=True)
    if match.kind == "group":
        group = next(group for group in org.groups() if group.code == match.code)
        ended = sum(1 for unit in match.agencies if unit.valid_to is not None and unit.valid_to <= today)
        if ended:
            note = _("%(n)d of its %(all)d units have ended; their work goes to their heirs.")
            warning = (warning + " " + note % {"n": ended, "all": len(match.agencies)}).strip()
        return Resolved(group_id=group.pk, warning=warning, needs_confirmation=bool(ended))
    if match.ambiguous or not match.targets:
        return Resolved(warning=warning or _("The name may mean several units; choose."), needs_confirmation=True)
    if len(match.targets) == 1:
        return _living(match.targets[0], today, warning, inherited=match.agency is None)
    heirs = max(match.heirs, key=lambda heir: heir.share) if match.heirs else None
    if heirs is None:
        return Resolved(warning=warning or _("The name may mean several units; choose."), needs_confirmation=True)
    return Resolved(agency_id=heirs.agency.pk, warning=warning, needs_confirmation=True)


def _living(unit: Agency, today: date, warning: str, *, inherited: bool) -> Resolved:
    """The unit itself while it exists, else its main heir of today."""
    if unit.valid_to is None or today < unit.valid_to:
        return Resolved(agency_id=unit.pk, warning=warning, needs_confirmation=inherited)
    heirs = sorted(org.heirs_of(unit, today), key=lambda heir: -heir.share)
    if not heirs:
        return Resolved(warning=_("%(unit)s has ended and has no heir.") % {"unit": unit.name}, needs_confirmation=True)
    shares = ", ".join(f"{heir.agency.name} ({heir.share:.0%})" for heir in heirs)
    note = _("%(unit)s has ended; its work went to: %(heirs)s.") % {"unit": unit.name, "heirs": shares}
    return Resolved(agency_id=heirs[0].agency.pk, warning=f"{warning} {note}".strip(), needs_confirmation=True)


def units_of(agency: Agency | None, group_code: str | None, on: date, today: date) -> list[tuple[Agency, str]]:
    """The units that get the work today, each with a warning: a group expands as of the document's date, and a unit
    that has ended since is replaced by its heirs."""
    named = [agency] if agency is not None else (org.expand_group(group_code, on) if group_code else [])
    found: dict[int, tuple[Agency, str]] = {}
    for unit in named:
        if unit.valid_to is None or today < unit.valid_to:
            found.setdefault(unit.pk, (unit, ""))
            continue
        for heir in org.heirs_of(unit, today):
            old = found.get(heir.agency.pk)
            took = _("takes over from %(unit)s") % {"unit": unit.name}
            if old is None or (old[1] and len(old[1]) < 200):
                found[heir.agency.pk] = (heir.agency, f"{old[1]}; {took}" if old and old[1] else took)
    return list(found.values())


def limit_code(text: str) -> str:
    """The limit a relative deadline names ("trong 05 ngày làm việc" → "5 working days"); empty when it names none."""
    found = _LIMIT.search(text)
    if found is None:
        return ""
    try:
        return read_limit(found[0]).code
    except Invalid:
        return ""
