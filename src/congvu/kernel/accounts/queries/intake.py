"""Kiểm tra bảng tài khoản của một đợt nhập: log-ins to open, roles to give, and what is wrong with each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.text import skey
from congvu.kernel.accounts.models import Account, Grant, Role
from congvu.kernel.accounts.policy.logins import is_login
from congvu.kernel.org.extract import INTAKE
from congvu.kernel.org.models import Intake
from congvu.kernel.org.policy import holds_on
from congvu.kernel.org.queries.intake import CHANGE, CREATE, SAME, IntakePlan, Op, cells_of
from congvu.kernel.org.queries.taking_in import World
from congvu.kernel.org.queries.taking_in_people import check_all

#: Roles to give: code of the role, code of the agency ("": everywhere), first day, exclusive end.
Given = tuple[str, str, date, date | None]


def plan_intake(intake: Intake, today: date) -> IntakePlan:
    """The dry run of the whole import: the organisation, then log-ins against what will be known."""
    plan = IntakePlan()
    world = check_all(plan, intake.rows)
    check_logins(plan, intake.rows.get("accounts", ()), world, today)
    return plan


def check_logins(plan: IntakePlan, rows: Sequence[Mapping[str, Any]], world: World, today: date) -> None:
    """Log-ins: one operation for each, with all roles its rows give; a role held already is left alone."""
    accounts = {row.login: row for row in Account.objects.select_related("official")}
    taken = {row.official.code: row.login for row in accounts.values() if row.official is not None and row.is_active}
    held = {
        (login, role, agency or "")
        for login, role, agency, ends in Grant.objects.values_list(
            "account__login", "role__code", "agency__code", "to_on"
        )
        if ends is None or ends > today
    }
    roles = {skey(word): role.code for role in Role.objects.all() for word in (role.code, role.name_vi, role.name_en)}
    found: dict[str, Op] = {}
    for row in rows:
        line, values = int(row["line"]), cells_of(plan, INTAKE["accounts"], row)
        if values is None:
            continue
        login = values["login"].lower()
        if not _good_login(plan, line, login, values, accounts, taken, world, found):
            continue
        given = _given(plan, line, values, roles, world, today)
        if given is None:
            continue
        op = found.get(login)
        if op is None:
            what = SAME if login in accounts else CREATE
            op = found[login] = Op("accounts", line, what, login, {**values, "login": login, "given": []},
                                   accounts.get(login))  # fmt: skip
            plan.add(op)
        if given and (login, given[0], given[1]) not in held:
            held.add((login, given[0], given[1]))
            op.values["given"].append(given)
            op.changed = {"roles": ", ".join(f"{role} @ {agency or '*'}" for role, agency, *_d in op.values["given"])}
            op.what = CREATE if op.what == CREATE else CHANGE


def _good_login(
    plan: IntakePlan, line: int, login: str, values: Mapping[str, Any], accounts: Mapping[str, Account],
    taken: dict[str, str], world: World, found: Mapping[str, Op],
) -> bool:  # fmt: skip
    """Whether the row names an account that can be opened, or the one that is known."""
    official = values.get("official") or ""
    if not is_login(login):
        text = _("A log-in name has only a–z, 0–9, dot, dash and underscore, at most 60.")
        plan.blame("accounts", line, text, "login")
        return False
    account, before = accounts.get(login), found.get(login)
    if account is not None or before is not None:
        known = before.values.get("official") or "" if before is not None else ""
        if account is not None:
            known = account.official.code if account.official is not None else ""
        if official and official != known:
            plan.blame("accounts", line, _("This log-in name belongs to somebody else."), "official")
            return False
        return True
    if not official and not values.get("full_name"):
        plan.blame("accounts", line, _("Choose an official or write a full name."), "full_name")
        return False
    if official and official not in world.officials:
        text = _("There is no official with the code “%(code)s”.") % {"code": official}
        plan.blame("accounts", line, text, "official")
        return False
    if official and taken.get(official, login) != login:
        text = _("This official has the log-in name “%(login)s” already.") % {"login": taken[official]}
        plan.blame("accounts", line, text, "official")
        return False
    if official:
        taken[official] = login
    return True


def _given(
    plan: IntakePlan, line: int, values: Mapping[str, Any], roles: Mapping[str, str], world: World, today: date
) -> Given | tuple[()] | None:
    """The role of the row; empty for none, None with a fault when it cannot be given."""
    word, agency = values.get("role") or "", values.get("agency") or ""
    if not word:
        return ()
    role, from_on, to_on = roles.get(skey(word)), values.get("from_on") or today, values.get("to_on")
    if role is None:
        plan.blame("accounts", line, _("There is no such role."), "role")
        return None
    if agency and agency not in world.agencies:
        text = _("There is no agency with the code “%(code)s”.") % {"code": agency}
        plan.blame("accounts", line, text, "agency")
        return None
    if agency and not holds_on(*world.agencies[agency], max(from_on, today)):
        plan.blame("accounts", line, _("The agency does not exist on all these days."), "agency")
        return None
    if to_on is not None and to_on <= from_on:
        plan.blame("accounts", line, _("The last day must come after the first."), "to_on")
        return None
    return role, agency, from_on, to_on


def login_rows() -> list[dict[str, str]]:
    """Every log-in in use with its roles of now and later, as rows of the sheet of log-ins; no password is in it."""
    rows: list[dict[str, str]] = []
    grants: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(to_on=None).select_related("role", "agency").order_by("role__order", "pk"):
        grants.setdefault(grant.account_id, []).append(grant)
    for account in Account.objects.filter(is_active=True).select_related("official").order_by("login"):
        own = {"login": account.login, "official": account.official.code if account.official else "",
               "full_name": account.full_name}  # fmt: skip
        roles: list[Grant | None] = [*grants.get(account.pk, ())] or [None]
        for held in roles:
            role = {} if held is None else {
                "role": held.role.name_vi, "agency": held.agency.code if held.agency else "",
                "from_on": f"{held.from_on:%d/%m/%Y}",
            }  # fmt: skip
            rows.append({**own, **role})
    return rows
