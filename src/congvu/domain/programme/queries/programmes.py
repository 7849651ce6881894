"""Chương trình công tác as an actor may see it: the programmes, the items of one, and what waits for a consent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.programme.models import Consent, Item, Programme, Stage
from congvu.domain.programme.policy import days
from congvu.domain.programme.queries.states import Standing, standings
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.kinds import Asked
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org
from congvu.kernel.ui import formats

#: Requests on the desk of a leader; the register of consents has them all.
MOST_ASKED = 200

READ = "programme.programme.read"


def programmes_for(actor: Actor) -> QuerySet[Programme]:
    """Every programme, newest first: that there is one is known to all who work with programmes."""
    if not actor.may(READ):
        return Programme.objects.none()
    return Programme.objects.select_related("agency").order_by("-year", "-quarter", "pk")


def programme_for(actor: Actor, programme_id: int) -> Programme:
    """One of them, or NotFound."""
    found = programmes_for(actor).filter(pk=programme_id).first()
    if found is None:
        raise NotFound(_("There is no such programme, or it is not open to you."))
    return found


def with_counts(actor: Actor) -> list[Programme]:
    """The programmes with `items_seen`: how many of the items the actor may see were not left out. One statement."""
    seen = Q(items__case__in=visible_to(actor)) & ~Q(items__admitted_at=None, items__case__closed_at__isnull=False)
    return list(programmes_for(actor).annotate(items_seen=Count("items", filter=seen, distinct=True)))


def items_of(actor: Actor, programme: Programme) -> QuerySet[Item]:
    """The items the actor may see: of the programme and, for a year's, of its quarters' programmes too."""
    within = Q(programme=programme)
    if programme.quarter is None:
        within |= Q(programme__agency_id=programme.agency_id, programme__year=programme.year)
    return (
        Item.objects.filter(within, case__in=visible_to(actor)).select_related("case", "programme", "drafter")
        .prefetch_related("partners", "stages").order_by("proposed_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the programme: the item, how it stands, its present stage."""

    pk: int
    item: Item
    case: Case
    standing: Standing
    stage: Stage | None

    @property
    def submit_on(self) -> date:
        """The present day of submission; the proposed one before the item is admitted."""
        return self.standing.due_on or self.item.proposed_on

    @property
    def state(self) -> str:
        return self.standing.state

    @property
    def drafter_name(self) -> str:
        return people.agency_name(self.item.drafter_id)

    @property
    def partner_names(self) -> str:
        return ", ".join(people.agency_name(row.agency_id) for row in self.item.partners.all())


def rows_of(actor: Actor, programme: Programme, at: datetime) -> list[ItemRow]:
    """The lines of the programme at a moment, by day of submission. A fixed number of statements."""
    items = list(items_of(actor, programme))
    known = standings(items, at)
    found = [
        ItemRow(item.pk, item, item.case, known[item.pk], _stage(item, known[item.pk]))
        for item in items if item.pk in known
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.submit_on, row.pk))


def _stage(item: Item, standing: Standing) -> Stage | None:
    """The first stage that is not done; none for what has ended."""
    if standing.state in ("stopped", "declined"):
        return None
    return next((stage for stage in item.stages.all() if stage.done_on is None), None)


def counted(rows: Sequence[ItemRow]) -> Counter[str]:
    """How many lines of each state."""
    return Counter(row.state for row in rows)


def periods(programme: Programme) -> list[tuple[str, str]]:
    """What the board may be narrowed to: quarters, months, and the weeks around today (codes and labels)."""
    numerals = ("I", "II", "III", "IV")
    quarters = [programme.quarter] if programme.quarter else list(days.QUARTERS)
    found = [] if programme.quarter else [(f"q{n}", _("Quarter %(n)s") % {"n": numerals[n - 1]}) for n in quarters]
    months = [month for n in quarters for month in range(3 * n - 2, 3 * n + 1)]
    found += [(f"m{month}", _("Month %(n)d") % {"n": month}) for month in months]
    return [*found, ("w0", _("This week")), ("w1", _("Next week"))]


def period_bounds(programme: Programme, code: str, today: date) -> tuple[date, date]:
    """First and last day of a period by its code; the programme's whole period for an unknown one."""
    kind, number = code[:1], code[1:]
    if not number.isdigit():
        return days.bounds(programme.year, programme.quarter)
    if kind == "q" and int(number) in days.QUARTERS:
        return days.bounds(programme.year, int(number))
    if kind == "m" and 1 <= int(number) <= 12:
        return days.bounds(programme.year, month=int(number))
    if kind == "w" and int(number) <= 1:
        return days.week_of(days.shifted(today, 7 * int(number)))
    return days.bounds(programme.year, programme.quarter)


def drafters(rows: Sequence[ItemRow]) -> list[tuple[str, str]]:
    """The agencies that draft, in the order of the organisation."""
    ids = {row.item.drafter_id for row in rows}
    return [(str(unit.pk), unit.name) for unit in sorted(map(org.agency_by_id, ids), key=lambda u: (u.position, u.pk))]


def consents_for(actor: Actor) -> QuerySet[Consent]:
    """Requests for a change of items the actor may see, what waits first, then the newest."""
    return (
        Consent.objects.filter(item__case__in=visible_to(actor))
        .select_related("item__case", "item__programme", "item__drafter").order_by("-asked_at", "-pk")
    )


def waiting_for_me(actor: Actor) -> int:
    """How many requests wait that the actor may decide."""
    return _decidable(actor).count()


def asked_of(actor: Actor) -> list[Asked]:
    """Each of them with what is asked, for the desk of the leader; the oldest first."""
    rows = _decidable(actor).order_by("asked_at", "pk")[:MOST_ASKED]
    return [Asked(case=row.item.case, at=row.asked_at, by=row.asked_by, words=_asked_words(row)) for row in rows]


def _asked_words(row: Consent) -> str:
    what = row.get_kind_display()
    if row.new_on is None:
        return what
    return _("%(what)s to %(day)s") % {"what": what, "day": formats.day(row.new_on)}


def _decidable(actor: Actor) -> QuerySet[Consent]:
    scope = actor.scope_of("programme.change.consent")
    rows = consents_for(actor).filter(decision=Consent.Decision.WAITING)
    if scope is not None:
        rows = rows.filter(item__case__issuing_agency_id__in=scope)
    if actor.official_id is not None:
        rows = rows.exclude(asked_official_id=actor.official_id)
    return rows
