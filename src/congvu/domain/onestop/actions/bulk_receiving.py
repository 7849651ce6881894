"""Nhận theo lô. One procedure, one applicant a row; all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, Refusal
from congvu.domain.onestop.actions.applicants import Party
from congvu.domain.onestop.actions.receiving import Paying, Reception, again, receive_dossier
from congvu.domain.onestop.models import Bundle
from congvu.domain.onestop.policy.bulk_sheets import MOST, Person, kind_of
from congvu.domain.onestop.queries import desks
from congvu.domain.onestop.queries.plans import receivable
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework.policy import people


@transaction.atomic
def receive_many(
    *, actor: Actor, desk_id: int, variant_id: int, organisation: str, persons: Sequence[Person], paid_by: str = "",
    key: str, now: datetime,
) -> Bundle:  # fmt: skip
    """Tiếp nhận hồ sơ của tổ chức nộp theo lô. Each has its code, receipt and clock; all papers are handed in.

    At most 500 at once. Invalid names the line of the sheet, and then nothing at all is kept. The same `key` twice is
    the same lot. Journal: `dossier.received` for each.
    """
    require(actor, desks.RECEIVE, desk_id)
    if not persons:
        raise Invalid(_("The sheet has no rows."), field="file")
    if len(persons) > MOST:
        raise Invalid(_("At most %(n)d dossiers in one go; cut the sheet in parts.") % {"n": MOST}, field="file")
    first = again(f"{key}-{persons[0].line}") if key else None
    if first is not None and first.bundle is not None:
        return first.bundle
    plan = receivable(variant_id, people.local_date(now))
    fees = [Paying(position=one.position, paid_by=paid_by) for one in plan.fees]
    bundle = Bundle.objects.create(kind=Bundle.Kind.BULK, name=organisation.strip()[:300], made_at=now)
    for person in persons:
        try:
            receive_dossier(actor=actor, desk_id=desk_id, now=now,
                            reception=_reception(person, variant_id, bundle, fees, key))  # fmt: skip
        except Refusal as refusal:
            raise Invalid(
                _("Line %(n)d: %(why)s") % {"n": person.line, "why": refusal.message}, field="file",
                hint=_("Nothing has been received. Mend the line and send the sheet again."),
            ) from refusal  # fmt: skip
    return bundle


def _reception(person: Person, variant_id: int, bundle: Bundle, fees: Sequence[Paying], key: str) -> Reception:
    given = person.values
    party = Party(
        name=given["name"], kind=kind_of(given["id_kind"]), id_kind=given["id_kind"], id_number=given["id_number"],
        born_on=given["born_on"], address=given["address"], phone=given["phone"], email=given["email"],
    )  # fmt: skip
    return Reception(
        variant_id=variant_id, party=party, content=given["content"], fees=fees, delivery=given["delivery"],
        deliver_to=given["deliver_to"], bundle=bundle, key=f"{key}-{person.line}"[:64] if key else "",
    )  # fmt: skip

