"""Sửa thông tin: details of an agency or an official that carry no history of their own (address, symbol)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc
from congvu.kernel.org.actions.agencies import locked
from congvu.kernel.org.actions.lines import write_line
from congvu.kernel.org.models import Agency, Calendar, Official, PlaceKind
from congvu.kernel.org.policy import ActingPerson, require

#: Details of an agency that may be corrected; name and place above change by a reorganisation only.
DETAILS = ("short_name", "symbol", "place_kind", "place_name", "position", "address", "phone", "email", "website")


@transaction.atomic
def correct_agency(
    *, actor: ActingPerson, agency: Agency, aliases: str = "", calendar: Calendar | None = None, now: datetime,
    **details: Any,
) -> Agency:  # fmt: skip
    """Sửa thông tin cơ quan. Journals `agency.corrected` with what is new; telephone and address stay out of it.

    `aliases` are other prints of the name, between semicolons; `calendar` None: the one of the agency above.
    """
    require(actor, "org.agency.add", agency.pk)
    row = locked(agency)
    wrong = set(details) - set(DETAILS)
    if wrong:
        raise Invalid(_("Name and place of an agency change by a reorganisation only."), field=min(wrong))
    if details.get("place_kind") and details["place_kind"] not in PlaceKind.values:
        raise Invalid(_("Choose a kind of place from the list."), field="place_kind")
    wanted = {name: nfc(value).strip() if isinstance(value, str) else value for name, value in details.items()}
    wanted["aliases"] = [part.strip() for part in aliases.split(";") if part.strip()]
    wanted["calendar_id"] = calendar.pk if calendar is not None else None
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changed:
        raise Invalid(_("Nothing has changed."))
    if "calendar_id" in changed:
        require(actor, "org.calendar.edit", agency.pk)
    public = {name: value for name, value in changed.items() if name not in ("address", "phone", "email", "website")}
    body = {"agency": row.code, "changed": sorted(changed), "values": public}
    write_line("agency.corrected", actor=actor, behalf="", now=now, body=body)
    for name, value in changed.items():
        setattr(row, name, value)
    row.fill_keys().save()
    return row


@transaction.atomic
def correct_official(
    *, actor: ActingPerson, official: Official, full_name: str, phone: str = "", email: str = "",
    is_active: bool = True, now: datetime,
) -> Official:  # fmt: skip
    """Sửa thông tin cán bộ. Journals `official.corrected`; telephone and e-mail stay out of it."""
    require(actor, "org.official.edit")
    row = Official.objects.select_for_update(no_key=True).get(pk=official.pk)
    name = " ".join(nfc(full_name).split())
    if not name:
        raise Invalid(_("Give the full name."), field="full_name")
    wanted = {"full_name": name, "phone": phone.strip(), "email": email.strip(), "is_active": is_active}
    changed = {field: value for field, value in wanted.items() if getattr(row, field) != value}
    if not changed:
        raise Invalid(_("Nothing has changed."))
    body = {"official": row.code, "name": name, "changed": sorted(changed)}
    write_line("official.corrected", actor=actor, behalf="", now=now, body=body)
    for field, value in changed.items():
        setattr(row, field, value)
    row.fill_keys().save()
    return row
