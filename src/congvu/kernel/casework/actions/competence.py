"""Ma trận thẩm quyền: laying down, ending and withdrawing rows. Nothing is rewritten; the journal has every change."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.core.text import nfc
from congvu.core.working_time import read_limit
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.models import Competence, ConsultationTerm, RuleStanding, Silence, Tier
from congvu.kernel.casework.models.competence import DatedRule
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.competence import EDIT, SORTS
from congvu.kernel.journal.actions import record
from congvu.kernel.org.policy import overlap
from congvu.kernel.ui import formats

STREAM = "competence"
Row = TypeVar("Row", bound=DatedRule)
_MATTER = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@transaction.atomic
def lay_down_competence(
    *, actor: Actor, matter: str, label: str, tier: str, article: str, instrument: str, standing: str,
    valid_from: date, now: datetime, valid_to: date | None = None, agency_id: int | None = None, post: str = "",
    reason: str = "",
) -> Competence:
    """Ghi một dòng thẩm quyền. Who decides a matter from a day on, with article, instrument and standing.

    Invalid where another row of the matter holds on one of these days: end that one first.
    """
    require(actor, EDIT)
    if tier not in Tier.values:
        raise Invalid(_("Choose at which tier the matter is decided."), field="tier")
    if agency_id is not None and not people.is_valid_on(agency_id, valid_from):
        raise Invalid(_("This agency does not exist on that day."), field="agency")
    row = Competence(tier=tier, agency_id=agency_id, post=nfc(post).strip()[:120])
    said = {"tier": tier, "agency": people.agency_name(agency_id), "post": row.post}
    return _lay_down(
        row, "competence.laid_down", said, actor=actor, matter=matter, label=label, article=article,
        instrument=instrument, standing=standing, days=(valid_from, valid_to), reason=reason, now=now,
    )  # fmt: skip


@transaction.atomic
def lay_down_term(
    *, actor: Actor, matter: str, label: str, window: str, silence: str, article: str, instrument: str, standing: str,
    valid_from: date, now: datetime, valid_to: date | None = None, reason: str = "",
) -> ConsultationTerm:
    """Ghi thời hạn lấy ý kiến và hệ quả im lặng của một vấn đề. `window` reads like “3 working days”."""
    require(actor, EDIT)
    try:
        limit = read_limit(window.strip())
    except Refusal as refusal:
        raise Invalid(_("Write the window like “3 working days”."), field="window") from refusal
    if silence not in Silence.values:
        raise Invalid(_("Choose what silence means."), field="silence")
    row = ConsultationTerm(window=limit.code, silence=silence)
    return _lay_down(
        row, "consultation_term.laid_down", {"window": limit.code, "silence": silence}, actor=actor, matter=matter,
        label=label, article=article, instrument=instrument, standing=standing, days=(valid_from, valid_to),
        reason=reason, now=now,
    )  # fmt: skip


def _lay_down(
    row: Row, verb: str, said: dict[str, Any], *, actor: Actor, matter: str, label: str, article: str,
    instrument: str, standing: str, days: tuple[date, date | None], reason: str, now: datetime,
) -> Row:
    row.matter, row.label = matter.strip().lower(), " ".join(nfc(label).split())
    row.article, row.instrument = nfc(article).strip(), nfc(instrument).strip()
    row.standing, row.reason = standing, nfc(reason).strip()[:500]
    row.valid_from, row.valid_to = days
    row.made_at, row.made_by = now, actor.signature
    _check(row)
    _refuse_overlap(row)
    row.save(force_insert=True)
    dates = {"from": days[0].isoformat(), "to": days[1].isoformat() if days[1] else "", "standing": standing}
    _journal(row, verb, {**said, **dates, "reason": row.reason}, actor, now)
    return row


def _check(row: DatedRule) -> None:
    if len(row.matter) > 60 or not _MATTER.fullmatch(row.matter):
        raise Invalid(_("A code has small letters, digits, dots and hyphens only, at most 60."), field="matter")
    if not row.label or len(row.label) > 300:
        raise Invalid(_("Write the matter in words, at most 300 characters."), field="label")
    if not row.article or len(row.article) > 120:
        raise Invalid(_("Name the article (at most 120 characters)."), field="article")
    if not row.instrument or len(row.instrument) > 200:
        raise Invalid(_("Name the instrument: number, date, who issued it."), field="instrument")
    if row.standing not in RuleStanding.values:
        raise Invalid(_("Say whether the text was checked."), field="standing")
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        raise Invalid(_("The last day lies before the first."), field="valid_to")


def _refuse_overlap(row: DatedRule) -> None:
    """One row of a matter at a time: two answers to who decides would be none."""
    for other in type(row)._default_manager.select_for_update(no_key=True, of=("self",)).filter(
        matter=row.matter, withdrawn_at=None
    ):
        if overlap((other.valid_from, other.valid_to), (row.valid_from, row.valid_to)):
            raise Invalid(
                _("A row of this matter holds from %(day)s (%(source)s); end it first.")
                % {"day": formats.day(other.valid_from), "source": other.source},
                field="valid_from",
            )


@transaction.atomic
def end_row(*, actor: Actor, sort: str, row_id: int, on: date, because: str, now: datetime) -> DatedRule:
    """Kết thúc hiệu lực một dòng. `on` is the first day it no longer holds; what was done under it keeps it."""
    require(actor, EDIT)
    row = _locked(sort, row_id)
    if not because.strip():
        raise Invalid(_("Say why it ends: the instrument that replaces it."), field="because")
    if on <= row.valid_from:
        raise Invalid(_("It cannot end before it began; withdraw it if it was entered in error."), field="on")
    if row.valid_to is not None and row.valid_to <= on:
        raise Invalid(_("It ends before that day already."), field="on")
    row.valid_to, row.ended_at, row.ended_by, row.ended_because = on, now, actor.signature, because.strip()[:500]
    row.save(update_fields=["valid_to", "ended_at", "ended_by", "ended_because"])
    _journal(row, f"{_noun(sort)}.ended", {"on": on.isoformat(), "because": because.strip()}, actor, now)
    return row


@transaction.atomic
def withdraw_row(*, actor: Actor, sort: str, row_id: int, because: str, now: datetime) -> DatedRule:
    """Rút một dòng nhập nhầm. It counts no longer for anything; the row stays in the history with who withdrew it."""
    require(actor, EDIT)
    row = _locked(sort, row_id)
    if not because.strip():
        raise Invalid(_("Say why it is withdrawn."), field="because")
    row.withdrawn_at, row.ended_at, row.ended_by = now, now, actor.signature
    row.ended_because = because.strip()[:500]
    row.save(update_fields=["withdrawn_at", "ended_at", "ended_by", "ended_because"])
    _journal(row, f"{_noun(sort)}.withdrawn", {"because": because.strip()}, actor, now)
    return row


def _locked(sort: str, row_id: int) -> DatedRule:
    if sort not in SORTS:
        raise NotFound(_("There is no such list."))
    row = SORTS[sort]._default_manager.select_for_update(no_key=True, of=("self",)).filter(pk=row_id).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    if row.withdrawn_at is not None:
        raise Invalid(_("This row has been withdrawn already."))
    return row


def _noun(sort: str) -> str:
    return "competence" if sort == "competence" else "consultation_term"


def _journal(row: DatedRule, verb: str, said: dict[str, Any], actor: Actor, now: datetime) -> None:
    body = {"matter": row.matter, "label": row.label, "source": row.source, **said}
    record(stream=STREAM, verb=verb, at=now, actor=actor.signature, body=body)
