"""Tại quầy: what a clerk does in one go with the person in front of him.

Papers that miss are answered on paper at once (forms 02 and 03). The answer hangs on a dossier of its own code that was
never accepted, with the national status 5 or 3: so it has its number, the one-ask meter counts, the person can follow
it, and when he comes again with the papers it is the same dossier. As it has no day of reception it enters no figure of
dossiers received, and no limit runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.domain.onestop.actions import submitting, supplementing
from congvu.domain.onestop.actions.receiving import Brought, Reception, again, receive_dossier
from congvu.domain.onestop.models import Bundle, Channel, Dossier, GivenPaper, PaperState
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.plans import receivable
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people


def receive_next(
    *, actor: Actor, desk_id: int, reception: Reception, after_id: int | None = None, now: datetime
) -> Dossier:
    """Tiếp nhận hồ sơ tiếp theo của cùng một người. As `receive_dossier`; both stand in one group."""
    if after_id is None:
        return receive_dossier(actor=actor, desk_id=desk_id, reception=reception, now=now)
    require(actor, desks.RECEIVE, desk_id)
    with transaction.atomic():
        given = replace(reception, bundle=_group_of(desk_id, after_id, now))
        return receive_dossier(actor=actor, desk_id=desk_id, reception=given, now=now)


def _group_of(desk_id: int, dossier_id: int, now: datetime) -> Bundle | None:
    """The group of a dossier received here, made when it has none yet."""
    before = Dossier.objects.select_for_update(no_key=True, of=("self",)).filter(pk=dossier_id, desk_id=desk_id).first()
    if before is None or before.bundle_id is not None:
        return before.bundle if before is not None else None
    bundle = Bundle.objects.create(kind=Bundle.Kind.PERSON, name=before.applicant_name[:300], made_at=now)
    before.bundle = bundle
    before.save(update_fields=["bundle"])
    return bundle


def ask_at_desk(*, actor: Actor, desk_id: int, reception: Reception, words: str, now: datetime) -> Dossier:
    """Hướng dẫn bổ sung tại quầy. Slip 02 lists everything that is missing; nothing is accepted, no limit runs.

    Journal: `dossier.submitted`, `dossier.supplement_asked`. Legal basis: NĐ 118/2025/NĐ-CP; NĐ 61/2018, art. 17.1.
    """

    def ask(dossier: Dossier) -> None:
        supplementing.ask_before(actor=actor, case_id=dossier.pk, words=words or missing_of(dossier), now=now)

    return _once(actor, desk_id, reception, ask, now)


def decline_at_desk(
    *, actor: Actor, desk_id: int, reception: Reception, ground: str, words: str, now: datetime
) -> Dossier:
    """Từ chối tiếp nhận tại quầy. Slip 03 with ground and reasons. Journal: `dossier.submitted`,
    `dossier.not_accepted`."""

    def decline(dossier: Dossier) -> None:
        submitting.decline_submission(actor=actor, case_id=dossier.pk, ground=ground, words=words, now=now)

    return _once(actor, desk_id, reception, decline, now)


def _once(
    actor: Actor, desk_id: int, reception: Reception, then: Callable[[Dossier], None], now: datetime
) -> Dossier:
    """Present a dossier and answer it; a second click, even at the same moment, gives what the first one made."""
    before = again(reception.key)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            dossier = _present(actor, desk_id, reception, now)
            then(dossier)
            return dossier
    except IntegrityError:
        before = again(reception.key)
        if before is None:
            raise
        return before


def _present(actor: Actor, desk_id: int, reception: Reception, now: datetime) -> Dossier:
    require(actor, desks.RECEIVE, desk_id)
    plan = receivable(reception.variant_id, people.local_date(now))
    channel = reception.channel if reception.channel != Channel.ONLINE else Channel.COUNTER
    given = replace(reception, channel=channel)
    return submitting.present(actor, desks.desk_of(desk_id), plan, given, now, complete=False)


def missing_of(dossier: Dossier) -> str:
    """The papers of a checklist that were not brought, one a line."""
    rows = GivenPaper.objects.filter(dossier=dossier, state=PaperState.MISSING)
    return "\n".join(rows.values_list("name", flat=True))


@transaction.atomic
def accept_checked(
    *, actor: Actor, case_id: int, papers: Sequence[Brought] = (), words: str = "", now: datetime,
    expected_seq: int | None = None,
) -> Case:
    """Tiếp nhận hồ sơ sau khi đối chiếu. What was ticked beside each paper is kept; papers that were asked for are
    taken in first. Invalid while a mandatory one is missing. Journal: (`dossier.supplemented`,) `dossier.accepted`."""
    dossier = Dossier.objects.select_related("case").get(pk=case_id)
    require(actor, desks.RECEIVE, dossier.desk_id)
    if dossier.case.phase == "asked_before":
        supplementing.supplemented_before(
            actor=actor, case_id=case_id, words=words, now=now, expected_seq=expected_seq
        )
        expected_seq = None
    _check(dossier, papers)
    return submitting.accept_submission(actor=actor, case_id=case_id, words=words, now=now, expected_seq=expected_seq)


def _check(dossier: Dossier, papers: Sequence[Brought]) -> None:
    ticked = {one.position: one for one in papers}
    missing = []
    for row in GivenPaper.objects.filter(dossier=dossier):
        one = ticked.get(row.position)
        if one is not None:
            row.state, row.originals, row.copies = one.state, one.originals, one.copies
            if one.file is not None:
                row.file, row.file_name = one.file, one.file_name[:300]
            row.save(update_fields=["state", "originals", "copies", "file", "file_name"])
        if row.state == PaperState.MISSING and row.mandatory:
            missing.append(row.name)
    if missing:
        raise Invalid(
            _("Missing from the dossier: %(papers)s.") % {"papers": "; ".join(missing)}, field="papers",
            hint=_("Ask for everything at once, or mark what has been brought."), code="papers_missing",
        )  # fmt: skip
