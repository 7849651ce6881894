"""Kiểm tra thông tin người nộp. What a number, a telephone and a name must look like."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import one_line

_DIGITS = re.compile(r"[\s.\-]+")
_SHAPES = {
    "personal": re.compile(r"[0-9]{12}|[0-9]{9}"),
    "passport": re.compile(r"[A-Z]{1,2}[0-9]{6,8}"),
    "tax": re.compile(r"[0-9]{10}(?:-?[0-9]{3})?|[0-9]{12}"),
    "decision": re.compile(r".{1,30}"),
}
_OLDEST = 150


def clean_id(kind: str, typed: str) -> str | None:
    """An identification number as it is kept; None for none."""
    if kind == "none":
        return None
    if kind not in _SHAPES:
        raise Invalid(_("Choose by which paper the applicant is identified."), field="id_number")
    number = one_line(typed).upper()
    if kind != "decision":
        number = _DIGITS.sub("", number)
    if not number:
        raise Invalid(_("Type the identification number, or choose “no paper at hand”."), field="id_number")
    if not _SHAPES[kind].fullmatch(number):
        raise Invalid(_ID_WORDS[kind](), field="id_number")
    return number


_ID_WORDS = {
    "personal": lambda: _("A personal identification number has 12 digits (an old identity card 9)."),
    "passport": lambda: _("A passport number has one or two letters and 6 to 8 digits."),
    "tax": lambda: _("An enterprise or tax number has 10, 12 or 13 digits."),
    "decision": lambda: _("Type only the number of the decision, at most 30 signs, like 123/QĐ-UBND."),
}


def clean_phone(typed: str) -> str:
    """A telephone number in digits with its leading 0; empty for none."""
    number = _DIGITS.sub("", one_line(typed).replace("(", "").replace(")", ""))
    if not number:
        return ""
    if number.startswith("+84"):
        number = "0" + number[3:]
    if not re.fullmatch(r"0[0-9]{9,10}", number):
        raise Invalid(_("A telephone number has 10 or 11 digits and begins with 0."), field="phone")
    return number


def clean_name(typed: str) -> str:
    """A name in one line; Invalid when it has no letter."""
    name = one_line(typed)[:300].strip()
    if not any(sign.isalpha() for sign in name):
        raise Invalid(_("Type the name of the applicant."), field="name")
    return name


def clean_email(typed: str) -> str:
    """An address of e-mail; empty for none."""
    email = one_line(typed)
    try:
        if email:
            validate_email(email)
    except ValidationError as wrong:
        raise Invalid(_("An e-mail address reads like ten@congty.vn."), field="email") from wrong
    if len(email) > 254:
        raise Invalid(_("An e-mail address reads like ten@congty.vn."), field="email")
    return email


def clean_birth(born_on: date | None, today: date) -> date | None:
    """A day of birth; Invalid for one that is still to come, or that nobody alive was born on."""
    if (born_on is not None and not today.year - _OLDEST <= born_on.year <= today.year) or (born_on or today) > today:
        raise Invalid(_("Nobody can be born on this day: check the year."), field="born_on")
    return born_on


def masked(number: str) -> str:
    """An identification number as it is shown until somebody asks to see it: only its last three signs."""
    return "•" * max(len(number) - 3, 3) + number[-3:] if number else ""


def read_card(typed: str) -> dict[str, str]:
    """What the QR code of an identity card says, as a scanner types it; nothing for other text.

    Form: number|old number|name|birth as ddmmyyyy|sex|address|day of issue.
    """
    parts = [part.strip() for part in typed.split("|")]
    if len(parts) < 6 or not re.fullmatch(r"\d{12}", parts[0]):
        return {}
    born = re.fullmatch(r"(\d{2})(\d{2})(\d{4})", parts[3])
    found = {"id_kind": "personal", "id_number": parts[0], "name": parts[2], "address": parts[5]}
    return {**found, "born_on": "/".join(born.groups())} if born else found
