"""Findings: from draft over notice, answer or silence and consideration to final; the database guards the way too."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import localtime

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.domain.inspections.actions import explaining, findings
from congvu.domain.inspections.models import Finding, FindingState
from congvu.domain.inspections.queries import findings as queries
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.models import Agency, Succession
from tests.domain.inspections.aftermath import After, after

__all__ = ["after"]


def test_a_finding_walks_from_draft_to_final(after: After) -> None:
    finding = after.told()
    assert finding.state == FindingState.NOTICED
    case = after.explanation(finding)
    assert (case.kind, case.code[:2]) == ("inspection_explanation", "GT")
    assert case.holder_official_id == after.officials["chief"].pk
    assert finding.answer_by == case.due_at
    final = after.settle(finding)
    assert (final.state, final.final_at is not None) == (FindingState.FINAL, True)
    verbs = list(journal.of_stream(after.visit.case.stream).order_by("seq").values_list("verb", flat=True))
    assert verbs[-5:] == ["visit.finding_written", "visit.finding_noticed", "visit.finding_answered",
                          "visit.finding_considered", "visit.finding_final"]  # fmt: skip


def test_the_clock_of_an_explanation_is_three_working_days(after: After) -> None:
    finding = after.told()
    assert finding.answer_by is not None
    # Told on the Day of Vietnamese Culture, a holiday: the three days are the 25th, 26th and 27th.
    assert localtime(finding.answer_by) == datetime(2026, 11, 30, 7, tzinfo=finding.answer_by.tzinfo)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"fact": " "}, "fact"), ({"rule": ""}, "rule"), ({"severity": 9}, "severity"), ({"item_id": 0}, "item"),
     ({"evidence_ids": [999]}, "evidence")],
)  # fmt: skip
def test_a_finding_that_lacks_a_part_is_refused(after: After, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        after.write(**wrong)
    assert refused.value.field == field


def test_a_person_who_does_not_serve_there_is_refused(after: After) -> None:
    with pytest.raises(Invalid):
        after.write(official_id=after.officials["member"].pk)


def test_nobody_outside_the_team_writes_a_finding(after: After) -> None:
    with pytest.raises(NotFound):
        findings.write_finding(actor=after.actor("an"), visit_id=after.visit.pk, said=after.said(), now=after.now)
    with pytest.raises(NotAllowed):
        findings.write_finding(actor=after.actor("chair"), visit_id=after.visit.pk, said=after.said(), now=after.now)


def test_notice_without_proof_is_refused(after: After) -> None:
    item = after.visit.checklist.items.filter(counts_heads=False).first()
    assert item is not None
    finding = after.write(item_id=item.pk, evidence_ids=[])
    with pytest.raises(Invalid):
        explaining.give_notice(actor=after.actor("head"), finding_id=finding.pk, now=after.now)


def test_what_was_told_does_not_change(after: After) -> None:
    finding = after.told()
    with pytest.raises(MoveRefused):
        findings.change_finding(actor=after.actor("member"), finding_id=finding.pk, said=after.said(), now=after.now)


def test_a_draft_changes(after: After) -> None:
    finding = after.write()
    said = after.said(2, fact="Biển tên không đeo.", severity=0)
    findings.change_finding(actor=after.actor("member"), finding_id=finding.pk, said=said, now=after.now)
    finding.refresh_from_db()
    assert (finding.fact, finding.severity, finding.item_id) == ("Biển tên không đeo.", 0, after.item(2).pk)


def test_nothing_is_final_before_the_answer_or_the_end_of_its_time(after: After) -> None:
    draft = after.write()
    with pytest.raises(MoveRefused):
        findings.consider(actor=after.actor("head"), finding_id=draft.pk, words="Giữ.", keep=True, now=after.now)
    told = after.told(2)
    for at in (after.now, after.later(1)):
        with pytest.raises(MoveRefused):
            findings.consider(actor=after.actor("head"), finding_id=told.pk, words="Giữ.", keep=True, now=at)


def test_silence_is_noted_after_its_time_and_then_weighed(after: After) -> None:
    finding = after.told()
    assert explaining.note_silence(now=after.later(1)) == 0
    late = after.later(7)
    assert explaining.note_silence(now=late) == 1
    assert explaining.note_silence(now=late) == 0
    final = findings.consider(actor=after.actor("head"), finding_id=finding.pk, words="Không giải trình dù đã yêu cầu.",
                              keep=True, now=late)  # fmt: skip
    assert final.state == FindingState.FINAL
    assert after.explanation(finding).outcome == "lapsed"


def test_a_late_answer_is_still_taken_in(after: After) -> None:
    finding = after.told()
    explaining.note_silence(now=after.later(7))
    settled = after.settle(finding, at=after.later(8))
    assert settled.state == FindingState.FINAL
    assert settled.answered_at is not None


def test_an_answer_needs_words_and_the_right_person(after: After) -> None:
    finding = after.told()
    assert finding.explanation_id is not None
    with pytest.raises(Invalid):
        explaining.explain(actor=after.actor("chief"), case_id=finding.explanation_id, words=" ", now=after.now)
    with pytest.raises(NotFound):
        explaining.explain(actor=after.actor("an"), case_id=finding.explanation_id, words="Tôi.", now=after.now)
    with pytest.raises(NotAllowed):
        explaining.explain(actor=after.actor("head"), case_id=finding.explanation_id, words="Đoàn.", now=after.now)


def test_a_person_reads_and_answers_his_own_finding_only(after: After) -> None:
    own = after.told(official_id=after.officials["an"].pk)
    others = after.told(2, official_id=after.officials["binh"].pk)
    units = after.told(3)
    day = after.now.date()
    assert [one.pk for one in queries.told_to(after.actor("an"), day)] == [own.pk]
    for hidden in (others, units):
        with pytest.raises(NotFound):
            queries.finding_for(after.actor("an"), hidden.pk, day)
    with pytest.raises(NotFound):
        queries.finding_for(after.actor("chief"), own.pk, day)
    assert after.settle(own, "an").state == FindingState.FINAL


def test_a_draft_is_open_to_the_team_alone(after: After) -> None:
    draft = after.write(official_id=after.officials["an"].pk)
    for name in ("an", "chief"):
        with pytest.raises(NotFound):
            queries.finding_for(after.actor(name), draft.pk, after.now.date())


def test_after_the_answer_a_finding_becomes_milder_never_graver(after: After) -> None:
    finding = after.told(severity=2)
    assert finding.explanation_id is not None
    explaining.explain(actor=after.actor("chief"), case_id=finding.explanation_id, words="Có lý do.", now=after.now)
    weigh = partial(findings.consider, actor=after.actor("head"), finding_id=finding.pk, words="Đã xem xét.", keep=True,
                    now=after.now)  # fmt: skip
    with pytest.raises(Invalid):
        weigh(severity=3)
    assert weigh(severity=1).severity == 1


def test_a_told_finding_that_is_dropped_asks_nobody_any_more(after: After) -> None:
    finding = after.told()
    findings.drop(actor=after.actor("head"), finding_id=finding.pk, words="Nhầm đơn vị.", now=after.now)
    case = after.explanation(finding)
    assert (case.outcome, case.closed_at is not None) == ("withdrawn", True)


def test_praise_needs_no_answer(after: After) -> None:
    finding = after.write(praise=True, rule="", evidence_ids=[])
    assert findings.confirm_praise(actor=after.actor("head"), finding_id=finding.pk, now=after.now).final_at


def test_the_heir_answers_for_a_unit_that_was_merged(after: After) -> None:
    finding = after.write()
    heir = Agency.objects.get(code="stc")
    ended = after.later(1).date()
    Agency.objects.filter(pk=after.unit.pk).update(valid_to=ended)
    Succession.objects.create(predecessor=after.unit, successor=heir, kind="merge", on=ended, share=1)
    told = explaining.give_notice(actor=after.actor("head", after.later(2)), finding_id=finding.pk, now=after.later(2))
    case = after.explanation(told)
    assert case.accountable_agency_id == heir.pk
    assert told.unit_id == after.unit.pk


def test_a_unit_that_ended_without_heir_is_refused_in_words(after: After) -> None:
    finding = after.write()
    Agency.objects.filter(pk=after.unit.pk).update(valid_to=after.later(1).date())
    with pytest.raises(Invalid):
        explaining.give_notice(actor=after.actor("head", after.later(2)), finding_id=finding.pk, now=after.later(2))


# --- The database itself --------------------------------------------------------------------------------------------


def _sql(statement: str, *values: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


WEIGHED, ANSWERED = "state = 'final', considered = 'x'", "answer = 'x', answered_at = noticed_at"


@pytest.mark.parametrize(
    "change",
    [
        "state = 'final', final_at = noticed_at",
        "state = 'final', final_at = considered_at, considered = 'x'",
        "state = 'final', considered = 'x', considered_at = answer_by, final_at = answer_by",
        "state = 'final', considered = 'x', considered_at = answer_by, final_at = answer_by, silent_at = noticed_at",
        f"{WEIGHED}, considered_at = noticed_at, final_at = noticed_at, answer = 'x', answered_at = answer_by",
        f"{WEIGHED}, considered_at = answer_by, final_at = noticed_at, answer = 'x', answered_at = noticed_at",
        "state = 'final', considered_at = answer_by, final_at = answer_by, answer = 'x', answered_at = noticed_at",
        f"{WEIGHED}, considered_at = answer_by, final_at = answer_by, {ANSWERED}, explanation_id = NULL",
    ],
)
def test_raw_sql_makes_nothing_final_unheard(after: After, change: str) -> None:
    finding = after.told()
    with pytest.raises(IntegrityError):
        _sql(f"UPDATE inspections_finding SET {change} WHERE id = %s", finding.pk)
    assert Finding.objects.get(pk=finding.pk).final_at is None


def test_raw_sql_does_not_make_a_draft_final(after: After) -> None:
    draft = after.write()
    with pytest.raises(IntegrityError):
        _sql("UPDATE inspections_finding SET state = 'final', final_at = made_at WHERE id = %s", draft.pk)


def test_raw_sql_does_not_change_what_is_final(after: After) -> None:
    finding = after.settle(after.told())
    for change in ("severity = 0", "fact = 'khác'", "state = 'dropped', final_at = NULL", "official_id = NULL"):
        with pytest.raises(DatabaseError):
            _sql(f"UPDATE inspections_finding SET {change} WHERE id = %s", finding.pk)
    with pytest.raises(DatabaseError):
        _sql("DELETE FROM inspections_finding WHERE id = %s", finding.pk)


def test_raw_sql_signs_no_conclusion_over_an_open_finding(after: After) -> None:
    after.told()
    after.report()
    with pytest.raises(DatabaseError):
        _sql("UPDATE inspections_conclusion SET number = '1', concluded_at = reported_at WHERE visit_id = %s",
             after.visit.pk)  # fmt: skip


def test_raw_sql_finds_nothing_more_after_the_conclusion(after: After) -> None:
    after.whole()
    with pytest.raises(DatabaseError):
        _sql(
            "INSERT INTO inspections_finding (visit_id, number, praise, fact, rule, severity, unit_id, state,"
            " answered_by, answer, considered_by, considered, made_at, made_by)"
            " SELECT visit_id, 99, praise, fact, rule, severity, unit_id, 'draft', '', '', '', '', made_at, made_by"
            " FROM inspections_finding WHERE visit_id = %s", after.visit.pk,
        )  # fmt: skip
    with pytest.raises(DatabaseError):
        _sql("UPDATE inspections_conclusion SET words = 'khác' WHERE visit_id = %s", after.visit.pk)


def test_silence_one_second_after_the_time_is_silence(after: After) -> None:
    finding = after.told()
    assert finding.answer_by is not None
    assert explaining.note_silence(now=finding.answer_by) == 0
    assert explaining.note_silence(now=finding.answer_by + timedelta(seconds=1)) == 1
