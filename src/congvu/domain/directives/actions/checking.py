"""What the desk says of a clause, and whether a clause can mean it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import read_limit
from congvu.domain.directives.models import Clause, Directive
from congvu.domain.directives.queries.recurring import checked
from congvu.kernel.casework.policy import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An assignee as the desk chose it: a name as it stands in the text, and the unit or the group it means."""

    surface: str
    agency_id: int | None = None
    group_id: int | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the desk says of a clause. Dates and limits exclude each other; both may be empty.

    What comes again has the day of its periods instead of a deadline, and an end; see `core.recurrence`.
    """

    nature: str
    mode: str
    due_on: date | None = None
    due_exclusive: bool = False
    due_limit: str = ""
    recurrence: str = ""
    recur_day: int | None = None
    recur_month: int | None = None
    recur_following: bool = False
    recur_until: date | None = None
    recur_with_order: bool = False
    review_limit: str = ""
    report_to: str = ""
    leads: tuple[Chosen, ...] = ()
    coordinators: tuple[Chosen, ...] = ()


def check_correction(directive: Directive, correction: Correction, now: datetime) -> None:
    """Invalid, naming the field, for what no clause can mean."""
    if correction.nature not in Clause.Nature.values:
        raise Invalid(_("Choose what this clause is."), field="nature")
    if correction.mode not in Clause.Mode.values:
        raise Invalid(_("Choose how it is issued."), field="mode")
    if correction.mode == Clause.Mode.ONE_LEAD and len(correction.leads) > 1:
        raise Invalid(
            _("A task has one lead."),
            field="leads",
            hint=_("Name the others as coordinators, or issue the clause to each of them."),
        )
    _check_deadline(directive, correction)
    _check_rhythm(correction, now)


def _check_deadline(directive: Directive, correction: Correction) -> None:
    if correction.due_on is not None and correction.due_limit:
        raise Invalid(_("Give either a date or a period, not both."), field="due_limit")
    issued_on = directive.document.issued_on
    if correction.due_on is not None and issued_on is not None and correction.due_on < issued_on:
        raise Invalid(
            _("The deadline %(due)s lies before the date of the document (%(on)s).")
            % {"due": f"{correction.due_on:%d/%m/%Y}", "on": f"{issued_on:%d/%m/%Y}"},
            field="due_on",
        )
    if correction.due_limit:
        read_limit(correction.due_limit)


def _check_rhythm(correction: Correction, now: datetime) -> None:
    if correction.recurrence not in ("", *Clause.Recurrence.values):
        raise Invalid(_("Choose how often it comes again."), field="recurrence")
    if correction.review_limit:
        read_limit(correction.review_limit)
    if correction.recurrence in ("", Clause.Recurrence.CONTINUOUS) or correction.mode == Clause.Mode.CIRCULATE:
        return
    if correction.due_on is not None or correction.due_limit:
        raise Invalid(
            _("A duty that comes again has no single deadline."), field="due_on",
            hint=_("Give its day in each period, and its last day as the end."),
        )
    checked(
        rhythm=correction.recurrence, day=correction.recur_day, month=correction.recur_month,
        following=correction.recur_following, exclusive=correction.due_exclusive,
        since=people.local_date(now), until=correction.recur_until,
        with_order=correction.recur_with_order, review_limit=correction.review_limit,
    )
