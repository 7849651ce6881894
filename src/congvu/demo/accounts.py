"""Tỉnh Lam Giang: accounts. One log-in per shipped role for one click in demo mode; nobody has a password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.demo.lam_giang_agencies import OFFICE, ROOT
from congvu.demo.lam_giang_places import TWO_TIER_ON
from congvu.demo.organisation import Cast
from congvu.kernel.accounts.actions import create_account, grant_role
from congvu.kernel.accounts.models import Account, Role
from congvu.kernel.accounts.policy import Actor, actor_of
from congvu.kernel.accounts.queries import roles
from congvu.kernel.org.models import Official

RIGHTS_FROM: date = TWO_TIER_ON
"""Since when the roles are held: the day the present organisation began to work."""
HEADS = ("-head", "-ct")


@dataclass(frozen=True, slots=True)
class Login:
    """One demo log-in: log-in name, official ("" for nobody of the organisation), roles each with its agency."""

    login: str
    official: str
    roles: tuple[tuple[str, str], ...]
    tries: str | Promise
    name: str = ""


LOGINS: tuple[Login, ...] = (
    Login(
        "chu-tich", "ubnd-tinh-ct", (("leader", ROOT),),
        _("See where late work is stuck; open the chain of custody"),
    ),
    Login(
        "chanh-van-phong", "vpubnd-head", (("leader", OFFICE),),
        _("Decide requests for more time and for re-assignment"),
    ),
    Login(
        "theo-doi", "vpubnd-cv-01", (("directive_desk", OFFICE),),
        _("Register, review and issue a directive; verify or return what is reported"),
    ),
    Login("van-thu", "vpubnd-cv-10", (("clerk_records", OFFICE),), _("Enter incoming documents in the register")),
    Login(
        "gd-noi-vu", "snv-head", (("department_head", "snv"),),
        _("Accept a task, hand it to somebody, ask for more time"),
    ),
    Login("cv-noi-vu", "snv-cv-01", (("official", "snv"),), _("My work; report a task as done")),
    Login(
        "gd-tai-chinh", "stc-head", (("department_head", "stc"),),
        _("Propose re-assignment of work that belongs elsewhere"),
    ),
    Login("cv-tai-chinh", "stc-cv-01", (("official", "stc"),), _("Report progress, explain a delay")),
    Login(
        "ct-an-khanh", "xa-an-khanh-ct", (("department_head", "xa-an-khanh"),),
        _("Work of a commune; confirm a reading for the unit"),
    ),
    Login(
        "cv-an-khanh", "xa-an-khanh-cv-01", (("official", "xa-an-khanh"),),
        _("Work given to an officer of a commune"),
    ),
    Login(
        "mot-cua", "phuong-lam-son-pvhcc-mc-01", (("one_stop_clerk", "phuong-lam-son-pvhcc"),),
        _("Receive a dossier at a ward's counter, take fees, return results"),
    ),
    Login(
        "mot-cua-tinh", "ttpvhcc-cv-01", (("one_stop_clerk", "ttpvhcc"),),
        _("Receive dossiers at the province's centre"),
    ),
    Login(
        "cv-kinh-te", "phuong-lam-son-kt-cv-01", (("official", "phuong-lam-son-kt"),),
        _("Work on dossiers: ask for papers once, consult, hand on"),
    ),
    Login(
        "ct-lam-son", "phuong-lam-son-ct", (("department_head", "phuong-lam-son"),),
        _("Sign results and apologies of a ward; see where its dossiers stand"),
    ),
    Login("thanh-tra", "ttt-cv-01", (("inspector", ROOT),), _("Read custody and journal, change nothing")),
    Login(
        "truong-doan", "snv-deputy-01", (("inspection_head", ROOT), ("department_head", "snv")),
        _("Plan checks of public duty, form teams, print duty cards, lead a team"),
    ),
    Login("cai-cach", "snv-cv-02", (("par_officer", ROOT),), _("Statistics of tasks; the province's own choices")),
    Login("quan-tri", "", (("system_owner", ""),), _("Organisation, accounts, calendars"), "Quản trị hệ thống"),
    Login("kiem-tra", "", (("auditor", ""),), _("Check the journal and its daily bills"), "Người kiểm tra nhật ký"),
)  # fmt: skip


class Crew:
    """Everybody who may act in the demo, by the code of the official.

    Nobody's posts or roles have changed since `RIGHTS_FROM`, so that one actor serves for every day of the history.
    """

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self._actors = actors

    def actor(self, official: str) -> Actor:
        """The actor this official is."""
        return self._actors[official]

    def head(self, agency: str) -> Actor:
        """The head of an agency of today."""
        found = next((self._actors[agency + end] for end in HEADS if agency + end in self._actors), None)
        if found is None:
            raise KeyError(agency)
        return found

    def officers(self, agency: str) -> list[Actor]:
        """The officers (chuyên viên) of an agency, in the order of their numbers."""
        codes = sorted(code for code in self._actors if code.startswith(f"{agency}-cv-"))
        return [self._actors[code] for code in codes]


def open_accounts(cast: Cast, now: datetime) -> Crew:
    """Accounts for every official and the log-ins of the demo; the system opens them as at a take-over."""
    known = {role.code: role for role in roles()}
    named = {row.official: row for row in LOGINS if row.official}
    made: dict[str, Account] = {}
    for code, official in cast.officials.items():
        login = named.get(code)
        account = _open(login.login if login else code, official, now, is_demo=login is not None)
        given = login.roles if login else (_usual_role(code),)
        _grant(account, given, known, cast, now)
        made[code] = account
    for row in LOGINS:
        if not row.official:
            _grant(_open(row.login, None, now, is_demo=True, name=row.name), row.roles, known, cast, now)
    today = timezone.localdate(now)
    return Crew({code: actor_of(Account.objects.get(pk=account.pk), today) for code, account in made.items()})


def _open(login: str, official: Official | None, now: datetime, *, is_demo: bool, name: str = "") -> Account:
    account, _password = create_account(
        actor=Actor.system(),
        login=login,
        full_name=name,
        official=official,
        with_password=False,
        is_demo=is_demo,
        now=now,
    )
    return account


def _grant(
    account: Account, given: tuple[tuple[str, str], ...], known: Mapping[str, Role], cast: Cast, now: datetime
) -> None:
    for role, agency in given:
        grant_role(
            actor=Actor.system(),
            account=account,
            role=known[role],
            agency=cast.agency(agency) if agency else None,
            from_on=RIGHTS_FROM,
            now=now,
        )


def _usual_role(official: str) -> tuple[str, str]:
    """What an official without a log-in of the demo may do, by the code of his post."""
    agency, _dash, seat = official.rpartition("-")
    if seat.isdigit():
        agency, _dash, seat = agency.rpartition("-")
    if agency == ROOT:
        return "leader", ROOT
    if seat == "mc" or official.startswith("ttpvhcc-cv"):
        return "one_stop_clerk", agency
    if agency == OFFICE:
        return (
            "directive_desk" if official in ("vpubnd-tp-01", "vpubnd-cv-02", "vpubnd-cv-03") else "official"
        ), OFFICE
    return ("department_head" if seat in ("head", "ct", "deputy", "pct") else "official"), agency
