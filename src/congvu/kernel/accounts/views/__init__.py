"""Screens of the accounts room, by subject."""

from __future__ import annotations

from congvu.kernel.accounts.views import accounts, kept_work, own, signing_in

__all__ = ["accounts", "kept_work", "own", "signing_in"]
