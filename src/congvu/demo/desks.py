"""Bộ phận Một cửa của tỉnh Lam Giang: a desk for the province's centre and for each commune's."""

from __future__ import annotations

from congvu.demo.lam_giang_agencies import ROOT
from congvu.demo.organisation import Cast
from congvu.domain.onestop.models import Desk

CENTRE = "ttpvhcc"
#: Identifiers of the made-up province ("H99" is nobody's); the account is made up too.
TOP, FIRST = "H99", 11
BANK, ACCOUNT, HOLDER = "970436", "0990000000001", "KHO BAC NHA NUOC LAM GIANG (MINH HOA)"


def open_desks(cast: Cast) -> dict[str, Desk]:
    """Every desk, by the code of its agency."""
    rows = [_desk(cast, CENTRE, ROOT, 1)]
    rows += [_desk(cast, f"{code}-pvhcc", code, FIRST + n) for n, code in enumerate(cast.communes)]
    made = Desk.objects.bulk_create(rows)
    return dict(zip(_codes(cast), made, strict=True))


def _codes(cast: Cast) -> list[str]:
    return [CENTRE, *(f"{code}-pvhcc" for code in cast.communes)]


def _desk(cast: Cast, agency: str, serves: str, number: int) -> Desk:
    return Desk(
        agency=cast.agency(agency), serves=cast.agency(serves), identifier=f"{TOP}.{number:02d}",
        bank_bin=BANK, account=ACCOUNT, account_name=HOLDER,
    )  # fmt: skip
