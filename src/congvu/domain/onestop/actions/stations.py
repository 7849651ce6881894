"""Bước xử lý. What every act on a dossier begins with, and how it enters and leaves a station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused
from congvu.core.working_time import WorkingHours, add, measure
from congvu.domain.onestop.models import Dossier, Visit
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.domain.onestop.policy.plans import Plan, Stop
from congvu.domain.onestop.policy.promises import stop_due
from congvu.domain.onestop.queries.plans import plan_of
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.custody import require_open
from congvu.kernel.casework.actions.steps import begin, require_holder, require_no_request
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.documents.models import StoredFile
from congvu.kernel.org import queries as org


@dataclass(slots=True)
class Standing:
    """A dossier under lock, where it stands, and who acts on it."""

    who: Actor
    case: Case
    dossier: Dossier
    plan: Plan
    visit: Visit | None

    @property
    def stop(self) -> Stop:
        """The stop it stands at; the first one where it has not been put on its route yet."""
        found = self.plan.stop(self.visit.station) if self.visit is not None else None
        return found or self.plan.stops[0]


def start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None, *,
    holder: bool = True,
) -> Standing:
    """The dossier locked for an act of its table; `holder` False where another right is asked for."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=DOSSIER, move=move, act=move or "note")
    require_open(case)
    if holder:
        require_holder(who, case)
        require_no_request(case)
    dossier = Dossier.objects.select_related("desk", "returns", "applicant").get(case_id=case.pk)
    dossier.case = case
    visit = Visit.objects.filter(case_id=case.pk, left_at=None).first()
    return Standing(who, case, dossier, plan_of(dossier.variant_id), visit)


def leave(visit: Visit | None, way: str, now: datetime, *, ground: str = "", words: str = "") -> bool:
    """Close the open visit; whether its time had run out."""
    if visit is None:
        return False
    visit.left_at, visit.way, visit.ground, visit.words = now, way, ground, words.strip()[:1000]
    visit.save(update_fields=["left_at", "way", "ground", "words"])
    return visit.due_at is not None and now > visit.due_at


def resume(visit: Visit | None, since: datetime | None, now: datetime) -> None:
    """The clock goes on: what was left of the station's time when it stood at `since` begins to run now."""
    if visit is None or visit.due_at is None or since is None or visit.due_at <= since:
        return
    calendar = org.calendar_of(visit.unit_id)
    left = measure(calendar, since, visit.due_at)
    visit.due_at = add(calendar, now, WorkingHours(left)) if left else now
    visit.save(update_fields=["due_at"])


def enter(standing: Standing, stop: Stop, unit_id: int, official_id: int | None, now: datetime) -> None:
    """Begin a visit; stops of one group share the due moment of the first of them."""
    before, group_due = standing.visit, None
    if stop.group and before is not None:
        was = standing.plan.stop(before.station)
        group_due = before.due_at if was is not None and was.group == stop.group else None
    due = stop_due(standing.plan, stop, org.calendar_of(unit_id), now, group_due)
    rows.insert(
        Visit(case=standing.case, station=stop.code, name=stop.name, entered_at=now, due_at=due, unit_id=unit_id,
              official_id=official_id),
        wants_pk=False,
    )  # fmt: skip


def keep_file(case: Case, file: StoredFile | None, name: str, role: str, actor: Actor, now: datetime) -> None:
    """Put a file that came with an act beside the case; its hash stands in the act's journal line."""
    if file is not None:
        CaseDocument.objects.create(case=case, file=file, name=name[:300], role=role, added_at=now,
                                    added_by=actor.signature)  # fmt: skip


def file_said(file: StoredFile | None, name: str) -> dict[str, str]:
    """What the journal says of a file that came with an act."""
    return {"file": name, "sha256": file.sha256} if file is not None else {}


def require_nothing_open(case: Case) -> None:
    """MoveRefused while side-by-side work or a question to others is still open."""
    waiting = list(Case.objects.filter(parent_id=case.pk, closed_at=None).values_list("code", flat=True)[:5])
    if waiting:
        raise MoveRefused(
            _("Work beside this dossier is not finished: %(codes)s.") % {"codes": ", ".join(waiting)},
            hint=_("Wait for the answers, or withdraw the questions that are no longer needed."),
        )
