"""Dự kiến của một đợt sắp xếp: what an act sheet would end, found and pass on, and everything that is wrong with it.

Nothing is written here. Chains within one act are resolved (A to B, B to C: A goes to C); an agency that would come
back to itself, an heir nobody knows and shares that do not make a whole are problems with the number of their row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.org.models import Agency, AgencyGroup, Appointment, Calendar, Post, Reform, SuccessionKind
from congvu.kernel.org.policy import exists_on
from congvu.kernel.org.queries.agencies import officials_of, posts_of
from congvu.kernel.org.queries.snapshot import Organisation, organisation

BY_SHARE = "by_share"
#: Acts after which the same body goes on with its posts, people and units.
GOES_ON = (SuccessionKind.RENAME, SuccessionKind.TRANSFER)
_STEP = Decimal("0.00000001")
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps the act from being carried out; `line` 0: the act as a whole."""

    line: int
    text: str
    sheet: str = "lines"


@dataclass(slots=True)
class Ending:
    """An agency that ends: how, to whom (codes with shares, chains resolved), and which units go with it."""

    agency: Agency
    act: str
    heirs: list[tuple[str, Decimal]]
    line: int
    by_share: bool = False
    units: list[Agency] = field(default_factory=list)
    through: list[str] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        """Whether the same body continues under another name or parent."""
        return self.act in GOES_ON


@dataclass(slots=True)
class ReformPlan:
    """What the act would do. `names` gives the name of every agency by code, founded ones included."""

    on: date
    endings: list[Ending] = field(default_factory=list)
    founded: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ending_units(self) -> list[tuple[Agency, Ending]]:
        """Every agency and unit that ends, with the line it ends by."""
        return [(agency, ending) for ending in self.endings for agency in (ending.agency, *ending.units)]

    def heirs_by_id(self) -> dict[int, list[tuple[str, Decimal]]]:
        """By the number of what ends: who takes over; a unit of what goes on is taken over by its own successor."""
        return {
            agency.pk: [(f"{agency.code}*", Decimal(1))] if ending.goes_on and agency.pk != ending.agency.pk
            else ending.heirs
            for agency, ending in self.ending_units
        }  # fmt: skip


def reform_by_id(reform_id: int) -> Reform:
    """The act. Raises NotFound."""
    found = Reform.objects.filter(pk=reform_id).first()
    if found is None:
        raise NotFound(_("There is no such reorganisation."))
    return found


def reforms() -> list[Reform]:
    """Every act drafted or carried out, latest first."""
    return list(Reform.objects.defer("lines", "founded", "staff").order_by("-on", "-pk"))


def plan_of(reform: Reform) -> ReformPlan:
    """Read the rows of the act against the organisation of the day before it."""
    plan, known = ReformPlan(reform.on), organisation()
    _read_founded(plan, reform, known)
    direct = _read_lines(plan, reform, known)
    for code, ending in direct.items():
        ending.heirs = _resolved(plan, direct, code)
    _check_heirs(plan, direct, known)
    plan.endings = list(direct.values())
    _add_units(plan, known)
    _check_inheriting_units(plan, known)
    _check_staff(plan, reform, known)
    if not reform.decision.strip():
        plan.problems.append(Problem(0, _("Name the decision this rests on.")))
    if not plan.endings and not plan.founded:
        plan.problems.append(Problem(0, _("The act ends no agency and founds none.")))
    plan.problems.sort(key=lambda problem: (problem.sheet, problem.line))
    return plan


def _read_founded(plan: ReformPlan, reform: Reform, known: Organisation) -> None:
    for row in reform.founded:
        code, line = row.get("code", ""), int(row.get("line", 0))
        if code in plan.founded:
            _found_problem(plan, line, _("The code “%(code)s” stands in two rows.") % {"code": code})
        elif code in known.by_code:
            _found_problem(plan, line, _("The code “%(code)s” is taken.") % {"code": code})
        plan.founded[code] = row
        plan.names[code] = row.get("name", "") or code
    for row in reform.founded:
        parent, line = row.get("parent", ""), int(row.get("line", 0))
        above = known.by_code.get(parent)
        if parent and parent not in plan.founded and (above is None or not exists_on(above, reform.on)):
            _found_problem(plan, line, _("There is no agency with the code “%(code)s” on that day.") % {"code": parent})
        if _is_above_itself(plan, row.get("code", "")):
            _found_problem(plan, line, _("An agency cannot be put below itself."))


def _is_above_itself(plan: ReformPlan, code: str) -> bool:
    at, seen = plan.founded[code].get("parent", ""), {code}
    while at in plan.founded:
        if at in seen:
            return True
        seen.add(at)
        at = plan.founded[at].get("parent", "")
    return False


def _found_problem(plan: ReformPlan, line: int, text: str) -> None:
    plan.problems.append(Problem(line, text, "founded"))


def _read_lines(plan: ReformPlan, reform: Reform, known: Organisation) -> dict[str, Ending]:
    """By code of what ends: its direct heirs, with shares checked to make a whole."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in reform.lines:
        rows.setdefault(row.get("agency", ""), []).append(row)
    found: dict[str, Ending] = {}
    for code, lines in rows.items():
        first, agency = int(lines[0].get("line", 0)), known.by_code.get(code)
        if agency is None:
            text = _("There is no agency with the code “%(code)s”.") % {"code": code}
            plan.problems.append(Problem(first, text))
            continue
        plan.names[code] = agency.name
        acts = {str(row.get("act", "")) for row in lines}
        if len(acts) > 1 or not acts <= set(SuccessionKind.values):
            plan.problems.append(Problem(first, _("Say for %(name)s one kind of act.") % {"name": agency.name}))
            continue
        if agency.valid_to is not None:
            plan.problems.append(Problem(first, _("%(name)s has ended already.") % {"name": agency.name}))
            continue
        if reform.on <= agency.valid_from:
            text = _("%(name)s would end before it began.") % {"name": agency.name}
            plan.problems.append(Problem(first, text))
            continue
        by_share = any(row.get("rule") == BY_SHARE for row in lines)
        found[code] = Ending(agency, acts.pop(), _direct_heirs(plan, agency, lines), first, by_share)
    return found


def _direct_heirs(plan: ReformPlan, agency: Agency, lines: list[Mapping[str, Any]]) -> list[tuple[str, Decimal]]:
    first = int(lines[0].get("line", 0))
    named = [row for row in lines if row.get("heir")]
    if len(named) < len(lines) or not named:
        text = _("%(name)s ends and nobody takes over: name an heir.") % {"name": agency.name}
        plan.problems.append(Problem(first, text))
        return []
    if any(row["heir"] == agency.code for row in named):
        text = _("%(name)s cannot be merged into itself.") % {"name": agency.name}
        plan.problems.append(Problem(first, text))
        return []
    if len({row["heir"] for row in named}) < len(named):
        plan.problems.append(Problem(first, _("An heir is named twice.")))
        return []
    if lines[0].get("act") in GOES_ON and len(named) > 1:
        text = _("%(name)s is renamed or transferred: it has one successor.") % {"name": agency.name}
        plan.problems.append(Problem(first, text))
        return []
    shares = _shares(plan, agency, named)
    return list(zip([str(row["heir"]) for row in named], shares, strict=True)) if shares else []


def _shares(plan: ReformPlan, agency: Agency, named: list[Mapping[str, Any]]) -> list[Decimal]:
    """The shares as written; equal ones where none is. Empty, with a problem, when they make no whole."""
    first = int(named[0].get("line", 0))
    typed = [str(row.get("share", "") or "").strip() for row in named]
    if not any(typed):
        even = (Decimal(1) / len(named)).quantize(_STEP)
        return [1 - even * (len(named) - 1), *[even] * (len(named) - 1)]
    try:
        shares = [Decimal(text) for text in typed]
    except InvalidOperation:
        shares = []
    good = bool(shares) and all(share.is_finite() and 0 < share <= 1 for share in shares)
    if not good or any(share != share.quantize(_STEP) for share in shares):
        text = _("%(name)s: every share must be above 0 and at most 1.") % {"name": agency.name}
        plan.problems.append(Problem(first, text))
        return []
    whole = sum(shares, Decimal(0))
    if whole != 1:
        text = _("%(name)s: the shares of the heirs sum to %(sum)s, not to 1.")
        words = {"name": agency.name, "sum": f"{whole.normalize():f}"}
        plan.problems.append(Problem(first, text % words))
        return []
    return shares


def _resolved(plan: ReformPlan, direct: dict[str, Ending], code: str) -> list[tuple[str, Decimal]]:
    """Heirs after following every chain of the same act; empty, with a problem, when it runs in a circle."""
    start, found = direct[code], dict[str, Decimal]()
    ahead: list[tuple[str, Decimal, tuple[str, ...]]] = [(heir, share, (code,)) for heir, share in start.heirs]
    while ahead:
        heir, share, path = ahead.pop(0)
        if heir in path or len(path) > _LONGEST_CHAIN:
            circle = " → ".join(plan.names.get(step, step) for step in (*path, heir))
            text = _("The heirs run in a circle: %(circle)s.") % {"circle": circle}
            plan.problems.append(Problem(start.line, text))
            return []
        if heir in direct and direct[heir].heirs:
            start.through.append(heir)
            ahead += [(after, share * part, (*path, heir)) for after, part in direct[heir].heirs]
            continue
        found[heir] = found.get(heir, Decimal(0)) + share
    rows = sorted(((heir, share.quantize(_STEP)) for heir, share in found.items()), key=lambda row: -row[1])
    rest = 1 - sum((share for _heir, share in rows), Decimal(0))
    return [(heir, share + rest if not place else share) for place, (heir, share) in enumerate(rows)]


def _check_heirs(plan: ReformPlan, direct: dict[str, Ending], known: Organisation) -> None:
    for code, ending in direct.items():
        for heir, _share in ending.heirs:
            row = known.by_code.get(heir)
            if heir in plan.founded:
                continue
            if row is not None:
                plan.names[heir] = row.name
            if row is None:
                text = _("%(name)s: nobody knows the heir “%(code)s”; found it in the second sheet.")
            elif ending.goes_on:
                text = _("%(name)s: its new name “%(code)s” must be a new agency in the second sheet.")
            elif heir in direct or not exists_on(row, plan.on):
                text = _("%(name)s: the heir “%(code)s” does not exist on that day.")
            else:
                continue
            plan.problems.append(Problem(ending.line, text % {"name": plan.names[code], "code": heir}))


def _add_units(plan: ReformPlan, known: Organisation) -> None:
    """Units below what ends go with it, unless they have a line of their own; nearest line above counts."""
    own = {ending.agency.pk: ending for ending in plan.endings}
    for ending in plan.endings:
        layer = [ending.agency]
        while layer:
            below = [unit for above in layer for unit in known.units[above.pk] if unit.pk not in own]
            for unit in below:
                if unit.valid_from >= plan.on:
                    text = _("%(name)s is to begin below it on or after that day.") % {"name": unit.name}
                    plan.problems.append(Problem(ending.line, text))
            layer = [unit for unit in below if exists_on(unit, plan.on)]
            ending.units += layer
            plan.names.update({unit.code: unit.full_name for unit in layer})


def _check_inheriting_units(plan: ReformPlan, known: Organisation) -> None:
    gone = {unit.code: unit for ending in plan.endings for unit in ending.units}
    for ending in plan.endings:
        for heir, _share in ending.heirs:
            if heir in gone:
                text = _("%(name)s is a unit of what ends and cannot inherit.") % {"name": gone[heir].full_name}
                plan.problems.append(Problem(ending.line, text))
    for row in plan.founded.values():
        above = known.by_code.get(row.get("parent", ""))
        ended = above is not None and (
            above.code in gone or any(ending.agency.pk == above.pk for ending in plan.endings)
        )
        if ended:
            assert above is not None
            text = _("The agency above it, %(name)s, ends with this act.") % {"name": above.name}
            plan.problems.append(Problem(int(row.get("line", 0)), text, "founded"))


def _check_staff(plan: ReformPlan, reform: Reform, known: Organisation) -> None:
    people = {official.code for official in known.officials.values()}
    for row in reform.staff:
        line = int(row.get("line", 0))
        if row.get("official") not in people:
            text = _("There is no official with the code “%(code)s”.") % {"code": row.get("official", "")}
            plan.problems.append(Problem(line, text, "staff"))
        if row.get("agency") not in plan.founded and row.get("agency") not in known.by_code:
            text = _("There is no agency with the code “%(code)s”.") % {"code": row.get("agency", "")}
            plan.problems.append(Problem(line, text, "staff"))
        if not row.get("title"):
            plan.problems.append(Problem(line, _("Give the post a title."), "staff"))


# --- what else is touched ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Touched:
    """What stands on agencies that end: posts, people with and without a new seat, groups, calendars."""

    posts: list[Post]
    serving: list[Appointment]
    placed: set[str]
    groups: list[AgencyGroup]
    calendars: list[tuple[Agency, Calendar]]

    @property
    def unplaced(self) -> list[Appointment]:
        """People whose post ends and who get none by this act."""
        return [row for row in self.serving if row.official.code not in self.placed]


def touched_by(plan: ReformPlan, reform: Reform) -> Touched:
    """Posts that end, who serves in them the day before, groups that name an ended agency, calendars given to one."""
    ends = [agency for agency, ending in plan.ending_units if not ending.goes_on]
    codes = {agency.code for agency, _ending in plan.ending_units}
    known = organisation()
    posts = [post for agency in ends for post in posts_of(agency.pk, plan.on)]
    serving = [row for agency in ends for row in officials_of(agency.pk, plan.on)]
    groups = [
        group
        for group in known.groups.values()
        if any(
            codes & {*way.get("codes", ()), *way.get("except_codes", ()), way.get("under", "")}
            for way in group.rule.get("any", [])
        )
    ]
    wanted = {agency.calendar_id: agency for agency in ends if agency.calendar_id is not None}
    calendars = [(wanted[row.pk], row) for row in Calendar.objects.filter(pk__in=list(wanted))]
    return Touched(posts, serving, {str(row.get("official")) for row in reform.staff}, groups, calendars)
