"""Phiếu đã phát hành, of the dossiers open to somebody."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.domain.onestop.models import Slip
from congvu.domain.onestop.queries.counter import visible_to
from congvu.kernel.accounts.policy import Actor

_WITH = ("dossier__case", "dossier__applicant", "dossier__desk__agency", "dossier__desk__serves",
         "dossier__returns__agency", "dossier__settling")  # fmt: skip


def slip_for(actor: Actor, slip_id: int) -> Slip:
    """One slip with all a print needs; NotFound."""
    row = Slip.objects.select_related(*_WITH).filter(pk=slip_id, dossier__in=visible_to(actor)).first()
    if row is None:
        raise NotFound(_("There is no such slip, or it is not open to you."))
    return row


def receipts_of(actor: Actor, dossier_ids: Iterable[int]) -> list[Slip]:
    """The receipts of several dossiers, in the order of their numbers."""
    rows = Slip.objects.select_related(*_WITH).filter(dossier__in=visible_to(actor), form="receipt")
    return list(rows.filter(dossier_id__in=list(dossier_ids)).order_by("number"))
