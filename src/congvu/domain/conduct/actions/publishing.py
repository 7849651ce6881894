"""Công khai người vi phạm đã xử lý, đơn vị chậm trễ: drafted, approved by another, ended by its day or taken down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotAllowed
from congvu.core.working_time.moments import day_number
from congvu.domain.conduct.models import Discipline, Publication
from congvu.domain.conduct.policy.words import SHOWN, word_for
from congvu.domain.conduct.queries import files, rulebook
from congvu.domain.conduct.queries.files import HANDLE
from congvu.domain.conduct.queries.registers import APPROVE, publication_for, state_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.actions.requests import require_ground
from congvu.kernel.casework.actions.steps import needed_words
from congvu.kernel.casework.policy import people
from congvu.kernel.casework.queries import get_for
from congvu.kernel.journal.actions import record

PERSONS = ("conduct_publication.person_ordered", "conduct_publication.person_concluded")


@transaction.atomic
def draft_publication(
    *, actor: Actor, keeper_id: int, subject: str, agency_id: int, ground: str, basis: str, title: str,
    details: Mapping[str, str], from_on: date, until_on: date, official_id: int | None = None, case_code: str = "",
    now: datetime,
) -> Publication:
    """Dự thảo nội dung công khai. `details` by name of what is shown; only those the ground allows are kept.

    A person must have been handled: a file of his with a decision that stands. Journal: `publication.drafted`.
    """
    require(actor, HANDLE, keeper_id)
    on = people.local_date(now)
    require_ground("conduct_publication", ground, now)
    if (subject == Publication.Subject.PERSON) != (ground in PERSONS):
        raise Invalid(_("This ground is not for that."), field="ground")
    case = get_for(actor, case_code.strip().upper()) if case_code.strip() else None
    if subject == Publication.Subject.PERSON:
        file = Discipline.objects.filter(case=case).first() if case is not None else None
        if file is None or files.standing_sanction(file) is None:
            raise Invalid(
                _("Only who was handled by a decision that stands is published: name the disciplinary file."),
                field="case_code",
            )
        official_id, agency_id = file.official_id, case.accountable_agency_id if case is not None else agency_id
    _require_days(from_on, until_on, on)
    row = Publication.objects.create(
        subject=subject, agency_id=agency_id, official_id=official_id, case=case, ground=ground, keeper_id=keeper_id,
        title=needed_words(title, "title", _("Give it a title."), 300), shown=_allowed(ground, details, on),
        basis=needed_words(basis, "basis", _("Name the document that orders the publication."), 300),
        drafted_at=now, drafted_by=actor.signature, from_on=from_on, until_on=until_on,
    )
    _journal(row, "publication.drafted", actor, now, ground=ground, until_on=until_on.isoformat())
    return row


def _require_days(from_on: date, until_on: date, on: date) -> None:
    if until_on < from_on or until_on < on:
        raise Invalid(_("The last day lies before the first, or has passed."), field="until_on")
    most = rulebook.count("publication_days", on)
    if day_number(until_on) - day_number(from_on) > most:
        raise Invalid(
            _("A publication stands at most %(n)d days (%(rule)s).")
            % {"n": most, "rule": rulebook.cited("conduct.publication_days", on)}, field="until_on",
        )  # fmt: skip


def _allowed(ground: str, details: Mapping[str, str], on: date) -> dict[str, str]:
    allowed = rulebook.publishable(ground, on)
    given = {code: " ".join(words.split())[:1000] for code, words in details.items() if words.strip()}
    more = [word_for(code, SHOWN) for code in given if code not in allowed]
    if more:
        raise Invalid(
            _("This ground does not allow to publish: %(what)s.") % {"what": ", ".join(more)}, field="details",
            hint=_("It allows: %(what)s.") % {"what": ", ".join(word_for(code, SHOWN) for code in allowed)},
        )  # fmt: skip
    if not given:
        raise Invalid(_("Say what is published."), field="details")
    return {code: given[code] for code in allowed if code in given}


def _locked(actor: Actor, publication_id: int) -> Publication:
    publication_for(actor, publication_id)
    return Publication.objects.select_for_update(no_key=True, of=("self",)).get(pk=publication_id)


@transaction.atomic
def approve(*, actor: Actor, publication_id: int, now: datetime) -> Publication:
    """Duyệt công khai. By somebody else than who drafted it; a person's decision must still stand.

    Journal: `publication.approved`.
    """
    row = _locked(actor, publication_id)
    require(actor, APPROVE, row.keeper_id)
    if row.approved_at is not None or row.removed_at is not None:
        raise MoveRefused(_("This was approved or taken down already."))
    if row.drafted_by == actor.signature:
        raise NotAllowed(_("Who drafted a publication does not approve it."))
    if row.official_id is not None and row.official_id == actor.official_id:
        raise NotAllowed(_("Nobody approves a publication about himself."))
    if row.until_on < people.local_date(now):
        raise MoveRefused(_("Its last day has passed."))
    if row.subject == Publication.Subject.PERSON and not _stands(row):
        raise MoveRefused(_("The decision on this person does not stand any more."))
    row.approved_at, row.approved_by = now, actor.signature
    row.save(update_fields=["approved_at", "approved_by"])
    _journal(row, "publication.approved", actor, now, shown=sorted(row.shown))
    return row


def _stands(row: Publication) -> bool:
    file = Discipline.objects.filter(case_id=row.case_id).first() if row.case_id is not None else None
    return file is not None and files.standing_sanction(file) is not None


@transaction.atomic
def remove(*, actor: Actor, publication_id: int, ground: str, words: str = "", now: datetime) -> Publication:
    """Gỡ nội dung công khai. With its ground, at any moment. Journal: `publication.removed`."""
    row = _locked(actor, publication_id)
    require(actor, APPROVE, row.keeper_id)
    if state_of(row, people.local_date(now)) == "removed":
        raise MoveRefused(_("This was taken down already."))
    require_ground("publication_removal", ground, now)
    row.removed_at, row.removed_by, row.removal = now, actor.signature, ground
    row.removal_words = words.strip()[:1000]
    row.save(update_fields=["removed_at", "removed_by", "removal", "removal_words"])
    _journal(row, "publication.removed", actor, now, ground=ground, words=row.removal_words)
    return row


def withdraw_for(case_id: int, actor: Actor, now: datetime) -> int:
    """Take down what speaks of a file whose decision was annulled or changed. How many were taken down."""
    rows = Publication.objects.filter(case_id=case_id, removed_at=None)
    for row in rows:
        row.removed_at, row.removed_by, row.removal = now, actor.signature, "publication_removal.annulled"
        row.save(update_fields=["removed_at", "removed_by", "removal"])
        _journal(row, "publication.removed", actor, now, ground=row.removal)
    return len(rows)


def _journal(row: Publication, verb: str, actor: Actor, now: datetime, **body: object) -> None:
    record(stream=f"publication/{row.pk}", verb=verb, at=now, actor=actor.signature, body=dict(body))
