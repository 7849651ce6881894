"""Signing people of the small shop in, so that screens are walked as clerk, specialist and head do."""

from __future__ import annotations

from django.test import Client

from congvu.kernel.org.models import Agency, Official
from tests.domain.onestop.shop import Shop
from tests.kernel.accounts.cast import give, make_account

#: Who → role, code of the official, whose unit the role is for.
PEOPLE = {
    "clerk": ("one_stop_clerk", "mot-cua-01", "minh-hoa-pvhcc"),
    "specialist": ("official", "kt-cv-01", "minh-hoa"),
    "chairman": ("department_head", "minh-hoa-ct", "minh-hoa"),
    "officer": ("official", "stc-cv-09", "stc"),
    "inspector": ("inspector", "stc-cv-09", "minh-hoa"),
}


def sign_in(client: Client, shop: Shop, who: str) -> Client:
    """The client, signed in as one of the cast by an account with a shipped role."""
    del shop
    role, official, agency = PEOPLE[who]
    account = make_account(f"a-{who}", Official.objects.get(code=official))
    give(account, role, Agency.objects.get(code=agency))
    client.force_login(account)
    return client
