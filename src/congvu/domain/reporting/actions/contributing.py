"""Báo cáo của đơn vị: writing, handing in; the office returns it with a ground or accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc
from congvu.domain.reporting.actions.asking import KIND
from congvu.domain.reporting.models import Contribution, FigureValue, SectionText
from congvu.domain.reporting.queries.requests import KEEP, computed, filled
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import (
    begin,
    doer_still_there,
    require_holder,
    require_office,
    require_other_hands,
)
from congvu.kernel.casework.models import Case, Whose

LONGEST = 50_000
_BIGGEST = Decimal(10) ** 15


def _begin(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Contribution]:
    """Who acts, the case under lock with the move allowed, and its contribution."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=KIND, move=move)
    return who, case, Contribution.objects.select_related("request", "case").get(case=case)


def _require_keeper(who: Actor, actor: Actor, case: Case) -> None:
    require_office(who, case, KEEP, _("Only the office that asked for the report does this."))
    require_other_hands(who, actor, case)


@transaction.atomic
def write(
    *, actor: Actor, case_id: int, texts: Mapping[int, str], values: Mapping[int, tuple[Decimal | None, str]],
    now: datetime, behalf: int | None = None,
) -> Contribution:
    """Soạn báo cáo. Keep what the unit has written so far; `values` are (number, words beside it) by figure.

    Computed figures are not typed: a number for one is refused, words beside it are kept. No journal line: a draft
    is the unit's own until it is handed in.
    """
    who, case, contribution = _begin(actor, case_id, "submit", now, None, behalf)
    require_holder(who, case)
    asked = contribution.request
    sections = {section.pk for section in asked.sections.all()}
    figures = {one.pk: one for one in asked.figures.all()}
    if set(texts) - sections or set(values) - set(figures):
        raise Invalid(_("The outline has changed; open the page again."))
    for pk, text in texts.items():
        if len(text) > LONGEST:
            raise Invalid(_("A section may have at most %(n)d characters.") % {"n": LONGEST}, field=f"section_{pk}")
        SectionText.objects.update_or_create(
            contribution=contribution, section_id=pk,
            defaults={"text": nfc(text).strip(), "written_at": now, "written_by": actor.signature},
        )
    for pk, (number, words) in values.items():
        if figures[pk].measure and number is not None:
            raise Invalid(_("This figure is computed by the system and not typed in."), field=f"figure_{pk}")
        if number is not None and abs(number) >= _BIGGEST:
            raise Invalid(_("This number is too large."), field=f"figure_{pk}")
        FigureValue.objects.update_or_create(
            contribution=contribution, figure_id=pk,
            defaults={"value": number, "words": nfc(words).strip()[:500], "written_at": now,
                      "written_by": actor.signature},
        )
    return contribution


def compute_figures(contribution: Contribution, now: datetime, by: str) -> None:
    """Fill in the figures that are declared measures, as they stand now; words beside them stay."""
    asked = contribution.request
    for one in asked.figures.exclude(measure=""):
        top, bottom = computed(one.measure, contribution.agency_id, asked.since, asked.until, now)
        FigureValue.objects.update_or_create(
            contribution=contribution, figure=one,
            defaults={"value": None, "numerator": top, "denominator": bottom, "computed": True, "written_at": now,
                      "written_by": by},
        )


@transaction.atomic
def submit(
    *, actor: Actor, case_id: int, now: datetime, expected_seq: int | None = None, behalf: int | None = None,
    words: str = "",
) -> Case:
    """Gửi báo cáo. Everything asked for must be there; computed figures are taken as of now; the clock stands.

    Raises `Invalid` naming what is missing. Journal: `report_contribution.submitted`.
    """
    who, case, contribution = _begin(actor, case_id, "submit", now, expected_seq, behalf)
    require_holder(who, case)
    compute_figures(contribution, now, actor.signature)
    done = filled(contribution)
    if done.missing:
        raise Invalid(
            _("Still missing: %(what)s.") % {"what": "; ".join(done.missing[:8])},
            hint=_("Fill it in, or write in words why there is nothing to report."),
        )
    body = {
        "words": words.strip(), "sections": {section.title: text.text for section, text in done.sections if text},
        "figures": {one.name: _said(value) for one, value in done.figures if value},
    }
    commit(
        [Change(
            case, "report_contribution.submitted",
            {"phase": "submitted", "station": "merge", "stopped_at": now, "whose_clock": Whose.HIGHER,
             "holder_agency_id": case.issuing_agency_id, "holder_official_id": None,
             "doer_official_id": who.official_id},
            clock=(ClockDraft("pause", now, Whose.HIGHER),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


def _said(value: FigureValue) -> list[str | int | None]:
    if value.computed:
        return [value.numerator, value.denominator, value.words]
    return [None if value.value is None else str(value.value), value.words]


@transaction.atomic
def return_contribution(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại báo cáo. With a coded ground; the clock goes on. Journal: `report_contribution.returned`."""
    who, case, _contribution = _begin(actor, case_id, "return", now, expected_seq, behalf)
    _require_keeper(who, actor, case)
    require_ground("return", ground, now)
    commit(
        [Change(
            case, "report_contribution.returned",
            {"phase": "assigned", "station": "write", "stopped_at": None, "whose_clock": Whose.AGENCY,
             "holder_agency_id": case.accountable_agency_id, "holder_official_id": doer_still_there(case, now),
             "doer_official_id": None, "times_returned": case.times_returned + 1, "next_event_at": case.due_at},
            clock=(ClockDraft("resume", now, Whose.AGENCY, ground=ground),),
            body={"ground": ground, "words": words.strip()},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def accept_contribution(
    *, actor: Actor, case_id: int, now: datetime, expected_seq: int | None = None, behalf: int | None = None
) -> Case:
    """Nhận báo cáo. The contribution goes into the merged report. Journal: `report_contribution.accepted`."""
    who, case, _contribution = _begin(actor, case_id, "take", now, expected_seq, behalf)
    _require_keeper(who, actor, case)
    commit(
        [Change(case, "report_contribution.accepted",
                {"phase": "accepted", "closed_at": now, "outcome": "accepted", "next_event_at": None},
                clock=(ClockDraft("stop", now),))],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def withdraw_contribution(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thu hồi yêu cầu. The unit need not report after all. Journal: `report_contribution.withdrawn`."""
    who, case, _contribution = _begin(actor, case_id, "withdraw", now, expected_seq, behalf)
    _require_keeper(who, actor, case)
    require_ground("withdrawal", ground, now)
    commit(
        [Change(case, "report_contribution.withdrawn",
                {"phase": "withdrawn", "closed_at": now, "outcome": "withdrawn", "next_event_at": None},
                clock=(ClockDraft("stop", now, ground=ground),), body={"ground": ground, "words": words.strip()})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case
