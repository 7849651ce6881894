"""Sign-ins seen and ended, forms kept over an expired sign-in, views of personal data, the nightly clearing out."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from congvu.core.refusals import NotFound
from congvu.kernel.accounts.actions.lines import write_line
from congvu.kernel.accounts.actions.people import require_may_manage
from congvu.kernel.accounts.models import AccessLog, Account, KeptForm, SignIn, Stranger
from congvu.kernel.accounts.policy import Actor, vault

SEEN_EVERY = timedelta(minutes=1)
#: How long a kept form waits for its owner, and how much of it is kept.
KEPT_FOR = timedelta(hours=24)
KEPT_BYTES = 1_000_000
KEPT_PER_ACCOUNT = 20
#: How long ended sign-ins stay in the list.
ENDED_STAY = timedelta(hours=24 * 90)

_recent: dict[tuple[str, str, str], datetime] = {}
_recent_lock = threading.Lock()


def note_seen(*, sign_in: SignIn, now: datetime) -> None:
    """Write "last seen", at most once a minute."""
    if now - sign_in.last_seen_at < SEEN_EVERY:
        return
    SignIn.objects.filter(pk=sign_in.pk, ended_at__isnull=True).update(last_seen_at=now)
    sign_in.last_seen_at = now


def end_sign_in(*, actor: Actor, sign_in: SignIn, now: datetime) -> None:
    """End one sign-in: the own, or as manager of the account somebody else's. Raises NotAllowed, NotFound."""
    account = sign_in.account
    if account is None:
        raise NotFound(_("There is no such sign-in."))
    if account.pk != actor.account_id:
        require_may_manage(actor, account, now)
    with transaction.atomic():
        if SignIn.objects.filter(pk=sign_in.pk, ended_at__isnull=True).update(ended_at=now, session_data=""):
            body = {"started_at": sign_in.started_at.isoformat()}
            write_line(account, "sign_in.ended", actor=actor, now=now, body=body)


def end_other_sign_ins(*, actor: Actor, account: Account, but: SignIn | None, now: datetime) -> int:
    """End all sign-ins of the own account but one; returns how many."""
    with transaction.atomic():
        others = SignIn.objects.filter(account=account, ended_at__isnull=True)
        if but is not None:
            others = others.exclude(pk=but.pk)
        count = others.update(ended_at=now, session_data="")
        if count:
            write_line(account, "sign_in.ended", actor=actor, now=now, body={"others": count})
    return count


def speak(*, account: Account, language: str) -> None:
    """Choose the language of the account."""
    Account.objects.filter(pk=account.pk).update(language=language)


def keep_form(
    *, account: Account, path: str, fields: list[tuple[str, list[str]]], files: list[str], came_from: str, now: datetime
) -> KeptForm | None:
    """Giữ lại bài làm. Keep what was sent with an expired sign-in; None if it is too large to keep.

    Sealed with the installation's secret, for this account only, without its files and without the form's token.
    """
    body = json.dumps({"fields": [(k, v) for k, v in fields if k != "csrfmiddlewaretoken"], "files": files})
    if len(body) > KEPT_BYTES or len(path) > 500:
        return None
    parts = urlsplit(came_from)
    page = (f"{parts.path}?{parts.query}" if parts.query else parts.path)[:500]
    with transaction.atomic():
        old = KeptForm.objects.filter(account=account).order_by("-kept_at", "-pk").values("pk")[KEPT_PER_ACCOUNT - 1 :]
        KeptForm.objects.filter(pk__in=[row["pk"] for row in old]).delete()
        return KeptForm.objects.create(
            account=account, path=path, came_from=page, sealed=vault.seal(body, purpose="kept_form"), kept_at=now
        )


def mark_sent(*, actor: Actor, kept: KeptForm, now: datetime) -> None:
    """The owner has sent the form again, or has thrown it away: it is not offered any more."""
    if kept.account_id == actor.account_id:
        KeptForm.objects.filter(pk=kept.pk).update(sent_at=now)


def record_view(*, actor: Actor, what: str, subject: str, now: datetime) -> None:
    """Ghi nhận việc xem dữ liệu cá nhân. At most one row per person, subject and minute; usually no SQL at all."""
    minute = now.replace(second=0, microsecond=0)
    key = (actor.login, what, subject)
    if _recent.get(key) == minute:
        return
    AccessLog.objects.bulk_create(
        [AccessLog(login=actor.login, name=actor.name[:120], what=what, subject=subject[:120], minute=minute)],
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: _remember(key, minute))


def _remember(key: tuple[str, str, str], minute: datetime) -> None:
    with _recent_lock:
        if len(_recent) > 10_000:
            _recent.clear()
        _recent[key] = minute


def clear_out(*, now: datetime) -> dict[str, int]:
    """Nightly: forms nobody fetched, visitors' sessions, sign-ins ended long ago, waits long over."""
    with transaction.atomic():
        return {
            "kept_forms": KeptForm.objects.filter(kept_at__lt=now - KEPT_FOR).delete()[0],
            "visitors": SignIn.objects.filter(account__isnull=True, expire_date__lt=now).delete()[0],
            "sign_ins": SignIn.objects.filter(last_seen_at__lt=now - ENDED_STAY).delete()[0],
            "strangers": Stranger.objects.filter(last_failed_at__lt=now - KEPT_FOR).delete()[0],
        }
