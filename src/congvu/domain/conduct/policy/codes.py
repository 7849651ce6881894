"""Codes of the kinds of case and of the phases that acts and reads of this room speak of."""

from __future__ import annotations

DISCIPLINE, REVIEW = "conduct_discipline", "conduct_review"
OPENED, PROPOSED, POSTPONED = "opened", "proposed", "postponed"
IN_EFFECT, COMPLAINED, ENDED, DROPPED, ANNULLED = "in_effect", "complained", "ended", "dropped", "annulled"
#: The clock of the handling period runs.
HANDLED = (OPENED, PROPOSED)
ASKED, ANSWERED, CONCLUDED, CLOSED = "asked", "answered", "concluded", "closed"
