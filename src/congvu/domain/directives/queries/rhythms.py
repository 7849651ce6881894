"""Định kỳ bằng lời: the rule of a recurring duty in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congvu.domain.directives.models import Clause, Duty
from congvu.kernel.ui import formats

LAST_DAY = 31
WEEKDAYS = {
    1: gettext_lazy("Monday"), 2: gettext_lazy("Tuesday"), 3: gettext_lazy("Wednesday"), 4: gettext_lazy("Thursday"),
    5: gettext_lazy("Friday"), 6: gettext_lazy("Saturday"), 7: gettext_lazy("Sunday"),
}  # fmt: skip


def rule_words(row: Duty | Clause) -> str:
    """How often, on which day, until when, of a duty or of a clause that comes again; empty for one that stands."""
    if isinstance(row, Duty):
        rhythm, day, month, following, until = row.rhythm, row.day, row.month, row.following, row.until
        exclusive, with_order = row.exclusive, row.with_order
    else:
        rhythm, day, month = row.recurrence, row.recur_day, row.recur_month or 1
        following, until = row.recur_following, row.recur_until
        exclusive, with_order = row.due_exclusive, row.recur_with_order
    if not rhythm:
        return ""
    said = [str(dict(Clause.Recurrence.choices).get(rhythm, rhythm))]
    if day is not None:
        said.append(_day(rhythm, day, month, following, exclusive))
    if until is not None:
        said.append(_("until %(day)s") % {"day": formats.day(until)})
    elif with_order:
        said.append(_("until the directive ends"))
    return ", ".join(said)


def _day(rhythm: str, day: int, month: int, following: bool, exclusive: bool) -> str:
    if rhythm == "weekly":
        name = str(WEEKDAYS[day])
    elif day == LAST_DAY:
        name = _("the last day")
    else:
        name = _("day %(n)d") % {"n": day}
    words = (_("before %(day)s") if exclusive else _("by %(day)s")) % {"day": name}
    if rhythm not in ("weekly", "monthly"):
        words += " " + _("of month %(n)d") % {"n": month}
    return f"{words} {_('of the period that follows')}" if following else words
