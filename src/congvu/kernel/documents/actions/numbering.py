"""Quy định cách đánh số văn bản đi: plans of series, councils with a series of their own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.models import CouncilSeries, NumberingPlan
from congvu.kernel.documents.models.catalogue import KINDS
from congvu.kernel.documents.queries.numbering import numbered_in
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency

PERMISSION = "documents.series.set"


def set_numbering_plan(
    *, actor: Actor, agency_id: int, from_year: int, mode: str, separate: tuple[str, ...] = (), basis: str = "",
    now: datetime,
) -> NumberingPlan:
    """Quy định cách đánh số từ một năm. Which kinds share a series, from 1 January of `from_year`.

    A year in which a number has been given keeps its plan: number and symbol must stay unique within the year.
    Journal: `numbering.planned`. Legal basis: NĐ 30/2020/NĐ-CP, Điều 15.
    """
    require(actor, PERMISSION, agency_id)
    if mode not in (NumberingPlan.ONE, NumberingPlan.PER_KIND, NumberingPlan.SOME):
        raise Invalid(_("Choose one of the values of the list."), field="mode")
    year = localdate(now).year
    if not year <= from_year <= year + 2:
        raise Invalid(_("Choose this year or one of the next two."), field="from_year")
    kinds = sorted(set(separate)) if mode == NumberingPlan.SOME else []
    if any(kind not in KINDS for kind in kinds) or (mode == NumberingPlan.SOME and not kinds):
        raise Invalid(_("Choose the kinds that have a series of their own."), field="separate")
    if not Agency.objects.filter(pk=agency_id).exists():
        raise NotFound(_("There is no such agency."))
    with transaction.atomic():
        # The agency's row is the lock: a number given at this moment waits, or is seen here.
        Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
        if numbered_in(agency_id, from_year):
            raise Invalid(
                _("Numbers of %(year)s have been given already; their order cannot change within the year.")
                % {"year": from_year},
                field="from_year", hint=_("Let the new order begin on 1 January of the next year."),
            )
        plan, _made = NumberingPlan.objects.update_or_create(
            agency_id=agency_id, from_year=from_year,
            defaults={
                "mode": mode, "separate": kinds, "basis": nfc(basis).strip()[:300], "set_at": now,
                "set_by_name": actor.name,
            },
        )
        record(
            stream=f"numbering/{agency_id}", verb="numbering.planned", at=now, actor=actor.signature,
            body={"from_year": from_year, "mode": mode, "separate": kinds, "basis": plan.basis},
        )
    return plan


def add_council(
    *, actor: Actor, agency_id: int, name: str, symbol: str, from_on: date, now: datetime
) -> CouncilSeries:
    """Lập dãy số riêng cho hội đồng, ban, tổ dùng con dấu của cơ quan. Journal: `numbering.council_added`."""
    require(actor, PERMISSION, agency_id)
    name, symbol = " ".join(nfc(name).split()), "".join(nfc(symbol).split())
    if not name or len(name) > 200:
        raise Invalid(_("Write the name of the council."), field="name")
    if not symbol or len(symbol) > 20 or "/" in symbol:
        raise Invalid(_("Write the symbol of the council, without blanks and slashes."), field="symbol")
    with transaction.atomic():
        if CouncilSeries.objects.filter(agency_id=agency_id, symbol=symbol).exists():
            raise Invalid(_("This symbol has a series of its own already."), field="symbol")
        council = CouncilSeries.objects.create(
            agency_id=agency_id, name=name, symbol=symbol, from_on=from_on, set_at=now, set_by_name=actor.name
        )
        record(
            stream=f"numbering/{agency_id}", verb="numbering.council_added", at=now, actor=actor.signature,
            body={"name": name, "symbol": symbol, "from_on": from_on.isoformat()},
        )
    return council


def end_council(*, actor: Actor, council_id: int, to_on: date, now: datetime) -> CouncilSeries:
    """Chấm dứt dãy số của hội đồng từ một ngày; its numbers stay. Journal: `numbering.council_ended`."""
    found = CouncilSeries.objects.filter(pk=council_id).first()
    if found is None:
        raise NotFound(_("There is no such council."))
    require(actor, PERMISSION, found.agency_id)
    with transaction.atomic():
        council = CouncilSeries.objects.select_for_update(no_key=True).get(pk=council_id)
        if to_on <= council.from_on:
            raise Invalid(_("The end lies before the beginning."), field="to_on")
        council.to_on = to_on
        council.save(update_fields=["to_on"])
        record(
            stream=f"numbering/{council.agency_id}", verb="numbering.council_ended", at=now, actor=actor.signature,
            body={"symbol": council.symbol, "to_on": to_on.isoformat()},
        )
    return council
