"""Lập, gửi công văn đôn đốc. One letter to each agency: a draft that may be looked at, then an entry of the outgoing
register with its number, the files kept there, and an urging in the journal of every case it names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.engine import locked_many
from congvu.kernel.casework.actions.urging import check_again, check_ground, check_urgeable, write_urgings
from congvu.kernel.casework.models import Case, Confidentiality, UrgingLetter
from congvu.kernel.casework.papers import SUBJECT
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.policy.urging import MOST, URGE
from congvu.kernel.casework.queries import letters
from congvu.kernel.documents.actions import Entry, number_paper

REGISTER = "documents.document.register"
#: Letters made at once; a province has fewer agencies and communes than that.
MOST_LETTERS = 300


@transaction.atomic
def prepare_letters(
    *, actor: Actor, case_ids: Iterable[int], ground: str, words: str = "", notation: str = "",
    answer_by: date | None = None, signer_id: int | None = None, now: datetime,
) -> list[UrgingLetter]:
    """Lập công văn. One draft for each agency that owes some of these cases; nothing is numbered or told yet.

    All cases must be ordered by one office and be such as the actor may urge. Restricted and sealed cases do not
    stand in letters. Raises Invalid, MoveRefused, NotAllowed, NotFound; then nothing is written.
    """
    require(actor, URGE)
    ids = list(dict.fromkeys(case_ids))
    if not 0 < len(ids) <= MOST:
        raise Invalid(_("Choose from 1 to %(most)d cases.") % {"most": MOST}, field="ids")
    check_ground(ground, words, now)
    cases = locked_many(actor, ids)
    check_urgeable(actor, cases)
    _check_open_to_letters(cases)
    offices = {people.top_unit_of(case.issuing_agency_id) for case in cases}
    if len(offices) != 1:
        raise Invalid(_("These cases were ordered by several offices; each writes its own letters."), field="ids")
    (office,) = offices
    authority, title, name = _signer(office, signer_id, now)
    if answer_by is not None and answer_by < people.local_date(now):
        raise Invalid(_("The day for the answer lies in the past."), field="answer_by")
    by_agency: dict[int, list[Case]] = {}
    for case in cases:
        by_agency.setdefault(people.top_unit_of(case.accountable_agency_id), []).append(case)
    made = []
    for agency_id, its_cases in by_agency.items():
        letter = UrgingLetter.objects.create(
            from_agency_id=office, to_agency_id=agency_id, ground=ground, words=words.strip(), answer_by=answer_by,
            notation=(notation.strip() or letters.default_notation(office))[:60], signer_authority=authority,
            signer_title=title, signer_name=name, prepared_at=now, prepared_by=actor.signature,
        )
        letter.cases.set(its_cases)
        made.append(letter)
    return made


def _check_open_to_letters(cases: Iterable[Case]) -> None:
    kept = [c.code for c in cases if c.confidentiality in (Confidentiality.RESTRICTED, Confidentiality.SEALED)]
    if kept:
        raise MoveRefused(
            _("Restricted cases do not stand in letters: %(codes)s.") % {"codes": ", ".join(kept[:5])},
            hint=_("Urge them one by one instead."),
        )


def _signer(office: int, signer_id: int | None, now: datetime) -> tuple[str, str, str]:
    known = letters.signers_of(office, people.local_date(now))
    for official_id, authority, title, name in known:
        if signer_id in (None, official_id):
            return authority, title, name
    raise Invalid(_("Choose who signs: the head of the office or a deputy."), field="signer")


@transaction.atomic
def send_letter(*, actor: Actor, letter_id: int, again: str = "", now: datetime) -> UrgingLetter:
    """Phát hành công văn. Number it in the outgoing series, keep .docx and .pdf in the register, urge its cases.

    Refuses while some of its cases cannot be urged any more: the draft says something that is no longer true.
    """
    letter = _draft(actor, letter_id)
    require(actor, REGISTER, letter.from_agency_id)
    cases = locked_many(actor, list(letter.cases.values_list("pk", flat=True)))
    if not cases:
        raise MoveRefused(_("This letter names no case any more; drop it."))
    check_urgeable(actor, cases)
    _check_open_to_letters(cases)
    check_again(cases, again, now)
    document = number_paper(
        actor=actor, agency_id=letter.from_agency_id, notation=letter.notation, now=now,
        paper=letters.paper_of(letter, letters.cases_of(letter), now),
        entry=Entry(
            kind="cong_van", subject=f"V/v {SUBJECT}", signer_name=letter.signer_name,
            signer_position=letter.signer_title, recipients=people.agency_name(letter.to_agency_id), copies=1,
            due_on=letter.answer_by, issuer=people.agency_name(letter.from_agency_id),
            issuer_agency_id=letter.from_agency_id,
        ),
    )  # fmt: skip
    letter.document, letter.sent_at, letter.sent_by = document, now, actor.signature
    letter.save(update_fields=["document", "sent_at", "sent_by"])
    body = {"ground": letter.ground, "words": letter.words, "again": again.strip(), "letter": document.code}
    write_urgings(cases, actor=actor, now=now, behalf="", body=body, ground=letter.ground, letter=letter)
    return letter


@transaction.atomic
def leave_out_settled(*, actor: Actor, letter_id: int) -> int:
    """Bỏ các việc không còn phải đôn đốc khỏi dự thảo; returns how many."""
    letter = _draft(actor, letter_id)
    settled = [case for case, _reason in letters.settled_in(actor, letters.open_cases_of(actor, letter))]
    letter.cases.remove(*settled)
    return len(settled)


@transaction.atomic
def drop_letter(*, actor: Actor, letter_id: int, now: datetime) -> None:
    """Bỏ dự thảo. A letter that was never sent; what was sent stays."""
    letter = _draft(actor, letter_id)
    letter.dropped_at = now
    letter.save(update_fields=["dropped_at"])


def _draft(actor: Actor, letter_id: int) -> UrgingLetter:
    require(actor, URGE)
    letters.letter_for(actor, letter_id)
    letter = UrgingLetter.objects.select_for_update(no_key=True, of=("self",)).get(pk=letter_id)
    if letter.sent_at is not None or letter.dropped_at is not None:
        raise MoveRefused(_("This letter has been sent already."))
    return letter
