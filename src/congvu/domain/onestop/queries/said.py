"""Lời người nộp nói về hồ sơ: what evaluations of a stretch of time say of who had a hand in the dossiers."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from congvu.domain.onestop.models import Evaluation, Visit
from congvu.kernel.casework.kinds import Fact
from congvu.kernel.casework.models import Confidentiality
from congvu.kernel.casework.policy import people

#: The mark that speaks for somebody, of five.
BEST = 5
_TOLD = (Confidentiality.PUBLIC, Confidentiality.INTERNAL)


def evaluations_said(since: datetime, until: datetime) -> list[Fact]:
    """Every evaluation, told of everybody who had a stop of the dossier, as the scores of staff tell it too.

    The best mark without a complaint speaks for them; of dossiers few may see nothing is told, and the words of the
    applicant stay where he wrote them. Two statements.
    """
    rows = list(
        Evaluation.objects.filter(at__gte=since, at__lt=until, dossier__case__confidentiality__in=_TOLD)
        .select_related("dossier__case").order_by("at", "pk")
    )  # fmt: skip
    hands: dict[int, set[tuple[int, int]]] = {}
    stops = Visit.objects.filter(case_id__in=[row.dossier.case_id for row in rows], left_at__isnull=False)
    for case_id, official_id, unit_id in stops.values_list("case_id", "official_id", "unit_id"):
        if official_id is not None:
            hands.setdefault(case_id, set()).add((official_id, unit_id))
    return [
        Fact(
            case=row.dossier.case, agency_id=agency_id, official_id=official_id, on=people.local_date(row.at),
            words=_("Evaluated %(n)d of 5 by the applicant") % {"n": row.satisfaction}, source=row.dossier.case.code,
            is_praise=row.satisfaction == BEST and not row.complaint,
        )
        for row in rows for official_id, agency_id in sorted(_once(hands.get(row.dossier.case_id, set())))
    ]  # fmt: skip


def _once(hands: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each person once, whatever number of stops he had."""
    return list({official_id: (official_id, agency_id) for official_id, agency_id in sorted(hands)}.values())
