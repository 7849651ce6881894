"""Tên gọi: words of the custody strip, and of the refusals of the core, which knows no languages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from congvu.core.refusals import Refusal

WHOSE_LABELS: dict[str, Promise] = {
    "agency": _("Agency"),
    "applicant": _("Applicant"),
    "consulted": _("Consulted body"),
    "higher": _("Higher level"),
    "outage": _("System outage"),
}
CUSTODY_LABELS: dict[str, Promise] = {
    "held": _("Held"),
    "transfer": _("Being handed over"),
    "paused": _("Clock paused"),
    "closed": _("Closed"),
}
#: What plain Python says in English, in the words of the screen; by the code of the refusal.
CORE_REFUSALS: dict[str, Promise] = {
    "bad_limit": _("This is no period. Write it like “05 ngày làm việc”, “15 ngày”, “24 giờ làm việc” or “03 tháng”."),
    "bad_moment": _("This day does not exist."),
    "beyond_calendar": _("The day lies outside the years the working calendar knows."),
    "deadline_before_start": _("The deadline lies before the moment it is counted from."),
}


def refusal_words(refusal: Refusal) -> str:
    """The sentence of a refusal in the language of the screen."""
    words = CORE_REFUSALS.get(refusal.code)
    return str(refusal) if words is None else str(words)
