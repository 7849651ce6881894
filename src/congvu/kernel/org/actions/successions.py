"""Shares of a succession: parts of one whole, exact to eight decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid

_STEP = Decimal("0.00000001")


def equal_shares(count: int) -> list[Decimal]:
    """`count` shares as equal as eight decimals allow; they sum to exactly 1 (the first takes what is over)."""
    if count < 1:
        raise Invalid(_("Name at least one heir."), field="heirs")
    share = (Decimal(1) / count).quantize(_STEP, rounding=ROUND_DOWN)
    return [1 - share * (count - 1), *[share] * (count - 1)]


def checked_shares(shares: Sequence[Decimal]) -> list[Decimal]:
    """The shares, if each is above 0 and they sum to exactly 1; else Invalid."""
    if not shares:
        raise Invalid(_("Name at least one heir."), field="heirs")
    exact = [Decimal(share).quantize(_STEP) for share in shares]
    if any(share <= 0 for share in exact) or any(
        rounded != Decimal(share) for rounded, share in zip(exact, shares, strict=True)
    ):
        raise Invalid(_("Every share must be above 0, with at most eight decimals."), field="heirs")
    whole = sum(exact, Decimal(0))
    if whole != 1:
        raise Invalid(
            _("The shares of the heirs sum to %(sum)s, not to 1.") % {"sum": f"{whole.normalize():f}"},
            field="heirs",
        )
    return exact
