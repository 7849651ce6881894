"""Đồng bộ. What phones send: records and pieces of files, each kept once however often it comes, answered by hashes.

A parcel is {uid, sort, sha256, body}: `body` is text (JSON), `sha256` taken over its UTF-8 bytes on the phone. A file
is announced as a record of the sort `evidence` and then comes in pieces of PIECE bytes. Nothing depends on the order
in which answers reach the phone: it sends again whatever was not acknowledged, and gets the same answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused
from congvu.domain.inspections.actions import on_site, sampling
from congvu.domain.inspections.models import Evidence, Receipt, Visit
from congvu.domain.inspections.queries import on_site as queries
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.actions import store_upload

PIECE = 256 * 1024
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the server holds of one uid: its hash, and for files whether the whole is kept."""

    uid: UUID
    sha256: str
    whole: bool = True


def uid_of(words: Any) -> UUID:
    """A uid as the phone gave it; Invalid for anything else."""
    try:
        return UUID(str(words))
    except ValueError:
        raise Invalid(_("The record came without its number."), field="uid", code="bad_uid") from None


def _moment(body: dict[str, Any], name: str) -> datetime:
    try:
        found = parse_datetime(str(body.get(name, "")))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1990 < found.year < 2200:
        raise Invalid(_("The record came without a moment that exists."), field=name, code="bad_moment")
    return found


def _text(body: dict[str, Any], name: str) -> str:
    found = body.get(name) or ""
    return found if isinstance(found, str) else str(found)


def _yes_no(body: dict[str, Any], name: str) -> bool | None:
    found = body.get(name)
    return found if isinstance(found, bool) else None


def _answer(body: dict[str, Any], given: dict[str, Any]) -> object:
    return on_site.answer_item(
        item=_text(body, "item"), value=_text(body, "value"), note=_text(body, "note"),
        noted_at=_moment(body, "at"), **given,
    )  # fmt: skip


def _head(body: dict[str, Any], given: dict[str, Any]) -> object:
    return on_site.count_head(
        official=_text(body, "official"), name=_text(body, "name"), post=_text(body, "post"),
        presence=_text(body, "presence"), reason=_text(body, "reason"), proved=_yes_no(body, "proved"),
        noted_at=_moment(body, "at"), **given,
    )  # fmt: skip


def _interview(body: dict[str, Any], given: dict[str, Any]) -> object:
    return on_site.keep_interview(
        who=_text(body, "who"), words=_text(body, "words"), satisfied=_yes_no(body, "satisfied"),
        noted_at=_moment(body, "at"), **given,
    )  # fmt: skip


def _evidence(body: dict[str, Any], given: dict[str, Any]) -> object:
    size = body.get("size")
    return on_site.announce_evidence(
        sort=_text(body, "sort"), name=_text(body, "name"), size=size if type(size) is int else 0,
        sha256=_text(body, "sha256"), item=_text(body, "item"), words=_text(body, "words"),
        taken_at=_moment(body, "at"), **given,
    )  # fmt: skip


def _sample(body: dict[str, Any], given: dict[str, Any]) -> object:
    return sampling.note_result(
        actor=given["actor"], visit_id=given["visit_id"], purpose=_text(body, "purpose"), case_code=_text(body, "code"),
        result=_text(body, "result"), words=_text(body, "words"), checked_at=_moment(body, "at"), skew=given["skew"],
        now=given["now"],
    )  # fmt: skip


SORTS: dict[str, Callable[[dict[str, Any], dict[str, Any]], object]] = {
    "answer": _answer, "head": _head, "interview": _interview, "evidence": _evidence, "sample": _sample,
}  # fmt: skip


@transaction.atomic
def receive_parcel(
    *, actor: Actor, visit_id: int, uid: UUID, sort: str, sha256: str, body: str, skew: int = 0, now: datetime
) -> Kept:
    """Nhận một bản ghi. Its hash is checked first, then whether it came before, then it is carried out.

    The same uid with the same hash is acknowledged again and changes nothing, also after the minutes were signed; with
    another hash it is refused.
    """
    if len(body) > LONGEST or queries.digest(body.encode()) != sha256:
        raise Invalid(_("The record was damaged on its way."), field="sha256", code="damaged",
                      hint=_("It is sent again by itself."))  # fmt: skip
    known = _known(actor, visit_id, uid, sha256, now)
    if known is not None:
        return known
    do = SORTS.get(sort)
    if do is None:
        raise Invalid(_("The server does not know this sort of record."), field="sort", code="bad_sort")
    skew = skew if abs(skew) <= on_site.MOST_SKEW else 0
    do(_parsed(body), {"actor": actor, "visit_id": visit_id, "uid": uid, "skew": skew, "now": now}
       if sort != "sample" else {"actor": actor, "visit_id": visit_id, "skew": skew, "now": now})  # fmt: skip
    Receipt.objects.create(visit_id=visit_id, uid=uid, sort=sort, sha256=sha256, received_at=now)
    return Kept(uid, sha256)


def _parsed(body: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Invalid(_("The record cannot be read."), field="body", code="bad_body")
    return found


def _known(actor: Actor, visit_id: int, uid: UUID, sha256: str, now: datetime) -> Kept | None:
    """What was kept under this uid, for a member of the team; the case is locked, so that two sendings wait."""
    found = _locked(actor, visit_id, now).receipts.filter(uid=uid).first()
    if found is None:
        if Receipt.objects.filter(uid=uid).exists():
            raise Invalid(_("This record belongs to another visit."), field="uid", code="other_visit")
        return None
    if found.sha256 != sha256:
        raise Invalid(_("Another record was kept under this number already."), field="uid", code="other_content")
    return Kept(uid, found.sha256)


def _locked(actor: Actor, visit_id: int, now: datetime) -> Visit:
    """The visit with its case under lock, for a member of its team, in any phase."""
    return on_site.begin(actor, visit_id, now)[1]


def receive_piece(
    *, actor: Actor, visit_id: int, uid: UUID, of: UUID, offset: int, total: int, sha256: str, content: bytes,
    now: datetime,
) -> Kept:  # fmt: skip
    """Nhận một phần của tệp. When the last piece is there, the file is put together and its hash checked.

    A file announced while the visit was on site may come until the case is closed: what it is was fixed by its hash.
    A file that does not match its hash, or that is refused (type, size), is dropped here and stays on the phone.
    """
    announced = _keep_piece(actor, visit_id, uid, of, offset, total, sha256, content, now)
    if announced.file_id is None and _pieces(announced).count() == -(-announced.size // PIECE):
        announced = finish(actor=actor, visit_id=visit_id, of=of, now=now)
    return Kept(uid, sha256, announced.file_id is not None)


@transaction.atomic
def _keep_piece(
    actor: Actor, visit_id: int, uid: UUID, of: UUID, offset: int, total: int, sha256: str, content: bytes,
    now: datetime,
) -> Evidence:  # fmt: skip
    if queries.digest(content) != sha256:
        raise Invalid(_("The piece was damaged on its way."), field="sha256", code="damaged",
                      hint=_("It is sent again by itself."))  # fmt: skip
    visit = _locked(actor, visit_id, now)
    announced = Evidence.objects.filter(visit=visit, uid=of).first()
    if announced is None:
        raise Invalid(_("The file was not announced yet."), field="of", code="not_announced")
    if announced.file_id is not None or visit.receipts.filter(uid=uid, sha256=sha256, of=of).exists():
        return announced
    if visit.case.closed_at is not None:
        raise MoveRefused(_("This visit is closed; files can no longer be added to it."))
    if total != announced.size or offset < 0 or offset % PIECE or len(content) != min(PIECE, total - offset):
        raise Invalid(_("The piece does not fit into its file."), field="offset", code="bad_piece")
    if Receipt.objects.filter(uid=uid).exists():
        raise Invalid(_("Another record was kept under this number already."), field="uid", code="other_content")
    if not _pieces(announced).filter(offset=offset).exists():
        Receipt.objects.create(
            visit=visit, uid=uid, sort="piece", sha256=sha256, of=of, offset=offset, total=total, piece=content,
            received_at=now,
        )
    return announced


def _pieces(announced: Evidence) -> Any:
    return Receipt.objects.filter(visit_id=announced.visit_id, of=announced.uid).order_by("offset")


def finish(*, actor: Actor, visit_id: int, of: UUID, now: datetime) -> Evidence:
    """Ghép tệp. Put the pieces together, check the hash, store the file as any upload; the pieces go, their receipts
    stay. What was done between two sendings of the same phone is done once."""
    announced = Evidence.objects.get(visit_id=visit_id, uid=of)
    whole = b"".join(bytes(piece) for piece in _pieces(announced).values_list("piece", flat=True))
    if announced.file_id is not None:
        return announced
    try:
        if queries.digest(whole) != announced.sha256:
            raise Invalid(_("The file does not match the hash that was taken on the phone."), field="file",
                          code="file_damaged", hint=_("It is sent again from the beginning."))  # fmt: skip
        stored = store_upload(
            actor=actor, name=announced.name, content=whole, now=now, sound=announced.sort == Evidence.Sort.SOUND
        )
    except Invalid:
        _pieces(announced).delete()
        raise
    with transaction.atomic():
        visit = _locked(actor, visit_id, now)
        mine = Evidence.objects.filter(visit=visit, uid=of, file=None)
        mine.update(file=stored, received_at=now)
        _pieces(announced).update(piece=b"")
    announced.refresh_from_db()
    return announced
