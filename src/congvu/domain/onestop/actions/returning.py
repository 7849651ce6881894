"""Trả kết quả tại quầy: fees taken, who took the result noted, one act; and many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound, Refusal
from congvu.core.text import one_line
from congvu.domain.onestop.actions import ending, paying
from congvu.domain.onestop.models import Charge, Dossier, ResultReturn, Taker
from congvu.domain.onestop.queries import desks
from congvu.kernel.accounts.policy import Actor, require

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Người nhận. `authority` is the power of attorney of a proxy, `tracking` the number of the postal service."""

    taker: str = Taker.APPLICANT
    name: str = ""
    id_number: str = ""
    authority: str = ""
    tracking: str = ""
    papers_back: str = ""


@transaction.atomic
def hand_out(
    *, actor: Actor, case_id: int, taking: Taking, paid_by: str = "", now: datetime, expected_seq: int | None = None
) -> ResultReturn:
    """Trả kết quả. With `paid_by` what is still owed is taken first; who took the result is kept.

    Invalid for a proxy without name and paper, and for post without its number. Journal: (`dossier.fee_taken`,)
    `dossier.returned`. Legal basis: NĐ 61/2018/NĐ-CP, art. 20; NĐ 118/2025/NĐ-CP.
    """
    taking = _checked(taking)
    dossier = Dossier.objects.filter(pk=case_id).first()
    if dossier is None:
        raise NotFound(_("There is no dossier with this number."))
    require(actor, desks.RECEIVE, dossier.returns_id)
    if paid_by:
        for charge_id in Charge.objects.filter(dossier=dossier, paid_at=None, exempt="").values_list("pk", flat=True):
            paying.collect(actor=actor, charge_id=charge_id, paid_by=paid_by, now=now, expected_seq=expected_seq)
            expected_seq = None
    words = _words(taking, dossier.applicant_name)
    row = ResultReturn(
        taker=taking.taker, name=taking.name or dossier.applicant_name, id_number=taking.id_number,
        authority=taking.authority, tracking=taking.tracking, papers_back=taking.papers_back,
    )  # fmt: skip
    ending.return_result(actor=actor, case_id=case_id, words=words, now=now, expected_seq=expected_seq, taken=row)
    return row


def hand_out_many(
    *, actor: Actor, many: Sequence[tuple[int, Taking]], now: datetime
) -> tuple[list[ResultReturn], list[tuple[int, Refusal]]]:
    """Trả kết quả hàng loạt. Each is an act of its own; what is refused is named with its reason."""
    if len(many) > MOST:
        raise Invalid(_("At most %(n)d results at once.") % {"n": MOST})
    done, refused = [], []
    for case_id, taking in many:
        try:
            done.append(hand_out(actor=actor, case_id=case_id, taking=taking, now=now))
        except Refusal as refusal:
            refused.append((case_id, refusal))
    return done, refused


def _checked(taking: Taking) -> Taking:
    if taking.taker not in Taker.values:
        raise Invalid(_("Choose who takes the result."), field="taker")
    clean = Taking(
        taker=taking.taker, name=one_line(taking.name)[:300], id_number=one_line(taking.id_number)[:30],
        authority=one_line(taking.authority)[:300], tracking=one_line(taking.tracking)[:60].upper(),
        papers_back=taking.papers_back.strip()[:1000],
    )  # fmt: skip
    if clean.taker == Taker.PROXY and not (clean.name and clean.authority):
        raise Invalid(_("Type who came and by which authorisation."), field="authority" if clean.name else "name")
    if clean.taker == Taker.POST and not clean.tracking:
        raise Invalid(_("Type the number of the postal item."), field="tracking")
    return clean


def _words(taking: Taking, applicant: str) -> str:
    """How the journal says it: names only where somebody else came."""
    if taking.taker == Taker.PROXY:
        return f"{taking.name} nhận thay {applicant} theo {taking.authority}"
    if taking.taker == Taker.POST:
        return f"Gửi bưu điện, số hiệu {taking.tracking}"
    if taking.taker == Taker.ONLINE:
        return "Kết quả điện tử"
    return "Người nộp trực tiếp nhận"
