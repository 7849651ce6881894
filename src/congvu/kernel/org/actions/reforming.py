"""Thực hiện một đợt sắp xếp: many agencies end, are renamed and founded by one decision, in one act.

The lines of the act are checked as a whole (`queries.reform`), then written in one transaction: what ends and its
units, posts and appointments; what is founded; what goes on under another name; who inherits which share. One line
of the journal speaks of the act, one for each sort of ending of what ended by it.

Legal basis: Luật Tổ chức chính quyền địa phương 2025 (two tiers from 1 July 2025); the decision is named in each act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import skey
from congvu.kernel.org.actions.agencies import NewAgency, locked_all, make_agencies
from congvu.kernel.org.actions.ending import end_all
from congvu.kernel.org.actions.lines import ask_to_follow, write_line
from congvu.kernel.org.actions.reorganising import PERMISSION, VERBS, go_on
from congvu.kernel.org.models import Agency, Appointment, Official, Post, Reform, ReformMoves, Succession
from congvu.kernel.org.policy import ActingPerson, require
from congvu.kernel.org.queries.reform import Ending, ReformPlan, plan_of

#: Rows told by one line of the journal.
ROWS_PER_LINE = 200


@transaction.atomic
def draft_reform(
    *,
    actor: ActingPerson,
    name: str,
    decision: str,
    on: date,
    lines: Sequence[Mapping[str, Any]],
    founded: Sequence[Mapping[str, Any]] = (),
    staff: Sequence[Mapping[str, Any]] = (),
    pins: Mapping[str, str] | None = None,
    reform: Reform | None = None,
    now: datetime,
) -> Reform:
    """Dự thảo đợt sắp xếp. Keep the rows of an act sheet, or new ones for a draft; nothing of the organisation changes.

    Mistakes in the rows are no refusal: the preview lists them. Journals `reform.drafted`.
    """
    require(actor, PERMISSION)
    if not name.strip():
        raise Invalid(_("Give the reorganisation a name."), field="name")
    if not decision.strip():
        raise Invalid(_("Name the decision this rests on."), field="decision")
    row = reform or Reform(drafted_at=now, drafted_by=f"{actor.name} ({actor.login})")
    if reform is not None and _locked(reform).state != Reform.State.DRAFT:
        raise MoveRefused(_("Only a draft can be changed."))
    row.name, row.decision, row.on, row.fault = name.strip(), decision.strip(), on, ""
    row.lines, row.founded, row.staff = [dict(r) for r in lines], [dict(r) for r in founded], [dict(r) for r in staff]
    row.pins = dict(pins or {})
    body = {"name": row.name, "decision": row.decision, "on": on.isoformat(), "lines": len(lines),
            "founded": len(founded)}  # fmt: skip
    write_line("reform.drafted", actor=actor, behalf="", now=now, body=body)
    row.save()
    return row


@transaction.atomic
def drop_draft(*, actor: ActingPerson, reform: Reform, now: datetime) -> None:
    """Bỏ dự thảo. A draft that will not be carried out is thrown away; journals `reform.dropped`."""
    require(actor, PERMISSION)
    row = _locked(reform)
    if row.state != Reform.State.DRAFT:
        raise MoveRefused(_("Only a draft can be changed."))
    write_line("reform.dropped", actor=actor, behalf="", now=now, body={"name": row.name, "decision": row.decision})
    row.delete()


def begin_reform(*, actor: ActingPerson, reform: Reform) -> Reform:
    """Mark the act as being carried out, so that nobody starts it twice. Raises Invalid for a draft with problems."""
    require(actor, PERMISSION)
    with transaction.atomic():
        row = _locked(reform)
        if row.state != Reform.State.DRAFT:
            raise MoveRefused(_("This reorganisation is being carried out or has been carried out already."))
        _refuse_problems(plan_of(row))
        row.state, row.fault = Reform.State.RUNNING, ""
        row.save(update_fields=["state", "fault"])
    return row


def give_up(*, reform_id: int, why: str) -> None:
    """Put an act that could not be carried out back among the drafts, with the reason."""
    Reform.objects.filter(pk=reform_id, state=Reform.State.RUNNING).update(state=Reform.State.DRAFT, fault=why[:2000])


def note_moved(*, reform_id: int, moves: Sequence[Sequence[Any]]) -> None:
    """Keep which open cases have gone to their heirs, in the transaction that moved them; the progress bar counts."""
    if moves:
        ReformMoves.objects.create(reform_id=reform_id, moves=[list(move) for move in moves])
        Reform.objects.filter(pk=reform_id).update(moved=F("moved") + len(moves))


def note_to_move(*, reform_id: int, count: int) -> None:
    """Say how many open cases are to go to heirs, those that have gone already included."""
    Reform.objects.filter(pk=reform_id).update(to_move=F("moved") + count)


@transaction.atomic
def apply_reform(*, actor: ActingPerson, reform: Reform, now: datetime, behalf: str = "") -> Reform:
    """Thực hiện đợt sắp xếp. All lines of the act or none; the open cases follow by a job (`ask_to_follow`).

    Raises NotAllowed, MoveRefused (carried out already), Invalid with the first problems of the plan.
    """
    row = _locked(reform)
    if row.state not in (Reform.State.DRAFT, Reform.State.RUNNING):
        raise MoveRefused(_("This reorganisation is being carried out or has been carried out already."))
    plan = plan_of(row)
    _refuse_problems(plan)
    ended = locked_all([agency for agency, _ending in plan.ending_units])
    for agency in ended:
        require(actor, PERMISSION, agency.pk)
    require(actor, PERMISSION)
    body = {"name": row.name, "decision": row.decision, "on": row.on.isoformat(), "ended": len(ended),
            "founded": len(plan.founded)}  # fmt: skip
    write_line("reform.applied", actor=actor, behalf=behalf, now=now, body=body)
    fresh = {agency.code: agency for agency in ended}
    stops = [ending for ending in plan.endings if not ending.goes_on]
    end_all([fresh[agency.code] for ending in stops for agency in (ending.agency, *ending.units)], row.on)
    made = _found_and_go_on(plan, row, fresh, actor=actor, now=now, behalf=behalf)
    _write_heirs(stops, row, fresh, made, actor=actor, now=now, behalf=behalf)
    _place_staff(row, made, actor=actor, now=now, behalf=behalf)
    appointed = sorted(Appointment.objects.filter(post__agency__in=list(made.values())).values_list("pk", flat=True))
    row.state, row.applied_at, row.applied_by = Reform.State.APPLIED, now, f"{actor.name} ({actor.login})"
    row.result = {"ended": [agency.code for agency in ended], "made": sorted(made), "appointments": appointed}
    row.save(update_fields=["state", "applied_at", "applied_by", "result"])
    ask_to_follow([agency.pk for agency in ended], on=row.on, now=now, reform_id=row.pk)
    return row


def _locked(reform: Reform) -> Reform:
    found = Reform.objects.select_for_update(no_key=True).filter(pk=reform.pk).first()
    if found is None:
        raise NotFound(_("There is no such reorganisation."))
    return found


def _refuse_problems(plan: ReformPlan) -> None:
    if plan.problems:
        first = "; ".join(problem.text for problem in plan.problems[:3])
        raise Invalid(
            _("The act cannot be carried out yet: %(problems)s") % {"problems": first},
            field="lines",
            hint=_("Correct the sheet; nothing has been written."),
        )


def _found_and_go_on(
    plan: ReformPlan, reform: Reform, fresh: dict[str, Agency], *, actor: ActingPerson, now: datetime, behalf: str
) -> dict[str, Agency]:
    """By code: the agencies that begin, upper before lower. Successors by renaming take posts and people along."""
    goes = {ending.heirs[0][0]: ending for ending in plan.endings if ending.goes_on}
    made: dict[str, Agency] = {}
    waiting = dict(plan.founded)
    parents = {row.code: row for row in Agency.objects.filter(code__in=[r.get("parent") for r in waiting.values()])}
    while waiting:
        ready = [code for code, row in waiting.items() if row.get("parent", "") not in waiting]
        if not ready:
            raise Invalid(_("An agency cannot be put below itself."), field="founded")
        fresh_rows = []
        for code in ready:
            row = waiting.pop(code)
            above = made.get(row.get("parent", "")) or parents.get(row.get("parent", ""))
            new = new_agency(row, above)
            if code not in goes:
                fresh_rows.append(new)
                continue
            ending = goes[code]
            done = go_on(
                ending.act, fresh[ending.agency.code], new, actor=actor, on=reform.on, decision=reform.decision,
                now=now, behalf=behalf, follow=False,
            )  # fmt: skip
            made |= {agency.code: agency for agency in done.made}
        begun = Agency.objects.bulk_create(make_agencies(fresh_rows, reform.on), batch_size=500)
        made |= {agency.code: agency for agency in begun}
        for start in range(0, len(begun), ROWS_PER_LINE):
            told = [
                {"code": agency.code, "name": agency.name, "parent": agency.parent.code if agency.parent else ""}
                for agency in begun[start : start + ROWS_PER_LINE]
            ]
            body = {"founded": told, **_basis(reform)}
            write_line("agencies.founded", actor=actor, behalf=behalf, now=now, body=body)
    return made


def new_agency(row: Mapping[str, Any], above: Agency | None) -> NewAgency:
    """A row of the second sheet as what the act of founding takes; kind and level follow the agency above if empty."""
    position = str(row.get("position", "") or "500")
    return NewAgency(
        code=str(row.get("code", "")),
        name=str(row.get("name", "")),
        kind=str(row.get("kind", "") or "division"),
        level=str(row.get("level", "") or (above.level if above else "province")),
        parent=above,
        short_name=str(row.get("short_name", ""))[:80],
        symbol=str(row.get("symbol", ""))[:20],
        aliases=tuple(part.strip() for part in str(row.get("aliases", "")).split(";") if part.strip()),
        place_kind=str(row.get("place_kind", "")),
        place_name=str(row.get("place_name", ""))[:80],
        address=str(row.get("address", ""))[:200],
        position=int(position) if position.isdigit() and int(position) < 32767 else 500,
    )


def _write_heirs(
    stops: list[Ending], reform: Reform, fresh: dict[str, Agency], made: dict[str, Agency], *, actor: ActingPerson,
    now: datetime, behalf: str,
) -> None:  # fmt: skip
    """Who takes over which share of what ended, units included; one line of the journal for each sort of ending."""
    known = {heir for ending in stops for heir, _share in ending.heirs} - set(made)
    heirs = {row.code: row for row in Agency.objects.filter(code__in=known)} | made
    told: dict[str, list[dict[str, Any]]] = {}
    rows: list[Succession] = []
    for ending in stops:
        for heir, _share in ending.heirs:
            require(actor, PERMISSION, heirs[heir].pk)
        told.setdefault(ending.act, []).append(
            {"code": ending.agency.code, "name": ending.agency.name, "units": [unit.code for unit in ending.units],
             "heirs": [[heir, f"{share.normalize():f}"] for heir, share in ending.heirs]}
        )  # fmt: skip
        rows += [
            Succession(
                predecessor=fresh[agency.code], successor=heirs[heir], kind=ending.act, on=reform.on,
                share=share, decision=reform.decision,
            )
            for agency in (ending.agency, *ending.units)
            for heir, share in ending.heirs
        ]  # fmt: skip
    for act, ended in told.items():
        for start in range(0, len(ended), ROWS_PER_LINE):
            body = {"ended": ended[start : start + ROWS_PER_LINE], **_basis(reform)}
            write_line(VERBS[act], actor=actor, behalf=behalf, now=now, body=body)
    Succession.objects.bulk_create(rows, batch_size=500)


def _place_staff(
    reform: Reform, made: dict[str, Agency], *, actor: ActingPerson, now: datetime, behalf: str
) -> None:
    """Posts and appointments that begin with the act."""
    if not reform.staff:
        return
    known = {row.code: row for row in Agency.objects.filter(code__in={row["agency"] for row in reform.staff})} | made
    officials = {row.code: row for row in Official.objects.filter(code__in={row["official"] for row in reform.staff})}
    for place, row in enumerate(reform.staff, 1):
        agency = known[row["agency"]]
        require(actor, "org.official.edit", agency.pk)
        code = row.get("post") or skey(row["title"]).replace(" ", "-")[:50]
        post = Post.objects.filter(agency=agency, code=code, valid_to=None).first() or Post.objects.create(
            agency=agency, code=code, title=row["title"][:120], valid_from=reform.on, position=place,
            is_head=row.get("seat") == "head", is_deputy=row.get("seat") == "deputy",
        )  # fmt: skip
        holder = Appointment.objects.filter(post=post, to_on=None).select_related("official").first()
        if holder is not None:
            raise Invalid(
                _("Row %(line)s: %(name)s fills this post already.")
                % {"line": row.get("line", place), "name": holder.official.full_name},
                field="staff",
            )
        Appointment.objects.create(
            official=officials[row["official"]], post=post, from_on=reform.on, decision=reform.decision
        )
    for start in range(0, len(reform.staff), ROWS_PER_LINE):
        body = {"appointed": [{key: row.get(key, "") for key in ("official", "agency", "post", "title")}
                              for row in reform.staff[start : start + ROWS_PER_LINE]], **_basis(reform)}  # fmt: skip
        write_line("officials.appointed", actor=actor, behalf=behalf, now=now, body=body)


def _basis(reform: Reform) -> dict[str, Any]:
    return {"on": reform.on.isoformat(), "decision": reform.decision}

