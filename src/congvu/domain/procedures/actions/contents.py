"""Soạn nội dung: cases, papers, fees, groups and stations of a draft, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.routes import OUTSIDE_THE_COUNT, read_span
from congvu.core.text import one_line, skey
from congvu.core.working_time import read_limit
from congvu.domain.procedures.actions.drafting import copy_variant
from congvu.domain.procedures.actions.guards import drafted_variant, line, locked_draft
from congvu.domain.procedures.models import (
    Collected,
    Fee,
    Paper,
    Station,
    StationGroup,
    StationKind,
    SupplementPolicy,
    Variant,
    Version,
    Who,
)
from congvu.kernel.accounts.policy import Actor

MOST_ROWS = 200
MOST_PHASES = 9
MOST_DONG = 10**13
_LONGEST_LIMIT = 200
ROWS = {"paper": Paper, "fee": Fee, "station": Station}


def _code(name: str, taken: set[str]) -> str:
    """A short code of a station or group from its name, unlike those taken."""
    stem = re.sub(r"[^a-z0-9]+", "-", skey(name)).strip("-")[:30] or "buoc"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _next(variant: Variant, kind: str) -> int:
    rows = ROWS[kind].objects.filter(variant=variant)  # type: ignore[attr-defined]  # every model has one
    last = rows.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_ROWS:
        raise Invalid(_("A list has at most %(n)d rows.") % {"n": MOST_ROWS})
    return int(last) + 1


def _said(version: Version, variant: Variant, actor: Actor, now: datetime, what: str, body: dict[str, Any]) -> None:
    said = {"version": version.number, "case": str(variant), **body}
    line(version.procedure, f"procedure.{what}", actor, now, said)


@transaction.atomic
def set_variant(
    *,
    actor: Actor,
    variant_id: int,
    name: str = "",
    limit: str,
    limit_note: str = "",
    hours_a_day: int = 8,
    phases: Sequence[tuple[str, str]] = (),
    refusal_limit: str = "",
    extension_limit: str = "",
    same_day: bool = False,
    supplement_policy: str = SupplementPolicy.BY_RULE,
    now: datetime,
) -> Variant:
    """Tên và thời hạn of a case. Limits are written in any of the office's ways. Journal: `procedure.limit_set`.

    `phases` are (name, limit) in their order; they get the codes "1", "2" … by which stations name them. Where the
    whole limit is left out, it is theirs one after the other.
    """
    version, variant = drafted_variant(actor, variant_id)
    if not 1 <= hours_a_day <= 24:
        raise Invalid(_("A working day has between 1 and 24 hours."), field="hours_a_day")
    if supplement_policy not in SupplementPolicy.values:
        raise Invalid(_("Choose from the list."), field="supplement_policy")
    variant.name, variant.limit_note = one_line(name)[:300], one_line(limit_note)[:1000]
    variant.hours_a_day = hours_a_day
    variant.phases = _phases(phases)
    whole = limit if limit.strip() else " + ".join(one["limit"] for one in variant.phases)
    variant.limit = limit_code(whole, "limit")
    variant.refusal_limit = limit_code(refusal_limit, "refusal_limit")
    variant.extension_limit = limit_code(extension_limit, "extension_limit")
    variant.same_day, variant.supplement_policy = same_day, supplement_policy
    variant.save()
    _said(version, variant, actor, now, "limit_set", {"limit": variant.limit, "phases": len(variant.phases)})
    return variant


def limit_code(typed: str, field: str) -> str:
    """The code of a limit as typed; empty for none, Invalid at `field` for what is no limit."""
    if not typed.strip():
        return ""
    try:
        found = read_limit(typed).code
    except Invalid as refusal:
        raise Invalid(refusal.message, field=field, hint=refusal.hint, code=refusal.code) from refusal
    if len(found) > _LONGEST_LIMIT:
        raise Invalid(_("This time limit has too many parts."), field=field)
    return found


def _phases(typed: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    if len(typed) == 1 or len(typed) > MOST_PHASES:
        raise Invalid(
            _("A limit has between two and %(n)d phases, or none.") % {"n": MOST_PHASES}, field="phases",
            hint=_("A single phase is the time limit itself: write it there."),
        )  # fmt: skip
    found = []
    for place, (name, limit) in enumerate(typed, 1):
        title, code = one_line(name)[:200], limit_code(limit, "phases")
        if not title or not code:
            raise Invalid(_("Each phase has a name and a time limit."), field="phases")
        found.append({"code": str(place), "name": title, "limit": code})
    return found


@transaction.atomic
def add_variant(*, actor: Actor, version_id: int, name: str, copy_of: int | None = None, now: datetime) -> Variant:
    """Thêm trường hợp, empty or as a copy of another one of the draft. Journal: `procedure.case_added`."""
    version = locked_draft(actor, version_id)
    title, others = one_line(name)[:300], list(version.variants.all())
    if not title:
        raise Invalid(_("Name the case."), field="name")
    if any(skey(one.name) == skey(title) for one in others):
        raise Invalid(_("The procedure has a case of this name already."), field="name")
    position = max((one.position for one in others), default=0) + 1
    template = next((one for one in others if one.pk == copy_of), None)
    if copy_of is not None and template is None:
        raise NotFound(_("There is no such case of a procedure."))
    if template is None:
        variant = Variant.objects.create(version=version, position=position, name=title)
    else:
        variant = copy_variant(template, version, position)
        variant.name = title
        variant.save(update_fields=["name"])
    _said(version, variant, actor, now, "case_added", {})
    return variant


@transaction.atomic
def remove_variant(*, actor: Actor, variant_id: int, now: datetime) -> Version:
    """Bỏ trường hợp; the last one stays. Journal: `procedure.case_removed`."""
    version, variant = drafted_variant(actor, variant_id)
    if version.variants.count() == 1:
        raise MoveRefused(_("A procedure has at least one case."))
    _said(version, variant, actor, now, "case_removed", {})
    variant.delete()
    return version


@transaction.atomic
def add_paper(
    *,
    actor: Actor,
    variant_id: int,
    name: str,
    originals: int = 0,
    copies: int = 0,
    mandatory: bool = True,
    when_needed: str = "",
    form: str = "",
    held_by: str = "",
    now: datetime,
) -> Paper:
    """Thêm thành phần hồ sơ. Journal: `procedure.paper_added`."""
    version, variant = drafted_variant(actor, variant_id)
    title = one_line(name)[:1000]
    if not title:
        raise Invalid(_("Name the paper."), field="name")
    if not (0 <= originals <= 99 and 0 <= copies <= 99):
        raise Invalid(_("Between 0 and 99 pieces."), field="originals")
    if not mandatory and not when_needed.strip():
        raise Invalid(_("Say when this paper is needed."), field="when_needed")
    row = Paper.objects.create(
        variant=variant, position=_next(variant, "paper"), name=title, originals=originals, copies=copies,
        mandatory=mandatory, when_needed=one_line(when_needed)[:500], form=one_line(form)[:200],
        held_by=one_line(held_by)[:200],
    )  # fmt: skip
    _said(version, variant, actor, now, "paper_added", {"paper": title})
    return row


@transaction.atomic
def add_fee(
    *,
    actor: Actor,
    variant_id: int,
    name: str,
    amount: int,
    per: str = "",
    collected: str = Collected.RECEPTION,
    free_when: str = "",
    basis: str = "",
    now: datetime,
) -> Fee:
    """Thêm phí, lệ phí, in whole đồng. Journal: `procedure.fee_added`."""
    version, variant = drafted_variant(actor, variant_id)
    title = one_line(name)[:300]
    if not title:
        raise Invalid(_("Name the fee."), field="name")
    if not 0 <= amount <= MOST_DONG:
        raise Invalid(_("A fee is zero or more, in whole đồng."), field="amount")
    if collected not in Collected.values:
        raise Invalid(_("Choose from the list."), field="collected")
    row = Fee.objects.create(
        variant=variant, position=_next(variant, "fee"), name=title, amount=amount, per=one_line(per)[:60],
        collected=collected, free_when=one_line(free_when)[:1000], basis=one_line(basis)[:300],
    )  # fmt: skip
    _said(version, variant, actor, now, "fee_added", {"fee": title, "amount": amount})
    return row


def _minutes(typed: str, hours_a_day: int, field: str) -> int | None:
    try:
        span = read_span(typed, hours_a_day)
    except Invalid as refusal:
        raise Invalid(
            _("“%(text)s” is not a working time.") % {"text": typed}, field=field,
            hint=_("Write 0,5 ngày, 4 giờ or 30 phút; leave it empty where no time counts."),
        ) from refusal  # fmt: skip
    return None if span is None else span.seconds // 60


@transaction.atomic
def add_group(*, actor: Actor, variant_id: int, name: str, time: str, now: datetime) -> StationGroup:
    """Thêm nhóm bước that share one time. Journal: `procedure.group_added`."""
    version, variant = drafted_variant(actor, variant_id)
    title, minutes = one_line(name)[:200], _minutes(time, variant.hours_a_day, "time")
    if not title:
        raise Invalid(_("Name the group."), field="name")
    if not minutes:
        raise Invalid(_("A group of stations needs the time they share."), field="time")
    taken = {one.code for one in variant.groups.all()}
    row = StationGroup.objects.create(variant=variant, code=_code(title, taken), name=title, minutes=minutes)
    _said(version, variant, actor, now, "group_added", {"group": title, "minutes": minutes})
    return row


@transaction.atomic
def add_station(
    *,
    actor: Actor,
    variant_id: int,
    name: str,
    who: str = Who.SETTLING,
    agency_id: int | None = None,
    post: str = "",
    time: str = "",
    group: str = "",
    back_to: str = "",
    branch: str = "",
    product: str = "",
    kind: str = StationKind.WORK,
    phase: str = "",
    aside_limit: str = "",
    silence_agrees: bool = False,
    now: datetime,
) -> Station:
    """Thêm bước at the end of the route. Without a time and a group it stands outside the count.

    Journal: `procedure.station_added`. Invalid for a group, a phase or an earlier station that is not there, and for
    counted time where the applicant pays or something is posted.
    """
    version, variant = drafted_variant(actor, variant_id)
    stations = list(variant.stations.all())
    facts = station_facts(
        variant, stations, name=name, who=who, agency_id=agency_id, post=post, time=time, group=group, back_to=back_to,
        branch=branch, product=product, kind=kind, phase=phase, aside_limit=aside_limit, silence_agrees=silence_agrees,
    )  # fmt: skip
    row = Station.objects.create(
        variant=variant, position=_next(variant, "station"), code=_code(facts["name"], {one.code for one in stations}),
        **facts,
    )  # fmt: skip
    body = {"station": row.name, "minutes": row.minutes, "group": group}
    _said(version, variant, actor, now, "station_added", body)
    return row


def station_facts(
    variant: Variant, earlier: Sequence[Station], *, name: str, who: str, agency_id: int | None, post: str, time: str,
    group: str, back_to: str, branch: str, product: str, kind: str, phase: str, aside_limit: str, silence_agrees: bool,
) -> dict[str, Any]:  # fmt: skip
    """What is typed of a station as its columns hold it, or Invalid; `earlier` are the stations before it."""
    title, minutes = one_line(name)[:300], _minutes(time, variant.hours_a_day, "time")
    if not title:
        raise Invalid(_("Name the station."), field="name")
    if who not in Who.values or (who == Who.NAMED) != (agency_id is not None):
        raise Invalid(_("Say whose station it is."), field="who")
    if group and group not in {one.code for one in variant.groups.all()}:
        raise Invalid(_("There is no such group of stations."), field="group")
    if group and minutes is not None:
        raise Invalid(_("A station that shares its group's time has none of its own."), field="time")
    if back_to and back_to not in {one.code for one in earlier}:
        raise Invalid(_("Work goes back only to an earlier station."), field="back_to")
    aside = limit_code(aside_limit, "aside_limit")
    _kind(variant, kind, phase, silence_agrees=silence_agrees, counted=bool(minutes or group), aside=bool(aside))
    return {
        "name": title, "who": who, "agency_id": agency_id, "post": one_line(post)[:200], "minutes": minutes,
        "group": group, "counted": bool(minutes or group), "back_to": [back_to] if back_to else [],
        "branch": one_line(branch)[:40], "product": one_line(product)[:300], "kind": kind, "phase": phase,
        "aside_limit": aside, "silence_agrees": silence_agrees,
    }  # fmt: skip


def _kind(variant: Variant, kind: str, phase: str, *, silence_agrees: bool, counted: bool, aside: bool) -> None:
    """What kind of station it is agrees with its time and its phase, or Invalid."""
    if kind not in StationKind.values:
        raise Invalid(_("Choose from the list."), field="kind")
    if phase and phase not in {one["code"] for one in variant.phases}:
        raise Invalid(_("There is no such phase."), field="phase", hint=_("Lay down the phases of the limit first."))
    if counted and kind in OUTSIDE_THE_COUNT:
        raise Invalid(
            _("This time is not the agency's: it stands outside the count."), field="time",
            hint=_("Leave the time empty; say how long it lasts beside the count."),
        )  # fmt: skip
    if counted and aside:
        raise Invalid(_("A station is counted, or it lasts beside the count; not both."), field="aside_limit")
    if silence_agrees and kind != StationKind.CONSULT:
        raise Invalid(_("Only where others are asked can silence be agreement."), field="silence_agrees")


@transaction.atomic
def remove_row(*, actor: Actor, variant_id: int, kind: str, position: int, now: datetime) -> Version:
    """Bỏ một dòng (`paper`, `fee`, `station`); those behind it move up. Journal: `procedure.row_removed`."""
    version, variant = drafted_variant(actor, variant_id)
    rows = ROWS[kind].objects.filter(variant=variant)  # type: ignore[attr-defined]
    row = rows.filter(position=position).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    if isinstance(row, Station):
        _let_go(variant, row)
    row.delete()
    for later in rows.filter(position__gt=position).order_by("position"):
        later.position -= 1
        later.save(update_fields=["position"])
    _said(version, variant, actor, now, "row_removed", {"kind": kind, "name": row.name})
    return version


def _let_go(variant: Variant, gone: Station) -> None:
    """Later stations no longer send work back to one that is taken out."""
    for station in variant.stations.all():
        if gone.code in station.back_to:
            station.back_to = [code for code in station.back_to if code != gone.code]
            station.save(update_fields=["back_to"])


@transaction.atomic
def move_row(*, actor: Actor, variant_id: int, kind: str, position: int, up: bool, now: datetime) -> Version:
    """Đổi thứ tự: a row changes places with its neighbour. Journal: `procedure.row_moved`."""
    version, variant = drafted_variant(actor, variant_id)
    rows = ROWS[kind].objects.filter(variant=variant)  # type: ignore[attr-defined]
    here, there = rows.filter(position=position).first(), rows.filter(position=position + (-1 if up else 1)).first()
    if here is None:
        raise NotFound(_("There is no such row."))
    if there is None:
        return version
    here.position, there.position, spare = there.position, here.position, 0
    rows.filter(pk=here.pk).update(position=spare)
    there.save(update_fields=["position"])
    here.save(update_fields=["position"])
    _said(version, variant, actor, now, "row_moved", {"kind": kind, "name": here.name, "up": up})
    return version


@transaction.atomic
def remove_group(*, actor: Actor, variant_id: int, code: str, now: datetime) -> Version:
    """Bỏ nhóm; its stations stand without a time until they get one. Journal: `procedure.group_removed`."""
    version, variant = drafted_variant(actor, variant_id)
    group = variant.groups.filter(code=code).first()
    if group is None:
        raise NotFound(_("There is no such group of stations."))
    variant.stations.filter(group=code).update(group="")
    group.delete()
    _said(version, variant, actor, now, "group_removed", {"group": group.name})
    return version
