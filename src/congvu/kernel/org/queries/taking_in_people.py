"""Kiểm tra bảng vị trí, cán bộ, bổ nhiệm và nhóm cơ quan của một đợt nhập: posts, people and groups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.kernel.org.extract import INTAKE, choice_of
from congvu.kernel.org.policy import holds_on, overlap
from congvu.kernel.org.queries.intake import (
    CHANGE,
    CREATE,
    END,
    SAME,
    IntakePlan,
    Op,
    cells_of,
    differing,
    is_email,
    listed,
    seen_before,
    too_long,
)
from congvu.kernel.org.queries.snapshot import organisation
from congvu.kernel.org.queries.taking_in import CODE, Rows, Span, World, check_agencies, check_successions

#: Who fills a post: code of the official, first day, exclusive end.
Serving = tuple[str, date, date | None]
#: By agency and post: everybody who ever fills it.
Filled = dict[tuple[str, str], list[Serving]]


def check_all(plan: IntakePlan, rows: Mapping[str, Rows]) -> World:
    """Check every sheet of the organisation, each against what is known and what the sheets before it bring."""
    world = World.known()
    check_agencies(plan, rows.get("agencies", ()), world)
    check_successions(plan, rows.get("successions", ()), world)
    check_posts(plan, rows.get("posts", ()), world)
    check_officials(plan, rows.get("officials", ()), world)
    check_appointments(plan, rows.get("appointments", ()), world)
    check_groups(plan, rows.get("groups", ()), world)
    return world


def check_posts(plan: IntakePlan, rows: Rows, world: World) -> None:
    """Posts: new ones, titles of known ones, ends of vacant ones."""
    known = {(post.agency.code, post.code, post.valid_from): post for post in organisation().posts.values()}
    heads: dict[str, list[Span]] = {}
    for (agency, _code), spans in world.posts.items():
        heads.setdefault(agency, []).extend(span for span, is_head in spans if is_head)
    seen: dict[object, int] = {}
    for row in rows:
        line, values = int(row["line"]), cells_of(plan, INTAKE["posts"], row)
        if values is None:
            continue
        key = (values["agency"], values["code"], values["valid_from"])
        if seen_before(plan, "posts", line, key, seen) or _bad_post(plan, line, values, world):
            continue
        post = known.get(key)
        if post is not None:
            _known_post(plan, line, values, post)
            continue
        span, is_head = (values["valid_from"], values.get("valid_to")), values.get("seat") == "head"
        others = world.posts.setdefault((values["agency"], values["code"]), [])
        if any(overlap(span, other) for other, _head in others):
            text = _("The agency already has a post “%(code)s”.") % {"code": values["code"]}
            plan.blame("posts", line, text, "code")
        elif is_head and any(overlap(span, other) for other in heads.get(values["agency"], ())):
            plan.blame("posts", line, _("The agency already has a head on these days."), "seat")
        else:
            others.append((span, is_head))
            if is_head:
                heads.setdefault(values["agency"], []).append(span)
            plan.add(Op("posts", line, CREATE, f"{values['title']}, {values['agency']}", values))


def _bad_post(plan: IntakePlan, line: int, values: Mapping[str, Any], world: World) -> bool:
    before = len(plan.faults)
    if not CODE.fullmatch(values["code"]):
        text = _("A code has small letters, digits and hyphens only, at most 60.")
        plan.blame("posts", line, text, "code")
    too_long(plan, "posts", line, values, {"code": 60, "title": 120})
    span = world.agencies.get(values["agency"])
    ends = values.get("valid_to")
    if span is None:
        text = _("There is no agency with the code “%(code)s”.") % {"code": values["agency"]}
        plan.blame("posts", line, text, "agency")
    elif not holds_on(*span, values["valid_from"]) or (span[1] is not None and (ends is None or ends > span[1])):
        plan.blame("posts", line, _("The agency does not exist on all these days."), "valid_from")
    if ends is not None and ends <= values["valid_from"]:
        plan.blame("posts", line, _("The end lies before the beginning."), "valid_to")
    return len(plan.faults) > before


def _known_post(plan: IntakePlan, line: int, values: dict[str, Any], post: Any) -> None:
    seat = "head" if post.is_head else "deputy" if post.is_deputy else ""
    if values.get("seat") and values["seat"] != seat:
        text = _("Whether a post is the head's cannot be changed; end it and enter a new one.")
        plan.blame("posts", line, text, "seat")
        return
    ends = values.get("valid_to")
    if ends is not None and post.valid_to is not None and ends != post.valid_to:
        plan.blame("posts", line, _("This post has ended on another day already."), "valid_to")
        return
    place = int(values["position"]) if values.get("position") is not None else None
    changed = differing(post, {"title": values["title"], "position": place})
    what = CHANGE if changed else SAME
    if ends is not None and post.valid_to is None:
        changed["valid_to"], what = ends, END
    plan.add(Op("posts", line, what, f"{post.title}, {post.agency.code}", values, post, changed))


def check_officials(plan: IntakePlan, rows: Rows, world: World) -> None:
    """People: new ones, and corrections of known ones."""
    known = {official.code: official for official in organisation().officials.values()}
    seen: dict[object, int] = {}
    for row in rows:
        line, values = int(row["line"]), cells_of(plan, INTAKE["officials"], row)
        if values is None or seen_before(plan, "officials", line, values["code"], seen):
            continue
        before = len(plan.faults)
        if not CODE.fullmatch(values["code"]):
            text = _("A code has small letters, digits and hyphens only, at most 60.")
            plan.blame("officials", line, text, "code")
        too_long(plan, "officials", line, values, {"code": 60, "full_name": 120, "phone": 40, "email": 254})
        if values.get("email") and not is_email(values["email"]):
            plan.blame("officials", line, _("This is no e-mail address."), "email")
        if len(plan.faults) > before:
            continue
        official = known.get(values["code"])
        world.officials.add(values["code"])
        if official is None:
            plan.add(Op("officials", line, CREATE, values["full_name"], values))
            continue
        wanted = {name: values.get(name) for name in ("full_name", "phone", "email")}
        changed = differing(official, wanted)
        if values.get("active") and (values["active"] == "yes") != official.is_active:
            changed["is_active"] = values["active"] == "yes"
        plan.add(Op("officials", line, CHANGE if changed else SAME, official.full_name, values, official, changed))


def check_appointments(plan: IntakePlan, rows: Rows, world: World) -> None:
    """Who fills which post from when to when: new appointments, and ends of known ones."""
    known, filled = dict[object, Any](), Filled()
    for some in organisation().appointments.values():
        for serving in some:
            place = (serving.post.agency.code, serving.post.code)
            known[serving.official.code, *place, serving.from_on] = serving
            filled.setdefault(place, []).append((serving.official.code, serving.from_on, serving.to_on))
    read, seen = [], dict[object, int]()
    for cells in rows:
        line, values = int(cells["line"]), cells_of(plan, INTAKE["appointments"], cells)
        if values is None:
            continue
        key = (values["official"], values["agency"], values["post"], values["from_on"])
        if not seen_before(plan, "appointments", line, key, seen):
            read.append((line, values, known.get(key)))
            if values.get("to_on") is not None:  # ends first, so that a successor finds the post free
                place, mark = key[1:3], (key[0], key[3], None)
                if mark in filled.get(place, ()):
                    filled[place][filled[place].index(mark)] = (key[0], key[3], values["to_on"])
    for line, values, row in read:
        if row is not None:
            _known_appointment(plan, line, values, row)
        elif not _bad_appointment(plan, line, values, world, filled):
            place = (values["agency"], values["post"])
            filled.setdefault(place, []).append((values["official"], values["from_on"], values.get("to_on")))
            label = f"{values['official']} – {values['post']}, {values['agency']}"
            plan.add(Op("appointments", line, CREATE, label, values))
    _check_ended_posts(plan, filled)


def _check_ended_posts(plan: IntakePlan, filled: Mapping[tuple[str, str], list[Serving]]) -> None:
    for op in plan.of("posts", END):
        ends = op.changed["valid_to"]
        if any(to is None or to > ends for _who, _from, to in filled.get((op.values["agency"], op.values["code"]), ())):
            text = _("Somebody fills this post on that day; end the appointment first.")
            plan.blame("posts", op.line, text, "valid_to")


def _bad_appointment(
    plan: IntakePlan, line: int, values: Mapping[str, Any], world: World,
    filled: Mapping[tuple[str, str], list[Serving]],
) -> bool:  # fmt: skip
    before, span = len(plan.faults), (values["from_on"], values.get("to_on"))
    if values["official"] not in world.officials:
        text = _("There is no official with the code “%(code)s”.") % {"code": values["official"]}
        plan.blame("appointments", line, text, "official")
    if span[1] is not None and span[1] <= span[0]:
        plan.blame("appointments", line, _("The end lies before the beginning."), "to_on")
    place = (values["agency"], values["post"])
    fits = [
        post
        for post, _head in world.posts.get(place, ())
        if holds_on(*post, span[0]) and (post[1] is None or (span[1] is not None and span[1] <= post[1]))
    ]
    if not fits:
        plan.blame("appointments", line, _("The post does not exist on all these days."), "post")
    other = next((who for who, begins, ends in filled.get(place, ()) if overlap((begins, ends), span)), None)
    if other is not None:
        text = _("“%(code)s” fills this post on these days.") % {"code": other}
        plan.blame("appointments", line, text, "post")
    return len(plan.faults) > before


def _known_appointment(plan: IntakePlan, line: int, values: dict[str, Any], row: Any) -> None:
    label, ends = f"{row.official.full_name} – {row.post.title}, {row.post.agency.code}", values.get("to_on")
    if ends is not None and row.to_on is not None and ends != row.to_on:
        plan.blame("appointments", line, _("This appointment has ended on another day already."), "to_on")
        return
    if ends is not None and ends <= row.from_on:
        plan.blame("appointments", line, _("The end lies before the beginning."), "to_on")
        return
    changed, what = differing(row, {"decision": (values.get("decision") or "")[:300]}), SAME
    if changed:
        what = CHANGE
    if ends is not None and row.to_on is None:
        changed["to_on"], what = ends, END
    plan.add(Op("appointments", line, what, label, values, row, changed))


_LISTS = {"kinds": "agency_kind", "levels": "level", "place_kinds": "place_kind"}


def check_groups(plan: IntakePlan, rows: Rows, world: World) -> None:
    """Groups of addressees; several rows of one code are alternatives."""
    groups = organisation().groups
    found: dict[str, Op] = {}
    broken: set[str] = set()
    for row in rows:
        line, values = int(row["line"]), cells_of(plan, INTAKE["groups"], row)
        if values is None:
            continue
        way = _way(plan, line, values, world)
        if way is None or not CODE.fullmatch(values["code"]):
            if way is not None:
                plan.blame("groups", line, _("A code has small letters, digits and hyphens only, at most 60."), "code")
            broken.add(values["code"])
            continue
        op = found.setdefault(values["code"], Op("groups", line, CREATE, values["name"], {**values, "ways": []}))
        op.values["ways"].append(way)
    for code, op in found.items():
        group = groups.get(code)
        if code in broken:
            continue
        if group is not None:
            wanted = {"name": op.values["name"], "surfaces": listed(op.values.get("surfaces", "")),
                      "rule": {"any": op.values["ways"]}}  # fmt: skip
            op.row, op.changed = group, {k: v for k, v in wanted.items() if v and getattr(group, k) != v}
            op.what = CHANGE if op.changed else SAME
        plan.add(op)


def _way(plan: IntakePlan, line: int, values: Mapping[str, Any], world: World) -> dict[str, Any] | None:
    """One alternative of a group's rule; None, with faults, when a word or a code is unknown."""
    before, way = len(plan.faults), dict[str, Any]()
    for name, kind in _LISTS.items():
        words = listed(values.get(name, "") or "")
        codes = [choice_of(kind, word) for word in words]
        if None in codes:
            text = _("“%(text)s” is none of the choices; take one from the list in the sample.")
            plan.blame("groups", line, text % {"text": words[codes.index(None)][:60]}, name)
        elif codes:
            way[name] = codes
    for name in ("codes", "except_codes"):
        codes_named = listed(values.get(name, "") or "")
        unknown = [code for code in codes_named if code not in world.agencies]
        if unknown:
            text = _("There is no agency with the code “%(code)s”.") % {"code": unknown[0]}
            plan.blame("groups", line, text, name)
        elif codes_named:
            way[name] = codes_named
    if values.get("under"):
        if values["under"] not in world.agencies:
            text = _("There is no agency with the code “%(code)s”.") % {"code": values["under"]}
            plan.blame("groups", line, text, "under")
        way["under"] = values["under"]
    return way if len(plan.faults) == before else None
