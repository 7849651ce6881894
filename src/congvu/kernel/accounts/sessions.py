"""Session engine: the session row is the sign-in, and reading it brings account, official and stamp along.

One SELECT per request. The table holds a hash of what the cookie carries, so a stolen copy of the database signs
nobody in. Ended rows stay (see `models.SignIn`); their keys open nothing.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from congvu.kernel import rows
from congvu.kernel.accounts.models import Account, SignIn
from congvu.kernel.accounts.policy.actor import take_over_stamps
from congvu.kernel.org.models import Official, OrgStamp
from congvu.kernel.org.models.stamps import CALENDARS, ORGANISATION


def row_key(session_key: str) -> str:
    """Primary key of the row of a cookie: 160 bits of its BLAKE2b hash."""
    return blake2b(session_key.encode(), digest_size=20, person=b"congvu-session").hexdigest()


@cache
def _tail() -> str:
    names = (SignIn._meta.db_table, Account._meta.db_table, Official._meta.db_table)
    sign_in, account, official = (f'"{name}"' for name in names)
    return (
        f"{sign_in} LEFT JOIN {account} ON {account}.id = {sign_in}.account_id "
        f"LEFT JOIN {official} ON {official}.id = {account}.official_id WHERE {sign_in}.session_key = %s"
    )


def _read(key: str) -> SignIn | None:
    """The sign-in with its account, the account's official and both stamps; one statement, composed once."""
    stamps = tuple(f"(SELECT stamp FROM \"{OrgStamp._meta.db_table}\" WHERE name = '{name}')"  # noqa: S608 -- our own names
                   for name in (ORGANISATION, CALENDARS))  # fmt: skip
    found = rows.read((SignIn, Account, Official), _tail(), [key], extra=stamps)
    if found is None:
        return None
    (row, account, official), (organisation, calendars) = found
    assert isinstance(row, SignIn)
    row.org_stamp, row.calendar_stamp = organisation, calendars  # type: ignore[attr-defined]  # as `stamp_columns` names them
    if isinstance(account, Account):
        account.official = official if isinstance(official, Official) else None
        row.account = account
    return row


class SessionStore(SessionBase):
    """Sessions in the table of sign-ins."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._row: SignIn | None = None
        self.about: dict[str, Any] = {}
        self.password_mark = ""

    def sign_in_row(self) -> SignIn | None:
        """The row behind the cookie, of whatever standing; None without a cookie (then nothing is read)."""
        if self.session_key is not None:
            self.keys()
        return self._row

    @property
    def is_over(self) -> bool:
        """True if the cookie belongs to a sign-in that has ended."""
        row = self._row
        return row is not None and row.account_id is not None and row.standing(timezone.now()) == "ended"

    def load(self) -> dict[str, Any]:
        row = _read(row_key(self.session_key or ""))
        now = timezone.now()
        if row is None or (row.account_id is None and row.expire_date <= now):
            self._session_key = None
            return {}
        self._row = row
        data = self.decode(row.session_data) if row.session_data else {}
        if row.account is None:
            return data
        row.account.org_stamp = take_over_stamps(row)
        self.password_mark = str(data.get(HASH_SESSION_KEY, ""))
        # The cookie of an ended sign-in stays: it says whose form it is when one arrives with it. Its data do not.
        return {} if row.standing(now) == "ended" else data

    def exists(self, session_key: str) -> bool:
        return SignIn.objects.filter(pk=row_key(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # not in the stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if not must_create and (self.session_key is None or self.is_over):
            return self.create()
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        key = row_key(self.session_key or "")
        values: dict[str, Any] = {
            "session_data": self.encode(data),
            "expire_date": self.get_expiry_date(),
            "account_id": data.get(SESSION_KEY),
        }
        if not must_create:
            if not SignIn.objects.filter(pk=key, ended_at__isnull=True).update(**values):
                raise UpdateError
            return None
        now = self.about.get("now") or timezone.now()
        row = SignIn(
            session_key=key, started_at=now, last_seen_at=now, ip=self.about.get("ip"),
            user_agent=self.about.get("user_agent", "")[:200], kind=self.about.get("kind", "password"), **values,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise CreateError from None
        self._row = row
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End the sign-in: the row stays without its data. A visitor's row goes."""
        key = row_key(session_key or self.session_key or "")
        ended = SignIn.objects.filter(pk=key, account__isnull=False, ended_at__isnull=True).update(
            ended_at=timezone.now(), session_data=""
        )
        if not ended:
            SignIn.objects.filter(pk=key, account__isnull=True).delete()
        if session_key is None or session_key == self.session_key:
            self._row = None

    @classmethod
    def clear_expired(cls) -> None:
        """Forget visitors' sessions that ran out; sign-ins are cleared by this room's nightly job."""
        SignIn.objects.filter(account__isnull=True, expire_date__lt=timezone.now()).delete()


class KnownAccounts:
    """Django's socket for log-ins. It knows accounts by id and checks no passwords: `actions.signing_in` does."""

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.filter(pk=user_id, is_active=True).select_related("official").first()
