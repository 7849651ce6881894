"""The day a page speaks of, taken from its address."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from congvu.core.refusals import NotAllowed
from congvu.kernel.org.policy import ActingPerson
from congvu.kernel.ui.widgets import DAY_FORMAT

FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


def day_asked(request: HttpRequest, default: date | None = None) -> date:
    """The day after `on=` (31/12/2026 or 2026-12-31); today, with a message, when it is no day."""
    typed = request.GET.get("on", "").strip()
    today = default or timezone.localdate()
    if not typed:
        return today
    for form in (DAY_FORMAT, "%Y-%m-%d"):
        try:
            found = datetime.strptime(typed[:10], form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
        if FIRST <= found <= LAST:
            return found
    messages.warning(request, _("“%(text)s” is not a day; the page shows today.") % {"text": typed[:20]})
    return today


def person_of(request: HttpRequest) -> ActingPerson:
    """Who acts, as the accounts room put it on the request. Raises NotAllowed when nobody is signed in."""
    actor: ActingPerson | None = getattr(request, "actor", None)
    if actor is None:
        raise NotAllowed(_("Please sign in first."))
    return actor
