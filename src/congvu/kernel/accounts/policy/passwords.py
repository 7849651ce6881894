"""Mật khẩu. What a password must be, said in the language of the page; and one-time passwords."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congvu.core.text import fold

SHORTEST = 10
LONGEST = 200
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_common = CommonPasswordValidator()


def faults_of(password: str, *, login: str, name: str) -> list[str]:
    """What is wrong with a new password, one sentence each; empty if it may be used."""
    faults = []
    if len(password) < SHORTEST:
        faults.append(_("The password must have at least %(count)d characters.") % {"count": SHORTEST})
    if len(password) > LONGEST:
        faults.append(_("The password may have at most %(count)d characters.") % {"count": LONGEST})
    if password.isdigit():
        faults.append(_("The password must not consist of digits only."))
    if len(set(password)) < 5:
        faults.append(_("The password repeats too few characters."))
    folded = fold(password).replace(" ", "")
    own = [fold(login), *(word for word in (fold(name).replace(" ", ""),) if len(word) > 4)]
    if any(len(word) > 2 and word in folded for word in own):
        faults.append(_("The password must not contain the log-in name or your own name."))
    try:
        _common.validate(password)
    except ValidationError:
        faults.append(_("This password is on the list of the most used passwords; choose another."))
    return faults


def one_time_password() -> str:
    """A password to be read out or written down once: four groups of four, about 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
