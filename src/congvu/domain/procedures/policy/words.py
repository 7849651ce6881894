"""Faults of routes and missing parts, as the screen and a refusal say them."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.routes import Fault, FaultKind, Total
from congvu.core.routes.times import HOURS_A_DAY
from congvu.core.working_time import read_limit
from congvu.domain.procedures.models import Station, SupplementPolicy, Variant
from congvu.domain.procedures.policy.parts import Part
from congvu.kernel.ui import formats

_PARTS = {
    Part.NAME: gettext_lazy("name"),
    Part.SEQUENCE: gettext_lazy("sequence of steps"),
    Part.WAYS: gettext_lazy("ways of doing"),
    Part.PAPERS: gettext_lazy("papers and number of sets"),
    Part.LIMIT: gettext_lazy("time limit"),
    Part.SUBJECTS: gettext_lazy("subjects"),
    Part.AGENCY: gettext_lazy("agency that settles"),
}
_FAULTS = {
    FaultKind.EMPTY: gettext_lazy("it has no station"),
    FaultKind.DOUBLE_CODE: gettext_lazy("two stations are called %(where)s"),
    FaultKind.NOBODY: gettext_lazy("nobody is named at %(where)s"),
    FaultKind.NO_TIME: gettext_lazy("%(where)s counts but has no time"),
    FaultKind.TIME_TWICE: gettext_lazy("%(where)s has a time of its own and its group's"),
    FaultKind.UNKNOWN_GROUP: gettext_lazy("%(where)s belongs to a group that is not there"),
    FaultKind.SCATTERED_GROUP: gettext_lazy("the stations of the group %(where)s do not stand together"),
    FaultKind.EMPTY_GROUP: gettext_lazy("the group %(where)s has no station"),
    FaultKind.BACK_TO_NOWHERE: gettext_lazy("%(where)s sends back to a station that does not stand before it"),
    FaultKind.EMPTY_BRANCH: gettext_lazy("a branch at %(where)s has no station"),
    FaultKind.LONE_BRANCH: gettext_lazy("at %(where)s nothing runs side by side"),
    FaultKind.COUNTED_ASIDE: gettext_lazy("%(where)s stands outside the count, yet its time is counted"),
    FaultKind.DOUBLE_PHASE: gettext_lazy("two phases are called %(where)s"),
    FaultKind.UNKNOWN_PHASE: gettext_lazy("%(where)s belongs to a phase that is not there"),
    FaultKind.SCATTERED_PHASE: gettext_lazy("%(where)s stands behind a later phase, or its group in two phases"),
    FaultKind.EMPTY_PHASE: gettext_lazy("the phase %(where)s has no station"),
    FaultKind.WRONG_SUM: gettext_lazy("its stations come to %(found)s, the limit is %(wanted)s"),
}


def part_words(part: Part) -> str:
    """A mandatory part as the decree calls it."""
    return str(_PARTS[part])


def _amount(seconds: int, unit: int) -> str:
    whole, rest = divmod(seconds, unit)
    return formats.number(whole) if rest == 0 else formats.number(seconds / unit, 1 if rest * 2 == unit else 2)


def total_words(total: Total, hours_a_day: int = HOURS_A_DAY) -> str:
    """A sum of stations: "12,5 ngày làm việc", "15 ngày + 8 giờ làm việc"."""
    found = []
    if total.months:
        found.append(_("%(n)d months") % {"n": total.months})
    if total.calendar_days:
        found.append(_("%(n)d days") % {"n": total.calendar_days})
    if total.working_seconds:
        day = hours_a_day * 3600
        if total.working_seconds % (day // 4 or 1) == 0 and total.working_seconds >= day:
            found.append(_("%(n)s working days") % {"n": _amount(total.working_seconds, day)})
        else:
            found.append(_("%(n)s working hours") % {"n": _amount(total.working_seconds, 3600)})
    return " + ".join(found) or _("no time")


def fault_words(fault: Fault, hours_a_day: int = HOURS_A_DAY) -> str:
    """What is wrong with a route, in words."""
    found, wanted = fault.found or Total(), fault.wanted or Total()
    words = _("the stations of %(where)s come to %(found)s, its limit is %(wanted)s")
    if fault.kind is not FaultKind.WRONG_SUM or not fault.where:
        words = str(_FAULTS[fault.kind])
    return words % {
        "where": f"“{fault.where}”", "found": total_words(found, hours_a_day),
        "wanted": total_words(wanted, hours_a_day),
    }  # fmt: skip


def limit_words(code: str) -> str:
    """A limit's code in the reader's language; a code that cannot be read as it stands."""
    try:
        return read_limit(code).words("en" if (get_language() or "vi").startswith("en") else "vi")
    except Invalid:
        return code


def limit_typed(code: str) -> str:
    """A limit as a form shows it to be changed: in words where they can be read back, else as the code."""
    words = limit_words(code)
    try:
        return words if read_limit(words).code == code else code
    except Invalid:
        return code


def span_typed(minutes: int | None, hours_a_day: int) -> str:
    """A station's time as a form shows it to be changed: days where they are whole quarters of one, hours where those
    are whole, else minutes."""
    if minutes is None:
        return ""
    day = hours_a_day * 60
    if minutes >= day and minutes * 4 % day == 0:
        return f"{minutes / day:g} ngày".replace(".", ",")
    return f"{minutes // 60} giờ" if minutes % 60 == 0 else f"{minutes} phút"


def terms_words(variant: Variant) -> list[str]:
    """What the limit alone does not say: its phases, the time to refuse in, extension, same-day rule, supplements."""
    found = []
    for place, one in enumerate(variant.phases, 1):
        said = {"n": place, "name": one["name"], "limit": limit_words(one["limit"])}
        found.append(_("Phase %(n)d, %(name)s: %(limit)s") % said)
    if variant.refusal_limit:
        found.append(_("A refusal is given within %(limit)s") % {"limit": limit_words(variant.refusal_limit)})
    if variant.extension_limit:
        found.append(_("It may be extended by %(limit)s") % {"limit": limit_words(variant.extension_limit)})
    if variant.same_day:
        found.append(_("Settled the same day; received after 15:00, the next working day"))
    if variant.supplement_policy == SupplementPolicy.RESTART:
        found.append(_("When papers are supplemented the limit begins anew"))
    elif variant.supplement_policy == SupplementPolicy.SHIFT:
        found.append(_("When papers are supplemented the appointment moves by the time it took"))
    return found


def station_notes(variant: Variant, station: Station) -> list[str]:
    """What is to be known of a station beside who and how long: kind, phase, time beside the count, silence."""
    found = [] if station.kind == "work" else [str(station.get_kind_display())]
    phase = next((one["name"] for one in variant.phases if one["code"] == station.phase), "")
    if phase:
        found.append(_("phase: %(name)s") % {"name": phase})
    if station.aside_limit:
        found.append(_("lasts %(limit)s beside the count") % {"limit": limit_words(station.aside_limit)})
    if station.silence_agrees:
        found.append(_("no answer in this time counts as agreement"))
    return found
