"""Người nộp đã biết: found again by the whole number or telephone, never by a part of it."""

from __future__ import annotations

from congvu.domain.onestop.models import Applicant, IdKind
from congvu.domain.onestop.policy.people import clean_id, clean_phone

#: People who share one telephone; more is no person's number.
_MOST = 5


def known(id_kind: str, id_number: str, phone: str) -> list[Applicant]:
    """Applicants by identification, else by telephone; Invalid for a number that cannot be right."""
    if id_number.strip() and id_kind != IdKind.NONE:
        return list(Applicant.objects.filter(id_kind=id_kind, id_number=clean_id(id_kind, id_number)))
    number = clean_phone(phone)
    if not number:
        return []
    return list(Applicant.objects.filter(phone=number).order_by("-changed_at")[:_MOST])
