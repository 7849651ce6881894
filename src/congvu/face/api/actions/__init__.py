"""What the api room writes of its own: outcomes of acts that were asked for with a key."""

from __future__ import annotations

from congvu.face.api.actions.outcomes import Outcome, forget_old, once

__all__ = ["Outcome", "forget_old", "once"]
