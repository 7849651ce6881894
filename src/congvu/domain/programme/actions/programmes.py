"""Lập và phê duyệt chương trình công tác."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.core.working_time import FixedDate
from congvu.domain.programme.actions.steps import due_moment
from congvu.domain.programme.models import Item, Programme, Stage
from congvu.domain.programme.policy import days
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked_many
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.journal.actions import record


@transaction.atomic
def open_programme(
    *, actor: Actor, agency_id: int, year: int, quarter: int | None = None, title: str = "",
    register_by: date | None = None, now: datetime,
) -> Programme:
    """Mở đăng ký chương trình công tác of a year or a quarter. The registration date comes from the rulebook unless
    the agency names another one. Invalid when there is one already."""
    require(actor, "programme.programme.open", agency_id)
    if not days.FIRST_YEAR <= year <= days.LAST_YEAR:
        raise Invalid(_("Write a year between 2004 and 2100."), field="year")
    if quarter is not None and quarter not in days.QUARTERS:
        raise Invalid(_("A year has four quarters."), field="quarter")
    on = people.local_date(now)
    if Programme.objects.filter(agency_id=agency_id, year=year, quarter=quarter).exists():
        raise Invalid(_("There is a programme of this period already."), field="year")
    words = title.strip() or default_title(agency_id, year, quarter)
    programme = Programme.objects.create(
        agency_id=agency_id, year=year, quarter=quarter, title=words[:300], opened_at=now, opened_by=actor.signature,
        register_by=register_by or days.register_before(year, quarter, on),
    )
    record(
        stream=programme.stream, verb="programme.opened", at=now, actor=actor.signature,
        body={"title": programme.title, "agency": people.agency_name(agency_id), "year": year, "quarter": quarter,
              "register_by": programme.register_by.isoformat()},
    )
    return programme


def default_title(agency_id: int, year: int, quarter: int | None) -> str:
    """What the programme is called unless somebody says otherwise."""
    numerals = ("I", "II", "III", "IV")
    period = f"quý {numerals[quarter - 1]} năm {year}" if quarter else f"năm {year}"
    return f"Chương trình công tác {period} của {people.agency_name(agency_id)}"


@transaction.atomic
def approve_programme(
    *, actor: Actor, programme_id: int, decision_code: str = "", now: datetime
) -> list[Case]:
    """Phê duyệt chương trình. Every item registered in time is admitted, and its dates become its baseline.

    Items that were registered late wait for a consent of their own; those that were running when the programme was
    entered have their baseline already. MoveRefused when there is nothing to approve.
    """
    programme = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    require(actor, "programme.programme.approve", programme.agency_id)
    if programme.state != Programme.State.OPEN:
        raise MoveRefused(_("This programme has been approved already."))
    waiting = Item.objects.filter(
        programme=programme, case__phase="registered", case__asking="", case__closed_at=None,
        case__in=visible_to(actor),
    )
    items = {item.case_id: item for item in waiting}
    if not items and not Item.objects.filter(programme=programme, admitted_at__isnull=False).exists():
        raise MoveRefused(
            _("No item waits to be admitted: there is nothing to approve."),
            hint=_("Units register their items first."),
        )
    cases = locked_many(actor, sorted(items))
    programme.state, programme.approved_at, programme.approved_by = Programme.State.APPROVED, now, actor.signature
    programme.decision_code = decision_code.strip()[:90]
    programme.save(update_fields=["state", "approved_at", "approved_by", "decision_code"])
    changes = []
    for case in cases:
        items[case.pk].programme = programme
        changes.append(admission(case, items[case.pk], now))
    commit(changes, actor=actor, now=now)
    record(
        stream=programme.stream, verb="programme.approved", at=now, actor=actor.signature,
        body={"items": [case.code for case in cases], "decision": programme.decision_code},
    )
    return cases


def admission(case: Case, item: Item, now: datetime) -> Change:
    """The change by which an item is admitted; writes its baseline, which nothing changes afterwards."""
    on = people.local_date(now)
    submit_on = max(item.proposed_on, on)
    begin = max(on, days.bounds(item.programme.year, item.programme.quarter)[0])
    planned = dict(days.stage_days(people.local_date(item.registered_at), begin, submit_on, on))
    stages = list(Stage.objects.filter(item=item))
    for stage in stages:
        stage.planned_on = stage.baseline_on = planned[stage.code]
        if stage.code == Stage.Code.REGISTER:
            stage.done_on = stage.baseline_on
    Stage.objects.bulk_update(stages, ["planned_on", "baseline_on", "done_on"])
    item.admitted_at, item.baseline_on = now, submit_on
    item.save(update_fields=["admitted_at", "baseline_on"])
    due = due_moment(case.accountable_agency_id, submit_on)
    limit = FixedDate(submit_on).code
    return Change(
        case, "programme_item.admitted",
        {"phase": "drafting", "station": "draft", "first_due_at": due, "due_at": due, "next_event_at": due,
         "due_basis": {"limit": limit, "words": item.programme.title, "source": item.programme.title}},
        clock=(ClockDraft("start", now, limit=limit, fixed_at=due, rule="programme.item.submit"),),
        body={"programme": item.programme.title, "baseline": submit_on.isoformat()},
    )  # fmt: skip
