"""Thành lập cơ quan, vị trí: adding agencies and posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import agency_key, nfc
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import Agency, AgencyKind, Appointment, Calendar, Level, PlaceKind, Post
from congvu.kernel.org.policy import ActingPerson, exists_on, overlap, require

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NewAgency:
    """Cơ quan mới: what must be known of an agency that an act brings into being.

    `parent` empty: at the top. `calendar` empty: the parent's. Level and kind are the words of `Level`, `AgencyKind`.
    """

    code: str
    name: str
    kind: str
    level: str
    parent: Agency | None = None
    short_name: str = ""
    symbol: str = ""
    aliases: tuple[str, ...] = ()
    place_kind: str = ""
    place_name: str = ""
    calendar: Calendar | None = None
    position: int = 500
    address: str = ""


@transaction.atomic
def add_agency(
    *, actor: ActingPerson, new: NewAgency, valid_from: date, decision: str, now: datetime, behalf: str = ""
) -> Agency:
    """Thành lập cơ quan, đơn vị. Adds one agency from `valid_from`; journals `agency.added`.

    Refuses a code that is taken, a parent that does not exist on that day, and a second agency of the same name
    under the same parent.
    """
    require(actor, "org.agency.add", new.parent.pk if new.parent else None)
    agency = make_agency(new, valid_from)
    write_line(
        "agency.added",
        actor=actor,
        behalf=behalf,
        now=now,
        body={**agency_body(agency), "valid_from": valid_from.isoformat(), "decision": decision},
    )
    agency.save(force_insert=True)
    return agency


def found_agency(
    *, actor: ActingPerson, valid_from: date, decision: str, now: datetime, behalf: str = "", **given: Any
) -> Agency:
    """Thành lập cơ quan, đơn vị from what was typed: the fields of `NewAgency` by name. As `add_agency`."""
    return add_agency(
        actor=actor, new=NewAgency(**given), valid_from=valid_from, decision=decision, now=now, behalf=behalf
    )


def make_agency(new: NewAgency, valid_from: date) -> Agency:
    """The checked row of a new agency, not saved. Raises Invalid."""
    return make_agencies([new], valid_from)[0]


def make_agencies(many: Sequence[NewAgency], valid_from: date) -> list[Agency]:
    """The checked rows of new agencies, not saved; what stands above them is. Two statements. Raises Invalid."""
    taken = set(Agency.objects.filter(code__in=[new.code for new in many]).values_list("code", flat=True))
    rows = []
    for new in many:
        if new.code in taken:
            raise Invalid(_("The code “%(code)s” is taken.") % {"code": new.code}, field="code")
        taken.add(new.code)
        rows.append(_checked(new, valid_from))
    _refuse_namesakes(rows)
    return rows


def _checked(new: NewAgency, valid_from: date) -> Agency:
    name = " ".join(nfc(new.name).split())
    if not name:
        raise Invalid(_("Give the agency a name."), field="name")
    if len(new.code) > 60 or not _CODE.fullmatch(new.code):
        raise Invalid(_("A code has small letters, digits and hyphens only, at most 60."), field="code")
    if new.kind not in AgencyKind.values or new.level not in Level.values:
        raise Invalid(_("Choose a kind and a level from the list."), field="kind")
    if new.place_kind and new.place_kind not in PlaceKind.values:
        raise Invalid(_("Choose a kind of place from the list."), field="place_kind")
    if new.parent is not None and not exists_on(new.parent, valid_from):
        raise Invalid(_("%(parent)s does not exist on that day.") % {"parent": new.parent.name}, field="parent")
    return Agency(
        code=new.code,
        name=name[:200],
        short_name=new.short_name,
        symbol=new.symbol,
        aliases=list(new.aliases),
        kind=new.kind,
        level=new.level,
        parent=new.parent,
        place_kind=new.place_kind,
        place_name=new.place_name,
        calendar=new.calendar,
        valid_from=valid_from,
        position=new.position,
        address=new.address,
    ).fill_keys()


def _refuse_namesakes(rows: Sequence[Agency]) -> None:
    """Two agencies of one name under one parent on the same days cannot be told apart in a document."""
    parents = {row.parent_id for row in rows}
    known = Agency.objects.filter(Q(parent__in=parents - {None}) | Q(parent=None) if None in parents
                                  else Q(parent__in=parents))  # fmt: skip
    named: dict[tuple[int | None, str], list[Agency]] = {}
    for sibling in known:
        named.setdefault((sibling.parent_id, agency_key(sibling.name)), []).append(sibling)
    for row in rows:
        namesakes = named.setdefault((row.parent_id, agency_key(row.name)), [])
        if any(overlap((other.valid_from, other.valid_to), (row.valid_from, row.valid_to)) for other in namesakes):
            raise Invalid(_("There is already an agency “%(name)s” there.") % {"name": row.name}, field="name")
        namesakes.append(row)


def agency_body(agency: Agency) -> dict[str, Any]:
    """Who an agency is, for the journal: names, never numbers of rows."""
    return {
        "code": agency.code,
        "name": agency.name,
        "kind": agency.kind,
        "level": agency.level,
        "parent": agency.parent.code if agency.parent else "",
    }


@transaction.atomic
def add_post(
    *,
    actor: ActingPerson,
    agency: Agency,
    code: str,
    title: str,
    valid_from: date,
    now: datetime,
    is_head: bool = False,
    is_deputy: bool = False,
    position: int = 500,
    behalf: str = "",
) -> Post:
    """Lập vị trí, chức vụ. Adds one seat to an agency; journals `post.added`. One head post at a time."""
    require(actor, "org.agency.add", agency.pk)
    agency = locked(agency)
    if not title.strip():
        raise Invalid(_("Give the post a title."), field="title")
    if not _CODE.fullmatch(code):
        raise Invalid(_("A code has small letters, digits and hyphens only, at most 60."), field="code")
    if is_head and is_deputy:
        raise Invalid(_("A post is the head's or a deputy's, not both."), field="is_head")
    if not exists_on(agency, valid_from):
        raise Invalid(_("%(parent)s does not exist on that day.") % {"parent": agency.name}, field="valid_from")
    for post in Post.objects.filter(agency=agency):
        if overlap((post.valid_from, post.valid_to), (valid_from, None)):
            if post.code == code:
                raise Invalid(_("The agency already has a post “%(code)s”.") % {"code": code}, field="code")
            if is_head and post.is_head:
                raise Invalid(_("The agency already has a head: %(title)s.") % {"title": post.title}, field="is_head")
    body = {"agency": agency.code, "post": code, "title": title, "head": is_head, "valid_from": valid_from.isoformat()}
    write_line("post.added", actor=actor, behalf=behalf, now=now, body=body)
    return Post.objects.create(
        agency=agency,
        code=code,
        title=title.strip(),
        is_head=is_head,
        is_deputy=is_deputy,
        position=position,
        valid_from=valid_from,
    )


@transaction.atomic
def end_post(*, actor: ActingPerson, post: Post, on: date, now: datetime, behalf: str = "") -> Post:
    """Bãi bỏ vị trí. Ends a vacant post on a day; journals `post.ended`. Refuses while somebody fills it."""
    require(actor, "org.agency.add", post.agency_id)
    agency = locked(post.agency)
    post = Post.objects.get(pk=post.pk)
    if post.valid_to is not None or on <= post.valid_from:
        raise Invalid(_("The post has ended already, or would end before it began."), field="on")
    if any(row.to_on is None or row.to_on > on for row in Appointment.objects.filter(post=post)):
        raise Invalid(_("Somebody fills this post on that day; end the appointment first."), field="on")
    body = {"agency": agency.code, "post": post.code, "title": post.title, "on": on.isoformat()}
    write_line("post.ended", actor=actor, behalf=behalf, now=now, body=body)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    return post


def locked(agency: Agency) -> Agency:
    """The agency's row as it stands, locked until the end of the transaction. Raises NotFound."""
    return locked_all([agency])[0]


def locked_all(agencies: Iterable[Agency]) -> list[Agency]:
    """The rows of several agencies, locked in one order, returned in the order given. Raises NotFound."""
    wanted = [agency.pk for agency in agencies]
    rows = {row.pk: row for row in Agency.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")}
    if len(rows) != len(set(wanted)):
        raise NotFound(_("There is no such agency."))
    return [rows[pk] for pk in wanted]
