"""Người nộp hồ sơ. Known by their identification: entered once, brought up to date at every dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import one_line, skey
from congvu.domain.onestop.models import Applicant, IdKind, PartyKind
from congvu.domain.onestop.policy.people import (
    clean_birth,
    clean_email,
    clean_id,
    clean_name,
    clean_phone,
)
from congvu.kernel import rows
from congvu.kernel.casework.policy import people


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Người nộp hồ sơ as typed."""

    name: str
    kind: str = PartyKind.CITIZEN
    id_kind: str = IdKind.PERSONAL
    id_number: str = ""
    born_on: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""


def keep_applicant(party: Party, now: datetime) -> Applicant:
    """The applicant of a dossier: found by identification, with what was typed now; a new row for one without paper.

    One statement. Invalid (fields kind, name, id_number, born_on, phone, email) for what cannot be right.
    """
    if party.kind not in PartyKind.values:
        raise Invalid(_("Choose who asks: a citizen, an enterprise, a household business or an organisation."),
                      field="kind")  # fmt: skip
    row = Applicant(
        kind=party.kind, id_kind=party.id_kind, id_number=clean_id(party.id_kind, party.id_number),
        name=clean_name(party.name), born_on=clean_birth(party.born_on, people.local_date(now)),
        address=one_line(party.address)[:300], phone=clean_phone(party.phone), email=clean_email(party.email),
        changed_at=now,
    )  # fmt: skip
    row.skey = skey(row.name)[:320]
    if row.id_number is None:
        row.save(force_insert=True)
        return row
    rows.upsert(
        row, ("id_kind", "id_number"), ("kind", "name", "born_on", "address", "phone", "email", "skey", "changed_at")
    )
    return row
