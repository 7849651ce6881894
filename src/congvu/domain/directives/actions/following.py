"""Following a task to its verified end: report, verify or return, suspend, withdraw, reopen, confirm a reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.domain.directives.models import Confirmation, Task
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, ClockDraft, commit, locked
from congvu.kernel.casework.actions.custody import NO_OFFER, behalf_name, close_request
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.models import Case, CaseDocument, Request, Whose
from congvu.kernel.casework.policy import holds, in_name_of, leads, people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.documents.models import StoredFile


def _start(
    actor: Actor, case_id: int, move: str, now: datetime, expected_seq: int | None, behalf: int | None
) -> tuple[Actor, Case, Task]:
    who = in_name_of(actor, behalf, people.local_date(now))
    case = locked(who, case_id, expected_seq)
    require_move(case, move)
    task = Task.objects.select_for_update(no_key=True, of=("self",)).get(case=case)
    return who, case, task


def require_move(case: Case, move: str) -> None:
    """MoveRefused in the words of the screen's language when the table does not allow the move now."""
    lifecycle = kinds.get(case.kind).lifecycle
    if not any(known.code == move for known in lifecycle.moves) or not lifecycle.allows(move, case.phase):
        raise MoveRefused(
            _("This is not possible while the work is “%(phase)s”.") % {"phase": lifecycle.phase(case.phase).label_vi},
            hint=_("Look at the case again: somebody may have acted on it."),
        )


def require_verifier(who: Actor, actor: Actor, case: Case) -> None:
    """NotAllowed unless the actor verifies for the ordering office and did not do the work himself."""
    if not who.may("directives.task.verify", case.issuing_agency_id):
        raise NotAllowed(_("Only the office that ordered this work verifies or returns it."))
    if case.doer_official_id is not None and case.doer_official_id in (who.official_id, actor.official_id):
        raise NotAllowed(_("Nobody verifies his own work."))


@transaction.atomic
def report_done(
    *,
    actor: Actor,
    case_id: int,
    words: str,
    file: StoredFile | None = None,
    file_name: str = "",
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
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


@transaction.atomic
def verify(
    *,
    actor: Actor,
    case_id: int,
    words: str = "",
    now: datetime,
    expected_seq: int | None = None,
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


def complete_parent(case: Case, now: datetime) -> None:
    """Close the umbrella when its last share has ended; the system does it, in the same transaction."""
    if case.parent_id is None:
        return
    parent = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.parent_id)
    if not kinds.get(parent.kind).umbrella or parent.closed_at is not None:
        return
    shares = Case.objects.filter(parent=parent)
    if shares.filter(closed_at=None).exists():
        return
    outcome = "completed" if shares.exclude(outcome="withdrawn").exists() else "withdrawn"
    last = shares.exclude(stopped_at=None).order_by("-stopped_at").values_list("stopped_at", flat=True).first()
    commit(
        [Change(
            parent, f"umbrella.{outcome}",
            {"phase": outcome, "closed_at": now, "outcome": outcome, "stopped_at": last or now},
            clock=(ClockDraft("stop", now),), body={"last": case.code},
        )],
        actor=Actor.system(), now=now,
    )  # fmt: skip


@transaction.atomic
def return_task(
    *,
    actor: Actor,
    case_id: int,
    ground: str,
    words: str,
    now: datetime,
    expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại, yêu cầu thực hiện lại. Not completed: it goes back to who did it, and the clock goes on.

    Lateness resumes where it stood; the time the office held the report is its own.
    """
    who, case, task = _start(actor, case_id, "return", now, expected_seq, behalf)
    require_verifier(who, actor, case)
    require_ground("return", ground, now)
    agency_id = case.accountable_agency_id
    doer = case.doer_official_id
    keeps = doer is not None and people.works_in(doer, agency_id, people.local_date(now))
    commit(
        [Change(
            case, "task.returned",
            {"phase": "in_progress", "station": "carry_out", "stopped_at": None, "holder_agency_id": agency_id,
             "holder_official_id": doer if keeps else None, "doer_official_id": None,
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
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Tạm dừng theo dõi. The ordering office stops following a task for a coded ground; a review date remains."""
    who, case, _task = _start(actor, case_id, "suspend", now, expected_seq, None)
    _require_orders(who, case)
    require_ground("pause", ground, now)
    review = due_after(case, "directives.review_suspended", now, agency_id=case.issuing_agency_id)
    commit(
        [Change(case, "task.suspended",
                {"phase": "suspended", "whose_clock": Whose.HIGHER, "next_event_at": review},
                clock=(ClockDraft("pause", now, Whose.HIGHER, ground=ground),), body={"ground": ground,
                "words": words})],
        actor=actor, now=now,
    )  # fmt: skip
    return case


@transaction.atomic
def resume(*, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None) -> Case:
    """Tiếp tục theo dõi. The task goes on; a fixed deadline stays what it was."""
    who, case, _task = _start(actor, case_id, "resume", now, expected_seq, None)
    _require_orders(who, case)
    commit(
        [Change(case, "task.resumed",
                {"phase": "in_progress", "whose_clock": Whose.AGENCY, "next_event_at": case.due_at},
                clock=(ClockDraft("resume", now, Whose.AGENCY),), body={"words": words})],
        actor=actor, now=now,
    )  # fmt: skip
    return case


def _require_orders(who: Actor, case: Case) -> None:
    if not who.may("casework.request.decide", case.issuing_agency_id):
        raise NotAllowed(_("Only the office that ordered this work decides."))


@transaction.atomic
def withdraw(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Thu hồi nhiệm vụ. The ordering office takes the order back; open parts below it end with it."""
    who = in_name_of(actor, None, people.local_date(now))
    case = locked(who, case_id, expected_seq)
    require_move(case, "withdraw")
    _require_orders(who, case)
    require_ground("withdrawal", ground, now)
    below = list(
        Case.objects.select_for_update(no_key=True, of=("self",)).filter(parent=case, closed_at=None).order_by("pk")
    )
    changes = [_withdrawal(one, ground, words, now) for one in (case, *below)]
    for one in (case, *below):
        if one.asking:
            close_request(one, Request.Decision.TAKEN_BACK, actor, now, _("The task was withdrawn."))
    commit(changes, actor=actor, now=now)
    complete_parent(case, now)
    return case


def _withdrawal(case: Case, ground: str, words: str, now: datetime) -> Change:
    noun = kinds.get(case.kind).lifecycle.move("withdraw").verb
    return Change(
        case, noun,
        {**NO_OFFER, "phase": "withdrawn", "closed_at": now, "outcome": "withdrawn", "asking": "",
         "stopped_at": case.stopped_at or now},
        clock=(ClockDraft("stop", now, ground=ground),), body={"ground": ground, "words": words},
    )  # fmt: skip


@transaction.atomic
def reopen(
    *, actor: Actor, case_id: int, ground: str, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Mở lại nhiệm vụ. A closed task goes on; the time between stands as *closed*, lateness resumes where it was."""
    who, case, task = _start(actor, case_id, "reopen", now, expected_seq, None)
    _require_orders(who, case)
    require_ground("reopening", ground, now)
    doer = case.doer_official_id
    keeps = doer is not None and people.works_in(doer, case.accountable_agency_id, people.local_date(now))
    commit(
        [Change(
            case, "task.reopened",
            {"phase": "in_progress", "station": "carry_out", "closed_at": None, "outcome": "", "stopped_at": None,
             "holder_agency_id": case.accountable_agency_id, "holder_official_id": doer if keeps else None,
             "doer_official_id": None, "whose_clock": Whose.AGENCY,
             "next_event_at": case.due_at or due_after(case, "directives.review_undated", now)},
            clock=(ClockDraft("reopen", now, ground=ground),), body={"ground": ground, "words": words},
        )],
        actor=actor, now=now,
    )  # fmt: skip
    task.reported_at = None
    task.save(update_fields=["reported_at"])
    _reopen_parent(case, ground, now)
    return case


def _reopen_parent(case: Case, ground: str, now: datetime) -> None:
    """An umbrella that was complete is so no longer when one of its shares goes on."""
    if case.parent_id is None:
        return
    parent = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.parent_id)
    if not kinds.get(parent.kind).umbrella or parent.closed_at is None:
        return
    values = {
        "phase": "open",
        "closed_at": None,
        "outcome": "",
        "stopped_at": None,
        "next_event_at": parent.due_at or case.next_event_at,
    }
    clock = (ClockDraft("reopen", now, ground=ground),)
    commit(
        [Change(parent, "umbrella.reopened", values, clock, {"ground": ground, "share": case.code})],
        actor=Actor.system(),
        now=now,
    )


@transaction.atomic
def confirm_read(*, actor: Actor, case_id: int, now: datetime) -> Confirmation:
    """Xác nhận đã đọc. One person of the unit says that he has read what was circulated; once is enough."""
    case = locked(actor, case_id)
    require_move(case, "confirm_reading")
    if actor.official_id is None or not people.works_in(
        actor.official_id, case.accountable_agency_id, people.local_date(now)
    ):
        raise NotAllowed(_("Only the people of this unit confirm that they have read it."))
    row, new = Confirmation.objects.get_or_create(
        case=case, official_id=actor.official_id, defaults={"confirmed_at": now}
    )
    if new:
        commit([Change(case, "reading.read", body={"official": actor.name})], actor=actor, now=now)
    return row


@transaction.atomic
def confirm_reading(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None
) -> Case:
    """Xác nhận đơn vị đã quán triệt. The head closes the reading for the unit; who has not read stays listed."""
    case = locked(actor, case_id, expected_seq)
    require_move(case, "confirm_reading")
    if not leads(actor, case.accountable_agency_id):
        raise NotAllowed(_("Only the head of the unit confirms for the unit."))
    read = Confirmation.objects.filter(case=case).count()
    commit(
        [Change(
            case, "reading.confirmed",
            {**NO_OFFER, "phase": "confirmed", "closed_at": now, "stopped_at": now, "outcome": "confirmed",
             "holder_agency_id": case.accountable_agency_id,
             "holder_official_id": actor.official_id},
            clock=(ClockDraft("stop", now),), body={"words": words, "read_by": read},
        )],
        actor=actor, now=now,
    )  # fmt: skip
    complete_parent(case, now)
    return case
