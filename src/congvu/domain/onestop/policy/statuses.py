"""Mã trạng thái quốc gia. The ten status codes of the national interface, told from the phase of a dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WAITING = "dossier_pause.result"
"""Why the clock stands once there is a result: it waits to be fetched, and the promise stays where it was."""

NATIONAL = {
    "submitted": 1,
    "asked_before": 5,
    "received": 2,
    "processing": 4,
    "supplement": 5,
    "payment": 6,
    "settled": 9,
    "returned": 10,
    "not_accepted": 3,
    "withdrawn": 7,
    "stopped": 8,
}
"""Phase of a dossier → code of its status."""

ENDED = frozenset({"returned", "not_accepted", "withdrawn", "stopped"})
"""Phases in which nobody owes anything any more."""

WORDS = {
    1: _("Newly registered"),
    2: _("Taken in for settling"),
    3: _("Not accepted"),
    4: _("In process"),
    5: _("Supplement requested"),
    6: _("Financial obligation requested"),
    7: _("Withdrawn by the applicant"),
    8: _("Processing stopped"),
    9: _("Processed"),
    10: _("Result returned"),
}


def status_of(phase: str) -> int:
    """The national code of a phase."""
    return NATIONAL[phase]
