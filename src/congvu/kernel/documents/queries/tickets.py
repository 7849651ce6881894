"""Phiếu tệp: a file that was brought, named by a signed note that only who brought it can use, for a day."""

from __future__ import annotations

from django.core import signing
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.kernel.accounts.policy import Actor
from congvu.kernel.documents.models import StoredFile

SALT, SECONDS = "documents.ticket", 24 * 3600


def ticket_for(actor: Actor, file: StoredFile) -> str:
    """The note by which the actor may use the file in an act of his."""
    return signing.dumps({"file": file.pk, "by": actor.account_id}, salt=SALT)


def file_behind(actor: Actor, ticket: str, field: str = "file") -> StoredFile:
    """The file a ticket of this actor stands for; Invalid (naming the field) for any other text."""
    try:
        said = signing.loads(ticket, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        said = {}
    found = StoredFile.objects.filter(pk=said["file"]).first() if said and said["by"] == actor.account_id else None
    if found is None:
        raise Invalid(
            _("This ticket has expired or belongs to somebody else."), field=field,
            hint=_("Send the file again; the same content is kept once."),
        )
    return found
