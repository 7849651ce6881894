"""Nộp hồ sơ trực tuyến: a draft is kept as it is filled in, looked over once more, and sent exactly once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.core.text import one_line, typed_number
from congvu.domain.citizens.models import Person
from congvu.domain.citizens.policy.details import Details
from congvu.domain.onestop.actions import ending, submitting, supplementing
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.receiving import Brought, Reception
from congvu.domain.onestop.actions.stations import start
from congvu.domain.onestop.models import Dossier, IdKind
from congvu.domain.onestop.queries.plans import plan_of, receivable
from congvu.face.portal.models import DraftPaper, OnlineDraft
from congvu.face.portal.queries.dossiers import OWN_NUMBER_LEVEL
from congvu.face.portal.queries.filing import desks_for
from congvu.kernel.accounts.policy import Actor, vault
from congvu.kernel.casework.models import Case
from congvu.kernel.casework.policy import people
from congvu.kernel.documents.actions import store_upload
from congvu.kernel.journal.actions import record

_PURPOSE = "citizen-draft"
MOST_FILES = 40
MOST_BYTES = 150 * 1024 * 1024
MOST_DRAFTS = 20
#: How long a draft nobody goes on with is kept.
KEPT = timedelta(hours=24 * 30)


@dataclass(frozen=True, slots=True)
class Filer:
    """Who files: the signed-in person with what is known of him."""

    person: Person
    details: Details

    @property
    def signature(self) -> str:
        """How he stands in the journal: never by name."""
        return f"citizen/{self.person.ref}"


@transaction.atomic
def begin_draft(*, filer: Filer, variant_id: int, now: datetime, answers: Dossier | None = None) -> OnlineDraft:
    """Bắt đầu. The person's open draft of the same case, or a new one. Invalid for what cannot be filed online."""
    open_one = OnlineDraft.objects.filter(person=filer.person, variant_id=variant_id, answers=answers, sent_at=None)
    found = open_one.order_by("-changed_at").first()
    if found is not None:
        return found
    if answers is None:
        plan = receivable(variant_id, people.local_date(now))
        if plan.online == "information":
            raise Invalid(
                _("“%(name)s” cannot be filed online.") % {"name": plan.name}, code="not_online",
                hint=_("Hand it in at a one-stop desk."),
            )
        if OnlineDraft.objects.filter(person=filer.person, sent_at=None, answers=None).count() >= MOST_DRAFTS:
            raise MoveRefused(
                _("You have %(n)d drafts already.") % {"n": MOST_DRAFTS}, hint=_("Send one or throw one away first.")
            )
    return OnlineDraft.objects.create(
        key=secrets.token_hex(16), person=filer.person, variant_id=variant_id, answers=answers, begun_at=now,
        changed_at=now,
    )


def keep_words(*, draft: OnlineDraft, words: Mapping[str, Any], now: datetime) -> None:
    """Lưu nháp: what was typed, as it was typed."""
    sealed = vault.seal(json.dumps(dict(words), default=str), purpose=_PURPOSE)
    OnlineDraft.objects.filter(pk=draft.pk, sent_at=None).update(sealed=sealed, changed_at=now)
    draft.sealed = sealed


def words_of(draft: OnlineDraft) -> dict[str, Any]:
    """What was typed."""
    opened = vault.unseal(draft.sealed, purpose=_PURPOSE) if draft.sealed else None
    found: dict[str, Any] = json.loads(opened) if opened else {}
    return found


def add_paper(
    *, draft: OnlineDraft, position: int, name: str, content: bytes | BinaryIO, now: datetime
) -> DraftPaper:
    """Thêm tệp. Checked as every upload of the house; what lay in this place goes. Invalid with a sentence."""
    if draft.sent_at is not None:
        raise MoveRefused(_("This has been sent already."))
    if draft.papers.count() >= MOST_FILES:
        raise Invalid(_("At most %(n)d files go into one dossier.") % {"n": MOST_FILES})
    file = store_upload(actor=Actor.system(), name=name, content=content, now=now)
    weight = draft.papers.exclude(position=position or -1).aggregate(all=Sum("file__size"))["all"] or 0
    if weight + file.size > MOST_BYTES:
        raise Invalid(
            _("All files of one dossier together may have %(n)d MB.") % {"n": MOST_BYTES // 1_048_576},
            hint=_("Scan at a lower resolution, or bring the rest to the desk."),
        )
    with transaction.atomic():
        if position:
            draft.papers.filter(position=position).delete()
        row = DraftPaper.objects.create(draft=draft, position=position, file=file, name=name[-300:], added_at=now)
        OnlineDraft.objects.filter(pk=draft.pk).update(changed_at=now)
    return row


def remove_paper(*, draft: OnlineDraft, paper_id: int, now: datetime) -> None:
    """Bỏ tệp."""
    draft.papers.filter(pk=paper_id, draft__sent_at=None).delete()
    OnlineDraft.objects.filter(pk=draft.pk).update(changed_at=now)


def throw_away(*, draft: OnlineDraft) -> None:
    """Bỏ bản nháp."""
    OnlineDraft.objects.filter(pk=draft.pk, sent_at=None).delete()


def reception_of(draft: OnlineDraft, filer: Filer) -> tuple[int, Reception]:
    """The desk and the reception a draft amounts to.

    A number nobody vouches for is left out: it would bring somebody else's name and telephone "up to date".
    """
    given = words_of(draft)
    details = filer.details
    brought = [
        Brought(position=one.position, name="" if one.position else one.name, copies=1, file=one.file,
                file_name=one.name)
        for one in draft.papers.select_related("file")
    ]  # fmt: skip
    number = details.id_number if filer.person.level >= OWN_NUMBER_LEVEL else ""
    party = Party(
        name=filer.person.name or str(given.get("name", "")), id_number=number, id_kind=_id_kind(number),
        born_on=details.birth_date,
        address=str(given.get("address", "")), phone=str(given.get("phone", "")), email=str(given.get("email", "")),
    )  # fmt: skip
    return typed_number(str(given.get("desk", ""))) or 0, Reception(
        variant_id=draft.variant_id, party=party, content=str(given.get("content", "")), channel="online",
        papers=brought, delivery=str(given.get("delivery", "counter")),
        deliver_to=str(given.get("deliver_to", "")), key=draft.key, citizen=filer.person.ref,
    )  # fmt: skip


def _id_kind(number: str) -> str:
    if not number:
        return IdKind.NONE
    return IdKind.PERSONAL if number.isdigit() else IdKind.PASSPORT


def send(*, draft: OnlineDraft, filer: Filer, now: datetime) -> Dossier:
    """Nộp. The same draft twice is the same dossier. Raises what `submit_online` raises; NotFound for an answer to a
    request for papers, Invalid for a desk that is not offered for it.

    Journal: `dossier.submitted` of the case, `citizen.filed` of the person.
    """
    if draft.answers_id is not None:
        raise NotFound(_("There is no such draft."))
    desk_id, reception = reception_of(draft, filer)
    if draft.sent_at is None and desk_id not in {one.pk for one in desks_for(plan_of(draft.variant_id))}:
        raise Invalid(_("Choose which desk takes it."), field="desk")
    _require_papers(draft)
    dossier = submitting.submit_online(actor=Actor.system(), desk_id=desk_id, reception=reception, now=now)
    _sent(draft, filer, dossier.case, "citizen.filed", now)
    return dossier


def _require_papers(draft: OnlineDraft) -> None:
    """At the counter an empty list means that everything was handed in; online it means that nothing was."""
    if draft.papers.exists():
        return
    plan = plan_of(draft.variant_id)
    missing = [one.name for one in plan.papers if one.mandatory and not one.held_by]
    if missing:
        raise Invalid(
            _("Missing from the dossier: %(papers)s.") % {"papers": "; ".join(missing)}, field="papers",
            hint=_("Add the files on the page before this one."), code="papers_missing",
        )


def _sent(draft: OnlineDraft, filer: Filer, case: Case, verb: str, now: datetime) -> None:
    with transaction.atomic():
        values: dict[str, Any] = {"sent_at": now, "sent_as": case.code, "sealed": ""}
        if OnlineDraft.objects.filter(pk=draft.pk, sent_at=None).update(**values):
            record(stream=filer.signature, verb=verb, at=now, actor="citizen", body={"sent_as": case.code})


@transaction.atomic
def send_supplement(*, draft: OnlineDraft, filer: Filer, words: str, now: datetime) -> Case:
    """Nộp giấy tờ bổ sung trực tuyến: all at once. MoveRefused when nothing is asked for (any more)."""
    if draft.answers_id is None:
        raise NotFound(_("There is no such draft."))
    papers = list(draft.papers.select_related("file"))
    if not papers and not words.strip():
        raise Invalid(_("Add the papers asked for, or say why there is none."), field="words")
    system = Actor.system()
    case = Case.objects.get(pk=draft.answers_id)
    move = "supplemented_before" if case.phase == "asked_before" else "receive_supplement"
    at = start(system, draft.answers_id, move, now, None, None, holder=False)
    said = words.strip() or _("Sent online by the applicant")
    supplementing.take_supplement(at, system, said, [(one.file, one.name) for one in papers], now)
    _sent(draft, filer, at.case, "citizen.supplemented", now)
    return at.case


@transaction.atomic
def ask_to_stop(*, dossier: Dossier, filer: Filer, reason: str, now: datetime) -> Case:
    """Đề nghị dừng hồ sơ trực tuyến: until there is a result (NĐ 118/2025 art. 21). The stop notice is issued."""
    words = one_line(reason)[:500]
    if not words:
        raise Invalid(_("Say in a few words why you stop."), field="reason")
    said = _("Asked online by the applicant: %(words)s") % {"words": words}
    case = ending.stop_at_wish(actor=Actor.system(), case_id=dossier.case_id, words=said, now=now)
    record(stream=filer.signature, verb="citizen.stopped", at=now, actor="citizen", body={"sent_as": case.code})
    return case


def clear_out(*, now: datetime) -> int:
    """Nightly: drafts nobody went on with, and the files of those that were sent."""
    gone = OnlineDraft.objects.filter(changed_at__lt=now - KEPT).delete()[0]
    return int(gone)
