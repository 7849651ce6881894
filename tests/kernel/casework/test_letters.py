"""Urging letters: one to each agency, numbered when it goes out, and an urging of every case it names."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework import actions
from congvu.kernel.casework.actions.letters import drop_letter, leave_out_settled, prepare_letters, send_letter
from congvu.kernel.casework.models import Case, Confidentiality, Urging, UrgingLetter
from congvu.kernel.casework.queries import letters
from congvu.kernel.documents.models import Document
from congvu.kernel.documents.papers import to_docx
from congvu.kernel.journal import queries as journal
from congvu.kernel.org.actions import delegate
from congvu.kernel.org.models import Official
from congvu.kernel.org.queries import forget
from tests.kernel.accounts.cast import make_official
from tests.kernel.casework.office import Office, pk_of
from tests.kernel.casework.test_reminding import in_hands_of_an
from tests.kernel.casework.test_urging import taken

HOUR = timedelta(hours=1)
GROUND = "urging.overdue"


@pytest.fixture
def signer(office: Office) -> None:
    make_official("cvp", "Trần Văn Ký", office.vpubnd, is_head=True, title="Chánh Văn phòng")
    forget()


def prepared(office: Office, cases: list[Case]) -> list[UrgingLetter]:
    return prepare_letters(
        actor=office.desk, case_ids=[case.pk for case in cases], ground=GROUND, notation="VPUBND-TH",
        words="Yêu cầu báo cáo nghiêm túc.", answer_by=date(2026, 12, 1), now=office.now + HOUR,
    )  # fmt: skip


def other_agencys(office: Office) -> Case:
    case = office.case(accountable_agency_id=office.stc.pk, transfer_agency_id=office.stc.pk)
    actions.accept(actor=office.rival, case_id=case.pk, now=office.now)
    case.refresh_from_db()
    return case


@pytest.mark.usefixtures("signer")
def test_one_draft_for_each_agency_and_nothing_is_told_yet(office: Office) -> None:
    cases = [*taken(office, 2), other_agencys(office)]
    made = prepared(office, cases)
    assert {letter.to_agency_id: letter.cases.count() for letter in made} == {office.snv.pk: 2, office.stc.pk: 1}
    assert not Urging.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.usefixtures("signer")
def test_a_letter_that_goes_out_has_number_files_and_urges_its_cases(office: Office) -> None:
    cases = taken(office, 2)
    (letter,) = prepared(office, cases)
    send_letter(actor=office.desk, letter_id=letter.pk, now=office.now + 2 * HOUR)
    letter.refresh_from_db()
    assert letter.document is not None
    assert (letter.document.code, letter.document.direction) == ("01/VPUBND-TH", "outgoing")
    assert sorted(row.name.rpartition(".")[2] for row in letter.document.attachments.all()) == ["docx", "pdf"]
    for case in cases:
        line = journal.of_stream(case.stream).get(verb="case.urged")
        assert "01/VPUBND-TH" in (line.text or "")
    assert Urging.objects.filter(letter=letter).count() == 2
    with pytest.raises(MoveRefused):
        send_letter(actor=office.desk, letter_id=letter.pk, now=office.now + 3 * HOUR)


@pytest.mark.usefixtures("signer")
def test_the_letter_says_number_content_deadline_days_late_and_state(office: Office) -> None:
    (case,) = taken(office)
    (letter,) = prepared(office, [case])
    paper = letters.paper_of(letter, [case], office.now.replace(month=12, day=18), number="07")
    with zipfile.ZipFile(io.BytesIO(to_docx(paper))) as parts:
        text = parts.read("word/document.xml").decode()
    for words in (case.code, case.title, "15/12/2026", "Sở Nội vụ", "Trần Văn Ký", "Yêu cầu báo cáo"):
        assert words in text
    assert letters.days_late(case, office.now.replace(month=12, day=18)) == 3


@pytest.mark.usefixtures("signer")
def test_what_was_settled_meanwhile_keeps_the_letter_back_until_it_is_left_out(office: Office) -> None:
    one, two = taken(office, 2)
    (letter,) = prepared(office, [one, two])
    values = {"phase": "reported", "stopped_at": office.now + HOUR}
    actions.commit([actions.Change(one, "task.reported", values)], actor=office.an, now=office.now + HOUR)
    with pytest.raises(MoveRefused):
        send_letter(actor=office.desk, letter_id=letter.pk, now=office.now + 2 * HOUR)
    assert not Document.objects.exists()
    assert leave_out_settled(actor=office.desk, letter_id=letter.pk) == 1
    send_letter(actor=office.desk, letter_id=letter.pk, now=office.now + 2 * HOUR)
    assert list(Urging.objects.values_list("case_id", flat=True)) == [two.pk]


@pytest.mark.usefixtures("signer")
def test_restricted_cases_do_not_stand_in_letters(office: Office) -> None:
    case = in_hands_of_an(office, confidentiality=Confidentiality.RESTRICTED)
    with pytest.raises(MoveRefused):
        prepared(office, [case])
    assert not UrgingLetter.objects.exists()


@pytest.mark.usefixtures("signer")
def test_others_neither_see_nor_send_nor_drop_a_letter(office: Office) -> None:
    (letter,) = prepared(office, taken(office))
    for stranger in (office.chief, office.rival):
        with pytest.raises((NotFound, NotAllowed)):
            send_letter(actor=stranger, letter_id=letter.pk, now=office.now + HOUR)
        with pytest.raises((NotFound, NotAllowed)):
            drop_letter(actor=stranger, letter_id=letter.pk, now=office.now + HOUR)
    drop_letter(actor=office.desk, letter_id=letter.pk, now=office.now + HOUR)
    with pytest.raises(NotFound):
        letters.letter_for(office.desk, letter.pk)


def test_nobody_can_sign_for_an_office_without_a_head(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        prepared(office, taken(office))
    assert refused.value.field == "signer"


@pytest.mark.parametrize(
    ("scope", "authority"),
    [("Ký thừa lệnh văn bản đôn đốc", "TL. Chánh Văn phòng"), ("Ký thừa ủy quyền", "TUQ. Chánh Văn phòng")],
)
@pytest.mark.usefixtures("signer")
def test_who_may_sign_by_order_or_by_authorisation_of_the_head_signs_so(
    office: Office, scope: str, authority: str
) -> None:
    head, desk = Official.objects.get(code="cvp"), Official.objects.get(pk=pk_of(office.desk))
    for what, to in ((scope, desk), ("Kiểm tra công vụ", Official.objects.get(pk=pk_of(office.second_desk)))):
        delegate(
            actor=Actor.system(), from_official=head, to_official=to, scope=what, basis="Giấy ủy quyền số 3",
            from_on=office.now.date(), now=office.now,
        )  # fmt: skip
    known = letters.signers_of(office.vpubnd.pk, office.now.date())
    assert [(pk, line) for pk, line, _title, _name in known] == [(head.pk, ""), (desk.pk, authority)]
    cases = taken(office, 1)
    (letter,) = prepare_letters(
        actor=office.desk, case_ids=[cases[0].pk], ground=GROUND, signer_id=desk.pk, now=office.now + HOUR
    )
    assert (letter.signer_authority, letter.signer_name) == (authority, "Chuyên viên 01")
