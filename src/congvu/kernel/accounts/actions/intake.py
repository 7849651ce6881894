"""Nhập tổ chức và tài khoản: a whole sheet is checked and taken in by the worker, with progress; passwords once.

The one-time passwords of the log-ins it opens lie sealed beside the import until they are printed, then they are
gone; each must be changed at the first sign-in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import MoveRefused, Refusal
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.actions.power import MANAGE, grant_role, require_management
from congvu.kernel.accounts.models import Account, Role
from congvu.kernel.accounts.policy import Actor, actor_of, require, vault
from congvu.kernel.accounts.policy.passwords import one_time_password
from congvu.kernel.accounts.queries.intake import plan_intake
from congvu.kernel.jobs.queue import enqueue
from congvu.kernel.org.actions import intake as taking
from congvu.kernel.org.models import Agency, Intake, Official
from congvu.kernel.org.queries.intake import CHANGE, CREATE, Op, intake_by_id, sorted_faults

CHECK_JOB, TAKE_JOB = "accounts.check_intake", "accounts.take_in"
PURPOSE = "intake"
#: So many rows are checked while the person waits; more by the worker.
AT_ONCE = 300
#: Passwords hashed before the progress bar is told.
TOLD_EVERY = 20
#: Hashing runs beside the interpreter; more threads than this gain nothing on small machines.
THREADS = 2

__all__ = ["bring_intake", "check_intake", "forget_passwords", "print_passwords", "run_intake", "start_intake"]


def bring_intake(
    *, actor: Actor, name: str, content: bytes, rows: dict[str, list[dict[str, Any]]], now: datetime
) -> Intake:
    """Nhận bảng để kiểm tra. Short sheets are checked at once, long ones in the background."""
    if rows.get("accounts"):
        require_management(actor, None)
    with transaction.atomic():
        intake = taking.bring_sheet(
            actor=actor, name=name, content=content, rows=rows, account_id=actor.account_id, now=now
        )
        if intake.total > AT_ONCE:
            enqueue(CHECK_JOB, {"intake_id": intake.pk}, now=now)
            return intake
    return check_intake(intake_id=intake.pk, today=timezone.localdate(now))


def check_intake(*, intake_id: int, today: date) -> Intake:
    """Kiểm tra. The dry run of a sheet that was brought; what it finds is kept for the page."""
    intake = intake_by_id(intake_id)
    if intake.state != Intake.State.CHECKING:
        return intake
    return taking.note_checked(intake_id=intake_id, plan=plan_intake(intake, today))


def start_intake(*, actor: Actor, intake: Intake, now: datetime) -> None:
    """Bắt đầu nhập. Mark the sheet as being taken in and have the worker do it. Raises NotAllowed, MoveRefused."""
    taking.require_everywhere(actor)
    if intake.rows.get("accounts"):
        require_management(actor, None)
    with transaction.atomic():
        taking.claim_intake(intake_id=intake.pk)
        enqueue(TAKE_JOB, {"intake_id": intake.pk, "account_id": actor.account_id}, now=now)


def run_intake(*, intake_id: int, account_id: int | None, now: datetime) -> Intake:
    """Nhập. Take the sheet in, all rows or none; what is refused now stands with the import as its fault."""
    intake = intake_by_id(intake_id)
    if intake.state != Intake.State.RUNNING:
        return intake
    today = timezone.localdate(now)
    try:
        actor = _actor(account_id, today)
        plan = plan_intake(intake, today)
        if plan.faults:  # somebody changed the organisation between the check and now
            taking.refuse_intake(intake_id=intake_id, faults=[f.as_row() for f in sorted_faults(plan.faults)])
            return intake_by_id(intake_id)
        logins = plan.of("accounts", CREATE)
        passwords = {op.label: one_time_password() for op in logins}
        hashes = _hashed(intake_id, passwords)
        with transaction.atomic():
            taking.take_in(actor=actor, intake=intake, plan=plan, now=now)
            _open_all(actor, logins, hashes, now)
            _give_roles(actor, plan.of("accounts", CREATE, CHANGE), now)
            _finish(intake_id, passwords, now)
    except Refusal as refusal:
        taking.refuse_intake(intake_id=intake_id, faults=[["agencies", 0, "", str(refusal)]])
    return intake_by_id(intake_id)


def _actor(account_id: int | None, today: date) -> Actor:
    if account_id is None:
        return Actor.system()
    account = Account.objects.select_related("official").filter(pk=account_id, is_active=True).first()
    return actor_of(account, today) if account is not None else Actor.nobody()


def _hashed(intake_id: int, passwords: dict[str, str]) -> dict[str, str]:
    """Slow on purpose, so it is done before the transaction, with the progress told."""
    found: dict[str, str] = {}
    logins = list(passwords)
    with ThreadPoolExecutor(THREADS) as pool:
        for start in range(0, len(logins), TOLD_EVERY):
            some = logins[start : start + TOLD_EVERY]
            found |= dict(zip(some, pool.map(make_password, [passwords[login] for login in some]), strict=True))
            taking.note_progress(intake_id=intake_id, done=len(found), total=len(logins))
    return found


def _open_all(actor: Actor, ops: Sequence[Op], hashes: dict[str, str], now: datetime) -> None:
    """Open the accounts of the sheet; each has its own line of the journal, as if opened by hand."""
    if not ops:
        return
    require(actor, MANAGE)
    officials = {row.code: row for row in Official.objects.all()}
    rows = [
        Account(
            login=op.label, official=officials.get(op.values.get("official") or ""),
            full_name="" if op.values.get("official") else (op.values.get("full_name") or "")[:120],
            must_change_password=True, password=hashes[op.label], created_at=now,
        ).fill_keys()
        for op in ops
    ]  # fmt: skip
    for account in Account.objects.bulk_create(rows, batch_size=500):
        body = {"name": account.name, "official": account.official.code if account.official is not None else ""}
        write_line(account, "account.created", actor=actor, now=now, body=body)


def _give_roles(actor: Actor, ops: Sequence[Op], now: datetime) -> None:
    wanted = [op for op in ops if op.values.get("given")]
    if not wanted:
        return
    accounts = {row.login: row for row in Account.objects.select_related("official")}
    roles = {row.code: row for row in Role.objects.all()}
    agencies = {row.code: row for row in Agency.objects.all()}
    for op in wanted:
        for role, agency, from_on, to_on in op.values["given"]:
            grant_role(
                actor=actor, account=accounts[op.label], role=roles[role],
                agency=agencies[agency] if agency else None, from_on=from_on, to_on=to_on, now=now,
            )  # fmt: skip


def _finish(intake_id: int, passwords: dict[str, str], now: datetime) -> None:
    row = Intake.objects.select_for_update(no_key=True).get(pk=intake_id)
    row.state, row.applied_at, row.done, row.total = Intake.State.APPLIED, now, row.total, row.total
    row.secret = vault.seal(json.dumps(passwords), purpose=PURPOSE) if passwords else ""
    row.secret_count = len(passwords)
    row.save()


@transaction.atomic
def print_passwords(*, actor: Actor, intake: Intake, now: datetime) -> list[tuple[str, str, str]]:
    """In mật khẩu dùng một lần. Login, name and password of each account the import opened; they can be read once.

    Accounts whose password was changed meanwhile are left out. Journals `passwords.printed` for each. Raises
    NotAllowed, MoveRefused when they have been printed or forgotten.
    """
    require_management(actor, None)
    row = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    text = vault.unseal(row.secret, purpose=PURPOSE) if row.secret else None
    if text is None:
        raise MoveRefused(
            _("These passwords have been printed already, or can no longer be read."),
            hint=_("Reset the password of an account on its page to give a new one."),
        )
    passwords: dict[str, str] = json.loads(text)
    found = []
    waiting = Account.objects.filter(must_change_password=True, is_active=True).select_related("official")
    for account in waiting.order_by("login"):
        if account.login in passwords:
            found.append((account.login, account.name, passwords[account.login]))
            write_line(account, "password.printed", actor=actor, now=now, body={"import": row.name})
    row.secret = ""
    row.save(update_fields=["secret"])
    return found


def forget_passwords(*, before: datetime) -> int:
    """Remove sealed passwords of imports older than this that nobody printed; returns of how many imports."""
    return Intake.objects.filter(applied_at__lt=before).exclude(secret="").update(secret="")
