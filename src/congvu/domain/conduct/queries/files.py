"""Hồ sơ kỷ luật: files the actor may see, the checklist, what runs against a person, what puts a decision off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.conduct.models import (
    Breach,
    Circumstance,
    Discipline,
    EarlierSanction,
    Invitation,
    Sanction,
    Suspension,
)
from congvu.domain.conduct.policy.words import PAPERS, word_for
from congvu.domain.conduct.queries import rulebook
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people, visible
from congvu.kernel.org import queries as org
from congvu.kernel.rules import queries as rules
from congvu.kernel.rules.policy import pick

READ, HANDLE, DECIDE = "conduct.discipline.read", "conduct.discipline.handle", "conduct.discipline.decide"


def visible_to(actor: Actor) -> QuerySet[Discipline]:
    """Files whose case exists for the actor: few people, and the person himself."""
    found = Discipline.objects.filter(case__in=Case.objects.filter(visible(actor)))
    return found.select_related("case", "official", "case__accountable_agency")


def file_of(case: Case) -> Discipline:
    """The file behind a case; NotFound for a case that is none."""
    found = Discipline.objects.select_related("official", "former_agency", "cause", "case").filter(case=case).first()
    if found is None:
        raise NotFound(_("There is no such file, or it is not open to you."))
    return found


def standing_breaches(discipline: Discipline) -> list[Breach]:
    """The breaches of a file that were not struck out."""
    return list(discipline.breaches.filter(is_void=False))


def standing_sanction(discipline: Discipline) -> Sanction | None:
    """The decision that stands in the file."""
    return Sanction.objects.filter(discipline=discipline, annulled_at=None).select_related("agency").first()


def suspension_of(discipline: Discipline) -> Suspension | None:
    """The suspension from work decided in the file, over or not."""
    return Suspension.objects.filter(discipline=discipline).select_related("agency").first()


@dataclass(frozen=True, slots=True)
class Running:
    """Kỷ luật đang có hiệu lực. An older decision still in effect on a day: its form, number, last day."""

    form: str
    number: str
    until: date


def running_sanction(official_id: int, on: date, *, besides: int | None = None) -> Running | None:
    """The gravest known sanction of a person in effect on a day, from files and from decisions typed in.

    `besides` leaves out the file (its case) that is being decided.
    """
    lies = Q(annulled_at=None, ended_on=None, effective_on__lte=on, effect_until__gte=on)
    own = Sanction.objects.filter(lies, discipline__official_id=official_id).exclude(discipline_id=besides)
    old = EarlierSanction.objects.filter(official_id=official_id, effective_on__lte=on, effect_until__gte=on)
    found = [Running(row.form, row.number, row.effect_until) for row in own]
    found += [Running(row.form, row.number, row.effect_until) for row in old]
    order = ("reprimand", "warning", "salary_lowering", "demotion", "removal", "dismissal", "forced_resignation")
    return max(found, key=lambda row: order.index(row.form)) if found else None


def putting_off(discipline: Discipline, on: date) -> Circumstance | None:
    """What forbids a decision on that day, if anything: a circumstance that holds and was not waived."""
    holding = discipline.circumstances.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on, waived="")
    return holding.first()


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng của danh mục hồ sơ: which paper, whether it is there, and what shows it."""

    code: str
    name: str
    is_there: bool
    words: str = ""


def checklist(discipline: Discipline, on: date) -> list[Line]:
    """Danh mục hồ sơ. The papers the rulebook names, with what stands for each."""
    wanted = list(rulebook.papers(on))
    if discipline.former_agency_id is not None:
        wanted.append("former_papers")
    added = {paper.code: paper for paper in discipline.papers.all()}
    found = []
    for code in wanted:
        words = added[code].words if code in added else _written(discipline, code)
        found.append(Line(code, word_for(code, PAPERS), bool(words), words))
    return found


def _written(discipline: Discipline, code: str) -> str:
    """What the steps themselves leave in the file, or the ground for which a step fell away."""
    if code == "self_review":
        if discipline.self_review:
            return _("written by the person")
        return _("not written; reviewed in absence") if _was_absent(discipline) else _skipped(discipline.review_skip)
    if code == "review_minutes":
        held = getattr(discipline, "review_meeting", None)
        return held.held_on.strftime("%d/%m/%Y") if held is not None else _skipped(discipline.review_skip)
    if code == "council_minutes":
        council = getattr(discipline, "council", None)
        if council is not None and council.met_on is not None:
            return str(council.met_on.strftime("%d/%m/%Y"))
        return _skipped(discipline.council_skip)
    if code == "former_papers" and discipline.papers_received_on is not None:
        return discipline.papers_received_on.strftime("%d/%m/%Y")
    return ""


def _was_absent(discipline: Discipline) -> bool:
    held = getattr(discipline, "review_meeting", None)
    return held is not None and held.in_absence


def _skipped(ground: str) -> str:
    return _("not needed, with its ground") if ground else ""


def missing_papers(discipline: Discipline, on: date) -> list[str]:
    """Names of the papers that are not there."""
    return [line.name for line in checklist(discipline, on) if not line.is_there]


def absences(discipline: Discipline, meeting: str) -> int:
    """How often the person was invited to the meeting and stayed away without an excuse."""
    return Invitation.objects.filter(
        discipline=discipline, meeting=meeting, answer=Invitation.Answer.ABSENT
    ).count()


def pauses_of(discipline: Discipline) -> list[tuple[date, date | None]]:
    """First and last day of every stretch the clock stood."""
    return [
        (people.local_date(row.paused_at), people.local_date(row.resumed_at) if row.resumed_at else None)
        for row in discipline.circumstances.filter(paused_at__isnull=False) if row.paused_at is not None
    ]  # fmt: skip


def ground_words(code: str) -> str:
    """A coded ground as people read it, in the language of the screen."""
    found = rules.known_grounds().get(code)
    return pick(found.vi, found.en) if found is not None else code


def earlier_for(actor: Actor) -> QuerySet[EarlierSanction]:
    """Older decisions entered where the actor reads discipline."""
    scope, rows = actor.scope_of(READ), EarlierSanction.objects.select_related("official", "agency")
    return rows if scope is None else rows.filter(agency_id__in=scope)


def people_under(actor: Actor, permission: str, on: date) -> list[tuple[int, str]]:
    """Officials serving where the actor holds the permission: id and name with the unit, by name."""
    scope, found = actor.scope_of(permission), {}
    for agency in org.agencies_on(on):
        if scope is None or agency.pk in scope:
            for row in org.officials_of(agency.pk, on):
                found[row.official_id] = f"{row.official.full_name} – {row.post.title}, {agency.name}"
    return sorted(found.items(), key=lambda one: one[1])


def agencies_under(actor: Actor, permission: str, on: date) -> list[tuple[int, str]]:
    """Agencies of the day where the actor holds the permission: id and name."""
    scope = actor.scope_of(permission)
    return [(one.pk, one.full_name) for one in org.agencies_on(on) if scope is None or one.pk in scope]
