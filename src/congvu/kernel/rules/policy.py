"""Quy tắc đọc giá trị: what a value of each kind must look like."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congvu.core.refusals import Invalid
from congvu.core.working_time import Limit, read_limit
from congvu.kernel.rules.shipped import Rule

#: Digits, then perhaps a point with one or two more.
_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")


def in_vietnamese() -> bool:
    """Whether the reader's screen is in Vietnamese (the default when nothing is known)."""
    return (get_language() or "vi").startswith("vi")


def pick(vi: str, en: str) -> str:
    """The text in the reader's language."""
    return vi if in_vietnamese() else en or vi


def limit_of(value: str) -> Limit:
    """A value of kind `limit` as a limit of working time. Raises `Invalid` when it is none."""
    return read_limit(value)


def shares_of(value: str) -> tuple[float, ...]:
    """A value of kind `shares`: rising numbers above 0 and up to 2, at most ten."""
    try:
        shares = tuple(float(part.replace(",", ".")) for part in value.split())
    except ValueError as error:
        raise Invalid(
            _("Write shares as numbers with blanks between, for example 0.5 0.8 1."), field="value"
        ) from error
    rising = all(before < after for before, after in pairwise(shares))
    if not 0 < len(shares) <= 10 or not rising or shares[0] <= 0 or shares[-1] > 2:
        raise Invalid(_("Shares must rise, lie above 0 and not above 2, and be ten at most."), field="value")
    return shares


def decimal_of(value: str) -> Decimal:
    """A value of kind `decimal`: exact, not below zero, at most six digits before and two behind the comma."""
    text = value.replace(",", ".")
    if not _DECIMAL.fullmatch(text):
        raise Invalid(_("Write a number such as 2 or 0.5, with at most two decimals."), field="value")
    return Decimal(text)


def check_value(rule: Rule, value: str) -> str:
    """The value as it will be stored; `Invalid` (field "value") with a sentence when it does not fit its kind."""
    text = " ".join(value.split())
    if rule.kind == "limit":
        try:
            return limit_of(text).code
        except Invalid as error:
            raise Invalid(
                _("This is not a time limit. Write for example “2 working days” or “4 working hours”."), field="value"
            ) from error
    if rule.kind == "decimal":
        return str(decimal_of(text))
    if rule.kind == "shares":
        shares_of(text)
    elif rule.kind == "count" and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Invalid(_("Write a whole number."), field="value")
    elif rule.kind == "yes_no" and text not in ("yes", "no"):
        raise Invalid(_("Choose yes or no."), field="value")
    elif rule.kind == "choice" and text not in [code for code, _vi, _en in rule.choices]:
        raise Invalid(_("Choose one of the values of the list."), field="value")
    elif rule.kind == "clock":
        try:
            time.fromisoformat(text)
        except ValueError as error:
            raise Invalid(_("Write a time of day, for example 15:00."), field="value") from error
    if not text or len(text) > 200:
        raise Invalid(_("Write a value of at most 200 characters."), field="value")
    return text


def value_words(rule: Rule, value: str) -> str:
    """A value as people read it: "02 ngày làm việc", "Có", "Làm tròn hai chữ số"."""
    if rule.kind == "limit":
        return limit_of(value).words("vi" if in_vietnamese() else "en")
    if rule.kind == "yes_no":
        return pick("Có", "Yes") if value == "yes" else pick("Không", "No")
    if rule.kind == "choice":
        return next((pick(vi, en) for code, vi, en in rule.choices if code == value), value)
    if rule.kind == "decimal":
        return pick(value.replace(".", ","), value)
    if rule.kind == "shares":
        return ", ".join(f"{round(share * 100)} %" for share in shares_of(value))
    return value
