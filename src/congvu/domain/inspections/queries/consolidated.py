"""Báo cáo tổng hợp quý, năm: visits by sort, findings by class, remedies, samples; each number says what it counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.inspections.models import (
    Conclusion,
    Finding,
    FindingState,
    HeadCount,
    Recommendation,
    Resample,
    Severity,
    Visit,
    VisitSort,
)
from congvu.domain.inspections.papers.figures import Consolidated, Spell
from congvu.domain.inspections.policy.after import READ
from congvu.domain.inspections.policy.visits import CANCELLED, NOTICED
from congvu.domain.inspections.queries.remedies import row_of
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.policy import people
from congvu.kernel.org import queries as org


def spell_of(year: int, quarter: int) -> Spell:
    """The spell, or `Invalid`."""
    if not 2020 <= year <= 2100 or not 0 <= quarter <= 4:
        raise Invalid(_("Choose a year and a quarter."), field="quarter")
    return Spell(year, quarter)


def agencies_of(actor: Actor) -> frozenset[int] | None:
    """Agencies whose inspections the actor may add up; None for all."""
    return actor.scope_of(READ)


def consolidated(actor: Actor, spell: Spell, now: datetime) -> Consolidated:
    """The figures of the agencies whose visits the actor may read. Visits that were carried out count by their day,
    findings by the day they became final, remedies by the day they were asked for."""
    scope = agencies_of(actor)
    mine = Visit.objects.all() if scope is None else Visit.objects.filter(case__issuing_agency_id__in=scope)
    day = (spell.first, spell.last)
    visits = mine.filter(visit_on__range=day).exclude(case__phase__in=(NOTICED, CANCELLED))
    sorts = dict(visits.order_by().values_list("sort").annotate(n=Count("pk")))
    findings = Finding.objects.filter(visit__in=mine)
    final = list(findings.filter(state=FindingState.FINAL, final_at__date__range=day).select_related("unit"))
    classes = Counter(one.severity for one in final if not one.praise)
    conclusions = Conclusion.objects.filter(visit__in=mine)
    remedies = [row_of(one, now) for one in Recommendation.objects.filter(
        visit__in=mine, case__opened_at__date__range=day).select_related("case")]  # fmt: skip
    samples = Resample.objects.filter(finding__visit__in=mine, done_at__date__range=day)
    counted = HeadCount.objects.filter(visit__in=visits).order_by()
    present = dict(counted.values_list("presence").annotate(n=Count("pk")))
    return Consolidated(
        spell=spell, visits=[(str(sort.label), sorts.get(sort.value, 0)) for sort in VisitSort],
        units=visits.values("unit_id").distinct().count(),
        concluded=conclusions.filter(concluded_at__date__range=day).count(),
        published=conclusions.filter(published_at__date__range=day).count(),
        findings=[(str(level.label), classes[int(level)]) for level in Severity],
        praise=sum(one.praise for one in final), persons=len({one.official_id for one in final if one.official_id}),
        dropped=findings.filter(state=FindingState.DROPPED, considered_at__date__range=day).count(),
        unanswered=findings.filter(silent_at__date__range=day, answered_at=None).count(),
        heads=[(words, sum(present.get(code, 0) for code in codes)) for words, codes in _HEADS],
        asked=len(remedies), verified=sum(one.state == "verified" for one in remedies),
        on_time=sum(one.state == "verified" and not one.is_late for one in remedies),
        late_open=sum(one.state == "open" and one.is_late for one in remedies),
        sampled=samples.count(), came_back=samples.filter(came_back=True).count(),
        by_unit=_by_unit(list(visits.values_list("unit_id", flat=True)), final, spell.last),
    )  # fmt: skip


_HEADS = (
    ("Có mặt", ("present",)), ("Đến muộn", ("late",)), ("Vắng có lý do", ("leave", "duty")),
    ("Vắng không có lý do", ("absent",)),
)  # fmt: skip


def _by_unit(visited: list[int], final: list[Finding], on: date) -> list[tuple[str, int, int, int]]:
    """(agency, visits, findings, praise), by name; a unit counts under its agency, an ended one under its heir."""
    rows: dict[int, list[int]] = {}

    def agency(unit_id: int) -> list[int]:
        heirs = org.heirs_of(unit_id, on)
        return rows.setdefault(people.top_unit_of(heirs[0].agency.pk if heirs else unit_id), [0, 0, 0])

    for unit_id in visited:
        agency(unit_id)[0] += 1
    for one in final:
        agency(one.unit_id)[2 if one.praise else 1] += 1
    return sorted((people.agency_name(pk), n, found, praise) for pk, (n, found, praise) in rows.items())
