"""Danh bạ mã định danh: the directory of connected organisations."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import skey
from congvu.face.connectors.models import Organ
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.journal.actions import record
from congvu.kernel.org.models import Agency

_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+){0,7}")


def save_organ(
    *, actor: Actor, now: datetime, organ_id: str, name: str, variant: str = "layered", agency_id: int | None = None,
    email: str = "", is_active: bool = True, pk: int | None = None,
) -> Organ:  # fmt: skip
    """Add or change an organisation; the identifier of one that exists stays. Journal: `organ.saved`."""
    require(actor, "connectors.organ.manage")
    organ_id, name = organ_id.strip().upper(), " ".join(name.split())
    if not _IDENTIFIER.fullmatch(organ_id) or len(organ_id) > 35:
        raise Invalid(
            _("An identifier consists of letters, digits and dots, for example H56.01."), field="organ_id"
        )
    if not name:
        raise Invalid(_("Name the organisation."), field="name")
    if variant not in Organ.Variant.values:
        raise Invalid(_("Choose the variant of the message."), field="variant")
    if agency_id is not None and not Agency.objects.filter(pk=agency_id).exists():
        raise Invalid(_("There is no such agency."), field="agency_id")
    organ = Organ.objects.filter(pk=pk).first() if pk else Organ(organ_id=organ_id)
    if organ is None:
        raise NotFound(_("There is no such organisation in the directory."))
    organ.name, organ.skey, organ.variant = name[:200], skey(f"{organ.organ_id} {name}")[:260], variant
    organ.agency_id, organ.email, organ.is_active = agency_id, email, is_active
    try:
        with transaction.atomic():
            organ.save()
            record(
                stream="connectors", verb="organ.saved", at=now, actor=actor.signature,
                body={"organ_id": organ.organ_id, "name": organ.name, "variant": variant, "agency": agency_id,
                      "active": is_active},
            )  # fmt: skip
    except IntegrityError as clash:
        raise Invalid(
            _("This identifier, or this agency, stands in the directory already."), field="organ_id",
            hint=_("Open the entry that is there and change it."),
        ) from clash  # fmt: skip
    return organ
