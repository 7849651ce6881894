"""Kiểm tra thông tin người nộp. What a number, a telephone and a name must look like."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.text import nfc

_DIGITS = re.compile(r"[\s.\-]+")
_SHAPES = {
    "personal": re.compile(r"\d{12}|\d{9}"),
    "passport": re.compile(r"[A-Z]{1,2}\d{6,8}"),
    "tax": re.compile(r"\d{10}(?:-?\d{3})?|\d{12}"),
}


def clean_id(kind: str, typed: str) -> str | None:
    """An identification number as it is kept; None for none."""
    if kind == "none":
        return None
    number = nfc(typed).strip().upper()
    if kind != "decision":
        number = _DIGITS.sub("", number)
    if not number:
        raise Invalid(_("Type the identification number, or choose “no paper at hand”."), field="id_number")
    shape = _SHAPES.get(kind)
    if shape is not None and not shape.fullmatch(number):
        raise Invalid(_ID_WORDS[kind](), field="id_number")
    return number[:30]


_ID_WORDS = {
    "personal": lambda: _("A personal identification number has 12 digits (an old identity card 9)."),
    "passport": lambda: _("A passport number has one or two letters and 6 to 8 digits."),
    "tax": lambda: _("An enterprise or tax number has 10, 12 or 13 digits."),
}


def clean_phone(typed: str) -> str:
    """A telephone number in digits with its leading 0; empty for none."""
    number = _DIGITS.sub("", typed.strip().replace("(", "").replace(")", ""))
    if not number:
        return ""
    if number.startswith("+84"):
        number = "0" + number[3:]
    if not re.fullmatch(r"0\d{9,10}", number):
        raise Invalid(_("A telephone number has 10 or 11 digits and begins with 0."), field="phone")
    return number


def clean_name(typed: str) -> str:
    """A name in one line; Invalid when it is empty."""
    name = " ".join(nfc(typed).split())[:300]
    if not name:
        raise Invalid(_("Type the name of the applicant."), field="name")
    return name


def masked(number: str) -> str:
    """An identification number as it is shown until somebody asks to see it: only its last three signs."""
    return "•" * max(len(number) - 3, 3) + number[-3:] if number else ""
