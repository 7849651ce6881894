"""Following a task to its verified end: report, verify or return, suspend, withdraw, reopen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.directives.actions.guards import open_below, ordering, require_orders, require_verifier, withdrawal
from congvu.domain.directives.actions.umbrellas import complete_parent, reopen_parent
from congvu.domain.directives.models import Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name, close_request
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, doer_still_there
from congvu.kernel.casework.models import Case, CaseDocument, Request, Whose
from congvu.kernel.casework.policy import holds
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.documents.models import StoredFile


def _start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Task]:
    who, case = begin(actor, case_id, now, expected_seq, behalf, move=move)
    task = Task.objects.select_for_update(no_key=True, of=("self",)).get(case=case)
    return who, case, task


@transaction.atomic
def report_done(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Báo cáo hoàn thành. The holder says what was done, with the result document; the office verifies it.

    The clock stands from here until the task is verified or returned; time goes to the office's account.
    """
    who, case, task = _start(actor, case_id, "report_done", now, expected_seq, behalf)
    if not holds(who, case):
        raise NotAllowed(_("Only the holder of this task reports it as done."))
    if case.transfer_agency_id is not None:
        raise MoveRefused(_("This task is on its way to somebody else; wait for the answer or take the offer back."))
    if not words.strip():
        raise Invalid(_("Say what the result is."), field="words")
    open_children = Case.objects.filter(parent=case, closed_at=None).count()
    if open_children:
        raise MoveRefused(
            _("%(n)d coordinating units have not finished their part.") % {"n": open_children},
            hint=_("Wait for them, or withdraw their part with a ground."),
        )
    if case.asking:
        close_request(case, Request.Decision.TAKEN_BACK, actor, now, _("Reported as done."))
    verify_by = due_after(case, "directives.verify_within", now, agency_id=case.issuing_agency_id)
    body: dict[str, Any] = {"words": words.strip()}
    if file is not None:
        body |= {"result": file_name, "sha256": file.sha256}
    doer = who.official_id if who.official_id is not None else case.holder_official_id
    commit(
        [Change(
            case, "task.reported",
            {"phase": "reported", "station": "verify", "stopped_at": now, "doer_official_id": doer, "asking": "",
             "holder_agency_id": case.issuing_agency_id, "holder_official_id": None,
             "whose_clock": Whose.HIGHER, "next_event_at": verify_by},
            clock=(ClockDraft("pause", now, Whose.HIGHER, rule="directives.task.verify"),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    if file is not None:
        CaseDocument.objects.create(
            case=case, file=file, name=file_name, role=CaseDocument.Role.RESULT, added_at=now, added_by=actor.signature
        )
    task.reported_at, task.result_words, task.progress = now, words.strip(), 100
    task.save(update_fields=["reported_at", "result_words", "progress"])
    return case


def forget_report(case: Case, _now: datetime) -> None:
    """Hoàn tác báo cáo: the task is not reported any more; called when the report itself has been undone."""
    task = Task.objects.select_for_update(no_key=True, of=("self",)).get(case=case)
    task.reported_at, task.progress = None, min(task.progress, 99)
    task.save(update_fields=["reported_at", "progress"])


@transaction.atomic
def verify(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Xác nhận hoàn thành. The ordering office accepts the result; the task counts as done when it was reported."""
    who, case, _task = _start(actor, case_id, "verify", now, expected_seq, behalf)
    require_verifier(who, actor, case)
    on_time = case.due_at is None or case.stopped_at is None or case.stopped_at <= case.due_at
    commit(
        [Change(
            case, "task.verified",
            {"phase": "completed", "closed_at": now, "outcome": "completed"},
            clock=(ClockDraft("stop", now, Whose.HIGHER),),
            body={"words": words, "on_time": on_time},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    complete_parent(case, now)
    return case


@transaction.atomic
def return_task(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại, yêu cầu thực hiện lại. Not completed: it goes back to who did it, and the clock goes on.

    Lateness resumes where it stood; the time the office held the report is its own.
    """
    who, case, task = _start(actor, case_id, "return", now, expected_seq, behalf)
    require_verifier(who, actor, case)
    require_ground("return", ground, now)
    agency_id = case.accountable_agency_id
    commit(
        [Change(
            case, "task.returned",
            {"phase": "in_progress", "station": "carry_out", "stopped_at": None, "holder_agency_id": agency_id,
             "holder_official_id": doer_still_there(case, now), "doer_official_id": None,
             "whose_clock": Whose.AGENCY, "times_returned": case.times_returned + 1, "next_event_at": case.due_at},
            clock=(ClockDraft("resume", now, Whose.AGENCY, ground=ground),),
            body={"ground": ground, "words": words},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    task.reported_at, task.progress = None, min(task.progress, 99)
    task.save(update_fields=["reported_at", "progress"])
    return case


@transaction.atomic
def suspend(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tạm dừng theo dõi. The ordering office stops following a task for a coded ground; a review date remains."""
    case = ordering(actor, case_id, "suspend", now, expected_seq, behalf)
    require_ground("pause", ground, now)
    review = due_after(case, "directives.review_suspended", now, agency_id=case.issuing_agency_id)
    commit(
        [Change(case, "task.suspended",
                {"phase": "suspended", "whose_clock": Whose.HIGHER, "next_event_at": review},
                clock=(ClockDraft("pause", now, Whose.HIGHER, ground=ground),), body={"ground": ground,
                "words": words})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def resume(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Tiếp tục theo dõi. The task goes on; a fixed deadline stays what it was."""
    case = ordering(actor, case_id, "resume", now, expected_seq, behalf)
    commit(
        [Change(case, "task.resumed",
                {"phase": "in_progress", "whose_clock": Whose.AGENCY, "next_event_at": case.due_at},
                clock=(ClockDraft("resume", now, Whose.AGENCY),), body={"words": words})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def withdraw(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Thu hồi nhiệm vụ. The ordering office takes the order back; open parts below it end with it."""
    case = ordering(actor, case_id, "withdraw", now, expected_seq, behalf)
    require_ground("withdrawal", ground, now)
    changes = [withdrawal(one, ground, words, now) for one in (case, *open_below(case, actor, now))]
    if case.asking:
        close_request(case, Request.Decision.TAKEN_BACK, actor, now, _("The task was withdrawn."))
    commit(changes, actor=actor, now=now, behalf=behalf_name(behalf))
    complete_parent(case, now)
    return case


@transaction.atomic
def reopen(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Mở lại nhiệm vụ. A closed task goes on; the time between stands as *closed*, lateness resumes where it was."""
    who, case, task = _start(actor, case_id, "reopen", now, expected_seq, behalf)
    require_orders(who, case)
    require_ground("reopening", ground, now)
    commit(
        [Change(
            case, "task.reopened",
            {"phase": "in_progress", "station": "carry_out", "closed_at": None, "outcome": "", "stopped_at": None,
             "holder_agency_id": case.accountable_agency_id, "holder_official_id": doer_still_there(case, now),
             "doer_official_id": None, "whose_clock": Whose.AGENCY,
             "next_event_at": case.due_at or due_after(case, "directives.review_undated", now)},
            clock=(ClockDraft("reopen", now, ground=ground),), body={"ground": ground, "words": words},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    task.reported_at = None
    task.save(update_fields=["reported_at"])
    reopen_parent(case, ground, now)
    return case


