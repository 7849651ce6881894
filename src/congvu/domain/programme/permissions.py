"""Quyền đối với chương trình công tác và nhật ký tham mưu văn bản."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "programme.programme.read": _("Read work programmes"),
    "programme.programme.open": _("Open a work programme for registration"),
    "programme.programme.approve": _("Approve a work programme"),
    "programme.item.register": _("Register items in a work programme"),
    "programme.item.verify": _("Check or return what is submitted under a work programme"),
    "programme.item.import": _("Import a work programme"),
    "programme.change.consent": _("Consent to adding, moving or stopping an item"),
    "programme.draft.write": _("Open drafts and submit them"),
    "programme.draft.judge": _("Return or accept submitted drafts"),
    "programme.journal.read": _("Read the compiled drafting journal"),
}
