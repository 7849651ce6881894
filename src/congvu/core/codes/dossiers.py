"""Mã hồ sơ. The code of a dossier: the receiving agency, the day, a running number of that agency and day.

NĐ 61/2018 art. 26 and TT 01/2018 art. 19 (`000.00.19.H26-250214-0007`), the order of QĐ 20/2020
(`H56.18.05-250214-0007`), and for services of a central system two digits of its owner before the number
(TT 4/2025 art. 23.2). A code is kept as text and never rebuilt from its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from congvu.core.codes.agencies import AgencyCode, read_agency_code
from congvu.core.refusals import Invalid

_FORM = re.compile(r"([0-9A-Z.]+)-(\d{6})-(\d{4,8})")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class DossierCode:
    """Mã hồ sơ, taken apart. `number` has at least four digits and grows past 9999."""

    text: str
    agency: AgencyCode
    received_on: date
    number: int


def dossier_code(agency: str, received_on: date, number: int) -> str:
    """The code of the `number`-th dossier an agency received on a day; Invalid without its code, or with a number < 1.

    The agency's code is written as the agency has it: whoever stands by it knows it in this form.
    """
    if read_agency_code(agency) is None:
        raise Invalid("The agency has no valid identifier.", field="agency", code="no_agency_code")
    if number < 1 or not _CENTURY <= received_on.year < _CENTURY + 100:
        raise Invalid("A dossier's code needs a day of this century and a number from 1 on.", code="bad_dossier_code")
    return f"{agency}-{received_on:%y%m%d}-{number:04d}"


def read_dossier_code(text: str) -> DossierCode | None:
    """A dossier's code taken apart; None when it is none. Blanks and small letters of a hasty hand are forgiven."""
    bare = "".join(text.split()).upper()
    found = _FORM.fullmatch(bare)
    if found is None:
        return None
    agency = read_agency_code(found[1])
    day = found[2]
    if agency is None:
        return None
    try:
        received_on = date(_CENTURY + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        return None
    number = int(found[3])
    return DossierCode(bare, agency, received_on, number) if number else None
