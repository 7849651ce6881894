"""Thông tin cá nhân: what is known of a person besides the name, sealed where it is kept."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc, one_line
from congvu.kernel.accounts.policy import vault

_PURPOSE = "citizen"
_BLANKS = re.compile(r"[\s.\-]+")


@dataclass(frozen=True, slots=True)
class Details:
    """Number, birth date (ISO), telephone, e-mail, address; empty for what nobody said."""

    id_number: str = ""
    born_on: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def birth_date(self) -> date | None:
        """The birth date as a date."""
        try:
            return date.fromisoformat(self.born_on)
        except ValueError:
            return None

    @property
    def masked_number(self) -> str:
        """The number with its last three digits only."""
        return "•" * max(0, len(self.id_number) - 3) + self.id_number[-3:] if self.id_number else ""


def seal(details: Details) -> str:
    """As it lies in the database."""
    return vault.seal(json.dumps(asdict(details)), purpose=_PURPOSE)


def unseal(sealed: str) -> Details:
    """The details again; none of them when they were sealed with another secret."""
    opened = vault.unseal(sealed, purpose=_PURPOSE) if sealed else None
    if opened is None:
        return Details()
    known: dict[str, Any] = json.loads(opened)
    return Details(**{name: str(known.get(name, "")) for name in Details.__slots__})


def mark_of(id_number: str) -> str:
    """The keyed hash a number is found by."""
    return vault.fingerprint(id_number, purpose="citizen-number") if id_number else ""


def clean_number(typed: str) -> str:
    """A personal identification number, or an old identity card's; Invalid for anything else."""
    number = _BLANKS.sub("", nfc(typed)).upper()
    if not re.fullmatch(r"\d{12}|\d{9}|[A-Z]{1,2}\d{6,8}", number):
        raise Invalid(
            _("A personal identification number has 12 digits (an old identity card 9)."), field="id_number"
        )
    return number


def clean_words(typed: str, most: int = 300) -> str:
    """One line of typed text."""
    return one_line(typed)[:most]
