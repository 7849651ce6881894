"""Every read of the accounts room."""

from __future__ import annotations

from congvu.kernel.accounts.queries.own import (
    kept_form_of,
    kept_forms_of,
    sign_in_of,
    sign_ins_of,
    token_of,
    tokens_of,
    unused_recovery_codes,
)
from congvu.kernel.accounts.queries.people import (
    account_for,
    account_in_progress,
    accounts_visible_to,
    agencies_to_grant,
    demo_accounts,
    grant_for,
    grants_of,
    officials_without_account,
    role_by_code,
    role_matrix,
    roles,
    views_of_personal_data,
)

__all__ = [
    "account_for",
    "account_in_progress",
    "accounts_visible_to",
    "agencies_to_grant",
    "demo_accounts",
    "grant_for",
    "grants_of",
    "kept_form_of",
    "kept_forms_of",
    "officials_without_account",
    "role_by_code",
    "role_matrix",
    "roles",
    "sign_in_of",
    "sign_ins_of",
    "token_of",
    "tokens_of",
    "unused_recovery_codes",
    "views_of_personal_data",
]
