"""Cơ cấu tổ chức as of a day: agencies, posts, heirs, officials, groups of addressees."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from congvu.core.text import skey
from congvu.face.api.schemas import organisation as out
from congvu.kernel.accounts.policy import acting, require
from congvu.kernel.org import queries as org
from congvu.kernel.ui.wire import Code, Cursor, Limit, ShortWords, needs, slice_of

router = Router(tags=["organisation"])
READ = "org.agency.read"

Day = Annotated[date | None, Field(description="As of this day; default today.")]


def _day(on: date | None) -> date:
    return on or timezone.localdate()


@router.get("/agencies", response=out.AgencyPage, url_name="agencies", summary="Units that exist on a day")
@needs(READ)
def list_agencies(
    request: HttpRequest,
    on: Day = None,
    q: ShortWords = "",
    kind: Code | None = None,
    level: Code | None = None,
    parent: Code | None = None,
    cursor: Cursor | None = None,
    limit: Limit = 200,
) -> out.AgencyPage:
    """In the order of the organisation; `q` looks in names and short names, accents do not matter."""
    require(acting(request), READ)
    day, words = _day(on), skey(q).split()
    above = org.agency_by_code(parent).pk if parent is not None else None
    rows = [
        agency
        for agency in org.agencies_on(day)
        if kind in (None, agency.kind) and level in (None, agency.level)
        and (above is None or agency.parent_id == above)
        and all(word in skey(f"{agency.name} {agency.short_name}") for word in words)
    ]  # fmt: skip
    shown, following = slice_of(rows, limit, cursor)
    return out.AgencyPage(on=day, items=[out.AgencyRow.of(agency) for agency in shown], next=following)


@router.get("/agencies/{agency}", response=out.AgencyPaper, url_name="agency", summary="One unit on a day")
@needs(READ)
def get_agency(request: HttpRequest, agency: Code, on: Day = None) -> out.AgencyPaper:
    """Posts with their holders, units below it, predecessors, successors; for a unit that has ended, its heirs."""
    require(acting(request), READ)
    return out.AgencyPaper.on_day(org.agency_by_code(agency), _day(on))


@router.get("/officials", response=out.OfficialPage, url_name="officials", summary="Officials by name or code")
@needs(READ)
def list_officials(
    request: HttpRequest,
    q: ShortWords = "",
    agency: Code | None = None,
    on: Day = None,
    cursor: Cursor | None = None,
    limit: Limit = 50,
) -> out.OfficialPage:
    """With the posts of the day; `agency` includes the units below it."""
    require(acting(request), READ)
    day, rows = _day(on), org.officials_matching(q)
    if agency is not None:
        unit = org.agency_by_code(agency)
        inside = {row.official_id for row in org.officials_of(unit.pk, day, with_units=True)}
        rows = [official for official in rows if official.pk in inside]
    shown, following = slice_of(rows, limit, cursor)
    return out.OfficialPage(on=day, items=[out.OfficialRow.on_day(one, day) for one in shown], next=following)


@router.get("/officials/{official}", response=out.OfficialRow, url_name="official", summary="One official on a day")
@needs(READ)
def get_official(request: HttpRequest, official: Code, on: Day = None) -> out.OfficialRow:
    """The posts a person fills on the day."""
    require(acting(request), READ)
    return out.OfficialRow.on_day(org.official_by_code(official), _day(on))


@router.get("/groups", response=out.GroupList, url_name="groups", summary="Groups of addressees")
@needs(READ)
def list_groups(request: HttpRequest) -> out.GroupList:
    """Such as “các sở, ban, ngành”, with the prints by which documents name them."""
    require(acting(request), READ)
    return out.GroupList(items=[out.GroupRow.of(group) for group in org.groups()])


@router.get("/groups/{group}", response=out.GroupPaper, url_name="group", summary="Whom a group means on a day")
@needs(READ)
def get_group(request: HttpRequest, group: Code, on: Day = None) -> out.GroupPaper:
    """The units the group meant on the day."""
    require(acting(request), READ)
    day = _day(on)
    agencies = org.expand_group(group, day)
    known = next(one for one in org.groups() if one.code == group)
    return out.GroupPaper(
        **out.GroupRow.of(known).model_dump(), on=day,
        agencies=[out.AgencyRef(code=unit.code, name=unit.name) for unit in agencies],
    )
