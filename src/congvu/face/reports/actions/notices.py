"""Lập, sửa, phát hành thông báo kết quả."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, MoveRefused, NotFound
from congvu.face.reports.actions.printing import paper_of
from congvu.face.reports.models import Notice
from congvu.face.reports.policy import days_of, name_of
from congvu.face.reports.queries import MAKE, compute, notices_of
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.queries.letters import signers_of
from congvu.kernel.documents.actions import issue_paper
from congvu.kernel.documents.actions.entries import Entry
from congvu.kernel.journal.actions import record
from congvu.kernel.org import queries as org

ROUNDINGS = ("half_up_2", "truncate_2", "half_up_1")


def make_notice(
    *, actor: Actor, agency_id: int, period: str, year: int, number: int, rounding: str, notation: str,
    signer_id: int | None, words: str, now: datetime,
) -> Notice:  # fmt: skip
    """Lập thông báo. A draft with the figures of the period as they stand now. Journal: `notice.made`.

    A period that has not begun is refused; one that has not ended gives figures up to now, and the notice says so.
    """
    require(actor, MAKE, agency_id)
    since, until = days_of(period, year, number)
    today = localdate(now)
    if since > today:
        raise Invalid(_("This period has not begun yet."), field="number")
    if rounding not in ROUNDINGS:
        raise Invalid(_("Choose how figures are rounded."), field="rounding")
    if agency_id not in org.organisation().agencies:
        raise Invalid(_("There is no such agency."), field="agency")
    notation = "".join(notation.split())
    if not notation:
        raise Invalid(_("Give the notation of the notice, for example TB-UBND."), field="notation")
    authority, title, name = _signer(agency_id, signer_id, now)
    found = compute(actor, agency_id, since, until, rounding, now)
    with transaction.atomic():
        notice = Notice.objects.create(
            agency_id=agency_id, period=period, since=since, until=until, as_of=now, rounding=rounding,
            figures=found.figures, units=found.units, overdue=found.overdue, words=words.strip(),
            notation=notation[:60], signer_authority=authority, signer_title=title, signer_name=name, made_at=now,
            made_by=actor.signature,
        )  # fmt: skip
        record(
            stream=notice.stream, verb="notice.made", at=now, actor=actor.signature,
            body={"agency": agency_id, "since": since.isoformat(), "until": until.isoformat(),
                  "figures": found.figures},
        )  # fmt: skip
    return notice


def _signer(agency_id: int, signer_id: int | None, now: datetime) -> tuple[str, str, str]:
    """(authority, title, name) of the chosen signer, the head by default; empty while the office has none."""
    known = signers_of(agency_id, localdate(now))
    for official_id, authority, title, name in known:
        if signer_id in (None, official_id):
            return authority, title, name
    if signer_id is not None:
        raise Invalid(_("Choose who signs: the head of the office or a deputy."), field="signer")
    return "", "", ""


def _draft(actor: Actor, notice_id: int) -> Notice:
    """A draft of an office the actor makes notices for, locked."""
    seen = notices_of(actor).values("pk")
    notice = Notice.objects.select_for_update(no_key=True, of=("self",)).filter(pk=notice_id, pk__in=seen).first()
    if notice is None:
        raise NotFound(_("There is no such notice, or it is not open to you."))
    require(actor, MAKE, notice.agency_id)
    if notice.issued_at is not None:
        raise MoveRefused(
            _("This notice was issued; what was published stays."), hint=_("Make a new one if figures were wrong.")
        )
    return notice


def edit_notice(*, actor: Actor, notice_id: int, words: str, refresh: bool, now: datetime) -> Notice:
    """Sửa dự thảo. Write the assessment; with `refresh` the figures are computed anew. Journal: `notice.edited`."""
    with transaction.atomic():
        notice = _draft(actor, notice_id)
        notice.words = words.strip()
        if refresh:
            found = compute(actor, notice.agency_id, notice.since, notice.until, notice.rounding, now)
            notice.figures, notice.units, notice.overdue, notice.as_of = (
                found.figures, found.units, found.overdue, now,
            )  # fmt: skip
        notice.save()
        record(
            stream=notice.stream, verb="notice.edited", at=now, actor=actor.signature,
            body={"refreshed": refresh, "words": notice.words[:2000], "figures": notice.figures},
        )  # fmt: skip
    return notice


def drop_notice(*, actor: Actor, notice_id: int, now: datetime) -> None:
    """Huỷ dự thảo. A draft that is not needed goes; its journal stays. Journal: `notice.dropped`."""
    with transaction.atomic():
        notice = _draft(actor, notice_id)
        record(stream=notice.stream, verb="notice.dropped", at=now, actor=actor.signature, body={})
        notice.delete()


def issue_notice(*, actor: Actor, notice_id: int, now: datetime) -> Notice:
    """Phát hành thông báo. Number it in the outgoing register, keep .docx and .pdf there. Journal: `notice.issued`.

    Legal basis: NĐ 30/2020/NĐ-CP, Điều 15, 17.
    """
    with transaction.atomic():
        notice = _draft(actor, notice_id)
        if not notice.words:
            raise Invalid(_("Write the assessment before the notice is issued."), field="words")
        period = name_of(notice.period, notice.since)
        notice.issued_at, notice.issued_by = now, actor.signature
        notice.document = document = issue_paper(
            actor=actor, agency_id=notice.agency_id, paper=paper_of(notice), notation=notice.notation, now=now,
            entry=Entry(
                kind="thong_bao", subject=f"Kết quả thực hiện nhiệm vụ được giao {period}",
                signer_name=notice.signer_name, signer_position=notice.signer_title, issuer=notice.agency.name,
                issuer_agency_id=notice.agency_id,
            ),
        )  # fmt: skip
        notice.save(update_fields=["issued_at", "issued_by", "document"])
        record(
            stream=notice.stream, verb="notice.issued", at=now, actor=actor.signature,
            body={"document": document.pk, "code": document.code, "figures": notice.figures},
        )  # fmt: skip
    return notice
