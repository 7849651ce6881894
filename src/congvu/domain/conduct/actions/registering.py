"""Ghi sổ: measures that are no discipline, and people who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotAllowed
from congvu.domain.conduct.actions.steps import cause_of, not_in_the_future
from congvu.domain.conduct.models import Category, Leaver, Measure
from congvu.domain.conduct.queries.files import HANDLE
from congvu.domain.conduct.queries.registers import KEEP_LEAVERS, family_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.policy import people
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org


@transaction.atomic
def enter_measure(
    *, actor: Actor, keeper_id: int, sort: str, agency_id: int, number: str, issued_on: date, issued_by: str,
    words: str, official_id: int | None = None, source: str = "", cause_code: str = "", now: datetime,
) -> Measure:
    """Ghi biện pháp xử lý. A management remark to a unit or person, a personnel measure to a person; with its document
    and its cause. Journal: `conduct.measure_entered`."""
    require(actor, HANDLE, keeper_id)
    if official_id is not None and official_id == actor.official_id:
        raise NotAllowed(_("Nobody enters a measure about himself."))
    family = family_of(sort)
    if not family:
        raise Invalid(_("Choose the measure."), field="sort")
    if family == Measure.Family.PERSONNEL and official_id is None:
        raise Invalid(_("A personnel measure is about a person."), field="official")
    cause = cause_of(actor, cause_code)
    if cause is None and not source.strip():
        raise Invalid(_("Name the paper this comes from, or the case."), field="source")
    not_in_the_future(issued_on, people.local_date(now), "issued_on")
    row = Measure.objects.create(
        family=family, sort=sort, agency_id=agency_id, official_id=official_id, keeper_id=keeper_id, cause=cause,
        number=needed_words(number, "number", _("Give the number of the document, or of the minutes."), 100),
        issued_on=issued_on, issued_by=needed_words(issued_by, "issued_by", _("Say who issued it."), 200),
        words=needed_words(words, "words", _("Say what it is about."), 2000), source=source.strip()[:500],
        entered_at=now, entered_by=actor.signature,
    )  # fmt: skip
    record(
        stream=f"conduct/measure/{row.pk}", verb="conduct.measure_entered", at=now, actor=actor.signature,
        body={"family": family, "sort": sort, "number": row.number, "issued_on": issued_on.isoformat(),
              "cause": cause.code if cause else ""},
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True)
class Left:
    """Người thôi việc. `official_id` where the person is known here; name and year of birth always."""

    name: str
    category: str
    post: str
    field: str
    born_in: int
    left_on: date
    way: str
    ground: str
    is_leader: bool = False
    official_id: int | None = None
    basis: str = ""
    words: str = ""


@transaction.atomic
def enter_leaver(*, actor: Actor, agency_id: int, left: Left, now: datetime) -> Leaver:
    """Ghi sổ người thôi việc, bỏ việc. Once for a person and a day. Journal: `conduct.leaver_entered`."""
    require(actor, KEEP_LEAVERS, agency_id)
    if left.category not in Category.values or left.way not in Leaver.Way.values:
        raise Invalid(_("Choose category and way of leaving."), field="way")
    if left.ground not in Leaver.Ground.values:
        raise Invalid(_("Choose the ground of leaving."), field="ground")
    not_in_the_future(left.left_on, people.local_date(now), "left_on")
    if not 15 <= left.left_on.year - left.born_in <= 90 or left.born_in < 1940:
        raise Invalid(_("This year of birth does not fit the day of leaving."), field="born_in")
    if left.official_id is not None:
        org.official_by_id(left.official_id)
    try:
        with transaction.atomic():
            row = Leaver.objects.create(
                agency_id=agency_id, official_id=left.official_id,
                name=needed_words(left.name, "name", _("Give the name."), 200), category=left.category,
                post=needed_words(left.post, "post", _("Give the post."), 200), is_leader=left.is_leader,
                field=needed_words(left.field, "field", _("Give the field of work."), 200), born_in=left.born_in,
                left_on=left.left_on, way=left.way, ground=left.ground, basis=left.basis.strip()[:300],
                words=left.words.strip()[:2000], entered_at=now, entered_by=actor.signature,
            )
    except IntegrityError as clash:
        raise Invalid(_("This person stands in the register with that day already."), field="name") from clash
    record(
        stream=f"conduct/leaver/{row.pk}", verb="conduct.leaver_entered", at=now, actor=actor.signature,
        body={"way": row.way, "ground": row.ground, "left_on": row.left_on.isoformat()},
    )
    return row
