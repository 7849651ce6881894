"""Yêu cầu báo cáo: the outline, the figures, the units; sending it opens one case for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import nfc, skey
from congvu.core.working_time import FixedDate
from congvu.domain.reporting.models import Contribution, FigureAsked, ReportRequest, Section
from congvu.domain.reporting.queries.requests import KEEP, measure_choices, visible_to
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, open_cases
from congvu.kernel.casework.actions.codes import allocate_codes
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import close_of
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

KIND = "report_contribution"
MOST_SECTIONS, MOST_FIGURES, MOST_UNITS = 60, 100, 500


def prepare_request(
    *, actor: Actor, agency_id: int, title: str, since: date, until: date, due_on: date, sections: Sequence[str],
    figures: Sequence[tuple[str, str]], measures: Sequence[str], instructions: str = "", now: datetime,
) -> ReportRequest:  # fmt: skip
    """Lập đề cương báo cáo. `sections` are titles in order, `figures` pairs (name, unit) that units type in,
    `measures` names of declared measures that the system fills in.

    Nothing is asked yet. Raises `Invalid` with the field for an empty outline, a period that ends before it begins,
    a deadline before today, or a measure nobody declares. Journal: `report.prepared`.
    """
    require(actor, KEEP, agency_id)
    title = " ".join(nfc(title).split())
    titles = [" ".join(nfc(one).split()) for one in sections if one.strip()]
    typed = [(" ".join(nfc(name).split()), nfc(unit).strip()) for name, unit in figures if name.strip()]
    known = dict(measure_choices())
    if not title:
        raise Invalid(_("Name the report."), field="title")
    if until < since:
        raise Invalid(_("The end lies before the beginning."), field="until")
    if due_on < people.local_date(now):
        raise Invalid(_("The deadline has passed already."), field="due_on")
    if not titles and not typed and not measures:
        raise Invalid(_("Ask for at least one section or one figure."), field="sections")
    if len(titles) > MOST_SECTIONS or len(typed) + len(measures) > MOST_FIGURES:
        raise Invalid(_("The outline is longer than units could fill in."), field="sections")
    if set(measures) - set(known):
        raise Invalid(_("One of these measures is not declared."), field="measures")
    with transaction.atomic():
        asked = ReportRequest.objects.create(
            agency_id=agency_id, title=title[:500], skey=skey(title), since=since, until=until, due_on=due_on,
            instructions=nfc(instructions).strip(), made_at=now, made_by=actor.signature,
        )
        Section.objects.bulk_create(
            [Section(request=asked, position=place, title=one[:300]) for place, one in enumerate(titles, 1)]
        )
        rows = [(name[:300], unit[:60], "") for name, unit in typed]
        rows += [(known[name][:300], "", name) for name in dict.fromkeys(measures)]
        FigureAsked.objects.bulk_create(
            [
                FigureAsked(request=asked, position=place, name=name, unit=unit, measure=measure)
                for place, (name, unit, measure) in enumerate(rows, 1)
            ]
        )
        record(
            stream=asked.stream, verb="report.prepared", at=now, actor=actor.signature,
            body={"title": asked.title, "due_on": due_on.isoformat(), "sections": titles, "figures": rows},
        )
    return asked


def locked_request(actor: Actor, request_id: int) -> ReportRequest:
    """A request the actor keeps, locked."""
    seen = visible_to(actor).values("pk")
    rows = ReportRequest.objects.select_for_update(no_key=True, of=("self",))
    asked = rows.filter(pk=request_id, pk__in=seen).first()
    if asked is None:
        raise NotFound(_("There is no such request, or it is not open to you."))
    require(actor, KEEP, asked.agency_id)
    if asked.state == ReportRequest.State.ISSUED:
        raise MoveRefused(_("This report was issued; what was published stays."))
    return asked


def send_request(*, actor: Actor, request_id: int, agency_ids: Sequence[int], now: datetime) -> list[Case]:
    """Gửi yêu cầu báo cáo. A case with its clock for each unit that has none yet; returns the new ones.

    May be sent again to further units. Raises `Invalid` for no unit, an ended one, or the office itself. Journal:
    `report.sent`, and the first line of each case.
    """
    with transaction.atomic():
        asked = locked_request(actor, request_id)
        today = people.local_date(now)
        alive = {agency.pk for agency in org.agencies_on(today)}
        chosen = [pk for pk in dict.fromkeys(agency_ids) if pk != asked.agency_id]
        if not chosen or len(chosen) > MOST_UNITS:
            raise Invalid(_("Choose the units that report, at most %(most)s.") % {"most": MOST_UNITS}, field="agencies")
        if set(chosen) - alive:
            raise Invalid(_("Choose units that exist today."), field="agencies")
        known = set(asked.contributions.values_list("agency_id", flat=True))
        new = [pk for pk in chosen if pk not in known]
        if not new:
            raise Invalid(_("All of these units have been asked already."), field="agencies")
        changes = _cases(asked, new, now)
        open_cases(changes, actor=actor, now=now)
        Contribution.objects.bulk_create(
            [
                Contribution(case=change.case, request=asked, agency_id=pk)
                for change, pk in zip(changes, new, strict=True)
            ]
        )
        asked.state, asked.sent_at = ReportRequest.State.SENT, asked.sent_at or now
        asked.save(update_fields=["state", "sent_at"])
        record(
            stream=asked.stream, verb="report.sent", at=now, actor=actor.signature,
            body={"agencies": new, "cases": [change.case.code for change in changes]},
        )
    return [change.case for change in changes]


def _cases(asked: ReportRequest, agency_ids: Sequence[int], now: datetime) -> list[Change]:
    today = people.local_date(now)
    codes = allocate_codes(kinds.get(KIND).series, today.year, len(agency_ids))
    limit = FixedDate(asked.due_on).code
    changes = []
    for code, agency_id in zip(codes, agency_ids, strict=True):
        due = close_of(org.calendar_of(agency_id), asked.due_on)
        case = Case(
            code=code, kind=KIND, title=asked.title, law_on=today, phase="assigned", station="write",
            skey=skey(f"{code} {asked.title} {people.agency_name(agency_id)}"), accountable_agency_id=agency_id,
            issuing_agency_id=asked.agency_id, holder_agency_id=agency_id, opened_at=now, first_due_at=due, due_at=due,
            holder_official_id=people.head_id_of(agency_id, today), due_basis={"limit": limit, "words": ""},
        )
        clock = ClockDraft("start", now, limit=limit, fixed_at=due, rule="reporting.deadline")
        changes.append(Change(case, "report_contribution.asked", clock=(clock,), body={"request": asked.pk}))
    return changes
