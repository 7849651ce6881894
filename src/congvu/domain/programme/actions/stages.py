"""Thực hiện một mục trong chương trình: consultation, appraisal, submission, return, issue."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.programme.actions.steps import ITEM, item_of, require_judge
from congvu.domain.programme.models import Item, Stage
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions import Change, ClockDraft, commit
from congvu.kernel.casework.actions.custody import behalf_name
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import begin, doer_still_there, require_holder, require_no_request
from congvu.kernel.casework.models import Case, CaseDocument, Whose
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries.clocks import due_after
from congvu.kernel.casework.queries.undoing import undone_line
from congvu.kernel.documents.models import StoredFile

#: Which stage a phase is about.
STAGE_OF = {"drafting": "draft", "consulting": "consult", "appraising": "appraise", "submitted": "submit"}
VERIFY = "programme.item.verify"


def _finish(item: Item, codes: tuple[str, ...], on: date) -> list[str]:
    """End these stages on the day; returns the codes of those that had not ended before, for the act's own line."""
    open_ones = Stage.objects.filter(item=item, code__in=codes, done_on=None)
    ended = list(open_ones.order_by("position").values_list("code", flat=True))
    open_ones.update(done_on=on)
    return ended


def reopen_stages(case: Case, _now: datetime) -> None:
    """Hoàn tác: the stages that the undone act ended are open again; those that had ended before it stay so."""
    undone = undone_line(case)
    Stage.objects.filter(item=item_of(case), code__in=undone.get("stages", [])).update(done_on=None)


@transaction.atomic
def to_consultation(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chuyển sang lấy ý kiến. The draft is ready to be shown to others."""
    return _next_stage(actor, case_id, "to_consultation", "consulting", "consult", words, now, expected_seq, behalf)


@transaction.atomic
def to_appraisal(
    *, actor: Actor, case_id: int, words: str = "", now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Chuyển sang thẩm định."""
    return _next_stage(actor, case_id, "to_appraisal", "appraising", "appraise", words, now, expected_seq, behalf)


def _next_stage(
    actor: Actor, case_id: int, move: str, phase: str, station: str, words: str, now: datetime,
    expected_seq: int | None, behalf: int | None,
) -> Case:
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, move=move)
    require_holder(who, case)
    item = item_of(case)
    ended = _finish(item, (STAGE_OF[case.phase],), people.local_date(now))
    commit(
        [Change(case, f"programme_item.{phase}", {"phase": phase, "station": station},
                body={"words": words.strip(), "stages": ended})],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


@transaction.atomic
def submit(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Trình. The dossier goes to the office; the item counts as done on this day unless it is returned."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, move="submit")
    require_holder(who, case)
    require_no_request(case)
    if not words.strip():
        raise Invalid(_("Say what is submitted."), field="words")
    item = item_of(case)
    ended = _finish(item, (STAGE_OF[case.phase], "submit"), people.local_date(now))
    check_by = due_after(case, "programme.check_within", now, agency_id=case.issuing_agency_id)
    body: dict[str, Any] = {"words": words.strip(), "stages": ended}
    if file is not None:
        body |= {"result": file_name, "sha256": file.sha256}
    doer = who.official_id if who.official_id is not None else case.holder_official_id
    commit(
        [Change(
            case, "programme_item.submitted",
            {"phase": "submitted", "station": "submit", "stopped_at": now, "doer_official_id": doer,
             "holder_agency_id": case.issuing_agency_id, "holder_official_id": None, "whose_clock": Whose.HIGHER,
             "next_event_at": check_by},
            clock=(ClockDraft("pause", now, Whose.HIGHER, rule="programme.item.submit"),), body=body,
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    if file is not None:
        _keep(case, file, file_name, CaseDocument.Role.EVIDENCE, actor, now)
    return case


def _keep(case: Case, file: StoredFile, name: str, role: str, actor: Actor, now: datetime) -> None:
    CaseDocument.objects.create(
        case=case, file=file, name=name[:300], role=role, added_at=now, added_by=actor.signature
    )


@transaction.atomic
def return_item(
    *, actor: Actor, case_id: int, ground: str, words: str, now: datetime, expected_seq: int | None = None,
    behalf: int | None = None,
) -> Case:
    """Trả lại hồ sơ. The dossier goes back to the drafter with a coded ground; the clock goes on."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, move="return")
    require_judge(who, actor, case, VERIFY, _hands(case))
    require_ground("return", ground, now)
    if not words.strip():
        raise Invalid(_("Say what has to be put right."), field="words")
    Stage.objects.filter(item=item_of(case), code=Stage.Code.SUBMIT).update(done_on=None)
    commit(
        [Change(
            case, "programme_item.returned",
            {"phase": "drafting", "station": "draft", "stopped_at": None,
             "holder_agency_id": case.accountable_agency_id, "holder_official_id": doer_still_there(case, now),
             "doer_official_id": None, "whose_clock": Whose.AGENCY, "times_returned": case.times_returned + 1,
             "next_event_at": case.due_at},
            clock=(ClockDraft("resume", now, Whose.AGENCY, ground=ground),), body={"ground": ground, "words": words},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    return case


def _hands(case: Case) -> frozenset[int]:
    return frozenset() if case.doer_official_id is None else frozenset({case.doer_official_id})


@transaction.atomic
def publish(
    *, actor: Actor, case_id: int, words: str, file: StoredFile | None = None, file_name: str = "", now: datetime,
    expected_seq: int | None = None, behalf: int | None = None,
) -> Case:
    """Đã ban hành. The document of the item was issued (words: its number and date); the item is finished."""
    who, case = begin(actor, case_id, now, expected_seq, behalf, kind=ITEM, move="publish")
    require_judge(who, actor, case, VERIFY, _hands(case))
    if not words.strip():
        raise Invalid(_("Give number and date of what was issued."), field="words")
    _finish(item_of(case), ("issue",), people.local_date(now))
    on_time = case.due_at is None or case.stopped_at is None or case.stopped_at <= case.due_at
    commit(
        [Change(
            case, "programme_item.issued", {"phase": "issued", "station": "issue", "closed_at": now,
            "outcome": "issued"}, clock=(ClockDraft("stop", now, Whose.HIGHER),),
            body={"words": words.strip(), "on_time": on_time},
        )],
        actor=actor, now=now, behalf=behalf_name(behalf),
    )  # fmt: skip
    if file is not None:
        _keep(case, file, file_name, CaseDocument.Role.RESULT, actor, now)
    return case
