"""Every write of the rulebook: the province makes a choice, ends it, withdraws it. Shipped rows never change."""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid, NotFound
from congvu.core.text import nfc
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.journal.actions import record
from congvu.kernel.rules.models import LocalRule, RulebookStamp
from congvu.kernel.rules.policy import check_value
from congvu.kernel.rules.queries import known_grounds
from congvu.kernel.rules.queries.local import mark_written
from congvu.kernel.rules.shipped import ACTS, RULES

_GROUND_CODE = re.compile(r"[a-z][a-z_]*\.local_[a-z0-9_]{2,40}")
WHOSE = ("agency", "applicant", "consulted", "higher", "outside")


def choose_rule(
    *, actor: Actor, code: str, value: str, source: str, from_on: date, now: datetime, to_on: date | None = None,
    reason: str = "",
) -> LocalRule:
    """Chọn giá trị của địa phương. The province's own value for a rule, with its legal source, from a day on.

    The choice may begin in the past only back to the day it is entered, so that nothing already decided changes its
    rule. Raises `Invalid`, `NotFound`, `NotAllowed`. Journal stream "rules": `rule.chosen`.
    """
    require(actor, "rules.rule.edit")
    shipped = [row for row in RULES if row.code == code]
    if not shipped:
        raise NotFound(_("There is no such rule in the rulebook."))
    stored = check_value(shipped[-1], value)
    _check_days(from_on, to_on, today=localdate(now))
    choice = LocalRule(about="rule", code=code, value=stored)
    return _make(
        choice, actor=actor, source=source, reason=reason, days=(from_on, to_on), now=now, verb="rule.chosen"
    )


def add_ground(
    *, actor: Actor, code: str, act: str, label_vi: str, label_en: str, source: str, from_on: date, now: datetime,
    to_on: date | None = None, whose: str = "agency", evidence: bool = False, reason: str = "",
) -> LocalRule:
    """Thêm lý do có mã của địa phương. Code: `act.local_name`. Journal stream "rules": `ground.added`."""
    require(actor, "rules.rule.edit")
    if act not in ACTS:
        raise Invalid(_("Choose the act the ground is for."), field="act")
    if not _GROUND_CODE.fullmatch(code) or not code.startswith(f"{act}."):
        raise Invalid(_("The code of a local ground reads like “%(act)s.local_name”.") % {"act": act}, field="code")
    if code in known_grounds():
        raise Invalid(_("There is a ground with this code already."), field="code")
    if not label_vi.strip() or len(label_vi) > 300 or len(label_en) > 300:
        raise Invalid(_("Write the ground in words, at most 300 characters."), field="label_vi")
    if whose not in WHOSE:
        raise Invalid(_("Choose whose side the cause lies on."), field="whose")
    _check_days(from_on, to_on, today=localdate(now))
    choice = LocalRule(
        about="ground", code=code, act=act, label_vi=nfc(label_vi).strip(), label_en=label_en.strip(), whose=whose,
        evidence=evidence,
    )
    return _make(
        choice, actor=actor, source=source, reason=reason, days=(from_on, to_on), now=now, verb="ground.added"
    )


def switch_off_ground(
    *, actor: Actor, code: str, source: str, from_on: date, now: datetime, reason: str = ""
) -> LocalRule:
    """Ngừng dùng lý do. A ground may no longer be cited from a day on; past acts keep it. `ground.switched_off`."""
    require(actor, "rules.rule.edit")
    if code not in known_grounds():
        raise NotFound(_("There is no such ground in the rulebook."))
    _check_days(from_on, None, today=localdate(now))
    choice = LocalRule(about="ground", code=code, value="off")
    return _make(
        choice, actor=actor, source=source, reason=reason, days=(from_on, None), now=now, verb="ground.switched_off"
    )


def withdraw_choice(*, actor: Actor, choice_id: int, reason: str, now: datetime) -> LocalRule:
    """Rút lựa chọn. A choice ends today (or never begins); its row stays for the history. `choice.withdrawn`.

    A choice already in force is closed as of today, so that days gone by keep the rule they had.
    """
    require(actor, "rules.rule.edit")
    if not reason.strip():
        raise Invalid(_("Say why the choice is withdrawn."), field="reason")
    today = localdate(now)
    with transaction.atomic():
        choice = LocalRule.objects.select_for_update().filter(pk=choice_id).first()
        if choice is None:
            raise NotFound(_("There is no such choice."))
        if choice.withdrawn_at is not None or (choice.to_on is not None and choice.to_on <= today):
            raise Invalid(_("This choice is over already."))
        if choice.from_on < today:
            choice.to_on = today
        else:
            choice.withdrawn_at = now
            choice.withdrawn_by_name = actor.name
        choice.save(update_fields=["to_on", "withdrawn_at", "withdrawn_by_name"])
        _renew_stamp()
        record(
            stream="rules", verb="choice.withdrawn", at=now, actor=actor.signature,
            body={"choice": choice.pk, "code": choice.code, "value": choice.value, "reason": reason.strip()},
        )
    return choice


def _check_days(from_on: date, to_on: date | None, *, today: date) -> None:
    if from_on < today:
        raise Invalid(
            _("A choice cannot begin in the past: what was decided keeps the rule it had."), field="from_on"
        )
    if to_on is not None and to_on <= from_on:
        raise Invalid(_("The last day lies before the first."), field="to_on")


def _make(
    choice: LocalRule,
    *,
    actor: Actor,
    source: str,
    reason: str,
    days: tuple[date, date | None],
    now: datetime,
    verb: str,
) -> LocalRule:
    from_on, to_on = days
    if not source.strip() or len(source) > 300:
        raise Invalid(_("Name the document of the province that says so (at most 300 characters)."), field="source")
    if len(reason) > 500:
        raise Invalid(_("At most %(limit)s characters.") % {"limit": 500}, field="reason")
    choice.source, choice.reason = nfc(source).strip(), nfc(reason).strip()
    choice.from_on, choice.to_on, choice.made_at = from_on, to_on, now
    choice.made_by_id, choice.made_by_name = actor.account_id, actor.name
    with transaction.atomic():
        choice.save(force_insert=True)
        _renew_stamp()
        record(
            stream="rules", verb=verb, at=now, actor=actor.signature,
            body={
                "choice": choice.pk, "code": choice.code, "value": choice.value, "label": choice.label_vi,
                "source": choice.source, "reason": choice.reason, "from": from_on.isoformat(),
                "to": to_on.isoformat() if to_on else "",
            },
        )
    return choice


def _renew_stamp() -> None:
    """Tell every process that the rulebook changed; this thread reads the database until its transaction ends."""
    mark_written()
    RulebookStamp.objects.update_or_create(pk=1, defaults={"stamp": secrets.token_hex(16)})
