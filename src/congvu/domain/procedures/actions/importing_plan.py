"""Kiểm tra trước khi nhập: what each record of a file would do to the catalogue, and why it may not. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from congvu.domain.procedures.models import Change, Who
from congvu.domain.procedures.policy.record_checks import Problem, problems_of
from congvu.domain.procedures.policy.records import ProcedureRecord, merged, same_content
from congvu.domain.procedures.policy.tidying import tidied
from congvu.domain.procedures.queries.catalogue import ANNOUNCE, DRAFT
from congvu.domain.procedures.queries.exchange import Names, Ours, ours_of
from congvu.kernel.accounts.policy import Actor

_DAYS = ("announcer", "fast_track", "enacted_on", "announced_on", "published_on", "from_on", "to_on")


class Does(StrEnum):
    """Kết quả của một dòng. What becomes of a record."""

    NEW = "new"
    """Thủ tục mới."""
    DRAFT = "draft"
    """Bản dự thảo mới, hoặc bản dự thảo được thay."""
    ANNOUNCED = "announced"
    """Phiên bản mới đã công bố."""
    PUBLISHED = "published"
    """Chỉ ghi nhận ngày công khai."""
    SAME = "same"
    """Không thay đổi."""
    REFUSED = "refused"
    """Không nhập được."""


@dataclass(slots=True)
class Planned:
    """A record of a file with what it would do; `then` is what the version would say."""

    record: ProcedureRecord
    then: ProcedureRecord
    does: Does = Does.REFUSED
    ours: Ours | None = None
    agency_id: int | None = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def plan(
    *, actor: Actor, records: Sequence[ProcedureRecord], today: date, only_drafts: bool = False
) -> list[Planned]:
    """Each record beside ours. `only_drafts`: nothing is announced, and a draft somebody works on is not touched."""
    names, seen = Names(today), set[tuple[str, str]]()
    tidy = [tidied(one, names.full_name) for one in records]
    if only_drafts:
        tidy = [
            replace(one, decision="", announced_on=None, published_on=None, from_on=None, to_on=None) for one in tidy
        ]
    known, found = ours_of(tidy), []
    for record in tidy:
        ours = known.get(record.key)
        one = Planned(record, merged(ours.record if ours else None, record), ours=ours)
        one.problems = _problems(one, actor, names, today, seen)
        _destined(one, only_drafts)
        if one.problems:
            one.does = Does.REFUSED
        seen.add(record.key)
        found.append(one)
    return found


def _problems(one: Planned, actor: Actor, names: Names, today: date, seen: set[tuple[str, str]]) -> list[Problem]:
    record, ours = one.then, one.ours
    checked = replace(record, decision=one.record.decision,
                      **{name: getattr(one.record, name) for name in _DAYS})  # fmt: skip
    found = problems_of(checked, today)
    if one.record.key in seen:
        found.append(("code", _("The file has this procedure twice.")))
    if ours is None:
        one.agency_id = names.find(one.record.agency) if one.record.agency else None
        if one.agency_id is None:
            words = _("“%(name)s” names no agency of this province.") if one.record.agency else _("Name the agency.")
            found.append(("agency", words % {"name": one.record.agency}))
        if "name" not in one.record.stated:
            found.append(("name", _("Name the procedure.")))
    else:
        one.agency_id = ours.procedure.agency_id
    found += _not_allowed(one, actor, names)
    for station in (station for case in record.cases for station in case.stations if station.who == Who.NAMED):
        if station.agency and names.find(station.agency) is None:
            found.append(("route", _("“%(name)s” names no agency of this province.") % {"name": station.agency}))
    return found


def _not_allowed(one: Planned, actor: Actor, names: Names) -> list[Problem]:
    if one.agency_id is None:
        return []
    needed = [DRAFT, ANNOUNCE] if one.record.announced_on or one.record.published_on else [DRAFT]
    if all(actor.may(permission, one.agency_id) for permission in needed):
        return []
    known = names.agencies.get(one.agency_id)
    name = known.name if known else one.record.agency
    return [("agency", _("You may not draft or announce procedures of %(name)s.") % {"name": name})]


def _destined(one: Planned, only_drafts: bool) -> None:
    ours, record = one.ours, one.record
    if ours is None:
        one.does = Does.NEW
        return
    if ours.newest.change == Change.ABOLISHED:
        one.problems.append(("code", _("The procedure is abolished.")))
        return
    held = ours.in_force
    if record.from_on is not None and (held is None or held.from_on is None or record.from_on > held.from_on):
        one.does = Does.ANNOUNCED
    elif record.from_on is not None and held is not None and record.from_on != held.from_on:
        one.problems.append(("from_on", _("A later version is announced already.")))
    elif held is not None and record.from_on is not None and same_content(merged(held, record), held):
        fresh = record.published_on is not None and held.published_on is None
        one.does = Does.PUBLISHED if fresh else Does.SAME
        return
    else:
        one.does = Does.SAME if same_content(one.then, ours.record) else Does.DRAFT
        if one.does == Does.DRAFT and record.from_on is not None:
            one.notes.append(_("What is announced is not changed: a draft of a new version is made."))
    if one.does == Does.DRAFT and ours.has_draft:
        if only_drafts:
            one.problems.append(("code", _("There is a draft of this procedure already.")))
        else:
            one.notes.append(_("The draft that stands there is replaced."))
