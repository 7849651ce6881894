"""What every act on the catalogue asks first: the draft, locked, and whether this actor may touch it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, NotFound
from congvu.core.text import nfc, skey
from congvu.domain.procedures.models import Procedure, Variant, Version
from congvu.domain.procedures.queries.catalogue import DRAFT
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.journal.actions import record


def line(procedure: Procedure, verb: str, actor: Actor, now: datetime, body: dict[str, Any]) -> None:
    """A line in the procedure's own stream of the journal."""
    record(stream=f"procedure/{procedure.pk}", verb=verb, at=now, actor=actor.signature, body=body)


def paragraphs(text: str) -> str:
    """Typed text whose lines are kept, without empty ends."""
    return "\n".join(" ".join(one.split()) for one in nfc(text).strip().splitlines())


def search_text(procedure: Procedure, name: str) -> str:
    """What the catalogue's search looks through: code, name, field and agency, folded."""
    words = [procedure.code, procedure.written, name, procedure.field.name, procedure.agency.name]
    return skey(" ".join(word for word in words if word))


def locked_draft(actor: Actor, version_id: int) -> Version:
    """The draft, locked, if the actor may draft for its agency; MoveRefused when it is announced already."""
    version = (
        Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("procedure__agency", "procedure__field").filter(pk=version_id).first()
    )  # fmt: skip
    if version is None:
        raise NotFound(_("There is no such version of a procedure."))
    require(actor, DRAFT, version.procedure.agency_id)
    if version.announced_on is not None:
        raise MoveRefused(
            _("This version is announced; what people rely on is not changed behind them."),
            hint=_("Begin a new version and change that."),
        )
    return version


def drafted_variant(actor: Actor, variant_id: int) -> tuple[Version, Variant]:
    """A case of a draft, with its draft locked."""
    variant = Variant.objects.filter(pk=variant_id).first()
    if variant is None:
        raise NotFound(_("There is no such case of a procedure."))
    return locked_draft(actor, variant.version_id), variant
