"""E-mails: on the person's working days, outside quiet hours, with as little as possible, tried again, never empty."""

from __future__ import annotations

import smtplib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail as postbox
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congvu.core.refusals import MoveRefused, NotAllowed
from congvu.core.working_time import HANOI
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.casework import kinds
from congvu.kernel.casework.actions import Change, commit, mailing
from congvu.kernel.casework.actions.reminding import remind_all
from congvu.kernel.casework.actions.urging import urge
from congvu.kernel.casework.models import CaseAccess, Confidentiality, OutMail, ReminderChoice
from congvu.kernel.casework.queries import outbox
from congvu.kernel.jobs.models import Job
from congvu.kernel.jobs.tasks import drain
from congvu.kernel.org.models import Absence, Official
from congvu.kernel.org.queries import forget
from tests.kernel.accounts.cast import give, make_account, make_official
from tests.kernel.casework.office import Office, pk_of
from tests.kernel.casework.test_reminding import at, in_hands_of_an, statements

MORNING = datetime(2026, 12, 14, 7, 20, tzinfo=HANOI)  # a Monday


@pytest.fixture(autouse=True)
def _mails_on(settings: Any) -> None:
    settings.CONGVU_MAIL = "smtp://mail.example:587"
    settings.CONGVU_URL = "https://congvu.example"
    settings.DEFAULT_FROM_EMAIL = "congvu@example.vn"


@pytest.fixture
def an(office: Office) -> Account:
    """An's account, with an address."""
    Official.objects.filter(pk=pk_of(office.an)).update(email="an@example.vn")
    forget()
    account = make_account("an", Official.objects.get(pk=pk_of(office.an)))
    give(account, "official", office.snv)
    return account


def chose(account: Account, **given: Any) -> None:
    ReminderChoice.objects.update_or_create(account=account, defaults=given)


def html_of(sent: postbox.EmailMessage) -> str:
    """The HTML beside the plain text."""
    assert isinstance(sent, postbox.EmailMultiAlternatives)
    return str(sent.alternatives[0][0])


def the_mail() -> OutMail:
    return OutMail.objects.get()


def test_the_digest_says_what_is_in_hand_in_vietnamese_without_anything_from_elsewhere(
    office: Office, an: Account
) -> None:
    case = in_hands_of_an(office)
    assert mailing.plan_digests(now=MORNING) == 1
    drain(now=MORNING)
    (sent,) = postbox.outbox
    html = html_of(sent)
    assert sent.to == ["an@example.vn"]
    assert case.code in sent.body
    assert case.title in sent.body
    assert f"https://congvu.example{kinds.case_href(case.code)}" in html
    for remote in ("<img", "<link", "<script", "src=", "url("):
        assert remote not in html
    assert "/reminders/mine/" in sent.body
    assert (the_mail().state, the_mail().sent_at) == ("sent", MORNING)


def test_one_digest_a_day_however_often_it_is_planned(office: Office, an: Account) -> None:
    in_hands_of_an(office)
    assert mailing.plan_digests(now=MORNING) == 1
    assert mailing.plan_digests(now=MORNING + timedelta(minutes=15)) == 0
    drain(now=MORNING + timedelta(minutes=15))
    drain(now=MORNING + timedelta(minutes=30))
    assert len(postbox.outbox) == 1
    assert mailing.plan_digests(now=MORNING + timedelta(hours=24)) == 1


def test_an_empty_digest_is_never_sent(office: Office, an: Account) -> None:
    give(an, "directive_desk", office.vpubnd)
    mailing.plan_digests(now=MORNING)
    drain(now=MORNING)
    assert postbox.outbox == []
    assert the_mail().state == "empty"


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 12, 13, 9, tzinfo=HANOI), datetime(2026, 12, 14, 5, tzinfo=HANOI),
     datetime(2026, 12, 14, 22, tzinfo=HANOI), datetime(2027, 1, 1, 9, tzinfo=HANOI)],
    ids=["Sunday", "before its hour", "at night", "New Year"],
)  # fmt: skip
def test_no_digest_out_of_hours(office: Office, an: Account, moment: datetime) -> None:
    in_hands_of_an(office)
    assert mailing.plan_digests(now=moment) == 0


def test_no_digest_for_who_is_away_or_does_not_want_it_or_has_left(office: Office, an: Account) -> None:
    in_hands_of_an(office)
    chose(an, digest=False)
    assert mailing.plan_digests(now=MORNING) == 0
    chose(an, digest=True)
    away = Absence.objects.create(
        official_id=pk_of(office.an), from_on=date(2026, 12, 14), to_on=date(2026, 12, 16), recorded_at=office.now
    )
    forget()
    assert mailing.plan_digests(now=MORNING) == 0
    away.delete()
    forget()
    Account.objects.filter(pk=an.pk).update(is_active=False)
    assert mailing.plan_digests(now=MORNING) == 0


def test_a_wish_made_after_the_plan_counts(office: Office, an: Account) -> None:
    in_hands_of_an(office)
    mailing.plan_digests(now=MORNING)
    chose(an, digest=False)
    drain(now=MORNING)
    assert postbox.outbox == []


@pytest.mark.parametrize("level", [Confidentiality.RESTRICTED, Confidentiality.SEALED])
def test_restricted_and_sealed_cases_are_mailed_by_code_alone(office: Office, an: Account, level: str) -> None:
    case = in_hands_of_an(office, confidentiality=level, title="Hồ sơ kỷ luật ông Nguyễn Văn Kín")
    CaseAccess.objects.create(
        case=case, official_id=pk_of(office.an), granted_at=office.now, granted_by="desk"
    )
    mailing.plan_digests(now=MORNING)
    drain(now=MORNING)
    (sent,) = postbox.outbox
    assert case.code in sent.body
    for words in (sent.subject, sent.body, html_of(sent)):
        assert "kỷ luật" not in str(words)
        assert "Nguyễn Văn" not in str(words)


def test_a_sealed_case_is_not_mailed_to_who_is_not_on_its_list(office: Office, an: Account) -> None:
    in_hands_of_an(office, confidentiality=Confidentiality.SEALED)
    mailing.plan_digests(now=MORNING)
    drain(now=MORNING)
    assert postbox.outbox == []


def test_a_reminder_at_once_waits_for_the_morning(office: Office, an: Account) -> None:
    chose(an, by_mail="at_once")
    in_hands_of_an(office)
    night = datetime(2026, 12, 15, 1, tzinfo=HANOI)
    assert remind_all(now=night) == 1
    drain(now=night)
    assert postbox.outbox == []
    drain(now=night.replace(hour=7, minute=0))
    assert len(postbox.outbox) == 1


def test_a_mail_that_waited_says_nothing_of_what_was_closed_meanwhile(office: Office, an: Account) -> None:
    chose(an, by_mail="at_once")
    case = in_hands_of_an(office)
    remind_all(now=at(15, 1))
    values = {"phase": "completed", "outcome": "completed", "closed_at": at(15, 5), "stopped_at": at(15, 5)}
    commit([Change(case, "task.verified", values)], actor=office.desk, now=at(15, 5))
    drain(now=at(15, 8))
    assert [one.subject for one in postbox.outbox] == []
    assert the_mail().state == "empty"


def test_the_urged_are_mailed_at_once_when_they_want_it(office: Office, an: Account) -> None:
    case = in_hands_of_an(office)
    urge(actor=office.desk, case_ids=[case.pk], ground="urging.overdue", now=at(1))
    assert not OutMail.objects.exists()
    chose(an, by_mail="at_once")
    urge(actor=office.desk, case_ids=[case.pk], ground="urging.overdue", again="Gấp.", now=at(1, 10))
    drain(now=at(1, 10))
    (sent,) = postbox.outbox
    assert case.code in sent.body


class Broken:
    """A mail server that answers as it is told."""

    def __init__(self, error: Exception | None) -> None:
        self.error = error

    def send_messages(self, messages: list[Any]) -> int:
        if self.error is not None:
            raise self.error
        postbox.outbox.extend(messages)
        return len(messages)


def answer_with(monkeypatch: pytest.MonkeyPatch, error: Exception | None) -> None:
    monkeypatch.setattr(mailing, "get_connection", lambda: Broken(error))


def test_a_server_that_is_down_is_tried_again_and_seen(
    office: Office, an: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_hands_of_an(office)
    mailing.plan_digests(now=MORNING)
    pk = the_mail().pk
    answer_with(monkeypatch, ConnectionRefusedError(111, "refused by secret-host"))
    with pytest.raises(mailing.MailFailed):
        mailing.send_mail(mail_id=pk, now=MORNING)
    assert (the_mail().state, the_mail().attempts, the_mail().trouble) == ("failed", 1, "ConnectionRefusedError 111")
    answer_with(monkeypatch, None)
    mailing.send_mail(mail_id=pk, now=MORNING)
    assert (the_mail().state, len(postbox.outbox)) == ("sent", 1)
    mailing.send_mail(mail_id=pk, now=MORNING)
    assert len(postbox.outbox) == 1


def test_an_address_the_server_refuses_is_not_tried_again_but_seen_and_sent_by_hand(
    office: Office, an: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_hands_of_an(office)
    mailing.plan_digests(now=MORNING)
    answer_with(monkeypatch, smtplib.SMTPRecipientsRefused({"an@example.vn": (550, b"no such user an@example.vn")}))
    drain(now=MORNING)
    assert (the_mail().state, the_mail().trouble) == ("refused", "SMTPRecipientsRefused 550")
    owner = make_account("owner", full_name="Quản trị")
    give(owner, "system_owner")
    actor = actor_of(Account.objects.get(pk=owner.pk), MORNING.date())
    assert [row.state for row in outbox.outbox(actor)] == ["refused"]
    with pytest.raises(NotAllowed):
        mailing.send_again(actor=office.desk, mail_id=the_mail().pk, now=MORNING)
    answer_with(monkeypatch, None)
    mailing.send_again(actor=actor, mail_id=the_mail().pk, now=MORNING)
    with pytest.raises(MoveRefused):
        mailing.send_again(actor=actor, mail_id=the_mail().pk, now=MORNING)
    drain(now=MORNING)
    assert the_mail().state == "sent"


@pytest.mark.parametrize("address", ["an@example.vn\nBcc: all@example.vn", "not an address"])
def test_an_address_that_is_none_is_refused_without_a_mail(office: Office, an: Account, address: str) -> None:
    in_hands_of_an(office)
    mailing.plan_digests(now=MORNING)
    OutMail.objects.update(address=address)
    drain(now=MORNING)
    assert postbox.outbox == []
    assert the_mail().state == "refused"


def test_an_installation_without_mail_asks_for_none(office: Office, an: Account, settings: Any) -> None:
    settings.CONGVU_MAIL = ""
    in_hands_of_an(office)
    chose(an, by_mail="at_once")
    remind_all(now=at(15))
    assert mailing.plan_digests(now=MORNING) == 0
    assert not OutMail.objects.exists()
    assert not Job.objects.filter(name="casework.send_mail").exists()


def test_planning_costs_the_same_for_many_people(office: Office, an: Account) -> None:
    def cost(now: datetime) -> int:
        with CaptureQueriesContext(connection) as seen:
            mailing.plan_digests(now=now)
        return statements(seen)

    in_hands_of_an(office)
    cost(MORNING - timedelta(hours=72))
    few = cost(MORNING)
    for number in range(20):
        official = make_official(f"more-{number}", f"Người {number}", office.snv)
        Official.objects.filter(pk=official.pk).update(email=f"more-{number}@example.vn")
        make_account(f"more-{number}", Official.objects.get(pk=official.pk))
        in_hands_of_an(office, holder_official_id=official.pk)
    forget()
    cost(MORNING + timedelta(hours=24))
    OutMail.objects.all().delete()
    assert cost(MORNING + timedelta(hours=48)) == few
    assert OutMail.objects.count() == 21


def test_own_hours_go_before_the_provinces(office: Office, an: Account) -> None:
    in_hands_of_an(office)
    chose(an, digest_at=time(9), mail_from=time(8), mail_until=time(11))
    assert mailing.plan_digests(now=MORNING) == 0
    assert mailing.plan_digests(now=MORNING.replace(hour=9, minute=5)) == 1
    assert isinstance(actor_of(an, MORNING.date()), Actor)
