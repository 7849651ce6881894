"""Nhập dữ liệu tổ chức: a checked sheet is taken in whole or not at all; each stretch of rows has its journal line.

Log-ins of the same sheet belong to the accounts room, which calls what is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import (
    Agency,
    AgencyGroup,
    Appointment,
    Calendar,
    Intake,
    Official,
    Post,
    Succession,
)
from congvu.kernel.org.policy import ActingPerson, require
from congvu.kernel.org.queries.intake import CHANGE, CREATE, END, SAME, IntakePlan, Op, listed, sorted_faults

PERMISSIONS = ("org.agency.add", "org.official.edit")
ROWS_PER_LINE = 200
#: Rows of the dry run that are kept to be shown; all are counted.
SHOWN = 2000
#: Columns that do not go into the journal: they are nobody's business there.
PRIVATE = frozenset({"phone", "email", "address", "website"})
Row = TypeVar("Row", bound=models.Model)


def require_everywhere(actor: ActingPerson) -> None:
    """An import reaches everywhere: who may add and appoint in some agencies only is refused."""
    for permission in PERMISSIONS:
        require(actor, permission)


@transaction.atomic
def bring_sheet(
    *, actor: ActingPerson, name: str, content: bytes, rows: Mapping[str, Sequence[Mapping[str, Any]]],
    account_id: int | None, now: datetime,
) -> Intake:  # fmt: skip
    """Nhận bảng dữ liệu. Keep the rows of an uploaded sheet, to be checked; nothing of the organisation changes."""
    require_everywhere(actor)
    total = sum(len(some) for some in rows.values())
    return Intake.objects.create(
        name=name[:300], digest=sha256(content).hexdigest(), rows={code: list(some) for code, some in rows.items()},
        total=total, brought_at=now, brought_by=f"{actor.name} ({actor.login})"[:200], account_id=account_id,
    )  # fmt: skip


def note_progress(*, intake_id: int, done: int, total: int) -> None:
    """Say how far a long check or import has come."""
    Intake.objects.filter(pk=intake_id).update(done=done, total=total)


@transaction.atomic
def note_checked(*, intake_id: int, plan: IntakePlan) -> Intake:
    """Keep what the dry run found: counts, the first rows that change something, and every fault."""
    row = Intake.objects.select_for_update(no_key=True).get(pk=intake_id)
    if row.state != Intake.State.CHECKING:
        return row
    row.problems = [fault.as_row() for fault in sorted_faults(plan.faults)]
    row.plan = plan.counts()
    changes = [op for ops in plan.ops.values() for op in ops if op.what != SAME]
    row.changes = [[op.sheet, op.line, op.what, op.label, told_changes(op)] for op in changes[:SHOWN]]
    row.state = Intake.State.FAULTY if row.problems else Intake.State.CHECKED
    row.done = row.total
    row.save()
    return row


def told_changes(op: Op) -> str:
    """What a row changes, in a few words."""
    if op.what == CREATE:
        return ""
    told = [(name, _short(getattr(op.row, name, "")), _short(value)) for name, value in op.changed.items()]
    return "; ".join(f"{name}: {before} → {after}" for name, before, after in told)


def _short(value: Any) -> str:
    return str(value if value is not None else "")[:60]


def claim_intake(*, intake_id: int) -> Intake:
    """Mark a checked import as being taken in, so that nobody starts it twice. Raises MoveRefused."""
    with transaction.atomic():
        row = Intake.objects.select_for_update(no_key=True).get(pk=intake_id)
        if row.state == Intake.State.FAULTY:
            raise _faulty()
        if row.state != Intake.State.CHECKED:
            raise MoveRefused(_("This sheet is being taken in or has been taken in already."))
        row.state, row.done = Intake.State.RUNNING, 0
        row.save(update_fields=["state", "done"])
    return row


def _faulty() -> Invalid:
    return Invalid(_("The sheet has errors; nothing was written."), hint=_("Correct the rows and bring it again."))


def refuse_intake(*, intake_id: int, faults: Iterable[Sequence[Any]]) -> None:
    """Put an import that could not be taken in back among the faulty ones, with the reasons."""
    Intake.objects.filter(pk=intake_id, state=Intake.State.RUNNING).update(
        state=Intake.State.FAULTY, problems=[list(fault) for fault in faults]
    )


def take_in(*, actor: ActingPerson, intake: Intake, plan: IntakePlan, now: datetime) -> None:
    """Nhập toàn bộ. Write everything the plan says, in the caller's transaction; one line of the journal per stretch.

    Raises NotAllowed, Invalid when the plan has faults.
    """
    require_everywhere(actor)
    if plan.faults:
        raise _faulty()
    for sheet, ops in plan.ops.items():
        if sheet == "accounts":  # they have lines of their own
            continue
        told = [
            [op.what, {k: _plain(v) for k, v in op.values.items() if v not in (None, "") and k not in PRIVATE}]
            for op in ops if op.what != SAME
        ]  # fmt: skip
        for start in range(0, len(told), ROWS_PER_LINE):
            body = {"file": intake.name, "digest": intake.digest, "sheet": sheet,
                    "rows": told[start : start + ROWS_PER_LINE]}  # fmt: skip
            write_line("organisation.taken_in", actor=actor, behalf="", now=now, body=body)
    _write_agencies(plan)
    _write_successions(plan)
    _write_posts(plan)
    _write_people(plan)
    _write_appointments(plan)
    _write_groups(plan)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, bool, list)) else str(value)


def _created(model: type[Row], rows: list[Row]) -> list[Row]:
    return model._default_manager.bulk_create(rows, batch_size=500)


def _write_agencies(plan: IntakePlan) -> None:
    """New agencies layer by layer from the top, because a unit needs the number of what stands above it."""
    calendars = {row.code: row for row in Calendar.objects.all()}
    for op in plan.of("agencies", CHANGE):
        changed = dict(op.changed)
        if "calendar" in changed:
            changed["calendar_id"] = calendars[changed.pop("calendar")].pk
        row = Agency.objects.get(pk=op.row.pk)
        for name, value in changed.items():
            setattr(row, name, value)
        row.fill_keys().save()
    waiting = {op.values["code"]: op for op in plan.of("agencies", CREATE)}
    made = {row.code: row for row in Agency.objects.filter(code__in={o.values.get("parent") for o in waiting.values()})}
    while waiting:
        ready = [op for op in waiting.values() if op.values.get("parent", "") not in waiting]
        for row in _created(Agency, [_agency(op.values, made, calendars) for op in ready]):
            made[row.code] = row
            del waiting[row.code]


def _agency(values: Mapping[str, Any], made: Mapping[str, Agency], calendars: Mapping[str, Calendar]) -> Agency:
    position = values.get("position")
    return Agency(
        code=values["code"], name=values["name"], short_name=values.get("short_name") or "",
        symbol=values.get("symbol") or "", aliases=listed(values.get("aliases") or ""), kind=values["kind"],
        level=values["level"], place_kind=values.get("place_kind") or "", place_name=values.get("place_name") or "",
        parent=made.get(values.get("parent") or ""), calendar=calendars.get(values.get("calendar") or ""),
        valid_from=values["valid_from"], valid_to=values.get("valid_to"),
        position=500 if position is None else int(position), address=values.get("address") or "",
        phone=values.get("phone") or "", email=values.get("email") or "", website=values.get("website") or "",
    ).fill_keys()  # fmt: skip


def _write_successions(plan: IntakePlan) -> None:
    ops = plan.of("successions", CREATE)
    codes = {op.values[side] for op in ops for side in ("predecessor", "successor")}
    known = {row.code: row for row in Agency.objects.filter(code__in=codes)} if len(codes) < 500 else _all(Agency)
    _created(Succession, [
        Succession(
            predecessor=known[op.values["predecessor"]], successor=known[op.values["successor"]],
            kind=op.values["kind"], share=op.values["share"], on=op.values["on"],
            decision=(op.values.get("decision") or "")[:300],
        )
        for op in ops
    ])  # fmt: skip


def _all(model: type[Any]) -> dict[str, Any]:
    return {row.code: row for row in model._default_manager.all()}


def _write_posts(plan: IntakePlan) -> None:
    for op in plan.of("posts", CHANGE, END):
        Post.objects.filter(pk=op.row.pk).update(**op.changed)
    fresh = plan.of("posts", CREATE)
    agencies = _all(Agency) if fresh else {}
    _created(Post, [
        Post(
            agency=agencies[op.values["agency"]], code=op.values["code"], title=op.values["title"],
            is_head=op.values.get("seat") == "head", is_deputy=op.values.get("seat") == "deputy",
            position=500 if op.values.get("position") is None else int(op.values["position"]),
            valid_from=op.values["valid_from"], valid_to=op.values.get("valid_to"),
        )
        for op in fresh
    ])  # fmt: skip


def _write_people(plan: IntakePlan) -> None:
    for op in plan.of("officials", CHANGE):
        row = Official.objects.get(pk=op.row.pk)
        for name, value in op.changed.items():
            setattr(row, name, value)
        row.fill_keys().save()
    _created(Official, [
        Official(
            code=op.values["code"], full_name=op.values["full_name"], phone=op.values.get("phone") or "",
            email=op.values.get("email") or "", is_active=op.values.get("active") != "no",
        ).fill_keys()
        for op in plan.of("officials", CREATE)
    ])  # fmt: skip


def _write_appointments(plan: IntakePlan) -> None:
    for op in plan.of("appointments", CHANGE, END):
        Appointment.objects.filter(pk=op.row.pk).update(**op.changed)
    fresh = plan.of("appointments", CREATE)
    if not fresh:
        return
    officials = _all(Official)
    posts: dict[tuple[str, str], list[Post]] = {}
    for post in Post.objects.select_related("agency"):
        posts.setdefault((post.agency.code, post.code), []).append(post)
    rows = []
    for op in fresh:
        values = op.values
        seats = posts[values["agency"], values["post"]]
        post = next(
            row for row in seats
            if row.valid_from <= values["from_on"] and (row.valid_to is None or values["from_on"] < row.valid_to)
        )  # fmt: skip
        rows.append(
            Appointment(official=officials[values["official"]], post=post, from_on=values["from_on"],
                        to_on=values.get("to_on"), decision=(values.get("decision") or "")[:300])
        )  # fmt: skip
    _created(Appointment, rows)


def _write_groups(plan: IntakePlan) -> None:
    for op in plan.of("groups", CHANGE):
        AgencyGroup.objects.filter(pk=op.row.pk).update(**op.changed)
    _created(AgencyGroup, [
        AgencyGroup(
            code=op.values["code"], name=op.values["name"][:160], surfaces=listed(op.values.get("surfaces") or ""),
            rule={"any": op.values["ways"]},
            position=500 if op.values.get("position") is None else int(op.values["position"]),
        )
        for op in plan.of("groups", CREATE)
    ])  # fmt: skip
