"""Permission codes of the organisation room, with the words an administrator reads."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSIONS: dict[str, str | Promise] = {
    "org.agency.read": _("See the organisation, posts, officials and calendars"),
    "org.agency.add": _("Add an agency or a post"),
    "org.agency.reorganise": _("Rename, merge, split, abolish or transfer agencies"),
    "org.official.edit": _("Add officials, appoint them and end appointments"),
    "org.absence.record": _("Record an absence and its deputy"),
    "org.delegation.record": _("Record a delegation of authority"),
    "org.portfolio.assign": _("Assign fields and agencies to leaders, and secretaries to leaders"),
    "org.calendar.edit": _("Announce days off, swapped days and shifts"),
    "org.outage.declare": _("Declare an outage that stops the clocks"),
}
