"""Rows of the accounts room, in three files: people, what they may do, and their sign-ins."""

from __future__ import annotations

from congvu.kernel.accounts.models.people import Account, RecoveryCode, Stranger
from congvu.kernel.accounts.models.power import Grant, Role
from congvu.kernel.accounts.models.presence import AccessLog, ApiToken, KeptForm, SignIn

__all__ = ["AccessLog", "Account", "ApiToken", "Grant", "KeptForm", "RecoveryCode", "Role", "SignIn", "Stranger"]
