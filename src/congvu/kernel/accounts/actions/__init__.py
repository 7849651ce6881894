"""Every write of the accounts room, one function per act, in files by subject."""

from __future__ import annotations

from congvu.kernel.accounts.actions.intake import (
    bring_intake,
    check_intake,
    forget_passwords,
    print_passwords,
    run_intake,
    start_intake,
)
from congvu.kernel.accounts.actions.people import (
    create_account,
    deactivate_account,
    reactivate_account,
    reset_password,
    unlock_account,
)
from congvu.kernel.accounts.actions.power import grant_role, revoke_grant, sync_after_migrate, sync_roles
from congvu.kernel.accounts.actions.presence import (
    clear_out,
    end_other_sign_ins,
    end_sign_in,
    keep_form,
    mark_sent,
    note_seen,
    record_view,
    speak,
)
from congvu.kernel.accounts.actions.secrets import (
    change_password,
    enrol_second_factor,
    make_recovery_codes,
)
from congvu.kernel.accounts.actions.signing_in import (
    begin_demo_sign_in,
    begin_sign_in,
    check_code,
    check_password,
    sign_out,
    unlock_sign_in,
)
from congvu.kernel.accounts.actions.tokens import make_token, revoke_token, sign_in_by_token

__all__ = [
    "begin_demo_sign_in",
    "begin_sign_in",
    "bring_intake",
    "change_password",
    "check_code",
    "check_intake",
    "check_password",
    "clear_out",
    "create_account",
    "deactivate_account",
    "end_other_sign_ins",
    "end_sign_in",
    "enrol_second_factor",
    "forget_passwords",
    "grant_role",
    "keep_form",
    "make_recovery_codes",
    "make_token",
    "mark_sent",
    "note_seen",
    "print_passwords",
    "reactivate_account",
    "record_view",
    "reset_password",
    "revoke_grant",
    "revoke_token",
    "run_intake",
    "sign_in_by_token",
    "sign_out",
    "speak",
    "start_intake",
    "sync_after_migrate",
    "sync_roles",
    "unlock_account",
    "unlock_sign_in",
]
