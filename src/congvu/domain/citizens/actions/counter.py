"""Mã dùng một lần tại quầy: made for a person whose papers were seen, good once, for half an hour, five tries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.citizens.actions.people import keep_person, line
from congvu.domain.citizens.models import COUNTER, OneTimeCode, Person
from congvu.domain.citizens.policy import codes
from congvu.domain.citizens.policy.details import Details, clean_number, clean_words, mark_of, unseal
from congvu.domain.citizens.queries import MAKE
from congvu.kernel.accounts.actions import record_view
from congvu.kernel.accounts.actions.pacing import keep_pace
from congvu.kernel.accounts.policy import Actor, require

#: The level of assurance of somebody whose papers an official has seen.
SEEN_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A code just made: shown once, kept nowhere."""

    code: str
    row: OneTimeCode

    @property
    def spoken(self) -> str:
        """As it is read out."""
        return codes.spoken(self.code)


@transaction.atomic
def make_code(
    *, actor: Actor, agency_id: int, name: str, id_number: str, seen: str, born_on: date | None = None,
    phone: str = "", email: str = "", now: datetime,
) -> Made:
    """Cấp mã dùng một lần to a person whose papers were seen (`seen` says which). A code not used yet is void.

    Journal: `citizen.code_made`, in the person's stream, without any personal data.
    """
    require(actor, MAKE, agency_id)
    number, called, paper = clean_number(id_number), clean_words(name), clean_words(seen, 200)
    if not called:
        raise Invalid(_("Type the name as it stands on the paper."), field="name")
    if not paper:
        raise Invalid(_("Say which paper you have seen."), field="seen")
    mark = mark_of(number)
    old = Person.objects.filter(issuer=COUNTER, subject=mark).first()
    known = unseal(old.sealed) if old is not None else Details()
    details = Details(
        number, born_on.isoformat() if born_on else known.born_on, clean_words(phone, 20) or known.phone,
        email.strip()[:254] or known.email, known.address,
    )  # fmt: skip
    person = keep_person(issuer=COUNTER, subject=mark, name=called, details=details, level=SEEN_LEVEL, now=now)
    OneTimeCode.objects.filter(person=person, used_at=None, cancelled_at=None).update(cancelled_at=now)
    code = codes.new_code()
    row = OneTimeCode.objects.create(
        person=person, code_hash=codes.code_hash(person.pk, code), agency_id=agency_id, seen=paper, made_at=now,
        made_by=actor.signature, expires_at=now + codes.GOOD_FOR,
    )  # fmt: skip
    line(person, "citizen.code_made", actor=actor.signature, now=now, body={"seen": paper, "agency": agency_id})
    record_view(actor=actor, what="citizens.person", subject=person.ref, now=now)
    return Made(code, row)


@transaction.atomic
def cancel_code(*, actor: Actor, code_id: int, now: datetime) -> None:
    """Huỷ mã: a code that was given to the wrong person or got lost. Journal: `citizen.code_cancelled`."""
    row = OneTimeCode.objects.select_related("person").filter(pk=code_id, used_at=None, cancelled_at=None).first()
    if row is None:
        raise Invalid(_("This code has been used or cancelled already."))
    require(actor, MAKE, row.agency_id)
    OneTimeCode.objects.filter(pk=row.pk).update(cancelled_at=now)
    line(row.person, "citizen.code_cancelled", actor=actor.signature, now=now, body={})


def spend_code(*, id_number: str, code: str, address: str, now: datetime) -> Person:
    """Dùng mã. The person of a number and the code given to him; the code is spent.

    The same sentence for a wrong code, an unknown number and a code that has run out. TooMany for one address that
    asks too fast. Journal: `citizen.code_spent`.
    """
    keep_pace(name=f"citizen-code:{address}", pace=codes.PACE, now=now)
    number = clean_number(id_number)
    person = Person.objects.filter(issuer=COUNTER, subject=mark_of(number)).first()
    if person is None or not _spent(person, codes.typed(code), now):
        raise Invalid(
            _("Number and code do not fit, or the code has run out."), field="code", code="wrong_code",
            hint=_("A code holds for 30 minutes and for five tries. Ask the desk for a new one."),
        )
    return person


def _spent(person: Person, code: str, now: datetime) -> bool:
    """Count the try first, in a transaction of its own, so that no two at once share one."""
    open_ones = OneTimeCode.objects.filter(person=person, used_at=None, cancelled_at=None, expires_at__gt=now)
    row = open_ones.first()
    if row is None or not open_ones.filter(pk=row.pk, tries__lt=codes.TRIES).update(tries=F("tries") + 1):
        return False
    with transaction.atomic():
        fits = open_ones.filter(pk=row.pk, code_hash=codes.code_hash(person.pk, code)).update(used_at=now)
        if fits:
            line(person, "citizen.code_spent", actor="citizen", now=now, body={})
    return bool(fits)
