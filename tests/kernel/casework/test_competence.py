"""The authority matrix, cases referred upward, and what silence means when others were asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.competence import end_row, lay_down_competence, lay_down_term, withdraw_row
from congvu.kernel.casework.actions.consulting import answer, consult
from congvu.kernel.casework.actions.referring import refer_upward
from congvu.kernel.casework.actions.silence import end_silence
from congvu.kernel.casework.models import Case, Competence, ConsultationTerm, Custody, Referral
from congvu.kernel.casework.queries import competence
from congvu.kernel.journal.models import Line
from tests.kernel.casework.office import Office, open_case

HOUR = timedelta(hours=1)
EDITOR = Actor(None, "editor", None, "Người soạn", grants={"casework.competence.edit": None})
GROUND = "referral.beyond_authority"
#: After four working days, which are the 25th to the 30th of November.
LATER = timedelta(days=14)


def row(now: datetime, **given: Any) -> Competence:
    values: dict[str, Any] = {
        "matter": "dat-dai.thu-hoi", "label": "Thu hồi đất trên 10 ha", "tier": "province",
        "post": "Chủ tịch UBND tỉnh", "article": "Điều 83 khoản 1", "instrument": "Văn bản minh họa",
        "standing": "unverified", "valid_from": date(2025, 7, 1),
    }  # fmt: skip
    return lay_down_competence(actor=EDITOR, now=now, **(values | given))


def term(now: datetime, silence: str, **given: Any) -> ConsultationTerm:
    values: dict[str, Any] = {
        "matter": f"van-de-{silence}".replace("_", "-"), "label": "Thẩm định quy hoạch", "window": "3 working days",
        "article": "Điều 5", "instrument": "Quy chế làm việc (minh họa)", "standing": "local",
        "valid_from": date(2026, 1, 1),
    }  # fmt: skip
    return lay_down_term(actor=EDITOR, now=now, silence=silence, **(values | given))


def accepted(office: Office) -> Case:
    case = office.case()
    return actions.accept(actor=office.chief, case_id=case.pk, now=office.now)


# --- the matrix ---


def test_a_row_is_journalled_and_kept_when_it_ends(office: Office) -> None:
    first = row(office.now)
    end_row(
        actor=EDITOR, sort="competence", row_id=first.pk, on=date(2026, 12, 1), because="Thay bằng văn bản mới",
        now=office.now,
    )  # fmt: skip
    row(office.now, valid_from=date(2026, 12, 1), tier="department", post="Giám đốc Sở")
    assert competence.ruling_on("dat-dai.thu-hoi", date(2026, 11, 30)).tier == "province"
    assert competence.ruling_on("dat-dai.thu-hoi", date(2026, 12, 1)).tier == "department"
    assert len(competence.history("competence", "dat-dai.thu-hoi")) == 2
    verbs = list(Line.objects.filter(stream="competence").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["competence.laid_down", "competence.ended", "competence.laid_down"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"matter": "Đất đai"}, "matter"), ({"label": " "}, "label"), ({"article": ""}, "article"),
        ({"instrument": ""}, "instrument"), ({"tier": "heaven"}, "tier"), ({"standing": "sure"}, "standing"),
        ({"valid_to": date(2025, 1, 1)}, "valid_to"), ({"label": "x" * 301}, "label"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_beside_its_field(office: Office, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        row(office.now, **wrong)
    assert refused.value.field == field
    assert not Competence.objects.exists()


def test_two_rows_of_a_matter_never_hold_on_one_day(office: Office) -> None:
    row(office.now)
    with pytest.raises(Invalid, match="Điều 83"):
        row(office.now, valid_from=date(2026, 1, 1))


def test_a_row_entered_in_error_counts_no_longer_and_stays_in_the_history(office: Office) -> None:
    wrong = row(office.now)
    withdraw_row(actor=EDITOR, sort="competence", row_id=wrong.pk, because="Nhập nhầm", now=office.now)
    with pytest.raises(Invalid):
        competence.ruling_on("dat-dai.thu-hoi", date(2026, 11, 24))
    assert len(competence.history("competence", "dat-dai.thu-hoi")) == 1


def test_only_who_may_edits_the_matrix(office: Office) -> None:
    with pytest.raises(NotAllowed):
        lay_down_competence(
            actor=office.chief, matter="x", label="X", tier="province", article="1", instrument="A", standing="local",
            valid_from=date(2026, 1, 1), now=office.now,
        )  # fmt: skip


# --- referring upward ---


def test_without_an_article_of_the_matrix_the_case_stays(office: Office) -> None:
    case = accepted(office)
    with pytest.raises(Invalid) as refused:
        refer_upward(actor=office.chief, case_id=case.pk, matter="khong-co", ground=GROUND, words="x", now=office.now)
    assert refused.value.field == "matter"
    case.refresh_from_db()
    assert (case.holder_agency_id, case.transfer_agency_id) == (office.snv.pk, None)


def test_a_matter_above_goes_to_who_decides_it_and_runs_on_the_higher_clock(office: Office) -> None:
    top = office.snv.parent
    assert top is not None
    row(office.now)
    case = accepted(office)
    refer_upward(
        actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="Trình quyết định",
        now=office.now,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.transfer_agency_id == top.pk
    assert case.holder_agency_id == office.snv.pk, "the giver stays responsible until it is accepted"
    referral = Referral.objects.get()
    assert (referral.basis, referral.to_agency_id) == ("Điều 83 khoản 1, Văn bản minh họa", top.pk)
    line = Line.objects.get(stream=case.stream, seq=case.seq)
    assert (line.verb, "Điều 83" in str(line.text)) == ("case.referred_upward", True)
    chairman = Actor(None, "ct", None, "ct", agency_ids=frozenset({top.pk}), head_of=frozenset({top.pk}),
                     grants={"casework.case.read": None, "casework.case.act": None})  # fmt: skip
    actions.accept(actor=chairman, case_id=case.pk, now=office.now + HOUR)
    assert Custody.objects.get(case=case, to_at=None).whose_clock == "higher"


def test_taken_back_the_clock_runs_on_the_agencys_side_again(office: Office) -> None:
    row(office.now)
    case = accepted(office)
    refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="x",
                 now=office.now)  # fmt: skip
    actions.take_back(actor=office.chief, case_id=case.pk, now=office.now + HOUR)
    case.refresh_from_db()
    assert case.whose_clock == "agency"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"tier": "department", "post": "Giám đốc Sở"}, "Sở Nội vụ"),
        ({"tier": "commune", "post": "Chủ tịch UBND xã"}, "Chủ tịch UBND xã"),
    ],
)
def test_a_matter_not_above_is_refused_naming_who_is_competent(
    office: Office, given: dict[str, Any], named: str
) -> None:
    row(office.now, **given)
    case = accepted(office)
    with pytest.raises(MoveRefused, match=named):
        refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="x",
                     now=office.now)  # fmt: skip
    assert not Referral.objects.exists()
    assert Case.objects.get(pk=case.pk).transfer_agency_id is None


def test_a_matter_of_another_department_is_named_and_the_case_stays(office: Office) -> None:
    row(office.now, tier="department", agency_id=office.stc.pk, post="Giám đốc")
    case = accepted(office)
    with pytest.raises(MoveRefused, match="Sở Tài chính"):
        refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="x",
                     now=office.now)  # fmt: skip


def test_a_referral_cites_a_ground_and_says_what_is_asked(office: Office) -> None:
    row(office.now)
    case = accepted(office)
    for ground, words, field in (("", "x", "ground"), (GROUND, " ", "words")):
        with pytest.raises(Invalid) as refused:
            refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=ground, words=words,
                         now=office.now)  # fmt: skip
        assert refused.value.field == field


def test_referrals_are_counted_with_the_policy_of_the_cases(office: Office) -> None:
    row(office.now)
    case = accepted(office)
    refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="x",
                 now=office.now)  # fmt: skip
    assert competence.referrals_seen_by(office.chief).count() == 1
    assert competence.referrals_seen_by(office.rival).count() == 0


# --- consultations and silence ---


def asked(office: Office, matter: str) -> tuple[Case, Case]:
    case = accepted(office)
    (question,) = consult(
        actor=office.chief, case_id=case.pk, agency_ids=[office.stc.pk], question="Có đồng ý không?", matter=matter,
        now=office.now,
    )  # fmt: skip
    return case, question


def test_the_window_of_the_matter_times_the_question(office: Office) -> None:
    row_ = term(office.now, "consent")
    _case, question = asked(office, row_.matter)
    assert question.due_basis["limit"] == "3 working days"
    assert question.due_basis["source"] == "Điều 5, Quy chế làm việc (minh họa)"


def test_silence_counts_as_consent_with_the_rule_and_ends_the_station_of_the_case(office: Office) -> None:
    row_ = term(office.now, "consent")
    case, question = asked(office, row_.matter)
    assert Case.objects.get(pk=case.pk).station == "consulting"
    assert end_silence(now=office.now + HOUR) == 0
    assert end_silence(now=office.now + LATER) == 1
    question.refresh_from_db()
    assert (question.phase, question.outcome) == ("silent", "consented")
    line = Line.objects.get(stream=question.stream, seq=question.seq)
    assert "Điều 5, Quy chế làm việc (minh họa)" in str(line.text)
    assert '"meaning":"consent"' in str(line.text)
    case.refresh_from_db()
    assert case.station == "carry_out"
    assert Line.objects.get(stream=case.stream, seq=case.seq).verb == "case.opinions_in"
    assert end_silence(now=office.now + LATER) == 0


def test_silence_without_opinion_says_so(office: Office) -> None:
    row_ = term(office.now, "no_opinion")
    _case, question = asked(office, row_.matter)
    end_silence(now=office.now + LATER)
    question.refresh_from_db()
    assert (question.phase, question.outcome) == ("silent", "silent")


def test_silence_that_escalates_goes_to_the_head_once_and_stays_open(office: Office) -> None:
    row_ = term(office.now, "escalates")
    case, question = asked(office, row_.matter)
    assert end_silence(now=office.now + LATER) == 1
    question.refresh_from_db()
    assert (question.closed_at, question.station) == (None, "escalated")
    assert question.holder_official_id == office.rival.official_id
    assert end_silence(now=office.now + 2 * LATER) == 0
    answer(actor=office.rival, case_id=question.pk, words="Đồng ý", now=office.now + LATER)
    assert Case.objects.get(pk=case.pk).station == "carry_out"


def test_a_question_keeps_the_rule_of_its_day(office: Office) -> None:
    row_ = term(office.now, "consent")
    _case, question = asked(office, row_.matter)
    withdraw_row(actor=EDITOR, sort="consultation", row_id=row_.pk, because="Nhầm", now=office.now)
    end_silence(now=office.now + LATER)
    question.refresh_from_db()
    assert question.outcome == "consented"


def test_the_station_ends_with_the_last_of_several_questions(office: Office) -> None:
    case = accepted(office)
    first, second = consult(
        actor=office.chief, case_id=case.pk, agency_ids=[office.stc.pk, office.division.pk], question="?",
        now=office.now,
    )  # fmt: skip
    answer(actor=office.rival, case_id=first.pk, words="Đồng ý", now=office.now + HOUR)
    assert Case.objects.get(pk=case.pk).station == "consulting"
    answer(actor=office.binh, case_id=second.pk, words="Đồng ý", now=office.now + HOUR)
    assert Case.objects.get(pk=case.pk).station == "carry_out"


def test_an_unknown_matter_is_refused_and_nothing_is_asked(office: Office) -> None:
    case = accepted(office)
    with pytest.raises(Invalid) as refused:
        consult(actor=office.chief, case_id=case.pk, agency_ids=[office.stc.pk], question="?", matter="khong-co",
                now=office.now)  # fmt: skip
    assert refused.value.field == "asked_matter"
    assert not Case.objects.filter(kind="consultation").exists()


@pytest.mark.parametrize(
    ("wrong", "field"), [({"window": "ba ngày"}, "window"), ({"silence": "maybe"}, "silence")]
)
def test_a_wrong_term_is_refused(office: Office, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        term(office.now, **{"silence": "consent", "matter": "x", **wrong})
    assert refused.value.field == field


def test_what_another_unit_holds_is_not_referred_by_strangers(office: Office) -> None:
    row(office.now)
    case = open_case(office)
    with pytest.raises((NotAllowed, MoveRefused)):
        refer_upward(actor=office.chief, case_id=case.pk, matter="dat-dai.thu-hoi", ground=GROUND, words="x",
                     now=office.now)  # fmt: skip
