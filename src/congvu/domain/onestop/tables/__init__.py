"""Danh sách của Một cửa."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from congvu.domain.onestop.models import Channel
from congvu.domain.onestop.policy.codes import DOSSIER
from congvu.kernel.casework import kinds
from congvu.kernel.casework.policy import people
from congvu.kernel.ui import tables


def phase_words(phase: str) -> str:
    """A phase of a dossier in the words of the screen."""
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
    return kinds.get(DOSSIER).lifecycle.phase(phase).label(language)


def _channel(row: Any) -> str:
    return str(Channel(row.channel).label)


BEHIND = tables.Table(
    name="dossiers-behind",
    caption=_("Dossiers behind the number"),
    columns=(
        tables.Column("code", _("Code"), value="case.code", sort="case__code", phone="title", width="fit"),
        tables.Column("title", _("Procedure"), value="case.title", width="wide"),
        tables.Column("applicant", _("Applicant"), value="applicant_name", sort="applicant_name"),
        tables.Column("settling", _("Agency that settles"), value=lambda row: people.agency_name(row.settling_id)),
        tables.Column("channel", _("Channel"), value=_channel),
        tables.Column("received_at", _("Received on"), kind=tables.Kind.MOMENT, sort="received_at", nullable=True),
        tables.Column(
            "due_at", _("Due"), value="case.due_at", kind=tables.Kind.MOMENT, sort="case__due_at", nullable=True
        ),
        tables.Column("settled_at", _("Settled"), kind=tables.Kind.MOMENT, sort="settled_at", nullable=True),
        tables.Column("phase", _("Status"), value=lambda row: phase_words(row.case.phase)),
    ),
    order="received_at",
    row_url=lambda row: kinds.case_href(row.case.code),
    empty_title=_("No dossier"),
    empty_text=_("Nothing is counted in this number."),
)
