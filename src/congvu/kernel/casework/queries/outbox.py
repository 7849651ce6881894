"""Thư đã gửi: what was e-mailed to whom and how it went, for the system owner; never what it said."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from congvu.kernel.accounts.models import Account, Grant
from congvu.kernel.accounts.policy import Actor, require
from congvu.kernel.casework import kinds
from congvu.kernel.casework.models import Case, OutMail
from congvu.kernel.casework.policy import DECIDE
from congvu.kernel.org import queries as org

OVERSEE = "casework.mail.oversee"


def outbox(actor: Actor) -> QuerySet[OutMail]:
    """Mails, without those that had nothing to say. Raises NotAllowed."""
    require(actor, OVERSEE)
    return OutMail.objects.exclude(state=OutMail.State.EMPTY).select_related("official", "account")


def counts(actor: Actor, on: date) -> dict[str, int]:
    """How many mails of a day are in each state."""
    require(actor, OVERSEE)
    rows = OutMail.objects.filter(on=on).values("state").annotate(n=Count("pk")).order_by()
    return {row["state"]: row["n"] for row in rows}


def digest_candidates(on: date) -> list[Account]:
    """Accounts of people who may have something to be told this morning: they hold or are offered work, head a unit,
    or decide or verify for an office. Six statements."""
    open_cases = Case.objects.filter(closed_at=None)
    concerned = set(open_cases.exclude(holder_official=None).values_list("holder_official_id", flat=True).distinct())
    concerned |= set(
        open_cases.exclude(transfer_official=None).values_list("transfer_official_id", flat=True).distinct()
    )
    offered = set(
        open_cases.filter(transfer_official=None).exclude(transfer_agency=None)
        .values_list("transfer_agency_id", flat=True).distinct()
    )  # fmt: skip
    for agency_id in offered:
        concerned |= {row.official_id for row in org.officials_of(agency_id, on)}
    concerned |= {
        row.official_id
        for post in org.organisation().posts.values() if post.is_head
        for row in org.organisation().holders[post.pk]
    }  # fmt: skip
    deciding = {DECIDE} | {
        kind.lifecycle.move(kind.verification).permission for kind in kinds.all_kinds() if kind.verification
    }
    grants = Grant.objects.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on)
    deciders = {
        account_id for account_id, codes in grants.values_list("account_id", "role__permissions")
        if not deciding.isdisjoint(codes)
    }  # fmt: skip
    rows = Account.objects.filter(is_active=True).exclude(official=None).exclude(official__email="")
    rows = rows.select_related("official").order_by("pk")
    return [account for account in rows if account.official_id in concerned or account.pk in deciders]


