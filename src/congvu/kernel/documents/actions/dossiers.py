"""Lập hồ sơ công việc: the yearly list, opening, putting documents in, closing, handing over to the archive.

Legal basis: NĐ 30/2020/NĐ-CP, Điều 28-31, Phụ lục V. Every act is a line in the journal of the dossier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc, skey
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.documents.models import Document, Dossier, DossierList, DossierPaper
from congvu.kernel.documents.policy.retention import archive_due, must_be_archived
from congvu.kernel.documents.queries.dossiers import dossier_for
from congvu.kernel.documents.queries.register import visible_to
from congvu.kernel.journal.actions import record
from congvu.kernel.org.queries import agency_by_id, official_by_id

LIST, KEEP = "documents.dossier.list", "documents.dossier.keep"
MAX_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the yearly list. `retention_years` None: permanent ("Vĩnh viễn")."""

    symbol: str
    title: str
    heading: str = ""
    retention_years: int | None = None
    creator_id: int | None = None
    creator_name: str = ""
    note: str = ""
    construction: bool = False
    confidentiality: str = "internal"


def list_dossier(*, actor: Actor, agency_id: int, year: int, line: Line, now: datetime) -> Dossier:
    """Lập danh mục hồ sơ. Add a line to an agency's list of a year. Journal: `dossier.listed`.

    Whoever keeps dossiers may add one that the list did not foresee; the list stays open all year.
    """
    if not actor.may(LIST, agency_id):
        require(actor, KEEP, agency_id)
    agency_by_id(agency_id)
    if not 2000 <= year <= localdate(now).year + 1:
        raise Invalid(_("Choose a year up to the next one."), field="year")
    dossier = Dossier(agency_id=agency_id, year=year, state="planned", made_at=now, made_by_name=actor.name)
    _fill(dossier, line, actor)
    with transaction.atomic():
        if Dossier.objects.filter(agency_id=agency_id, year=year, symbol=dossier.symbol).exists():
            raise Invalid(_("The list of this year has a dossier with this symbol already."), field="symbol")
        dossier.save()
        _journal(dossier, "dossier.listed", actor, now, {
            "symbol": dossier.symbol, "title": dossier.title, "heading": dossier.heading, "year": year,
            "retention_years": dossier.retention_years, "creator": dossier.creator_name,
        })
    return dossier


def approve_list(
    *, actor: Actor, agency_id: int, year: int, approved_by: str, decision: str = "", approved_on: date, now: datetime
) -> DossierList:
    """Ban hành danh mục hồ sơ. Note that the head approved a year's list. Journal: `dossiers.approved`."""
    require(actor, LIST, agency_id)
    name = " ".join(nfc(approved_by).split())[:200]
    if not name:
        raise Invalid(_("Name who approved the list."), field="approved_by")
    if approved_on > localdate(now):
        raise Invalid(_("The day of approval lies in the future."), field="approved_on")
    count = Dossier.objects.filter(agency_id=agency_id, year=year).count()
    if not count:
        raise Invalid(_("The list of this year has no dossier yet."), field="year")
    with transaction.atomic():
        approved, _made = DossierList.objects.update_or_create(
            agency_id=agency_id, year=year,
            defaults={"approved_on": approved_on, "approved_by": name, "decision": nfc(decision).strip()[:200],
                      "set_at": now, "set_by_name": actor.name},
        )
        record(
            stream=f"dossiers/{agency_id}", verb="dossiers.approved", at=now, actor=actor.signature,
            body={"year": year, "by": name, "on": approved_on.isoformat(), "decision": approved.decision,
                  "dossiers": count},
        )
    return approved


def open_dossier(*, actor: Actor, dossier_id: int, opened_on: date, now: datetime) -> Dossier:
    """Mở hồ sơ. The person given the task opens it. Journal: `dossier.opened`."""
    with transaction.atomic():
        dossier = _locked(actor, dossier_id, ("planned",))
        if opened_on > localdate(now) or opened_on.year < dossier.year - 1:
            raise Invalid(_("This day cannot be right for a dossier of this year."), field="opened_on")
        dossier.state, dossier.opened_on = "open", opened_on
        dossier.save(update_fields=["state", "opened_on"])
        _journal(dossier, "dossier.opened", actor, now, {"on": opened_on.isoformat()})
    return dossier


def put_in(*, actor: Actor, dossier_id: int, document_ids: Sequence[int], now: datetime) -> list[DossierPaper]:
    """Thu thập văn bản vào hồ sơ. Put documents in an open dossier; those in it already stay once.

    A document may lie in several dossiers: nothing is copied. Journal: `dossier.filled`.
    """
    dossier_for(actor, dossier_id)
    wanted = list(dict.fromkeys(document_ids))
    if not wanted or len(wanted) > MAX_AT_ONCE:
        raise Invalid(_("Choose the documents to put in the dossier."), field="documents")
    found = list(visible_to(actor).filter(pk__in=wanted).only("pk", "code", "subject", "confidentiality"))
    if len(found) != len(wanted):
        raise Invalid(_("One of the documents does not exist, or you may not see it."), field="documents")
    with transaction.atomic():
        dossier = _locked(actor, dossier_id, ("open",))
        _check_openness(dossier, found)
        there = set(dossier.papers.filter(document_id__in=wanted).values_list("document_id", flat=True))
        added = [
            DossierPaper(dossier=dossier, document=document, added_at=now, added_by_name=actor.name)
            for document in found if document.pk not in there
        ]
        if not added:
            raise Invalid(_("These documents are in the dossier already."), field="documents")
        DossierPaper.objects.bulk_create(added)
        _journal(dossier, "dossier.filled", actor, now,
                 {"documents": [{"id": paper.document_id, "code": paper.document.code} for paper in added]})
    return added


def take_out(*, actor: Actor, dossier_id: int, document_id: int, reason: str, now: datetime) -> None:
    """Đưa văn bản ra khỏi hồ sơ khi để nhầm; the document itself stays. Journal: `dossier.taken_out`."""
    if not reason.strip():
        raise Invalid(_("Say why the document does not belong in the dossier."), field="reason")
    with transaction.atomic():
        dossier = _locked(actor, dossier_id, ("open",))
        gone, _kinds = dossier.papers.filter(document_id=document_id).delete()
        if not gone:
            raise Invalid(_("The document is not in this dossier."), field="documents")
        _journal(dossier, "dossier.taken_out", actor, now, {"document": document_id, "reason": reason.strip()[:300]})


def close_dossier(*, actor: Actor, dossier_id: int, closed_on: date, description: str = "", now: datetime) -> Dossier:
    """Kết thúc hồ sơ khi việc xong; from then on the limit of hand-over runs. Journal: `dossier.closed`."""
    with transaction.atomic():
        dossier = _locked(actor, dossier_id, ("open",))
        if dossier.opened_on and not dossier.opened_on <= closed_on <= localdate(now):
            raise Invalid(_("The dossier cannot end before it was opened, nor in the future."), field="closed_on")
        if not dossier.papers.exists():
            raise Invalid(_("A dossier without documents is not closed."),
                          hint=_("Put the documents of the work in it first."))
        dossier.state, dossier.closed_on = "closed", closed_on
        dossier.description = nfc(description).strip()[:500]
        if must_be_archived(dossier.retention_years, closed_on):
            dossier.handover_due_on = archive_due(dossier.agency_id, closed_on, construction=dossier.construction)
        dossier.save(update_fields=["state", "closed_on", "description", "handover_due_on"])
        due = dossier.handover_due_on
        _journal(dossier, "dossier.closed", actor, now,
                 {"on": closed_on.isoformat(), "handover_due_on": due.isoformat() if due else None})
    return dossier


def hand_over(
    *, actor: Actor, agency_id: int, dossier_ids: Sequence[int], to: str, handed_on: date, now: datetime
) -> list[Dossier]:
    """Nộp lưu hồ sơ vào lưu trữ cơ quan, several on one list. Journal of each: `dossier.handed_over`."""
    require(actor, LIST, agency_id)
    receiver = " ".join(nfc(to).split())[:200]
    if not receiver:
        raise Invalid(_("Name who receives the dossiers."), field="to")
    if handed_on > localdate(now):
        raise Invalid(_("The day of the hand-over lies in the future."), field="handed_on")
    with transaction.atomic():
        rows = Dossier.objects.select_for_update(no_key=True).filter(
            pk__in=dossier_ids, agency_id=agency_id, state="closed"
        )
        found = list(rows.order_by("symbol"))
        if not found or len(found) != len(set(dossier_ids)):
            raise Invalid(_("Only closed dossiers of this agency are handed over."), field="dossiers")
        for dossier in found:
            if dossier.closed_on and handed_on < dossier.closed_on:
                raise Invalid(_("A dossier cannot be handed over before it was closed."), field="handed_on")
            dossier.state, dossier.handed_over_on, dossier.handed_over_to = "handed_over", handed_on, receiver
            dossier.save(update_fields=["state", "handed_over_on", "handed_over_to"])
            _journal(dossier, "dossier.handed_over", actor, now, {"to": receiver, "on": handed_on.isoformat()})
    return found


def announce_hand_over(*, dossier_id: int, now: datetime) -> bool:
    """Báo trước khi hồ sơ đến hạn nộp lưu; once a dossier, by the daily job. Journal: `dossier.hand_over_near`."""
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(no_key=True).get(pk=dossier_id)
        if dossier.state != "closed" or dossier.warned_on or dossier.handover_due_on is None:
            return False
        dossier.warned_on = localdate(now)
        dossier.save(update_fields=["warned_on"])
        record(stream=f"dossier/{dossier.pk}", verb="dossier.hand_over_near", at=now, actor="system",
               body={"symbol": dossier.symbol, "due_on": dossier.handover_due_on.isoformat()})
    return True


def _locked(actor: Actor, dossier_id: int, states: tuple[str, ...]) -> Dossier:
    seen = dossier_for(actor, dossier_id)
    require(actor, KEEP, seen.agency_id)
    dossier = Dossier.objects.select_for_update(no_key=True).get(pk=dossier_id)
    if dossier.state not in states:
        raise Invalid(_("The dossier is not in the state this needs; somebody may have been faster."))
    return dossier


def _fill(dossier: Dossier, line: Line, actor: Actor) -> None:
    dossier.symbol = "".join(nfc(line.symbol).split())
    dossier.title, dossier.heading = " ".join(nfc(line.title).split()), " ".join(nfc(line.heading).split())
    if not dossier.symbol or len(dossier.symbol) > 30:
        raise Invalid(_("Write number and symbol of the dossier, for example 01.TCCB."), field="symbol")
    if not dossier.title or len(dossier.title) > 500 or len(dossier.heading) > 200:
        raise Invalid(_("Write the title of the dossier, at most 500 characters."), field="title")
    if line.retention_years is not None and not 1 <= line.retention_years <= 100:
        raise Invalid(_("The time of keeping is 1 to 100 years, or permanent."), field="retention_years")
    if line.confidentiality not in ("public", "internal", "restricted"):
        raise Invalid(_("Choose one of the values of the list."), field="confidentiality")
    dossier.retention_years, dossier.construction = line.retention_years, line.construction
    dossier.confidentiality, dossier.note = line.confidentiality, nfc(line.note).strip()[:500]
    if line.creator_id is not None:
        dossier.creator_id, dossier.creator_name = line.creator_id, official_by_id(line.creator_id).full_name
    else:
        dossier.creator_name = " ".join(nfc(line.creator_name).split())[:200] or actor.name
    dossier.skey = skey(f"{dossier.symbol} {dossier.heading} {dossier.title} {dossier.creator_name}")


def _check_openness(dossier: Dossier, documents: list[Document]) -> None:
    """What few may read does not lie in a dossier that many may open, and what is sealed in none."""
    if any(document.confidentiality == "sealed" for document in documents):
        raise Invalid(_("Sealed documents are not put in dossiers."), field="documents")
    if dossier.confidentiality != "restricted" and any(
        document.confidentiality == "restricted" for document in documents
    ):
        raise Invalid(
            _("A document of limited circulation belongs in a dossier of limited circulation."), field="documents"
        )


def _journal(dossier: Dossier, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    record(stream=f"dossier/{dossier.pk}", verb=verb, at=now, actor=actor.signature, body=body)
