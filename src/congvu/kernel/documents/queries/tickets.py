"""Phiếu tệp: a file that was brought, named by a signed note that only who brought it can use, for a day."""

from __future__ import annotations

from django.core import signing
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import StoredFile

SALT, SECONDS = "documents.ticket", 24 * 3600


def ticket_for(actor: Actor, file: StoredFile, name: str = "", use: str = SALT) -> str:
    """The note by which the actor may use the file, under the name it was brought with, in that one use of his."""
    return signing.dumps({"file": file.pk, "by": actor.account_id, "name": name}, salt=use)


def _read(actor: Actor, ticket: str, use: str) -> tuple[StoredFile | None, str]:
    try:
        said = signing.loads(ticket, salt=use, max_age=SECONDS)
    except signing.BadSignature:
        return None, ""
    own = said["by"] == actor.account_id
    return (StoredFile.objects.filter(pk=said["file"]).first() if own else None), str(said.get("name", ""))


def file_behind(actor: Actor, ticket: str, field: str = "file") -> StoredFile:
    """The file a ticket of this actor stands for; Invalid (naming the field) for any other text."""
    found, _name = _read(actor, ticket, SALT)
    if found is None:
        raise Invalid(
            _("This ticket has expired or belongs to somebody else."), field=field,
            hint=_("Send the file again; the same content is kept once."),
        )  # fmt: skip
    return found


def brought_by(actor: Actor, ticket: str, use: str) -> tuple[StoredFile, str]:
    """The file behind the ticket of a page's address and the name it was brought with; NotFound otherwise."""
    found, name = _read(actor, ticket, use)
    if found is None:
        raise NotFound(
            _("This upload has expired or belongs to somebody else."), hint=_("Upload the file again; it is kept once.")
        )
    return found, name
