"""Thư điện tử. Ask for mails, plan the morning digests, send, and send again what failed.

A mail is a row and a job; its words are written when it is sent, from what is true then. It goes only to people with
an account, an address and no wish against it, on their working days, outside their quiet hours.
"""

from __future__ import annotations

import smtplib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotFound
from congvu.kernel.accounts.models import Account
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.models import OutMail, ReminderChoice
from congvu.kernel.casework.policy import mail_times, people
from congvu.kernel.casework.queries.digest import calendar_official
from congvu.kernel.casework.queries.mail_contents import Content, content_of
from congvu.kernel.casework.queries.outbox import OVERSEE, digest_candidates
from congvu.kernel.casework.queries.reminding import choices_by_official
from congvu.kernel.jobs.queue import enqueue, enqueue_many

SEND = "casework.send_mail"
ATTEMPTS = 5
#: Answers of a mail server after which trying again is of no use.
FINAL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPNotSupportedError)


class MailFailed(RuntimeError):
    """The mail could not be handed over; the job is tried again."""


def mails_are_on() -> bool:
    """Whether this installation sends mails at all (CONGVU_MAIL)."""
    return bool(settings.CONGVU_MAIL)


@transaction.atomic
def ask_mails(officials: Collection[int], sort: OutMail.Sort, *, now: datetime) -> int:
    """One mail of this sort to each of these people who wants such mails at once; returns how many.

    One that still waits is enough: its words are written when it is sent.
    """
    if not officials or not mails_are_on():
        return 0
    wanted = [
        choice for official_id, choice in choices_by_official().items()
        if official_id in officials and choice.by_mail == ReminderChoice.ByMail.AT_ONCE
    ]  # fmt: skip
    accounts = _reachable([choice.account_id for choice in wanted])
    waiting = set(
        OutMail.objects.filter(account__in=accounts, sort=sort, state=OutMail.State.WAITING).values_list(
            "account_id", flat=True
        )
    )
    choices = {choice.account_id: choice for choice in wanted}
    return _post([one for one in accounts if one.pk not in waiting], sort, choices, now)


def _reachable(account_ids: Iterable[int]) -> list[Account]:
    """Accounts in use of people with an address."""
    rows = Account.objects.filter(pk__in=list(account_ids), is_active=True).exclude(official=None)
    return list(rows.exclude(official__email="").select_related("official").order_by("pk"))


def _post(
    accounts: Iterable[Account], sort: OutMail.Sort, choices: Mapping[int, ReminderChoice], now: datetime
) -> int:
    """Write the rows and their jobs, each at the first moment at which it may be sent."""
    on = people.local_date(now)
    province = mail_times.province_hours(on)
    mails, moments = [], {}
    for account in accounts:
        agency_id = calendar_official(account.official_id, on)
        if account.official is None or account.official_id is None or agency_id is None:
            continue
        hours = mail_times.hours_of(choices.get(account.pk), province)
        moment = mail_times.next_moment(agency_id, account.official_id, hours, now)
        if moment is not None:
            moments[account.pk] = moment
            mails.append(
                OutMail(
                    official_id=account.official_id, account=account, address=account.official.email, sort=sort, on=on,
                    created_at=now,
                )
            )
    OutMail.objects.bulk_create(mails, batch_size=500)
    by_moment: dict[datetime, list[int]] = {}
    for mail in mails:
        by_moment.setdefault(moments[mail.account_id], []).append(mail.pk)
    for moment, ids in by_moment.items():
        enqueue_many(SEND, [{"mail_id": pk} for pk in ids], now=now, run_at=moment)
    return len(mails)


@transaction.atomic
def plan_digests(*, now: datetime) -> int:
    """Bản tin sáng: a mail for everybody whose hour has come, who works today and may have something to be told.

    A fixed number of statements. One a day and person: a second plan of the same morning finds the first.
    """
    if not mails_are_on():
        return 0
    on = people.local_date(now)
    province = mail_times.province_hours(on)
    choices = {choice.account_id: choice for choice in ReminderChoice.objects.all()}
    have = set(OutMail.objects.filter(sort=OutMail.Sort.DIGEST, on=on).values_list("account_id", flat=True))
    due = []
    for account in digest_candidates(on):
        choice = choices.get(account.pk)
        agency_id = calendar_official(account.official_id, on)
        if account.pk in have or agency_id is None or account.official_id is None:
            continue
        if choice is not None and not choice.digest:
            continue
        if mail_times.digest_is_due(agency_id, account.official_id, mail_times.hours_of(choice, province), now):
            due.append(account)
    return _post(due, OutMail.Sort.DIGEST, choices, now)


def send_mail(*, mail_id: int, now: datetime) -> None:
    """Gửi một thư. Writes its words, hands it over, notes how it went. Run again it sends nothing twice that was
    noted as sent. Raises MailFailed when it is to be tried again."""
    mail = OutMail.objects.filter(pk=mail_id).select_related("account__official").first()
    if mail is None or mail.state in (OutMail.State.SENT, OutMail.State.EMPTY, OutMail.State.REFUSED):
        return
    choice = ReminderChoice.objects.filter(account_id=mail.account_id).first()
    later = _not_before(mail, choice, now)
    if later is not None and later > now:
        enqueue(SEND, {"mail_id": mail.pk}, now=now, run_at=later)
        return
    content = content_of(mail, mail.account, now) if later is not None and _is_wanted(mail, choice, now) else None
    if content is None:
        OutMail.objects.filter(pk=mail.pk).exclude(state=OutMail.State.SENT).update(state=OutMail.State.EMPTY)
        return
    mine = OutMail.objects.filter(pk=mail.pk, attempts=mail.attempts, state=mail.state)
    if not mine.update(attempts=F("attempts") + 1):
        return  # another worker has it
    mail.attempts += 1
    _hand_over(mail, content, now)


def _not_before(mail: OutMail, choice: ReminderChoice | None, now: datetime) -> datetime | None:
    on = people.local_date(now)
    agency_id = calendar_official(mail.official_id, on)
    if agency_id is None:
        return None
    hours = mail_times.hours_of(choice, mail_times.province_hours(on))
    return mail_times.next_moment(agency_id, mail.official_id, hours, now)


def _is_wanted(mail: OutMail, choice: ReminderChoice | None, now: datetime) -> bool:
    """Whether the person still wants it, and it is not the digest of another day."""
    if not mail.account.is_active or not mails_are_on():
        return False
    if mail.sort == OutMail.Sort.DIGEST:
        return mail.on == people.local_date(now) and (choice is None or choice.digest)
    return choice is not None and choice.by_mail == ReminderChoice.ByMail.AT_ONCE


def _hand_over(mail: OutMail, content: Content, now: datetime) -> None:
    row = OutMail.objects.filter(pk=mail.pk)
    try:
        validate_email(mail.address)
        _message(mail, content).send()
    except (*FINAL, ValidationError, ValueError) as error:
        row.update(state=OutMail.State.REFUSED, trouble=_trouble(error))
        return
    except (smtplib.SMTPException, OSError) as error:
        last = mail.attempts >= ATTEMPTS
        row.update(state=OutMail.State.REFUSED if last else OutMail.State.FAILED, trouble=_trouble(error))
        raise MailFailed(_trouble(error)) from None
    row.update(state=OutMail.State.SENT, sent_at=now, trouble="")


def _message(mail: OutMail, content: Content) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = EmailMultiAlternatives(
        content.subject, content.text, to=[mail.address], connection=get_connection(),
        headers={
            # The same mail sent twice after a crash is one mail to the reader's program.
            "Message-ID": f"<congvu-{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated", "Precedence": "bulk",
        },
    )  # fmt: skip
    message.attach_alternative(content.html, "text/html")
    return message


def _trouble(error: Exception) -> str:
    """Kind of the trouble and the number the server gave it; never its words, which may quote addresses or text."""
    code = getattr(error, "smtp_code", "") or getattr(error, "errno", "") or ""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), "")
    return f"{type(error).__name__} {code}".strip()[:120]


@transaction.atomic
def send_again(*, actor: Actor, mail_id: int, now: datetime) -> OutMail:
    """Gửi lại. A mail that could not be delivered is tried anew; its words are written then."""
    require(actor, OVERSEE)
    mail = OutMail.objects.select_for_update(no_key=True, of=("self",)).filter(pk=mail_id).first()
    if mail is None:
        raise NotFound(_("There is no such e-mail."))
    if mail.state not in (OutMail.State.FAILED, OutMail.State.REFUSED):
        raise MoveRefused(_("This e-mail is “%(state)s”; it need not be sent again.") % {
            "state": mail.get_state_display()
        })  # fmt: skip
    mail.state, mail.attempts, mail.trouble = OutMail.State.WAITING, 0, ""
    mail.save(update_fields=["state", "attempts", "trouble"])
    enqueue(SEND, {"mail_id": mail.pk}, now=now)
    return mail


def forget_old(*, before: date) -> int:
    """Xoá dòng thư cũ: rows of mails created before a day that were sent or had nothing to say."""
    over = OutMail.objects.filter(on__lt=before, state__in=[OutMail.State.SENT, OutMail.State.EMPTY])
    return over.delete()[0]
