"""Quyền đối với văn bản và sổ đăng ký văn bản."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "documents.document.read": _("Read documents and registers, bring files"),
    "documents.document.read_restricted": _("Read documents of limited circulation"),
    "documents.document.register": _("Enter documents in the register and correct entries"),
    "documents.document.route": _("Write the leader's comment on incoming documents and route them"),
    "documents.document.route_for": _("Write down a leader's comment for him"),
    "documents.series.set": _("Decide how outgoing documents are numbered"),
    "documents.dossier.keep": _("Open dossiers of work, put documents in them, close them"),
    "documents.dossier.list": _("Set up the yearly list of dossiers and hand them over to the archive"),
}
