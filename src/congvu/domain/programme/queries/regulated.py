"""Quy chế làm việc: presenting papers to leaders, their answers to slips, summaries of long submissions.

The system records when a paper was submitted and when it was returned or issued, not the day the Office laid it before
the leader between the two. Both times together are asked after: past their sum one of the two was not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import partial

from django.db.models import Q

from congvu.core.text import skey
from congvu.core.working_time import add
from congvu.domain.programme.models import Consent, Round, Version
from congvu.domain.programme.models.programme import Item
from congvu.insight.regulation import Check, Manner, Owed, bounds, count_then, late_minutes, limit_then
from congvu.insight.regulation_checks import BEFORE, due_by
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.models import Case, CaseDocument
from congvu.kernel.casework.queries import visible_to
from congvu.kernel.org import queries as org

SLIP = "regulation.slip_answer_within"
#: Which times follow each other between the submission and the leader's word.
ORDINARY = ("regulation.present_within", SLIP)
AFTER_CHECK = ("programme.check_within", "regulation.present_projects_within", SLIP)
_PROJECTS = ("de_an", "bao_cao")
_PROJECT_ITEMS = (Item.Nature.PROJECT, Item.Nature.REPORT)
#: How a file says that it is the summary: in its name.
_SUMMARY = skey("tóm tắt")


def chain_due(rules: Iterable[str], start: datetime, agency_id: int) -> datetime | None:
    """The end of several times, each beginning where the one before ends; None unless all were in force at `start`."""
    due, calendar = start, org.calendar_of(agency_id)
    for code in rules:
        limit = limit_then(code, start)
        if limit is None:
            return None
        due = add(calendar, due, limit)
    return due


def presented(
    actor: Actor, first: date, last: date, now: datetime, *, rules: Collection[str], projects: bool
) -> list[Owed]:
    """Drafts and dossiers of the programme submitted to an office, until they were returned or issued. Two statements.

    A dossier that was returned counts from its last submission.
    """
    begin, end = bounds(first, last)
    since = begin - BEFORE
    seen = visible_to(actor)
    kinds = Q(draft__document_kind__in=_PROJECTS)
    drafts = Round.objects.filter(
        kinds if projects else ~kinds, draft__case__in=seen, submitted_at__range=(since, end)
    ).exclude(result=Round.Result.ENDED).select_related("draft__case")  # fmt: skip
    natures = Q(programme_item__nature__in=_PROJECT_ITEMS)
    dossiers = seen.filter(
        natures if projects else ~natures, kind="programme_item", phase__in=("submitted", "issued"),
        stopped_at__range=(since, end),
    )  # fmt: skip
    handed = [(row.draft.case, row.submitted_at, row.ended_at, row.ended_by) for row in drafts]
    handed += [(case, case.stopped_at, case.closed_at, "") for case in dossiers]
    found = []
    for case, at, done, who in handed:
        assert at is not None
        due = chain_due(rules, at, case.issuing_agency_id)
        if due is None or not begin <= due <= end or (done is None and due > now):
            continue
        found.append(_owed(case, at, due, done, who, now))
    return found


def _owed(case: Case, since: datetime, due: datetime, done: datetime | None, who: str, now: datetime) -> Owed:
    """Owed by the office the case was put before."""
    late = late_minutes(org.calendar_of(case.issuing_agency_id), due, done, now)
    return Owed(case.issuing_agency_id, who, case.code, case.title, due, done, late, since=since)


def slips(actor: Actor, first: date, last: date, now: datetime) -> list[Owed]:
    """Slips that ask the leader to add, move or stop an item of the programme, until he answered. One statement."""
    begin, end = bounds(first, last)
    rows = Consent.objects.filter(item__case__in=visible_to(actor), asked_at__range=(begin - BEFORE, end))
    found = []
    for row in rows.exclude(decision=Consent.Decision.TAKEN_BACK).select_related("item__case"):
        case = row.item.case
        due = due_by(SLIP, row.asked_at, case.issuing_agency_id)
        if due is None or not begin <= due <= end or (row.decided_at is None and due > now):
            continue
        found.append(_owed(case, row.asked_at, due, row.decided_at, row.decided_by, now))
    return found


def _submissions(actor: Actor, first: date, last: date) -> list[tuple[Version, list[CaseDocument]]]:
    """Submissions (tờ trình) handed in in the period: the file each was handed in with, and the summaries beside it.
    Two statements."""
    rows = Version.objects.filter(
        draft__case__in=visible_to(actor), draft__document_kind="to_trinh",
        round__submitted_at__range=bounds(first, last),
    ).select_related("file", "round", "draft__case").order_by("number")  # fmt: skip
    newest = {row.round_id: row for row in rows if not _is_summary(row.name)}
    beside: dict[int, list[CaseDocument]] = {}
    asked = {row.draft.case_id for row in newest.values()}
    for one in CaseDocument.objects.filter(case__in=asked).select_related("file").order_by("added_at", "pk"):
        if _is_summary(one.name):
            beside.setdefault(one.case_id, []).append(one)
    return [(row, beside.get(row.draft.case_id, [])) for row in newest.values()]


def _is_summary(name: str) -> bool:
    return _SUMMARY in skey(name)


def summaries(actor: Actor, first: date, last: date, _now: datetime, *, rule: str) -> list[Owed]:
    """Long submissions: whether a summary lay beside them when they were handed in, and whether it was short enough.

    A file is a summary when its name says so. Files whose pages nobody knows are not counted. Owed by who submitted.
    """
    found = []
    for version, beside in _submissions(actor, first, last):
        at, case = version.round.submitted_at, version.draft.case
        assert at is not None
        long_from, most = count_then("regulation.summary_from_pages", at), count_then("regulation.summary_pages", at)
        pages = version.file.pages
        if long_from is None or most is None or pages is None or pages <= long_from:
            continue
        with_it = [one for one in beside if one.added_at <= at]
        if rule == "regulation.summary_from_pages":
            done = at if with_it else next((one.added_at for one in beside), None)
            over = 0 if with_it else pages - long_from
        else:
            known = with_it[-1].file.pages if with_it and with_it[-1].file is not None else None
            if known is None:
                continue
            done, over = with_it[-1].added_at, max(0, known - most)
        found.append(Owed(case.accountable_agency_id, version.round.submitted_by, case.code, case.title, at, done, 0,
                          since=at, pages_over=over))  # fmt: skip
    return found


_BOTH_VI = ("Hệ thống không ghi riêng ngày Văn phòng trình lãnh đạo: tính từ khi nhận đến khi trả lại hoặc ban hành, "
            "cộng cả thời hạn lãnh đạo trả lời phiếu trình.")  # fmt: skip
_BOTH_EN = ("The day the Office laid it before the leader is not recorded: counted from the submission to the return "
            "or the issue, with the leader's own time added.")  # fmt: skip
_CHECKED_VI = _BOTH_VI + " Đề án, báo cáo được cộng thêm thời hạn kiểm tra hồ sơ."
_CHECKED_EN = _BOTH_EN + " Projects and reports have the time of the check on top."
_SLIP_VI = "Phiếu trình có trong hệ thống là đề nghị bổ sung, điều chỉnh, đưa ra khỏi chương trình công tác."
_SLIP_EN = "The slips the system knows are those that ask to add, move or stop an item of the programme."
_PAGES_VI = "Bản tóm tắt nhận ra theo tên tệp có chữ “tóm tắt”; tệp không rõ số trang không tính."
_PAGES_EN = "A summary is known by “tóm tắt” in its file name; files of unknown length are not counted."

CHECKS = (
    Check(name="presented", rule="regulation.present_within", label_vi="Trình hồ sơ, công việc thường xuyên",
          label_en="Presenting ordinary papers", find=partial(presented, rules=ORDINARY, projects=False),
          note_vi=_BOTH_VI, note_en=_BOTH_EN),
    Check(name="presented_projects", rule="regulation.present_projects_within", label_vi="Trình đề án, báo cáo",
          label_en="Presenting projects and reports", find=partial(presented, rules=AFTER_CHECK, projects=True),
          note_vi=_CHECKED_VI, note_en=_CHECKED_EN),
    Check(name="slips", rule=SLIP, label_vi="Lãnh đạo trả lời phiếu trình", label_en="Leaders answering slips",
          find=slips, note_vi=_SLIP_VI, note_en=_SLIP_EN),
    Check(name="summary", rule="regulation.summary_from_pages", label_vi="Kèm bản tóm tắt của tờ trình dài",
          label_en="A summary beside a long submission", manner=Manner.PAGES,
          find=partial(summaries, rule="regulation.summary_from_pages"), note_vi=_PAGES_VI, note_en=_PAGES_EN),
    Check(name="summary_length", rule="regulation.summary_pages", label_vi="Độ dài của bản tóm tắt",
          label_en="Length of the summary", manner=Manner.PAGES,
          find=partial(summaries, rule="regulation.summary_pages"), note_vi=_PAGES_VI, note_en=_PAGES_EN),
)  # fmt: skip
