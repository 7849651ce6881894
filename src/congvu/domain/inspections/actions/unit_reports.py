"""Báo cáo của đơn vị được kiểm tra: handed in on the notice; after the minutes it is not waited for any longer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.domain.inspections.models import VisitNotice
from congvu.domain.inspections.policy.visits import HANDED_IN, NEVER, NOTICE, TOLD
from congvu.domain.inspections.queries.announcing import may_hand_in, notice_of
from congvu.kernel import rows
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.steps import begin, needed_words
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.documents.models import StoredFile


@transaction.atomic
def hand_in_report(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:  # fmt: skip
    """Gửi báo cáo theo đề cương. By the unit's head; the team reads it on the notice. Journal:
    `visit_notice.answered`."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=NOTICE, move="hand_in")
    if not may_hand_in(who, case):
        raise NotAllowed(_("The head of the inspected unit hands its report in."))
    row = notice_of(case)
    row.report = needed_words(words, "words", _("Write the report in short, or what the attached paper holds."))
    row.reported_at, row.reported_by = now, actor.signature
    row.save(update_fields=["report", "reported_at", "reported_by"])
    late = case.due_at is not None and now > case.due_at
    body = {"late": late, "file": file_name, "sha256": file.sha256 if file is not None else ""}
    values = {"phase": HANDED_IN, "closed_at": now, "stopped_at": now, "outcome": HANDED_IN,
              "doer_official_id": who.official_id}  # fmt: skip
    commit([Change(case, "visit_notice.answered", values, (ClockDraft("stop", now),), body)], actor=actor, now=now,
           behalf=behalf_name(behalf))  # fmt: skip
    if file is not None:
        CaseDocument.objects.create(case=case, file=file, name=file_name[:300], role=CaseDocument.Role.RESULT,
                                    added_at=now, added_by=actor.signature)  # fmt: skip
    return case


def stop_waiting(visit_id: int, now: datetime) -> None:
    """Đơn vị không gửi báo cáo. The minutes are signed: the report that never came is not waited for."""
    found = VisitNotice.objects.filter(visit_id=visit_id).first()
    case = rows.lock(Case, found.pk) if found is not None else None
    if case is None or case.phase != TOLD:
        return
    values = {"phase": NEVER, "closed_at": now, "stopped_at": now, "outcome": NEVER}
    commit([Change(case, "visit_notice.lapsed", values, (ClockDraft("stop", now),))], actor=Actor.system(), now=now)
