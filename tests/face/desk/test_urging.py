"""Screens of urging, reminders and e-mails: what they show, what they refuse, who may come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.casework.actions.escalating import escalate_all
from congvu.kernel.casework.actions.reminding import remind_all
from congvu.kernel.casework.models import OutMail, ReminderChoice, Urging, UrgingLetter
from congvu.kernel.org.actions import delegate
from congvu.kernel.org.models import Official
from congvu.kernel.org.queries import forget
from tests.face.desk.test_lists import cost, many
from tests.kernel.accounts.cast import give, make_account, make_official
from tests.kernel.casework.office import Office
from tests.kernel.casework.test_reminding import at, in_hands_of_an

SignIn = Callable[[str], Client]
GROUND = "urging.overdue"


def test_select_preview_urge(office: Office, sign_in: SignIn) -> None:
    one, two, three = many(office, 3)
    desk = sign_in("desk")
    page = desk.post("/urging/", {"ids": [one.pk, two.pk]}).content.decode()
    assert one.code in page
    assert three.code not in page
    assert "Chuyên viên An" in page
    assert not Urging.objects.exists()
    answer = desk.post("/urging/send/", {"ids": [one.pk, two.pk], "ground": GROUND, "words": "Gấp.", "urge": "1"})
    assert answer.status_code == 302
    assert Urging.objects.count() == 2
    listed = desk.get("/cases/?urged=1").content.decode()
    assert one.code in listed
    assert "đôn đốc 1 lần" in listed
    assert three.code not in listed
    assert "Đã đôn đốc 1 lần" in desk.get(f"/cases/{one.code}/").content.decode()


def test_many_are_urged_in_the_name_of_whom_one_stands_in_for(office: Office, sign_in: SignIn) -> None:
    ids = [case.pk for case in many(office, 2)]
    deputy = sign_in("desk2")
    assert 'name="behalf"' not in deputy.post("/urging/", {"ids": ids}).content.decode()
    delegate(
        actor=Actor.system(), from_official=Official.objects.get(code="desk"), basis="Giấy ủy quyền số 3",
        to_official=Official.objects.get(code="desk2"), scope="Điều hành công việc của Văn phòng",
        from_on=office.now.date(), now=office.now,
    )  # fmt: skip
    page = deputy.post("/urging/", {"ids": ids}).content.decode()
    assert 'name="behalf"' in page
    assert "Chuyên viên 01" in page
    behalf = Official.objects.get(code="desk").pk
    sent = {"ids": ids, "ground": GROUND, "words": "Gấp.", "behalf": behalf, "urge": "1"}
    stranger = Official.objects.get(code="rival").pk
    assert deputy.post("/urging/send/", {**sent, "behalf": stranger}).status_code == 422
    assert not Urging.objects.exists()
    assert deputy.post("/urging/send/", sent).status_code == 302
    assert set(Urging.objects.values_list("behalf", flat=True)) == {"Chuyên viên 01"}


def test_all_that_match_the_filters(office: Office, sign_in: SignIn) -> None:
    many(office, 60)
    page = sign_in("desk").get("/urging/?all=1&q=viec").content.decode()
    assert page.count('name="ids"') == 60
    referer = "http://testserver/cases/?q=viec&open=1&sort=due_at"
    answer = sign_in("desk").post("/urging/", {"ids": [many(office, 1)[0].pk]}, headers={"Referer": referer})
    assert "/urging/?all=1&amp;q=viec&amp;open=1" in answer.content.decode()


def test_from_the_case_page(office: Office, sign_in: SignIn) -> None:
    case = in_hands_of_an(office)
    desk = sign_in("desk")
    assert f"/cases/{case.code}/acts/urge/" in desk.get(f"/cases/{case.code}/").content.decode()
    sent = {"ground": GROUND, "words": "", "again": "", "expected_seq": case.seq}
    assert desk.post(f"/cases/{case.code}/acts/urge/", sent).status_code == 302
    case.refresh_from_db()
    again = desk.post(f"/cases/{case.code}/acts/urge/", {**sent, "expected_seq": case.seq})
    assert again.status_code == 422
    assert Urging.objects.count() == 1
    assert f"/cases/{case.code}/acts/urge/" not in sign_in("an").get(f"/cases/{case.code}/").content.decode()


@pytest.mark.parametrize(
    "ids", [[], ["0"], ["x"], ["1 OR 1=1"], ["9" * 40], [str(n) for n in range(1, 3000)]],
    ids=["none", "unknown", "letters", "forged", "huge", "thousands"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/urging/", "/urging/send/"])
def test_bad_selections_are_refused_with_a_sentence(
    office: Office, sign_in: SignIn, path: str, ids: list[str]
) -> None:
    many(office, 2)
    answer = sign_in("desk").post(path, {"ids": ids, "ground": GROUND}, follow=True)
    assert answer.status_code == 200
    assert "notice" in answer.content.decode()
    assert not Urging.objects.exists()


def test_ten_thousand_ids_are_refused_before_they_are_read(office: Office, sign_in: SignIn) -> None:
    answer = sign_in("desk").post("/urging/send/", {"ids": [str(n) for n in range(10_000)], "ground": GROUND})
    assert answer.status_code in (400, 413, 422)
    assert not Urging.objects.exists()


def test_cases_of_others_and_people_without_the_permission(office: Office, sign_in: SignIn) -> None:
    (case,) = many(office, 1)
    assert sign_in("an").post("/urging/", {"ids": [case.pk]}).status_code == 403
    answer = sign_in("rival").post("/urging/send/", {"ids": [case.pk], "ground": GROUND}, follow=True)
    assert case.code not in answer.content.decode()
    assert not Urging.objects.exists()


def test_letters_from_the_preview_to_the_register(office: Office, sign_in: SignIn) -> None:
    make_official("cvp", "Trần Văn Ký", office.vpubnd, is_head=True, title="Chánh Văn phòng")
    forget()
    cases = many(office, 2)
    desk = sign_in("desk")
    sent = {"ids": [case.pk for case in cases], "ground": GROUND, "words": "", "notation": "VPUBND-TH", "letters": "1"}
    assert desk.post("/urging/send/", sent).status_code == 302
    letter = UrgingLetter.objects.get()
    assert "Trần Văn Ký" in desk.get(f"/urging/letters/{letter.pk}/").content.decode()
    assert "Sở Nội vụ" in desk.get("/urging/letters/").content.decode()
    assert desk.get(f"/urging/letters/{letter.pk}/docx/").content[:2] == b"PK"
    assert desk.get(f"/urging/letters/{letter.pk}/pdf/").content[:4] == b"%PDF"
    assert desk.get(f"/urging/letters/{letter.pk}/exe/").status_code == 422
    assert desk.post("/urging/letters/zip/", {"ids": [letter.pk]}).content[:2] == b"PK"
    assert desk.post(f"/urging/letters/{letter.pk}/act/", {"act": "send"}).status_code == 302
    letter.refresh_from_db()
    assert letter.document is not None
    assert Urging.objects.count() == 2
    assert sign_in("rival").get(f"/urging/letters/{letter.pk}/").status_code == 404


def test_reminders_and_what_was_told_stand_on_the_desk(
    office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = in_hands_of_an(office)
    remind_all(now=at(15))
    an, chief = sign_in("an"), sign_in("chief")
    home = an.get("/").content.decode()
    assert "Nhắc việc" in home
    assert case.code in home
    an.post("/reminders/seen/")
    assert "Tôi đã biết" not in an.get("/").content.decode()
    escalate_all(now=at(18))
    assert "Báo lên tôi vì chưa được xử lý" in chief.get("/").content.decode()
    assert "Chưa được xử lý, đã báo" in an.get(f"/cases/{case.code}/").content.decode()


def test_the_digest_page_costs_the_same_for_few_and_many(office: Office, sign_in: SignIn) -> None:
    many(office, 3)
    an = sign_in("an")
    assert "Bản tin sáng" in an.get("/reminders/").content.decode()
    few = cost(an, "/reminders/")
    many(office, 40)
    assert cost(an, "/reminders/") == few


def test_my_choices_are_kept_and_checked(office: Office, sign_in: SignIn, accounts: dict[str, Account]) -> None:
    an = sign_in("an")
    assert an.get("/reminders/mine/").status_code == 200
    sent: dict[str, Any] = {"by_mail": "never", "days_before": "5", "mail_from": "08:00", "mail_until": "17:00"}
    assert an.post("/reminders/mine/", sent).status_code == 302
    choice = ReminderChoice.objects.get(account=accounts["an"])
    assert (choice.digest, choice.by_mail, choice.days_before) == (False, "never", 5)
    assert an.post("/reminders/mine/", {**sent, "days_before": "99"}).status_code == 422
    assert an.post("/reminders/mine/", {**sent, "mail_until": "07:00"}).status_code == 422


def test_the_outbox_is_for_the_system_owner_and_holds_no_words(office: Office, sign_in: SignIn, now: datetime) -> None:
    case = in_hands_of_an(office, title="Tên việc không được lộ")
    official = case.holder_official
    assert official is not None
    mail = OutMail.objects.create(
        official=official, account=Account.objects.get(login="an"), address="an@example.vn", sort="digest",
        on=timezone.localdate(now), state="refused", trouble="SMTPRecipientsRefused 550", created_at=now,
    )  # fmt: skip
    owner = make_account("owner", full_name="Quản trị")
    give(owner, "system_owner")
    client = Client()
    client.force_login(Account.objects.get(pk=owner.pk))
    page = client.get("/outbox/").content.decode()
    assert "an@example.vn" in page
    assert "SMTPRecipientsRefused 550" in page
    assert case.code not in page
    assert sign_in("desk").get("/outbox/").status_code == 403
    assert client.post("/outbox/again/", {"ids": [mail.pk, "x"]}).status_code == 302
    mail.refresh_from_db()
    assert mail.state == "waiting"
