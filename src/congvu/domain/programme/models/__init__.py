"""Tables of the programme room."""

from __future__ import annotations

from congvu.domain.programme.models.draft import Draft, Round, RoundError, Version
from congvu.domain.programme.models.programme import Consent, Item, Partner, Programme, Stage

__all__ = ["Consent", "Draft", "Item", "Partner", "Programme", "Round", "RoundError", "Stage", "Version"]
