"""What several screens of documents do alike: the agency that is shown, a refusal beside its field."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from congvu.kernel.org.models import Agency


def chosen_agency(request: HttpRequest, readable: Sequence[Agency]) -> Agency | None:
    """The agency asked for by `agency` if it may be seen, else the first."""
    wanted = request.GET.get("agency", "")
    return next((agency for agency in readable if str(agency.pk) == wanted), readable[0] if readable else None)


def register_tabs(current: str) -> list[dict[str, object]]:
    """The tabs above the registers."""
    tabs = (
        ("incoming", _("Incoming documents"), "documents:register", "inbox"),
        ("outgoing", _("Outgoing documents"), "documents:outgoing", "send"),
        ("follow-up", _("Follow-up of incoming documents"), "documents:follow_up", "list-check"),
        ("dossiers", _("Dossiers of work"), "documents:dossiers", "folder"),
        ("numbering", _("Numbering"), "documents:numbering", "sort-ascending"),
    )
    return [
        {"label": label, "url": reverse(name), "current": code == current, "icon": icon}
        for code, label, name, icon in tabs
    ]
